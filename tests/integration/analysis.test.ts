import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { emptySheets } from '../../db/domain/point/sheet';
import type { InputOf } from '../../electron/api/procedure';
import type { Api } from '../../electron/api/index';
import { readWorkbook } from '../../electron/intake/workbook';
import { anze } from '../support/terminal';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const open: TestWorkspace[] = [];
afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.host.close();
});

async function jobOf(sheet: 'activity' | 'equipment', name: string) {
  const workspace = await newWorkspace();
  open.push(workspace);
  const draft = sheet === 'activity' ? { ...emptySheets.activity, steps: ['检测', '清淤'] } : emptySheets.equipment;
  const { value } = await workspace.call('point.create', { sheet, point: { name }, draft } as InputOf<Api['point.create']>);
  const riskPointId = value.riskPointId;
  const analysis = sheet === 'activity' ? ('JHA' as const) : ('SCL' as const);
  const read = () => workspace.call('analysis.get', { riskPointId, analysis });
  const base = async () => ({
    riskPointId,
    analysis,
    lines: [],
    removed: [],
    items: (await read()).lines.map(({ item, standard }) => ({ item, standard })),
    sheetRevision: (await read()).sheetRevision,
    lowering: null,
  });
  return { ...workspace, read, base };
}
const lec = (l: number, e: number, c: number) => ({ method: 'lec' as const, l, e, c });

describe('an analysis of a job', () => {
  it('becomes ordinary risks and steps of the list, as one step that is undone at once', async () => {
    const { call, read, base } = await jobOf('activity', '受限空间清淤');
    const before = await base();
    await call('analysis.save', {
      ...before,
      items: [...before.items, { item: '收尾', standard: '' }],
      lines: [
        { id: null, revision: 0, patch: { step: '检测', hazardSource: '未检测即进入', proposed: '配四合一检测仪', ...lec(3, 6, 15) } },
        { id: null, revision: 0, patch: { step: '清淤', hazardSource: '硫化氢中毒', ...lec(3, 3, 40) } },
      ],
    });
    expect((await read()).lines).toMatchObject([
      {
        item: '检测',
        risk: { proposed: '配四合一检测仪', remark: '', level: 'considerable', hazardSource: '未检测即进入', riskPoint: '受限空间清淤' },
      },
      { item: '清淤', risk: { proposed: '', level: 'major', controlLevel: 'company' } },
      { item: '收尾', risk: null },
    ]);
    expect((await call('point.list', { sheet: 'activity', offset: 0, limit: 10 })).rows).toMatchObject([
      { steps: ['检测', '清淤', '收尾'], risks: 2 },
    ]);
    await call('history.undo', {});
    expect((await read()).lines).toMatchObject([{ risk: null }, { risk: null }]);
  });

  it('changes risks, asks for two persons when a level falls, and takes lines away', async () => {
    const { call, fail, read, base } = await jobOf('activity', '受限空间清淤');
    await call('analysis.save', {
      ...(await base()),
      lines: ['中毒', '淹溺'].map((hazardSource) => ({ id: null, revision: 0, patch: { step: '清淤', hazardSource, ...lec(3, 6, 15) } })),
    });
    const [, first, second] = (await read()).lines;
    const fall = {
      ...(await base()),
      lines: [{ id: first!.risk!.id, revision: first!.risk!.revision, patch: { l: 0.5 } }],
      removed: [second!.risk!.id],
    };
    expect(await fail('analysis.save', fall)).toMatchObject({
      code: 'INVALID',
      findings: [{ field: 'lowering.reason', key: 'V16.reason' }],
    });
    expect((await read()).risks).toBe(2);
    await call('analysis.save', { ...fall, lowering: { reason: '已加装机械通风', assessor: '', reviewer: '李四' } });
    expect((await read()).lines).toMatchObject([{ risk: null }, { risk: { hazardSource: '中毒', level: 'low' } }]);
  });

  it('saves nothing while a line is wrong and says which', async () => {
    const { fail, read, base, call } = await jobOf('activity', '受限空间清淤');
    const lines = [
      { id: null, revision: 0, patch: { step: '检测', hazardSource: '缺氧', ...lec(3, 6, 15) } },
      { id: null, revision: 0, patch: { step: '清淤', hazardSource: '中毒', method: 'lec' as const, l: 3 } },
      { id: null, revision: 0, patch: { step: '清淤', hazardSource: '淹溺', ...lec(4, 6, 15) } },
    ];
    const failure = await fail('analysis.save', { ...(await base()), lines });
    expect(failure.findings!.map(({ field, rule }) => `${field} ${rule}`)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^lines\.1\..* V02$/), expect.stringMatching(/^lines\.2\.l V01$/)]),
    );
    expect((await read()).risks).toBe(0);
    const stale = await base();
    await call('analysis.save', { ...stale, items: [{ item: '检测', standard: '' }] });
    expect(await fail('analysis.save', { ...stale, lines: [lines[0]!] })).toMatchObject({ code: 'CONFLICT' });
  });
});

describe('an analysis by a checklist', () => {
  it('keeps the standards of equipment in its list', async () => {
    const { call, read, base } = await jobOf('equipment', '储气罐');
    await call('analysis.save', {
      ...(await base()),
      items: [{ item: '安全阀', standard: '每年校验' }],
      lines: [
        {
          id: null,
          revision: 0,
          patch: { step: '安全阀', hazardSource: '失灵', consequence: '超压爆炸', ...lec(1, 6, 40) },
          standard: '每年校验',
        },
      ],
    });
    expect((await read()).lines).toMatchObject([{ item: '安全阀', standard: '每年校验', risk: { consequence: '超压爆炸', remark: '' } }]);
  });

  it('keeps those of a place with its risks', async () => {
    const workspace = await newWorkspace();
    open.push(workspace);
    const { call } = workspace;
    const { value } = await call('riskPoint.create', {
      draft: { no: '', name: '危废间', kind: 'place', location: '', departmentId: null, remark: '' },
    });
    const asked = { riskPointId: value.id, analysis: 'SCL' as const };
    await call('analysis.save', {
      ...asked,
      items: [{ item: '防渗地面', standard: '无裂缝' }],
      lines: [{ id: null, revision: 0, patch: { step: '防渗地面', hazardSource: '开裂', ...lec(1, 6, 7) }, standard: '无裂缝' }],
      removed: [],
      sheetRevision: null,
      lowering: null,
    });
    expect((await call('analysis.get', asked)).lines).toMatchObject([
      { item: '防渗地面', standard: '无裂缝', risk: { remark: '检查标准：无裂缝' } },
    ]);
  });
});

it('the record goes out as a workbook with the fields of the field and places to sign', async () => {
  const { host, folder, call, base } = await jobOf('activity', '受限空间清淤');
  await call('analysis.save', {
    ...(await base()),
    lines: [
      {
        id: null,
        revision: 0,
        patch: { step: '检测', hazardSource: '未检测即进入', engineering: '强制通风', proposed: '配检测仪', ...lec(3, 6, 15) },
      },
    ],
  });
  await host.close();
  const out = mkdtempSync(path.join(tmpdir(), 'anze-记录表 '));
  const file = (...more: string[]) => anze('file', 'jha', '--workspace', folder, '--out', out, ...more);
  const { code, out: told } = await file('--point', '受限空间清淤', '--analyst', '张三', '--compiled-on', '2026-11-20', '--json');
  expect(code).toBe(0);
  const { sheets } = await readWorkbook(readFileSync((JSON.parse(told) as { files: string[] }).files[0]!), '记录表.xlsx');
  expect(sheets.map(({ name }) => name)).toEqual(['受限空间清淤']);
  const texts = sheets[0]!.rows.map((row) => row.map((cell) => cell?.text ?? '').filter((text) => text !== ''));
  const all = texts.flat().join(' ');
  for (const word of [
    '工作危害分析（JHA）记录表',
    '作业步骤',
    '工程技术',
    '个体防护',
    '建议新增措施',
    '分析人',
    '张三',
    '审核人',
    '审定人',
    '2026年11月20日',
  ])
    expect(all).toContain(word);
  expect(texts).toContainEqual(expect.arrayContaining(['检测', '未检测即进入', '强制通风', '270', '较大', '配检测仪']));
  expect(texts).toContainEqual(['2', '清淤']);
  expect((await file('--point', '没有的点')).err).toContain('没有风险点“没有的点”');
  expect((await file('--format', 'docx', '--point', '受限空间清淤')).err).toContain('xlsx、pdf');
  expect((await file()).err).toContain('--point');
});
