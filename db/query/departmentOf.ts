import type { Reader } from '../handle';
import { subjects, type Subject } from '../tables';

/** What belongs to no department because it says nothing of any: numbers given out, reasons of bulk changes. */
const neutral: ReadonlySet<Subject> = new Set(['counter', 'changeNote']);

type Image = Readonly<Record<string, unknown>>;

/**
 * Departments that a row belongs to, by one of its images; NULL among them stands for the enterprise as a whole, an empty answer for
 * what concerns nobody.
 */
function departmentsOf(reader: Reader, subject: Subject, image: Image): readonly (string | null)[] {
  if (neutral.has(subject)) return [];
  const { departmentId, riskId, riskPointId, appraisalId } = image as Readonly<Record<string, string | null | undefined>>;
  if (subject === 'department') return [image['id'] as string];
  if (subject === 'riskPoint' && departmentId === null)
    return orWhole(reader.column('SELECT DISTINCT departmentId FROM risk WHERE riskPointId = ?', [image['id'] as string]));
  if (departmentId !== undefined) return [departmentId];
  if (subject === 'person') return orWhole(ofPerson(reader, image['id'] as string));
  if (riskId) return [reader.value<string | null>('SELECT departmentId FROM risk WHERE id = ?', [riskId]) ?? null];
  if (riskPointId) return ofRecord(reader, 'riskPoint', riskPointId);
  if (appraisalId) return ofRecord(reader, 'appraisal', appraisalId);
  if (subject === 'attachment' || subject === 'disclosure')
    return ofRecord(reader, image['subject'] as Subject, image['subjectId'] as string);
  return [null];
}

const orWhole = (found: readonly (string | null)[]): readonly (string | null)[] => (found.length === 0 ? [null] : found);

const ofPerson = (reader: Reader, id: string): (string | null)[] =>
  reader.column('SELECT DISTINCT departmentId FROM assignment WHERE personId = ?', [id]);

/** Departments of a record as it stands; of the enterprise where it is gone. */
function ofRecord(reader: Reader, subject: Subject, id: string): readonly (string | null)[] {
  const row = subjects.includes(subject) ? reader.get<Image>(`SELECT * FROM "${subject}" WHERE id = ?`, [id]) : undefined;
  return row === undefined ? [null] : departmentsOf(reader, subject, row);
}

/** Whether all departments of a record lie within a scope; a scope of NULL holds everything. */
export const isWithin = (reader: Reader, scope: readonly string[] | null, subject: Subject, id: string): boolean =>
  scope === null || ofRecord(reader, subject, id).every((department) => department !== null && scope.includes(department));

/** Whether a kept file belongs to a record within a scope; without a scope every file is seen. */
export const isSeen = (reader: Reader, scope: readonly string[] | null, sha256: string): boolean =>
  scope === null ||
  reader.column<string>('SELECT id FROM attachment WHERE sha256 = ?', [sha256]).some((id) => isWithin(reader, scope, 'attachment', id));

/** Whether all that the audit holds under a condition, before and after, lies within a scope. */
function areImagesWithin(reader: Reader, scope: readonly string[], condition: string, value: string | number): boolean {
  const rows = reader.all<{ subject: Subject; before: string | null; after: string | null }>(
    `SELECT a.subject, p.before, p.after FROM audit a JOIN auditPayload p ON p.seq = a.seq WHERE ${condition}`,
    [value],
  );
  const isInside = (subject: Subject, image: string | null): boolean =>
    image === null ||
    departmentsOf(reader, subject, JSON.parse(image) as Image).every((department) => department !== null && scope.includes(department));
  return rows.every(({ subject, before, after }) => isInside(subject, before) && isInside(subject, after));
}

/** Whether everything that was written from a seq on lies within a scope. */
export const areChangesWithin = (reader: Reader, scope: readonly string[], from: number): boolean =>
  areImagesWithin(reader, scope, 'a.seq >= ?', from);

/** Whether every state that a record ever had lies within a scope: its history shows them all. */
export const isHistoryWithin = (reader: Reader, scope: readonly string[] | null, id: string): boolean =>
  scope === null || areImagesWithin(reader, scope, 'a.subjectId = ?', id);
