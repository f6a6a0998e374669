import { grade, impossibleFactors, type Assessment, type FactorName, type Graded } from '../../db/domain/risk/assessment';
import { lecValues, levelOf, levelRank, lsValues, type RiskLevel, type RiskMethod, type Scale } from '../../db/domain/risk/scale';
import { levelOfGrade, type LevelReading, type LevelScheme } from './levels';
import type { NoteKey, Params } from './notes';

/** What a row says about how bad the risk is. */
export interface Statement {
  l?: number;
  e?: number;
  c?: number;
  s?: number;
  score?: number;
  level?: LevelReading;
  method?: RiskMethod;
  /** A reason for judging it 重大 whatever the score. */
  directReason?: string;
}

/** Mappings by which factors become levels. */
export interface Scales {
  lec: Scale;
  ls: Scale;
}

export interface Assessed {
  assessment: Assessment;
  graded: Graded;
  /** 重大 by a stated reason although the factors give less (V04). */
  directMajor: boolean;
  /** Level of the sheet, where it states one. */
  sheetLevel?: RiskLevel;
  /** The sheet's level is higher than its factors give: it stays until a person confirms the fall (V16). */
  levelKept?: { from: RiskLevel; to: RiskLevel };
  notes: { key: NoteKey; field: string; params?: Params }[];
}

export type AssessFault =
  | { key: 'factorImpossible'; field: FactorName; params: Params }
  | { key: 'basisMissing'; missing: readonly FactorName[] };

/** Factors that a row names in full; LEC goes first where a row has both. */
export function factorsOf({ l, e, c, s, method }: Statement): Assessment | undefined {
  const lec = l !== undefined && e !== undefined && c !== undefined ? { method: 'lec' as const, l, e, c } : undefined;
  const ls = l !== undefined && s !== undefined ? { method: 'ls' as const, l, s } : undefined;
  return method === 'ls' ? (ls ?? lec) : (lec ?? ls);
}

export const sheetLevelOf = (level: LevelReading | undefined, scheme: LevelScheme): RiskLevel | undefined =>
  level === undefined ? undefined : 'level' in level ? level.level : levelOfGrade(level.grade, scheme);

/** Assesses a row by its factors, else by its level, else by its score (handbook 9.2). */
export function assess(statement: Statement, scales: Scales, scheme: LevelScheme): Assessed | AssessFault {
  const factors = factorsOf(statement);
  const sheetLevel = sheetLevelOf(statement.level, scheme);
  if (factors !== undefined) {
    const [impossible] = impossibleFactors(factors);
    if (impossible !== undefined)
      return { key: 'factorImpossible', field: impossible, params: { allowed: allowedValues(factors.method, impossible) } };
    return byFactors(factors, statement, sheetLevel, scales);
  }
  const stray = strayFactor(statement);
  if (stray !== undefined) return stray;
  const notes: Assessed['notes'] = [];
  const missing = missingFactors(statement);
  if (sheetLevel !== undefined) {
    if (missing.length > 0)
      notes.push({ key: 'factorsIncomplete', field: missing[0]!, params: { missing: missing.join('、').toUpperCase() } });
    if (statement.level !== undefined && 'grade' in statement.level && scheme.basis === 'supposed') {
      notes.push({ key: 'gradeSupposed', field: 'level', params: { level: sheetLevel } });
    }
    const assessment: Assessment = { method: 'direct', level: sheetLevel };
    return { assessment, graded: grade(assessment, scales.lec), directMajor: false, sheetLevel, notes };
  }
  if (statement.score !== undefined && statement.score > 0) {
    const scale = statement.method === 'ls' ? scales.ls : scales.lec;
    const assessment: Assessment = { method: 'direct', level: levelOf(scale, Math.round(statement.score * 100)) };
    notes.push({ key: 'scoreOnly', field: 'score', params: { score: statement.score, level: assessment.level } });
    return { assessment, graded: grade(assessment, scale), directMajor: false, notes };
  }
  return { key: 'basisMissing', missing };
}

function byFactors(factors: Assessment, statement: Statement, sheetLevel: RiskLevel | undefined, scales: Scales): Assessed {
  const graded = grade(factors, factors.method === 'ls' ? scales.ls : scales.lec);
  const notes: Assessed['notes'] = [];
  if (statement.method !== undefined && statement.method !== 'direct' && statement.method !== factors.method) {
    notes.push({ key: 'methodDiffers', field: 'method', params: { sheet: statement.method, used: factors.method } });
  }
  const computed = (graded.score100 ?? 0) / 100;
  if (statement.score !== undefined && Math.abs(statement.score - computed) > 0.0051) {
    notes.push({ key: 'scoreDiffers', field: 'score', params: { sheet: statement.score, computed } });
  }
  const result: Assessed = { assessment: factors, graded, directMajor: false, notes, ...(sheetLevel !== undefined && { sheetLevel }) };
  if (sheetLevel === undefined || sheetLevel === graded.level) return result;
  // A mark such as Ⅴ in a column of auxiliary methods is no reason; a reason has words.
  if (sheetLevel === 'major' && (statement.directReason ?? '').length > 2) return { ...result, directMajor: true };
  const falls = levelRank(graded.level) > levelRank(sheetLevel);
  notes.push({ key: falls ? 'levelKept' : 'levelDiffers', field: 'level', params: { sheet: sheetLevel, computed: graded.level } });
  return falls ? { ...result, levelKept: { from: sheetLevel, to: graded.level } } : result;
}

/** A single factor that no method knows refuses the row even where the others are missing. */
function strayFactor({ l, e, c, s }: Statement): AssessFault | undefined {
  const likelihoods: readonly number[] =
    e !== undefined || c !== undefined ? lecValues.l : s !== undefined ? lsValues : [...lecValues.l, ...lsValues];
  const known: [FactorName, number | undefined, readonly number[]][] = [
    ['l', l, likelihoods],
    ['e', e, lecValues.e],
    ['c', c, lecValues.c],
    ['s', s, lsValues],
  ];
  for (const [field, value, allowed] of known) {
    if (value !== undefined && !allowed.includes(value)) return { key: 'factorImpossible', field, params: { allowed: allowed.join('、') } };
  }
  return undefined;
}

function missingFactors({ l, e, c, s, method }: Statement): FactorName[] {
  const stated = [l, e, c, s].some((value) => value !== undefined);
  if (!stated) return [];
  const needed: readonly FactorName[] =
    method === 'ls' || (s !== undefined && e === undefined && c === undefined) ? ['l', 's'] : ['l', 'e', 'c'];
  const values = { l, e, c, s };
  return needed.filter((name) => values[name] === undefined);
}

const allowedValues = (method: RiskMethod, field: FactorName): string =>
  (method === 'ls' ? lsValues : lecValues[field === 's' ? 'l' : field]).join('、');
