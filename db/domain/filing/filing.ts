import { z } from 'zod';

/** States of an issued paper, in order; the last three leave the order. */
export const filingStates = ['issued', 'signed', 'sealed', 'scanned', 'sent', 'received', 'returned', 'replaced', 'voided'] as const;
export type FilingState = (typeof filingStates)[number];

/** Codes that the application composes today. */
export const filingCodes = [
  'F07',
  'F08',
  'F09',
  'F10',
  'F31',
  'F33',
  'F34',
  'F35',
  'F36',
  'F37',
  'F40',
  'F41',
  'signoff',
  'map',
  'board',
] as const;
export type FilingCode = (typeof filingCodes)[number];
export const filingFormats = ['xlsx', 'docx', 'pdf'] as const;
export type FilingFormat = (typeof filingFormats)[number];

const next: Record<FilingState, readonly FilingState[]> = {
  issued: ['signed', 'sealed', 'scanned', 'sent', 'replaced', 'voided'],
  signed: ['sealed', 'scanned', 'sent', 'replaced', 'voided'],
  sealed: ['scanned', 'sent', 'replaced', 'voided'],
  scanned: ['sent', 'replaced', 'voided'],
  sent: ['received', 'returned', 'replaced', 'voided'],
  received: ['returned', 'replaced'],
  returned: ['replaced', 'voided', 'sent'],
  replaced: [],
  voided: [],
};
export const nextStates = (state: FilingState): readonly FilingState[] => next[state];
/** States that need a reason in words. */
export const needsReason = (state: FilingState): boolean => state === 'returned' || state === 'replaced' || state === 'voided';

/** States of which the day and the words can be corrected; the others are written by what the application does itself. */
export const correctableStates: readonly FilingState[] = ['signed', 'sealed', 'scanned', 'sent', 'received', 'returned', 'voided'];

const because = '更正原因：';
/** Note of a corrected step as it is kept: what it says now, and why it was corrected. */
export const correctionNote = (note: string, reason: string): string => [note, because + reason].filter((line) => line !== '').join('\n');

/** A kept note in its parts; one that was corrected several times says the last reason. */
export function noteParts(kept: string): { note: string; correctionReason: string } {
  const lines = kept.split('\n');
  const at = lines.findIndex((line) => line.startsWith(because));
  if (at < 0) return { note: kept, correctionReason: '' };
  const reasons = lines
    .slice(at)
    .join('\n')
    .split(because)
    .map((reason) => reason.trim());
  return { note: lines.slice(0, at).join('\n'), correctionReason: reasons.at(-1)! };
}

interface Corrected {
  id: string;
  correctsId: string | null;
}
/** One step of a paper: as it was first entered, and as it reads now. */
export interface Step<Event> {
  first: Event;
  now: Event;
  /** What was corrected since, oldest first. */
  before: readonly Event[];
}

/** Steps of a paper from its events in the order of entry; a correction takes the place of what it corrects. */
export function stepsOf<Event extends Corrected>(events: readonly Event[]): Step<Event>[] {
  const steps: { first: Event; now: Event; before: Event[] }[] = [];
  for (const event of events) {
    const corrected = steps.find(({ now }) => now.id === event.correctsId);
    if (corrected) {
      corrected.before.push(corrected.now);
      corrected.now = event;
    } else steps.push({ first: event, now: event, before: [] });
  }
  return steps;
}

export const stateChange = z.object({
  state: z.enum(filingStates),
  on: z.string(),
  note: z.string().trim().max(2000),
  /** Authority that received it, for sent, received and returned. */
  authority: z.string().trim().max(200),
});
