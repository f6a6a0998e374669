import { z } from 'zod';
import { text } from '../field';
import { riskLevels, type RiskLevel } from '../risk/scale';
import { comparisons, type Comparison, type ComparisonCounts } from './round';

/** Figures of a round that are computed and may be corrected by a person; both values are kept (`round.entered`). */
export const roundFigureKeys = ['total', ...riskLevels, ...comparisons] as const;
export type RoundFigureKey = 'total' | RiskLevel | Comparison;

/** Figures that papers state: those of their round, how many risk points it looked at and how many risks stood before it. */
export const paperFigureKeys = ['total', ...riskLevels, 'riskPoints', 'previous', ...comparisons] as const;
export type PaperFigureKey = RoundFigureKey | 'riskPoints' | 'previous';

/** Figures that a person entered instead of the counted ones, by key; both values are kept. */
const enteredFigure = z.object({ entered: text(200), reason: text(500), by: text(60) });
export type EnteredFigure = z.infer<typeof enteredFigure>;
export const enteredFigures = z.record(z.string().max(60), enteredFigure);
export type EnteredFigures = Readonly<Record<string, EnteredFigure>>;
/** What is counted, as far as a paper states it. */
export type CountedFigures = Readonly<Partial<Record<PaperFigureKey, number>>>;

interface Counted {
  levels: Record<RiskLevel, number>;
  comparison: ComparisonCounts;
}

/** What the application counts for each of them; a first round has nothing to compare with. */
export const computedFigures = ({ levels, comparison }: Counted, isFirst: boolean): CountedFigures => ({
  total: riskLevels.reduce((sum, level) => sum + levels[level], 0),
  ...levels,
  ...(isFirst ? {} : comparison),
});

/** A figure that a person corrected, beside what was counted. */
export const figureCorrection = z.object({
  key: z.enum(paperFigureKeys),
  computed: z.number(),
  entered: z.string(),
  reason: z.string(),
  by: z.string(),
});
export type FigureCorrection = z.infer<typeof figureCorrection>;

/** Those of the entered figures that say something else than what was counted. */
export const correctionsOf = (computed: CountedFigures, entered: EnteredFigures): FigureCorrection[] =>
  paperFigureKeys.flatMap((key) => {
    const own = entered[key];
    const counted = computed[key];
    const figure = own?.entered.normalize('NFKC').trim() ?? '';
    return own === undefined || counted === undefined || figure === '' || figure === String(counted)
      ? []
      : [{ key, computed: counted, entered: figure, reason: own.reason.trim(), by: own.by.trim() }];
  });

const isNumber = (entered: string): boolean => /^\d{1,9}$/.test(entered);

/** Corrected figures that cannot go out like that: no number, or no reason why it is another one. */
export const figureFaults = (corrections: readonly FigureCorrection[]): { key: PaperFigureKey; fault: 'number' | 'reason' }[] =>
  corrections.flatMap(({ key, entered, reason }) =>
    isNumber(entered) && reason !== '' ? [] : [{ key, fault: isNumber(entered) ? ('reason' as const) : ('number' as const) }],
  );

/** The figure that stands: as entered where that is a number, else as counted. */
export function standingFigure(corrections: readonly FigureCorrection[], key: PaperFigureKey, computed: number): number {
  const entered = corrections.find((correction) => correction.key === key)?.entered ?? '';
  return isNumber(entered) ? Number(entered) : computed;
}

/** Figures of levels and their total; the others tell what changed. */
export const isLevelFigure = (key: PaperFigureKey): key is 'total' | RiskLevel => key === 'total' || riskLevels.includes(key as RiskLevel);
