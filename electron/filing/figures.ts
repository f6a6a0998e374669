import { comparisons } from '../../db/domain/round/round';
import { riskLevels, type RiskLevel } from '../../db/domain/risk/scale';
import {
  correctionsOf,
  isLevelFigure,
  type CountedFigures,
  type EnteredFigures,
  type FigureCorrection,
  type RoundFigureKey,
} from '../../db/domain/round/figure';
import type { Reader } from '../../db/handle';
import { getRound } from '../../db/query/round';
import type { Dossier } from './compose';
import type { Statement } from './statement';
import { sumCounts, totalOf, type LevelCounts } from './counts';

type Stating = Extract<Dossier, { schema: 'f07@1' | 'f08@1' | 'f09@1' | 'f10@1' | 'signoff@1' }>;
type Uncorrected<D = Stating> = D extends Stating ? Omit<D, 'corrections'> : never;

const levelFigures = (counts: LevelCounts): CountedFigures => {
  const { ungraded: _ungraded, ...levels } = counts;
  return { total: totalOf(counts), ...levels };
};

/** Changes that a paper tells, by kind; null where it compares with nothing. */
export function changesCounted(dossier: Extract<Uncorrected, { schema: 'f09@1' | 'f10@1' }>) {
  const { previous, unchanged, changes } = dossier;
  const number = (kind: (typeof comparisons)[number]) =>
    kind === 'same' ? unchanged : changes.filter(({ change }) => change === kind).length;
  return previous && { previous: previous.total, ...countsOf(number) };
}
const countsOf = (number: (kind: (typeof comparisons)[number]) => number) =>
  Object.fromEntries(comparisons.map((kind) => [kind, number(kind)])) as Record<(typeof comparisons)[number], number>;

/** What a paper counts of the figures that it states. Pure. */
function countedFigures(dossier: Uncorrected): CountedFigures {
  switch (dossier.schema) {
    case 'f07@1': {
      const of = (level: RiskLevel) => dossier.risks.filter((risk) => risk.level === level).length;
      const levels = Object.fromEntries(riskLevels.map((level) => [level, of(level)])) as Record<RiskLevel, number>;
      return { total: dossier.risks.length, ...levels };
    }
    case 'f08@1':
      return levelFigures(dossier.counts);
    case 'f09@1':
    case 'f10@1':
      return {
        ...levelFigures(sumCounts(dossier.results.map(({ counts }) => counts))),
        riskPoints: dossier.riskPoints,
        ...changesCounted(dossier),
      };
    case 'signoff@1':
      return { ...levelFigures(dossier.counts), ...dossier.changes };
  }
}

/**
 * What a paper takes over of the figures entered in its round. Another assessment than the one of the round counts for itself, and so
 * do the changes of a year that is compared with another state than the round is.
 */
function takenOver(dossier: Uncorrected, entered: EnteredFigures): EnteredFigures {
  if ('assessedFor' in dossier && dossier.assessedFor) return {};
  if (!('yearCompared' in dossier) || !dossier.yearCompared) return entered;
  return Object.fromEntries(Object.entries(entered).filter(([key]) => isLevelFigure(key as RoundFigureKey)));
}

/** The dossier with what was entered for it instead of what it counts: as stated for the paper, else as its round has it. */
export const withEntered = <D extends Uncorrected>(
  dossier: D,
  stated: EnteredFigures | undefined,
  round: { entered: EnteredFigures } | null,
): D & { corrections: FigureCorrection[] } => ({
  ...dossier,
  corrections: correctionsOf(countedFigures(dossier), stated ?? takenOver(dossier, round?.entered ?? {})),
});

/** What the page of a paper shows of its figures: what is counted, and what it takes over from its round. Null for a paper without any. */
export function paperFigures(db: Reader, dossier: Dossier): { counted: CountedFigures; ofRound: EnteredFigures } | null {
  if (!('corrections' in dossier)) return null;
  const round = dossier.roundId === null ? null : (getRound(db, dossier.roundId) ?? null);
  return { counted: countedFigures(dossier), ofRound: takenOver(dossier, round?.entered ?? {}) };
}

/** Entered figures as they are kept with the issued paper, beside what was counted. */
export type KeptFigures = Readonly<Record<string, Omit<FigureCorrection, 'key'>>>;
export const keptFigures = (dossier: Dossier): KeptFigures =>
  Object.fromEntries('corrections' in dossier ? dossier.corrections.map(({ key, ...correction }) => [key, correction]) : []);

/** The figures of an issued paper from what was kept of it; null for one that states none, or that an earlier version issued. */
export function issuedFigures(
  { counts, total, riskPoints, comparison }: Partial<Statement>,
  entered: KeptFigures,
): { counted: CountedFigures; entered: EnteredFigures } | null {
  if (counts === undefined || total === undefined) return null;
  const { ungraded: _ungraded, ...levels } = counts;
  const { now: _now, ...changes } = comparison ?? { now: 0 };
  const stated: CountedFigures = { total, ...levels, ...(riskPoints === undefined ? {} : { riskPoints }), ...changes };
  const counted = Object.fromEntries(Object.entries(entered).map(([key, { computed }]) => [key, computed]));
  return { counted: { ...stated, ...counted }, entered };
}
