import type { RiskFilter } from '../domain/risk/list';
import type { RiskLevel } from '../domain/risk/scale';
import type { Reader } from '../handle';
import { conditionOf } from './riskCondition';

/** How the risks that a filter finds are spread: the pictures of the register are drawn from this. */
export interface RiskSpread {
  /** `departmentId` is `''` for none. */
  departments: { departmentId: string; level: RiskLevel; count: number }[];
  /** Fields of the 5×5 matrix on which something stands. */
  ls: { l: number; s: number; count: number }[];
  /** Every LEC score that occurs, times 100, lowest first. */
  lec: { score100: number; count: number }[];
}

export function riskSpread(reader: Reader, filter: RiskFilter): RiskSpread {
  const { sql, params } = conditionOf(reader, filter);
  return {
    departments: reader.all<RiskSpread['departments'][number]>(
      `SELECT coalesce(r.departmentId, '') AS departmentId, r.level, count(*) AS count FROM risk r WHERE ${sql} GROUP BY 1, 2`,
      params,
    ),
    ls: reader.all<RiskSpread['ls'][number]>(
      `SELECT r.l10 / 10 AS l, r.s, count(*) AS count FROM risk r WHERE ${sql} AND r.method = 'ls' GROUP BY 1, 2`,
      params,
    ),
    lec: reader.all<RiskSpread['lec'][number]>(
      `SELECT r.score100, count(*) AS count FROM risk r WHERE ${sql} AND r.method = 'lec' GROUP BY 1 ORDER BY 1`,
      params,
    ),
  };
}
