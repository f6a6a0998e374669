import { appointmentRoles, type AppointmentRole } from '../domain/organization/appointment';
import { dutiesConcerned, holderGaps, periodBefore } from '../domain/responsibility/trace';
import type { Trace, TraceBasis, TraceHolder, TraceLink, TraceList, TraceSubject } from '../domain/responsibility/trace';
import { versionOn, dutiesOf } from './responsibility';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import { inForce } from './asOf';
import { personNow, rowOn } from './past';
import type { Owner } from './riskOwner';
import { acknowledgedOn, letterOn, personOn, placeOn } from './tracePerson';
import { traceSources, type TraceSource } from './traceSource';
import { departmentsOf, type PastUnit } from './traceUnit';

/** Offices of the enterprise in their order; one that is asked for is told of where nobody holds it, too. */
const offices: readonly { role: AppointmentRole; isAsked: boolean }[] = [
  { role: 'fullTimeOfficer', isAsked: true },
  { role: 'partTimeOfficer', isAsked: false },
  { role: 'certifiedSafetyEngineer', isAsked: false },
  { role: 'safetyDirector', isAsked: true },
  { role: 'safetyDeputy', isAsked: true },
  { role: 'technicalLead', isAsked: false },
  { role: 'principal', isAsked: true },
  { role: 'legalRep', isAsked: true },
  { role: 'actualController', isAsked: true },
];
const equipmentOffices = ['equipmentSafetyOfficer', 'equipmentSafetyDirector'] as const satisfies readonly AppointmentRole[];
/** Names that the record of the enterprise states without an appointment. */
const statedRoles = ['legalRep', 'actualController', 'principal'] as const;

/** People at one place of the chain at most. */
const mostHolders = 100;

/** Who was responsible for a record on a day, from whoever stands nearest to the head of the enterprise. @returns undefined where there is no such record */
export function traceOf(
  reader: Reader,
  today: string,
  { subject, id, day: asked, months }: { subject: TraceSubject; id: string; day: string | null; months: number },
): Trace | undefined {
  const source = traceSources[subject](reader, id, asked, today);
  if (source === undefined) return undefined;
  const day = asked ?? source.eventDay;
  const from = periodBefore(day, months);
  const units = departmentsOf(reader, source.departmentId, day);
  const scene: Scene = { reader, subject, day };
  const isOfDepartment = subject !== 'round' && subject !== 'filing';
  const links: TraceLink[] = [
    ...(subject === 'department' ? [] : [direct(scene, source)]),
    ...(source.leaders.length === 0 ? [] : [leading(scene, source.leaders)]),
    // The head of a company stands below, among the offices of the enterprise.
    ...units.map((unit) => heading(scene, unit)).filter(({ holders, gaps }) => holders.length > 0 || gaps.length > 0),
    ...officeLinks(scene, source, units),
  ];
  const people = [...new Set(links.flatMap((link) => link.holders.flatMap(({ personId }) => personId ?? [])))].map((personId) =>
    personOn(reader, personId, from, day),
  );
  return {
    subject,
    id: source.id,
    shownId: source.shownId ?? source.id,
    number: source.number,
    title: source.title,
    day,
    eventDay: source.eventDay,
    from,
    facts: source.facts,
    recordedOn: source.recordedOn,
    units: units.map(({ id: unitId, name, endedOn, successor }) => ({ id: unitId, name, endedOn, successor })),
    links,
    people,
    events: source.events,
    gaps: [
      ...(source.isLater ? (['recordedLater'] as const) : []),
      ...(isOfDepartment && units.length === 0 ? (['noDepartment'] as const) : []),
    ],
  };
}

interface Scene {
  reader: Reader;
  subject: TraceSubject;
  day: string;
}

/** Those who answered for the record itself. */
function direct(scene: Scene, { owners }: TraceSource): TraceLink {
  const holders = owners.flatMap((owner) => ownersHolding(scene, owner)).slice(0, mostHolders);
  return {
    kind: 'direct',
    role: null,
    unit: '',
    holders,
    gaps: owners.length === 0 ? ['noOwner'] : holders.length === 0 ? ['noHolder'] : [],
  };
}

function ownersHolding(scene: Scene, { ownerId, ownerPostId, ownerText }: Owner): TraceHolder[] {
  if (ownerId !== null) return [holderOf(scene, ownerId, 'owner', ownerText)];
  if (ownerPostId !== null) return postHolders(scene, ownerPostId);
  return named(scene, ownerText, 'owner');
}

const postHolders = (scene: Scene, postId: string): TraceHolder[] =>
  scene.reader
    .column<string>(
      `SELECT a.personId FROM assignment a JOIN person p ON p.id = a.personId WHERE a.postId = @postId AND ${inForce('a')} ORDER BY p.name, p.id`,
      { postId, day: scene.day },
    )
    .map((personId) => holderOf(scene, personId, 'ownerPost', ''));

/** Whom a mere name meant on the day: the one person of that name, else the one post, else the name itself. */
function named(scene: Scene, words: string, basis: TraceBasis): TraceHolder[] {
  const { reader, day } = scene;
  const name = words.trim();
  const people = reader.column<string>(
    `SELECT id FROM person WHERE name = @name AND (enteredOn IS NULL OR enteredOn <= @day) AND (leftOn IS NULL OR leftOn >= @day)`,
    { name, day },
  );
  if (people.length === 1) return [holderOf(scene, people[0]!, basis, name)];
  const posts = people.length > 0 ? [] : reader.column<string>(`SELECT id FROM post WHERE name = @name AND ${inForce()}`, { name, day });
  if (posts.length === 1) return postHolders(scene, posts[0]!);
  return [nameOnly(scene, name, basis, people.length)];
}

/** Somebody of whom only the name is known. */
const nameOnly = ({ day }: Scene, name: string, basis: TraceBasis, namesakes: number): TraceHolder => ({
  personId: null,
  name,
  department: '',
  post: '',
  basis,
  title: '',
  scope: '',
  documentNumber: '',
  since: null,
  list: null,
  acknowledgedOn: null,
  gaps: holderGaps({ day, personId: null, namesakes, basis, post: '', enteredOn: null, leftOn: null, hasList: false, acknowledgedOn: null, letter: null }), // prettier-ignore
});

type Office = Pick<Row<'appointment'>, 'role' | 'title' | 'scope' | 'documentNumber' | 'validFrom'>;

/** Somebody of the register with the place of that day, the list in force for it and what was signed. */
function holderOf(scene: Scene, asked: string, basis: TraceBasis, words: string, office?: Office): TraceHolder {
  const { reader, day } = scene;
  const personId = personNow(reader, asked);
  if (personId === null) {
    const name = rowOn(reader, 'person', asked, day)?.row.name ?? words;
    return nameOnly(scene, name, basis, 0);
  }
  const past = rowOn(reader, 'person', personId, day)!.row;
  const now = reader.get<Pick<Row<'person'>, 'enteredOn' | 'leftOn'>>('SELECT enteredOn, leftOn FROM person WHERE id = ?', [personId])!;
  const place = placeOn(reader, personId, day);
  const list = listOn(scene, office?.role as AppointmentRole | undefined, place.postId);
  const acknowledged = list === null ? null : acknowledgedOn(reader, personId, list.id, day);
  const letter = letterOn(reader, personId, day);
  return {
    personId,
    name: past.name,
    department: place.department,
    post: place.post,
    basis,
    title: office?.title ?? '',
    scope: office?.scope ?? '',
    documentNumber: office?.documentNumber ?? '',
    since: office?.validFrom ?? null,
    list,
    acknowledgedOn: acknowledged,
    gaps: holderGaps({
      day,
      personId,
      namesakes: 1,
      basis,
      post: place.post || (office?.title ?? '') || (office === undefined ? '' : office.role),
      enteredOn: now.enteredOn,
      leftOn: now.leftOn,
      hasList: list !== null,
      acknowledgedOn: acknowledged,
      letter,
    }),
  };
}

/** The list of the office, else of the post, in force on the day, with the duties that concern the matter. */
function listOn({ reader, subject, day }: Scene, role: AppointmentRole | undefined, postId: string | null): TraceList | null {
  const version =
    (role === undefined ? undefined : versionOn(reader, { role }, day)) ??
    (postId === null ? undefined : versionOn(reader, { postId }, day));
  if (version === undefined) return null;
  const duties = dutiesOf(reader, version.id).map(({ text, frequency }) => ({ text, frequency }));
  const { id, title, version: number, validFrom, approvedBy, approvedOn } = version;
  return { id, title, version: number, validFrom: validFrom!, approvedBy, approvedOn, total: duties.length, duties: dutiesConcerned(duties, subject) }; // prettier-ignore
}

/** 责任领导 as the record names them. */
const leading = (scene: Scene, names: readonly string[]): TraceLink => ({
  kind: 'leader',
  role: null,
  unit: '',
  holders: names.flatMap((name) => named(scene, name, 'leader')).slice(0, mostHolders),
  gaps: [],
});

/** Who headed a department: appointed, else by the level of the post. */
function heading(scene: Scene, { name, kind, keptId }: PastUnit): TraceLink {
  const { reader, day } = scene;
  const appointed = appointedTo(scene, 'departmentHead', [keptId]);
  const byPost = () =>
    reader
      .column<string>(
        `SELECT a.personId FROM assignment a JOIN post o ON o.id = a.postId JOIN person p ON p.id = a.personId
          WHERE a.departmentId = @id AND ${inForce('a')} AND o.level = @level ORDER BY p.name, p.id`,
        { id: keptId, day, level: kind === 'team' ? 'team' : 'departmentHead' },
      )
      .map((personId) => holderOf(scene, personId, 'postLevel', ''));
  const holders = appointed.length > 0 || kind === 'company' ? appointed : byPost();
  return { kind: 'head', role: 'departmentHead', unit: name, holders, gaps: holders.length > 0 || kind === 'company' ? [] : ['noHead'] };
}

/** Who held an office on the day; of offices within departments only those of the departments concerned. */
function appointedTo(scene: Scene, role: AppointmentRole, departmentIds: readonly string[] | null): TraceHolder[] {
  return scene.reader
    .all<Office & { personId: string; departmentId: string | null }>(
      `SELECT a.role, a.title, a.scope, a.documentNumber, a.validFrom, a.personId, a.departmentId FROM appointment a
        WHERE a.role = @role AND ${inForce('a')} ORDER BY a.validFrom, a.id`,
      { role, day: scene.day },
    )
    .filter(({ departmentId }) => departmentIds === null || (departmentId !== null && departmentIds.includes(departmentId)))
    .map((office) => holderOf(scene, office.personId, 'appointed', '', office));
}

/** Officers of the departments concerned, else all of the enterprise; then its heads. */
function officeLinks(scene: Scene, { isSpecialEquipment }: TraceSource, units: readonly PastUnit[]): TraceLink[] {
  const asked = [...(isSpecialEquipment ? equipmentOffices.map((role) => ({ role, isAsked: true })) : []), ...offices];
  const within = units.map(({ keptId }) => keptId);
  return asked.flatMap(({ role, isAsked }): TraceLink[] => {
    const own = isOfficer.has(role) ? appointedTo(scene, role, within) : [];
    const holders = own.length > 0 ? own : appointedTo(scene, role, null);
    const stated = holders.length > 0 ? [] : statedFor(scene, role);
    const all = [...holders, ...stated].slice(0, mostHolders);
    if (all.length === 0 && !isAsked) return [];
    return [{ kind: 'office', role, unit: '', holders: all, gaps: all.length === 0 ? ['noHolder'] : [] }];
  });
}
const isOfficer: ReadonlySet<AppointmentRole> = new Set(appointmentRoles.filter((role) => role.endsWith('Officer')));

/** Whom the record of the enterprise named on the day. */
function statedFor(scene: Scene, role: AppointmentRole): TraceHolder[] {
  const key = statedRoles.find((known) => known === role);
  const id = scene.reader.value<string>('SELECT id FROM enterprise LIMIT 1');
  const name = key === undefined || id === undefined ? '' : (rowOn(scene.reader, 'enterprise', id, scene.day)?.row[key] ?? '').trim();
  return name === '' ? [] : named(scene, name, 'stated');
}
