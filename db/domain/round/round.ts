import { z } from 'zod';
import { isoDate, text } from '../field';
import { periodBounds, periodTitle, quarterOf } from '../period';
import { levelRank, type RiskLevel } from '../risk/scale';

export const roundKinds = ['quarterly', 'annual', 'change', 'accident'] as const;
export type RoundKind = (typeof roundKinds)[number];
export const roundStatuses = ['open', 'closed'] as const;
export type RoundStatus = (typeof roundStatuses)[number];
export const roundOrigins = ['native', 'backfilled'] as const;
/** How a round follows a closed one: 更正 mends what it says, 换版 is held anew. */
export const followKinds = ['correction', 'reissue'] as const;
/** What an open round knows of a carried-forward risk. */
export const roundItemStates = ['pending', 'confirmed', 'changed', 'added', 'removed'] as const;
export type RoundItemState = (typeof roundItemStates)[number];
export const comparisons = ['up', 'down', 'added', 'removed', 'same'] as const;
export type Comparison = (typeof comparisons)[number];

export const roundMember = z.object({
  name: text(60).min(1),
  title: text(60),
  /** 组长, 副组长, 成员, 职工代表 … in the words of the paper. */
  role: text(40),
  isWorkerRepresentative: z.boolean(),
  /** Signed in at the review meeting. */
  attended: z.boolean(),
});
export type RoundMember = z.infer<typeof roundMember>;

export const roundDraft = z.object({
  name: text(120).min(1),
  kind: z.enum(roundKinds),
  /** `2026Q4` or `2026`. */
  period: z.string().regex(/^\d{4}(Q[1-4])?$/),
  reason: text(2000),
  scope: text(2000),
  methodNote: text(2000),
  noticeNo: text(60),
  noticeOn: isoDate.nullable(),
  startedOn: isoDate,
  /** Round to compare with; null for the first. */
  baseRoundId: z.uuid().nullable(),
  team: z.array(roundMember).max(200),
});
export type RoundDraft = z.infer<typeof roundDraft>;

/** Direction from an earlier level to a later one; smaller rank is higher risk. */
export function compareLevels(before: RiskLevel | null, after: RiskLevel | null): Comparison {
  if (before === null) return after === null ? 'same' : 'added';
  if (after === null) return 'removed';
  const step = levelRank(after) - levelRank(before);
  return step === 0 ? 'same' : step < 0 ? 'up' : 'down';
}

/** Counts by comparison, all present. */
export type ComparisonCounts = Record<Comparison, number>;
export const noComparisons = (): ComparisonCounts => ({ up: 0, down: 0, added: 0, removed: 0, same: 0 });

/** Names of rounds stand in Chinese papers, whatever the language of the page. */
export function nameOfRound(period: string, kind: RoundKind): string {
  const occasion: Record<RoundKind, string> = { quarterly: '', annual: '', change: '（变更触发）', accident: '（事故触发）' };
  return `${periodTitle(period)}安全风险评估${occasion[kind]}`;
}

/**
 * 补录 (handbook 9.4): it was closed, or assessed before it was begun here, in a calendar quarter that had ended by the day of entry.
 * @param beganOn day on which the round was opened here
 * @param closingOn day on which its closing was entered
 */
export function isEnteredLate(
  { assessedOn, closedOn }: { assessedOn: string | null; closedOn: string | null },
  beganOn: string,
  closingOn: string,
): boolean {
  const hadEnded = (day: string | null, by: string) => day !== null && periodBounds(quarterOf(day)).to < by;
  return hadEnded(closedOn, closingOn) || hadEnded(assessedOn, beganOn);
}

/** Name of the round that replaces another, in Chinese like all names of rounds. */
export function nameOfReissue(name: string): string {
  const [, stem = name, times] = /^(.*)（第(\d+)次换版）$/.exec(name) ?? /^(.*)（换版）$/.exec(name) ?? [];
  return stem === name ? `${name}（换版）` : `${stem}（第${times === undefined ? 2 : Number(times) + 1}次换版）`;
}
