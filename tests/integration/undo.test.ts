import { describe, expect, test } from 'vitest';
import { emptyRisk, type RiskDraft } from '../../db/domain/risk/risk';
import { contents, openFile } from '../support/database';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const point = { name: '行车', kind: 'equipment' as const };
const draft = { ...emptyRisk, hazardSource: '断绳', l: 1, e: 6, c: 15 };
const add = async ({ call }: TestWorkspace, patch: Partial<RiskDraft> = {}) =>
  (await call('risk.create', { point, draft: { ...draft, ...patch } })).value;
const list = async ({ call }: TestWorkspace, text?: string) =>
  (
    await call('risk.list', {
      offset: 0,
      limit: 200,
      sort: { by: 'riskNo', descending: false },
      filter: text === undefined ? {} : { text },
    })
  ).rows;
/** Business rows but for what every write moves on. */
function rows(folder: string) {
  const file = openFile(folder);
  const { audit: _audit, auditPayload: _payload, snapshot: _snapshot, ...tables } = contents(file);
  file.close();
  const still = (row: unknown) => {
    const { revision: _revision, updatedAt: _at, ...rest } = row as Record<string, unknown>;
    return JSON.stringify(rest);
  };
  return Object.fromEntries(Object.entries(tables).map(([name, all]) => [name, all.map(still).sort()]));
}

describe('undo and redo', () => {
  test('walk back to the empty register and forward to the full one, step by step', async () => {
    const workspace = await newWorkspace();
    const { call, folder } = workspace;
    const states = [rows(folder)];
    const step = async (work: Promise<unknown>) => {
      await work;
      states.push(rows(folder));
    };
    const first = await add(workspace);
    states.push(rows(folder));
    await step(add(workspace, { riskNo: 'X-9' }));
    await step(call('department.create', { draft: { name: '一车间', parentId: null, kind: 'workshop', validFrom: '2026-01-01' } }));
    await step(call('risk.update', { id: first.id, revision: 1, patch: { l: 6 } }));
    await step(call('risk.updateMany', { selection: { filter: {}, except: [] }, patch: { checkCycle: '每班' } }));
    await step(call('risk.duplicate', { id: first.id }));
    await step(
      call('round.open', {
        draft: {
          name: 'q',
          kind: 'quarterly',
          period: '2026Q4',
          reason: '',
          scope: '',
          methodNote: '',
          noticeNo: '',
          noticeOn: null,
          startedOn: '2026-11-01',
          baseRoundId: null,
          team: [],
        },
      }),
    );
    await step(call('risk.remove', { selection: { ids: [first.id] } }));
    await step(call('enterprise.update', { revision: 1, patch: { phone: '0472-1' } }));

    for (let i = states.length - 2; i >= 0; i -= 1) {
      await call('history.undo', {});
      expect(rows(folder), `undone to ${i}`).toEqual(states[i]);
    }
    expect(await workspace.fail('history.undo', {})).toMatchObject({
      code: 'CONFLICT',
      key: 'undoBarrier',
      params: { command: 'workspace.begin' },
    });
    for (let i = 1; i < states.length; i += 1) {
      await call('history.redo', {});
      expect(rows(folder), `redone to ${i}`).toEqual(states[i]);
    }
    expect(await workspace.fail('history.redo', {})).toEqual({ code: 'CONFLICT', key: 'nothingToRedo', params: {} });
    expect((await call('audit.verify', {})).faults).toEqual([]);
    await workspace.host.close();
  });

  test('a new step ends what could be redone', async () => {
    const workspace = await newWorkspace();
    await add(workspace, { riskNo: 'A' });
    await add(workspace, { riskNo: 'B' });
    await workspace.call('history.undo', {});
    await add(workspace, { riskNo: 'C' });
    expect((await workspace.call('history.state', {})).redo).toBeNull();
    await workspace.call('history.undo', {});
    await workspace.call('history.undo', {});
    expect(await list(workspace)).toEqual([]);
    await workspace.call('history.redo', {});
    await workspace.call('history.redo', {});
    expect((await list(workspace)).map(({ riskNo }) => riskNo)).toEqual(['A', 'C']);
    await workspace.host.close();
  });

  test('survive the end of the session', async () => {
    const workspace = await newWorkspace();
    await add(workspace);
    await workspace.call('history.undo', {});
    await workspace.host.close();
    await workspace.call('workspace.open', { folder: workspace.folder });
    await workspace.call('history.redo', {});
    expect(await list(workspace)).toHaveLength(1);
    await workspace.host.close();
  });

  test('of a change of thousands are one step, and the index follows in the background', async () => {
    const workspace = await newWorkspace();
    const { call, host } = workspace;
    const { id } = await add(workspace, { riskNo: 'M-0' });
    for (let i = 0; i < 3; i += 1) await call('risk.duplicate', { id });
    const catchUp = async () => {
      while ((await host.dispatcher!.catchUpSearch(500)) > 0);
    };
    // Doubles the register until a change touches more than are indexed at once.
    for (const copies of [4, 8, 16, 32, 64, 128, 256]) {
      for (const { id: each } of (await list(workspace)).slice(0, copies)) await call('risk.duplicate', { id: each });
    }
    await catchUp();
    const total = (await call('risk.facets', { filter: {} })).total;
    const { changed, step } = await call('risk.updateMany', { selection: { filter: {}, except: [id] }, patch: { ownerText: '赵六' } });
    expect(changed).toBe(total - 1);
    expect((await call('search.waiting', {})).stale).toBe(total - 1);
    await catchUp();
    const owned = async () => (await call('risk.facets', { filter: { text: '赵六' } })).total;
    expect(await owned()).toBe(total - 1);
    expect((await call('history.state', {})).undo).toMatchObject({ step, rows: total - 1, command: 'risk.updateMany' });
    await call('history.undo', {});
    await catchUp();
    expect(await owned()).toBe(0);
    await call('history.redo', {});
    await catchUp();
    expect(await owned()).toBe(total - 1);
    await host.close();
  });

  test('leave a level change standing with the level it tells of', async () => {
    const workspace = await newWorkspace();
    const { id } = await add(workspace);
    const changes = async () => (await workspace.call('risk.get', { id })).levelChanges.map(({ toLevel }) => toLevel);
    await workspace.call('risk.update', { id, revision: 1, patch: { l: 6 } });
    expect(await changes()).toEqual(['major']);
    await workspace.call('history.undo', {});
    expect(await changes()).toEqual([]);
    await workspace.call('history.redo', {});
    expect(await changes()).toEqual(['major']);
    await workspace.host.close();
  });

  test('move the revision on, so that a form opened before cannot overwrite', async () => {
    const workspace = await newWorkspace();
    const { id } = await add(workspace);
    await workspace.call('risk.update', { id, revision: 1, patch: { step: '吊运' } });
    await workspace.call('history.undo', {});
    for (const revision of [1, 2])
      expect(await workspace.fail('risk.update', { id, revision, patch: { step: 'x' } })).toMatchObject({ code: 'CONFLICT' });
    await workspace.call('risk.update', { id, revision: 3, patch: { step: 'x' } });
    await workspace.host.close();
  });
});

describe('when a row has changed since', () => {
  /** Somebody with an SQLite editor, or a fault. */
  function interfere(folder: string, sql: string) {
    const file = openFile(folder);
    file.exec(sql);
    file.close();
  }

  test.each([
    ['one of many is different', `UPDATE risk SET step = '别处改的' WHERE riskNo = 'B'`],
    ['one of many is gone', `DELETE FROM risk WHERE riskNo = 'B'`],
  ])('undo is refused as a whole: %s', async (_name, sql) => {
    const workspace = await newWorkspace();
    for (const riskNo of ['A', 'B', 'C']) await add(workspace, { riskNo });
    await workspace.call('risk.updateMany', { selection: { filter: {}, except: [] }, patch: { checkCycle: '每班' } });
    interfere(workspace.folder, sql);
    const before = rows(workspace.folder);
    expect(await workspace.fail('history.undo', {})).toEqual({ code: 'CONFLICT', key: 'conflict', params: { subject: 'risk' } });
    expect(rows(workspace.folder)).toEqual(before);
    await workspace.host.close();
  });

  test('redo of a creation is refused when its number is taken by then', async () => {
    const workspace = await newWorkspace();
    await add(workspace, { riskNo: 'A' });
    await workspace.call('history.undo', {});
    interfere(
      workspace.folder,
      `INSERT INTO riskPoint (id, createdAt, createdBy, updatedAt, name, kind) VALUES ('p', 1, '', 1, 'p', 'place');
      INSERT INTO risk (id, createdAt, createdBy, updatedAt, riskNo, riskNoKey, riskPointId, matchKey, hazardSource, method, levelRank, level) VALUES ('x', 1, '', 1, 'A', 'A', 'p', '', 'x', 'direct', 4, 'low')`,
    );
    expect(await workspace.fail('history.redo', {})).toMatchObject({ code: 'CONFLICT', key: 'duplicate' });
    expect(await list(workspace)).toHaveLength(1);
    await workspace.host.close();
  });

  test('undo of a removal is refused when its risk point is gone by then', async () => {
    const workspace = await newWorkspace();
    const { id } = await add(workspace);
    await workspace.call('risk.remove', { selection: { ids: [id] } });
    interfere(workspace.folder, `DELETE FROM riskPoint`);
    expect(await workspace.fail('history.undo', {})).toMatchObject({ code: 'CONFLICT', key: 'referenced' });
    expect(await list(workspace)).toEqual([]);
    await workspace.host.close();
  });
});

describe('what left the house', () => {
  const request = {
    code: 'F07' as const,
    roundId: null,
    compiledOn: '2026-11-21',
    filledBy: '',
    phone: '',
    preparedBy: '',
    reviewedBy: '',
    approvedBy: '',
  };

  test('is never undone, and bars what came before it but not what comes after', async () => {
    const workspace = await newWorkspace();
    await add(workspace, { riskNo: 'A' });
    await workspace.call('filing.issue', { request, gapReason: '先报' });
    expect(await workspace.fail('history.undo', {})).toEqual({ code: 'CONFLICT', key: 'undoBarrier', params: { command: 'filing.issue' } });
    await add(workspace, { riskNo: 'B' });
    await workspace.call('history.undo', {});
    expect((await list(workspace)).map(({ riskNo }) => riskNo)).toEqual(['A']);
    expect(await workspace.fail('history.undo', {})).toMatchObject({ key: 'undoBarrier' });
    await workspace.call('history.redo', {});
    await workspace.host.close();
  });

  test('nothing undone before it can be redone after it', async () => {
    const workspace = await newWorkspace();
    await add(workspace, { riskNo: 'A' });
    await workspace.call('history.undo', {});
    await workspace.call('filing.issue', { request, gapReason: '空表' });
    expect(await workspace.call('history.state', {})).toMatchObject({ undo: null, redo: null, barrier: { command: 'filing.issue' } });
    await workspace.host.close();
  });
});

describe('the history', () => {
  test('of a record tells who changed what, from what to what, newest first', async () => {
    const workspace = await newWorkspace();
    const { id } = await add(workspace);
    await workspace.call('risk.update', { id, revision: 1, patch: { step: '吊运' } });
    await workspace.call('history.undo', {});
    const told = await workspace.call('history.record', { id, limit: 10 });
    expect(told.map(({ command, actor, before, after }) => [command, actor, before?.['step'], after?.['step']])).toEqual([
      ['history.undo', '王安全', '吊运', ''],
      ['risk.update', '王安全', '', '吊运'],
      ['risk.create', '王安全', undefined, ''],
    ]);
    await workspace.host.close();
  });

  test('of steps comes in pages and counts the rows of each', async () => {
    const workspace = await newWorkspace();
    for (const riskNo of ['A', 'B', 'C']) await add(workspace, { riskNo });
    const [newest, older] = await workspace.call('history.steps', { limit: 2 });
    expect([newest!.command, newest!.rows, older!.rows]).toEqual(['risk.create', 1, 1]);
    const next = await workspace.call('history.steps', { limit: 200, before: older!.step });
    expect(next.map(({ command, rows: count }) => [command, count])).toEqual([
      ['risk.create', 3],
      ['workspace.begin', 1],
    ]);
    await workspace.host.close();
  });
});
