import { compareLevels, noComparisons, type Comparison, type ComparisonCounts, type RoundItemState } from '../domain/round/round';
import { sameContent, type RiskSnapshot } from '../domain/risk/risk';
import type { RiskLevel } from '../domain/risk/scale';
import type { Reader, SqlValue } from '../handle';
import type { Row } from '../tables';
import { matchQuery } from '../searchText';
import type { Writer } from '../writer';
import { withDescendants } from './department';
import { snapshotOf } from './risk';
import { getRisk } from './riskList';

/** Snapshot kept by hash; null for none. */
const readSnapshot = (reader: Reader, id: string | null): RiskSnapshot | null => {
  const text = id === null ? undefined : reader.value<string>('SELECT content FROM snapshot WHERE id = ?', [id]);
  return text === undefined ? null : (JSON.parse(text) as RiskSnapshot);
};

/** Tells the open round, if there is one, that a risk was written: added, changed, removed or back to what it was. */
export function noteRiskChange(db: Writer, today: string, riskId: string): void {
  const roundId = db.value<string>(`SELECT id FROM round WHERE status = 'open' LIMIT 1`);
  if (roundId === undefined) return;
  const risk = getRisk(db, today, riskId);
  const now = risk === undefined || risk.status === 'retired' ? null : snapshotOf(risk);
  const item = db.get<Row<'roundRisk'>>('SELECT * FROM roundRisk WHERE roundId = ? AND riskId = ?', [roundId, riskId]);
  if (item === undefined) {
    if (now !== null) db.insert('roundRisk', { roundId, riskId, state: 'added', afterLevel: now.level });
    return;
  }
  const before = readSnapshot(db, item.before);
  const state: RoundItemState =
    now === null
      ? 'removed'
      : before === null
        ? 'added'
        : sameContent(before, now)
          ? item.confirmedBy === ''
            ? 'pending'
            : 'confirmed'
          : 'changed';
  if (before === null && now === null) db.remove('roundRisk', item.id);
  else db.update('roundRisk', item.id, { state, afterLevel: now?.level ?? null });
}

export interface RoundItem {
  id: string;
  revision: number;
  riskId: string;
  state: RoundItemState;
  comparison: Comparison;
  beforeLevel: RiskLevel | null;
  afterLevel: RiskLevel | null;
  before: RiskSnapshot | null;
  after: RiskSnapshot | null;
  reason: string;
  confirmedBy: string;
  confirmedOn: string | null;
}

const comparisonSql = `CASE
  WHEN i.beforeLevel IS NULL THEN 'added' WHEN i.afterLevel IS NULL THEN 'removed' WHEN i.beforeLevel = i.afterLevel THEN 'same'
  WHEN instr('major considerable general low', i.afterLevel) < instr('major considerable general low', i.beforeLevel) THEN 'up' ELSE 'down' END`;

export interface ItemFilter {
  state?: readonly RoundItemState[] | undefined;
  comparison?: readonly Comparison[] | undefined;
  departmentId?: string | undefined;
  text?: string | undefined;
}

function itemCondition(reader: Reader, roundId: string, filter: ItemFilter): { sql: string; params: Record<string, SqlValue> } {
  const parts = ['i.roundId = @roundId'];
  const params: Record<string, SqlValue> = { roundId };
  if (filter.state !== undefined) {
    parts.push('i.state IN (SELECT value FROM json_each(@state))');
    params['state'] = JSON.stringify(filter.state);
  }
  if (filter.comparison !== undefined) {
    parts.push(`${comparisonSql} IN (SELECT value FROM json_each(@comparison))`);
    params['comparison'] = JSON.stringify(filter.comparison);
  }
  if (filter.departmentId !== undefined) {
    parts.push('i.riskId IN (SELECT id FROM risk WHERE departmentId IN (SELECT value FROM json_each(@departmentIds)))');
    params['departmentIds'] = JSON.stringify(withDescendants(reader, [filter.departmentId]));
  }
  if (filter.text !== undefined && filter.text.trim() !== '') {
    const match = matchQuery(filter.text);
    parts.push(
      match === null
        ? '0'
        : 'i.riskId IN (SELECT e.subjectId FROM search JOIN searchEntry e ON e.rowid = search.rowid WHERE search MATCH @match)',
    );
    if (match !== null) params['match'] = match;
  }
  return { sql: parts.join(' AND '), params };
}

/** Items of a round. In an open round `after` is the register as it stands, in a closed one what was frozen. */
export function listRoundItems(
  reader: Reader,
  today: string,
  roundId: string,
  { offset, limit, ...filter }: ItemFilter & { offset: number; limit: number },
): { rows: RoundItem[]; total: number } {
  const { sql, params } = itemCondition(reader, roundId, filter);
  const open = reader.value<string>('SELECT status FROM round WHERE id = ?', [roundId]) === 'open';
  type Stored = Omit<RoundItem, 'before' | 'after'> & { before: string | null; after: string | null };
  const rows = reader.all<Stored>(
    `SELECT i.id, i.revision, i.riskId, i.state, ${comparisonSql} AS comparison, i.beforeLevel, i.afterLevel, i.before, i.after, i.reason, i.confirmedBy, i.confirmedOn
      FROM roundRisk i LEFT JOIN risk r ON r.id = i.riskId WHERE ${sql} ORDER BY r.riskNoKey, i.id LIMIT @limit OFFSET @offset`,
    { ...params, limit, offset },
  );
  return {
    rows: rows.map((row) => {
      const current = open ? getRisk(reader, today, row.riskId) : undefined;
      const now = current === undefined || current.status === 'retired' ? null : snapshotOf(current);
      return { ...row, before: readSnapshot(reader, row.before), after: open ? now : readSnapshot(reader, row.after) };
    }),
    total: reader.value<number>(`SELECT count(*) FROM roundRisk i WHERE ${sql}`, params) ?? 0,
  };
}

export interface RoundFigures {
  states: Record<RoundItemState, number>;
  comparison: ComparisonCounts;
  levels: Record<RiskLevel, number>;
  beforeLevels: Record<RiskLevel, number>;
}

export function roundFigures(reader: Reader, roundId: string): RoundFigures {
  const count = <K extends string>(expression: string, start: Record<K, number>): Record<K, number> => {
    const counted = { ...start };
    for (const { k, n } of reader.all<{ k: K | null; n: number }>(
      `SELECT ${expression} AS k, count(*) AS n FROM roundRisk i WHERE i.roundId = ? GROUP BY 1`,
      [roundId],
    )) {
      if (k !== null) counted[k] = n;
    }
    return counted;
  };
  const noLevels = { major: 0, considerable: 0, general: 0, low: 0 };
  return {
    states: count('i.state', { pending: 0, confirmed: 0, changed: 0, added: 0, removed: 0 }),
    comparison: count(comparisonSql, noComparisons()),
    levels: count('i.afterLevel', noLevels),
    beforeLevels: count('i.beforeLevel', noLevels),
  };
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

/** What became of every risk from one round to another: levels at the close of each (open rounds: as they stand). */
export function compareRounds(reader: Reader, earlierId: string, laterId: string): { counts: ComparisonCounts; changes: ComparedRisk[] } {
  const counts = noComparisons();
  const changes: ComparedRisk[] = [];
  const rows = reader.iterate<{
    riskId: string;
    a: RiskLevel | null;
    b: RiskLevel | null;
    aId: string | null;
    bId: string | null;
    reason: string | null;
  }>(
    `SELECT k.riskId, a.afterLevel AS a, b.afterLevel AS b, a.after AS aId, b.after AS bId, b.reason FROM
       (SELECT riskId FROM roundRisk WHERE roundId = @earlierId UNION SELECT riskId FROM roundRisk WHERE roundId = @laterId) k
       LEFT JOIN roundRisk a ON a.roundId = @earlierId AND a.riskId = k.riskId
       LEFT JOIN roundRisk b ON b.roundId = @laterId AND b.riskId = k.riskId`,
    { earlierId, laterId },
  );
  const kept: {
    riskId: string;
    comparison: Comparison;
    a: RiskLevel | null;
    b: RiskLevel | null;
    aId: string | null;
    bId: string | null;
    reason: string;
  }[] = [];
  for (const row of rows) {
    if (row.a === null && row.b === null) continue;
    const comparison = compareLevels(row.a, row.b);
    counts[comparison] += 1;
    if (comparison !== 'same') kept.push({ ...row, comparison, reason: row.reason ?? '' });
  }
  for (const row of kept) {
    changes.push({
      riskId: row.riskId,
      comparison: row.comparison,
      beforeLevel: row.a,
      afterLevel: row.b,
      before: readSnapshot(reader, row.aId),
      after: readSnapshot(reader, row.bId),
      reason: row.reason,
    });
  }
  return { counts, changes };
}
