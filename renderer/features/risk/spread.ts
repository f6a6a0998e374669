import { riskLevels, type RiskLevel } from '../../../db/domain/risk/scale';
import type { Data } from '../../api';
import type { DepartmentChoice } from './choices';

type Spread = Data<'risk.spread'>;

export interface DepartmentLevels {
  id: string;
  name: string;
  levels: Record<RiskLevel, number>;
  total: number;
}

/** Counts of each department in the order of the organization; those without a risk are left out, risks without a department come last. */
export function departmentLevels(counts: Spread['departments'], tree: readonly DepartmentChoice[], noneName: string): DepartmentLevels[] {
  const rows = [...tree.map(({ id, name }) => ({ id, name })), { id: '', name: noneName }];
  return rows.flatMap(({ id, name }) => {
    const own = counts.filter(({ departmentId }) => departmentId === id);
    if (own.length === 0) return [];
    const levels = Object.fromEntries(riskLevels.map((level) => [level, own.find((entry) => entry.level === level)?.count ?? 0])) as Record<
      RiskLevel,
      number
    >;
    return [{ id, name, levels, total: own.reduce((sum, { count }) => sum + count, 0) }];
  });
}

export interface ScoreBand {
  key: string;
  words: string;
  from: number | undefined;
  below: number | undefined;
  level: RiskLevel;
  count: number;
}

/** The five bands that LEC is usually read in; 320 itself is never reached, so that the limits hold for every mapping but the local ones. */
const lecBands = [
  { from: 320, below: undefined, level: 'major', words: 'D > 320' },
  { from: 160, below: 320, level: 'considerable', words: '160 – 320' },
  { from: 70, below: 160, level: 'general', words: '70 – 160' },
  { from: 20, below: 70, level: 'low', words: '20 – 70' },
  { from: undefined, below: 20, level: 'low', words: 'D < 20' },
] as const;

export const scoreBands = (scores: Spread['lec']): ScoreBand[] =>
  lecBands.map((band) => ({
    ...band,
    key: band.words,
    count: scores
      .filter(({ score100 }) => score100 >= (band.from ?? 0) * 100 && (band.below === undefined || score100 < band.below * 100))
      .reduce((sum, { count }) => sum + count, 0),
  }));
