import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { Reader, type Params } from '../../db/handle';
import { roundFigures } from '../../db/query/roundRisk';
import { openFile } from '../support/database';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const team = [{ name: '王安全', title: '安全总监', role: '组长', isWorkerRepresentative: true, attended: true }];
const point = { name: '焊接工位', kind: 'place' as const, location: '' };
const why = { reason: '完成改造', assessor: '李四', reviewer: '王安全' };
let workspace: TestWorkspace;
let pair: { earlierId: string; laterId: string };
let weld: string;

async function round(period: string, on: string, baseRoundId: string | null): Promise<string> {
  const { value } = await workspace.call('round.open', {
    draft: {
      name: period,
      kind: 'quarterly',
      period,
      reason: '',
      scope: '',
      methodNote: '',
      noticeNo: '',
      noticeOn: null,
      startedOn: on,
      baseRoundId,
      team,
    },
  });
  return value.id;
}
const close = (id: string, on: string) =>
  workspace.call('round.close', { id, revision: 1, closedOn: on, assessedOn: on, acceptPending: true });

beforeAll(async () => {
  workspace = await newWorkspace();
  const { call } = workspace;
  const department = async (name: string) =>
    (await call('department.create', { draft: { name, parentId: null, kind: 'workshop', validFrom: '2026-01-01' } })).value.id;
  weld = await department('铆焊车间');
  const paint = await department('涂装车间');
  const ids: string[] = [];
  for (let i = 1; i <= 250; i += 1)
    ids.push(
      (
        await call('risk.create', {
          point,
          draft: {
            ...emptyRisk,
            riskNo: `R-${i}`,
            hazardSource: `危险源${i}`,
            l: 3,
            e: 6,
            c: 7,
            departmentId: i === 250 ? null : i % 2 ? weld : paint,
          },
        })
      ).value.id,
    );
  const earlierId = await round('2026Q3', '2026-08-01', null);
  await close(earlierId, '2026-08-02');
  const laterId = await round('2026Q4', '2026-11-01', earlierId);
  const change = async (index: number, l: number) => {
    const id = ids[index - 1]!;
    const { risk } = await call('risk.get', { id });
    await call('risk.update', { id, revision: risk.revision, patch: { l }, lowering: why });
  };
  for (let i = 1; i <= 220; i += 1) await change(i, 6);
  await change(221, 1);
  await call('risk.remove', { selection: { ids: [ids[221]!] } });
  await call('risk.create', { point, draft: { ...emptyRisk, riskNo: 'N-1', hazardSource: '新增', l: 3, e: 6, c: 7, departmentId: weld } });
  pair = { earlierId, laterId };
});
afterAll(() => workspace.host.close());

const changes = (filter: object = {}, more: object = {}) =>
  workspace.call('round.changes', { ...pair, offset: 0, limit: 200, filter, ...more });

const counted = { up: 220, down: 1, added: 1, removed: 1, same: 28 };

describe.each(['open', 'closed'])('a later round that is %s', (state) => {
  beforeAll(async () => {
    if (state === 'closed') await close(pair.laterId, '2026-11-20');
  });

  test('is compared by counts, flows and departments', async () => {
    const { counts, flows, departments } = await workspace.call('round.compare', pair);
    expect(counts).toEqual(counted);
    expect(flows).toEqual([
      { from: 'general', to: 'considerable', count: 220 },
      { from: 'general', to: 'general', count: 28 },
      { from: 'general', to: 'low', count: 1 },
      { from: 'general', to: null, count: 1 },
      { from: null, to: 'general', count: 1 },
    ]);
    expect(departments).toEqual([
      { department: '铆焊车间', before: 125, after: 126, counts: { up: 110, down: 1, added: 1, removed: 0, same: 14 } },
      { department: '涂装车间', before: 124, after: 123, counts: { up: 110, down: 0, added: 0, removed: 1, same: 13 } },
      { department: '', before: 1, after: 1, counts: { up: 0, down: 0, added: 0, removed: 0, same: 1 } },
    ]);
  });

  test('shows its changes in windows that fit together, filtered and in every order', async () => {
    const first = await changes();
    const rest = await changes({}, { offset: 200 });
    expect([first.total, first.rows.length, rest.rows.length]).toEqual([223, 200, 23]);
    expect(new Set([...first.rows, ...rest.rows].map(({ riskId }) => riskId)).size).toBe(223);
    const numbers = first.rows.map(({ before, after }) => (after ?? before)?.riskNo);
    expect(numbers.slice(0, 4)).toEqual(['N-1', 'R-1', 'R-2', 'R-3']);
    expect((await changes({ comparison: ['down', 'removed'] })).rows.map(({ before }) => before?.riskNo)).toEqual(['R-221', 'R-222']);
    expect((await changes({ department: '涂装车间' })).total).toBe(111);
    expect((await changes({ department: '', comparison: ['same'] })).rows.map(({ after }) => after?.riskNo)).toEqual(['R-250']);
    // The removed one is found by what it said.
    expect((await changes({ text: '危险源222' })).rows).toMatchObject([
      { comparison: 'removed', before: { riskNo: 'R-222' }, after: null },
    ]);
    const { rows } = await changes({}, { sort: { by: 'after', descending: true } });
    expect(rows.slice(0, 4).map(({ afterLevel }) => afterLevel)).toEqual([null, 'low', 'general', 'considerable']);
    const up = (await changes({ text: '危险源7' })).rows[0]!;
    expect(up).toMatchObject({ before: { l: 3, level: 'general' }, after: { l: 6, level: 'considerable' } });
  });
});

test('a closed round keeps the names and the order of its departments, whatever becomes of them', async () => {
  const { call } = workspace;
  const items = (filter: object) => call('round.items', { id: pair.laterId, offset: 0, limit: 3, ...filter });
  const departments = await call('round.departments', { id: pair.laterId });
  expect(departments).toEqual(['', '涂装车间', '铆焊车间']);
  const { revision } = (await call('department.list', {})).find(({ id }) => id === weld)!;
  await call('department.update', { id: weld, revision, name: '结构车间', parentId: null, kind: 'workshop', from: '2026-11-21' });
  expect((await items({ department: '铆焊车间' })).rows.map(({ after }) => after?.riskNo)).toEqual(['N-1', 'R-1', 'R-3']);
  expect((await items({ department: '结构车间' })).total).toBe(0);
  expect((await items({ text: '危险源222' })).rows).toMatchObject([{ state: 'removed', before: { riskNo: 'R-222' } }]);
  expect((await call('round.compare', pair)).counts).toEqual(counted);
});

test('a closed round is counted once, whatever changes', () => {
  class Counting extends Reader {
    counts = 0;
    override all<Row>(sql: string, params: Params = []): Row[] {
      if (sql.includes('roundRisk')) this.counts += 1;
      return super.all<Row>(sql, params);
    }
  }
  const file = openFile(workspace.folder);
  const reader = new Counting(file);
  const before = roundFigures(reader, pair.earlierId);
  file.exec(`UPDATE preference SET value = value`);
  file.exec(`INSERT INTO preference (key, value, updatedAt) VALUES ('x', '1', 0)`);
  expect(roundFigures(reader, pair.earlierId)).toEqual(before);
  expect(reader.counts).toBe(1);
  file.close();
});
