import { z } from 'zod';
import { id, isoDate } from '../../db/domain/field';
import {
  appointmentDraft,
  appointmentRoles,
  departmentRoles,
  soleRoles,
  type AppointmentDraft,
} from '../../db/domain/organization/appointment';
import { noticeItem } from '../../db/domain/organization/notice';
import { findAppointment, holdersOn, listAppointmentGaps, listAppointments, overlapping, peopleNamed } from '../../db/query/appointment';
import { markNotified, mustNotify, pendingNotices } from '../../db/query/notice';
import { dayBefore } from '../../db/query/department';
import type { Writer } from '../../db/writer';
import { notFound, refuse } from './failure';
import { command, query } from './procedure';

const revision = z.number().int();
const day = isoDate.optional();

/** 任职 as of a day: who holds which fixed role. */
export const list = query(
  z.object({
    day,
    offset: z.number().int().nonnegative().default(0),
    limit: z.number().int().min(1).max(200).default(200),
    text: z.string().max(100).default(''),
    roles: z.array(z.enum(appointmentRoles)).max(appointmentRoles.length).default([]),
    which: z.enum(['day', 'current', 'all']).default('day'),
  }),
  ({ db, today }, { day: on, ...window }) => listAppointments(db, on ?? today, window),
);

export const get = query(z.object({ id }), ({ db, today }, { id }) => findAppointment(db, today, id) ?? null);

/** Fixed roles that nobody holds on a day, with the people whom the record of the enterprise names; and who holds the sole ones. */
export const gaps = query(z.object({ day }), ({ db, today }, { day: on = today }) => {
  const found = listAppointmentGaps(db, on);
  const names = found.flatMap((gap) => ('stated' in gap && gap.stated !== '' ? [gap.stated] : []));
  return { gaps: found, named: peopleNamed(db, on, names), held: holdersOn(db, on).filter(({ role }) => soleRoles.has(role)) };
});

/** @throws AppError where the person has left, holds the same office already, or another one does who is alone in it */
function requireFree(db: Writer, draft: AppointmentDraft, own: string | null, succeeds: boolean): void {
  const person = db.find('person', draft.personId);
  if (!person) throw notFound('person');
  if (departmentRoles.has(draft.role) && draft.departmentId === null) throw refuse('departmentNeeded', 'departmentId');
  if (draft.validTo !== null && draft.validTo < draft.validFrom) throw refuse('dateOrder', 'validTo', { date: draft.validFrom });
  if (person.leftOn !== null && (draft.validTo ?? '9999') > person.leftOn)
    throw refuse('personLeft', draft.validFrom > person.leftOn ? 'personId' : 'validTo', { name: person.name, date: person.leftOn });
  for (const other of overlapping(db, draft, own)) {
    if (other.personId === draft.personId) throw refuse('appointmentTwice', 'personId', { name: other.name, date: other.validFrom });
    if (!soleRoles.has(draft.role)) continue;
    if (!succeeds || other.validFrom >= draft.validFrom)
      throw refuse('officeHeld', 'personId', { name: other.name, date: other.validFrom });
    db.update('appointment', other.id, { validTo: dayBefore(draft.validFrom) });
  }
}

/** @param succeeds whoever holds a sole office until now holds it to the day before */
export const create = command(
  z.object({ draft: appointmentDraft, succeeds: z.boolean().default(false) }),
  ({ db }, { draft, succeeds }) => {
    requireFree(db, draft, null, succeeds);
    return { id: db.insert('appointment', draft).id };
  },
);

export const update = command(
  z.object({ id, revision, draft: appointmentDraft, succeeds: z.boolean().default(false) }),
  ({ db }, { id, revision, draft, succeeds }) => {
    requireFree(db, draft, id, succeeds);
    db.update('appointment', id, draft, revision);
    return { id };
  },
);

/** Takings up and leavings of offices that the authority has not been told of, and whether it has to be (R01 第26条). */
export const notices = query(z.object({}), ({ db, today }) => ({ isAsked: mustNotify(db), rows: pendingNotices(db, today) }));

/** Notes that the authority was told on a day of what is named; what has its day already keeps it. */
export const notify = command(z.object({ items: z.array(noticeItem).min(1).max(500), on: isoDate }), ({ db, today }, { items, on }) => {
  if (on > today) throw refuse('dateFuture', 'on', { date: today });
  return { count: markNotified(db, items, on) };
});

/** The office ends with a last day; it stays on file. */
export const end = command(z.object({ id, revision, on: isoDate }), ({ db }, { id, revision, on }) => {
  const from = db.find('appointment', id)?.validFrom;
  if (from !== undefined && on < from) throw refuse('dateOrder', 'on', { date: from });
  db.update('appointment', id, { validTo: on }, revision);
  return { id };
});

/** For what was entered by mistake; an office that was held is ended instead. */
export const remove = command(z.object({ id, revision }), ({ db }, { id, revision }) => {
  db.removeOf('attachment', 'subjectId', id);
  db.remove('appointment', id, revision);
  return { id };
});
