import { z } from 'zod';
import { id, isoDate, text } from '../field';
import { periodBounds, quarterOf } from '../period';
import type { Finding } from '../rule';

const agendaItem = z.object({
  /** One of the agenda catalogue, or empty for an item of their own. */
  key: text(60),
  text: text(300).min(1),
});

const attendeeDraft = z.object({
  /** Of the stored row; absent for a new one. */
  id: id.optional(),
  personId: id.nullable(),
  name: text(60).min(1),
  title: text(100),
  isPresent: z.boolean(),
  /** Why not, or who came instead. */
  note: text(200),
});
export type AttendeeDraft = z.infer<typeof attendeeDraft>;

/** What a person states of a meeting of the 安委会 (handbook 3.1). */
export const meetingDraft = z.object({
  name: text(100).min(1),
  heldOn: isoDate,
  place: text(200),
  chairId: id.nullable(),
  chairName: text(60),
  recorder: text(60),
  agenda: z.array(agendaItem).max(50),
  attendees: z.array(attendeeDraft).max(500),
  minutes: text(20_000),
  remark: text(2000),
});
export type MeetingDraft = z.infer<typeof meetingDraft>;

/** What a person states of a 决议. */
export const resolutionDraft = z.object({
  text: text(2000).min(1),
  /** Item of the agenda that it came of, empty for none. */
  agendaKey: text(60),
  departmentId: id.nullable(),
  ownerId: id.nullable(),
  ownerText: text(60),
  dueOn: isoDate.nullable(),
});
export type ResolutionDraft = z.infer<typeof resolutionDraft>;

export const taskStates = ['open', 'overdue', 'done', 'verified'] as const;
export type TaskState = (typeof taskStates)[number];

/** What was to be done by a day: a resolution, or what an inspection found. */
export interface Task {
  dueOn: string | null;
  doneOn: string | null;
  verifiedOn: string | null;
}

/** How far it is on a day; the day it is due still counts as in time. */
export function taskState({ dueOn, doneOn, verifiedOn }: Task, today: string): TaskState {
  if (verifiedOn !== null) return 'verified';
  if (doneOn !== null) return 'done';
  return dueOn !== null && dueOn < today ? 'overdue' : 'open';
}

/** Advice of the house: what was done is looked at by somebody else than who did it. */
export const verifierFindings = ({ ownerText, verifiedBy }: { ownerText: string; verifiedBy: string }): Finding[] =>
  verifiedBy !== '' && verifiedBy === ownerText
    ? [{ rule: 'verifiedByOwner', kind: 'house', key: 'verifiedByOwner', field: 'verifiedBy', params: { name: verifiedBy } }]
    : [];

/** Who was asked, who came, and how many names belong to nobody in the register. */
export function countAttendance(attendees: readonly Pick<AttendeeDraft, 'isPresent' | 'personId'>[]) {
  const present = attendees.filter(({ isPresent }) => isPresent).length;
  return {
    asked: attendees.length,
    present,
    absent: attendees.length - present,
    unmatched: attendees.filter(({ personId }) => personId === null).length,
  };
}

/** D12, a rule of the house: the 安委会 meets once a quarter. The day by which it is to meet next, and whether it has met this quarter. */
export function meetingInterval(lastHeldOn: string | null, today: string): { period: string; by: string; isHeld: boolean } {
  const period = quarterOf(today);
  const { from, to } = periodBounds(period);
  return { period, by: to, isHeld: lastHeldOn !== null && lastHeldOn >= from && lastHeldOn <= today };
}
