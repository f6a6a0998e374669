import { describe, expect, test } from 'vitest';
import type { RiskDraft } from '../../db/domain/risk/risk';
import { emptyRisk } from '../../db/domain/risk/risk';
import { openFile } from '../support/database';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const why = { reason: '已整改', assessor: '张三', reviewer: '李四' };
const member = { name: '李四', title: '安全总监', role: '组长', isWorkerRepresentative: true, attended: true };
const draft = { kind: 'quarterly' as const, reason: '', scope: '', methodNote: '', noticeNo: '', noticeOn: null, team: [member] };

/** A register of five, A-1 to A-5, all of level 一般 but the last. */
async function register(today = '2026-08-20') {
  const workspace = await newWorkspace({ today });
  const ids: Record<string, string> = {};
  for (const [i, l] of [1, 1, 1, 1, 3].entries()) {
    const riskNo = `A-${i + 1}`;
    const { value } = await workspace.call('risk.create', {
      point: { name: '行车', kind: 'equipment' },
      draft: { ...emptyRisk, riskNo, hazardSource: `危险源 ${i + 1}`, l, e: 6, c: 15 },
    });
    ids[riskNo] = value.id;
  }
  return { ...workspace, ids };
}
type Register = Awaited<ReturnType<typeof register>>;

const open = async ({ call }: TestWorkspace, period: string, startedOn: string, baseRoundId: string | null) =>
  (await call('round.open', { draft: { ...draft, name: `${period} 评估`, period, startedOn, baseRoundId } })).value;
const revision = async ({ call }: TestWorkspace, id: string) => (await call('round.get', { id })).round.revision;
const close = async (workspace: TestWorkspace, id: string, assessedOn: string, closedOn: string) =>
  workspace.call('round.close', { id, revision: await revision(workspace, id), assessedOn, closedOn, acceptPending: true });
const change = async ({ call, ids }: Register, riskNo: string, patch: Partial<RiskDraft>, lowering: typeof why | null = null) => {
  const id = ids[riskNo]!;
  const { risk } = await call('risk.get', { id });
  return call('risk.update', { id, revision: risk.revision, patch, lowering });
};
const states = async ({ call }: TestWorkspace, id: string) => {
  const { rows } = await call('round.items', { id, offset: 0, limit: 200 });
  return Object.fromEntries(rows.map(({ before, after, state, comparison }) => [(before ?? after)!.riskNo, `${state} ${comparison}`]));
};

/** Third quarter closed, fourth open. */
async function secondRound() {
  const workspace = await register();
  const first = await open(workspace, '2026Q3', '2026-08-20', null);
  await close(workspace, first.id, '2026-09-10', '2026-09-20');
  workspace.setToday('2026-11-21');
  const second = await open(workspace, '2026Q4', '2026-11-01', first.id);
  return { ...workspace, first: first.id, second: second.id };
}

describe('an open round', () => {
  test('carries the register forward, everything yet to be confirmed', async () => {
    const workspace = await secondRound();
    const { round, figures, drafted } = await workspace.call('round.get', { id: workspace.second });
    expect(round).toMatchObject({ no: 'PG-2026Q4-01', status: 'open', risks: 5, baseRoundId: workspace.first });
    expect(figures).toMatchObject({ states: { pending: 5 }, comparison: { same: 5 }, levels: { considerable: 1, general: 4 } });
    expect(drafted).toContain('2026年第四季度共辨识评估安全风险 5 条');
    await workspace.host.close();
  });

  test('takes the reason of a level that moved in the register, unless a person wrote one, and keeps it when it is closed', async () => {
    const workspace = await secondRound();
    const { call, ids, first, second } = workspace;
    const reason = async () => {
      const { rows } = await call('round.items', { id: second, offset: 0, limit: 200 });
      return rows.find(({ riskId }) => riskId === ids['A-5'])!;
    };
    await change(workspace, 'A-5', { l: 1 }, why);
    await change(workspace, 'A-1', { engineering: '加装限位' }, why);
    const item = await reason();
    expect(item.reason).toBe('已整改');
    await call('round.explain', { itemId: item.id, revision: item.revision, reason: '行车改造后重新评估' });
    expect((await reason()).reason).toBe('行车改造后重新评估');
    await call('round.explain', { itemId: item.id, revision: item.revision + 1, reason: '' });
    await close(workspace, second, '2026-11-20', '2026-11-21');
    await call('risk.remove', { selection: { ids: [ids['A-5']!] } });
    expect((await reason()).reason).toBe('已整改');
    const { rows } = await call('round.changes', { earlierId: first, laterId: second, offset: 0, limit: 10 });
    expect(rows).toMatchObject([{ riskId: ids['A-5'], comparison: 'down', reason: '已整改' }]);
    await workspace.host.close();
  });

  test('tells what went up, down, came and went, and back to what it was', async () => {
    const workspace = await secondRound();
    const { call, ids, second } = workspace;
    await change(workspace, 'A-1', { l: 6 });
    await change(workspace, 'A-5', { l: 1 }, why);
    await change(workspace, 'A-2', { engineering: '加装限位' });
    await call('risk.remove', { selection: { ids: [ids['A-3']!] } });
    await call('risk.create', {
      point: { name: '行车', kind: 'equipment' },
      draft: { ...emptyRisk, riskNo: 'A-6', hazardSource: '新', l: 1, e: 1, c: 1 },
    });
    expect(await states(workspace, second)).toEqual({
      'A-1': 'changed up',
      'A-2': 'changed same',
      'A-3': 'removed removed',
      'A-4': 'pending same',
      'A-5': 'changed down',
      'A-6': 'added added',
    });
    await change(workspace, 'A-1', { l: 1 }, why);
    await change(workspace, 'A-2', { engineering: '' });
    await call('history.undo', {});
    expect(await states(workspace, second)).toMatchObject({ 'A-1': 'pending same', 'A-2': 'changed same' });
    await workspace.host.close();
  });

  test('retiring counts as gone, an addition taken away again as nothing', async () => {
    const workspace = await secondRound();
    await change(workspace, 'A-4', { status: 'retired' });
    const added = await workspace.call('risk.create', {
      point: { name: '行车', kind: 'equipment' },
      draft: { ...emptyRisk, riskNo: 'A-9', hazardSource: '新', l: 1, e: 1, c: 1 },
    });
    await workspace.call('risk.remove', { selection: { ids: [added.value.id] } });
    const now = await states(workspace, workspace.second);
    expect(now['A-4']).toBe('removed removed');
    expect(now).not.toHaveProperty('A-9');
    await workspace.host.close();
  });

  test('is told when the risk point shows something else', async () => {
    const workspace = await secondRound();
    const {
      rows: [row],
    } = await workspace.call('riskPoint.list', { offset: 0, limit: 1 });
    await workspace.call('riskPoint.update', { id: row!.id, revision: row!.revision, patch: { location: '二车间' } });
    expect(new Set(Object.values(await states(workspace, workspace.second)))).toEqual(new Set(['changed same']));
    await workspace.host.close();
  });

  test('puts corrected figures into the report and the sign-off sheet, beside the counted ones', async () => {
    const workspace = await secondRound();
    const { call, second } = workspace;
    const entered = { total: { entered: '6', reason: '纸质清单多一条', by: '王五' }, low: { entered: '0', reason: '', by: '' } };
    await call('round.update', { id: second, revision: await revision(workspace, second), patch: { entered } });
    const words = { compiledOn: null, chair: '', recorder: '' };
    const report = await call('filing.draft', {
      request: { code: 'F10', roundId: second, noticeText: '', planText: '', implementation: '', ...words },
    });
    const sheet = await call('filing.draft', { request: { code: 'signoff', roundId: second, blankRows: 2, ...words } });
    for (const { html } of [report, sheet])
      expect(html).toContain('风险总数按清单统计 5 条，填报 6 条（原因：纸质清单多一条；填报人：王五）');
    expect(report.html).not.toContain('低风险按清单统计');
    expect(report.gaps.map(({ key }) => key)).toEqual(expect.arrayContaining(['cross.total', 'cross.balance']));
    await workspace.host.close();
  });

  test('is the only one: a second is refused', async () => {
    const workspace = await secondRound();
    expect(
      await workspace.fail('round.open', {
        draft: { ...draft, name: '又一轮', period: '2026Q4', startedOn: '2026-11-02', baseRoundId: workspace.first },
      }),
    ).toEqual({ code: 'CONFLICT', key: 'roundOpen', params: { name: '2026Q4 评估' } });
    await workspace.host.close();
  });

  test('compares with a closed round only', async () => {
    const workspace = await register();
    const { id } = await open(workspace, '2026Q3', '2026-08-20', null);
    await workspace.call('round.abandon', { id, revision: 1 });
    expect(
      await workspace.fail('round.open', { draft: { ...draft, name: 'x', period: '2026Q4', startedOn: '2026-11-01', baseRoundId: id } }),
    ).toMatchObject({ code: 'NOT_FOUND' });
    expect(await workspace.call('round.list', {})).toEqual([]);
    await workspace.host.close();
  });

  test('keeps confirmations with who and when, and what changed stays changed', async () => {
    const workspace = await secondRound();
    await change(workspace, 'A-1', { l: 6 });
    expect(
      (
        await workspace.call('round.confirm', {
          id: workspace.second,
          selection: { filter: { state: ['pending'] }, except: [] },
          by: '王五',
          on: '2026-11-20',
        })
      ).value.confirmed,
    ).toBe(4);
    const { rows } = await workspace.call('round.items', { id: workspace.second, offset: 0, limit: 10, state: ['confirmed'] });
    expect(rows.map(({ confirmedBy, confirmedOn }) => `${confirmedBy} ${confirmedOn}`)).toEqual(
      Array.from({ length: 4 }, () => '王五 2026-11-20'),
    );
    await change(workspace, 'A-2', { step: '吊装' });
    expect(await states(workspace, workspace.second)).toMatchObject({
      'A-1': 'changed up',
      'A-2': 'changed same',
      'A-3': 'confirmed same',
    });
    await workspace.host.close();
  });

  test('can be abandoned and the register stays as it is', async () => {
    const workspace = await secondRound();
    await change(workspace, 'A-1', { l: 6 });
    await workspace.call('round.abandon', { id: workspace.second, revision: await revision(workspace, workspace.second) });
    expect((await workspace.call('risk.get', { id: workspace.ids['A-1']! })).risk.level).toBe('major');
    expect((await workspace.call('risk.get', { id: workspace.ids['A-1']! })).levelChanges).toMatchObject([
      { roundId: null, fromLevel: 'general', toLevel: 'major' },
    ]);
    await workspace.call('history.undo', {});
    expect(await states(workspace, workspace.second)).toMatchObject({ 'A-1': 'changed up' });
    await workspace.host.close();
  });
});

describe('closing', () => {
  test('needs its days in order, a team, and a word on what is pending', async () => {
    const workspace = await secondRound();
    const { fail, second } = workspace;
    const wish = { id: second, revision: 1, assessedOn: '2026-11-10', closedOn: '2026-11-20', acceptPending: true };
    expect(await fail('round.close', { ...wish, assessedOn: '2026-10-31' })).toMatchObject({
      findings: [{ rule: 'dateOrder', field: 'assessedOn', params: { date: '2026-11-01' } }],
    });
    expect(await fail('round.close', { ...wish, closedOn: '2026-11-09' })).toMatchObject({
      findings: [{ rule: 'dateOrder', field: 'closedOn', params: { date: '2026-11-10' } }],
    });
    expect(await fail('round.close', { ...wish, acceptPending: false })).toMatchObject({
      code: 'INVALID',
      findings: [{ key: 'roundPending', params: { count: 5 } }],
    });
    expect(await fail('round.close', { ...wish, revision: 7 })).toMatchObject({ code: 'CONFLICT' });
    await workspace.call('round.update', { id: second, revision: 1, patch: { team: [] } });
    expect(await fail('round.close', { ...wish, revision: 2 })).toMatchObject({ findings: [{ rule: 'roundTeam', field: 'team' }] });
    expect((await workspace.call('round.get', { id: second })).round.status).toBe('open');
    await workspace.host.close();
  });

  test('freezes: the register moves on, the closed round does not, and neither do its papers', async () => {
    const workspace = await secondRound();
    const { call, second, ids } = workspace;
    await change(workspace, 'A-1', { l: 6 });
    // Nothing offers to undo what cannot be undone.
    expect(await close(workspace, second, '2026-11-10', '2026-11-20')).toMatchObject({ step: null });
    const request = {
      code: 'F07' as const,
      roundId: second,
      compiledOn: '2026-11-21',
      filledBy: '',
      phone: '',
      preparedBy: '',
      reviewedBy: '',
      approvedBy: '',
    };
    const seen = async () => ({
      items: (await call('round.items', { id: second, offset: 0, limit: 10 })).rows,
      figures: (await call('round.get', { id: second })).figures,
      paper: (await call('filing.draft', { request })).html,
    });
    const before = await seen();
    expect(before.items.find((item) => item.riskId === ids['A-1'])!.after).toMatchObject({ l: 6, level: 'major' });

    await change(workspace, 'A-1', { l: 1, hazardSource: '改了名字' }, why);
    await call('risk.remove', { selection: { ids: [ids['A-2']!] } });
    await call('risk.create', { point: { name: '别处', kind: 'place' }, draft: { ...emptyRisk, hazardSource: '新', l: 1, e: 1, c: 1 } });
    const {
      rows: [point],
    } = await call('riskPoint.list', { offset: 0, limit: 1, text: '行车' });
    await call('riskPoint.update', { id: point!.id, revision: point!.revision, patch: { name: '天车' } });
    const after = await seen();
    const byRisk = (items: typeof before.items) => Object.fromEntries(items.map((item) => [item.riskId, item]));
    expect(byRisk(after.items)).toEqual(byRisk(before.items));
    expect(after.figures).toEqual(before.figures);
    expect(after.paper).toBe(before.paper);
    await workspace.host.close();
  });

  test('bars every later change but the day of signing, and undo', async () => {
    const workspace = await secondRound();
    const { call, fail, first } = workspace;
    const revisionNow = await revision(workspace, first);
    for (const patch of [
      { conclusion: '改写' },
      { team: [] },
      { signedOn: '2026-09-25', remark: 'x' },
      { closedOn: '2026-01-01' },
      { assessedOn: '2026-09-01' },
    ]) {
      const reply = await workspace.host.call('round.update', { id: first, revision: revisionNow, patch });
      expect(reply, JSON.stringify(patch)).toMatchObject(
        Object.hasOwn(patch, 'closedOn')
          ? { ok: true, data: { changed: 0 } }
          : { ok: false, error: { code: 'CONFLICT', key: 'roundClosed' } },
      );
    }
    const { rows } = await call('round.items', { id: first, offset: 0, limit: 10 });
    expect(await fail('round.explain', { itemId: rows[0]!.id, revision: rows[0]!.revision, reason: '事后补写' })).toMatchObject({
      code: 'CONFLICT',
      key: 'roundClosed',
    });
    expect(
      await fail('round.confirm', { id: first, selection: { filter: { state: ['pending'] }, except: [] }, by: '王五', on: '2026-11-20' }),
    ).toMatchObject({ key: 'roundClosed' });
    expect(
      await fail('round.close', {
        id: first,
        revision: revisionNow,
        closedOn: '2026-12-01',
        assessedOn: '2026-11-30',
        acceptPending: true,
      }),
    ).toMatchObject({ key: 'roundClosed' });
    expect(await fail('round.abandon', { id: first, revision: revisionNow })).toMatchObject({ key: 'roundClosed' });
    await call('round.update', { id: first, revision: revisionNow, patch: { signedOn: '2026-09-25' } });
    await call('history.undo', {});
    await call('history.undo', {});
    expect(await fail('history.undo', {})).toEqual({ code: 'CONFLICT', key: 'undoBarrier', params: { command: 'round.close' } });
    await workspace.host.close();
  });

  test('a typed conclusion stands, an empty one is drafted from the figures', async () => {
    const workspace = await secondRound();
    await workspace.call('round.update', { id: workspace.second, revision: 1, patch: { conclusion: '本季度风险受控。' } });
    await close(workspace, workspace.second, '2026-11-10', '2026-11-20');
    expect((await workspace.call('round.get', { id: workspace.second })).round.conclusion).toBe('本季度风险受控。');
    expect((await workspace.call('round.get', { id: workspace.first })).round.conclusion).toMatch(
      /^2026年第三季度共辨识评估安全风险 5 条.*首次评估/,
    );
    await workspace.host.close();
  });

  test('a state that did not change from round to round is kept once', async () => {
    const workspace = await secondRound();
    await close(workspace, workspace.second, '2026-11-10', '2026-11-20');
    const file = openFile(workspace.folder);
    expect(file.prepare('SELECT count(*) FROM roundRisk').pluck().get()).toBe(10);
    expect(file.prepare('SELECT count(*) FROM snapshot').pluck().get()).toBe(5);
    file.close();
    await workspace.host.close();
  });
});

describe('comparing', () => {
  test('rounds that lie further apart, in both directions', async () => {
    const workspace = await secondRound();
    const { call, first, second, ids } = workspace;
    await change(workspace, 'A-1', { l: 6 });
    await call('risk.remove', { selection: { ids: [ids['A-3']!] } });
    await close(workspace, second, '2026-11-10', '2026-11-20');
    workspace.setToday('2027-02-01');
    const third = await open(workspace, '2027Q1', '2027-02-01', second);
    await change(workspace, 'A-1', { l: 3 }, why);
    await change(workspace, 'A-5', { l: 1 }, why);
    await close(workspace, third.id, '2027-02-10', '2027-02-20');
    const compared = await call('round.compare', { earlierId: first, laterId: third.id });
    expect(compared.counts).toEqual({ up: 1, down: 1, added: 0, removed: 1, same: 2 });
    const no = (riskId: string) => Object.entries(ids).find(([, id]) => id === riskId)![0];
    const changes = await call('round.changes', { earlierId: first, laterId: third.id, offset: 0, limit: 200 });
    expect(changes.total).toBe(3);
    expect(
      Object.fromEntries(
        changes.rows.map((entry) => [no(entry.riskId), [entry.comparison, entry.before?.level ?? null, entry.after?.level ?? null]]),
      ),
    ).toEqual({
      'A-1': ['up', 'general', 'considerable'],
      'A-3': ['removed', 'general', null],
      'A-5': ['down', 'considerable', 'general'],
    });
    expect((await call('round.compare', { earlierId: third.id, laterId: first })).counts).toEqual({
      up: 1,
      down: 1,
      added: 1,
      removed: 0,
      same: 2,
    });
    expect((await call('round.compare', { earlierId: first, laterId: first })).counts).toEqual({
      up: 0,
      down: 0,
      added: 0,
      removed: 0,
      same: 5,
    });
    await workspace.host.close();
  });
});

test('numbers of rounds rise within their period and are proposed with the next', async () => {
  const workspace = await register();
  const first = await open(workspace, '2026Q3', '2026-08-20', null);
  await close(workspace, first.id, '2026-09-10', '2026-09-20');
  const again = await open(workspace, '2026Q3', '2026-09-21', first.id);
  expect([first.no, again.no]).toEqual(['PG-2026Q3-01', 'PG-2026Q3-02']);
  await close(workspace, again.id, '2026-09-22', '2026-09-23');
  workspace.setToday('2026-11-21');
  expect(await workspace.call('round.propose', {})).toMatchObject({
    period: '2026Q4',
    baseRoundId: again.id,
    startedOn: '2026-11-21',
    openRoundId: null,
    team: [{ name: '李四', attended: false }],
  });
  await workspace.host.close();
});
