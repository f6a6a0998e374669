import { z } from 'zod';
import { isoDate, text } from '../field';
import { appointmentRoles, type AppointmentRole } from '../organization/appointment';
import { acknowledgementWays } from './responsibility';

/** Duties of one list at most. */
export const mostDuties = 100;
/** Lists that are approved, published or made at once at most. */
export const mostLists = 1000;

/** What of a duty the library says too, and a later edition may say differently. */
export const libraryFields = ['text', 'frequency', 'evidence', 'criteria', 'legalBasis'] as const;

/** One duty as a person states it; `standard10` is the 标准分 in tenths. */
export const dutyDraft = z.object({
  /** Null for a new one. */
  id: z.uuid().nullable(),
  text: text(2000).min(1),
  frequency: text(200),
  evidence: text(1000),
  criteria: text(1000),
  standard10: z.number().int().min(0).max(10_000).nullable(),
  legalBasis: text(500),
});
export type DutyDraft = z.infer<typeof dutyDraft>;

/** A version of a list while it is written. */
export const listDraft = z.object({
  scope: text(2000),
  criteria: text(2000),
  preparedBy: text(60),
  reviewedBy: text(60),
  remark: text(2000),
  duties: z.array(dutyDraft).max(mostDuties),
});
export type ListDraft = z.infer<typeof listDraft>;

/** Whose list it is: a post, or a fixed role that is no post. */
export const listOwner = z.union([z.object({ postId: z.uuid() }), z.object({ role: z.enum(appointmentRoles) })]);
export type ListOwner = z.infer<typeof listOwner>;

export const approvalDraft = z.object({ approvedBy: text(60).min(1), approvedOn: isoDate, validFrom: isoDate });
export const postingDraft = z.object({ from: isoDate, to: isoDate.nullable(), place: text(200).min(1) });
export const noteDraft = z.object({ on: isoDate, way: z.enum(acknowledgementWays), remark: text(500).default('') });

/** Roles that never lack (handbook 3.1), whoever holds them: they have a line of their own at once. */
const standingRoles: readonly AppointmentRole[] = ['legalRep', 'actualController', 'principal', 'safetyDeputy', 'technicalLead'];
/** Offices within the committee: what they do stands in its rules, a list of their own is nobody's duty. */
const committeeRoles: readonly AppointmentRole[] = ['committeeChair', 'committeeDeputy', 'committeeMember', 'committeeSecretary'];

/** Whether a role has a line: it must not lack, somebody holds it, or it has a list. */
export const isListed = (role: AppointmentRole, { held, hasList }: { held: boolean; hasList: boolean }): boolean =>
  hasList || standingRoles.includes(role) || (held && !committeeRoles.includes(role));

/** How far the list of a post or role is, the most pressing first; `elsewhere` where everybody who holds the role has a list by another post or role. */
export const listStands = ['none', 'draft', 'coming', 'lacking', 'unpublished', 'unread', 'elsewhere', 'done'] as const;
export type ListStand = (typeof listStands)[number];

/** What is known of the list of a post or role on a day. */
export interface ListFacts {
  /** In force that day. */
  inForce: boolean;
  hasDraft: boolean;
  /** Approved, to be in force later. */
  isComing: boolean;
  /** A role: everybody who holds it has a list in force as the holder of another post or role. */
  coveredElsewhere: boolean;
  scope: string;
  criteria: string;
  /** Duties, and those with a criterion of their own. */
  duties: number;
  measured: number;
  /** Who holds the post or role, and those who have taken note of the version in force. */
  people: number;
  acknowledged: number;
  publishedFrom: string | null;
}

/** What a list must have; words in `terms.listPart`. */
type ListPart = 'duties' | 'people' | 'scope' | 'criteria';

/** 责任人员, 责任范围, 考核标准 (R01 第22条): what a list in force is without. */
export const lackingParts = ({ people, scope, criteria, duties, measured }: ListFacts): ListPart[] => [
  ...(duties === 0 ? (['duties'] as const) : []),
  ...(people === 0 ? (['people'] as const) : []),
  ...(scope.trim() === '' ? (['scope'] as const) : []),
  ...(criteria.trim() === '' && (duties === 0 || measured < duties) ? (['criteria'] as const) : []),
];

export function standOf(facts: ListFacts): ListStand {
  if (!facts.inForce) return facts.isComing ? 'coming' : facts.hasDraft ? 'draft' : facts.coveredElsewhere ? 'elsewhere' : 'none';
  if (lackingParts(facts).length > 0) return 'lacking';
  if (facts.publishedFrom === null) return 'unpublished';
  return facts.acknowledged < facts.people ? 'unread' : 'done';
}

/** 标准分 in words, from tenths; empty for what is not assessed. */
export const standardText = (standard10: number | null): string => (standard10 === null ? '' : String(standard10 / 10));

/** 标准分 in tenths of what was typed, `undefined` for what is no score between 0 and 1000 with one decimal. */
export function standardOf(typed: string): number | null | undefined {
  const words = typed.trim().replace(/分$/, '');
  if (words === '') return null;
  if (!/^\d{1,4}(\.\d)?$/.test(words)) return undefined;
  const tenths = Math.round(Number(words) * 10);
  return tenths <= 10_000 ? tenths : undefined;
}
