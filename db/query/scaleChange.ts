import { regraded, type GradedRisk, type LevelMove } from '../domain/risk/scaleChange';
import type { RiskLevel, Scale } from '../domain/risk/scale';
import type { Reader } from '../handle';

/** Risks that another mapping treats alike. */
interface Group extends Omit<GradedRisk, 'directMajor'> {
  method: 'lec' | 'ls';
  directMajor: number;
  count: number;
}
export interface RegradeGroup extends Group {
  move: LevelMove;
  /** Level by the new mapping. */
  to: RiskLevel;
}

/** Graded by a score, but not by one of these mappings. */
const others = `r.method <> 'direct' AND r.score100 IS NOT NULL AND coalesce(r.scale, '') <> CASE r.method WHEN 'lec' THEN @lec ELSE @ls END`;
const idsOf = (scales: readonly Scale[]) =>
  Object.fromEntries(scales.map(({ method, id }) => [method, id])) as Record<'lec' | 'ls', string>;
export const scaleOf = (scales: readonly Scale[], method: string): Scale => scales.find((scale) => scale.method === method)!;

/** What becomes of the risks graded by another mapping than these two, alike ones counted together. */
export function regradeGroups(reader: Reader, scales: readonly Scale[]): RegradeGroup[] {
  return reader
    .all<Group>(
      `SELECT r.method, r.score100, r.level, r.keptLevel, r.directMajor, count(*) AS count FROM risk r WHERE ${others}
        GROUP BY r.method, r.score100, r.level, r.keptLevel, r.directMajor`,
      idsOf(scales),
    )
    .map((group) => {
      const { move, level } = regraded({ ...group, directMajor: group.directMajor === 1 }, scaleOf(scales, group.method), true);
      return { ...group, move, to: level };
    });
}

export interface RegradeRow {
  id: string;
  riskNo: string;
  riskPoint: string;
  hazardSource: string;
  method: string;
  score100: number;
  level: RiskLevel;
  to: RiskLevel;
}

/** One window of the risks whose level rises or falls, in the order of their numbers. */
export function regradeRows(
  reader: Reader,
  scales: readonly Scale[],
  { move, offset, limit }: { move: readonly LevelMove[]; offset: number; limit: number },
): { rows: RegradeRow[]; total: number } {
  const groups = regradeGroups(reader, scales).filter((group) => move.includes(group.move));
  return {
    rows: reader.all<RegradeRow>(
      `SELECT r.id, r.riskNo, p.name AS riskPoint, r.hazardSource, r.method, r.score100, r.level, g.value ->> 'to' AS "to"
        FROM risk r CROSS JOIN riskPoint p ON p.id = r.riskPointId
        CROSS JOIN json_each(@groups) g ON g.value ->> 'method' = r.method AND g.value ->> 'score100' = r.score100 AND g.value ->> 'level' = r.level
          AND g.value ->> 'keptLevel' IS r.keptLevel AND g.value ->> 'directMajor' = r.directMajor
        WHERE ${others} ORDER BY r.riskNoKey LIMIT @limit OFFSET @offset`,
      { ...idsOf(scales), groups: JSON.stringify(groups), limit, offset },
    ),
    total: groups.reduce((sum, { count }) => sum + count, 0),
  };
}

/** Ids of the risks to grade anew. */
export const otherwiseGraded = (reader: Reader, scales: readonly Scale[]): string[] =>
  reader.column<string>(`SELECT r.id FROM risk r WHERE ${others} ORDER BY r.riskNoKey`, idsOf(scales));

/** Inherent assessments that a mapping has graded. */
export const inherentOnes = (reader: Reader): { id: string; method: string; score100: number; scale: string | null }[] =>
  reader.all(`SELECT id, method, score100, scale FROM assessment WHERE role = 'inherent' AND score100 IS NOT NULL`);
