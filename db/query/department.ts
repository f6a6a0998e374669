import type { DepartmentDraft, DepartmentKind } from '../domain/organization/organization';
import type { Reader } from '../handle';
import type { Writer } from '../writer';
import { inForce } from './asOf';

export interface DepartmentRow {
  id: string;
  revision: number;
  parentId: string | null;
  kind: DepartmentKind;
  name: string;
  sort: number;
  validFrom: string;
  validTo: string | null;
  people: number;
  risks: number;
}

/** Name that a department had on a day, as a scalar subquery; `?` is not used, the day is bound as @day. */
export const departmentNameOn = (idColumn: string): string => `(SELECT n.name FROM departmentName n
  WHERE n.departmentId = ${idColumn} AND ${inForce('n')} ORDER BY n.validFrom DESC LIMIT 1)`;

/** Names of all departments on a day, by id. */
export const departmentNames = (reader: Reader, day: string): ReadonlyMap<string, string> =>
  reader.remember(
    `departmentNames ${day}`,
    () =>
      new Map(
        reader
          .all<{ departmentId: string; name: string }>(
            `SELECT departmentId, name FROM departmentName WHERE ${inForce()} ORDER BY validFrom`,
            { day },
          )
          .map(({ departmentId, name }) => [departmentId, name]),
      ),
  );

/** Departments that exist on a day, in their order; ended ones too when asked. */
export function listDepartments(reader: Reader, day: string, withEnded = false): DepartmentRow[] {
  return reader.all<DepartmentRow>(
    `SELECT d.id, d.revision, d.parentId, d.kind, d.sort, d.validFrom, d.validTo,
        coalesce(${departmentNameOn('d.id')}, (SELECT n.name FROM departmentName n WHERE n.departmentId = d.id ORDER BY n.validFrom DESC LIMIT 1)) AS name,
        (SELECT count(DISTINCT a.personId) FROM assignment a WHERE a.departmentId = d.id AND ${inForce('a')}) AS people,
        (SELECT count(*) FROM risk r WHERE r.departmentId = d.id) AS risks
      FROM department d WHERE @ended = 1 OR (${inForce('d')}) ORDER BY d.sort`,
    { day, ended: withEnded ? 1 : 0 },
  );
}

/** Department of that name on a day, exact; undefined when there is none. */
export function findDepartment(reader: Reader, name: string, day: string): string | undefined {
  return reader.value<string>(
    `SELECT n.departmentId FROM departmentName n JOIN department d ON d.id = n.departmentId
      WHERE n.name = @name AND ${inForce('n')} AND (d.validTo IS NULL OR d.validTo >= @day) LIMIT 1`,
    { name, day },
  );
}

/**
 * Department of that name on a day below those of the names above it, the nearest last; else the only one of the name that stands
 * below none. Undefined where there is none: one of the same name elsewhere is another one.
 */
export function findDepartmentIn(reader: Reader, name: string, above: readonly string[], day: string): string | undefined {
  const nearest = above.at(-1);
  if (nearest === undefined) return findDepartment(reader, name, day);
  const found = reader.all<{ id: string; parentId: string | null; isBelow: number }>(
    `SELECT d.id, d.parentId, EXISTS (
        WITH RECURSIVE up(id) AS (SELECT d.parentId UNION SELECT p.parentId FROM department p JOIN up ON p.id = up.id)
        SELECT 1 FROM up JOIN departmentName m ON m.departmentId = up.id WHERE m.name = @nearest) AS isBelow
      FROM departmentName n JOIN department d ON d.id = n.departmentId WHERE n.name = @name AND ${inForce('n')} AND (d.validTo IS NULL OR d.validTo >= @day)
      ORDER BY d.sort`,
    { name, nearest, day },
  );
  const below = found.filter(({ isBelow }) => isBelow === 1);
  return (below.length > 0 ? below : found.length === 1 ? found.filter(({ parentId }) => parentId === null) : [])[0]?.id;
}

/** Last day on which an ended department, or one that was renamed since, bore a name; undefined where none did. */
export const nameTakenUntil = (reader: Reader, name: string): string | undefined =>
  reader.value<string | null>('SELECT max(validTo) FROM departmentName WHERE name = ?', [name]) ?? undefined;

export function insertDepartment(db: Writer, draft: DepartmentDraft): string {
  const sort = (db.value<number>('SELECT max(sort) FROM department') ?? 0) + 10;
  const row = db.insert('department', { parentId: draft.parentId, kind: draft.kind, sort, validFrom: draft.validFrom, validTo: null });
  db.insert('departmentName', { departmentId: row.id, name: draft.name, validFrom: draft.validFrom, validTo: null });
  return row.id;
}

/** Gives a department a new name from a day on; the old name stays for papers before it. */
export function renameDepartment(db: Writer, id: string, name: string, from: string): void {
  const current = db.get<{ id: string; name: string; validFrom: string }>(
    'SELECT id, name, validFrom FROM departmentName WHERE departmentId = ? ORDER BY validFrom DESC LIMIT 1',
    [id],
  );
  if (current?.name === name) return;
  if (current && current.validFrom >= from) {
    db.update('departmentName', current.id, { name });
    return;
  }
  if (current) db.update('departmentName', current.id, { validTo: dayBefore(from) });
  db.insert('departmentName', { departmentId: id, name, validFrom: from, validTo: null });
}

/** The department itself and all below it. */
export const withDescendants = (reader: Reader, ids: readonly string[]): string[] =>
  reader
    .all<{ id: string }>(
      `WITH RECURSIVE below(id) AS (SELECT value FROM json_each(@ids) UNION SELECT d.id FROM department d JOIN below b ON d.parentId = b.id) SELECT id FROM below`,
      { ids: JSON.stringify(ids) },
    )
    .map((row) => row.id);

/** A department and those above it on the way to the enterprise, the nearest first. */
export function departmentsAbove(reader: Reader): (departmentId: string | null) => string[] {
  const parents = new Map(
    reader.all<{ id: string; parentId: string | null }>('SELECT id, parentId FROM department').map(({ id, parentId }) => [id, parentId]),
  );
  return (departmentId) => {
    const path: string[] = [];
    for (let at = departmentId; at !== null && !path.includes(at); at = parents.get(at) ?? null) path.push(at);
    return path;
  };
}

const shifted = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
/** ISO date one day earlier. */
export const dayBefore = (date: string): string => shifted(date, -1);
/** ISO date one day later. */
export const dayAfter = (date: string): string => shifted(date, 1);
