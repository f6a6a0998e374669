import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Reader } from '../../db/handle';
import { CopyFile, type CopyCounts } from '../../db/merge/file';
import { forkOf, type Fork } from '../../db/merge/fork';
import { planMerge, verdicts, type Plan } from '../../db/merge/plan';
import { resolve } from '../../db/merge/resolve';
import { isFinalMerge } from '../../db/merge/write';
import { shownCase } from '../../db/merge/view';
import { namesOf } from '../../db/query/history';
import { subjects } from '../../db/tables';
import { verifyAudit } from '../../db/verify';
import { auditHead } from '../../db/audit';
import { copyDatabase, copyRows, copySource, dropCopy, filesLacking, isSealedSource, stageCopy, type CopySource } from '../workspace/copy';
import { reading } from '../workspace/diagnose';
import type { WorkspacePaths } from '../workspace/paths';
import { notFound } from './failure';
import { hostProcedure, query, task, type QueryScene, type TaskScene } from './procedure';

/** What a copy is known by. Instants are milliseconds UTC. */
export interface CopyStanding {
  name: string;
  /** Entries of the audit, and those after both parted. */
  steps: number;
  since: number;
  newest: { at: number; actor: string; command: string } | null;
}

/** What is kept of a comparison. */
export interface Kept {
  id: string;
  at: number;
  source: CopySource;
  fork: Fork;
  mine: CopyStanding;
  theirs: CopyStanding;
  forkedAt: CopyStanding['newest'];
  mergedBefore: boolean;
  /** Faults in the other copy's audit: with any it cannot be merged. */
  faults: number;
  isFinal: boolean;
  files: number;
  lacking: number;
}

export interface Comparison extends Omit<Kept, 'source' | 'fork' | 'forkedAt'> {
  place: string;
  kind: CopySource['kind'];
  relation: Fork['relation'];
  fork: CopyStanding['newest'];
  counts: CopyCounts;
  /** This workspace has changed since. */
  isStale: boolean;
}

type Around = Pick<QueryScene, 'db' | 'paths' | 'machine'>;

/** The comparison at hand; undefined for none. */
export function keptComparison({ db, paths, machine }: Around): Comparison | undefined {
  if (!existsSync(copyRows(paths)) || !existsSync(copyDatabase(paths))) return undefined;
  return CopyFile.within(copyRows(paths), machine.nativeBinding, (copies) => {
    const { source, fork, forkedAt, ...rest } = copies.about<Kept>();
    return {
      ...rest,
      place: source.place,
      kind: source.kind,
      relation: fork.relation,
      fork: forkedAt,
      counts: copies.counts(),
      isStale: auditHead(db).hash !== fork.mine.hash,
    };
  });
}

const standingOf = (reader: Reader, since: number): CopyStanding => ({
  name: reader.value<string>('SELECT name FROM enterprise LIMIT 1') ?? '',
  steps: auditHead(reader).seq,
  since: auditHead(reader).seq - since,
  newest: entryAt(reader, auditHead(reader).seq),
});
const entryAt = (reader: Reader, seq: number): CopyStanding['newest'] =>
  reader.get('SELECT at, actor, command FROM audit WHERE seq = ?', [seq]) ?? null;

/** Both copies, each as it stands at one moment. */
const besideCopy = <T>({ db, paths, machine }: Around, work: (theirs: Reader) => T): T =>
  reading(copyDatabase(paths), machine.nativeBinding, (sqlite) => {
    const theirs = new Reader(sqlite);
    return db.snapshot(() => theirs.snapshot(() => work(theirs)));
  });

/** What did not come in by erasing or by papers that were issued elsewhere is a sign of tampering or damage. */
const faultsOf = (theirs: Reader): number => verifyAudit(theirs).faults.filter(({ kind }) => kind !== 'erased').length;

function compared(scene: TaskScene, source: CopySource, theirs: Reader): { kept: Kept; plan: Plan } {
  const { db, now, paths } = scene;
  const fork = forkOf(db, theirs);
  const isMergeable = fork.relation === 'diverged';
  const plan: Plan = isMergeable ? planMerge(db, theirs, fork) : { cases: [], twins: new Map(), erased: new Set() };
  const lacking = fork.relation === 'foreign' ? [] : [...filesLacking(paths, source, db, theirs)];
  const kept: Kept = {
    id: randomUUID(),
    at: now,
    source,
    fork,
    mine: standingOf(db, fork.fork.seq),
    theirs: standingOf(theirs, fork.fork.seq),
    forkedAt: entryAt(db, fork.fork.seq),
    mergedBefore: fork.known.seq > fork.fork.seq || fork.base.seq > fork.fork.seq,
    faults: isMergeable ? faultsOf(theirs) : 0,
    isFinal: isFinalMerge(resolve(db, theirs, plan, new Map()), db),
    files: lacking.length,
    lacking: lacking.filter(({ from }) => from === null).length,
  };
  return { kept, plan };
}

/**
 * Holds another copy of this workspace against it; the copy is read into this workspace's folder and never written. `place` empty asks
 * the user; null when none is chosen.
 */
export const compare = task(
  z.object({
    place: z
      .string()
      .max(2000)
      .regex(/^[^\0]*$/),
    ask: z.enum(['file', 'folder']).default('folder'),
    password: z.string().max(200).nullable().default(null),
  }),
  async (scene, { place, ask, password }) => {
    const { db, paths, shell, machine, content, version, now, signal, progress } = scene;
    const asked = async () =>
      ask === 'folder' ? await shell.chooseFolder('copies') : ((await shell.chooseFiles('copies', ['anze', 'db']))[0] ?? null);
    const chosen = place === '' ? await asked() : path.resolve(place);
    if (chosen === null) return null;
    const source = copySource(paths, chosen);
    if (password === null && isSealedSource(source)) return { needsPassword: true as const, place: chosen };
    progress(undefined, 'copy');
    try {
      await stageCopy(paths, source, password, { ...machine, content, version, now: () => now }, signal);
      signal.throwIfAborted();
      progress(undefined, 'compare');
      besideCopy(scene, (theirs) => {
        const { kept, plan } = compared(scene, source, theirs);
        const rows = plan.cases.flatMap((found) => shownCase(db, theirs, found) ?? []);
        CopyFile.make(copyRows(paths), machine.nativeBinding, kept, rows);
      });
    } catch (cause) {
      dropCopy(paths);
      throw cause;
    }
    return { needsPassword: false as const, ...keptComparison(scene)! };
  },
);

/** The comparison at hand, null for none. */
export const state = query(z.object({}), (scene) => keptComparison(scene) ?? null);

const filter = z.object({
  subject: z.enum(subjects).optional(),
  verdict: z.enum(verdicts).optional(),
  open: z.boolean().optional(),
  text: z.string().max(200).optional(),
  actor: z.string().max(200).optional(),
});
const id = z.uuid();

/** @throws AppError `copies` when the comparison is not there any more */
export function comparisonFile(
  { paths, machine }: { paths: WorkspacePaths; machine: { nativeBinding: string | null } },
  id: string,
): <T>(work: (copies: CopyFile) => T) => T {
  return (work) => {
    if (!existsSync(copyRows(paths))) throw notFound('copies');
    return CopyFile.within(copyRows(paths), machine.nativeBinding, (copies) => {
      if (copies.about<Kept>().id !== id) throw notFound('copies');
      return work(copies);
    });
  };
}

/** A window of the records that differ. */
export const rows = query(
  z.object({ id, filter: filter.default({}), offset: z.number().int().min(0), limit: z.number().int().min(1).max(200) }),
  (scene, input) =>
    comparisonFile(
      scene,
      input.id,
    )((copies) => {
      const found = copies.rows(input.filter, input.offset, input.limit);
      const pointed = found.rows.flatMap(({ fields }) =>
        fields.filter(({ field }) => field.endsWith('Id')).flatMap(({ base, mine, theirs }) => [base, mine, theirs]),
      );
      const names = besideCopy(scene, (theirs) => ({ ...namesOf(theirs, pointed), ...namesOf(scene.db, pointed) }));
      return { ...found, counts: copies.counts(), names };
    }),
);

/** Says whose a record, or one field of it, is to be; null takes that back. */
export const decide = hostProcedure(
  z.object({
    id,
    rows: z.array(z.number().int()).max(10_000).optional(),
    filter: filter.optional(),
    field: z.string().max(40).optional(),
    side: z.enum(['mine', 'theirs']).nullable(),
  }),
  (host, { id: wanted, rows: chosen, filter: fitting, field, side }) =>
    host.holding(async (paths, machine) =>
      comparisonFile(
        { paths, machine },
        wanted,
      )((copies) => {
        const decided = copies.decide(chosen === undefined ? { filter: fitting ?? {} } : { rows: chosen }, side, field);
        return { decided, counts: copies.counts() };
      }),
    ),
);

/** Forgets the comparison at hand and the copy that was made for it. */
export const drop = hostProcedure(z.object({}), (host) =>
  host.holding(async (paths) => {
    dropCopy(paths);
    return null;
  }),
);
