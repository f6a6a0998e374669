import type { MeetingDraft } from '../../../db/domain/performance/committee';
import type { Data } from '../../api';

export type Meeting = Data<'committee.get'>;
export type MeetingRow = Data<'committee.meetings'>['rows'][number];
export type Resolution = Data<'committee.resolutions'>['rows'][number];

export type Attendee = MeetingDraft['attendees'][number];

/** Values of the form: the day stands empty until it is entered, the agenda is one item a line. */
export type MeetingValues = Omit<MeetingDraft, 'heldOn' | 'agenda'> & { heldOn: string | null; agenda: string };

export const valuesOf = (meeting: Meeting | null): MeetingValues => ({
  name: meeting?.name ?? '',
  heldOn: meeting?.heldOn ?? null,
  place: meeting?.place ?? '',
  chairId: meeting?.chairId ?? null,
  chairName: meeting?.chairName ?? '',
  recorder: meeting?.recorder ?? '',
  agenda: (meeting?.agenda ?? []).map(({ text }) => text).join('\n'),
  attendees: (meeting?.attendees ?? []).map(({ department: _department, ...attendee }) => attendee),
  minutes: meeting?.minutes ?? '',
  remark: meeting?.remark ?? '',
});

/** Items of an agenda, one a line; those of the catalogue keep its key. */
export const agendaOf = (lines: string, known: MeetingDraft['agenda']): MeetingDraft['agenda'] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((text) => ({ key: known.find((item) => item.text === text)?.key ?? '', text }));
