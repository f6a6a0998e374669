import type { Analysis, AnalysisLine } from '../../../db/domain/point/analysis';
import type { Scale } from '../../../db/domain/risk/scale';
import { readAnalysis, type PointAnalysis } from '../../../db/query/point';
import type { RiskListRow } from '../../../db/query/riskList';
import { notFound } from '../../api/failure';
import { accidentNames, enterpriseOf, scalesOf, type GatherScene } from '../gather';

/** What a person states on the record of an analysis; names that are empty are signed by hand. */
export interface AnalysisSigned {
  /** 分析日期 and 分析人 */
  analysedOn: string | null;
  analyst: string;
  reviewer: string;
  approver: string;
}

export interface AnalysedPoint {
  point: PointAnalysis['point'];
  place: string;
  lines: AnalysisLine<RiskListRow>[];
}

/** What the records of some risk points are composed from. */
export interface AnalysisPaper extends AnalysisSigned {
  analysis: Analysis;
  enterprise: { name: string; uscc: string };
  scales: Scale[];
  points: AnalysedPoint[];
}

/** Risk points with their steps and risks as they stand. @throws NOT_FOUND for a point that is gone */
export function gatherAnalysis(
  scene: GatherScene,
  { analysis, pointIds, ...signed }: AnalysisSigned & { analysis: Analysis; pointIds: readonly string[] },
): AnalysisPaper {
  const accidents = accidentNames(scene);
  const named = (risk: RiskListRow): RiskListRow => ({ ...risk, accidentTypes: accidents(risk.accidentTypes) });
  const points = pointIds.map((id): AnalysedPoint => {
    const found = readAnalysis(scene.db, scene.today, id, analysis);
    if (!found) throw notFound('riskPoint');
    const { point, place, lines } = found;
    return { point, place, lines: lines.map((line) => (line.risk === null ? line : { ...line, risk: named(line.risk) })) };
  });
  const risks = points.flatMap(({ lines }) => lines.flatMap(({ risk }) => risk ?? []));
  return { ...signed, analysis, enterprise: enterpriseOf(scene), scales: scalesOf(scene, risks), points };
}
