import { z } from 'zod';
import { daysInMonth, id, isoDate, text } from '../field';
import { shareIn } from '../share';
import { appraisalKinds, appraisalOutcomes, type appraisalGrades } from './appraisal';

type AppraisalKind = (typeof appraisalKinds)[number];
export type AppraisalGrade = (typeof appraisalGrades)[number];

/** A share of the full score in tenths of a percent. */
const share = z.number().int().min(0).max(1000);

/** One period of 责任制考核 as a person states it. */
export const appraisalPeriodDraft = z
  .object({
    name: text(100).min(1),
    kind: z.enum(appraisalKinds),
    fromOn: isoDate,
    toOn: isoDate,
    isOfLeaders: z.boolean(),
    excellentFrom: share.default(900),
    qualifiedFrom: share.default(700),
    remark: text(2000).default(''),
  })
  .refine(({ fromOn, toOn }) => fromOn <= toOn, { path: ['toOn'], error: 'dateOrder' })
  .refine(({ excellentFrom, qualifiedFrom }) => qualifiedFrom <= excellentFrom, { path: ['qualifiedFrom'], error: 'gradeOrder' });
export type AppraisalPeriodDraft = z.output<typeof appraisalPeriodDraft>;

/** A score in tenths; NULL for none. */
const score = z.number().int().min(0).max(10_000).nullable();
/** What a person states of one duty that is assessed; a self note that is not stated stays. */
export const itemScore = z.object({ id, self10: score, check10: score, reason: text(500), selfNote: text(500).optional() });
export type ItemScore = z.infer<typeof itemScore>;

/** What follows from an assessment, and who made it. */
export const appraisalResult = z.object({
  assessorId: id.nullable(),
  assessor: text(60),
  assessedOn: isoDate.nullable(),
  outcome: z.enum(['', ...appraisalOutcomes]),
  outcomeNote: text(500),
  rectification: text(1000),
  signedOn: isoDate.nullable(),
  remark: text(1000),
});
export type AppraisalResult = z.infer<typeof appraisalResult>;

const pad = (n: number): string => String(n).padStart(2, '0');

/** First and last day of the month, quarter, half or year that holds a day. */
export function appraisalSpan(kind: AppraisalKind, day: string): { fromOn: string; toOn: string } {
  const year = Number(day.slice(0, 4));
  const months = { month: 1, quarter: 3, halfYear: 6, year: 12 }[kind];
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / months) * months + 1;
  const last = first + months - 1;
  return { fromOn: `${year}-${pad(first)}-01`, toOn: `${year}-${pad(last)}-${daysInMonth(year, last)}` };
}

/** As `period` keeps it: 2026M11, 2026Q4, 2026H2, 2026. */
export function appraisalPeriodCode(kind: AppraisalKind, fromOn: string): string {
  const [year, month] = [fromOn.slice(0, 4), Number(fromOn.slice(5, 7))];
  switch (kind) {
    case 'month':
      return `${year}M${pad(month)}`;
    case 'quarter':
      return `${year}Q${Math.ceil(month / 3)}`;
    case 'halfYear':
      return `${year}H${month <= 6 ? 1 : 2}`;
    case 'year':
      return year;
  }
}

/** 2026年第四季度 */
function spanWords(kind: AppraisalKind, fromOn: string): string {
  const [year, month] = [Number(fromOn.slice(0, 4)), Number(fromOn.slice(5, 7))];
  switch (kind) {
    case 'month':
      return `${year}年${month}月`;
    case 'quarter':
      return `${year}年第${'一二三四'[Math.ceil(month / 3) - 1]}季度`;
    case 'halfYear':
      return `${year}年${month <= 6 ? '上' : '下'}半年`;
    case 'year':
      return `${year}年度`;
  }
}

/** Name of a period where nobody has written another. */
export const usualAppraisalName = (kind: AppraisalKind, fromOn: string, isOfLeaders: boolean): string =>
  `${spanWords(kind, fromOn)}${isOfLeaders ? '领导安全履职评价' : '安全生产责任制考核'}`;

/** The grade that a score comes to; NULL while there is none, and for a list that has no points to be had. */
export function gradeOf(
  check10: number | null,
  full10: number,
  { excellentFrom, qualifiedFrom }: Pick<AppraisalPeriodDraft, 'excellentFrom' | 'qualifiedFrom'>,
): AppraisalGrade | null {
  if (check10 === null || full10 <= 0) return null;
  const reached = check10 * 1000;
  if (reached >= excellentFrom * full10) return 'excellent';
  return reached >= qualifiedFrom * full10 ? 'qualified' : 'unqualified';
}

/** Share of the full score in tenths of a percent, NULL where there is none. */
export const shareOf = (points10: number | null, full10: number): number | null =>
  points10 === null || full10 <= 0 ? null : shareIn(1000, points10, full10);

/** A mean of shares, each from 0 to 1, in tenths of a percent, NULL where there is none. */
export const meanShareOf = (mean: number | null): number | null => (mean === null ? null : shareIn(1000, mean, 1));

/** Sum of scores; NULL while one is missing, and where there are none. */
const sumOf = (scores: readonly (number | null)[]): number | null =>
  scores.length === 0 || scores.includes(null) ? null : scores.reduce<number>((sum, one) => sum + one!, 0);

export const totalsOf = (
  items: readonly { standard10: number; self10: number | null; check10: number | null }[],
): { full10: number; self10: number | null; check10: number | null } => ({
  full10: items.reduce((sum, { standard10 }) => sum + standard10, 0),
  self10: sumOf(items.map(({ self10 }) => self10)),
  check10: sumOf(items.map(({ check10 }) => check10)),
});

/** How far the assessment of a person is. */
export const appraisalStates = ['waiting', 'self', 'checked', 'signed'] as const;
export type AppraisalState = (typeof appraisalStates)[number];
export const appraisalStateOf = ({
  self10,
  check10,
  signedOn,
}: {
  self10: number | null;
  check10: number | null;
  signedOn: string | null;
}): AppraisalState => (check10 === null ? (self10 === null ? 'waiting' : 'self') : signedOn === null ? 'checked' : 'signed');

export type ScoreFault = 'over' | 'reason';
/** What cannot stand: more than the standard score, or points taken off without a reason. */
export const scoreFault = (
  { self10, check10, reason }: Pick<ItemScore, 'self10' | 'check10' | 'reason'>,
  standard10: number,
): ScoreFault | undefined =>
  (self10 ?? 0) > standard10 || (check10 ?? 0) > standard10
    ? 'over'
    : check10 !== null && check10 < standard10 && reason.trim() === ''
      ? 'reason'
      : undefined;

/** The same points for each of some duties that state none, 100 in all: [{ standard10 }] in tenths, the first ones take what is left over. */
export function evenScores(count: number): number[] {
  if (count <= 0) return [];
  const each = Math.floor(1000 / count);
  return Array.from({ length: count }, (_, at) => each + (at < 1000 - each * count ? 1 : 0));
}
