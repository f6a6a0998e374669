import { compareLevels, noComparisons, type Comparison, type ComparisonCounts } from '../domain/round/round';
import { riskLevels, type RiskLevel } from '../domain/risk/scale';
import type { RiskSnapshot } from '../domain/risk/risk';
import type { Reader, SqlValue } from '../handle';
import { departmentNames } from './department';
import { snapshotOf } from './risk';
import { getRisk } from './riskList';
import { comparisonSql, foundInRounds, itemReason, readSnapshot } from './roundRisk';

/** Two rounds held side by side. A closed one stands as it was frozen, an open one as the register stands on `today`. */
export interface Pair {
  earlierId: string;
  laterId: string;
  today: string;
}

/** A level at one end of the comparison; null where there was no such risk. */
export interface LevelFlow {
  from: RiskLevel | null;
  to: RiskLevel | null;
  count: number;
}
export interface DepartmentChange {
  /** Empty for risks without a department. */
  department: string;
  before: number;
  after: number;
  counts: ComparisonCounts;
}
export interface RoundComparison {
  counts: ComparisonCounts;
  flows: LevelFlow[];
  departments: DepartmentChange[];
}

/** Counts, flows between the levels and departments, of one grouped pass over both rounds. */
export function compareRounds(reader: Reader, pair: Pair): RoundComparison {
  const { sql, params } = pairSql(reader, pair);
  const groups = reader.all<{ beforeLevel: RiskLevel | null; afterLevel: RiskLevel | null; department: string; n: number }>(
    `${sql} SELECT beforeLevel, afterLevel, department, count(*) AS n FROM pair GROUP BY beforeLevel, afterLevel, department`,
    params,
  );
  const counts = noComparisons();
  const flows = new Map<string, LevelFlow>();
  const departments = new Map<string, DepartmentChange>();
  for (const { beforeLevel: from, afterLevel: to, department, n } of groups) {
    const comparison = compareLevels(from, to);
    counts[comparison] += n;
    const flow = flows.get(`${from} ${to}`) ?? { from, to, count: 0 };
    flows.set(`${from} ${to}`, { ...flow, count: flow.count + n });
    const entry = departments.get(department) ?? { department, before: 0, after: 0, counts: noComparisons() };
    departments.set(department, entry);
    entry.counts[comparison] += n;
    if (from !== null) entry.before += n;
    if (to !== null) entry.after += n;
  }
  const place = (level: RiskLevel | null) => (level === null ? riskLevels.length : riskLevels.indexOf(level));
  return {
    counts,
    flows: [...flows.values()].toSorted((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to)),
    departments: [...departments.values()].toSorted((a, b) =>
      a.department === '' || b.department === ''
        ? b.department.length - a.department.length
        : a.department.localeCompare(b.department, 'zh-CN', { numeric: true }),
    ),
  };
}

export const changeSorts = ['riskNo', 'department', 'comparison', 'before', 'after'] as const;
export type ChangeSort = (typeof changeSorts)[number];

export interface ChangeFilter {
  /** Without it everything that is not the same. */
  comparison?: readonly Comparison[] | undefined;
  /** Name of a department; empty for the risks without one. */
  department?: string | undefined;
  text?: string | undefined;
}

export interface ComparedRisk {
  riskId: string;
  comparison: Comparison;
  beforeLevel: RiskLevel | null;
  afterLevel: RiskLevel | null;
  before: RiskSnapshot | null;
  after: RiskSnapshot | null;
  reason: string;
}

interface ChangeWindow {
  offset: number;
  limit: number;
  filter?: ChangeFilter;
  sort?: { by: ChangeSort; descending: boolean };
}

/** A window of what moved between two rounds, and the number of all that the filter finds. */
export function listChanges(
  reader: Reader,
  pair: Pair,
  { offset, limit, filter = {}, sort }: ChangeWindow,
): { rows: ComparedRisk[]; total: number } {
  const ids = changedIds(reader, pair, filter, sort ?? { by: 'riskNo', descending: false });
  return { rows: readChanges(reader, pair, ids.slice(offset, offset + limit)), total: ids.length };
}

/** Everything that moved, for papers. */
export const allChanges = (reader: Reader, pair: Pair): ComparedRisk[] =>
  readChanges(reader, pair, changedIds(reader, pair, {}, { by: 'riskNo', descending: false }));

const rank = (level: string): string => `instr('major considerable general low', ${level})`;
const orders: Readonly<Record<ChangeSort, readonly string[]>> = {
  riskNo: [],
  department: [`department = ''`, 'department'],
  comparison: [`instr('up down added removed same', ${comparisonSql('beforeLevel', 'afterLevel')})`],
  before: ['beforeLevel IS NULL', rank('beforeLevel')],
  after: ['afterLevel IS NULL', rank('afterLevel')],
};

/** Ids in their order. The last answer is remembered until something changes: a list asks for window after window of it. */
function changedIds(reader: Reader, pair: Pair, filter: ChangeFilter, sort: { by: ChangeSort; descending: boolean }): string[] {
  const key = JSON.stringify([pair, filter, sort]);
  const last = reader.remember('changes of two rounds', () => ({ key: '', ids: [] as string[] }));
  if (last.key === key) return last.ids;
  const { sql, params } = pairSql(reader, pair);
  const parts = [`${comparisonSql('beforeLevel', 'afterLevel')} IN (SELECT value FROM json_each(@comparison))`];
  const limits: Record<string, SqlValue> = { comparison: JSON.stringify(filter.comparison ?? ['up', 'down', 'added', 'removed']) };
  if (filter.department !== undefined) {
    parts.push('department = @department');
    limits['department'] = filter.department;
  }
  if (filter.text !== undefined && filter.text.trim() !== '') {
    const found = foundInRounds('riskId', '@earlierId, @laterId', filter.text);
    parts.push(found.sql);
    Object.assign(limits, found.params);
  }
  const way = sort.descending ? 'DESC' : 'ASC';
  const order = [...orders[sort.by], 'riskNoKey', 'riskId'].map((part) => `${part} ${way}`).join(', ');
  last.ids = reader.column<string>(`${sql} SELECT riskId FROM pair WHERE ${parts.join(' AND ')} ORDER BY ${order}`, {
    ...params,
    ...limits,
  });
  last.key = key;
  return last.ids;
}

function readChanges(reader: Reader, { earlierId, laterId, today }: Pair, ids: readonly string[]): ComparedRisk[] {
  const open = { earlier: isOpen(reader, earlierId), later: isOpen(reader, laterId) };
  const state = (level: RiskLevel | null, isLive: boolean, riskId: string, kept: string | null): RiskSnapshot | null => {
    if (level === null) return null;
    // A reissue under way holds states that the former round froze.
    if (!isLive || kept !== null) return readSnapshot(reader, kept);
    const live = getRisk(reader, today, riskId);
    return live === undefined ? null : snapshotOf(live);
  };
  type Stored = {
    riskId: string;
    a: RiskLevel | null;
    b: RiskLevel | null;
    aKept: string | null;
    bKept: string | null;
    reason: string | null;
  };
  return reader
    .all<Stored>(
      `SELECT j.value AS riskId, a.afterLevel AS a, b.afterLevel AS b, a.after AS aKept, b.after AS bKept, ${itemReason('b')} AS reason FROM json_each(@ids) j
        LEFT JOIN roundRisk a ON a.roundId = @earlierId AND a.riskId = j.value
        LEFT JOIN roundRisk b ON b.roundId = @laterId AND b.riskId = j.value ORDER BY j.key`,
      { ids: JSON.stringify(ids), earlierId, laterId },
    )
    .map(({ riskId, a, b, aKept, bKept, reason }) => ({
      riskId,
      comparison: compareLevels(a, b),
      beforeLevel: a,
      afterLevel: b,
      before: state(a, open.earlier, riskId, aKept),
      after: state(b, open.later, riskId, bKept),
      reason: reason ?? '',
    }));
}

const isOpen = (reader: Reader, roundId: string): boolean => reader.value('SELECT status FROM round WHERE id = ?', [roundId]) === 'open';

/** `WITH … pair AS (…)`: every risk that at least one of the rounds holds, with both levels, its department and its place in the order. */
function pairSql(reader: Reader, { earlierId, laterId, today }: Pair): { sql: string; params: Record<string, SqlValue> } {
  const side = (row: 'a' | 'b', roundId: string) =>
    isOpen(reader, roundId)
      ? {
          join: `LEFT JOIN risk r${row} ON r${row}.id = ${row}.riskId LEFT JOIN named n${row} ON n${row}.id = r${row}.departmentId`,
          department: `CASE WHEN ${row}.after IS NULL THEN coalesce(n${row}.name, '') ELSE ${row}.department END`,
          key: `coalesce(r${row}.riskNoKey, ${row}.riskNoKey)`,
        }
      : { join: '', department: `${row}.department`, key: `${row}.riskNoKey` };
  const [a, b] = [side('a', earlierId), side('b', laterId)];
  const standing = (one: string, other: string) => `CASE WHEN b.afterLevel IS NULL THEN ${other} ELSE ${one} END`;
  return {
    sql: `WITH named(id, name) AS MATERIALIZED (SELECT key, value FROM json_each(@names)),
      pair AS (
        SELECT b.riskId, a.afterLevel AS beforeLevel, b.afterLevel, ${standing(b.department, a.department)} AS department,
            ${standing(b.key, a.key)} AS riskNoKey
          FROM roundRisk b LEFT JOIN roundRisk a ON a.roundId = @earlierId AND a.riskId = b.riskId ${a.join} ${b.join}
          WHERE b.roundId = @laterId AND (a.afterLevel IS NOT NULL OR b.afterLevel IS NOT NULL)
        UNION ALL
        SELECT a.riskId, a.afterLevel, NULL, ${a.department}, ${a.key} FROM roundRisk a ${a.join}
          WHERE a.roundId = @earlierId AND a.afterLevel IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM roundRisk o WHERE o.roundId = @laterId AND o.riskId = a.riskId))`,
    params: { earlierId, laterId, names: JSON.stringify(Object.fromEntries(departmentNames(reader, today))) },
  };
}
