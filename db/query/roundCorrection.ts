import { printedOn, type RoundParticular } from '../domain/round/correction';
import type { FilingState } from '../domain/filing/filing';
import {
  computedFigures,
  correctionsOf,
  roundFigureKeys,
  standingFigure,
  type EnteredFigure,
  type RoundFigureKey,
} from '../domain/round/figure';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import type { RoundView } from './round';
import { roundFigures } from './roundRisk';

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

/** What an issued paper kept of its figures, as far as its round states them too; nothing in papers of earlier versions. */
interface KeptFigures {
  total?: number;
  counts?: Partial<Record<RoundFigureKey, number>>;
  comparison?: Partial<Record<RoundFigureKey, number>>;
  /** Its changes are against another state than those of the round. */
  yearly?: boolean;
}

/** Papers issued from the round that stand for something else than the round now says: they ask for 换版 of their own. */
export function outdatedPapers(reader: Reader, round: RoundView): OutdatedPaper[] {
  const { id, replacedBy, corrections } = round;
  const figures = corrections.some(({ field }) => field === 'entered') ? figuresNow(reader, round) : {};
  return reader
    .all<OutdatedPaper & { createdAt: number; figures: string }>(
      `SELECT id, number, code, title, state, createdAt, figures FROM filing
        WHERE roundId = ? AND state NOT IN ('replaced', 'voided') ORDER BY number`,
      [id],
    )
    .filter(
      (paper) =>
        replacedBy !== null ||
        corrections.some(
          (made) => made.createdAt > paper.createdAt && printedOn[paper.code]?.includes(made.field) && isNews(made, paper.figures, figures),
        ),
    )
    .map(({ createdAt: _createdAt, figures: _figures, ...paper }) => paper);
}

type Figures = Partial<Record<string, number>>;

/** The figures that the round states now, as counted or as entered. */
function figuresNow(reader: Reader, round: RoundView): Figures {
  const counted = computedFigures(roundFigures(reader, round.id), round.baseRoundId === null);
  const corrections = correctionsOf(counted, round.entered);
  return Object.fromEntries(
    roundFigureKeys.flatMap((key) => (counted[key] === undefined ? [] : [[key, standingFigure(corrections, key, counted[key])]])),
  );
}

/** A correction of figures is news to a paper only where it states another number than the round does now. */
function isNews({ field, before, after }: RoundCorrection, kept: string, now: Figures): boolean {
  if (field !== 'entered' || kept === '{}') return true;
  const { total, counts, comparison, yearly } = JSON.parse(kept) as KeptFigures;
  const stated: Figures = { ...(total === undefined ? {} : { total }), ...counts, ...(yearly ? {} : comparison) };
  const [was, is] = [before, after].map((text) => (text === '' ? {} : JSON.parse(text)) as Partial<Record<string, EnteredFigure>>);
  return roundFigureKeys.some(
    (key) =>
      JSON.stringify(was?.[key]) !== JSON.stringify(is?.[key]) &&
      stated[key] !== undefined &&
      now[key] !== undefined &&
      stated[key] !== now[key],
  );
}
