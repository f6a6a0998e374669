import { z } from 'zod';
import { verifyAudit } from '../../db/verify';
import { listSteps, recordHistory, takeBack, undoState } from '../../db/undo';
import { conflict } from './failure';
import { command, query, task } from './procedure';

export const undoNow = command(z.object({}), ({ db }) => {
  const { undo, barrier } = undoState(db);
  if (!undo) throw conflict(barrier ? 'undoBarrier' : 'nothingToUndo', barrier ? { command: barrier.command } : {});
  db.context.undoes = undo.step;
  takeBack(db, undo.step);
  return { step: undo.step, command: undo.command };
});

export const redoNow = command(z.object({}), ({ db }) => {
  const { redo } = undoState(db);
  if (!redo) throw conflict('nothingToRedo');
  db.context.undoes = redo.step;
  takeBack(db, redo.step);
  return { step: redo.step, command: db.value<string>('SELECT command FROM audit WHERE seq = ?', [redo.undoes]) ?? redo.command };
});

export const history = query(z.object({}), ({ db }) => undoState(db));
export const steps = query(
  z.object({ limit: z.number().int().min(1).max(200), before: z.number().int().optional() }),
  ({ db }, { limit, before }) => listSteps(db, limit, before),
);
export const ofRecord = query(z.object({ id: z.string(), limit: z.number().int().min(1).max(200) }), ({ db }, { id, limit }) =>
  recordHistory(db, id, limit),
);
/** A task, because it reads everything: queries go on meanwhile. */
export const verify = task(z.object({}), ({ db }) => Promise.resolve(db.snapshot(() => verifyAudit(db))));
