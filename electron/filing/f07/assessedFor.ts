import { refuse } from '../../api/failure';
import type { RiskLevel } from '../../../db/domain/risk/scale';
import type { RoundView } from '../../../db/query/round';
import type { Row } from '../../../db/tables';
import type { FrozenRisk, GatherScene } from '../gather';

/**
 * The register as a recipient with a method of its own asks for it (handbook 9.3): assessed for it where it was, by the main
 * assessment elsewhere. Closed rounds have frozen the main one alone.
 */
export function assessedFor(
  { db }: GatherScene,
  risks: readonly FrozenRisk[],
  recipient: string,
  round: Pick<RoundView, 'status'> | null,
): FrozenRisk[] {
  if (recipient === '') return [...risks];
  if (round !== null && round.status !== 'open') throw refuse('assessedForRound', 'assessedFor');
  const rows = db.all<Row<'assessment'>>(`SELECT * FROM assessment WHERE role = 'second' AND recipient = ?`, [recipient]);
  if (rows.length === 0) throw refuse('assessedForNobody', 'assessedFor', { value: recipient });
  const own = new Map(rows.map((row) => [row.riskId, row]));
  return risks.map((risk) => {
    const row = own.get(risk.id);
    if (row === undefined) return risk;
    const { method, l10, e10, c, s, score100, scale, directReason } = row;
    return {
      ...risk,
      method,
      c,
      s,
      score100,
      scale,
      directReason,
      directMajor: false,
      l: l10 === null ? null : l10 / 10,
      e: e10 === null ? null : e10 / 10,
      level: row.level as RiskLevel,
      assessedOn: row.assessedOn ?? risk.assessedOn,
    };
  });
}

/** Said on the paper. */
export const assessedForNote = (recipient: string): string => `评价口径：按${recipient}要求的方法评价；没有另评的，按本单位的评价。`;
