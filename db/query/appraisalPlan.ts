import { appointmentRoles, leaderRoles, type AppointmentRole } from '../domain/organization/appointment';
import { evenScores, type AppraisalPeriodDraft } from '../domain/responsibility/appraise';
import { term } from '../domain/term';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';
import { departmentNames } from './department';

type Span = Pick<AppraisalPeriodDraft, 'fromOn' | 'toOn' | 'isOfLeaders'>;

/** A post or fixed role that a person held within a period, as of its last day there. */
interface Holding {
  personId: string;
  name: string;
  isLeader: number;
  enteredOn: string | null;
  departmentId: string | null;
  postId: string | null;
  title: string;
  /** Last day of the period, or the last one that the person held it. */
  day: string;
}

/** Somebody to be assessed by a list that was in force on the last day. */
export interface Assessed extends Omit<Holding, 'isLeader' | 'enteredOn'> {
  responsibilityId: string;
  /** Duties with a standard score, and their sum in tenths. */
  items: number;
  full10: number;
}

/** Why somebody is not assessed. `there`: already in this period. */
export type LeftOutWhy = 'there' | 'joinedLater' | 'noPost' | 'noList' | 'noScores';
export type LeftOut = Pick<Holding, 'personId' | 'name' | 'departmentId' | 'title' | 'day'> & { why: LeftOutWhy };

export interface AppraisalPlan {
  assessed: Assessed[];
  leftOut: LeftOut[];
}

interface Version {
  id: string;
  owner: string;
  title: string;
  validFrom: string;
  validTo: string | null;
  duties: number;
  items: number;
  full10: number;
}

function versionsByOwner(reader: Reader, toOn: string): (owner: string, day: string) => Version | undefined {
  const byOwner = Map.groupBy(
    reader.all<Version>(
      `SELECT r.id, coalesce(r.postId, r.role) AS owner, r.title, r.validFrom, r.validTo, count(d.id) AS duties,
          count(CASE WHEN d.standard10 > 0 THEN 1 END) AS items, coalesce(sum(d.standard10), 0) AS full10
        FROM responsibility r LEFT JOIN responsibilityDuty d ON d.responsibilityId = r.id
        WHERE r.status <> 'draft' AND r.validFrom <= ? GROUP BY r.id ORDER BY r.version DESC`,
      [toOn],
    ),
    ({ owner }) => owner,
  );
  return (owner, day) => byOwner.get(owner)?.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || validTo >= day));
}

/** Posts that people held within the days, in the order of departments, posts and names; one line without a post for who held none. */
const holdingsIn = (reader: Reader, { fromOn, toOn }: Span): Holding[] =>
  reader.all<Holding>(
    `SELECT p.id AS personId, p.name, max(p.isLeader, coalesce(o.isLeader, 0)) AS isLeader, p.enteredOn, a.departmentId, a.postId,
        coalesce(o.name, '') AS title, min(@toOn, coalesce(a.validTo, @toOn), coalesce(p.leftOn, @toOn)) AS day
      FROM person p LEFT JOIN assignment a ON a.personId = p.id AND a.validFrom <= @toOn AND (a.validTo IS NULL OR a.validTo >= @fromOn)
        LEFT JOIN post o ON o.id = a.postId LEFT JOIN department d ON d.id = a.departmentId
      WHERE p.leftOn IS NULL OR p.leftOn >= @fromOn ORDER BY d.sort IS NOT NULL, d.sort, o.name, p.name, p.id, a.validFrom`,
    { fromOn, toOn },
  );

/** Fixed roles that people held within the days, the first of the table of roles first. */
function officesIn(reader: Reader, { fromOn, toOn }: Span): ReadonlyMap<string, { role: AppointmentRole; day: string }[]> {
  const rows = reader.all<{ personId: string; role: AppointmentRole; day: string }>(
    `SELECT m.personId, m.role, min(@toOn, coalesce(m.validTo, @toOn), coalesce(p.leftOn, @toOn)) AS day
      FROM appointment m JOIN person p ON p.id = m.personId WHERE m.validFrom <= @toOn AND (m.validTo IS NULL OR m.validTo >= @fromOn)`,
    { fromOn, toOn },
  );
  return Map.groupBy(
    rows.sort((a, b) => appointmentRoles.indexOf(a.role) - appointmentRoles.indexOf(b.role)),
    ({ personId }) => personId,
  );
}

/** One line per person and post: of two times at the same post the later one. */
function latestOf(holdings: readonly Holding[]): Holding[] {
  const latest = new Map(holdings.map((held) => [`${held.personId} ${held.postId ?? ''}`, held]));
  const posted = new Set(holdings.filter(({ postId }) => postId !== null).map(({ personId }) => personId));
  return [...latest.values()].filter(({ personId, postId }) => postId !== null || !posted.has(personId));
}

/**
 * Who is to be assessed in a period and by which list, and who is not and why. Whoever held two posts is assessed at each. The whole
 * staff by the list of the post, and by that of a fixed role where the post has none; leaders the other way round.
 * @param evenly duties of a list in which none has a standard score get 100 points in equal parts
 * @param periodId the period that it is for, once it is open
 */
export function planAppraisals(reader: Reader, span: Span, evenly: boolean, periodId: string | null): AppraisalPlan {
  const versionOn = versionsByOwner(reader, span.toOn);
  const offices = officesIn(reader, span);
  const there = new Set(
    periodId === null
      ? []
      : reader.column<string>(`SELECT personId || ' ' || coalesce(postId, '') FROM appraisal WHERE periodId = ?`, [periodId]),
  );
  const assessed: Assessed[] = [];
  const leftOut: LeftOut[] = [];
  for (const held of latestOf(holdingsIn(reader, span))) {
    const { isLeader, enteredOn, ...holding } = held;
    const roles = offices.get(held.personId) ?? [];
    // 主要负责人 before 法定代表人: performance is that of who runs the enterprise (GB/T 33000-2025 4.2).
    const leading = roles
      .filter(({ role }) => leaderRoles.includes(role))
      .sort((a, b) => Number(b.role === 'principal') - Number(a.role === 'principal'));
    if (span.isOfLeaders && isLeader === 0 && leading.length === 0) continue;
    const ofPost = held.postId === null ? undefined : versionOn(held.postId, held.day);
    const ofRoles = (span.isOfLeaders ? leading : roles).flatMap(({ role, day }) => versionOn(role, day) ?? []);
    const list = span.isOfLeaders ? (ofRoles[0] ?? ofPost) : (ofPost ?? ofRoles[0]);
    const [role] = span.isOfLeaders ? leading : roles;
    const title = held.title || list?.title || (role ? term('appointmentRole', role.role) : '');
    const why = ((): LeftOutWhy | undefined => {
      if (there.has(`${held.personId} ${held.postId ?? ''}`)) return 'there';
      if (enteredOn !== null && enteredOn > span.toOn) return 'joinedLater';
      if (list === undefined) return held.postId === null && roles.length === 0 ? 'noPost' : 'noList';
      return list.items > 0 || (evenly && list.duties > 0) ? undefined : 'noScores';
    })();
    if (why !== undefined || list === undefined) {
      const { personId, name, departmentId, day } = holding;
      leftOut.push({ personId, name, departmentId, title, day, why: why ?? 'noList' });
    } else {
      const isEven = list.items === 0;
      assessed.push({
        ...holding,
        title,
        responsibilityId: list.id,
        items: isEven ? list.duties : list.items,
        full10: isEven ? 1000 : list.full10,
      });
    }
  }
  return { assessed, leftOut };
}

/** Makes the sheets of a plan with the names of that time. @returns how many */
export function makeAppraisals(db: Writer, periodId: string, { assessed }: AppraisalPlan): number {
  const duties = new Map<string, Row<'responsibilityDuty'>[]>();
  for (const { responsibilityId, personId, departmentId, postId, name, title, day, full10 } of assessed) {
    let own = duties.get(responsibilityId);
    if (own === undefined) {
      own = scoredDuties(db, responsibilityId);
      duties.set(responsibilityId, own);
    }
    const { id: appraisalId } = db.insert('appraisal', {
      periodId,
      personId,
      departmentId,
      postId,
      responsibilityId,
      personName: name,
      department: (departmentId && departmentNames(db, day).get(departmentId)) || '',
      title,
      full10,
    });
    own.forEach(({ id, text, criteria, standard10 }, sort) => {
      db.insert('appraisalItem', { appraisalId, dutyId: id, sort, text, criteria, standard10: standard10! });
    });
  }
  return assessed.length;
}

/** Duties with points to be had; where none says any, all of them in equal parts of 100. */
function scoredDuties(reader: Reader, responsibilityId: string): Row<'responsibilityDuty'>[] {
  const all = reader.all<Row<'responsibilityDuty'>>('SELECT * FROM responsibilityDuty WHERE responsibilityId = ? ORDER BY sort, id', [
    responsibilityId,
  ]);
  const scored = all.filter(({ standard10 }) => (standard10 ?? 0) > 0);
  if (scored.length > 0) return scored;
  const even = evenScores(all.length);
  return all.map((duty, at) => ({ ...duty, standard10: even[at]! }));
}
