import { z } from 'zod';
import { auditHead } from '../../db/audit';
import { backupReasons } from '../../db/domain/backup/reason';
import { readCatalogue, verifyBackup, type CatalogueEntry, type Repository } from '../workspace/backup/catalogue';
import type { Manifest } from '../workspace/backup/manifest';
import { backUp, preferencesOf } from '../workspace/backup/run';
import { notFound } from './failure';
import { query, task, type Scene } from './procedure';

const shelf = ({ paths }: Pick<Scene, 'paths'>): Repository => ({ folder: paths.backups });

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
export const state = query(z.object({}), ({ db, paths, now }) => {
  const proven = readCatalogue(shelf({ paths })).flatMap((entry) => (entry.state === 'proven' ? [entry.manifest] : []));
  const newest = proven[0];
  const { seq, hash } = auditHead(db);
  const isBehind = newest === undefined || newest.auditSeq !== seq || newest.auditHash !== hash;
  return {
    verifiedAt: proven.length === 0 ? null : Math.max(...proven.map(({ verifiedAt }) => verifiedAt)),
    newestAt: newest?.at ?? null,
    isBehind: isBehind || newest.preferences !== preferencesOf(db),
    now,
  };
});

/** A backup of the state that stands now; where nothing has changed, the newest is read through again. */
export const run = task(
  z.object({ why: z.enum(backupReasons).default('manual') }),
  async ({ paths, machine, version, now, signal, progress }, { why }) => {
    const source = { paths, nativeBinding: machine.nativeBinding, version, now };
    const { manifest, isNew } = await backUp(source, shelf({ paths }), why, { signal, progress });
    return { ...entryOf({ id: manifest.id, folder: '', state: 'proven', manifest }), isNew };
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
