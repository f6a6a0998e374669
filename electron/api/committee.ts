import { z } from 'zod';
import { id, isoDate, text } from '../../db/domain/field';
import { matchNames, readNames } from '../../db/domain/performance/attendance';
import { meetingDraft, meetingInterval, resolutionDraft, taskStates, verifierFindings } from '../../db/domain/performance/committee';
import {
  getMeeting,
  keepAttendees,
  lastMeetingOn,
  listMeetings,
  listResolutions,
  peopleOn,
  resolutionFigures,
  selectedResolutions,
} from '../../db/query/committee';
import { nextCount } from '../../db/query/risk';
import type { Writer } from '../../db/writer';
import { notFound, refuse } from './failure';
import { command, query } from './procedure';

const empty = (field: string) => refuse('shape', field, {}, 'shape.too_small');
const page = { offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(200), text: z.string().max(100).default('') };

export const meetings = query(z.object(page), ({ db, today }, window) => listMeetings(db, today, window));

/** What stands over the lists: whether the 安委会 met this quarter (D12, a rule of the house), and what is due. */
export const figures = query(z.object({}), ({ db, today }) => ({
  interval: meetingInterval(lastMeetingOn(db, today), today),
  resolutions: resolutionFigures(db, today),
}));

export const get = query(z.object({ id }), ({ db, today }, { id: meetingId }) => {
  const meeting = getMeeting(db, meetingId, today);
  if (!meeting) throw notFound('committeeMeeting');
  return meeting;
});

/** What the agenda of a meeting is usually made of: the duties that the standard gives to the 安委会, then what is customary. */
export const agendaLibrary = query(z.object({}), ({ content }) => content.committeeAgenda());

/** A pasted list of names beside the people of that day whom they belong to. */
export const matchAttendees = query(z.object({ pasted: z.string().max(50_000), day: isoDate }), ({ db }, { pasted, day }) =>
  matchNames(readNames(pasted), peopleOn(db, day)),
);

/** Refuses a chair or an attendee who is in no register any more; answers the name to be kept. */
function checked(db: Writer, { chairId, chairName, attendees }: z.output<typeof meetingDraft>): string {
  for (const personId of [chairId, ...attendees.map((attendee) => attendee.personId)])
    if (personId !== null && !db.find('person', personId)) throw notFound('person');
  const twice = attendees.find(({ personId }, at) => personId !== null && attendees.findIndex((other) => other.personId === personId) < at);
  if (twice) throw refuse('unique', 'attendees', { value: twice.name });
  return chairName || (chairId === null ? '' : db.find('person', chairId)!.name);
}

export const create = command(z.object({ draft: meetingDraft }), ({ db }, { draft }) => {
  const { attendees, agenda, ...rest } = draft;
  const year = draft.heldOn.slice(0, 4);
  const no = `AWH-${year}-${String(nextCount(db, 'committeeMeeting', year)).padStart(3, '0')}`;
  const row = db.insert('committeeMeeting', { ...rest, no, chairName: checked(db, draft), agenda: JSON.stringify(agenda) });
  keepAttendees(db, row.id, attendees);
  return { id: row.id, no };
});

export const update = command(
  z.object({ id, revision: z.number().int(), draft: meetingDraft }),
  ({ db }, { id: meetingId, revision, draft }) => {
    const { attendees, agenda, ...rest } = draft;
    if (!db.find('committeeMeeting', meetingId)) throw notFound('committeeMeeting');
    db.update('committeeMeeting', meetingId, { ...rest, chairName: checked(db, draft), agenda: JSON.stringify(agenda) }, revision);
    const before = db.changed;
    keepAttendees(db, meetingId, attendees);
    // A form opened before notices that the names have changed.
    if (db.changed > before && db.find('committeeMeeting', meetingId)!.revision === revision) db.touch('committeeMeeting', meetingId);
    return { id: meetingId };
  },
);

/** Takes a meeting back with all that hangs on it; undo brings it back. */
export const remove = command(z.object({ id, revision: z.number().int() }), ({ db }, { id: meetingId, revision }) => {
  if (!db.find('committeeMeeting', meetingId)) throw notFound('committeeMeeting');
  for (const own of db.column<string>('SELECT id FROM resolution WHERE meetingId = ?', [meetingId])) removeOne(db, own);
  db.removeOf('meetingAttendee', 'meetingId', meetingId);
  db.removeOf('attachment', 'subjectId', meetingId);
  db.remove('committeeMeeting', meetingId, revision);
  return { id: meetingId };
});

function removeOne(db: Writer, resolutionId: string, revision?: number): void {
  db.removeOf('attachment', 'subjectId', resolutionId);
  db.remove('resolution', resolutionId, revision);
}

const resolutionFilter = z.object({
  text: z.string().max(100).default(''),
  meetingId: id.optional(),
  ownerId: id.optional(),
  state: z.enum(['unfinished', ...taskStates]).optional(),
  ownerLeft: z.boolean().optional(),
});
export const resolutions = query(resolutionFilter.extend(page), ({ db, today }, window) => listResolutions(db, today, window));

/** The owner by the name at hand where a person is chosen. */
function ownerOf(db: Writer, ownerId: string | null, ownerText: string): { ownerId: string | null; ownerText: string } {
  if (ownerId === null) return { ownerId, ownerText };
  const person = db.find('person', ownerId);
  if (!person) throw notFound('person');
  return { ownerId, ownerText: person.name };
}

export const addResolution = command(z.object({ meetingId: id, draft: resolutionDraft }), ({ db }, { meetingId, draft }) => {
  const meeting = db.find('committeeMeeting', meetingId);
  if (!meeting) throw notFound('committeeMeeting');
  if (draft.dueOn !== null && draft.dueOn < meeting.heldOn) throw refuse('dateOrder', 'dueOn', { date: meeting.heldOn });
  const sort = (db.value<number | null>('SELECT max(sort) FROM resolution WHERE meetingId = ?', [meetingId]) ?? 0) + 1;
  return { id: db.insert('resolution', { ...draft, ...ownerOf(db, draft.ownerId, draft.ownerText), meetingId, sort }).id };
});

export const updateResolution = command(
  z.object({ id, revision: z.number().int(), draft: resolutionDraft }),
  ({ db }, { id: resolutionId, revision, draft }) => {
    const { heldOn } = meetingOf(db, resolutionId);
    if (draft.dueOn !== null && draft.dueOn < heldOn) throw refuse('dateOrder', 'dueOn', { date: heldOn });
    db.update('resolution', resolutionId, { ...draft, ...ownerOf(db, draft.ownerId, draft.ownerText) }, revision);
    return { id: resolutionId };
  },
);

export const removeResolution = command(z.object({ id, revision: z.number().int() }), ({ db }, { id: resolutionId, revision }) => {
  meetingOf(db, resolutionId);
  removeOne(db, resolutionId, revision);
  return { id: resolutionId };
});

function meetingOf(db: Writer, resolutionId: string): { heldOn: string } {
  const row = db.get<{ heldOn: string }>('SELECT m.heldOn FROM resolution r JOIN committeeMeeting m ON m.id = r.meetingId WHERE r.id = ?', [
    resolutionId,
  ]);
  if (!row) throw notFound('resolution');
  return row;
}

/** Says that a resolution is carried out, how, and who has looked at it; a day of NULL takes that back. */
export const finishResolution = command(
  z.object({
    id,
    revision: z.number().int(),
    doneOn: isoDate.nullable(),
    doneNote: text(2000),
    verifiedBy: text(60),
    verifiedOn: isoDate.nullable(),
  }),
  ({ db, today }, { id: resolutionId, revision, ...stated }) => {
    const { heldOn } = meetingOf(db, resolutionId);
    const { doneOn, verifiedOn, verifiedBy } = stated;
    if (doneOn !== null && doneOn < heldOn) throw refuse('dateOrder', 'doneOn', { date: heldOn });
    for (const field of ['doneOn', 'verifiedOn'] as const)
      if ((stated[field] ?? '') > today) throw refuse('dateFuture', field, { date: today });
    if (verifiedOn !== null && doneOn === null) throw empty('doneOn');
    if (verifiedOn !== null && verifiedBy === '') throw empty('verifiedBy');
    if (verifiedOn !== null && doneOn !== null && verifiedOn < doneOn) throw refuse('dateOrder', 'verifiedOn', { date: doneOn });
    const row = db.update(
      'resolution',
      resolutionId,
      { ...stated, ...(doneOn === null && { verifiedBy: '', verifiedOn: null }) },
      revision,
    );
    return { id: resolutionId, findings: verifierFindings(row) };
  },
);

const selection = z.union([
  z.object({ ids: z.array(id).min(1).max(1000) }),
  z.object({ filter: resolutionFilter, except: z.array(id).max(1000) }),
]);

/** Gives resolutions to somebody else, in one step; those that are done keep who did them. */
export const reassign = command(
  z.object({ selection, ownerId: id.nullable(), ownerText: text(60) }),
  ({ db, today }, { selection: selected, ...stated }) => {
    const owner = ownerOf(db, stated.ownerId, stated.ownerText);
    if (owner.ownerText === '') throw empty('ownerText');
    let count = 0;
    for (const resolutionId of selectedResolutions(db, today, selected)) {
      const row = db.find('resolution', resolutionId);
      if (!row) throw notFound('resolution');
      if (row.doneOn !== null) continue;
      db.update('resolution', resolutionId, owner);
      count += 1;
    }
    return { count };
  },
);
