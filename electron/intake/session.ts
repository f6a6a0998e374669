import { maskedChanges } from '../../db/domain/personal/mask';
import { createHash, randomUUID } from 'node:crypto';
import type { RiskLevel } from '../../db/domain/risk/scale';
import type { IntakeSubject } from './fields';
import type { IntakeFile, TakenFile } from './intake';
import type { IntakeFailure } from './failure';
import type { Note, Problem } from './notes';
import type { DepartmentPlan, PlannedDepartment } from './departmentPlan';
import type { PlannedPerson } from './personPlan';
import type { PlannedPost } from './postPlan';
import { isOpen, rowKey, type Question } from './questions';
import type { PlanNote, PlannedRisk, PlanState } from './riskPlan';
import type { RefusedRow } from './risks';
import type { RowPlace } from './rowPlace';

/** An import between preview and commit; lives in the memory of the process that planned it. */
export interface IntakeSession {
  id: string;
  subject: IntakeSubject;
  /** Which records there were, see `registerMark`. */
  register: string;
  sources: IntakeFile[];
  files: TakenFile[];
  failures: IntakeFailure[];
  risks: PlannedRisk[];
  people: PlannedPerson[];
  departments: PlannedDepartment[];
  posts: PlannedPost[];
  /** Departments above those of the rows that have no row of their own. */
  implied: DepartmentPlan['implied'];
  refused: RefusedRow[];
  /** Rows that say exactly what an earlier row says: taken once. */
  repeated: RepeatedRow[];
  /** Direction of the grade numbers that a person chose, by layout signature. */
  grades?: Readonly<Record<string, { direction: 'down' | 'up'; grades: 4 | 5 }>>;
  /** Mappings that a person chose for this import and those to come. */
  scales?: { lec: string; ls: string };
}

export interface RepeatedRow extends RowPlace {
  no: string;
  title: string;
  place: string;
  notes: readonly Note[];
  questions?: readonly Question[];
  matchKey?: string;
  raw?: RefusedRow['raw'];
}

/** The few most recent ones; an older session is planned again from its files. */
const kept = 3;
const sessions = new Map<string, IntakeSession>();

export function keepSession(session: Omit<IntakeSession, 'id'>): IntakeSession {
  const entry = { ...session, id: randomUUID() };
  sessions.set(entry.id, entry);
  for (const id of [...sessions.keys()].slice(0, Math.max(0, sessions.size - kept))) sessions.delete(id);
  return entry;
}
export const findSession = (id: string): IntakeSession | undefined => sessions.get(id);
export const dropSession = (id: string): void => void sessions.delete(id);

export const sourceHash = (files: readonly IntakeFile[]): string => {
  const hash = createHash('sha256');
  for (const { name, bytes } of files) hash.update(name).update(bytes);
  return hash.digest('hex');
};

/** `open`: a person may know better what it means; it is taken as new, changed or the same when nobody says. */
export type RowState = PlanState | 'open' | 'refused';
/** A line of the preview. */
export interface PreviewRow {
  file: string;
  sheet: string;
  sheetRow: number;
  no: string;
  state: RowState;
  title: string;
  place: string;
  level: RiskLevel | null;
  score100: number | null;
  changes: { field: string; before: string; after: string }[];
  notes: readonly (Note | PlanNote)[];
  problems: readonly Problem[];
  /** Names the row in the decisions of a person, with the risk that it speaks of. */
  key: string;
  of: string;
  questions: readonly Question[];
  /** Texts of its cells as written, by field. */
  raw: RefusedRow['raw'];
}

/** Lines that were asked for before, by session: a list asks for them again with every window. */
const previews = new WeakMap<IntakeSession, Map<boolean, readonly PreviewRow[]>>();

/**
 * All lines of a session in the order of the files: planned and refused ones together.
 * @param lowered two people stand for the levels that fall
 */
export function previewRows(session: IntakeSession, lowered = false): readonly PreviewRow[] {
  const made = previews.get(session) ?? new Map<boolean, readonly PreviewRow[]>();
  previews.set(session, made);
  let rows = made.get(lowered);
  if (rows === undefined) made.set(lowered, (rows = makePreview(session, lowered)));
  return rows;
}

function makePreview({ risks, people, departments, posts, refused, repeated }: IntakeSession, lowered: boolean): PreviewRow[] {
  const told = (notes: readonly PlanNote[]): readonly PlanNote[] =>
    lowered ? notes.map((note) => (note.key === 'levelWouldFall' ? { ...note, key: 'levelFell' } : note)) : notes;
  const rows: PreviewRow[] = [
    ...repeated.map((row) => lineOf(row, { state: 'same', title: row.title, place: row.place, notes: row.notes })),
    ...risks.map((row) =>
      lineOf(row, {
        state: isOpen(row.questions) ? 'open' : row.state,
        title: row.draft.hazardSource,
        place: row.point.name,
        level: row.level,
        score100: row.score100,
        changes: maskedChanges('risk', row.changes),
        notes: told(row.notes),
      }),
    ),
    ...people.map((row) =>
      lineOf(row, {
        state: row.state,
        title: row.draft.name,
        place: [row.department.name, row.post.name].filter((part) => part !== '').join(' · '),
        changes: maskedChanges('person', row.changes),
        notes: row.notes,
      }),
    ),
    ...departments.map((row) =>
      lineOf(row, {
        state: isOpen(row.questions) ? 'open' : row.state,
        title: row.name,
        place: row.parent?.name ?? '',
        changes: row.changes,
        notes: row.notes,
      }),
    ),
    ...posts.map((row) =>
      lineOf(row, {
        state: row.state,
        title: row.draft.name,
        place: row.department.name,
        changes: row.changes,
        notes: row.notes,
      }),
    ),
    ...refused.map((row) =>
      lineOf(row, {
        state: 'refused',
        title: row.raw.hazardSource ?? row.raw.name ?? row.raw.departmentName ?? row.raw.postName ?? '',
        place: row.raw.riskPoint ?? row.raw.department ?? row.raw.parent ?? row.raw.postDepartment ?? '',
        notes: row.notes,
        problems: row.problems,
      }),
    ),
  ];
  return rows.sort((a, b) => byWords(a.file, b.file) || byWords(a.sheet, b.sheet) || a.sheetRow - b.sheetRow);
}

/** Most lines stand in the same file and sheet as their neighbour: comparing words by the rules of a language is slow. */
const byWords = (a: string, b: string): number => (a === b ? 0 : a.localeCompare(b));

type Line = Pick<PreviewRow, 'state' | 'title' | 'place' | 'notes'> & Partial<PreviewRow>;

const lineOf = (
  row: RowPlace & { no: string; matchKey?: string; raw?: RefusedRow['raw']; questions?: readonly Question[] },
  line: Line,
): PreviewRow => ({
  file: row.file,
  sheet: row.sheet,
  sheetRow: row.sheetRow,
  no: row.no,
  key: rowKey(row),
  of: row.matchKey ?? '',
  get raw() {
    return row.raw ?? {};
  },
  questions: row.questions ?? [],
  level: null,
  score100: null,
  changes: [],
  problems: [],
  ...line,
});
