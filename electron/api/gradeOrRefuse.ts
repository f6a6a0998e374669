import { impossibleFactors } from '../../db/domain/risk/assessment';
import { assessmentOf, gradeRisk } from '../../db/domain/risk/risk';
import type { Scale } from '../../db/domain/risk/scale';
import { refuse } from './failure';

type Gradable = Parameters<typeof gradeRisk>[0] & { riskNo: string };

/** The grade of a risk that comes in. @throws V01 for factors that no table has, V02 where too few are stated */
export function gradeOrRefuse(risk: Gradable, scale: Scale | null): NonNullable<ReturnType<typeof gradeRisk>> {
  const assessment = assessmentOf(risk);
  const [impossible] = assessment === undefined ? [] : impossibleFactors(assessment);
  if (impossible !== undefined) throw refuse('V01', impossible, { value: risk.riskNo });
  const graded = gradeRisk(risk, scale);
  if (graded === null) throw refuse('V02', 'method', { value: risk.riskNo }, 'V02.missing');
  return graded;
}
