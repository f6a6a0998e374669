import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Reader } from '../../db/handle';
import { appliedMigrations, isFromTheFuture } from '../../db/migrate';
import { fileNameHere } from '../../db/merge/number';
import { openDatabase } from '../../db/open';
import { filesNamed } from '../../db/query/namedFile';
import { AppError, conflict, unavailable } from '../api/failure';
import { readArchive, startsSealed } from './archive/read';
import { copyHashed, hashFile, storedFile } from './backup/files';
import { filesOf, storeOf } from './backup/catalogue';
import { openManifest } from './backup/manifest';
import { requireRoom } from './backup/run';
import { diagnose, isDamage, reading } from './diagnose';
import { lockOwner } from './lock';
import { bringUp, type Machine } from './open';
import { namedPath, sameFolder, workspacePaths, type WorkspacePaths } from './paths';

/** Where another copy of this workspace is taken from. */
export interface CopySource {
  /** A folder with a workspace or a backup, a data file, an `.anze`. */
  place: string;
  kind: 'workspace' | 'archive' | 'backup' | 'file';
  /** Folder in which its evidence and papers lie as in a workspace; of a backup the backup's own. */
  root: string;
}

/** What of another copy lies in this workspace while it is compared: the copy of its data file, the rows, an archive unpacked. */
const copyFolder = ({ folder }: WorkspacePaths): string => path.join(folder, 'copies');
/** The other copy's data, brought to the present schema. */
export const copyDatabase = (paths: WorkspacePaths): string => path.join(copyFolder(paths), 'anze.db');
export const copyRows = (paths: WorkspacePaths): string => path.join(copyFolder(paths), 'rows.db');
export const dropCopy = (paths: WorkspacePaths): void => rmSync(copyFolder(paths), { recursive: true, force: true });

/** What stands at a place, by its look. @throws AppError `file` where nothing is, `copiesSelf` for this very workspace */
export function copySource(paths: WorkspacePaths, place: string): CopySource {
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined) throw new AppError({ code: 'NOT_FOUND', key: 'file', params: { file: place, context: 'file' } });
  const isFolder = found.isDirectory();
  const root = isFolder ? place : path.dirname(place);
  if (sameFolder(root, paths.folder) && (isFolder || path.basename(place) === path.basename(paths.database))) throw conflict('copiesSelf');
  if (!isFolder && !/\.db$/i.test(place)) return { place, kind: 'archive', root: path.join(copyFolder(paths), 'unpacked') };
  if (isFolder && !existsSync(path.join(place, 'anze.db'))) throw unavailable('noWorkspace', { folder: place });
  return { place, kind: isFolder ? (existsSync(path.join(place, 'manifest.json')) ? 'backup' : 'workspace') : 'file', root };
}

/** A password is needed to read it. */
export const isSealedSource = ({ kind, place }: CopySource): boolean => kind === 'archive' && startsSealed(place);

/**
 * Copies the data file of another copy, looks whether it is sound and brings the copy to the present schema. The other one is only read.
 * @throws AppError `copiesInUse`, `copiesBroken`, `newerFile`, `notCopy`, ArchiveFault
 */
export async function stageCopy(
  paths: WorkspacePaths,
  source: CopySource,
  password: string | null,
  machine: Machine,
  signal: AbortSignal,
): Promise<void> {
  dropCopy(paths);
  mkdirSync(copyFolder(paths), { recursive: true });
  if (source.kind === 'archive') await readArchive(source.place, password, source.root, signal);
  const from = source.kind === 'file' ? source.place : path.join(source.root, 'anze.db');
  requireRoom(paths.folder, statSync(from).size);
  const owner = lockOwner(workspacePaths(source.root).lock);
  // What is being written would be copied by halves.
  if (owner !== undefined) throw unavailable('copiesInUse', { user: owner.user, pid: owner.pid });
  const file = copyDatabase(paths);
  for (const part of ['', '-wal']) if (existsSync(from + part)) copyFileSync(from + part, file + part);
  await proven(file, source, machine);
  const sqlite = openDatabase({ file, nativeBinding: machine.nativeBinding });
  try {
    bringUp(sqlite, machine);
    sqlite.pragma('journal_mode = DELETE');
  } finally {
    sqlite.close();
  }
}

async function proven(file: string, { kind, place, root }: CopySource, { nativeBinding, migrationsFolder }: Machine): Promise<void> {
  if (kind === 'backup') {
    const manifest = openManifest(readFileSync(path.join(root, 'manifest.json'), 'utf8'));
    if (manifest === undefined || (await hashFile(file)).sha256 !== manifest.database.sha256) throw unavailable('copiesBroken');
  }
  let schema = 0;
  let isNewer = false;
  try {
    reading(file, nativeBinding, (sqlite) => {
      schema = appliedMigrations(sqlite);
      isNewer = isFromTheFuture(sqlite, migrationsFolder);
    });
  } catch (cause) {
    throw isDamage(cause) ? unavailable('notCopy') : cause;
  }
  if (schema === 0) throw unavailable('notCopy');
  if (isNewer) throw unavailable('newerFile', { folder: place });
  const { state } = diagnose(file, nativeBinding);
  if (state !== 'sound' && state !== 'search') throw unavailable('copiesBroken');
}

/** Files that the other copy names and this workspace does not have, and where their bytes are. */
export function* filesLacking(
  paths: WorkspacePaths,
  source: CopySource,
  mine: Reader,
  theirs: Reader,
): Generator<{ to: string; from: string | null; sha256: string }> {
  const there = source.kind === 'backup' ? filesOfBackup(source) : workspacePaths(source.root);
  for (const named of filesNamed(theirs)) {
    const name = named.kind === 'filing' ? fileNameHere(mine, named) : named.name;
    const to = namedPath(paths, { ...named, name });
    if (existsSync(to)) continue;
    const place = path.relative(paths.folder, namedPath(paths, named)).split(path.sep).join('/');
    const from = there instanceof Map ? there.get(place) : namedPath(there, named);
    yield { to, from: from !== undefined && existsSync(from) ? from : null, sha256: named.sha256 };
  }
}

function filesOfBackup({ root }: CopySource): Map<string, string> {
  const manifest = openManifest(readFileSync(path.join(root, 'manifest.json'), 'utf8'));
  const held = manifest === undefined ? undefined : filesOf(root, manifest);
  const store = storeOf({ folder: path.dirname(root) });
  return new Map((held ?? []).map(({ place, sha256 }) => [place, storedFile(store, sha256)]));
}

/** Brings evidence and papers of the other copy; files are only ever added. @returns how many came, and how many were nowhere to be had */
export async function addCopyFiles(
  paths: WorkspacePaths,
  source: CopySource,
  mine: Reader,
  { nativeBinding }: Pick<Machine, 'nativeBinding'>,
  signal: AbortSignal,
): Promise<{ files: number; lacking: number }> {
  const wanted = reading(copyDatabase(paths), nativeBinding, (sqlite) => [...filesLacking(paths, source, mine, new Reader(sqlite))]);
  let files = 0;
  for (const { to, from, sha256 } of wanted) {
    if (from !== null && (await copyHashed(from, to, sha256, signal)) !== null) files += 1;
  }
  return { files, lacking: wanted.length - files };
}
