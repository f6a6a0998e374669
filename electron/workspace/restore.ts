import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { Reader, type Database } from '../../db/handle';
import { appliedMigrations, isFromTheFuture } from '../../db/migrate';
import { openDatabase } from '../../db/open';
import { filesNamed } from '../../db/query/namedFile';
import { rebuildSearch } from '../../db/search';
import { AppError, unavailable } from '../api/failure';
import { copyHashed, flushFolder, hashFile, sizeOf } from './backup/files';
import { countsOf, requireRoom } from './backup/run';
import { diagnose, isDamage, reading } from './diagnose';
import { ensureFolder, writeFileSafely } from './file';
import { bringUp, writeFact, type Machine } from './open';
import { namedPath, type WorkspacePaths } from './paths';
import { findSource, type Found, type Source } from './restoreSource';
import { flushed, stagedFile, stagingFolder } from './switch';

/** What stands in a data file, to be held against another. Instants are milliseconds UTC. */
export interface Standing {
  /** Name of the enterprise. */
  name: string;
  /** Rows of each subject that its schema has. */
  counts: Record<string, number>;
  /** Number of migrations applied. */
  schema: number;
  /** Rows of the audit and the hash of the last one; of the first one, which no two workspaces share: empty where it is lost. */
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
    origin: reader.value<string>('SELECT hash FROM audit WHERE seq = 1') ?? '',
    newest: newest ? { at: newest.at, actor: newest.actor, command: newest.command } : null,
  };
}

/** How the history of one file lies to that of the file that stands now; `other` is that file, to look for our end in it. */
export function relationOf(now: Database, there: Standing, other?: Database): Relation {
  const reader = new Reader(now);
  const mine = standingOf(now);
  if (mine.head === there.head) return 'same';
  // What was read out of a damaged file may have lost its beginning: it is no stranger's for that.
  if (mine.origin === '' || there.origin === '') return 'unknown';
  if (mine.origin !== there.origin) return 'foreign';
  if (reader.value('SELECT 1 FROM audit WHERE seq = ? AND hash = ?', [there.steps, there.head]) !== undefined) return 'behind';
  if (there.steps < mine.steps) return 'diverged';
  return other?.prepare('SELECT 1 FROM audit WHERE seq = ? AND hash = ?').get(mine.steps, mine.head) === undefined ? 'diverged' : 'ahead';
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

interface Around {
  signal?: AbortSignal;
  /** 0 to 1, undefined while nobody knows, and the step: `unpack`, `copy`, `check` or `files`. */
  progress?(done: number | undefined, key: string): void;
}

/** What is staged, kept beside it: what was shown is taken without being read through again. */
interface Kept {
  wanted: string;
  found: Found;
  staged: Staged;
}
const keptFile = (paths: WorkspacePaths): string => path.join(stagingFolder(paths), 'staged.json');

/** A source as it lies there now; another file of its name is another source. */
function markOf(source: Source, file: string): string {
  const { password: _password, ...rest } = { password: null, ...source };
  const stated = source.kind === 'archive' ? source.file : file;
  const { size, mtimeMs } = statSync(stated);
  return JSON.stringify([rest, size, mtimeMs, sizeOf(`${stated}-wal`) ?? 0]);
}

function readKept(paths: WorkspacePaths, source: Source): Kept | undefined {
  try {
    const kept = JSON.parse(readFileSync(keptFile(paths), 'utf8')) as Kept;
    return kept.wanted === markOf(source, kept.found.file) && existsSync(stagedFile(paths)) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Makes an earlier state ready to take the place of the present one: copied, held against its hash, checked whole, brought to the
 * present schema; what is staged of the same source already is taken as it is. Nothing of the workspace changes. Call it with the workspace's lock.
 * @throws AppError `backupDamaged`, `newerFile`, `notBackup`, ArchiveFault
 */
export async function stage(paths: WorkspacePaths, source: Source, machine: Machine, around: Around = {}): Promise<Staged> {
  const kept = readKept(paths, source);
  if (kept !== undefined) return kept.staged;
  ensureFolder(stagingFolder(paths));
  const file = stagedFile(paths);
  for (const place of [keptFile(paths), ...['', '-wal', '-shm'].map((part) => file + part)]) rmSync(place, { force: true });
  const found = await findSource(paths, source, around);
  around.progress?.(undefined, 'copy');
  for (const part of ['', '-wal']) if (existsSync(found.file + part)) await copyFile(found.file + part, file + part);
  if (found.sha256 !== undefined && (await hashFile(file, around.signal)).sha256 !== found.sha256) throw unavailable('backupDamaged');
  around.signal?.throwIfAborted();
  around.progress?.(undefined, 'check');
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
    const staged = { source: found.source, at: found.at, there, schema, lacking };
    writeFileSafely(keptFile(paths), Buffer.from(JSON.stringify({ wanted: markOf(source, found.file), found, staged } satisfies Kept)));
    return staged;
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
  for (const named of filesNamed(reader)) {
    const to = namedPath(paths, named);
    const place = path.relative(paths.folder, to);
    const from = held.get(place.split(path.sep).join('/')) ?? (beside === undefined ? undefined : path.join(beside, place));
    yield { to, sha256: named.sha256, ...(from !== undefined && existsSync(from) && { from }) };
  }
}

const missingFiles = (paths: WorkspacePaths, found: Found, reader: Reader): number =>
  [...filesWanted(paths, found, reader)].filter(({ to, from }) => from === undefined && !existsSync(to)).length;

/**
 * Brings evidence and papers of the staged state that the workspace (or another folder) does not have. Files are only ever added.
 */
export async function addFiles(
  paths: WorkspacePaths,
  source: Source,
  { nativeBinding }: Machine,
  { signal, progress }: Around = {},
  onto: WorkspacePaths = paths,
): Promise<void> {
  const found = readKept(paths, source)?.found ?? (await findSource(paths, source, {}));
  const wanted = reading(stagedFile(paths), nativeBinding, (sqlite) => [...filesWanted(onto, found, new Reader(sqlite))]);
  for (const [index, { to, from, sha256 }] of wanted.entries()) {
    progress?.(index / wanted.length, 'files');
    if (from !== undefined && !existsSync(to)) await copyHashed(from, to, sha256, signal);
  }
}

/**
 * Makes a workspace of what is staged in a folder that has none: files first, the data file last, so that half of one is none.
 * @throws AppError `backupRoom`
 */
export async function settle(paths: WorkspacePaths, source: Source, machine: Machine, onto: WorkspacePaths, around: Around): Promise<void> {
  const staged = stagedFile(paths);
  const found = readKept(paths, source)?.found;
  const files = found?.files.map(({ from }) => sizeOf(from) ?? 0) ?? [];
  for (const folder of [onto.folder, onto.attachments, onto.filings, onto.backups]) ensureFolder(folder);
  requireRoom(onto.folder, files.reduce((sum, size) => sum + size, 0) + (sizeOf(staged) ?? 0));
  await addFiles(paths, source, machine, around, onto);
  const { sha256 } = await hashFile(staged, around.signal);
  if ((await copyHashed(staged, onto.database, sha256, around.signal)) === null) throw unavailable('backupDamaged');
  flushFolder(onto.folder);
}
