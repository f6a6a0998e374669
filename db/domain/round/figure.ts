import { z } from 'zod';
import { text } from '../field';
import { riskLevels, type RiskLevel } from '../risk/scale';
import { comparisons, type Comparison, type ComparisonCounts } from './round';

/** Figures of a round that are computed and may be corrected by a person; both values are kept (`round.entered`). */
export const roundFigureKeys = ['total', ...riskLevels, ...comparisons] as const;
export type RoundFigureKey = 'total' | RiskLevel | Comparison;

/** Figures that a person entered instead of the counted ones, by key; both values are kept. */
const enteredFigure = z.object({ entered: text(200), reason: text(500), by: text(60) });
export type EnteredFigure = z.infer<typeof enteredFigure>;
export const enteredFigures = z.record(z.string().max(60), enteredFigure);

interface Counted {
  levels: Record<RiskLevel, number>;
  comparison: ComparisonCounts;
}

/** What the application counts for each of them. */
export const computedFigures = ({ levels, comparison }: Counted): Record<RoundFigureKey, number> => ({
  total: riskLevels.reduce((sum, level) => sum + levels[level], 0),
  ...levels,
  ...comparison,
});

/** A figure that a person corrected, beside what was counted. */
export const figureCorrection = z.object({
  key: z.enum(roundFigureKeys),
  computed: z.number(),
  entered: z.string(),
  reason: z.string(),
  by: z.string(),
});
export type FigureCorrection = z.infer<typeof figureCorrection>;

/** Those of the entered figures that say something else than what was counted. */
export function correctionsOf(
  counted: Counted,
  entered: Readonly<Record<string, Omit<FigureCorrection, 'key' | 'computed'>>>,
): FigureCorrection[] {
  const computed = computedFigures(counted);
  return roundFigureKeys.flatMap((key) => {
    const own = entered[key];
    const figure = own?.entered.trim() ?? '';
    return own === undefined || figure === '' || figure === String(computed[key])
      ? []
      : [{ key, computed: computed[key], entered: figure, reason: own.reason.trim(), by: own.by.trim() }];
  });
}

/** The figure that stands: as entered where that is a number, else as counted. */
export function standingFigure(corrections: readonly FigureCorrection[], key: RoundFigureKey, computed: number): number {
  const entered = corrections.find((correction) => correction.key === key)?.entered ?? '';
  return /^\d+$/.test(entered) ? Number(entered) : computed;
}
