import { personDraft, type PersonDraft } from '../../db/domain/organization/organization';
import { maskedPhone, unmasked } from '../../db/domain/personal/mask';
import type { Reader } from '../../db/handle';
import type { Row } from '../../db/tables';
import { departmentsMeant, type DepartmentPlace } from './departmentMeant';
import type { PersonCandidate } from './people';
import { postsMeant } from './postMeant';
import { stateOf, type PlanNote, type PlanState } from './riskPlan';
import type { RowPlace } from './rowPlace';

export type PlannedPersonDraft = Omit<PersonDraft, 'departmentId' | 'postId'>;
export interface PlannedPerson extends RowPlace {
  no: string;
  state: PlanState;
  draft: PlannedPersonDraft;
  leftOn: string | null;
  department: DepartmentPlace;
  post: { id: string | null; name: string };
  existing: { id: string; revision: number } | null;
  changes: { field: string; before: string; after: string }[];
  notes: PlanNote[];
  raw: PersonCandidate['raw'];
}

/** Holds people of a sheet against those on file: by ID number, else by name, phone, department and post. */
export function planPeople({ db, today }: { db: Reader; today: string }, candidates: readonly PersonCandidate[]): PlannedPerson[] {
  const claimed = new Set<string>();
  const certificates = certificatesOf(candidates);
  const departmentOf = departmentsMeant(
    db,
    today,
    candidates.map(({ person }) => person),
  );
  const postOf = postsMeant(db, today);
  return candidates
    .filter((candidate) => candidate.duplicateOf === undefined)
    .map((candidate) => {
      const { person, no, notes: told, file, sheet, sheetRow } = candidate;
      const notes: PlanNote[] = [...told];
      const department = departmentOf(person);
      if (department.name !== '' && department.id === null)
        notes.push({ key: 'newDepartment', field: 'department', value: [...department.above, department.name].join('/') });
      const post = { id: postOf(person.post, department), name: person.post };
      const row = existingOf(db, person, { department, post }, claimed);
      if (row) {
        claimed.add(row.id);
        const place = placeOf(db, row.id);
        // Who moves leaves the post of the former department behind.
        const stays = department.name === '' || department.id === place?.departmentId;
        post.id = postOf(person.post, department, stays ? place?.postId : null);
      }
      if (row?.leftOn && row.leftOn <= today && person.leftOn === null)
        notes.push({ key: 'leftBefore', field: 'leftOn', value: person.name, params: { date: row.leftOn } });
      const phone = unmasked(person.phone, row?.phone ?? '', maskedPhone);
      if (phone === null) notes.push({ key: 'maskedNumber', field: 'phone', value: person.phone });
      const stated: PlannedPersonDraft = {
        name: person.name,
        sex: person.sex,
        idNumber: person.idNumber,
        phone: phone ?? '',
        education: person.education,
        employeeNo: person.employeeNo,
        ...(person.employer === '' ? {} : { employer: person.employer }),
        employment: person.employment ?? (row?.employment as PersonDraft['employment'] | undefined) ?? 'formal',
        isLeader: row?.isLeader === 1,
        enteredOn: person.enteredOn,
        remark: withCertificates(person.remark || (row?.remark ?? ''), certificates.get(candidate.matchKey) ?? [], notes),
      };
      const draft = row ? over(row, stated) : stated;
      const changes = row ? changesOf(db, row, draft, { department, post, leftOn: person.leftOn }) : [];
      return {
        file,
        sheet,
        sheetRow,
        no,
        raw: candidate.raw,
        draft,
        leftOn: person.leftOn,
        department,
        post,
        notes,
        changes,
        state: stateOf(row, changes),
        existing: row ? { id: row.id, revision: row.revision } : null,
      };
    });
}

/** Certificates of each person in words: a list of certificates names people more than once. */
function certificatesOf(candidates: readonly PersonCandidate[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { matchKey, person } of candidates) {
    const { certificateKind, certificateNo, certificateIssuedOn, certificateExpiresOn } = person;
    const days = [
      certificateIssuedOn === null ? '' : `${certificateIssuedOn} 发证`,
      certificateExpiresOn === null ? '' : `${certificateExpiresOn} 到期`,
    ];
    const words = [certificateKind, certificateNo, ...days].filter((part) => part !== '').join('，');
    if (words !== '') found.set(matchKey, [...(found.get(matchKey) ?? []), words]);
  }
  return found;
}

/** The remark with the certificates that it does not name yet, one a line; each is told. */
function withCertificates(remark: string, certificates: readonly string[], notes: PlanNote[]): string {
  const most = personDraft.shape.remark.maxLength ?? Infinity;
  let full = remark;
  for (const value of certificates) {
    const longer = full.includes(value) ? full : [full, `证件：${value}`].filter((part) => part !== '').join('\n');
    const fits = longer.length <= most;
    if (fits) full = longer;
    notes.push({ key: fits ? 'certificateKept' : 'certificateLeft', field: 'certificateKind', value });
  }
  return full;
}

type Place = { departmentId: string | null; postId: string | null; employer: string };
/** Where somebody works, or worked last. */
const placeOf = (db: Reader, personId: string): Place | undefined =>
  db.get<Place>(
    'SELECT departmentId, postId, employer FROM assignment WHERE personId = ? ORDER BY validTo IS NULL DESC, validFrom DESC LIMIT 1',
    [personId],
  );

/** One on file is met by one row at most. Among namesakes phone, department and post decide; otherwise nobody is meant. */
function existingOf(
  db: Reader,
  { idNumber, name, phone, employeeNo }: PersonCandidate['person'],
  { department, post }: Pick<PlannedPerson, 'department' | 'post'>,
  claimed: ReadonlySet<string>,
): Row<'person'> | undefined {
  const byNumber = idNumber === '' ? undefined : db.get<Row<'person'>>('SELECT * FROM person WHERE idNumber = ?', [idNumber]);
  if (byNumber) return claimed.has(byNumber.id) ? undefined : byNumber;
  if (employeeNo !== '') {
    const [row, second] = db.all<Row<'person'>>('SELECT * FROM person WHERE employeeNo = ? AND name = ?', [employeeNo, name]);
    if (row && !second && (idNumber === '' || row.idNumber === '')) return claimed.has(row.id) ? undefined : row;
  }
  const byName = db.all<Row<'person'>>('SELECT * FROM person WHERE name = ? ORDER BY createdAt, id', [name]);
  const possible = byName.filter((row) => !claimed.has(row.id) && (idNumber === '' || row.idNumber === ''));
  if (byName.length === 1) return possible[0];
  const fit = (row: Row<'person'>): number => {
    const place = placeOf(db, row.id);
    const told = (stated: string | null, stored: string | null | undefined, weight: number) =>
      stated === null || stated === '' || !stored ? 0 : stated === stored ? weight : -weight;
    return (
      told(phone, row.phone, 4) +
      (department.name === '' ? 0 : told(department.id ?? department.name, place?.departmentId, 2)) +
      told(post.id, place?.postId, 1)
    );
  };
  const [best, second] = possible.map((row) => ({ row, fit: fit(row) })).sort((a, b) => b.fit - a.fit);
  return best !== undefined && best.fit > 0 && best.fit !== second?.fit ? best.row : undefined;
}

const over = (row: Row<'person'>, stated: PlannedPersonDraft): PlannedPersonDraft => {
  const kept = { ...stated };
  for (const field of ['sex', 'idNumber', 'phone', 'education', 'employeeNo', 'enteredOn', 'remark'] as const) {
    if (kept[field] === '' || kept[field] === null) Object.assign(kept, { [field]: row[field] });
  }
  return kept;
};

function changesOf(
  db: Reader,
  row: Row<'person'>,
  draft: PlannedPersonDraft,
  { department, post, leftOn }: Pick<PlannedPerson, 'department' | 'post' | 'leftOn'>,
): PlannedPerson['changes'] {
  const fields = ['name', 'sex', 'idNumber', 'phone', 'education', 'employeeNo', 'employment', 'enteredOn', 'remark'] as const;
  const changes = fields
    .map((field) => ({ field: field as string, before: String(row[field] ?? ''), after: String(draft[field] ?? '') }))
    .filter(({ before, after }) => before !== after);
  const place = placeOf(db, row.id);
  if (department.name !== '' && (department.id === null || department.id !== place?.departmentId))
    changes.push({ field: 'department', before: '', after: department.name });
  if (post.name !== '' && (post.id === null || post.id !== place?.postId)) changes.push({ field: 'post', before: '', after: post.name });
  if (draft.employer !== undefined && draft.employer !== (place?.employer ?? ''))
    changes.push({ field: 'employer', before: place?.employer ?? '', after: draft.employer });
  if (leftOn !== null && leftOn !== row.leftOn) changes.push({ field: 'leftOn', before: row.leftOn ?? '', after: leftOn });
  return changes;
}
