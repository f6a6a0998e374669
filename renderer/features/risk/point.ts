import { riskLevels, type RiskLevel } from '../../../db/domain/risk/scale';
import type { Data } from '../../api';

/** A risk point with the numbers of its risks. */
export type PointRow = Data<'riskPoint.list'>['rows'][number];

/** The highest level of the risks of a point (V08). */
export const topLevel = ({ topRank }: PointRow): RiskLevel | null => (topRank === null ? null : (riskLevels[topRank - 1] ?? null));
