import type { AdoptedPost } from '../domain/responsibility/library';
import type { SampleStaff } from '../domain/sample';
import { term } from '../domain/term';
import type { Writer } from '../writer';
import { roleOn } from './inspection';
import { issueLetters, planLetters } from './letter';
import { holdersOf, insertAdopted } from './responsibility';
import { nextCount } from './risk';
import { cascadeTargets, insertTarget } from './target';

/** What the catalogues say where the sample enterprise is. */
export interface StaffScene {
  /** A post of the duty library with its duties there. */
  libraryPost(id: string): AdoptedPost;
  /** Words of an item of the committee's agenda. */
  agendaText(key: string): string;
  rewards: string;
}

/** Ids by the keys of the sample. */
export interface SampleKeys {
  people: ReadonlyMap<string, string>;
  departments: ReadonlyMap<string, string>;
  posts: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, string>;
}

/** Offices, duty lists, targets, letters, meetings and inspections of the sample enterprise. */
export function fillStaff(db: Writer, staff: SampleStaff, keys: SampleKeys, scene: StaffScene): void {
  const unit = (key: string | null): string | null => (key === null ? null : keys.departments.get(key)!);
  for (const { department, ...body } of staff.bodies)
    db.insert('safetyBody', { ...body, departmentId: unit(department), validFrom: '2025-10-01', validTo: null });
  for (const { person, department, ...office } of staff.appointments)
    db.insert('appointment', { ...office, personId: keys.people.get(person)!, departmentId: unit(department) });
  insertLists(db, staff.lists, keys, scene);
  insertLetters(db, staff, keys, scene);
  for (const meeting of staff.meetings) insertMeeting(db, meeting, staff, keys, scene);
  for (const inspection of staff.inspections) insertInspection(db, inspection, keys);
}

function insertLists(db: Writer, lists: SampleStaff['lists'], { posts }: SampleKeys, scene: StaffScene): void {
  const { acknowledgedOn, unread, roles, posts: taken, ...head } = lists;
  const owners = [
    ...Object.entries(taken).map(([key, from]) => ({ key, from, owner: { postId: posts.get(key)! } })),
    ...roles.map(({ role, from }) => ({ key: role, from, owner: { role } })),
  ];
  for (const { key, from, owner } of owners) {
    const { list, duties } = scene.libraryPost(from);
    const title = 'postId' in owner ? db.find('post', owner.postId)!.name : term('appointmentRole', owner.role);
    if ('postId' in owner) db.update('post', owner.postId, { level: list.level });
    const { id } = db.insert('responsibility', { ...head, ...owner, ...list, title, version: 1, status: 'approved' });
    insertAdopted(db, id, duties);
    if (unread.includes(key)) continue;
    for (const { personId } of holdersOf(db, acknowledgedOn, owner, id))
      db.insert('acknowledgement', { responsibilityId: id, personId, on: acknowledgedOn, way: 'signature' });
  }
}

function insertLetters(db: Writer, { targets, letters }: SampleStaff, keys: SampleKeys, { rewards }: StaffScene): void {
  const { year } = targets;
  for (const target of targets.enterprise) insertTarget(db, { ...target, year, departmentId: null, postId: null });
  cascadeTargets(
    db,
    year,
    targets.departments.map((key) => keys.departments.get(key)!),
  );
  const { issuer, unsigned, sentOn, signedOn, ...head } = letters;
  const draft = { ...head, issuerId: keys.people.get(issuer)!, issuerName: keys.names.get(issuer)!, isByLevel: true, rewards, remark: '' };
  const { batchId } = issueLetters(db, draft, planLetters(db, year, letters.issuedOn, null));
  const open = new Set(unsigned.map((key) => keys.people.get(key)));
  for (const { id, personId } of db.all<{ id: string; personId: string }>('SELECT id, personId FROM letter WHERE batchId = ?', [batchId]))
    db.update('letter', id, open.has(personId) ? { state: 'sent', sentOn } : { state: 'signed', sentOn, signedOn });
}

/** Words of a person's post. */
const postOf = (db: Writer, personId: string): string =>
  db.value<string>(
    'SELECT o.name FROM assignment a JOIN post o ON o.id = a.postId WHERE a.personId = ? ORDER BY a.validFrom DESC LIMIT 1',
    [personId],
  ) ?? '';

function insertMeeting(
  db: Writer,
  meeting: SampleStaff['meetings'][number],
  staff: SampleStaff,
  keys: SampleKeys,
  scene: StaffScene,
): void {
  const { absent, agenda, resolutions, ...head } = meeting;
  const year = head.heldOn.slice(0, 4);
  const inCommittee = staff.appointments.filter(({ role }) => role.startsWith('committee'));
  const chair = inCommittee.find(({ role }) => role === 'committeeChair')!.person;
  const recorder = inCommittee.find(({ role }) => role === 'committeeSecretary')!.person;
  const { id } = db.insert('committeeMeeting', {
    ...head,
    no: `AWH-${year}-${String(nextCount(db, 'committeeMeeting', year)).padStart(3, '0')}`,
    place: '公司会议室',
    chairId: keys.people.get(chair)!,
    chairName: keys.names.get(chair)!,
    recorder: keys.names.get(recorder)!,
    agenda: JSON.stringify(agenda.map((key) => ({ key, text: scene.agendaText(key) }))),
  });
  for (const [sort, { person }] of inCommittee.entries()) {
    const personId = keys.people.get(person)!;
    const away = absent.find((entry) => entry.person === person);
    db.insert('meetingAttendee', {
      meetingId: id,
      sort,
      personId,
      name: keys.names.get(person)!,
      title: postOf(db, personId),
      isPresent: away === undefined ? 1 : 0,
      note: away?.note ?? '',
    });
  }
  for (const [at, { department, owner, agendaKey, ...resolution }] of resolutions.entries())
    db.insert('resolution', {
      ...resolution,
      agendaKey: scene.agendaText(agendaKey),
      ...ownerOf(keys, owner, department),
      meetingId: id,
      sort: at + 1,
    });
}

function insertInspection(db: Writer, inspection: SampleStaff['inspections'][number], keys: SampleKeys): void {
  const { inspector, isFullScope, findings, ...head } = inspection;
  const year = head.on.slice(0, 4);
  const personId = keys.people.get(inspector)!;
  const name = keys.names.get(inspector)!;
  const { id } = db.insert('leaderInspection', {
    ...head,
    no: `DDJC-${year}-${String(nextCount(db, 'leaderInspection', year)).padStart(3, '0')}`,
    inspectorId: personId,
    inspectorName: name,
    role: roleOn(db, { id: personId, name }, head.on),
    isFullScope: isFullScope ? 1 : 0,
    signedOn: head.on,
  });
  for (const [sort, { department, owner, ...finding }] of findings.entries())
    db.insert('inspectionFinding', { ...finding, ...ownerOf(keys, owner, department), inspectionId: id, sort });
}

const ownerOf = (keys: SampleKeys, owner: string, department: string | null) => ({
  departmentId: department === null ? null : keys.departments.get(department)!,
  ownerId: keys.people.get(owner)!,
  ownerText: keys.names.get(owner)!,
});
