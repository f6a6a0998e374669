import type { RiskFilter } from '../domain/risk/list';
import type { Reader, SqlValue } from '../handle';
import { hitsOf } from '../search';
import { matchQuery } from '../searchText';
import { withDescendants } from './department';

export interface RiskCondition {
  sql: string;
  params: Record<string, SqlValue>;
  /** The same for a walk along the index of an order: many hits of a search are asked for row by row. */
  walk: string;
  /** A text search with few hits: the list starts from them and sorts them instead. */
  few: boolean;
}

/** WHERE over `risk r` for a filter. */
export function conditionOf(reader: Reader, filter: RiskFilter): RiskCondition {
  const parts: string[] = [];
  const params: Record<string, SqlValue> = {};
  const among = (column: string, name: string, words: readonly string[] | undefined) => {
    if (words === undefined) return;
    parts.push(`${column} IN (SELECT value FROM json_each(@${name}))`);
    params[name] = JSON.stringify(words);
  };
  among('r.level', 'level', filter.level);
  among('r.method', 'method', filter.method);
  among('r.controlLevel', 'controlLevel', filter.controlLevel);
  among('r.status', 'status', filter.status);
  among('r.riskPointId', 'riskPointId', filter.riskPointId);
  among('r.ownerId', 'ownerId', filter.ownerId);
  if (filter.kind !== undefined) {
    parts.push('r.riskPointId IN (SELECT id FROM riskPoint WHERE kind IN (SELECT value FROM json_each(@kind)))');
    params['kind'] = JSON.stringify(filter.kind);
  }
  if (filter.departmentId !== undefined) {
    const named = filter.departmentId.filter((id) => id !== '');
    const none = filter.departmentId.includes('') ? 'r.departmentId IS NULL OR ' : '';
    parts.push(`(${none}r.departmentId IN (SELECT value FROM json_each(@departmentId)))`);
    params['departmentId'] = JSON.stringify(withDescendants(reader, named));
  }
  if (filter.missing === true) parts.push('r.missingCount > 0');
  else if (filter.missing === false) parts.push('r.missingCount = 0');
  else if (filter.missing !== undefined) {
    parts.push('EXISTS (SELECT 1 FROM json_each(r.missing) m JOIN json_each(@missing) wanted ON wanted.value = m.value)');
    params['missing'] = JSON.stringify(filter.missing);
  }
  if (filter.dueBefore !== undefined) {
    // What is no longer in force is not due.
    parts.push(`r.nextReviewOn < @dueBefore AND r.status <> 'retired'`);
    params['dueBefore'] = filter.dueBefore;
  }
  if (filter.importId !== undefined) {
    parts.push('r.importId = @importId');
    params['importId'] = filter.importId;
  }
  const number = (sql: string, name: string, value: number | undefined) => {
    if (value === undefined) return;
    parts.push(`${sql} @${name}`);
    params[name] = value;
  };
  number('r.l10 =', 'l10', filter.l === undefined ? undefined : Math.round(filter.l * 10));
  number('r.s =', 's', filter.s);
  number('r.score100 >=', 'scoreFrom', filter.scoreFrom === undefined ? undefined : Math.round(filter.scoreFrom * 100));
  number('r.score100 <', 'scoreBelow', filter.scoreBelow === undefined ? undefined : Math.round(filter.scoreBelow * 100));
  const rest = [...parts];
  const match = filter.text === undefined || filter.text.trim() === '' ? undefined : matchQuery(filter.text);
  if (match === null) parts.push('0');
  if (match === undefined || match === null) {
    const sql = parts.length === 0 ? '1' : parts.join(' AND ');
    return { sql, walk: sql, params, few: false };
  }
  params['match'] = match;
  const hits = hitsOf('risk');
  const all = (list: string[]) => list.join(' AND ');
  return {
    sql: all([...rest, `r.seq IN (${hits})`]),
    walk: all([...rest, `+r.seq IN (${hits})`]),
    params,
    few: countHits(reader, match) <= fewHits,
  };
}

/** Up to here sorting the hits is cheaper than walking to them. */
const fewHits = 500;

/** Number of risks that a text search finds. */
export const countHits = (reader: Reader, match: string): number =>
  reader.remember(`hits ${match}`, () => reader.value<number>(`SELECT count(*) FROM (${hitsOf('risk')})`, { match }) ?? 0);
