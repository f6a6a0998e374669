import { hash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { keepWhich } from '../../../db/domain/backup/thin';
import { writeFileSafely } from '../file';
import { flushFolder, hashFile, sizeOf, storedFile, storedFiles } from './files';
import { heldFiles, openManifest, sealManifest, type HeldFile, type Manifest } from './manifest';

/** A folder of backups: `files/ab/<sha256>` for the bytes of evidence and papers, and a folder for each backup. */
export interface Repository {
  folder: string;
}

/** `proven` has a manifest, which is written last; `damaged` had one. */
export type CatalogueEntry = { id: string; folder: string } & ({ state: 'proven'; manifest: Manifest } | { state: 'damaged' });

/** What does not fit; empty for a backup that is whole. */
export type BackupFault = { kind: 'manifest' | 'database' | 'list' } | { kind: 'file'; place: string };
export interface Verdict {
  id: string;
  verifiedAt: number;
  faults: BackupFault[];
}

const entryName = /^\d{8}T\d{6}-[a-z]+(-\d+)?$/;
const dayLength = 86_400_000;

export const storeOf = ({ folder }: Repository): string => path.join(folder, 'files');
export const databaseOf = (entry: string): string => path.join(entry, 'anze.db');
export const listOf = (entry: string): string => path.join(entry, 'files.json');
const manifestOf = (entry: string): string => path.join(entry, 'manifest.json');

/** Backups of a folder, newest first. What a run that was cut off left behind is not among them. */
export function readCatalogue({ folder }: Repository): CatalogueEntry[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((id) => entryName.test(id) && existsSync(manifestOf(path.join(folder, id))))
    .map((id): CatalogueEntry => {
      const place = path.join(folder, id);
      const manifest = readManifest(place);
      const isWhole = manifest !== undefined && manifest.id === id && sizeOf(databaseOf(place)) === manifest.database.size;
      return isWhole ? { id, folder: place, state: 'proven', manifest } : { id, folder: place, state: 'damaged' };
    })
    .toSorted((a, b) => timeOf(b) - timeOf(a) || (a.id < b.id ? 1 : -1));
}

const timeOf = (entry: CatalogueEntry): number =>
  entry.state === 'proven' ? entry.manifest.at : Date.parse(entry.id.replace(/^(....)(..)(..)T(..)(..)(..).*$/, '$1-$2-$3T$4:$5:$6'));

/** Proven backups, newest first. */
export const provenBackups = (repository: Repository): Manifest[] =>
  readCatalogue(repository).flatMap((entry) => (entry.state === 'proven' ? [entry.manifest] : []));

function readManifest(entry: string): Manifest | undefined {
  try {
    return openManifest(readFileSync(manifestOf(entry), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Files that a backup names; undefined where the list is gone or not what the manifest says. */
export function filesOf(entry: string, { files }: Manifest): HeldFile[] | undefined {
  try {
    const text = readFileSync(listOf(entry), 'utf8');
    if (hash('sha256', text, 'hex') !== files.sha256) return undefined;
    const parsed = heldFiles.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads a backup whole and holds every byte against its hash. The database passed the integrity check when the hash was taken, so
 * that the same hash says the same of it now. What is whole gets `now` as its time of verification.
 */
export async function verifyBackup(
  repository: Repository,
  id: string,
  now: number,
  { signal, progress }: { signal?: AbortSignal; progress?(share: number): void } = {},
): Promise<Verdict> {
  const entry = path.join(repository.folder, path.basename(id));
  const manifest = readManifest(entry);
  if (manifest === undefined) return { id, verifiedAt: now, faults: [{ kind: 'manifest' }] };
  const faults: BackupFault[] = [];
  const all = Math.max(1, manifest.database.size + manifest.files.size);
  let read = 0;
  const fits = async (file: string, { sha256, size }: { sha256: string; size: number }) => {
    const found = sizeOf(file) === size && (await hashOrNone(file, signal)) === sha256;
    read += size;
    progress?.(read / all);
    return found;
  };
  if (!(await fits(databaseOf(entry), manifest.database))) faults.push({ kind: 'database' });
  const list = filesOf(entry, manifest);
  if (list === undefined) faults.push({ kind: 'list' });
  const seen = new Map<string, boolean>();
  for (const file of list ?? []) {
    const stored = storedFile(storeOf(repository), file.sha256);
    const isWhole = seen.get(file.sha256) ?? (await fits(stored, file));
    if (!isWhole && !seen.has(file.sha256)) putAside(stored);
    seen.set(file.sha256, isWhole);
    if (!isWhole) faults.push({ kind: 'file', place: file.place });
  }
  if (faults.length === 0) writeManifest(entry, { ...manifest, verifiedAt: now });
  return { id, verifiedAt: now, faults };
}

/** Damaged bytes give up their name, so that the next backup brings whole ones from the workspace; they are not destroyed. */
function putAside(file: string): void {
  if (existsSync(file)) renameSync(file, `${file}.damaged`);
}

/** Undefined where a file cannot be read, which is damage here whatever the reason. */
async function hashOrNone(file: string, signal?: AbortSignal): Promise<string | undefined> {
  try {
    return (await hashFile(file, signal)).sha256;
  } catch (cause) {
    if (signal?.aborted) throw cause;
    return undefined;
  }
}

export function writeManifest(entry: string, manifest: Manifest): void {
  writeFileSafely(manifestOf(entry), Buffer.from(sealManifest(manifest)));
  flushFolder(entry);
}

/** Removes what runs that were cut off have left. */
export function sweep({ folder }: Repository): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const place = path.join(folder, name);
    const isLeftover = name.endsWith('.part') || (entryName.test(name) && !existsSync(manifestOf(place)));
    if (isLeftover) rmSync(place, { recursive: true, force: true });
  }
}

/**
 * Removes the backups that `keepWhich` does not keep, then files that no backup names any more. Called only when a newer one is
 * proven. A backup that is damaged stays, and no file is removed beside one whose list cannot be read: nobody knows what it needs.
 */
export function thin(repository: Repository, now: number, offsetMinutes = -new Date(now).getTimezoneOffset()): void {
  const entries = readCatalogue(repository);
  const proven = entries.flatMap((entry) => (entry.state === 'proven' ? [entry.manifest] : []));
  const kept = keepWhich(proven, now, offsetMinutes);
  dropBackups(
    repository,
    entries.filter(({ id, state }) => state === 'proven' && !kept.has(id)),
    now,
  );
}

/** Removes backups for good, and files that the others do not name, unless one of these is damaged. */
export function dropBackups(repository: Repository, entries: readonly CatalogueEntry[], now: number): void {
  for (const { folder } of entries) removeBackup(folder);
  const lists = readCatalogue(repository).map((entry) => (entry.state === 'proven' ? filesOf(entry.folder, entry.manifest) : undefined));
  if (lists.some((list) => list === undefined)) return;
  const named = new Set(lists.flatMap((list) => list!.map(({ sha256 }) => sha256)));
  const store = storeOf(repository);
  for (const sha256 of storedFiles(store)) {
    const file = storedFile(store, sha256);
    if (!named.has(sha256) && statSync(file).mtimeMs < now - dayLength) rmSync(file, { force: true });
  }
}

/** The manifest goes first: half a backup never passes for a whole one. */
function removeBackup(entry: string): void {
  rmSync(manifestOf(entry), { force: true });
  rmSync(entry, { recursive: true, force: true });
}
