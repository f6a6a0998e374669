import { newId } from '../newId';
import type { PastRound } from '../domain/round/past';
import type { RoundItemState } from '../domain/round/round';
import { sameContent, snapshotText, type RiskSnapshot } from '../domain/risk/risk';
import { riskNoKey } from '../domain/risk/riskNo';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';
import { nextRoundNo } from './risk';
import { isStanding } from './round';
import { correctedSql } from './roundCorrection';

const assessed = `coalesce(${correctedSql('r', 'assessedOn')}, r.closedOn)`;
/** The closed round that was assessed last before a day. */
const closedBefore = (reader: Reader, day: string): string | undefined =>
  reader.value<string>(
    `SELECT r.id FROM round r WHERE r.status = 'closed' AND ${assessed} < ? AND ${isStanding('r')}
      ORDER BY ${assessed} DESC, r.closedOn DESC LIMIT 1`,
    [day],
  );

interface PastItem {
  /** Null for a risk that neither the register nor a round knows. */
  riskId: string | null;
  state: RiskSnapshot;
}

/** Writes a round of the past as closed and frozen, told apart as 补录, compared with the round before it. */
export function insertPastRound(db: Writer, round: PastRound, remark: string, items: readonly PastItem[]): { id: string; no: string } {
  const baseRoundId = closedBefore(db, round.assessedOn) ?? null;
  const { id, no } = db.insert('round', {
    ...round,
    no: nextRoundNo(db, round.period),
    status: 'closed',
    origin: 'backfilled',
    baseRoundId,
    startedOn: round.assessedOn,
    remark,
  });
  type Base = Pick<Row<'roundRisk'>, 'riskId' | 'after' | 'afterLevel' | 'department' | 'riskNoKey'> & { content: string };
  const base = new Map(
    db
      .all<Base>(
        `SELECT i.riskId, i.after, i.afterLevel, i.department, i.riskNoKey, s.content FROM roundRisk i JOIN snapshot s ON s.id = i.after WHERE i.roundId = ?`,
        [baseRoundId],
      )
      .map((row) => [row.riskId, row]),
  );
  for (const { riskId, state } of items) {
    const after = db.keep(snapshotText(state));
    const before = riskId === null ? undefined : base.get(riskId);
    if (before) base.delete(before.riskId);
    const isNew = before === undefined && baseRoundId !== null;
    const itemState: RoundItemState = isNew
      ? 'added'
      : before === undefined || sameContent(JSON.parse(before.content) as RiskSnapshot, state)
        ? 'confirmed'
        : 'changed';
    db.insert('roundRisk', {
      roundId: id,
      riskId: riskId ?? newId(),
      state: itemState,
      before: isNew ? null : (before?.after ?? after),
      beforeLevel: isNew ? null : (before?.afterLevel ?? state.level),
      after,
      afterLevel: state.level,
      confirmedOn: state.assessedOn,
      department: state.department,
      riskNoKey: riskNoKey(state.riskNo),
    });
  }
  for (const gone of base.values())
    db.insert('roundRisk', {
      roundId: id,
      riskId: gone.riskId,
      state: 'removed',
      before: gone.after,
      beforeLevel: gone.afterLevel,
      department: gone.department,
      riskNoKey: gone.riskNoKey,
    });
  return { id, no };
}
