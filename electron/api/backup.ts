import { statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { auditHead } from '../../db/audit';
import { Reader } from '../../db/handle';
import { backupReasons } from '../../db/domain/backup/reason';
import { witnessesAhead } from '../../db/verify';
import { databaseOf, readCatalogue, verifyBackup, type CatalogueEntry, type Repository } from '../workspace/backup/catalogue';
import type { Manifest } from '../workspace/backup/manifest';
import { backUp, preferencesOf } from '../workspace/backup/run';
import { isDamage, reading } from '../workspace/diagnose';
import { copyToTarget, locateTarget, readTarget, writeTarget, type Target } from '../workspace/target';
import { classify } from './classify';
import { AppError, notFound, refuse, unavailable } from './failure';
import { query, task, type Scene, type TaskScene } from './procedure';

export const shelf = ({ paths }: Pick<Scene, 'paths'>): Repository => ({ folder: paths.backups });

export interface BackupEntry {
  id: string;
  /** `damaged`: its manifest or its database is not what was written. */
  state: 'proven' | 'damaged';
  at: number | null;
  why: Manifest['why'] | null;
  verifiedAt: number | null;
  /** Rows of each subject. */
  counts: Record<string, number>;
  /** Bytes of the database, and of all files that the backup names. */
  databaseSize: number;
  fileSize: number;
  fileCount: number;
  lacking: number;
  /** When the last change in it was made. */
  newestChange: number | null;
}

/** All backups, newest first. */
export const list = query(z.object({}), ({ paths }) => {
  const entries = readCatalogue(shelf({ paths })).map(entryOf);
  return {
    folder: paths.backups,
    entries,
    // Files are kept once for all backups: those that only an older one names are few.
    size: entries.reduce((sum, { databaseSize }) => sum + databaseSize, 0) + Math.max(0, ...entries.map(({ fileSize }) => fileSize)),
  };
});

function entryOf(entry: CatalogueEntry): BackupEntry {
  if (entry.state === 'damaged') return { ...nothing, id: entry.id, state: 'damaged' };
  const { id, at, why, verifiedAt, counts, newestChange, database, files } = entry.manifest;
  return {
    id,
    state: 'proven',
    at,
    why,
    verifiedAt,
    counts,
    newestChange,
    databaseSize: database.size,
    fileSize: files.size,
    fileCount: files.count,
    lacking: files.lacking,
  };
}

const nothing = {
  at: null,
  why: null,
  verifiedAt: null,
  counts: {},
  newestChange: null,
  databaseSize: 0,
  fileSize: 0,
  fileCount: 0,
  lacking: 0,
};

/** When a backup was last found whole, and whether anything has changed since the newest was made. */
export const state = query(z.object({}), ({ db, paths, machine, now }) => {
  const proven = readCatalogue(shelf({ paths })).flatMap((entry) => (entry.state === 'proven' ? [entry.manifest] : []));
  const newest = proven[0];
  const { seq, hash } = auditHead(db);
  const isBehind = newest === undefined || newest.auditSeq !== seq || newest.auditHash !== hash;
  return {
    verifiedAt: proven.length === 0 ? null : Math.max(...proven.map(({ verifiedAt }) => verifiedAt)),
    newestAt: newest?.at ?? null,
    isBehind: isBehind || newest.preferences !== preferencesOf(db),
    target: readTarget(machine.home, originOf(db)) ?? null,
    now,
  };
});

/**
 * The newest backup that knows steps which the data file has lost: how many, when the last of them was made, and how many were made here since.
 * Null where there is none, or only such as were left by a restoration.
 */
export const ahead = query(z.object({}), ({ db, paths, machine }) => {
  const entries = readCatalogue(shelf({ paths })).flatMap((entry) => (entry.state === 'proven' ? [entry] : []));
  const witnesses = entries.map(({ id, folder, manifest: { auditSeq: seq, auditHash: hash, origin, at, newestChange } }) => ({
    id,
    folder,
    seq,
    hash,
    origin,
    at,
    newestChange,
    name: id,
  }));
  for (const { id, folder, seq, hash, at, newestChange } of witnessesAhead(db, witnesses)) {
    const shared = sharedSteps(db, databaseOf(folder), machine.nativeBinding);
    if (shared !== undefined) return { id, folder, hash, at, newestChange, lost: seq - shared, since: auditHead(db).seq - shared };
  }
  return null;
});

/** Number of the last step that both histories have; undefined where the backup cannot be read. */
function sharedSteps(db: Reader, file: string, nativeBinding: string | null): number | undefined {
  const at = 'SELECT hash FROM audit WHERE seq = ?';
  try {
    return reading(file, nativeBinding, (sqlite) => {
      const there = new Reader(sqlite);
      // What was shared once stays shared before it: halved, as long a history is.
      let [known, beyond] = [0, auditHead(there).seq + 1];
      while (beyond - known > 1) {
        const middle = Math.floor((known + beyond) / 2);
        const hash = there.value<string>(at, [middle]);
        if (hash !== undefined && db.value<string>(at, [middle]) === hash) known = middle;
        else beyond = middle;
      }
      return known;
    });
  } catch (cause) {
    if (isDamage(cause)) return undefined;
    throw cause;
  }
}

/**
 * A backup of the state that stands now; where nothing has changed, the newest is read through again. It is brought to the second
 * target, too; when that fails the first stands, and the state tells why.
 */
export const run = task(
  z.object({ why: z.enum(backupReasons).default('manual') }),
  async (scene, { why }) => {
    const { paths, machine, version, now, signal, progress } = scene;
    const source = { paths, nativeBinding: machine.nativeBinding, version, now };
    const { manifest, isNew } = await backUp(source, shelf(scene), why, { signal, progress });
    // A bulk change does not wait for a slow stick.
    const target = why === 'bulk' ? undefined : await bringToTarget(scene);
    return { ...entryOf({ id: manifest.id, folder: '', state: 'proven', manifest }), isNew, target: target ?? null };
  },
  { thread: 'keeper' },
);

export const originOf = (db: Reader): string => db.value<string>('SELECT hash FROM audit ORDER BY seq LIMIT 1') ?? '';

/** Copies the newest backup to the second target and remembers how that went; undefined where there is no target. */
export async function bringToTarget({ db, machine, paths, now, signal, progress }: TaskScene): Promise<Target | undefined> {
  const origin = originOf(db);
  const chosen = readTarget(machine.home, origin);
  if (chosen === undefined) return undefined;
  const target = { ...chosen, folder: locateTarget(chosen.folder, origin) };
  let next: Target;
  try {
    await copyToTarget(shelf({ paths }), target, origin, now, { signal, progress });
    next = { ...target, copiedAt: now, failedAt: null, failure: '' };
  } catch (cause) {
    signal.throwIfAborted();
    const { key } = (cause instanceof AppError ? cause.failure : classify(cause)) ?? { key: 'internal' };
    // The sentence is told later, without the figures of then.
    next = { ...target, failedAt: now, failure: key === 'backupRoom' ? 'diskFull' : key };
  }
  writeTarget(machine.home, origin, next);
  return next;
}

/** Chooses a second place for backups, on a stick or another disk, and brings the newest there; empty asks the user, null when none is chosen. */
export const setTarget = task(
  z.object({ folder: z.string().max(2000) }),
  async (scene, { folder }) => {
    const { db, machine, paths, shell, now, version, signal, progress } = scene;
    const chosen = folder === '' ? await shell.chooseFolder('backupTarget') : path.resolve(folder);
    if (chosen === null) return null;
    if (!statSync(chosen).isDirectory()) throw unavailable('targetGone', { folder: chosen });
    const within = path.relative(paths.folder, chosen);
    if (!within.startsWith('..') && !path.isAbsolute(within)) throw refuse('targetInside', 'folder');
    writeTarget(machine.home, originOf(db), { folder: chosen, copiedAt: null, failedAt: null, failure: '' });
    await backUp({ paths, nativeBinding: machine.nativeBinding, version, now }, shelf(scene), 'bulk', { signal, progress });
    return (await bringToTarget(scene)) ?? null;
  },
  { thread: 'keeper' },
);

/** Makes no more backups there; what is there stays. */
export const dropTarget = task(
  z.object({}),
  async ({ db, machine }) => {
    writeTarget(machine.home, originOf(db), null);
    return null;
  },
  { thread: 'keeper' },
);

/** Reads a backup whole and tells what of it is not as it was written. */
export const verify = task(
  z.object({ id: z.string().max(60) }),
  async ({ paths, now, signal, progress }, { id }) => {
    const repository = shelf({ paths });
    if (!readCatalogue(repository).some((entry) => entry.id === id)) throw notFound('backup');
    return verifyBackup(repository, id, now, { signal, progress: (share) => progress(share, 'check') });
  },
  { thread: 'keeper' },
);

/** Opens the folder of the backups. */
export const openFolder = task(z.object({}), async ({ paths, shell }) => {
  await shell.openPath(paths.backups);
  return null;
});
