import type { RiskFilter } from '../domain/risk/list';
import type { Reader, SqlValue } from '../handle';
import { hitsOf } from '../search';
import { matchQuery } from '../searchText';
import { withDescendants } from './department';
import { unmatchedSql } from './riskOwner';

export interface RiskCondition {
  sql: string;
  params: Record<string, SqlValue>;
  /** The same for a walk along the index of an order: hits of a search are asked for row by row. */
  walk: string;
  /** What a search finds, without the rest of the filter; undefined where nothing is searched for. */
  hits?: RiskHits;
  /** The condition without the search. */
  rest: string;
}

/** Class of GB/T 13861 of a risk `r`, one of `factorClasses`. */
const factorClassSql = `CASE WHEN r.factorCode = '' THEN 'none' WHEN r.factorCode GLOB '[1-4]*' THEN substr(r.factorCode, 1, 1) ELSE 'other' END`;

/** WHERE over `risk r` for a filter. */
export function conditionOf(reader: Reader, filter: RiskFilter): RiskCondition {
  const parts: string[] = [];
  const params: Record<string, SqlValue> = {};
  const among = (column: string, name: string, words: readonly string[] | undefined) => {
    if (words === undefined) return;
    parts.push(`${column} IN (SELECT value FROM json_each(@${name}))`);
    params[name] = JSON.stringify(words);
  };
  among('r.departmentId', 'within', filter.within);
  among('r.level', 'level', filter.level);
  among('r.method', 'method', filter.method);
  among('r.controlLevel', 'controlLevel', filter.controlLevel);
  among('r.status', 'status', filter.status);
  among('r.riskPointId', 'riskPointId', filter.riskPointId);
  if (filter.ownerId !== undefined) {
    parts.push(
      `(r.ownerId IN (SELECT value FROM json_each(@ownerId)) OR r.id IN (SELECT riskId FROM riskOwner WHERE ownerId IN (SELECT value FROM json_each(@ownerId))))`,
    );
    params['ownerId'] = JSON.stringify(filter.ownerId);
  }
  if (filter.owner === 'unmatched') parts.push(unmatchedSql);
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
  among(factorClassSql, 'factorClass', filter.factorClass);
  if (filter.accidentType !== undefined) {
    parts.push('EXISTS (SELECT 1 FROM json_each(r.accidentTypes) t JOIN json_each(@accidentType) wanted ON wanted.value = t.value)');
    params['accidentType'] = JSON.stringify(filter.accidentType);
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
  const all = (list: string[]) => (list.length === 0 ? '1' : list.join(' AND '));
  const rest = all(parts);
  const match = filter.text === undefined || filter.text.trim() === '' ? undefined : matchQuery(filter.text);
  if (match === undefined) return { sql: rest, walk: rest, rest, params };
  if (match === null) return { sql: '0', walk: '0', rest: '0', params };
  const hits = hitsIn(reader, match);
  if (hits.few !== null) params['hits'] = hits.few;
  else params['match'] = match;
  const found = hits.few === null ? hitsOf('risk') : 'SELECT value FROM json_each(@hits)';
  return { sql: all([...parts, `r.seq IN (${found})`]), walk: all([...parts, `+r.seq IN (${found})`]), rest, params, hits };
}

export interface RiskHits {
  count: number;
  /** Their `seq` as a JSON array where they are few: sorting them is cheaper than walking to them. */
  few: string | null;
  has(seq: number): boolean;
}

const fewHits = 1000;

/** The risks that a text search finds; asked of the index once, until something changes. */
function hitsIn(reader: Reader, match: string): RiskHits {
  return reader.remember(`hits ${match}`, () => {
    const seqs = reader.column<number>(hitsOf('risk'), { match });
    const bits = new Uint8Array((seqs.reduce((most, seq) => Math.max(most, seq), 0) >> 3) + 1);
    for (const seq of seqs) bits[seq >> 3]! |= 1 << (seq & 7);
    return {
      count: seqs.length,
      few: seqs.length > fewHits ? null : JSON.stringify(seqs),
      has: (seq) => ((bits[seq >> 3] ?? 0) & (1 << (seq & 7))) !== 0,
    };
  });
}
