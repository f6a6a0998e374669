import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { riskSorts } from '../../db/domain/risk/list';
import type { Database } from '../../db/handle';
import { Reader, type Params } from '../../db/handle';
import { listRisks } from '../../db/query/riskList';
import { openFile } from '../support/database';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

/** A reader that keeps the plans of what it is asked. */
class Explained extends Reader {
  readonly plans: { sql: string; plan: string[] }[] = [];
  constructor(readonly file: Database) {
    super(file);
  }
  override all<Row>(sql: string, params: Params = []): Row[] {
    this.#explain(sql, params);
    return super.all<Row>(sql, params);
  }
  override value<Value extends string | number | null>(sql: string, params: Params = []): Value | undefined {
    this.#explain(sql, params);
    return super.value<Value>(sql, params);
  }
  override column<Value extends string | number | null>(sql: string, params: Params = []): Value[] {
    this.#explain(sql, params);
    return super.column<Value>(sql, params);
  }
  #explain(sql: string, params: Params): void {
    const plan = this.file.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(params) as { detail: string }[];
    this.plans.push({ sql, plan: plan.map(({ detail }) => detail) });
  }
}

let workspace: TestWorkspace;
let file: Database;

beforeAll(async () => {
  workspace = await newWorkspace();
  const { call } = workspace;
  const departments = [];
  for (const name of ['一车间', '二车间'])
    departments.push(
      (await call('department.create', { draft: { name, parentId: null, kind: 'workshop', validFrom: '2026-01-01' } })).value.id,
    );
  for (let i = 0; i < 60; i += 1) {
    await call('risk.create', {
      point: { name: `设备 ${i % 7}`, kind: 'equipment' },
      draft: {
        ...emptyRisk,
        hazardSource: `危险源 ${i}`,
        l: ([1, 3, 6] as const)[i % 3]!,
        e: 6,
        c: 15,
        departmentId: departments[i % 3] ?? null,
        ownerText: `责任人 ${i % 5}`,
        assessedOn: i % 4 === 0 ? null : `2026-0${1 + (i % 9)}-11`,
        riskNo: i % 2 === 0 ? '' : `A-${i}`,
      },
    });
  }
  file = openFile(workspace.folder);
});
afterAll(async () => {
  file.close();
  await workspace.host.close();
});

const orders = riskSorts.flatMap((by) => [false, true].map((descending) => ({ by, descending })));

// SQLite plans by what it has counted (PRAGMA optimize at every closing): both without and with its statistics.
describe.each([false, true])('with statistics: %s', (analysed) => {
  beforeAll(() => {
    if (analysed) file.exec('ANALYZE');
  });

  test.each(orders)('the register by $by, descending $descending, walks an index and sorts nothing', ({ by, descending }) => {
    const reader = new Explained(file);
    listRisks(reader, '2026-11-21', { offset: 20, limit: 20, sort: { by, descending }, filter: {} });
    const ordered = reader.plans.filter(({ sql }) => /risk r .*ORDER BY/.test(sql) && !sql.includes('json_each(@rowids)'));
    expect(ordered.length).toBeGreaterThan(0);
    for (const { sql, plan } of ordered) {
      expect(
        plan.filter((line) => line.includes('USE TEMP B-TREE')),
        sql,
      ).toEqual([]);
      expect(
        plan.filter((line) => /^SCAN \w+$/.test(line)),
        sql,
      ).toEqual([]);
    }
  });

  test.each(orders)(
    'pages of the register by $by, descending $descending, fit together without gap or repetition',
    ({ by, descending }) => {
      const reader = new Reader(file);
      const sort = { by, descending };
      const whole = listRisks(reader, '2026-11-21', { offset: 0, limit: 200, sort, filter: {} });
      expect(new Set(whole.rows.map(({ id }) => id)).size).toBe(60);
      const pages = Array.from(
        { length: 9 },
        (_, i) => listRisks(reader, '2026-11-21', { offset: i * 7, limit: 7, sort, filter: {} }).rows,
      ).flat();
      expect(pages.map(({ riskNo }) => riskNo)).toEqual(whole.rows.map(({ riskNo }) => riskNo));
      expect(listRisks(reader, '2026-11-21', { offset: 60, limit: 7, sort, filter: {} })).toEqual({ rows: [], total: 60 });
    },
  );

  test('rows are read by their place, one by one', () => {
    const reader = new Explained(file);
    listRisks(reader, '2026-11-21', { offset: 0, limit: 50, sort: { by: 'riskNo', descending: false }, filter: {} });
    const { plan } = reader.plans.find(({ sql }) => sql.includes('json_each(@rowids)'))!;
    expect(plan.filter((line) => line.startsWith('SCAN'))).toEqual(['SCAN j VIRTUAL TABLE INDEX 1:']);
  });
});

test('orders are those that a person expects', async () => {
  const { call } = workspace;
  const rows = async (by: (typeof riskSorts)[number], descending: boolean) =>
    (await call('risk.list', { offset: 0, limit: 200, sort: { by, descending }, filter: {} })).rows;
  const before = (a: string | number | null, b: string | number | null) =>
    a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1;
  const rising = (values: (string | number | null)[]) => expect(values).toEqual([...values].sort(before));
  rising((await rows('score', false)).map(({ score100 }) => score100));
  rising((await rows('assessedOn', false)).map(({ assessedOn }) => assessedOn));
  rising((await rows('owner', true)).map(({ owner }) => owner).reverse());
  rising((await rows('missing', false)).map(({ missing }) => missing.length));
  rising((await rows('riskPoint', false)).map(({ riskPoint }) => riskPoint));
  expect((await rows('level', false)).map(({ score100 }) => score100)).toEqual((await rows('score', true)).map(({ score100 }) => score100));
  expect([...new Set((await rows('department', false)).map(({ department }) => department))]).toEqual(['一车间', '二车间', '']);
  expect([...new Set((await rows('department', true)).map(({ department }) => department))]).toEqual(['', '二车间', '一车间']);
  const numbers = (await rows('riskNo', false)).map(({ riskNo }) => riskNo);
  expect(numbers.slice(0, 3)).toEqual(['A-1', 'A-3', 'A-5']);
  expect(numbers.indexOf('A-9')).toBeLessThan(numbers.indexOf('A-11'));
});
