import { appointmentRoles, type AppointmentRole } from '../domain/organization/appointment';
import type { AdoptedPost } from '../domain/responsibility/library';
import { isListed, listStands, standOf, type ListFacts, type ListOwner, type ListStand } from '../domain/responsibility/list';
import type { PostLevel, ResponsibilityStatus } from '../domain/responsibility/responsibility';
import { term } from '../domain/term';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';
import { inForce, versionInForce } from './asOf';
import { departmentNameOn } from './department';
import { listPosts } from './person';

/** One line per post in use and per fixed role, as they are on a day. */
export interface ListLine extends ListFacts {
  /** Id of the post, or word of the role. */
  id: string;
  postId: string | null;
  role: AppointmentRole | null;
  title: string;
  departmentId: string | null;
  /** Where it is held: the department of the post; of one that belongs to none, those of the people who hold it. */
  departments: { id: string; name: string }[];
  /** Their names. */
  department: string;
  level: PostLevel | '';
  stand: ListStand;
  /** The version in force, and the draft of the next one. */
  listId: string | null;
  version: number | null;
  validFrom: string | null;
  draftId: string | null;
  draftRevision: number | null;
}

interface Stored {
  id: string;
  revision: number;
  owner: string;
  title: string;
  version: number;
  level: PostLevel | '';
  status: ResponsibilityStatus;
  scope: string;
  criteria: string;
  validFrom: string | null;
  publishedFrom: string | null;
  duties: number;
  measured: number;
}

/** Who holds a post or role on @day, one row a person and owner. Who has left holds no role any more. */
const holdersSql = `SELECT a.postId AS owner, a.personId FROM assignment a WHERE a.postId IS NOT NULL AND ${inForce('a')}
  UNION SELECT m.role, m.personId FROM appointment m JOIN person p ON p.id = m.personId
    WHERE ${inForce('m')} AND (p.leftOn IS NULL OR p.leftOn >= @day)`;

/** How far a list is decides the order: who has none comes first. */
/** Whether everybody who holds a post or role on a day holds another one of `owners` too. */
export function elsewhereOn(reader: Reader, day: string): (owner: string, owners: ReadonlySet<string>) => boolean {
  const heldBy = new Map<string, string[]>();
  const holds = new Map<string, string[]>();
  for (const { owner, personId } of reader.all<{ owner: string; personId: string }>(holdersSql, { day })) {
    heldBy.set(owner, [...(heldBy.get(owner) ?? []), personId]);
    holds.set(personId, [...(holds.get(personId) ?? []), owner]);
  }
  return (owner, owners) => {
    const people = heldBy.get(owner) ?? [];
    return people.length > 0 && people.every((person) => holds.get(person)!.some((other) => other !== owner && owners.has(other)));
  };
}

/** Posts in use and fixed roles with the state of their list on a day, those without one first. */
export function listResponsibilities(reader: Reader, day: string): ListLine[] {
  const stored = reader.all<Stored>(
    `SELECT r.id, r.revision, coalesce(r.postId, r.role) AS owner, r.title, r.version, r.level, r.status, r.scope, r.criteria, r.validFrom, r.publishedFrom,
        count(d.id) AS duties, count(nullif(d.criteria, '')) AS measured
      FROM responsibility r LEFT JOIN responsibilityDuty d ON d.responsibilityId = r.id
      WHERE r.status = 'draft' OR ${versionInForce('r')} OR (r.status = 'approved' AND r.validFrom > @day) GROUP BY r.id ORDER BY r.version`,
    { day },
  );
  const holders = new Map(
    reader
      .all<{ owner: string; people: number; acknowledged: number }>(
        `SELECT h.owner, count(*) AS people, count(k.personId) AS acknowledged FROM (${holdersSql}) h
          LEFT JOIN (SELECT DISTINCT coalesce(r.postId, r.role) AS owner, k.personId FROM acknowledgement k
            JOIN responsibility r ON r.id = k.responsibilityId AND ${versionInForce('r')}) k ON k.owner = h.owner AND k.personId = h.personId
          GROUP BY h.owner`,
        { day },
      )
      .map((row) => [row.owner, row]),
  );
  const byOwner = new Map<string, Stored[]>();
  for (const list of stored) byOwner.set(list.owner, [...(byOwner.get(list.owner) ?? []), list]);
  const levels = new Map(
    reader.all<{ id: string; level: PostLevel | '' }>('SELECT id, level FROM post').map(({ id, level }) => [id, level]),
  );
  const currentOf = (owner: string): Stored | undefined =>
    byOwner.get(owner)?.findLast(({ status, validFrom }) => status !== 'draft' && validFrom !== null && validFrom <= day);
  const inForceOf = new Set([...byOwner.keys()].filter((owner) => currentOf(owner) !== undefined));
  const isElsewhere = elsewhereOn(reader, day);
  const lineOf = (line: Pick<ListLine, 'id' | 'postId' | 'role' | 'title' | 'departmentId' | 'departments' | 'level'>): ListLine => {
    const own = byOwner.get(line.id) ?? [];
    const current = currentOf(line.id);
    const draft = own.find(({ status }) => status === 'draft');
    const { people, acknowledged } = holders.get(line.id) ?? { people: 0, acknowledged: 0 };
    const shown = current ?? draft;
    const facts: ListFacts = {
      inForce: current !== undefined,
      hasDraft: draft !== undefined,
      isComing: own.some(({ status, validFrom }) => status === 'approved' && validFrom !== null && validFrom > day),
      coveredElsewhere: line.role !== null && isElsewhere(line.id, inForceOf),
      scope: shown?.scope ?? '',
      criteria: shown?.criteria ?? '',
      duties: shown?.duties ?? 0,
      measured: shown?.measured ?? 0,
      people,
      acknowledged,
      publishedFrom: current?.publishedFrom ?? null,
    };
    return {
      ...line,
      department: line.departments.map(({ name }) => name).join('、'),
      // A post without a level of its own is of that of its list.
      level: line.level || (shown?.level ?? ''),
      ...facts,
      stand: standOf(facts),
      listId: current?.id ?? null,
      version: current?.version ?? null,
      validFrom: current?.validFrom ?? null,
      draftId: draft?.id ?? null,
      draftRevision: draft?.revision ?? null,
    };
  };
  const roles = appointmentRoles
    .filter((role) => isListed(role, { held: holders.has(role), hasList: byOwner.has(role) }))
    .map((role) =>
      lineOf({ id: role, postId: null, role, title: term('appointmentRole', role), departmentId: null, departments: [], level: '' }),
    );
  const places = placesOf(reader, day);
  const posts = listPosts(reader, day).map(({ id, name, departmentId, department }) =>
    lineOf({
      id,
      postId: id,
      role: null,
      title: name,
      departmentId,
      departments: departmentId === null ? (places.get(id) ?? []) : [{ id: departmentId, name: department ?? '' }],
      level: levels.get(id) ?? '',
    }),
  );
  return [...roles, ...posts].sort((a, b) => listStands.indexOf(a.stand) - listStands.indexOf(b.stand));
}

/** Departments in which each post is held on a day, in their order. */
function placesOf(reader: Reader, day: string): ReadonlyMap<string, { id: string; name: string }[]> {
  const found = new Map<string, { id: string; name: string }[]>();
  const rows = reader.all<{ postId: string; id: string; name: string }>(
    `SELECT DISTINCT a.postId, d.id, ${departmentNameOn('d.id')} AS name FROM assignment a JOIN department d ON d.id = a.departmentId
      WHERE a.postId IS NOT NULL AND ${inForce('a')} ORDER BY d.sort, d.id`,
    { day },
  );
  for (const { postId, ...place } of rows) found.set(postId, [...(found.get(postId) ?? []), place]);
  return found;
}

export type ListVersion = Row<'responsibility'> & { duties: number };

const ownerParams = (owner: ListOwner): [column: 'postId' | 'role', value: string] =>
  'postId' in owner ? ['postId', owner.postId] : ['role', owner.role];

/** All versions of the list of a post or role, the newest first. */
export function versionsOf(reader: Reader, owner: ListOwner): ListVersion[] {
  const [column, value] = ownerParams(owner);
  return reader.all<ListVersion>(
    `SELECT r.*, (SELECT count(*) FROM responsibilityDuty d WHERE d.responsibilityId = r.id) AS duties
      FROM responsibility r WHERE r."${column}" = ? ORDER BY r.version DESC`,
    [value],
  );
}

export const ownerOf = ({ postId, role }: Pick<Row<'responsibility'>, 'postId' | 'role'>): ListOwner =>
  postId === null ? { role: role as AppointmentRole } : { postId };

/** Duties of a version in their order. */
export const dutiesOf = (reader: Reader, responsibilityId: string): Row<'responsibilityDuty'>[] =>
  reader.all<Row<'responsibilityDuty'>>('SELECT * FROM responsibilityDuty WHERE responsibilityId = ? ORDER BY sort, id', [
    responsibilityId,
  ]);

/** Duties of several versions, each in their order. */
export function dutiesOfLists(reader: Reader, ids: readonly string[]): Map<string, Row<'responsibilityDuty'>[]> {
  const rows = reader.all<Row<'responsibilityDuty'>>(
    'SELECT * FROM responsibilityDuty WHERE responsibilityId IN (SELECT value FROM json_each(?)) ORDER BY responsibilityId, sort, id',
    [JSON.stringify(ids)],
  );
  return Map.groupBy(rows, ({ responsibilityId }) => responsibilityId);
}

/** Names of those who hold each post and role on a day. */
export function holderNames(reader: Reader, day: string): Map<string, string[]> {
  const rows = reader.all<{ owner: string; name: string }>(
    `SELECT h.owner, p.name FROM (${holdersSql}) h JOIN person p ON p.id = h.personId ORDER BY h.owner, p.name, p.id`,
    { day },
  );
  return new Map([...Map.groupBy(rows, ({ owner }) => owner)].map(([owner, people]) => [owner, people.map(({ name }) => name)]));
}

/** A person who holds the post or role on the day, and how they took note of a version. */
export interface Holder {
  personId: string;
  name: string;
  department: string | null;
  acknowledgementId: string | null;
  revision: number | null;
  on: string | null;
  way: string | null;
  remark: string;
  /** Scans of what was signed. */
  scans: number;
}

/** 责任人员 of a day with their acknowledgement of a version, who has not yet first. */
export const holdersOf = (reader: Reader, day: string, owner: ListOwner, listId: string | null): Holder[] =>
  reader.all<Holder>(
    `SELECT p.id AS personId, p.name, ${departmentNameOn('a.departmentId')} AS department, k.id AS acknowledgementId, k.revision, k."on", k.way,
        coalesce(k.remark, '') AS remark, (SELECT count(*) FROM attachment f WHERE f.subject = 'acknowledgement' AND f.subjectId = k.id) AS scans
      FROM (${holdersSql}) h JOIN person p ON p.id = h.personId LEFT JOIN assignment a ON a.personId = p.id AND ${inForce('a')}
      LEFT JOIN acknowledgement k ON k.personId = p.id AND k.responsibilityId = @listId
      WHERE h.owner = @owner GROUP BY p.id ORDER BY k.id IS NOT NULL, p.name, p.id`,
    { day, listId, owner: ownerParams(owner)[1] },
  );

/** People who took note of a version and hold the post or role no more on the day. */
export const formerHolders = (reader: Reader, day: string, owner: ListOwner, listId: string): Holder[] =>
  reader.all<Holder>(
    `SELECT p.id AS personId, p.name, NULL AS department, k.id AS acknowledgementId, k.revision, k."on", k.way, k.remark,
        (SELECT count(*) FROM attachment f WHERE f.subject = 'acknowledgement' AND f.subjectId = k.id) AS scans
      FROM acknowledgement k JOIN person p ON p.id = k.personId
      WHERE k.responsibilityId = @listId AND p.id NOT IN (SELECT h.personId FROM (${holdersSql}) h WHERE h.owner = @owner) ORDER BY p.name, p.id`,
    { day, listId, owner: ownerParams(owner)[1] },
  );

/** The version of a post or role that is in force on a day. */
export function versionOn(reader: Reader, owner: ListOwner, day: string): Row<'responsibility'> | undefined {
  const [column, value] = ownerParams(owner);
  return reader.get<Row<'responsibility'>>(
    `SELECT r.* FROM responsibility r WHERE r."${column}" = @value AND ${versionInForce('r')} ORDER BY r.version DESC LIMIT 1`,
    { value, day },
  );
}

/** Duties of the library as those of a new version. */
export function insertAdopted(db: Writer, responsibilityId: string, duties: AdoptedPost['duties']): void {
  for (const [index, { base, ...row }] of duties.entries())
    db.insert('responsibilityDuty', { ...row, base: JSON.stringify(base), responsibilityId, sort: (index + 1) * 10 });
}
