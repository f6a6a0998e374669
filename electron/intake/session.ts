import { createHash, randomUUID } from 'node:crypto';
import type { RiskLevel } from '../../db/domain/risk/scale';
import type { IntakeSubject } from './fields';
import type { IntakeFile, TakenFile } from './intake';
import type { IntakeFailure } from './failure';
import type { Note, Problem } from './notes';
import type { PlannedPerson } from './personPlan';
import type { PlanNote, PlannedRisk, PlanState } from './riskPlan';
import type { RefusedRow } from './risks';
import type { RowPlace } from './rowPlace';

/** An import between preview and commit; lives in the memory of the process that planned it. */
export interface IntakeSession {
  id: string;
  subject: IntakeSubject;
  sources: IntakeFile[];
  files: TakenFile[];
  failures: IntakeFailure[];
  risks: PlannedRisk[];
  people: PlannedPerson[];
  refused: RefusedRow[];
  /** Rows that say exactly what an earlier row says: taken once. */
  repeated: RepeatedRow[];
}

export interface RepeatedRow extends RowPlace {
  no: string;
  title: string;
  place: string;
  notes: readonly Note[];
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

export type RowState = PlanState | 'refused';
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

function makePreview({ risks, people, refused, repeated }: IntakeSession, lowered: boolean): PreviewRow[] {
  const told = (notes: readonly PlanNote[]): readonly PlanNote[] =>
    lowered ? notes.map((note) => (note.key === 'levelWouldFall' ? { ...note, key: 'levelFell' } : note)) : notes;
  const rows: PreviewRow[] = [
    ...repeated.map(({ file, sheet, sheetRow, no, title, place, notes }): PreviewRow => ({
      file,
      sheet,
      sheetRow,
      no,
      state: 'same',
      title,
      place,
      level: null,
      score100: null,
      changes: [],
      notes,
      problems: [],
    })),
    ...risks.map(({ file, sheet, sheetRow, no, state, draft, point, level, score100, changes, notes }): PreviewRow => ({
      file,
      sheet,
      sheetRow,
      no,
      state,
      title: draft.hazardSource,
      place: point.name,
      level,
      score100,
      changes,
      notes: told(notes),
      problems: [],
    })),
    ...people.map(({ file, sheet, sheetRow, no, state, draft, department, post, changes, notes }): PreviewRow => ({
      file,
      sheet,
      sheetRow,
      no,
      state,
      title: draft.name,
      place: [department.name, post.name].filter((part) => part !== '').join(' · '),
      level: null,
      score100: null,
      changes,
      notes,
      problems: [],
    })),
    ...refused.map(({ file, sheet, sheetRow, no, raw, notes, problems }): PreviewRow => ({
      file,
      sheet,
      sheetRow,
      no,
      state: 'refused',
      title: raw.hazardSource ?? raw.name ?? '',
      place: raw.riskPoint ?? raw.department ?? '',
      level: null,
      score100: null,
      changes: [],
      notes,
      problems,
    })),
  ];
  return rows.sort((a, b) => byWords(a.file, b.file) || byWords(a.sheet, b.sheet) || a.sheetRow - b.sheetRow);
}

/** Most lines stand in the same file and sheet as their neighbour: comparing words by the rules of a language is slow. */
const byWords = (a: string, b: string): number => (a === b ? 0 : a.localeCompare(b));
