import { levelOf, lecScore, lecValues, lsScore, lsValues, type RiskLevel, type RiskMethod, type Scale } from './scale';

/** What an assessor states; score and level follow and are never asked for. */
export type Assessment =
  | { method: 'lec'; l: number; e: number; c: number }
  | { method: 'ls'; l: number; s: number }
  | { method: 'direct'; level: RiskLevel };

/** What a risk is assessed for beside its main assessment (handbook 9.3): without its measures, or for another recipient. */
export const assessmentRoles = ['inherent', 'second'] as const;

export interface Graded {
  /** Score times 100; null for a direct judgement. */
  score100: number | null;
  level: RiskLevel;
  /** Versioned mapping it was graded by, e.g. `lec@1`; null for a direct judgement. */
  scale: string | null;
}

export type FactorName = 'l' | 'e' | 'c' | 's';

type Stated = { method: RiskMethod } & Partial<Record<FactorName, number | null>>;

/** Factors that the method does not know (V01, V03), missing ones left out. Empty when the assessment is possible. */
export function impossibleFactors(stated: Stated): FactorName[] {
  const strays = (name: FactorName, allowed: readonly number[]) => {
    const value = stated[name];
    return value !== null && value !== undefined && !allowed.includes(value);
  };
  switch (stated.method) {
    case 'lec':
      return (['l', 'e', 'c'] as const).filter((name) => strays(name, lecValues[name]));
    case 'ls':
      return (['l', 's'] as const).filter((name) => strays(name, lsValues));
    case 'direct':
      return [];
  }
}

/**
 * Score and level of an assessment, by the same function in form, command and import.
 * @throws RangeError when the scale is of another method; call `impossibleFactors` first for user input.
 */
export function grade(assessment: Assessment, scale: Scale): Graded {
  if (assessment.method === 'direct') return { score100: null, level: assessment.level, scale: null };
  if (scale.method !== assessment.method) throw new RangeError(`${scale.id} does not grade ${assessment.method}`);
  const score100 = assessment.method === 'lec' ? lecScore(assessment.l, assessment.e, assessment.c) : lsScore(assessment.l, assessment.s);
  return { score100, level: levelOf(scale, score100), scale: scale.id };
}

/** Score as people write it: 0.05, 4.5, 270 (never 0.30000000000000004). */
export const scoreText = (score100: number | null): string => (score100 === null ? '' : String(score100 / 100));

/** The formula with its numbers, e.g. `3 × 6 × 15 = 270`; empty for a direct judgement. */
export function formulaText(assessment: Assessment): string {
  switch (assessment.method) {
    case 'lec':
      return `${assessment.l} × ${assessment.e} × ${assessment.c} = ${scoreText(lecScore(assessment.l, assessment.e, assessment.c))}`;
    case 'ls':
      return `${assessment.l} × ${assessment.s} = ${scoreText(lsScore(assessment.l, assessment.s))}`;
    case 'direct':
      return '';
  }
}
