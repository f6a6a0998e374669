import type { EnteredFigure } from '../domain/round/figure';
import { isEnteredLate, type RoundDraft, type RoundKind, type RoundMember, type RoundStatus } from '../domain/round/round';
import { snapshotText } from '../domain/risk/risk';
import { riskNoKey } from '../domain/risk/riskNo';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';
import { snapshotOf } from './risk';
import { eachRisk, type RiskListRow } from './riskList';
import { corrected, correctedSql, correctionsByRound, type RoundCorrection } from './roundCorrection';
import { itemReason, noteRiskChange } from './roundRisk';

/** A round by name, to be gone to. */
export interface RoundName {
  id: string;
  no: string;
  name: string;
}

/** A round as it stands: what was corrected of its particulars says what the correction says. */
export interface RoundView extends Omit<Row<'round'>, 'team' | 'entered' | 'kind' | 'status'> {
  kind: RoundKind;
  status: RoundStatus;
  team: RoundMember[];
  entered: Record<string, EnteredFigure>;
  corrections: RoundCorrection[];
  /** The closed round that this one replaces (换版). */
  follows: RoundName | null;
  /** The round that has replaced this one; null while it stands. */
  replacedBy: RoundName | null;
  /** The round that is under way to replace it. */
  reissue: RoundName | null;
  /** Day on which its closing was entered; null while it is open or where that is not known. */
  enteredOn: string | null;
  /** 补录: it was held in a period that had ended when it was entered. */
  isLate: boolean;
}

/** False for a round that a closed one has replaced (换版): it stays as it is and counts no longer. */
export const isStanding = (round: string): string =>
  `NOT EXISTS (SELECT 1 FROM round f WHERE f.followsId = ${round}.id AND f.followKind = 'reissue' AND f.status = 'closed')`;

type Stored = Row<'round'> & { beganOn: string; closingOn: string | null };
const entryDay = (instant: string) => `date(${instant} / 1000, 'unixepoch', 'localtime')`;
const columns = `r.*, ${entryDay('r.createdAt')} AS beganOn,
  ${entryDay(`(SELECT a.at FROM audit a WHERE a.subjectId = r.id AND a.command = 'round.close' ORDER BY a.seq DESC LIMIT 1)`)} AS closingOn`;

/** Rounds by the ids of those that they follow. */
const followersOf = (reader: Reader): Map<string, Row<'round'>[]> =>
  Map.groupBy(reader.all<Row<'round'>>('SELECT * FROM round WHERE followsId IS NOT NULL'), ({ followsId }) => followsId!);

function views(reader: Reader, rows: readonly Stored[], roundId: string | null): RoundView[] {
  const corrections = correctionsByRound(reader, roundId);
  const followers = followersOf(reader);
  return rows.map(({ beganOn, closingOn, ...row }): RoundView => {
    const made = corrections.get(row.id) ?? [];
    const standing = corrected(row, made);
    const following = followers.get(row.id) ?? [];
    const next = (status: RoundStatus) => nameOf(reader, following.find((round) => round.status === status)?.id ?? null);
    return {
      ...standing,
      kind: row.kind as RoundKind,
      status: row.status as RoundStatus,
      team: JSON.parse(standing.team) as RoundMember[],
      entered: JSON.parse(standing.entered) as Record<string, EnteredFigure>,
      corrections: made,
      follows: nameOf(reader, row.followsId),
      replacedBy: next('closed'),
      reissue: next('open'),
      enteredOn: closingOn,
      isLate: row.origin === 'native' && row.followsId === null && closingOn !== null && isEnteredLate(standing, beganOn, closingOn),
    };
  });
}

const nameOf = (reader: Reader, roundId: string | null): RoundName | null =>
  (roundId !== null &&
    reader.get<RoundName>(`SELECT r.id, r.no, ${correctedSql('r', 'name')} AS name FROM round r WHERE r.id = ?`, [roundId])) ||
  null;

/** Newest period first. */
export const listRounds = (reader: Reader): RoundView[] =>
  views(reader, reader.all<Stored>(`SELECT ${columns} FROM round r ORDER BY r.period DESC, r.startedOn DESC, r.createdAt DESC`), null);

export const getRound = (reader: Reader, id: string): RoundView | undefined =>
  views(reader, reader.all<Stored>(`SELECT ${columns} FROM round r WHERE r.id = ?`, [id]), id)[0];

export const openRound = (reader: Reader): string | undefined => reader.value<string>(`SELECT id FROM round WHERE status = 'open' LIMIT 1`);
export const lastClosedRound = (reader: Reader): string | undefined =>
  reader.value<string>(
    `SELECT r.id FROM round r WHERE r.status = 'closed' AND ${isStanding('r')} ORDER BY r.period DESC, r.closedOn DESC LIMIT 1`,
  );

/** Periods of which a closed round stands (V10). */
export const closedPeriods = (reader: Reader): string[] =>
  reader.column<string>(`SELECT DISTINCT r.period FROM round r WHERE r.status = 'closed' AND ${isStanding('r')}`);

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
  // What a reissue took over from the former round is frozen already.
  const items = new Map(
    db
      .all<{ id: string; riskId: string; reason: string }>(
        `SELECT i.id, i.riskId, ${itemReason('i')} AS reason FROM roundRisk i WHERE i.roundId = ? AND i.after IS NULL`,
        [roundId],
      )
      .map(({ riskId, ...item }) => [riskId, item]),
  );
  for (const risk of eachRisk(db, today)) {
    const item = items.get(risk.id);
    if (item === undefined || risk.status === 'retired') continue;
    const { kept, ...frozen } = freeze(db, risk);
    db.update('roundRisk', item.id, { after: kept, afterLevel: risk.level, reason: item.reason, ...frozen });
  }
}
