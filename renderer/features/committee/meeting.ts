import type { MeetingDraft } from '../../../db/domain/performance/committee';
import type { Data } from '../../api';

export type Meeting = Data<'committee.get'>;
export type MeetingRow = Data<'committee.meetings'>['rows'][number];
export type Resolution = Data<'committee.resolutions'>['rows'][number];

export type Attendee = MeetingDraft['attendees'][number];

export type AgendaItem = MeetingDraft['agenda'][number];

/** Values of the form: the day stands empty until it is entered. */
export type MeetingValues = Omit<MeetingDraft, 'heldOn'> & { heldOn: string | null };

export const valuesOf = (meeting: Meeting | null): MeetingValues => ({
  name: meeting?.name ?? '',
  heldOn: meeting?.heldOn ?? null,
  place: meeting?.place ?? '',
  chairId: meeting?.chairId ?? null,
  chairName: meeting?.chairName ?? '',
  recorder: meeting?.recorder ?? '',
  agenda: meeting?.agenda ?? [],
  attendees: (meeting?.attendees ?? []).map(({ department: _department, ...attendee }) => attendee),
  minutes: meeting?.minutes ?? '',
  remark: meeting?.remark ?? '',
});

/** Items of their own, one a line as typed or pasted. */
export const ownItems = (lines: string): AgendaItem[] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((text) => ({ key: '', text }));
