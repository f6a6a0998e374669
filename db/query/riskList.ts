import type { RiskFilter, RiskSelection, RiskSort } from '../domain/risk/list';
import type { RiskLevel } from '../domain/risk/scale';
import type { Reader } from '../handle';
import { departmentNameOn } from './department';
import { conditionOf, countHits, type RiskCondition } from './riskCondition';

/** A line of the register as page and terminal see it. */
export interface RiskListRow {
  id: string; revision: number; riskNo: string; riskPointId: string; riskPoint: string; kind: string; location: string; step: string;
  hazardSource: string; factorCode: string; accidentTypes: string[]; consequence: string; method: string;
  l: number | null; e: number | null; c: number | null; s: number | null; score100: number | null; level: RiskLevel; scale: string | null; keptLevel: RiskLevel | null;
  directMajor: boolean; directReason: string; engineering: string; administrative: string; training: string; ppe: string; emergency: string;
  measures: string; controlLevel: string | null; departmentId: string | null; department: string; ownerId: string | null;
  ownerPostId: string | null; owner: string; phone: string; checkCycle: string; assessedOn: string | null; nextReviewOn: string | null;
  status: string; missing: string[]; remark: string; updatedAt: number;
}

/** A sort is one index or, where a joined name or a NULL is ordered by, a first run and a rest. */
interface Segment { from: string; where: string; orderBy: string }

function segmentsOf(by: RiskSort, descending: boolean): Segment[] {
  const way = descending ? 'DESC' : 'ASC';
  const plain = (columns: string): Segment[] => [{ from: 'risk r', where: '1', orderBy: columns }];
  switch (by) {
    case 'riskNo': return plain(`r.riskNoKey ${way}, r.rowid ${way}`);
    case 'level': return plain(descending ? `r.levelRank DESC, r.score100 ASC, r.riskNoKey DESC, r.rowid DESC` : `r.levelRank ASC, r.score100 DESC, r.riskNoKey ASC, r.rowid ASC`);
    case 'score': return plain(`r.score100 ${way}, r.riskNoKey ${way}, r.rowid ${way}`);
    case 'owner': return plain(`r.ownerText ${way}, r.riskNoKey ${way}, r.rowid ${way}`);
    case 'assessedOn': return plain(`r.assessedOn ${way}, r.riskNoKey ${way}, r.rowid ${way}`);
    case 'nextReviewOn': return plain(`r.nextReviewOn ${way}, r.riskNoKey ${way}, r.rowid ${way}`);
    case 'missing': return plain(`r.missingCount ${way}, r.riskNoKey ${way}, r.rowid ${way}`);
    case 'updatedAt': return plain(`r.updatedAt ${way}, r.riskNoKey ${way}, r.rowid ${way}`);
    case 'riskPoint':
      return [{ from: 'riskPoint p CROSS JOIN risk r ON r.riskPointId = p.id', where: '1', orderBy: `p.name ${way}, p.rowid ${way}, r.riskNoKey ${way}, r.rowid ${way}` }];
    case 'department': {
      const named: Segment = { from: 'department d CROSS JOIN risk r ON r.departmentId = d.id', where: '1', orderBy: `d.sort ${way}, r.riskNoKey ${way}, r.rowid ${way}` };
      const none: Segment = { from: 'risk r', where: 'r.departmentId IS NULL', orderBy: `r.riskNoKey ${way}, r.rowid ${way}` };
      return descending ? [none, named] : [named, none];
    }
  }
}

export interface RiskWindow { offset: number; limit: number; sort: { by: RiskSort; descending: boolean }; filter: RiskFilter }

/**
 * One window of the register and the number of all that the filter finds. Each sort walks an index; no sorting at run
 * time but for the few hits of a search. What lies nearer to the end is walked to from the end.
 */
export function listRisks(reader: Reader, day: string, { offset, limit, sort, filter }: RiskWindow): { rows: RiskListRow[]; total: number } {
  const condition = conditionOf(reader, filter);
  const total = countRisks(reader, filter, condition);
  const wanted = Math.max(0, Math.min(limit, total - offset));
  const fromEnd = offset > total / 2;
  const rowids = fromEnd
    ? placesOf(reader, condition, { by: sort.by, descending: !sort.descending }, { skip: total - offset - wanted, limit: wanted }).reverse()
    : placesOf(reader, condition, sort, { skip: offset, limit: wanted });
  return { rows: readRisks(reader, day, rowids), total };
}

/** Rowids of a window, in order. */
function placesOf(reader: Reader, condition: RiskCondition, { by, descending }: RiskWindow['sort'], { skip, limit }: { skip: number; limit: number }): number[] {
  const rowids: number[] = [];
  for (const { from, where, orderBy } of segmentsOf(by, descending)) {
    if (rowids.length >= limit) break;
    const found = reader.all<{ rowid: number }>(
      condition.few
        ? `SELECT r.rowid AS rowid FROM ${from.replace('CROSS JOIN', 'JOIN')} WHERE ${where} AND ${condition.sql} ORDER BY ${unindexed(orderBy)} LIMIT @limit OFFSET @skip`
        : `SELECT r.rowid AS rowid FROM ${from} WHERE ${where} AND ${condition.walk} ORDER BY ${orderBy} LIMIT @limit OFFSET @skip`,
      { ...condition.params, limit: limit - rowids.length, skip });
    rowids.push(...found.map((row) => row.rowid));
    if (found.length > 0 || skip === 0) skip = 0;
    else skip -= counted(reader, `SELECT count(*) FROM ${from} WHERE ${where} AND ${condition.sql}`, condition.params);
  }
  return rowids;
}

/** A sort expression that no index serves: SQLite starts from the hits and sorts them. */
const unindexed = (orderBy: string): string => orderBy.replaceAll(/\b(r|p|d)\./g, '+$1.');

function countRisks(reader: Reader, { text: _text, ...rest }: RiskFilter, condition: RiskCondition): number {
  const match = condition.params['match'];
  if (typeof match === 'string' && Object.values(rest).every((value) => value === undefined)) return countHits(reader, match);
  return counted(reader, `SELECT count(*) FROM risk r WHERE ${condition.sql}`, condition.params);
}

const counted = (reader: Reader, sql: string, params: RiskCondition['params']): number =>
  reader.remember(`${sql} ${JSON.stringify(params)}`, () => reader.value<number>(sql, params) ?? 0);

type Stored = Omit<RiskListRow, 'accidentTypes' | 'missing' | 'directMajor' | 'l' | 'e'> &
  { accidentTypes: string; missing: string; directMajor: number; l10: number | null; e10: number | null };

const columns = `r.id, r.revision, r.riskNo, r.riskPointId, p.name AS riskPoint, p.kind, p.location, r.step, r.hazardSource, r.factorCode,
  r.accidentTypes, r.consequence, r.method, r.l10, r.e10, r.c, r.s, r.score100, r.level, r.scale, r.keptLevel, r.directMajor, r.directReason,
  r.engineering, r.administrative, r.training, r.ppe, r.emergency, r.measures, r.controlLevel, r.departmentId,
  coalesce(${departmentNameOn('r.departmentId')}, '') AS department, r.ownerId, r.ownerPostId, r.ownerText AS owner, r.phone,
  r.checkCycle, r.assessedOn, r.nextReviewOn, r.status, r.missing, r.remark, r.updatedAt`;

const toListRow = ({ l10, e10, accidentTypes, missing, directMajor, ...row }: Stored): RiskListRow => ({
  ...row, l: l10 === null ? null : l10 / 10, e: e10 === null ? null : e10 / 10,
  accidentTypes: JSON.parse(accidentTypes) as string[], missing: JSON.parse(missing) as string[], directMajor: directMajor === 1,
});

/** Rows by rowid, in that order. Names of departments are those of the day. */
function readRisks(reader: Reader, day: string, rowids: readonly number[]): RiskListRow[] {
  return reader.all<Stored>(
    `SELECT ${columns} FROM json_each(@rowids) j CROSS JOIN risk r ON r.rowid = j.value JOIN riskPoint p ON p.id = r.riskPointId ORDER BY j.key`,
    { rowids: JSON.stringify(rowids), day }).map(toListRow);
}

export function getRisk(reader: Reader, day: string, id: string): RiskListRow | undefined {
  const row = reader.get<Stored>(`SELECT ${columns} FROM risk r JOIN riskPoint p ON p.id = r.riskPointId WHERE r.id = @id`, { id, day });
  return row && toListRow(row);
}

/** Every risk in the order of the register, one by one: papers, exports and rounds read this. */
export function* eachRisk(reader: Reader, day: string, selection?: RiskSelection): Generator<RiskListRow> {
  const condition = selection === undefined ? { sql: '1', params: {} } : selectionCondition(reader, selection);
  const rows = reader.all<Stored>(
    `SELECT ${columns} FROM risk r JOIN riskPoint p ON p.id = r.riskPointId WHERE ${condition.sql} ORDER BY r.levelRank, r.score100 DESC, r.riskNoKey`,
    { ...condition.params, day });
  for (const row of rows) yield toListRow(row);
}

export const selectedRiskIds = (reader: Reader, selection: RiskSelection): string[] => {
  const { sql, params } = selectionCondition(reader, selection);
  return reader.all<{ id: string }>(`SELECT r.id FROM risk r WHERE ${sql} ORDER BY r.riskNoKey`, params).map((row) => row.id);
};

function selectionCondition(reader: Reader, selection: RiskSelection): Pick<RiskCondition, 'sql' | 'params'> {
  if ('ids' in selection) return { sql: 'r.id IN (SELECT value FROM json_each(@ids))', params: { ids: JSON.stringify(selection.ids) } };
  const { sql, params } = conditionOf(reader, selection.filter);
  if (selection.except.length === 0) return { sql, params };
  return { sql: `${sql} AND r.id NOT IN (SELECT value FROM json_each(@except))`, params: { ...params, except: JSON.stringify(selection.except) } };
}

export interface RiskFacets {
  total: number; level: Record<string, number>; status: Record<string, number>; method: Record<string, number>;
  controlLevel: Record<string, number>; department: Record<string, number>; kind: Record<string, number>; missing: number; overdue: number;
}

/** Counts for the filter bar and the pictures. `department` is keyed by id, `''` for none. */
export function riskFacets(reader: Reader, today: string, filter: RiskFilter): RiskFacets {
  const { sql, params } = conditionOf(reader, filter);
  const facets: RiskFacets = { total: 0, level: {}, status: {}, method: {}, controlLevel: {}, department: {}, kind: {}, missing: 0, overdue: 0 };
  type Group = { status: string; level: string; method: string; controlLevel: string | null; departmentId: string | null; n: number; missing: number; overdue: number };
  // Grouped in the order of the index `riskFacets`: one pass, no sorting.
  const groups = reader.all<Group>(
    `SELECT r.status, r.level, r.method, r.controlLevel, r.departmentId, count(*) AS n, sum(r.missingCount > 0) AS missing,
        sum(r.status <> 'retired' AND coalesce(r.nextReviewOn, '9999') < @today) AS overdue
      FROM risk r WHERE ${sql} GROUP BY r.status, r.level, r.method, r.controlLevel, r.departmentId`, { ...params, today });
  const add = (counts: Record<string, number>, word: string, n: number) => { counts[word] = (counts[word] ?? 0) + n; };
  for (const { status, level, method, controlLevel, departmentId, n, missing, overdue } of groups) {
    facets.total += n;
    facets.missing += missing;
    facets.overdue += overdue;
    add(facets.status, status, n);
    add(facets.level, level, n);
    add(facets.method, method, n);
    add(facets.controlLevel, controlLevel ?? '', n);
    add(facets.department, departmentId ?? '', n);
  }
  const kinds = reader.all<{ kind: string; n: number }>(
    `SELECT p.kind, sum(c.n) AS n FROM (SELECT r.riskPointId, count(*) AS n FROM risk r WHERE ${sql} GROUP BY r.riskPointId) c
      JOIN riskPoint p ON p.id = c.riskPointId GROUP BY p.kind`, params);
  for (const { kind, n } of kinds) facets.kind[kind] = n;
  return facets;
}
