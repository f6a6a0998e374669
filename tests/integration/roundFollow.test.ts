import { describe, expect, test } from 'vitest';
import { emptyRisk, type RiskDraft } from '../../db/domain/risk/risk';
import type { InputOf } from '../../electron/api/procedure';
import type { Api } from '../../electron/api/index';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const member = { name: '李四', title: '安全总监', role: '组长', isWorkerRepresentative: true, attended: true };
const why = { reason: '已整改', assessor: '张三', reviewer: '李四' };
const draft = { kind: 'quarterly' as const, reason: '', scope: '', methodNote: '', noticeNo: '', noticeOn: null, team: [member] };
const by = { why: '抄写有误', by: '王安全', on: '2026-11-21' };

/** Five risks; the round of the third quarter is closed, today is in the fourth. */
async function closedRound() {
  const workspace = await newWorkspace({ today: '2026-09-01' });
  const { call } = workspace;
  const ids: Record<string, string> = {};
  for (const riskNo of ['A-1', 'A-2', 'A-3', 'A-4', 'A-5']) ids[riskNo] = await addRisk(workspace, riskNo);
  const { id } = (
    await call('round.open', { draft: { ...draft, name: '三季度评估', period: '2026Q3', startedOn: '2026-09-01', baseRoundId: null } })
  ).value;
  await close(workspace, id, '2026-09-10');
  workspace.setToday('2026-11-21');
  return { ...workspace, ids, id };
}
type Closed = Awaited<ReturnType<typeof closedRound>>;

const addRisk = async ({ call }: TestWorkspace, riskNo: string) =>
  (
    await call('risk.create', {
      point: { name: '行车', kind: 'equipment' },
      draft: { ...emptyRisk, riskNo, hazardSource: `危险源 ${riskNo}`, l: 1, e: 6, c: 15 },
    })
  ).value.id;
const round = async ({ call }: TestWorkspace, id: string) => (await call('round.get', { id })).round;
const close = async (workspace: TestWorkspace, id: string, day: string) =>
  workspace.call('round.close', {
    id,
    revision: (await round(workspace, id)).revision,
    assessedOn: day,
    closedOn: day,
    acceptPending: true,
  });
const change = async ({ call, ids }: Closed, riskNo: string, patch: Partial<RiskDraft>, lowering: typeof why | null = null) => {
  const { risk } = await call('risk.get', { id: ids[riskNo]! });
  await call('risk.update', { id: risk.id, revision: risk.revision, patch, lowering });
};
const items = async ({ call }: TestWorkspace, id: string) =>
  Object.fromEntries(
    (await call('round.items', { id, offset: 0, limit: 200 })).rows.map((row) => [(row.after ?? row.before)!.riskNo, row]),
  );
const issue = async ({ call }: TestWorkspace, code: 'F10' | 'F07', roundId: string) =>
  (
    await call('filing.issue', {
      request: { code, roundId, compiledOn: '2026-11-21' } as InputOf<Api['filing.issue']>['request'],
      gapReason: '示例',
    })
  ).value;

describe('更正 of a closed round', () => {
  test('keeps before, after, reason and person, leaves the closed row alone and stands everywhere', async () => {
    const workspace = await closedRound();
    const { call, id } = workspace;
    const before = await round(workspace, id);
    const team = [{ ...member, name: '赵六' }];
    const patch = { assessedOn: '2026-09-09', team, name: before.name, entered: { total: { entered: '6', reason: '漏计', by: '王五' } } };
    const { value, changed } = await call('round.correct', { id, patch, ...by });
    expect([value.fields, changed]).toEqual([['assessedOn', 'team', 'entered'], 3]);
    const after = await round(workspace, id);
    expect(after).toMatchObject({ assessedOn: '2026-09-09', team, revision: before.revision, updatedAt: before.updatedAt });
    expect(after.corrections).toMatchObject([
      { field: 'assessedOn', before: '2026-09-10', after: '2026-09-09', reason: by.why, correctedBy: by.by, correctedOn: by.on },
      { field: 'team', before: JSON.stringify([member]) },
      { field: 'entered', before: '{}' },
    ]);
    expect((await call('round.correct', { id, patch, ...by })).changed).toBe(0);
    await call('round.correct', { id, patch: { assessedOn: '2026-09-08' }, ...by });
    expect((await round(workspace, id)).corrections.at(-1)).toMatchObject({ before: '2026-09-09', after: '2026-09-08' });
    await call('history.undo', {});
    await call('history.undo', {});
    expect(await round(workspace, id)).toMatchObject({ assessedOn: '2026-09-10', team: [member], entered: {}, corrections: [] });
    await workspace.host.close();
  });

  test('is refused without a reason, out of order, in the future and for what is open or was replaced', async () => {
    const workspace = await closedRound();
    const { call, fail, id } = workspace;
    const findings = async (input: object) =>
      (await fail('round.correct', { id, patch: { scope: '全厂' }, ...by, ...input })).findings?.map(({ field }) => field);
    expect(await findings({ why: '' })).toEqual(['why']);
    expect(await findings({ by: '' })).toEqual(['by']);
    expect(await findings({ on: '2026-11-22' })).toEqual(['on']);
    expect(await findings({ on: '2026-09-09' })).toEqual(['on']);
    expect(await findings({ patch: { assessedOn: '2026-08-31' } })).toEqual(['assessedOn']);
    expect(await findings({ patch: { closedOn: '2026-09-09' } })).toEqual(['closedOn']);
    expect(await findings({ patch: { team: [] } })).toEqual(['team']);
    const next = (await call('round.follow', { id, reason: '漏报' })).value;
    expect(await fail('round.correct', { id: next.id, patch: {}, ...by })).toMatchObject({ key: 'roundStillOpen' });
    await close(workspace, next.id, '2026-09-10');
    expect(await fail('round.correct', { id, patch: {}, ...by })).toMatchObject({ key: 'roundReplaced' });
    expect(await fail('round.follow', { id, reason: '再来' })).toMatchObject({ key: 'roundReplaced' });
    await workspace.host.close();
  });

  test('is printed on the papers with what it corrects, and names those issued before', async () => {
    const workspace = await closedRound();
    const { call, id } = workspace;
    const report = await issue(workspace, 'F10', id);
    await issue(workspace, 'F07', id);
    await call('round.correct', { id, patch: { assessedOn: '2026-09-09', meetingPlace: '二楼会议室' }, ...by });
    expect((await call('round.following', { id })).papers).toMatchObject([{ id: report.id, code: 'F10' }]);
    const words = { compiledOn: null, chair: '', recorder: '' };
    const paper = async (request: InputOf<Api['filing.draft']>['request']) => (await call('filing.draft', { request })).html;
    const html = await paper({ code: 'F10', roundId: id, ...words });
    expect(html).toContain('更正：评估日期原为“2026年9月10日”，更正为“2026年9月9日”（原因：抄写有误；更正人：王安全，2026年11月21日）');
    const sheet = await paper({ code: 'signoff', roundId: id, ...words });
    expect(sheet).toContain('评审会地点原为（空），更正为“二楼会议室”');
    expect(sheet).not.toContain('评估日期原为');
    await call('round.correct', { id, patch: { scope: '全厂' }, ...by });
    expect(await paper({ code: 'F07', roundId: id, compiledOn: null })).toContain('评估范围原为（空），更正为“全厂”');
    expect((await call('round.following', { id })).papers.map(({ code }) => code)).toEqual(['F07', 'F10']);
    // A figure that was not entered before is told beside what was counted, and only there.
    await call('round.correct', { id, patch: { entered: { total: { entered: '99', reason: '漏计一处', by: '王安全' } } }, ...by });
    const told = await paper({ code: 'signoff', roundId: id, ...words });
    expect(told).toContain('填报 99 条（原因：漏计一处；填报人：王安全）');
    expect(told).not.toContain('填报数字原为');
    await workspace.host.close();
  });
});

describe('换版 of a closed round', () => {
  test('starts from what the closed one froze, follows the register from a change on, and replaces it when closed', async () => {
    const workspace = await closedRound();
    const { call, id, ids } = workspace;
    await change(workspace, 'A-1', { l: 6 });
    await call('risk.remove', { selection: { ids: [ids['A-2']!] } });
    await addRisk(workspace, 'A-6');
    const { id: next, no } = (await call('round.follow', { id, reason: '漏报一条' })).value;
    expect(no).toBe('PG-2026Q3-02');
    expect(await round(workspace, next)).toMatchObject({
      name: '三季度评估（换版）',
      period: '2026Q3',
      status: 'open',
      startedOn: '2026-09-01',
      followReason: '漏报一条',
      follows: { id, name: '三季度评估' },
      risks: 5,
    });
    expect(await round(workspace, id)).toMatchObject({ reissue: { id: next }, replacedBy: null });
    const at = await items(workspace, next);
    expect(Object.values(at).map(({ registerDiffers }) => registerDiffers)).toEqual([true, true, false, false, false]);
    expect(at['A-1']!.after).toMatchObject({ l: 1 });

    await change(workspace, 'A-3', { l: 6 });
    await call('round.take', { id: next, from: 'register', selection: { ids: [at['A-1']!.id, at['A-2']!.id] } });
    expect((await call('round.following', { id: next })).outside).toBe(1);
    expect((await call('round.takeIn', { id: next })).value.added).toBe(1);
    await change(workspace, 'A-4', { l: 6 });
    await call('round.take', { id: next, from: 'former', selection: { filter: { text: 'A-4' }, except: [] } });
    const drafted = await call('filing.draft', { request: { code: 'F07', roundId: next, compiledOn: null } });
    expect(drafted.html).not.toContain('危险源 A-2');

    await close(workspace, next, '2026-09-10');
    const closed = await items(workspace, next);
    expect(Object.fromEntries(Object.entries(closed).map(([no_, { state, after }]) => [no_, `${state} ${after?.l ?? '-'}`]))).toEqual({
      'A-1': 'changed 6',
      'A-2': 'removed -',
      'A-3': 'changed 6',
      'A-4': 'pending 1',
      'A-5': 'pending 1',
      'A-6': 'added 1',
    });
    expect((await items(workspace, id))['A-1']!.after).toMatchObject({ l: 1 });
    expect(await round(workspace, id)).toMatchObject({ replacedBy: { id: next }, reissue: null, status: 'closed' });
    await workspace.host.close();
  });

  test('leaves trend, bases, F09 and review with the new round alone, and asks for its papers anew', async () => {
    const workspace = await closedRound();
    const { call, fail, id } = workspace;
    await issue(workspace, 'F10', id);
    const { id: next } = (await call('round.follow', { id, reason: '漏报' })).value;
    expect((await call('home.summary', {})).trend.map(({ name }) => name)).toEqual(['三季度评估']);
    expect((await call('round.following', { id })).papers).toEqual([]);
    await close(workspace, next, '2026-09-10');
    expect((await call('home.summary', {})).trend.map(({ name }) => name)).toEqual(['三季度评估（换版）']);
    expect((await call('round.following', { id })).papers.map(({ code }) => code)).toEqual(['F10']);
    expect((await call('round.propose', {})).baseRoundId).toBe(next);
    const opening = { ...draft, name: '四季度', period: '2026Q4', startedOn: '2026-11-01' };
    expect((await fail('round.open', { draft: { ...opening, baseRoundId: id } })).findings).toMatchObject([{ rule: 'baseRound' }]);
    const F09 = await call('filing.draft', { request: { code: 'F09', roundId: next, compiledOn: null } });
    expect(F09.html).toContain('共开展安全风险评估 1 轮');
    const third = (await call('round.follow', { id: next, reason: '又错' })).value.id;
    expect(await round(workspace, third)).toMatchObject({ name: '三季度评估（第2次换版）', follows: { id: next } });
    await close(workspace, third, '2026-09-10');
    expect((await call('round.propose', {})).baseRoundId).toBe(third);
    await workspace.host.close();
  });

  test('is one at a time, undone or abandoned, and hands out no sheets', async () => {
    const workspace = await closedRound();
    const { call, fail, id } = workspace;
    expect((await fail('round.follow', { id, reason: '' })).findings).toMatchObject([{ field: 'reason' }]);
    const { id: next } = (await call('round.follow', { id, reason: '漏报' })).value;
    expect(await fail('round.follow', { id, reason: '漏报' })).toMatchObject({ key: 'roundOpen' });
    expect(await fail('round.exportSheets', { id: next, folder: '/tmp', formats: ['xlsx'], handedTo: '', dueOn: null })).toMatchObject({
      key: 'reissueSheets',
    });
    expect(await fail('round.take', { id, from: 'register', selection: { ids: [] } })).toMatchObject({ key: 'roundNoReissue' });
    await call('history.undo', {});
    expect((await call('round.list', {})).map((each) => each.id)).toEqual([id]);
    await call('history.redo', {});
    await call('round.abandon', { id: next, revision: (await round(workspace, next)).revision });
    expect(await round(workspace, id)).toMatchObject({ reissue: null, replacedBy: null });
    await workspace.host.close();
  });
});

test('补录: a round closed in a quarter that had ended when it was entered', async () => {
  const workspace = await closedRound();
  const { call, id } = workspace;
  expect(await round(workspace, id)).toMatchObject({ isLate: false, enteredOn: '2026-09-01' });
  const late = (
    await call('round.open', { draft: { ...draft, name: '二季度', period: '2026Q2', startedOn: '2026-06-01', baseRoundId: null } })
  ).value.id;
  await close(workspace, late, '2026-06-20');
  expect(await round(workspace, late)).toMatchObject({ isLate: true, enteredOn: '2026-11-21' });
  const report = await call('filing.draft', { request: { code: 'F10', roundId: late, compiledOn: null } });
  expect(report.html).toContain('2026年11月21日录入');
  await workspace.host.close();
});
