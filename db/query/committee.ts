import type { AttendeeDraft, MeetingDraft, TaskState } from '../domain/performance/committee';
import { taskState } from '../domain/performance/committee';
import type { KnownPerson } from '../domain/performance/attendance';
import type { Reader, SqlValue } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';
import { inForce, postNameOn } from './asOf';
import { departmentNameOn } from './department';

/** Somebody who has left by a day; such a person is still named, and asked to be replaced. */
const hasLeft = (alias: string): string => `(${alias}.leftOn IS NOT NULL AND ${alias}.leftOn <= @today)`;

export interface MeetingListRow {
  id: string;
  revision: number;
  no: string;
  name: string;
  heldOn: string;
  place: string;
  chairName: string;
  recorder: string;
  asked: number;
  present: number;
  resolutions: number;
  unfinished: number;
  overdue: number;
}

interface Window {
  offset: number;
  limit: number;
  text: string;
}
const like = (text: string): string => `%${text.trim().replaceAll(/[%_\\]/g, '\\$&')}%`;

/** Meetings, the last one first. */
export function listMeetings(reader: Reader, today: string, { offset, limit, text }: Window): { rows: MeetingListRow[]; total: number } {
  const where = `WHERE m.no LIKE @like ESCAPE '\\' OR m.name LIKE @like ESCAPE '\\' OR m.chairName LIKE @like ESCAPE '\\' OR m.minutes LIKE @like ESCAPE '\\'`;
  const count = (condition: string) => `(SELECT count(*) FROM resolution r WHERE r.meetingId = m.id AND ${condition})`;
  return {
    rows: reader.all<MeetingListRow>(
      `SELECT m.id, m.revision, m.no, m.name, m.heldOn, m.place, m.chairName, m.recorder,
          (SELECT count(*) FROM meetingAttendee a WHERE a.meetingId = m.id) AS asked,
          (SELECT count(*) FROM meetingAttendee a WHERE a.meetingId = m.id AND a.isPresent = 1) AS present,
          ${count('1')} AS resolutions, ${count('r.doneOn IS NULL')} AS unfinished, ${count('r.doneOn IS NULL AND r.dueOn < @today')} AS overdue
        FROM committeeMeeting m ${where} ORDER BY m.heldOn DESC, m.no DESC LIMIT @limit OFFSET @offset`,
      { like: like(text), today, limit, offset },
    ),
    total: reader.value<number>(`SELECT count(*) FROM committeeMeeting m ${where}`, { like: like(text) }) ?? 0,
  };
}

export interface MeetingView extends Omit<Row<'committeeMeeting'>, 'agenda'> {
  agenda: MeetingDraft['agenda'];
  attendees: (AttendeeDraft & { id: string; department: string })[];
  resolutions: ResolutionView[];
}

/** A meeting with who was asked to it, in the departments of its day, and its resolutions. */
export function getMeeting(reader: Reader, id: string, today: string): MeetingView | undefined {
  const row = reader.get<Row<'committeeMeeting'>>('SELECT * FROM committeeMeeting WHERE id = ?', [id]);
  if (!row) return undefined;
  const attendees = reader
    .all<Omit<AttendeeDraft, 'isPresent'> & { id: string; isPresent: number; department: string | null }>(
      `SELECT t.id, t.personId, t.name, t.title, t.isPresent, t.note,
          (SELECT ${departmentNameOn('a.departmentId')} FROM assignment a
            WHERE a.personId = t.personId AND ${inForce('a')} ORDER BY a.validFrom DESC LIMIT 1) AS department
        FROM meetingAttendee t WHERE t.meetingId = @id ORDER BY t.sort, t.id`,
      { id, day: row.heldOn },
    )
    .map(({ isPresent, department, ...attendee }) => ({ ...attendee, isPresent: isPresent === 1, department: department ?? '' }));
  return {
    ...row,
    agenda: JSON.parse(row.agenda) as MeetingDraft['agenda'],
    attendees,
    resolutions: listResolutions(reader, today, { offset: 0, limit: 500, text: '', meetingId: id }).rows,
  };
}

export interface ResolutionView extends Row<'resolution'> {
  meetingNo: string;
  meetingName: string;
  heldOn: string;
  /** Name of the department on the day of the meeting, empty for none. */
  department: string;
  /** 1 for an owner who has left by today. */
  ownerHasLeft: number;
  state: TaskState;
}

/** Which resolutions; `unfinished` takes the overdue ones with it. */
export interface ResolutionFilter {
  text: string;
  meetingId?: string | undefined;
  ownerId?: string | undefined;
  state?: 'unfinished' | TaskState | undefined;
  ownerLeft?: boolean | undefined;
}

const inState: Record<NonNullable<ResolutionFilter['state']>, string> = {
  unfinished: 'r.doneOn IS NULL',
  open: 'r.doneOn IS NULL AND (r.dueOn IS NULL OR r.dueOn >= @today)',
  overdue: 'r.doneOn IS NULL AND r.dueOn < @today',
  done: 'r.doneOn IS NOT NULL AND r.verifiedOn IS NULL',
  verified: 'r.verifiedOn IS NOT NULL',
};

function found(
  today: string,
  { text, meetingId = '', ownerId = '', state, ownerLeft = false }: ResolutionFilter,
): { from: string; params: Record<string, SqlValue> } {
  const parts = [
    `(@like = '%%' OR r.text LIKE @like ESCAPE '\\' OR r.ownerText LIKE @like ESCAPE '\\' OR m.no LIKE @like ESCAPE '\\' OR m.name LIKE @like ESCAPE '\\')`,
    `(@meetingId = '' OR r.meetingId = @meetingId)`,
    `(@ownerId = '' OR r.ownerId = @ownerId)`,
    `@today <> ''`,
    ...(state === undefined ? [] : [inState[state]]),
    ...(ownerLeft ? [hasLeft('p')] : []),
  ];
  return {
    from: `FROM resolution r JOIN committeeMeeting m ON m.id = r.meetingId LEFT JOIN person p ON p.id = r.ownerId WHERE ${parts.join(' AND ')}`,
    params: { today, like: like(text), meetingId, ownerId },
  };
}

/** Resolutions: of one meeting in their order, otherwise what is due first, what is done last. */
export function listResolutions(
  reader: Reader,
  today: string,
  { offset, limit, ...filter }: ResolutionFilter & Omit<Window, 'text'>,
): { rows: ResolutionView[]; total: number } {
  const { from, params } = found(today, filter);
  const order =
    filter.meetingId === undefined ? 'r.doneOn IS NOT NULL, r.dueOn IS NULL, r.dueOn, m.heldOn DESC, r.sort, r.id' : 'r.sort, r.id';
  const named = departmentNameOn('r.departmentId').replaceAll('@day', 'm.heldOn');
  return {
    rows: reader
      .all<Omit<ResolutionView, 'state'>>(
        `SELECT r.*, m.no AS meetingNo, m.name AS meetingName, m.heldOn, coalesce(${named}, '') AS department, coalesce(${hasLeft('p')}, 0) AS ownerHasLeft
          ${from} ORDER BY ${order} LIMIT @limit OFFSET @offset`,
        { ...params, limit, offset },
      )
      .map((row) => ({ ...row, state: taskState(row, today) })),
    total: reader.value<number>(`SELECT count(*) ${from}`, params) ?? 0,
  };
}

/** Resolutions named one by one, or all that a filter finds but some. */
export type ResolutionSelection = { ids: readonly string[] } | { filter: ResolutionFilter; except: readonly string[] };

export function selectedResolutions(reader: Reader, today: string, selection: ResolutionSelection): string[] {
  if ('ids' in selection) return [...selection.ids];
  const { from, params } = found(today, selection.filter);
  return reader.column<string>(`SELECT r.id ${from} AND r.id NOT IN (SELECT value FROM json_each(@except))`, {
    ...params,
    except: JSON.stringify(selection.except),
  });
}

/** 决议 that somebody has still to do, the most pressing first: what a leaver hands over. */
export const openResolutionsOf = (reader: Reader, personId: string, today: string): ResolutionView[] =>
  listResolutions(reader, today, { offset: 0, limit: 500, text: '', ownerId: personId, state: 'unfinished' }).rows;

/** How many resolutions are overdue, how many are due within 30 days, and how many wait for an owner who has left. */
export const resolutionFigures = (
  reader: Reader,
  today: string,
): { overdue: number; soon: number; ownerless: number; next: string | null } =>
  reader.get(
    `SELECT count(*) FILTER (WHERE r.dueOn < @today) AS overdue,
        count(*) FILTER (WHERE r.dueOn >= @today AND r.dueOn <= date(@today, '+30 days')) AS soon,
        count(*) FILTER (WHERE ${hasLeft('p')}) AS ownerless, min(r.dueOn) AS next
      FROM resolution r LEFT JOIN person p ON p.id = r.ownerId WHERE r.doneOn IS NULL`,
    { today },
  )!;

/** Day of the last meeting up to a day, null for none. */
export const lastMeetingOn = (reader: Reader, today: string): string | null =>
  reader.value<string | null>('SELECT max(heldOn) FROM committeeMeeting WHERE heldOn <= ?', [today]) ?? null;

/** People who were there on a day, with what they were, to match names with. */
export const peopleOn = (reader: Reader, day: string): KnownPerson[] =>
  reader.all<KnownPerson>(
    `SELECT p.id, p.name, ${postNameOn('p.id')} AS title
      FROM person p WHERE p.leftOn IS NULL OR p.leftOn > @day ORDER BY p.name, p.id`,
    { day },
  );

/** Brings who was asked in line with what is stated, in its order; rows that are no longer named go. */
export function keepAttendees(db: Writer, meetingId: string, attendees: readonly AttendeeDraft[]): void {
  const known = new Set(db.column<string>('SELECT id FROM meetingAttendee WHERE meetingId = ?', [meetingId]));
  for (const [at, { id, isPresent, ...rest }] of attendees.entries()) {
    const row = { ...rest, meetingId, sort: at, isPresent: isPresent ? 1 : 0 };
    if (id !== undefined && known.delete(id)) db.update('meetingAttendee', id, row);
    else db.insert('meetingAttendee', row);
  }
  for (const id of known) db.remove('meetingAttendee', id);
}
