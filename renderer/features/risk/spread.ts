import { riskLevels, type RiskLevel, type Scale } from '../../../db/domain/risk/scale';
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

/** Scores are whole hundredths: what lies above a limit begins one hundredth higher. */
const beyond = (limit: number): number => limit + 0.01;
const isBeyond = (edge: number): boolean => !Number.isInteger(edge);

/** `160 ≤ D ≤ 320`, from the first score of a band and the first one after it. */
export function scoreRange(from: number | undefined, below: number | undefined): string {
  const upper = below === undefined ? '' : ` ${isBeyond(below) ? '≤' : '<'} ${Math.floor(below)}`;
  if (from === undefined) return `D${upper}`;
  const limit = Math.floor(from);
  if (upper === '') return `D ${isBeyond(from) ? '>' : '≥'} ${limit}`;
  return `${limit} ${isBeyond(from) ? '<' : '≤'} D${upper}`;
}

/** Below it the lowest level is told apart as 稍有危险 (handbook 3.2.3). */
const acceptable = 20;

/** How many LEC scores lie in each band of a mapping, the lowest band in two. */
export function scoreBands(scores: Spread['lec'], { bands }: Pick<Scale, 'bands'>): ScoreBand[] {
  const edges = bands.map(({ level, from, over }) => ({ level, from: over === undefined ? from || undefined : beyond(over) }));
  const lowest = edges.at(-1)!;
  const all = lowest.from === undefined ? [...edges.slice(0, -1), { ...lowest, from: acceptable }, lowest] : edges;
  return all.map(({ level, from }, at) => {
    const below = all[at - 1]?.from;
    const words = scoreRange(from, below);
    const count = scores
      .filter(({ score100 }) => score100 >= (from ?? 0) * 100 && (below === undefined || score100 < below * 100))
      .reduce((sum, entry) => sum + entry.count, 0);
    return { key: words, words, level, from, below, count };
  });
}
