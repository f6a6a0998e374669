import { confined } from '../domain/risk/list';
import { noComparisons, type Comparison, type ComparisonCounts, type RoundItemState } from '../domain/round/round';
import { seriousLevels, type Implementation, type ItemFilter, type ItemSelection } from '../domain/round/item';
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
export const readSnapshot = (reader: Reader, id: string | null): RiskSnapshot | null => {
  const text = id === null ? undefined : reader.value<string>('SELECT content FROM snapshot WHERE id = ?', [id]);
  return text === undefined ? null : (JSON.parse(text) as RiskSnapshot);
};

/** Tells the open round, if there is one, that a risk was written: added, changed, removed or back to what it was. It follows the register from now on. */
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
  else db.update('roundRisk', item.id, { state, afterLevel: now?.level ?? null, after: null });
}

export interface RoundItem extends Implementation {
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
  /** In an open reissue: it stands as the former round froze it, and the register says something else. */
  registerDiffers: boolean;
}

/** What became of a risk, of two columns of levels. */
export const comparisonSql = (before: string, after: string): string => `CASE
  WHEN ${before} IS NULL THEN 'added' WHEN ${after} IS NULL THEN 'removed' WHEN ${before} = ${after} THEN 'same'
  WHEN instr('major considerable general low', ${after}) < instr('major considerable general low', ${before}) THEN 'up' ELSE 'down' END`;
const itemComparison = comparisonSql('i.beforeLevel', 'i.afterLevel');

/** Why the level of an item moved: as a person wrote it in the round, else as it was given in the register for the level that stands now. */
export const itemReason = (item: string): string => `CASE
  WHEN ${item}.reason <> '' OR ${item}.beforeLevel IS ${item}.afterLevel THEN ${item}.reason
  ELSE coalesce((SELECT l.reason FROM levelChange l WHERE l.riskId = ${item}.riskId AND l.roundId = ${item}.roundId
    AND l.toLevel = ${item}.afterLevel AND l.reason <> '' ORDER BY l.changedOn DESC, l.id DESC LIMIT 1), '') END`;

/** Risks that the search finds, and those whose frozen words hold the text: of a closed round all, of an open one what is gone from the register. */
export function foundInRounds(riskId: string, roundIds: string, text: string): { sql: string; params: Record<string, SqlValue> } {
  const match = matchQuery(text);
  const like = `%${JSON.stringify(text.trim())
    .slice(1, -1)
    .replaceAll(/[%_\\]/g, '\\$&')}%`;
  const frozen = `json_extract(s.content, '$.riskNo', '$.riskPoint', '$.step', '$.hazardSource', '$.consequence', '$.owner')`;
  const parts = [
    `${riskId} IN (SELECT f.riskId FROM roundRisk f JOIN round o ON o.id = f.roundId JOIN snapshot s ON s.id = coalesce(f.after, f.before)
      WHERE f.roundId IN (${roundIds}) AND (o.status = 'closed' OR f.state = 'removed' OR f.after IS NOT NULL) AND s.content LIKE @like ESCAPE '\\' AND ${frozen} LIKE @like ESCAPE '\\')`,
    ...(match === null
      ? []
      : [`${riskId} IN (SELECT e.subjectId FROM search JOIN searchEntry e ON e.rowid = search.rowid WHERE search MATCH @match)`]),
  ];
  return { sql: `(${parts.join(' OR ')})`, params: { like, ...(match === null ? {} : { match }) } };
}

function itemCondition(reader: Reader, roundId: string, filter: ItemFilter): { sql: string; params: Record<string, SqlValue> } {
  const parts = ['i.roundId = @roundId'];
  const params: Record<string, SqlValue> = { roundId };
  if (filter.state !== undefined) {
    parts.push('i.state IN (SELECT value FROM json_each(@state))');
    params['state'] = JSON.stringify(filter.state);
  }
  if (filter.comparison !== undefined) {
    parts.push(`${itemComparison} IN (SELECT value FROM json_each(@comparison))`);
    params['comparison'] = JSON.stringify(filter.comparison);
  }
  if (filter.level !== undefined) {
    parts.push('i.afterLevel IN (SELECT value FROM json_each(@level))');
    params['level'] = JSON.stringify(filter.level);
  }
  if (filter.unstated) parts.push(`i.implementation = ''`);
  if (filter.departmentId !== undefined) {
    parts.push('i.riskId IN (SELECT id FROM risk WHERE departmentId IN (SELECT value FROM json_each(@departmentIds)))');
    params['departmentIds'] = JSON.stringify(withDescendants(reader, [filter.departmentId]));
  }
  if (filter.within !== undefined) {
    parts.push('i.riskId IN (SELECT id FROM risk WHERE departmentId IN (SELECT value FROM json_each(@within)))');
    params['within'] = JSON.stringify(filter.within);
  }
  if (filter.department !== undefined) {
    parts.push('i.department = @department');
    params['department'] = filter.department;
  }
  if (filter.text !== undefined && filter.text.trim() !== '') {
    const found = foundInRounds('i.riskId', '@roundId', filter.text);
    parts.push(found.sql);
    Object.assign(params, found.params);
  }
  return { sql: parts.join(' AND '), params };
}

export interface SelectedItem {
  id: string;
  riskId: string;
  state: RoundItemState;
  afterLevel: RiskLevel | null;
  implementation: string;
}

/** What a selection holds of the round within a scope, in the order of the numbers. */
export function selectedItems(reader: Reader, roundId: string, selection: ItemSelection, scope: readonly string[] | null): SelectedItem[] {
  const { sql, params } = itemCondition(reader, roundId, confined('ids' in selection ? {} : selection.filter, scope));
  const [named, ids] = 'ids' in selection ? ['IN', selection.ids] : ['NOT IN', selection.except];
  return reader.all<SelectedItem>(
    `SELECT i.id, i.riskId, i.state, i.afterLevel, i.implementation FROM roundRisk i WHERE ${sql} AND i.id ${named} (SELECT value FROM json_each(@named)) ORDER BY i.riskNoKey, i.id`,
    { ...params, named: JSON.stringify(ids) },
  );
}

/** Items of a round. An open one shows and orders them as the register stands, a closed one as they were frozen. */
export function listRoundItems(
  reader: Reader,
  today: string,
  roundId: string,
  { offset, limit, ...filter }: ItemFilter & { offset: number; limit: number },
): { rows: RoundItem[]; total: number } {
  const { sql, params } = itemCondition(reader, roundId, filter);
  const open = reader.value<string>('SELECT status FROM round WHERE id = ?', [roundId]) === 'open';
  type Stored = Omit<RoundItem, 'before' | 'after' | 'registerDiffers'> & { before: string | null; after: string | null };
  const rows = reader.all<Stored>(
    `SELECT i.id, i.revision, i.riskId, i.state, ${itemComparison} AS comparison, i.beforeLevel, i.afterLevel, i.before, i.after, ${itemReason('i')} AS reason, i.confirmedBy, i.confirmedOn,
        i.implementation, i.implementedOn, i.implementedBy
      FROM roundRisk i ${open ? 'LEFT JOIN risk r ON r.id = i.riskId' : ''} WHERE ${sql}
      ORDER BY ${open ? 'coalesce(r.riskNoKey, i.riskNoKey)' : 'i.riskNoKey'}, i.id LIMIT @limit OFFSET @offset`,
    { ...params, limit, offset },
  );
  return {
    rows: rows.map((row) => {
      const current = open ? getRisk(reader, today, row.riskId) : undefined;
      const now = current === undefined || current.status === 'retired' ? null : snapshotOf(current);
      const frozen = readSnapshot(reader, row.after);
      return {
        ...row,
        before: readSnapshot(reader, row.before),
        after: frozen ?? now,
        registerDiffers: open && frozen !== null && (now === null || !sameContent(frozen, now)),
      };
    }),
    total: reader.value<number>(`SELECT count(*) FROM roundRisk i WHERE ${sql}`, params) ?? 0,
  };
}

/** 重大 and 较大 risks of a round, and of how many it is written how their measures are carried out. */
export const implementationCounts = (reader: Reader, roundId: string): { serious: number; stated: number } =>
  reader.get<{ serious: number; stated: number }>(
    `SELECT count(*) AS serious, count(nullif(implementation, '')) AS stated FROM roundRisk
      WHERE roundId = ? AND afterLevel IN (SELECT value FROM json_each(?))`,
    [roundId, JSON.stringify(seriousLevels)],
  )!;

export interface RoundFigures {
  states: Record<RoundItemState, number>;
  comparison: ComparisonCounts;
  levels: Record<RiskLevel, number>;
  beforeLevels: Record<RiskLevel, number>;
}

/** Figures of closed rounds, by id and revision: what is frozen is counted once. */
const counted = new WeakMap<Reader, Map<string, RoundFigures>>();

/** How many risks are in which state and at which level. A closed round is not counted again, an open one when something has changed. */
export function roundFigures(reader: Reader, roundId: string): RoundFigures {
  const round = reader.get<{ status: string; revision: number }>('SELECT status, revision FROM round WHERE id = ?', [roundId]);
  if (round?.status !== 'closed') return reader.remember(`figures ${roundId}`, () => countFigures(reader, roundId));
  const known = counted.get(reader) ?? new Map<string, RoundFigures>();
  counted.set(reader, known);
  const key = `${roundId} ${round.revision}`;
  const figures = known.get(key) ?? countFigures(reader, roundId);
  known.set(key, figures);
  return figures;
}

function countFigures(reader: Reader, roundId: string): RoundFigures {
  const noLevels = { major: 0, considerable: 0, general: 0, low: 0 };
  const figures: RoundFigures = {
    states: { pending: 0, confirmed: 0, changed: 0, added: 0, removed: 0 },
    comparison: noComparisons(),
    levels: { ...noLevels },
    beforeLevels: { ...noLevels },
  };
  const groups = reader.all<{
    state: RoundItemState;
    before: RiskLevel | null;
    after: RiskLevel | null;
    comparison: Comparison;
    n: number;
  }>(
    `SELECT i.state, i.beforeLevel AS before, i.afterLevel AS after, ${itemComparison} AS comparison, count(*) AS n
      FROM roundRisk i WHERE i.roundId = ? GROUP BY i.state, i.beforeLevel, i.afterLevel`,
    [roundId],
  );
  for (const { state, before, after, comparison, n } of groups) {
    figures.states[state] += n;
    figures.comparison[comparison] += n;
    if (before !== null) figures.beforeLevels[before] += n;
    if (after !== null) figures.levels[after] += n;
  }
  return figures;
}
