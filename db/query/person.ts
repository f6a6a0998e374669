import { maskNumbers } from '../domain/personal/mask';
import type { Employment, PersonDraft } from '../domain/organization/organization';
import type { Reader, SqlValue } from '../handle';
import type { Writer } from '../writer';
import { dayBefore, departmentNameOn, withDescendants } from './department';

export interface PostRow {
  id: string;
  revision: number;
  name: string;
  departmentId: string | null;
  department: string | null;
  isSpecialOperation: number;
  isLeader: number;
  validFrom: string;
  validTo: string | null;
  people: number;
}

const open = (alias: string): string => `${alias}.validFrom <= @day AND (${alias}.validTo IS NULL OR ${alias}.validTo >= @day)`;

export const listPosts = (reader: Reader, day: string): PostRow[] =>
  reader.all<PostRow>(
    `SELECT o.id, o.revision, o.name, o.departmentId, ${departmentNameOn('o.departmentId')} AS department, o.isSpecialOperation, o.isLeader, o.validFrom, o.validTo,
      (SELECT count(*) FROM assignment a WHERE a.postId = o.id AND ${open('a')}) AS people
    FROM post o LEFT JOIN department d ON d.id = o.departmentId WHERE ${open('o')} ORDER BY d.sort, o.name`,
    { day },
  );

export interface PersonRow {
  id: string;
  revision: number;
  name: string;
  sex: string;
  idNumber: string;
  phone: string;
  education: string;
  employment: Employment;
  isLeader: number;
  enteredOn: string | null;
  leftOn: string | null;
  remark: string;
  departmentId: string | null;
  department: string | null;
  postId: string | null;
  post: string | null;
}

export interface PeopleWindow {
  offset: number;
  limit: number;
  text: string;
  departmentId?: string | undefined;
  withLeft: boolean;
}

/** People with their numbers masked. A number is found by four or more of its digits: by fewer it could be guessed one by one. */
export function listPeople(
  reader: Reader,
  day: string,
  { offset, limit, text, departmentId, withLeft }: PeopleWindow,
  scope: readonly string[] | null = null,
): { rows: PersonRow[]; total: number } {
  const params: Record<string, SqlValue> = { day, like: `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`, withLeft: withLeft ? 1 : 0 };
  const parts = [
    `(@withLeft = 1 OR p.leftOn IS NULL OR p.leftOn > @day)`,
    `(p.name LIKE @like ESCAPE '\\' OR ${/\d{4}/.test(text) ? `p.phone LIKE @like ESCAPE '\\' OR` : ''} o.name LIKE @like ESCAPE '\\')`,
  ];
  if (scope !== null) {
    parts.push('a.departmentId IN (SELECT value FROM json_each(@scope))');
    params['scope'] = JSON.stringify(scope);
  }
  if (departmentId !== undefined) {
    parts.push('a.departmentId IN (SELECT value FROM json_each(@departments))');
    params['departments'] = JSON.stringify(withDescendants(reader, [departmentId]));
  }
  const from = `FROM person p LEFT JOIN assignment a ON a.personId = p.id AND ${open('a')} LEFT JOIN post o ON o.id = a.postId LEFT JOIN department d ON d.id = a.departmentId WHERE ${parts.join(' AND ')}`;
  return {
    rows: reader
      .all<PersonRow>(
        `SELECT p.id, p.revision, p.name, p.sex, p.idNumber, p.phone, p.education, p.employment, p.isLeader, p.enteredOn, p.leftOn, p.remark,
          a.departmentId, ${departmentNameOn('a.departmentId')} AS department, a.postId, o.name AS post
        ${from} ORDER BY d.sort IS NULL, d.sort, p.name, p.id LIMIT @limit OFFSET @offset`,
        { ...params, limit, offset },
      )
      .map((row) => maskNumbers('person', row)),
    total: reader.value<number>(`SELECT count(*) ${from}`, params) ?? 0,
  };
}

const columnsOf = ({ departmentId: _d, postId: _p, isLeader, ...draft }: PersonDraft) => ({ ...draft, isLeader: isLeader ? 1 : 0 });

export function insertPerson(db: Writer, draft: PersonDraft, from: string): string {
  const row = db.insert('person', { ...columnsOf(draft), leftOn: null });
  if (draft.departmentId !== null || draft.postId !== null) {
    db.insert('assignment', { personId: row.id, departmentId: draft.departmentId, postId: draft.postId, validFrom: from, validTo: null });
  }
  return row.id;
}

export function updatePerson(db: Writer, id: string, revision: number | undefined, draft: PersonDraft, from: string): void {
  db.update('person', id, columnsOf(draft), revision);
  const current = db.get<{ id: string; departmentId: string | null; postId: string | null; validFrom: string }>(
    'SELECT id, departmentId, postId, validFrom FROM assignment WHERE personId = ? AND validTo IS NULL',
    [id],
  );
  if (current?.departmentId === draft.departmentId && current.postId === draft.postId) return;
  if (current === undefined && draft.departmentId === null && draft.postId === null) return;
  if (current && current.validFrom >= from) {
    db.update('assignment', current.id, { departmentId: draft.departmentId, postId: draft.postId });
    return;
  }
  if (current) db.update('assignment', current.id, { validTo: dayBefore(from) });
  db.insert('assignment', { personId: id, departmentId: draft.departmentId, postId: draft.postId, validFrom: from, validTo: null });
}

/** The person leaves: the record stays, open assignments and appointments end with the last day; those that were to begin later go. */
export function endPerson(db: Writer, id: string, revision: number | undefined, on: string): void {
  db.update('person', id, { leftOn: on }, revision);
  for (const row of db.all<{ id: string; validFrom: string }>(
    'SELECT id, validFrom FROM assignment WHERE personId = ? AND validTo IS NULL',
    [id],
  )) {
    db.update('assignment', row.id, { validTo: on < row.validFrom ? row.validFrom : on });
  }
  for (const row of db.all<{ id: string; validFrom: string }>(
    'SELECT id, validFrom FROM appointment WHERE personId = @id AND (validTo IS NULL OR validTo > @on)',
    { id, on },
  )) {
    if (row.validFrom <= on) {
      db.update('appointment', row.id, { validTo: on });
      continue;
    }
    db.removeOf('attachment', 'subjectId', row.id);
    db.remove('appointment', row.id);
  }
}
