import type { Reader } from './handle';
import type { Subject } from './tables';
import type { Writer } from './writer';

export interface Step {
  step: number;
  command: string;
  actor: string;
  at: number;
  undoes: number | null;
  rows: number;
  /** Why many records were changed at once; null where nobody was asked. */
  reason: string | null;
}

/** Commands that put something out of the house: they are voided or followed, never undone. */
export const finalCommands: ReadonlySet<string> = new Set([
  'filing.issue',
  'filing.advance',
  'filing.advanceAll',
  'filing.correctEvent',
  'filing.recordFile',
  'submission.send',
  'round.close',
  'workspace.begin',
  'person.erase',
  'copies.mergeFinal',
]);

/** Commands of accounts and upkeep: neither undone with the work nor in its way. Names that end in a dot stand for all of a subject. */
const passedOver = [
  'account.',
  'recovery.',
  'legalHold.',
  'person.reveal',
  'risk.reveal',
  'person.noteExport',
  'investigation.record',
  'erasedBackup.note',
  'evidence.noteRemoved',
  'workspace.restored',
];
export const isPassedOver = (command: string): boolean =>
  passedOver.some((name) => (name.endsWith('.') ? command.startsWith(name) : command === name));

type Head = Omit<Step, 'rows'> & { schema: number };
/** The reason of a bulk change stands in the first row of its step. */
export const reasonOf = (
  step: string,
): string => `(SELECT json_extract(np.after, '$.reason') FROM audit n JOIN auditPayload np ON np.seq = n.seq
  WHERE n.seq = ${step} AND n.subject = 'changeNote')`;
const heads = `SELECT a.step, a.command, a.actor, a.at, a.undoes, a.schema, ${reasonOf('a.step')} AS reason FROM audit a WHERE a.seq = a.step AND a.seq < ? ORDER BY a.seq DESC LIMIT ?`;
const counted = (reader: Reader, { schema: _schema, ...head }: Head): Step => ({
  ...head,
  // A reason is no record of the user's.
  rows: (reader.value<number>('SELECT count(*) FROM audit WHERE step = ?', [head.step]) ?? 0) - (head.reason === null ? 0 : 1),
});

/** Steps newest first. */
export const listSteps = (reader: Reader, limit: number, before = Number.MAX_SAFE_INTEGER): Step[] =>
  reader.all<Head>(heads, [before, limit]).map((head) => counted(reader, head));

export interface UndoState {
  /** Step that undo would take back; null when there is none or a final step bars the way. */
  undo: Step | null;
  redo: Step | null;
  /** The final step that bars the way, or one from before a migration, so that the page can say why. */
  barrier: Step | null;
}

/** What undo and redo would do now. Looks back at most a thousand steps. */
export function undoState(reader: Reader): UndoState {
  const takenBack = new Set<number>();
  const current = reader.value<number>('SELECT count(*) FROM __drizzle_migrations');
  let redo: Head | null = null;
  let ordinarySeen = false;
  let end: { undo: Head | null; barrier: Head | null } = { undo: null, barrier: null };
  for (const step of reader.iterate<Head>(heads, [Number.MAX_SAFE_INTEGER, 1000])) {
    // Images from before a migration have another shape.
    if (step.schema !== current) {
      end = { undo: null, barrier: step };
      break;
    }
    if (step.undoes !== null) {
      if (takenBack.has(step.step)) {
        takenBack.delete(step.step);
        continue;
      }
      takenBack.add(step.undoes);
      if (step.command === 'history.undo' && redo === null && !ordinarySeen) redo = step;
      continue;
    }
    if (takenBack.has(step.step) || isPassedOver(step.command)) continue;
    ordinarySeen = true;
    end = finalCommands.has(step.command) ? { undo: null, barrier: step } : { undo: step, barrier: null };
    break;
  }
  const shown = (head: Head | null): Step | null => head && counted(reader, head);
  return { undo: shown(end.undo), redo: shown(redo), barrier: shown(end.barrier) };
}

/** Writes the earlier images of a step back, last row first. @throws RevisionConflict when a row has changed since */
export function takeBack(db: Writer, step: number): void {
  const rows = db.all<{ subject: Subject; subjectId: string; before: string | null; after: string | null }>(
    'SELECT a.subject, a.subjectId, p.before, p.after FROM audit a JOIN auditPayload p ON p.seq = a.seq WHERE a.step = ? ORDER BY a.seq DESC',
    [step],
  );
  db.deferReferences();
  // That two copies were merged stays written when it is taken back: the other one's audit belongs to it.
  for (const row of rows.filter(({ subject }) => subject !== 'mergeRun')) db.restore(row.subject, row.subjectId, row.before, row.after);
}
