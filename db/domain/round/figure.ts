import { riskLevels, type RiskLevel } from '../risk/scale';
import { comparisons, type Comparison, type ComparisonCounts } from './round';

/** Figures of a round that are computed and may be corrected by a person; both values are kept (`round.entered`). */
export const roundFigureKeys = ['total', ...riskLevels, ...comparisons] as const;
export type RoundFigureKey = 'total' | RiskLevel | Comparison;

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
