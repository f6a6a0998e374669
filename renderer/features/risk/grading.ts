import { formulaText } from '../../../db/domain/risk/assessment';
import type { OtherAssessment } from '../../../db/domain/risk/assessmentOther';
import { assessmentOf, emptyRisk, gradeRisk, type RiskDraft } from '../../../db/domain/risk/risk';
import { levelRank, type RiskLevel, type RiskMethod, type Scale } from '../../../db/domain/risk/scale';
import type { Data } from '../../api';

/** A line of the register. */
export type RiskRow = Data<'risk.list'>['rows'][number];
/** All level mappings, and the ones chosen for each method. */
export type Scales = Data<'risk.scales'>;

/** Mapping by which a draft is graded: the one the stored risk was graded by, or the workspace's (as the command does). */
export function scaleFor(scales: Scales, method: RiskMethod, stored: string | null): Scale | null {
  if (method === 'direct') return null;
  const id = stored !== null && stored.startsWith(method) ? stored : scales[method];
  return scales.all.find((scale) => scale.id === id) ?? null;
}

/** Mapping of an assessment beside the main one: the one named for it, or the chosen one of its method. */
export const otherScale = (scales: Scales, { method, scale }: Pick<OtherAssessment, 'method' | 'scale'>): Scale | null =>
  scaleFor(scales, method, scale);

const draftFields = ['riskPointId', ...Object.keys(emptyRisk)] as (keyof RiskDraft)[];

/** A stored line as the draft it was made from, without what only lists show. */
function draftOfRow(row: RiskRow): RiskDraft {
  const stated: RiskDraft = {
    ...row,
    method: row.method as RiskMethod,
    level: row.method === 'direct' ? row.level : null,
    controlLevel: row.controlLevel as RiskDraft['controlLevel'],
    status: row.status as RiskDraft['status'],
    ownerText: row.owner,
  };
  return Object.fromEntries(draftFields.map((field) => [field, stated[field]])) as unknown as RiskDraft;
}

/** Whether a level is lower than the one before it. */
export const falls = (before: RiskLevel, after: RiskLevel | null): after is RiskLevel =>
  after !== null && levelRank(after) > levelRank(before);

/** Draft and level that a stored line would have after a patch. */
export function regraded(row: RiskRow, patch: Partial<RiskDraft>, scales: Scales) {
  const draft = { ...draftOfRow(row), ...patch };
  const graded = gradeRisk(draft, scaleFor(scales, draft.method, row.scale));
  return { draft, graded };
}

/** Where a level begins and ends on a scale; an end that is absent is open. */
export interface BandLimits {
  low: number | undefined;
  isLowIncluded: boolean;
  high: number | undefined;
  isHighIncluded: boolean;
}

function limitsOf(scale: Scale, level: RiskLevel): BandLimits {
  const at = scale.bands.findIndex((band) => band.level === level);
  const band = scale.bands[at];
  const above = scale.bands[at - 1];
  const low = band?.over ?? band?.from;
  return {
    low: low === 0 ? undefined : low,
    isLowIncluded: band?.over === undefined,
    high: above?.over ?? above?.from,
    isHighIncluded: above?.over !== undefined,
  };
}

/** `D ≥ 70`, `160 ≤ D ≤ 320`: the limits of a level in the letter of its method. */
export function bandText(scale: Scale, level: RiskLevel): string {
  const { low, isLowIncluded, high, isHighIncluded } = limitsOf(scale, level);
  const letter = scale.method === 'lec' ? 'D' : 'R';
  if (low === undefined) return high === undefined ? letter : `${letter} ${isHighIncluded ? '≤' : '<'} ${high}`;
  if (high === undefined) return `${letter} ${isLowIncluded ? '≥' : '>'} ${low}`;
  return `${low} ${isLowIncluded ? '≤' : '<'} ${letter} ${isHighIncluded ? '≤' : '<'} ${high}`;
}

/** `D = L × E × C = 3 × 6 × 15 = 270`, with a question mark for what is not chosen yet; empty for a direct judgement. */
export function fullFormula(draft: Pick<RiskDraft, 'method' | 'l' | 'e' | 'c' | 's' | 'level'>): string {
  if (draft.method === 'direct') return '';
  const assessment = assessmentOf(draft);
  const head = draft.method === 'lec' ? 'D = L × E × C' : 'R = L × S';
  const given = (draft.method === 'lec' ? [draft.l, draft.e, draft.c] : [draft.l, draft.s]).map((value) => value ?? '?').join(' × ');
  return `${head} = ${assessment ? formulaText(assessment) : given}`;
}
