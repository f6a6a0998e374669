import { leaderRoles, type AppointmentRole } from '../domain/organization/appointment';
import { taskState, type TaskState } from '../domain/performance/committee';
import { monthsOf, type FindingDraft, type MonthOfYear } from '../domain/performance/inspection';
import type { Reader, SqlValue } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';
import { inForce } from './asOf';
import { readEnterprise } from './enterprise';

export interface InspectionRow extends Omit<Row<'leaderInspection'>, 'role'> {
  role: AppointmentRole | null;
  findings: number;
  unfinished: number;
  overdue: number;
}

export interface InspectionWindow {
  offset: number;
  limit: number;
  text: string;
  /** `YYYY` or `YYYY-MM`, empty for all. */
  period: string;
}

const escaped = (text: string): string => `%${text.trim().replaceAll(/[%_\\]/g, '\\$&')}%`;
const count = (condition: string): string => `(SELECT count(*) FROM inspectionFinding f WHERE f.inspectionId = i.id AND ${condition})`;
const rowSql = `SELECT i.*, ${count('1')} AS findings, ${count('f.doneOn IS NULL')} AS unfinished,
  ${count('f.doneOn IS NULL AND f.dueOn < @today')} AS overdue FROM leaderInspection i`;

/** 带队检查, the last one first. */
export function listInspections(
  reader: Reader,
  today: string,
  { offset, limit, text, period }: InspectionWindow,
): { rows: InspectionRow[]; total: number } {
  const where = `WHERE (i.no LIKE @like ESCAPE '\\' OR i.inspectorName LIKE @like ESCAPE '\\' OR i.scope LIKE @like ESCAPE '\\') AND i."on" LIKE @period`;
  const params: Record<string, SqlValue> = { like: escaped(text), period: `${period}%` };
  return {
    rows: reader.all<InspectionRow>(`${rowSql} ${where} ORDER BY i."on" DESC, i.no DESC LIMIT @limit OFFSET @offset`, {
      ...params,
      today,
      limit,
      offset,
    }),
    total: reader.value<number>(`SELECT count(*) FROM leaderInspection i ${where}`, params) ?? 0,
  };
}

export interface FindingView extends FindingDraft {
  id: string;
  state: TaskState;
}
export type InspectionView = InspectionRow & { list: FindingView[] };

export function getInspection(reader: Reader, id: string, today: string): InspectionView | undefined {
  const row = reader.get<InspectionRow>(`${rowSql} WHERE i.id = @id`, { id, today });
  return row && { ...row, list: findingsOf(reader, 'inspectionId', id, today) };
}

const findingsOf = (reader: Reader, column: 'inspectionId' | 'ownerId', id: string, today: string): FindingView[] =>
  reader
    .all<Omit<FindingView, 'state'>>(
      `SELECT id, text, place, ownerId, ownerText, measure, dueOn, doneOn, doneNote, verifiedBy, verifiedOn
        FROM inspectionFinding WHERE ${column} = ? ORDER BY inspectionId, sort, id`,
      [id],
    )
    .map((finding) => ({ ...finding, state: taskState(finding, today) }));

/** What somebody has still to put right: what a leaver hands over. */
export const openFindingsOf = (reader: Reader, personId: string, today: string): FindingView[] =>
  findingsOf(reader, 'ownerId', personId, today).filter(({ doneOn }) => doneOn === null);

/** Brings the findings in line with what is stated, in its order; with one that is gone go its photos. */
export function keepFindings(db: Writer, inspectionId: string, findings: readonly FindingDraft[]): void {
  const known = new Set(db.column<string>('SELECT id FROM inspectionFinding WHERE inspectionId = ?', [inspectionId]));
  for (const [at, { id, ...rest }] of findings.entries()) {
    const row = { ...rest, inspectionId, sort: at };
    if (id !== undefined && known.delete(id)) db.update('inspectionFinding', id, row);
    else db.insert('inspectionFinding', row);
  }
  for (const id of known) {
    db.removeOf('attachment', 'subjectId', id);
    db.remove('inspectionFinding', id);
  }
}

/** The office in which somebody leads an inspection on a day: 法定代表人 first; as the record of the enterprise has it where nobody is appointed. */
export function roleOn(reader: Reader, { id, name }: { id: string; name: string }, day: string): AppointmentRole | null {
  const held = reader.column<AppointmentRole>(`SELECT role FROM appointment WHERE personId = @id AND ${inForce()}`, { id, day });
  const found = leaderRoles.find((role) => held.includes(role));
  if (found === 'legalRep' || found === 'actualController') return found;
  const enterprise = readEnterprise(reader);
  for (const role of ['legalRep', 'actualController'] as const) {
    const isHeld = reader.value(`SELECT 1 FROM appointment WHERE role = @role AND ${inForce()}`, { role, day });
    if (isHeld === undefined && enterprise[role] === name) return role;
  }
  return found ?? null;
}

/** The months of a year with the full inspections of 法定代表人 or 实际控制人 (D05). */
export const inspectionMonths = (reader: Reader, year: number, today: string): MonthOfYear[] =>
  monthsOf(
    year,
    reader.all<{ no: string; on: string }>(
      `SELECT no, "on" FROM leaderInspection WHERE isFullScope = 1 AND role IN ('legalRep', 'actualController') AND "on" LIKE ? ORDER BY "on"`,
      [`${year}-%`],
    ),
    today,
    readEnterprise(reader).startDate,
  );

const mostMonths = 24;
/** Months that are over without such an inspection since the 启用日期, newest first, two years at most. */
export function monthsMissing(reader: Reader, today: string): string[] {
  const year = Number(today.slice(0, 4));
  return [year, year - 1, year - 2]
    .flatMap((each) => inspectionMonths(reader, each, today).toReversed())
    .flatMap(({ month, state }) => (state === 'missing' ? [month] : []))
    .slice(0, mostMonths);
}

/** Findings that are not put right in time, with the earliest day. */
export const findingFigures = (reader: Reader, today: string): { overdue: number; first: string | null } =>
  reader.get(`SELECT count(*) AS overdue, min(f.dueOn) AS first FROM inspectionFinding f WHERE f.doneOn IS NULL AND f.dueOn < @today`, {
    today,
  })!;
