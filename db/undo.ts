import type { Reader } from './handle';
import type { Subject } from './tables';
import type { Writer } from './writer';

export interface Step { step: number; command: string; actor: string; at: number; undoes: number | null; rows: number }

/** Commands that put something out of the house: they are voided or followed, never undone. */
export const finalCommands: ReadonlySet<string> = new Set(['filing.issue', 'filing.advance', 'filing.recordFile', 'round.close', 'workspace.begin']);

/** Steps newest first. */
export const listSteps = (reader: Reader, limit: number, before = Number.MAX_SAFE_INTEGER): Step[] => reader.all<Step>(
  `SELECT a.step, a.command, a.actor, a.at, a.undoes, (SELECT count(*) FROM audit x WHERE x.step = a.step) AS rows
    FROM audit a WHERE a.seq = a.step AND a.seq < ? ORDER BY a.seq DESC LIMIT ?`, [before, limit]);

export interface UndoState {
  /** Step that undo would take back; null when there is none or a final step bars the way. */
  undo: Step | null;
  redo: Step | null;
  /** The final step that bars the way, so that the page can say why. */
  barrier: Step | null;
}

/** What undo and redo would do now. Looks back at most a thousand steps. */
export function undoState(reader: Reader): UndoState {
  const takenBack = new Set<number>();
  let redo: Step | null = null;
  let ordinarySeen = false;
  for (const step of listSteps(reader, 1000)) {
    if (step.undoes !== null) {
      if (takenBack.has(step.step)) {
        takenBack.delete(step.step);
        continue;
      }
      takenBack.add(step.undoes);
      if (step.command === 'history.undo' && redo === null && !ordinarySeen) redo = step;
      continue;
    }
    if (takenBack.has(step.step)) continue;
    ordinarySeen = true;
    if (finalCommands.has(step.command)) return { undo: null, redo, barrier: step };
    return { undo: step, redo, barrier: null };
  }
  return { undo: null, redo, barrier: null };
}

/** Writes the earlier images of a step back, last row first. @throws RevisionConflict when a row has changed since */
export function takeBack(db: Writer, step: number): void {
  const rows = db.all<{ subject: Subject; subjectId: string; before: string | null; after: string | null }>(
    'SELECT a.subject, a.subjectId, p.before, p.after FROM audit a JOIN auditPayload p ON p.seq = a.seq WHERE a.step = ? ORDER BY a.seq DESC', [step]);
  for (const row of rows) db.restore(row.subject, row.subjectId, row.before, row.after);
}

export interface RecordChange { seq: number; at: number; actor: string; command: string; before: Record<string, unknown> | null; after: Record<string, unknown> | null }

/** History of one record, newest first. */
export const recordHistory = (reader: Reader, id: string, limit: number): RecordChange[] => reader.all<{ seq: number; at: number; actor: string; command: string; before: string | null; after: string | null }>(
  `SELECT a.seq, a.at, a.actor, a.command, p.before, p.after FROM audit a JOIN auditPayload p ON p.seq = a.seq
    WHERE a.subjectId = ? ORDER BY a.seq DESC LIMIT ?`, [id, limit],
).map((row) => ({ ...row, before: row.before === null ? null : JSON.parse(row.before) as Record<string, unknown>, after: row.after === null ? null : JSON.parse(row.after) as Record<string, unknown> }));
