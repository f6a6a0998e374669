import { copyFileSync, existsSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Reader, type Database } from '../../db/handle';
import { appliedMigrations, isFromTheFuture } from '../../db/migrate';
import { openDatabase } from '../../db/open';
import { filesNamed } from '../../db/query/namedFile';
import { rebuildSearch } from '../../db/search';
import { AppError, conflict, notFound, unavailable } from '../api/failure';
import { databaseOf, filesOf, readCatalogue, storeOf, type CatalogueEntry } from './backup/catalogue';
import { copyHashed, hashFile, storedFile } from './backup/files';
import { countsOf } from './backup/run';
import { diagnose, isDamage, reading } from './diagnose';
import { ensureFolder } from './file';
import { bringUp, writeFact, type Machine } from './open';
import { attachmentFile, type WorkspacePaths } from './paths';
import { asideFile, flushed, readAside, readAsides, stagedFile, stagingFolder, type Aside } from './switch';

/** Where an earlier state is taken from. */
export type Source =
  | { kind: 'backup'; id: string }
  /** A file put aside by an earlier restore. */
  | { kind: 'aside'; id: string }
  /** What `salvage` has read out of a damaged file. */
  | { kind: 'salvaged' }
  /** A data file or a folder with one: a copied workspace, a backup on a stick. */
  | { kind: 'file'; file: string };

/** What stands in a data file, to be held against another. Instants are milliseconds UTC. */
export interface Standing {
  /** Name of the enterprise. */
  name: string;
  /** Rows of each subject that its schema has. */
  counts: Record<string, number>;
  /** Number of migrations applied. */
  schema: number;
  /** Rows of the audit and the hash of the last one; of the first one: no two workspaces share it. */
  steps: number;
  head: string;
  origin: string;
  newest: { at: number; actor: string; command: string } | null;
}

/** `behind`: its history is the beginning of ours; `ahead`: ours is the beginning of its; `diverged`: both went on by themselves. */
export type Relation = 'same' | 'behind' | 'ahead' | 'diverged' | 'foreign' | 'unknown';

export interface Staged {
  /** In words of the catalogue, kept with the restoration. */
  source: string;
  /** When it was made. */
  at: number;
  there: Standing;
  /** Number of migrations that were applied when it was made. */
  schema: number;
  /** Files that it names and that are neither in the workspace nor in the backup. */
  lacking: number;
}

export function standingOf(sqlite: Database): Standing {
  const reader = new Reader(sqlite);
  const newest = reader.get<{ seq: number; hash: string; at: number; actor: string; command: string }>(
    'SELECT seq, hash, at, actor, command FROM audit ORDER BY seq DESC LIMIT 1',
  );
  return {
    name: reader.value<string>('SELECT name FROM enterprise LIMIT 1') ?? '',
    counts: countsOf(reader),
    schema: appliedMigrations(sqlite),
    steps: newest?.seq ?? 0,
    head: newest?.hash ?? '',
    origin: reader.value<string>('SELECT hash FROM audit ORDER BY seq LIMIT 1') ?? '',
    newest: newest ? { at: newest.at, actor: newest.actor, command: newest.command } : null,
  };
}

/** How the history of one file lies to that of the file that stands now. */
export function relationOf(now: Database, there: Standing): Relation {
  const reader = new Reader(now);
  const mine = standingOf(now);
  if (mine.head === there.head) return 'same';
  if (mine.origin !== there.origin) return 'foreign';
  if (reader.value('SELECT 1 FROM audit WHERE seq = ? AND hash = ?', [there.steps, there.head]) !== undefined) return 'behind';
  return there.steps > mine.steps ? 'ahead' : 'diverged';
}

/** The file that stands now; undefined where it cannot be read. */
export function standingNow<T>(paths: WorkspacePaths, { nativeBinding }: Machine, read: (sqlite: Database) => T): T | undefined {
  if (!existsSync(paths.database)) return undefined;
  try {
    return reading(paths.database, nativeBinding, read);
  } catch (cause) {
    if (isDamage(cause)) return undefined;
    throw cause;
  }
}

interface Found {
  source: string;
  at: number;
  file: string;
  /** Hash that the file must have, where somebody noted it. */
  sha256?: string;
  /** Bytes of evidence and papers by their place in the workspace; a folder that holds them as a workspace does. */
  files: { place: string; sha256: string; from: string }[];
  beside?: string;
}

const formerBackup = /^before-migration-(\d+)-(\d+)\.db$/;

/** Backups that versions before the catalogue made, newest first. */
const formerBackups = ({ backups }: WorkspacePaths): { id: string; at: number; schema: number; size: number }[] =>
  (existsSync(backups) ? readdirSync(backups) : [])
    .flatMap((id) => {
      const [, schema, at] = formerBackup.exec(id) ?? [];
      return at === undefined ? [] : [{ id, at: Number(at), schema: Number(schema), size: statSync(path.join(backups, id)).size }];
    })
    .toSorted((a, b) => b.at - a.at);

/** What a workspace can be brought back to. */
export interface Restorable {
  backups: CatalogueEntry[];
  former: ReturnType<typeof formerBackups>;
  asides: (Aside & { size: number })[];
}
export const restorable = (paths: WorkspacePaths): Restorable => ({
  backups: readCatalogue({ folder: paths.backups }),
  former: formerBackups(paths),
  asides: readAsides(paths).map((aside) => ({ ...aside, size: statSync(asideFile(paths, aside.id)).size })),
});

/** @throws AppError when there is no such thing */
function find(paths: WorkspacePaths, source: Source): Found {
  switch (source.kind) {
    case 'backup':
      return formerBackup.test(source.id) ? formerFound(paths, source.id) : backupFound(paths, source.id);
    case 'aside': {
      const aside = readAside(paths, source.id);
      if (aside === undefined) throw notFound('backup');
      return { source: aside.id, at: aside.at, file: asideFile(paths, aside.id), files: [] };
    }
    case 'salvaged': {
      const file = salvagedFile(paths);
      if (!existsSync(file)) throw unavailable('salvagedGone');
      return { source: 'salvage', at: Math.round(statSync(file).mtimeMs), file, files: [] };
    }
    case 'file':
      return fileFound(paths, source.file);
  }
}

function backupFound(paths: WorkspacePaths, id: string): Found {
  const repository = { folder: paths.backups };
  const entry = readCatalogue(repository).find((known) => known.id === id);
  if (entry === undefined) throw notFound('backup');
  const held = entry.state === 'proven' ? filesOf(entry.folder, entry.manifest) : undefined;
  if (entry.state !== 'proven' || held === undefined) throw unavailable('backupDamaged');
  return {
    source: id,
    at: entry.manifest.at,
    file: databaseOf(entry.folder),
    sha256: entry.manifest.database.sha256,
    files: held.map(({ place, sha256 }) => ({ place, sha256, from: storedFile(storeOf(repository), sha256) })),
  };
}

function formerFound({ backups }: WorkspacePaths, id: string): Found {
  const file = path.join(backups, id);
  if (!existsSync(file)) throw notFound('backup');
  return { source: id, at: Number(formerBackup.exec(id)![2]), file, files: [] };
}

function fileFound({ database }: WorkspacePaths, stated: string): Found {
  const isFolder = statSync(stated, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const file = isFolder ? path.join(stated, 'anze.db') : stated;
  if (!existsSync(file)) throw notFound('file');
  // Another handle on an open file, once closed, would take SQLite's locks with it.
  if (existsSync(database) && realpathSync.native(file) === realpathSync.native(database)) throw conflict('restoreSelf');
  return { source: path.basename(stated), at: Math.round(statSync(file).mtimeMs), file, files: [], beside: path.dirname(file) };
}

/** Where `salvage` puts what it has read. */
export const salvagedFile = (paths: WorkspacePaths): string => path.join(stagingFolder(paths), 'salvaged.db');

/**
 * Makes an earlier state ready to take the place of the present one: copied, held against its hash, checked whole, brought to the
 * present schema. Nothing of the workspace changes. Call it with the workspace's lock.
 * @throws AppError `backupDamaged`, `newerFile`, `notBackup`
 */
export async function stage(paths: WorkspacePaths, source: Source, machine: Machine): Promise<Staged> {
  const found = find(paths, source);
  const file = stagedFile(paths);
  ensureFolder(stagingFolder(paths));
  for (const part of ['', '-wal', '-shm']) {
    rmSync(file + part, { force: true });
    if (part !== '-shm' && existsSync(found.file + part)) copyFileSync(found.file + part, file + part);
  }
  if (found.sha256 !== undefined && (await hashFile(file)).sha256 !== found.sha256) throw unavailable('backupDamaged');
  const { schema, isSearchable } = proven(file, machine);
  const sqlite = openDatabase({ file, nativeBinding: machine.nativeBinding });
  try {
    bringUp(sqlite, machine);
    if (!isSearchable) rebuildSearch(sqlite);
    writeFact(sqlite, 'cleanEnd', '1');
    const there = standingOf(sqlite);
    const lacking = missingFiles(paths, found, new Reader(sqlite));
    // One file, without a log that could be left behind.
    sqlite.pragma('journal_mode = DELETE');
    return { source: found.source, at: found.at, there, schema, lacking };
  } finally {
    sqlite.close();
    flushed(file);
  }
}

/** @returns the number of migrations that it had seen, and whether its index for searching is sound */
function proven(file: string, { nativeBinding, migrationsFolder }: Machine): { schema: number; isSearchable: boolean } {
  let schema = 0;
  try {
    reading(file, nativeBinding, (sqlite) => {
      schema = appliedMigrations(sqlite);
      if (isFromTheFuture(sqlite, migrationsFolder)) throw unavailable('newerFile', { folder: path.dirname(file) });
    });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw isDamage(cause) ? unavailable('backupDamaged') : cause;
  }
  if (schema === 0) throw unavailable('notBackup');
  const found = diagnose(file, nativeBinding);
  if (found.state === 'hindered') throw new AppError(found.failure);
  if (found.state !== 'sound' && found.state !== 'search') throw unavailable('backupDamaged');
  return { schema, isSearchable: found.state === 'sound' };
}

/** Where a file of the state that is brought back would lie, and where its bytes are. */
function* filesWanted(
  paths: WorkspacePaths,
  { files, beside }: Found,
  reader: Reader,
): Generator<{ to: string; from?: string; sha256: string }> {
  const held = new Map(files.map(({ place, from }) => [place, from]));
  for (const { kind, sha256, name } of filesNamed(reader)) {
    const to =
      kind === 'attachment'
        ? attachmentFile(paths.attachments, sha256)
        : path.join(paths.filings, kind === 'volume' ? `${sha256}.zip` : path.basename(name));
    const place = path.relative(paths.folder, to);
    const from = held.get(place.split(path.sep).join('/')) ?? (beside === undefined ? undefined : path.join(beside, place));
    yield { to, sha256, ...(from !== undefined && existsSync(from) && { from }) };
  }
}

const missingFiles = (paths: WorkspacePaths, found: Found, reader: Reader): number =>
  [...filesWanted(paths, found, reader)].filter(({ to, from }) => from === undefined && !existsSync(to)).length;

/** Brings evidence and papers of the staged state that the workspace does not have. Files are only ever added. */
export async function addFiles(paths: WorkspacePaths, source: Source, { nativeBinding }: Machine): Promise<void> {
  const found = find(paths, source);
  const wanted = reading(stagedFile(paths), nativeBinding, (sqlite) => [...filesWanted(paths, found, new Reader(sqlite))]);
  for (const { to, from, sha256 } of wanted) if (from !== undefined && !existsSync(to)) await copyHashed(from, to, sha256);
}
