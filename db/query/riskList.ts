import type { RiskFilter, RiskSelection, RiskSort } from '../domain/risk/list';
import type { RiskLevel } from '../domain/risk/scale';
import type { Reader } from '../handle';
import { departmentNames } from './department';
import { ownersSql } from './riskOwner';
import { conditionOf, type RiskCondition } from './riskCondition';

/** A line of the register as page and terminal see it. */
export interface RiskListRow {
  id: string;
  revision: number;
  riskNo: string;
  riskPointId: string;
  riskPoint: string;
  kind: string;
  location: string;
  step: string;
  hazardSource: string;
  factorCode: string;
  accidentTypes: string[];
  consequence: string;
  method: string;
  l: number | null;
  e: number | null;
  c: number | null;
  s: number | null;
  score100: number | null;
  level: RiskLevel;
  scale: string | null;
  keptLevel: RiskLevel | null;
  directMajor: boolean;
  directReason: string;
  directCode: string;
  engineering: string;
  administrative: string;
  training: string;
  ppe: string;
  emergency: string;
  measures: string;
  proposed: string;
  monitoring: string;
  impactScope: string;
  leaderText: string;
  controlLevel: string | null;
  departmentId: string | null;
  department: string;
  ownerId: string | null;
  ownerPostId: string | null;
  owner: string;
  phone: string;
  checkCycle: string;
  assessedOn: string | null;
  nextReviewOn: string | null;
  status: string;
  missing: string[];
  remark: string;
  updatedAt: number;
  /** Level without measures; null where it was not assessed. */
  inherentLevel: RiskLevel | null;
}

/** A sort is one index or, where a joined name or a NULL is ordered by, a first run and a rest. */
interface Segment {
  from: string;
  where: string;
  orderBy: string;
}

function segmentsOf(by: RiskSort, descending: boolean): Segment[] {
  const way = descending ? 'DESC' : 'ASC';
  const plain = (columns: string): Segment[] => [{ from: 'risk r', where: '1', orderBy: columns }];
  switch (by) {
    case 'riskNo':
      return plain(`r.riskNoKey ${way}, r.rowid ${way}`);
    case 'level':
      return plain(
        descending
          ? `r.levelRank DESC, r.score100 ASC, r.riskNoKey DESC, r.rowid DESC`
          : `r.levelRank ASC, r.score100 DESC, r.riskNoKey ASC, r.rowid ASC`,
      );
    case 'score':
      return plain(`r.score100 ${way}, r.riskNoKey ${way}, r.rowid ${way}`);
    case 'owner':
      return plain(`r.ownerText ${way}, r.riskNoKey ${way}, r.rowid ${way}`);
    case 'assessedOn':
      return plain(`r.assessedOn ${way}, r.riskNoKey ${way}, r.rowid ${way}`);
    case 'nextReviewOn':
      return plain(`r.nextReviewOn ${way}, r.riskNoKey ${way}, r.rowid ${way}`);
    case 'missing':
      return plain(`r.missingCount ${way}, r.riskNoKey ${way}, r.rowid ${way}`);
    case 'updatedAt':
      return plain(`r.updatedAt ${way}, r.riskNoKey ${way}, r.rowid ${way}`);
    case 'riskPoint':
      return [
        {
          from: 'riskPoint p CROSS JOIN risk r ON r.riskPointId = p.id',
          where: '1',
          orderBy: `p.name ${way}, p.rowid ${way}, r.riskNoKey ${way}, r.rowid ${way}`,
        },
      ];
    case 'department': {
      const named: Segment = {
        from: 'department d CROSS JOIN risk r ON r.departmentId = d.id',
        where: '1',
        orderBy: `d.sort ${way}, r.riskNoKey ${way}, r.rowid ${way}`,
      };
      const none: Segment = { from: 'risk r', where: 'r.departmentId IS NULL', orderBy: `r.riskNoKey ${way}, r.rowid ${way}` };
      return descending ? [none, named] : [named, none];
    }
  }
}

export interface RiskWindow {
  offset: number;
  limit: number;
  sort: { by: RiskSort; descending: boolean };
  filter: RiskFilter;
}

/**
 * One window of the register and the number of all that the filter finds. Each sort walks an index; no sorting at run
 * time but for the few hits of a search. What lies nearer to the end is walked to from the end.
 */
export function listRisks(
  reader: Reader,
  day: string,
  { offset, limit, sort, filter }: RiskWindow,
): { rows: RiskListRow[]; total: number } {
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
function placesOf(
  reader: Reader,
  condition: RiskCondition,
  { by, descending }: RiskWindow['sort'],
  { skip, limit }: { skip: number; limit: number },
): number[] {
  const segments = segmentsOf(by, descending);
  const soon = soonFound(reader, condition, segments[0]!, { skip, limit });
  if (soon !== undefined) return soon;
  const few = typeof condition.hits?.few === 'string';
  const rowids: number[] = [];
  for (const { from, where, orderBy } of segments) {
    if (rowids.length >= limit) break;
    const found = reader.column<number>(
      few
        ? `SELECT r.rowid FROM ${from.replace('CROSS JOIN', 'JOIN')} WHERE ${where} AND ${condition.sql} ORDER BY ${unindexed(orderBy)} LIMIT @limit OFFSET @skip`
        : `SELECT r.rowid FROM ${from} WHERE ${where} AND ${condition.walk} ORDER BY ${orderBy} LIMIT @limit OFFSET @skip`,
      { ...condition.params, limit: limit - rowids.length, skip },
    );
    rowids.push(...found);
    if (found.length > 0 || skip === 0) skip = 0;
    else skip -= counted(reader, `SELECT count(*) FROM ${from} WHERE ${where} AND ${condition.sql}`, condition.params);
  }
  return rowids;
}

const soon = 6000;

/** Where a search finds much: the first places of the order, what it does not find left out. Undefined where that would take long. */
function soonFound(
  reader: Reader,
  { hits, rest, params }: RiskCondition,
  { from, where, orderBy }: Segment,
  { skip, limit }: { skip: number; limit: number },
): number[] | undefined {
  if (hits === undefined || hits.few !== null) return undefined;
  const most = reader.value<number | null>('SELECT max(seq) FROM risk') ?? 0;
  const steps = Math.ceil(((skip + limit) * most * 1.5) / hits.count) + 200;
  if (steps > soon) return undefined;
  const { match: _match, ...others } = params;
  const places = reader.column<number>(`SELECT r.rowid FROM ${from} WHERE ${where} AND ${rest} ORDER BY ${orderBy} LIMIT @steps`, {
    ...others,
    steps,
  });
  const found = places.filter((place) => hits.has(place)).slice(skip, skip + limit);
  return found.length === limit ? found : undefined;
}

/** A sort expression that no index serves: SQLite starts from the hits and sorts them. */
const unindexed = (orderBy: string): string => orderBy.replaceAll(/\b(r|p|d)\./g, '+$1.');

function countRisks(reader: Reader, { text: _text, ...rest }: RiskFilter, { hits, sql, params }: RiskCondition): number {
  if (hits !== undefined && Object.values(rest).every((value) => value === undefined)) return hits.count;
  return counted(reader, `SELECT count(*) FROM risk r WHERE ${sql}`, params);
}

const counted = (reader: Reader, sql: string, params: RiskCondition['params']): number =>
  reader.remember(`${sql} ${JSON.stringify(params)}`, () => reader.value<number>(sql, params) ?? 0);

/** A row as it comes: texts of JSON, a flag as a number, no name of the department yet. */
type Stored = Omit<RiskListRow, 'accidentTypes' | 'missing' | 'directMajor' | 'department'> & {
  accidentTypes: string;
  missing: string;
  directMajor: number;
};

const columns = `r.id, r.revision, r.riskNo, r.riskPointId, p.name AS riskPoint, p.kind, p.location, r.step, r.hazardSource, r.factorCode,
  r.accidentTypes, r.consequence, r.method, r.l10 / 10.0 AS l, r.e10 / 10.0 AS e, r.c, r.s, r.score100, r.level, r.scale, r.keptLevel, r.directMajor, r.directReason, r.directCode,
  r.engineering, r.administrative, r.training, r.ppe, r.emergency, r.measures, r.proposed, r.monitoring, r.impactScope, r.leaderText, r.controlLevel, r.departmentId, r.ownerId, r.ownerPostId, ${ownersSql} AS owner, r.phone,
  r.checkCycle, r.assessedOn, r.nextReviewOn, r.status, r.missing, r.remark, r.updatedAt,
  (SELECT a.level FROM assessment a WHERE a.riskId = r.id AND a.role = 'inherent') AS inherentLevel`;

/** Turns stored rows into lines of the register, each in its place: a copy of forty values a row would be felt. */
function listed(reader: Reader, day: string): (stored: Stored) => RiskListRow {
  const names = departmentNames(reader, day);
  return (stored) => {
    const row = stored as unknown as RiskListRow;
    row.accidentTypes = JSON.parse(stored.accidentTypes) as string[];
    row.missing = stored.missing === '[]' ? [] : (JSON.parse(stored.missing) as string[]);
    row.directMajor = stored.directMajor === 1;
    row.department = (row.departmentId === null ? undefined : names.get(row.departmentId)) ?? '';
    return row;
  };
}

/** Rows by rowid, in that order. Names of departments are those of the day. */
function readRisks(reader: Reader, day: string, rowids: readonly number[]): RiskListRow[] {
  return reader
    .all<Stored>(
      `SELECT ${columns} FROM json_each(@rowids) j CROSS JOIN risk r ON r.rowid = j.value JOIN riskPoint p ON p.id = r.riskPointId ORDER BY j.key`,
      { rowids: JSON.stringify(rowids) },
    )
    .map(listed(reader, day));
}

export function getRisk(reader: Reader, day: string, id: string): RiskListRow | undefined {
  const row = reader.get<Stored>(`SELECT ${columns} FROM risk r JOIN riskPoint p ON p.id = r.riskPointId WHERE r.id = @id`, { id });
  return row && listed(reader, day)(row);
}

/** Every risk in the order of the register, one by one: papers, exports and rounds read this. */
export function* eachRisk(reader: Reader, day: string, selection?: RiskSelection): Generator<RiskListRow> {
  const condition = selection === undefined ? { sql: '1', params: {} } : selectionCondition(reader, selection);
  const rows = reader.all<Stored>(
    `SELECT ${columns} FROM risk r JOIN riskPoint p ON p.id = r.riskPointId WHERE ${condition.sql} ORDER BY r.levelRank, r.score100 DESC, r.riskNoKey`,
    condition.params,
  );
  const line = listed(reader, day);
  for (const row of rows) yield line(row);
}

export const selectedRiskIds = (reader: Reader, selection: RiskSelection): string[] => {
  const { sql, params } = selectionCondition(reader, selection);
  return reader.all<{ id: string }>(`SELECT r.id FROM risk r WHERE ${sql} ORDER BY r.riskNoKey`, params).map((row) => row.id);
};

function selectionCondition(reader: Reader, selection: RiskSelection): Pick<RiskCondition, 'sql' | 'params'> {
  if ('ids' in selection) return { sql: 'r.id IN (SELECT value FROM json_each(@ids))', params: { ids: JSON.stringify(selection.ids) } };
  const { sql, params } = conditionOf(reader, selection.filter);
  if (selection.except.length === 0) return { sql, params };
  return {
    sql: `${sql} AND r.id NOT IN (SELECT value FROM json_each(@except))`,
    params: { ...params, except: JSON.stringify(selection.except) },
  };
}

export interface RiskFacets {
  total: number;
  level: Record<string, number>;
  status: Record<string, number>;
  method: Record<string, number>;
  controlLevel: Record<string, number>;
  department: Record<string, number>;
  kind: Record<string, number>;
  missing: number;
  overdue: number;
}

/** Counts for the filter bar and the pictures. `department` is keyed by id, `''` for none. */
export function riskFacets(reader: Reader, today: string, filter: RiskFilter): RiskFacets {
  const { sql, params } = conditionOf(reader, filter);
  const facets: RiskFacets = {
    total: 0,
    level: {},
    status: {},
    method: {},
    controlLevel: {},
    department: {},
    kind: {},
    missing: 0,
    overdue: 0,
  };
  type Group = {
    status: string;
    level: string;
    method: string;
    controlLevel: string | null;
    departmentId: string | null;
    n: number;
    missing: number;
    overdue: number;
  };
  // Grouped in the order of the index `riskFacets`: one pass, no sorting.
  const groups = reader.all<Group>(
    `SELECT r.status, r.level, r.method, r.controlLevel, r.departmentId, count(*) AS n, sum(r.missingCount > 0) AS missing,
        sum(r.status <> 'retired' AND coalesce(r.nextReviewOn, '9999') < @today) AS overdue
      FROM risk r WHERE ${sql} GROUP BY r.status, r.level, r.method, r.controlLevel, r.departmentId`,
    { ...params, today },
  );
  const add = (counts: Record<string, number>, word: string, n: number) => {
    counts[word] = (counts[word] ?? 0) + n;
  };
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
      JOIN riskPoint p ON p.id = c.riskPointId GROUP BY p.kind`,
    params,
  );
  for (const { kind, n } of kinds) facets.kind[kind] = n;
  return facets;
}
