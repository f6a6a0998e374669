import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { noShell } from '../../electron/workspace/shell';
import { blankPdf } from '../support/printer';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
let call: TestWorkspace['call'];
let id: string;
/** Pages as they go to the printer. */
let printed: string[];

beforeEach(async () => {
  printed = [];
  workspace = await newWorkspace({
    shell: {
      ...noShell,
      printPdf: (html, page) => {
        printed.push(html.replaceAll(/<style[^]*?<\/style>/g, '').replaceAll(/<[^>]+>/g, ''));
        return blankPdf(html, page);
      },
    },
  });
  ({ call } = workspace);
  await call('risk.create', {
    point: { name: '喷漆房', kind: 'place', location: '' },
    draft: { ...emptyRisk, riskNo: 'A-1', hazardSource: '静电', l: 3, e: 6, c: 15 },
  });
  id = (
    await call('round.open', {
      draft: {
        name: '2026年第四季度安全风险评估',
        kind: 'quarterly',
        period: '2026Q4',
        reason: '',
        scope: '全公司',
        methodNote: '',
        noticeNo: '安环〔2026〕18 号',
        noticeOn: '2026-11-02',
        startedOn: '2026-11-03',
        baseRoundId: null,
        team: [{ name: '王安全', title: '安全总监', role: '组长', isWorkerRepresentative: true, attended: false }],
      },
    })
  ).value.id;
});

const write = async (patch: object) => {
  const { round } = await call('round.get', { id });
  await call('round.update', { id, revision: round.revision, patch });
};
const print = async (paper: 'notice' | 'plan' | 'signIn', more: object = {}) => {
  const before = printed.length;
  const { file } = await call('round.print', { id, paper, format: 'pdf', file: path.join(workspace.folder, `${paper}.pdf`), ...more });
  expect(existsSync(file!)).toBe(true);
  return printed[before]!;
};
const f10 = async () => {
  const words = { chair: '', recorder: '', implementation: '' };
  return (await call('filing.draft', { request: { code: 'F10', roundId: id, compiledOn: '2026-11-21', ...words } })).html;
};

describe('the papers of a round', () => {
  it('say what was drafted until a person writes it, and what the person wrote from then on', async () => {
    expect(await print('notice')).toMatch(/安环〔2026〕18 号.*各部门、车间：.*2026年11月3日/s);
    await write({ noticeText: '各车间：\n本季度增加抛丸机专项辨识。', planText: '分三步进行。' });
    await write({ scope: '涂装车间', startedOn: '2026-11-05' });
    const notice = await print('notice');
    expect(notice).toContain('本季度增加抛丸机专项辨识。');
    expect(notice).not.toContain('定于');
    expect(await print('plan')).toContain('分三步进行。');
    const report = await f10();
    expect(report).toContain('本季度增加抛丸机专项辨识。');
    expect(report).toContain('分三步进行。');
    await write({ noticeText: '' });
    expect(await print('notice')).toContain('2026年11月5日');
  });

  it('include a sign-in sheet with the team, guests and lines for whoever comes', async () => {
    await write({ meetingOn: '2026-11-18', meetingPlace: '二楼会议室' });
    const sheet = await print('signIn', { guests: ['属地专家'], blankRows: 2, chair: '李总' });
    expect(sheet).toMatch(/评审会议签到表.*2026年11月18日.*二楼会议室.*李总.*王安全.*属地专家.*列席/s);
    const { file } = await call('round.print', { id, paper: 'signIn', format: 'docx', file: `${workspace.folder}${path.sep}` });
    expect(path.basename(file!)).toBe('2026年第四季度安全风险评估 评审会议签到表.docx');
    expect(readFileSync(file!).subarray(0, 2).toString()).toBe('PK');
    expect(
      await workspace.fail('round.print', { id: '01900000-0000-7000-8000-000000000000', paper: 'plan', format: 'pdf', file: 'x' }),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
