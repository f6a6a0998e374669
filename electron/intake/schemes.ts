import { grade, impossibleFactors } from '../../db/domain/risk/assessment';
import type { RiskMethod, Scale } from '../../db/domain/risk/scale';
import { factorsOf, sheetLevelOf, type Scales, type Statement } from './assess';
import { inherentStatement } from './inherent';
import { inferScheme, type GradedSample, type LevelScheme } from './levels';
import type { RiskOptions, SurveyedRows } from './risks';
import { sheetKey } from './rowPlace';
import type { IntakeRow } from './rows';

/** How often a mapping gives the level that the sheets state. */
export interface ScaleFit {
  id: string;
  method: RiskMethod;
  agree: number;
  total: number;
}

/** What a row says about its risk: the fields of a statement bear the same names. */
export const statementOf = ({ values }: Pick<IntakeRow, 'values'>): Statement => values as Statement;

/** Direction of the grade numbers of a sheet: as chosen, else as its data tell. `used` when it has any. */
export function schemeOf(
  { columns, file, sheet }: SurveyedRows['survey'],
  rows: readonly IntakeRow[],
  options: RiskOptions,
): { scheme: LevelScheme; used: boolean } {
  const samples: GradedSample[] = [];
  let highest = 0;
  for (const row of rows)
    for (const statement of [statementOf(row), inherentStatement(row)]) {
      if (statement?.level === undefined || !('grade' in statement.level)) continue;
      highest = Math.max(highest, statement.level.grade);
      const sample = sampleOf(statement.level.grade, statement, options.scales);
      if (sample !== undefined) samples.push(sample);
    }
  const title = columns.find(({ field }) => field === 'level' || field === 'inherentLevel')?.title.normalize('NFKC') ?? '';
  const grades = highest >= 5 || /5级|五级|(^|[^IVX])V([^IVX]|$)/.test(title) ? 5 : /4级|四级|IV/.test(title) ? 4 : undefined;
  const chosen = options.schemes?.[sheetKey(file, sheet)];
  return { used: highest > 0, scheme: chosen === undefined ? inferScheme(samples, grades) : { ...chosen, basis: 'chosen' } };
}

function sampleOf(number: number, statement: Statement, scales: Scales): GradedSample | undefined {
  const factors = factorsOf(statement);
  if (factors === undefined || impossibleFactors(factors).length > 0)
    return statement.score === undefined ? undefined : { grade: number, score: statement.score };
  const graded = grade(factors, factors.method === 'ls' ? scales.ls : scales.lec);
  return { grade: number, score: (graded.score100 ?? 0) / 100, level: graded.level };
}

/** Tries every known mapping against the rows that state both factors and a level. */
export function fitScales(
  sheets: readonly SurveyedRows[],
  schemes: Readonly<Record<string, LevelScheme>>,
  options: RiskOptions,
): ScaleFit[] {
  const scales = [...new Map([options.scales.lec, options.scales.ls, ...(options.known ?? [])].map((scale) => [scale.id, scale])).values()];
  const fits = scales.map((scale: Scale) => ({ scale, fit: { id: scale.id, method: scale.method, agree: 0, total: 0 } }));
  const supposed: LevelScheme = { direction: 'down', grades: 5, basis: 'supposed' };
  for (const { survey, rows } of sheets) {
    for (const row of rows) {
      const statement = statementOf(row);
      const factors = statement.level === undefined ? undefined : factorsOf(statement);
      if (factors === undefined || impossibleFactors(factors).length > 0) continue;
      const stated = sheetLevelOf(statement.level, schemes[sheetKey(survey.file, survey.sheet)] ?? supposed);
      for (const { scale, fit } of fits) {
        if (scale.method !== factors.method) continue;
        fit.total += 1;
        if (grade(factors, scale).level === stated) fit.agree += 1;
      }
    }
  }
  return fits
    .map(({ fit }) => fit)
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.agree / b.total - a.agree / a.total);
}
