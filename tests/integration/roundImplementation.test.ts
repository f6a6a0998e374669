import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import type { F10Dossier } from '../../electron/filing/f10/dossier';
import { fillSheet } from '../support/roundSheets';
import { newTerminal } from '../support/terminal';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const draft = {
  name: '2026年第四季度安全风险评估',
  kind: 'quarterly' as const,
  period: '2026Q4',
  reason: '',
  scope: '全公司',
  methodNote: '',
  noticeNo: '',
  noticeOn: null,
  startedOn: '2026-11-01',
  baseRoundId: null,
  team: [{ name: '张三', title: '总经理', role: '组长', isWorkerRepresentative: true, attended: true }],
};
const f10 = (roundId: string, implementation = '') => ({
  code: 'F10' as const,
  roundId,
  compiledOn: '2026-11-21',
  noticeText: '',
  planText: '',
  chair: '',
  recorder: '',
  preparedBy: '',
  reviewedBy: '',
  approvedBy: '',
  implementation,
  accidentEdition: '' as const,
});

describe('how the measures of serious risks are carried out', () => {
  let workspace: TestWorkspace;
  let roundId: string;
  const items = async () => (await workspace.call('round.items', { id: roundId, offset: 0, limit: 50 })).rows;
  const texts = async () => (await items()).map(({ implementation }) => implementation);

  beforeEach(async () => {
    workspace = await newWorkspace();
    for (const [riskNo, l] of [
      ['A-1', 10],
      ['A-2', 3],
      ['A-3', 0.5],
    ] as const)
      await workspace.call('risk.create', {
        point: { name: '喷漆房', kind: 'place', location: '东跨' },
        draft: { ...emptyRisk, riskNo, hazardSource: `危险源${riskNo}`, l, e: 6, c: 15 },
      });
    roundId = (await workspace.call('round.open', { draft })).value.id;
  });

  it('is written cell by cell as one step, and undone as one', async () => {
    const [first, second] = await items();
    await workspace.call('round.implement', {
      id: roundId,
      changes: [
        {
          itemId: first!.id,
          revision: first!.revision,
          patch: { implementation: '联锁试验有效', implementedOn: '2026-11-20', implementedBy: '李四' },
        },
        { itemId: second!.id, revision: second!.revision, patch: { implementation: '通风正常' } },
      ],
    });
    expect((await items())[0]).toMatchObject({ implementation: '联锁试验有效', implementedOn: '2026-11-20', implementedBy: '李四' });
    expect((await workspace.call('round.get', { id: roundId })).implementation).toEqual({ serious: 2, stated: 2 });
    await workspace.call('history.undo', {});
    expect(await texts()).toEqual(['', '', '']);
  });

  it('writes nothing at all where one day has not come yet, or a row has changed meanwhile', async () => {
    const [first, second] = await items();
    const change = (day: string, revision = second!.revision) => ({
      id: roundId,
      changes: [
        { itemId: first!.id, revision: first!.revision, patch: { implementation: '一' } },
        { itemId: second!.id, revision, patch: { implementation: '二', implementedOn: day } },
      ],
    });
    expect(await workspace.fail('round.implement', change('2026-11-22'))).toMatchObject({ findings: [{ rule: 'dateFuture' }] });
    expect(await workspace.fail('round.implement', change('2026-11-20', 99))).toMatchObject({ code: 'CONFLICT' });
    expect(await texts()).toEqual(['', '', '']);
  });

  it('fills many at once, 重大 and 较大 only, and leaves what is written', async () => {
    const [first] = await items();
    const { id, revision } = first!;
    await workspace.call('round.implement', { id: roundId, changes: [{ itemId: id, revision, patch: { implementation: '另写' } }] });
    const all = { id: roundId, selection: { filter: {}, except: [] }, implementation: '检查无异常', on: '2026-11-20', by: '王五' };
    expect((await workspace.call('round.implementMany', all)).value).toEqual({ written: 1, kept: 1 });
    expect(await texts()).toEqual(['另写', '检查无异常', '']);
    expect((await workspace.call('round.implementMany', { ...all, replace: true })).value).toEqual({ written: 2, kept: 0 });
    expect(await texts()).toEqual(['检查无异常', '检查无异常', '']);
    const open = await workspace.call('round.items', { id: roundId, offset: 0, limit: 50, unstated: true });
    expect(open.rows.map(({ after }) => after!.riskNo)).toEqual(['A-3']);
  });

  it('is lacking in the report until it is written, and printed for each risk with day and name', async () => {
    const lacking = async () =>
      (await workspace.call('filing.draft', { request: f10(roundId) })).gaps.find(({ key }) => key === 'noImplementation');
    expect(await lacking()).toMatchObject({ params: { count: 2, names: 'A-1、A-2' }, at: 'round' });
    const stated = (await workspace.call('filing.draft', { request: f10(roundId, '均已落实') })).gaps;
    expect(stated.some(({ key }) => key === 'noImplementation')).toBe(false);
    const [first] = await items();
    await workspace.call('round.implement', {
      id: roundId,
      changes: [
        {
          itemId: first!.id,
          revision: first!.revision,
          patch: { implementation: '联锁试验有效', implementedOn: '2026-11-20', implementedBy: '李四' },
        },
      ],
    });
    expect(await lacking()).toMatchObject({ params: { count: 1, names: 'A-2' } });
    const { value } = await workspace.call('filing.issue', { request: f10(roundId, '均已落实'), gapReason: '补齐中' });
    const dossier = JSON.parse(
      workspace.host.dispatcher!.reader.value<string>('SELECT dossier FROM filing WHERE id = ?', [value.id])!,
    ) as F10Dossier;
    expect(dossier.serious.map(({ implementation, implementedBy }) => [implementation, implementedBy])).toEqual([
      ['联锁试验有效', '李四'],
      ['均已落实', undefined],
    ]);
    const { html } = await workspace.call('filing.preview', { id: value.id });
    expect(html).toContain('（2026-11-20 李四）');
  });

  it('stays as it is in a closed round, and comes along when that is reissued', async () => {
    const all = { id: roundId, selection: { filter: {}, except: [] }, implementation: '检查无异常', on: null, by: '' };
    await workspace.call('round.implementMany', all);
    const { revision } = (await workspace.call('round.get', { id: roundId })).round;
    const days = { closedOn: '2026-11-21', assessedOn: '2026-11-21' };
    await workspace.call('round.close', { id: roundId, revision, ...days, acceptPending: true });
    expect(await workspace.fail('round.implementMany', all)).toMatchObject({ key: 'roundClosed' });
    const follower = (await workspace.call('round.follow', { id: roundId, kind: 'reissue', reason: '人数写错' } as never)).value as {
      id: string;
    };
    const taken = await workspace.call('round.items', { id: follower.id, offset: 0, limit: 50 });
    expect(taken.rows.map(({ implementation }) => implementation)).toEqual(['检查无异常', '检查无异常', '']);
  });
});

it('comes back on the sheets of the departments, and is written in the terminal', async () => {
  const terminal = await newTerminal();
  const heads = ['编号', '风险点', '危险源', 'L', 'E', 'C', '责任部门'];
  await terminal.run(
    'import',
    'risk',
    await terminal.sheet('清单.xlsx', [
      heads,
      ['FX-0001', '喷漆房', '溶剂蒸气积聚', 10, 6, 15, '涂装车间'],
      ['FX-0002', '配电室', '带电作业', 6, 3, 15, '设备部'],
      ['FX-0003', '库房', '货物坠落', 1, 1, 3, '仓储部'],
    ]),
  );
  await terminal.run('round', 'open', '--period', '2026Q4', '--started-on', '2026-11-01');
  const { json } = await terminal.run('round', 'export', '--out', path.join(terminal.folder, '分发'));
  const filled: string[] = [];
  for (const { file, department } of json.files as { file: string; department: string }[]) {
    const to = path.join(terminal.folder, `交回 ${department}.xlsx`);
    const serious = { FX: { 确认无变化: '√', 确认人: '班组长', 措施落实情况: '探头已标定' } };
    await fillSheet(file, to, department === '涂装车间' ? [['FX-0001', serious.FX]] : [], { 确认无变化: '√', 确认人: '班组长' });
    filled.push(to);
  }
  const collected = await terminal.run('round', 'collect', ...filled, '--on', '2026-11-12');
  expect(collected.json).toMatchObject({ confirmed: 3, implemented: 1, refused: [] });
  const listed = async () =>
    (await terminal.run('round', 'implement')).json.rows as { riskNo: string; implementation: string; by: string }[];
  expect(await listed()).toMatchObject([
    { riskNo: 'FX-0001', implementation: '探头已标定', on: '2026-11-12', by: '班组长' },
    { riskNo: 'FX-0002', implementation: '' },
  ]);
  expect((await terminal.run('round', 'implement', '--text', '已落实')).code).not.toBe(0);
  expect((await terminal.run('round', 'implement', '--text', '已落实', '--risk', 'FX-0003')).code).not.toBe(0);
  expect(await terminal.run('round', 'implement', '--text', '已落实', '--rest', '--by', '钱七', '--on', '2026-11-20')).toMatchObject({
    code: 0,
    json: { written: 1 },
  });
  expect((await listed())[1]).toMatchObject({ implementation: '已落实', by: '钱七' });
});
