import { z } from 'zod';
import { verifyAudit, type Witness } from '../../db/verify';
import { provenBackups } from '../workspace/backup/catalogue';
import { targetBackups } from '../workspace/target';
import { minuteOf } from '../workspace/wording';
import { listSteps, takeBack, undoState, type Step } from '../../db/undo';
import { id, isoDate } from '../../db/domain/field';
import { dayStart } from '../../db/domain/period';
import { isHistoryWithin } from '../../db/query/departmentOf';
import { changeFacets, findChanges, namesIn, recordHistory } from '../../db/query/history';
import { binSubjects, CannotRestore, listRemoved, restoreRemoved } from '../../db/query/recycle';
import { noteRiskChange } from '../../db/query/roundRisk';
import { subjects } from '../../db/tables';
import { conflict, forbidden } from './failure';
import { command, query, task, type CommandScene, type QueryScene } from './procedure';

/** Whether a session may take a step back or bring it again: 部门填报 only what was done under the own name. */
const isOwn = ({ db, session }: QueryScene | CommandScene, step: number): boolean =>
  session.role !== 'reporter' || db.value('SELECT 1 FROM audit WHERE seq = ? AND accountId = ?', [step, session.accountId]) !== undefined;

export const undoNow = command(
  z.object({}),
  (scene) => {
    const { db } = scene;
    const { undo, barrier } = undoState(db);
    if (undo && !isOwn(scene, undo.step)) throw forbidden('othersStep');
    if (!undo) throw conflict(barrier ? 'undoBarrier' : 'nothingToUndo', barrier ? { command: barrier.command } : {});
    db.context.undoes = undo.step;
    takeBack(db, undo.step);
    return { step: undo.step, command: undo.command };
  },
  { precaution: ({ db }) => undoState(db).undo?.rows ?? 0 },
);

export const redoNow = command(
  z.object({}),
  (scene) => {
    const { db } = scene;
    const { redo } = undoState(db);
    if (redo && !isOwn(scene, redo.step)) throw forbidden('othersStep');
    if (!redo) throw conflict('nothingToRedo');
    db.context.undoes = redo.step;
    takeBack(db, redo.step);
    return { step: redo.step, command: db.value<string>('SELECT command FROM audit WHERE seq = ?', [redo.undoes]) ?? redo.command };
  },
  { precaution: ({ db }) => undoState(db).redo?.rows ?? 0 },
);

export const history = query(z.object({}), (scene) => {
  const { undo, redo, barrier } = undoState(scene.db);
  const own = (step: Step | null) => (step && scene.session.role !== 'viewer' && isOwn(scene, step.step) ? step : null);
  return { undo: own(undo), redo: own(redo), barrier: own(barrier) };
});
export const steps = query(
  z.object({ limit: z.number().int().min(1).max(200), before: z.number().int().optional() }),
  ({ db }, { limit, before }) => listSteps(db, limit, before),
);
export const ofRecord = query(z.object({ id: z.string(), limit: z.number().int().min(1).max(200) }), ({ db, scope }, { id, limit }) =>
  isHistoryWithin(db, scope, id) ? recordHistory(db, id, limit) : [],
);

/** What limits the changes that are looked for; days are local ones, both included. */
export const changeFilter = z.object({
  subject: z.enum(subjects).optional(),
  field: z
    .string()
    .regex(/^[A-Za-z0-9]{1,40}$/)
    .optional(),
  actor: z.string().max(200).optional(),
  accountId: id.optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
});
/** The filter in instants. */
export const inInstants = ({ from, to, ...rest }: z.output<typeof changeFilter>) => ({
  ...rest,
  since: from === undefined ? undefined : dayStart(from),
  until: to === undefined ? undefined : dayStart(to, 1),
});
/** Who changed what and when, over all records. `next` goes on; there may be rows after fewer than were asked for. */
export const changes = query(
  z.object({ filter: changeFilter.default({}), before: z.number().int().optional(), limit: z.number().int().min(1).max(200) }),
  ({ db }, { filter, before = Number.MAX_SAFE_INTEGER, limit }) => {
    const found = findChanges(db, inInstants(filter), before, limit);
    return { ...found, names: Object.fromEntries(namesIn(db, found.rows)) };
  },
);
export const facets = query(z.object({}), ({ db }) => changeFacets(db));

/** The recycle bin: what was removed and can come back. */
export const removed = query(
  z.object({ subject: z.enum(subjects).optional(), before: z.number().int().optional(), limit: z.number().int().min(1).max(200) }),
  ({ db }, { subject, before = Number.MAX_SAFE_INTEGER, limit }) => ({
    rows: listRemoved(db, before, limit, subject),
    subjects: [...binSubjects],
  }),
);

/** Brings removed records back, all or none; open rounds are told of the risks. */
export const restore = command(z.object({ seqs: z.array(z.number().int().positive()).min(1).max(200) }), ({ db, today }, { seqs }) => {
  try {
    // What was removed last may be what others belong to.
    const restored = [...new Set(seqs)].sort((a, b) => b - a).map((seq) => restoreRemoved(db, seq));
    const rounds = restored.filter(({ subject }) => subject === 'round');
    const open = rounds.length > 0 ? db.column<string>(`SELECT name FROM round WHERE status = 'open'`) : [];
    if (open.length > 1)
      throw conflict('roundOpen', { name: open.find((name) => !rounds.some((round) => round.name.includes(name))) ?? open[0]! });
    for (const { subject, id } of restored) if (subject === 'risk') noteRiskChange(db, today, id);
    return { restored };
  } catch (cause) {
    if (!(cause instanceof CannotRestore)) throw cause;
    throw conflict(`restore.${cause.why}`, { subject: cause.subject, name: cause.recordName });
  }
});

/** A task, because it reads everything: queries go on meanwhile. Backups here and on the second disk bear witness. */
export const verify = task(z.object({}), ({ db, paths, machine }) => {
  const own = provenBackups({ folder: paths.backups });
  const origins = [db.value<string>('SELECT hash FROM audit ORDER BY seq LIMIT 1') ?? '', ...own.map(({ origin }) => origin)];
  const witnesses = [...own, ...targetBackups(machine.home, new Set(origins))].map(
    ({ auditSeq: seq, auditHash: hash, origin, at }): Witness => ({ seq, hash, origin, at, name: minuteOf(at) }),
  );
  return Promise.resolve(db.snapshot(() => verifyAudit(db, witnesses)));
});
