import { printedOn, type RoundParticular } from '../domain/round/correction';
import type { FilingState } from '../domain/filing/filing';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import type { RoundView } from './round';

/** 更正 of a particular of a closed round, as it was kept. */
export type RoundCorrection = Omit<Row<'roundCorrection'>, 'field'> & { field: RoundParticular };

/** Corrections by round, the earliest first. */
export function correctionsByRound(reader: Reader, roundId: string | null): Map<string, RoundCorrection[]> {
  const rows = reader.all<RoundCorrection>(
    `SELECT * FROM roundCorrection WHERE ${roundId === null ? '1' : 'roundId = ?'} ORDER BY createdAt, id`,
    roundId === null ? [] : [roundId],
  );
  return Map.groupBy(rows, (row) => row.roundId);
}

/** Days that may be left open; nothing is kept for them as empty text. */
const openDays: ReadonlySet<string> = new Set<RoundParticular>(['noticeOn', 'meetingOn']);

/** The round with what its corrections say; the stored row stays as it was closed. */
export const corrected = (row: Row<'round'>, corrections: readonly RoundCorrection[]): Row<'round'> => ({
  ...row,
  ...Object.fromEntries(corrections.map(({ field, after }) => [field, after === '' && openDays.has(field) ? null : after])),
});

/** A particular of a round in SQL, as it stands after its corrections. */
export const correctedSql = (round: string, field: RoundParticular): string =>
  `coalesce((SELECT c.after FROM roundCorrection c WHERE c.roundId = ${round}.id AND c.field = '${field}' ORDER BY c.createdAt DESC, c.id DESC LIMIT 1), ${round}.${field})`;

export interface OutdatedPaper {
  id: string;
  number: string;
  code: string;
  title: string;
  state: FilingState;
}

/** Papers issued from the round that stand for something else than the round now says: they ask for 换版 of their own. */
export function outdatedPapers(reader: Reader, { id, replacedBy, corrections }: RoundView): OutdatedPaper[] {
  return reader
    .all<OutdatedPaper & { createdAt: number }>(
      `SELECT id, number, code, title, state, createdAt FROM filing WHERE roundId = ? AND state NOT IN ('replaced', 'voided') ORDER BY number`,
      [id],
    )
    .filter(
      ({ code, createdAt }) =>
        replacedBy !== null || corrections.some((made) => made.createdAt > createdAt && printedOn[code]?.includes(made.field)),
    )
    .map(({ createdAt: _createdAt, ...paper }) => paper);
}
