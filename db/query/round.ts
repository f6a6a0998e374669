import type { RoundDraft, RoundKind, RoundMember, RoundStatus } from '../domain/round/round';
import { snapshotText } from '../domain/risk/risk';
import { riskNoKey } from '../domain/risk/riskNo';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';
import { snapshotOf } from './risk';
import { eachRisk, type RiskListRow } from './riskList';
import { noteRiskChange } from './roundRisk';

export interface RoundView extends Omit<Row<'round'>, 'team' | 'entered' | 'kind' | 'status'> {
  kind: RoundKind;
  status: RoundStatus;
  team: RoundMember[];
  entered: Record<string, EnteredFigure>;
}
/** A figure that a person corrected: both values are kept. */
export interface EnteredFigure {
  entered: string;
  reason: string;
  by: string;
}

const view = (row: Row<'round'>): RoundView => ({
  ...row,
  kind: row.kind as RoundKind,
  status: row.status as RoundStatus,
  team: JSON.parse(row.team) as RoundMember[],
  entered: JSON.parse(row.entered) as Record<string, EnteredFigure>,
});
/** False for a round that a closed one has replaced (换版): it stays as it is and counts no longer. */
export const isStanding = (round: string): string =>
  `NOT EXISTS (SELECT 1 FROM round f WHERE f.followsId = ${round}.id AND f.followKind = 'reissue' AND f.status = 'closed')`;

/** Newest period first. */
export const listRounds = (reader: Reader): RoundView[] =>
  reader.all<Row<'round'>>('SELECT * FROM round ORDER BY period DESC, startedOn DESC').map(view);

export const getRound = (reader: Reader, id: string): RoundView | undefined => {
  const row = reader.get<Row<'round'>>('SELECT * FROM round WHERE id = ?', [id]);
  return row && view(row);
};

export const openRound = (reader: Reader): string | undefined => reader.value<string>(`SELECT id FROM round WHERE status = 'open' LIMIT 1`);
export const lastClosedRound = (reader: Reader): string | undefined =>
  reader.value<string>(
    `SELECT r.id FROM round r WHERE r.status = 'closed' AND ${isStanding('r')} ORDER BY r.period DESC, r.closedOn DESC LIMIT 1`,
  );

/**
 * Opens a round and carries forward: what the base round froze (or the register, for the first round) becomes the
 * state before; risks that have changed since are told apart at once.
 */
export function beginRound(db: Writer, today: string, no: string, draft: RoundDraft): string {
  const { team, ...rest } = draft;
  const round = db.insert('round', { ...rest, no, team: JSON.stringify(team) });
  const base = new Map(
    (draft.baseRoundId === null
      ? []
      : db.all<Pick<Row<'roundRisk'>, 'riskId' | 'after' | 'afterLevel' | 'department' | 'riskNoKey'>>(
          'SELECT riskId, after, afterLevel, department, riskNoKey FROM roundRisk WHERE roundId = ? AND after IS NOT NULL',
          [draft.baseRoundId],
        )
    ).map((row) => [row.riskId, row]),
  );
  const moved: string[] = [];
  for (const risk of eachRisk(db, today)) {
    if (risk.status === 'retired' && !base.has(risk.id)) continue;
    const earlier = base.get(risk.id);
    base.delete(risk.id);
    if (draft.baseRoundId !== null) {
      db.insert('roundRisk', {
        roundId: round.id,
        riskId: risk.id,
        state: earlier ? 'pending' : 'added',
        before: earlier?.after ?? null,
        beforeLevel: earlier?.afterLevel ?? null,
        afterLevel: risk.level,
        department: earlier?.department ?? '',
        riskNoKey: earlier?.riskNoKey ?? '',
      });
      if (earlier && db.keep(snapshotText(snapshotOf(risk))) !== earlier.after) moved.push(risk.id);
    } else {
      const { kept, ...frozen } = freeze(db, risk);
      db.insert('roundRisk', {
        roundId: round.id,
        riskId: risk.id,
        state: 'pending',
        before: kept,
        beforeLevel: risk.level,
        afterLevel: risk.level,
        ...frozen,
      });
    }
  }
  for (const gone of base.values()) {
    db.insert('roundRisk', {
      roundId: round.id,
      riskId: gone.riskId,
      state: 'removed',
      before: gone.after,
      beforeLevel: gone.afterLevel,
      afterLevel: null,
      department: gone.department,
      riskNoKey: gone.riskNoKey,
    });
  }
  for (const id of moved) noteRiskChange(db, today, id);
  return round.id;
}

/** Keeps the state of a risk; its department and sort key stand beside it, so that a closed round is listed without reading the states. */
function freeze(db: Writer, risk: RiskListRow): { kept: string; department: string; riskNoKey: string } {
  const state = snapshotOf(risk);
  return { kept: db.keep(snapshotText(state)), department: state.department, riskNoKey: riskNoKey(state.riskNo) };
}

/** Freezes the register into the round. What is still unconfirmed stays marked so; nothing is confirmed silently. */
export function freezeRound(db: Writer, today: string, roundId: string): void {
  const items = new Map(
    db
      .all<{ id: string; riskId: string }>('SELECT id, riskId FROM roundRisk WHERE roundId = ?', [roundId])
      .map((item) => [item.riskId, item.id]),
  );
  for (const risk of eachRisk(db, today)) {
    const item = items.get(risk.id);
    if (item === undefined || risk.status === 'retired') continue;
    const { kept, ...frozen } = freeze(db, risk);
    db.update('roundRisk', item, { after: kept, afterLevel: risk.level, ...frozen });
  }
}
