import type { PostLevel } from '../domain/responsibility/responsibility';
import { maskNumbers } from '../domain/personal/mask';
import type { Employment, PersonDraft, PersonFilter, PersonSelection, PostDraft } from '../domain/organization/organization';
import type { Reader, SqlValue } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';
import { inForce } from './asOf';
import { dayBefore, departmentNameOn, withDescendants } from './department';

export interface PostRow {
  id: string;
  revision: number;
  name: string;
  departmentId: string | null;
  department: string | null;
  isSpecialOperation: number;
  isLeader: number;
  level: PostLevel | '';
  isHazardExposed: number;
  validFrom: string;
  validTo: string | null;
  people: number;
}

export const listPosts = (reader: Reader, day: string): PostRow[] =>
  reader.all<PostRow>(
    `SELECT o.id, o.revision, o.name, o.departmentId, ${departmentNameOn('o.departmentId')} AS department, o.isSpecialOperation, o.isLeader, o.level, o.isHazardExposed, o.validFrom, o.validTo,
      (SELECT count(*) FROM assignment a WHERE a.postId = o.id AND ${inForce('a')}) AS people
    FROM post o LEFT JOIN department d ON d.id = o.departmentId WHERE ${inForce('o')} ORDER BY d.sort, o.name`,
    { day },
  );

export interface PersonRow {
  id: string;
  revision: number;
  name: string;
  employeeNo: string;
  sex: string;
  idNumber: string;
  phone: string;
  education: string;
  employment: Employment;
  /** 用人单位; empty for the enterprise itself. */
  employer: string;
  isLeader: number;
  enteredOn: string | null;
  leftOn: string | null;
  remark: string;
  departmentId: string | null;
  department: string | null;
  postId: string | null;
  post: string | null;
}

/** People of a filter as SQL: those who had left by the day only where it says so. */
function peopleFound(
  reader: Reader,
  day: string,
  { text, departmentId, withLeft }: PersonFilter,
  scope: readonly string[] | null,
): { from: string; params: Record<string, SqlValue> } {
  const params: Record<string, SqlValue> = { day, like: `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`, withLeft: withLeft ? 1 : 0 };
  // A number is found by four or more of its digits: by fewer it could be guessed one by one.
  const sought = ['p.name', ...(/\d{4}/.test(text) ? ['p.phone'] : []), 'o.name', 'p.employeeNo', 'a.employer'];
  const parts = [
    `(@withLeft = 1 OR p.leftOn IS NULL OR p.leftOn > @day)`,
    `(${sought.map((column) => `${column} LIKE @like ESCAPE '\\'`).join(' OR ')})`,
  ];
  if (scope !== null) {
    parts.push('a.departmentId IN (SELECT value FROM json_each(@scope))');
    params['scope'] = JSON.stringify(scope);
  }
  if (departmentId !== undefined) {
    parts.push('a.departmentId IN (SELECT value FROM json_each(@departments))');
    params['departments'] = JSON.stringify(withDescendants(reader, [departmentId]));
  }
  const from = `FROM person p LEFT JOIN assignment a ON a.personId = p.id AND ${inForce('a')} LEFT JOIN post o ON o.id = a.postId
    LEFT JOIN department d ON d.id = a.departmentId WHERE ${parts.join(' AND ')}`;
  return { from, params };
}

/** People with their numbers masked. */
export function listPeople(
  reader: Reader,
  day: string,
  { offset, limit, ...filter }: PersonFilter & { offset: number; limit: number },
  scope: readonly string[] | null = null,
): { rows: PersonRow[]; total: number } {
  const { from, params } = peopleFound(reader, day, filter, scope);
  return {
    rows: reader
      .all<PersonRow>(
        `SELECT p.id, p.revision, p.name, p.employeeNo, p.sex, p.idNumber, p.phone, p.education,
          coalesce(nullif(a.employment, ''), p.employment) AS employment, coalesce(a.employer, '') AS employer, p.isLeader, p.enteredOn, p.leftOn, p.remark,
          a.departmentId, ${departmentNameOn('a.departmentId')} AS department, a.postId, o.name AS post
        ${from} ORDER BY d.sort IS NULL, d.sort, p.name, p.id LIMIT @limit OFFSET @offset`,
        { ...params, limit, offset },
      )
      .map((row) => maskNumbers('person', row)),
    total: reader.value<number>(`SELECT count(*) ${from}`, params) ?? 0,
  };
}

/** Ids of selected people who are here or left only after the day. */
export function selectedPeople(reader: Reader, day: string, selection: PersonSelection): string[] {
  const ids =
    'ids' in selection
      ? selection.ids
      : (({ from, params }) => reader.column<string>(`SELECT DISTINCT p.id ${from}`, params))(
          peopleFound(reader, day, selection.filter, null),
        ).filter((id) => !selection.except.includes(id));
  return reader.column<string>(
    'SELECT id FROM person WHERE id IN (SELECT value FROM json_each(@ids)) AND (leftOn IS NULL OR leftOn > @day) ORDER BY name, id',
    { ids: JSON.stringify(ids), day },
  );
}

/** A post as it is stored. */
export const postColumns = ({ isSpecialOperation, isLeader, isHazardExposed, ...stated }: Omit<PostDraft, 'validFrom'>) => ({
  ...stated,
  isSpecialOperation: isSpecialOperation ? 1 : 0,
  isLeader: isLeader ? 1 : 0,
  ...(isHazardExposed === undefined ? {} : { isHazardExposed: isHazardExposed ? 1 : 0 }),
});

const columnsOf = ({ departmentId: _d, postId: _p, employer: _e, isLeader, ...draft }: PersonDraft) => ({
  ...draft,
  isLeader: isLeader ? 1 : 0,
});

export function insertPerson(db: Writer, draft: PersonDraft, from: string): string {
  const { departmentId, postId, employer = '' } = draft;
  const row = db.insert('person', { ...columnsOf(draft), leftOn: null });
  if (departmentId !== null || postId !== null || employer !== '')
    db.insert('assignment', { personId: row.id, departmentId, postId, employer, validFrom: from, validTo: null });
  return row.id;
}

/** Where somebody works, in whose employ: what counts from a day. */
export type Place = Pick<Row<'assignment'>, 'departmentId' | 'postId' | 'employment' | 'employer'>;

export function updatePerson(db: Writer, id: string, revision: number | undefined, draft: PersonDraft, from: string): void {
  const former = db.find('person', id)?.employment ?? '';
  db.update('person', id, columnsOf(draft), revision);
  movePerson(db, id, draft, former, from);
}

/**
 * A new assignment from a day on where department, post, employment or employer change; the one before ends the day before.
 * @param former 用工形式 that holds for assignments that name none
 */
export function movePerson(
  db: Writer,
  id: string,
  { departmentId, postId, employment, employer }: Pick<PersonDraft, 'departmentId' | 'postId' | 'employment' | 'employer'>,
  former: string,
  from: string,
): void {
  const current = db.get<Row<'assignment'>>('SELECT * FROM assignment WHERE personId = ? AND validTo IS NULL', [id]);
  const place: Place = { departmentId, postId, employment: '', employer: employer ?? current?.employer ?? '' };
  const isHired = employment !== (current?.employment || former);
  if (current === undefined && departmentId === null && postId === null && place.employer === '') return;
  if (current && !isHired && current.departmentId === departmentId && current.postId === postId && current.employer === place.employer)
    return;
  if (current && current.validFrom >= from) {
    db.update('assignment', current.id, place);
    return;
  }
  if (current) db.update('assignment', current.id, { validTo: dayBefore(from), employment: current.employment || former });
  db.insert('assignment', { personId: id, ...place, validFrom: from, validTo: null });
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
