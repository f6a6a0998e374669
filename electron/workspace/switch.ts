import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureFolder, writeFileSafely } from './file';
import type { WorkspacePaths } from './paths';

/** The file and what SQLite keeps beside it: only ever together. A log beside a file that it does not belong to is played into it in silence. */
const parts = ['', '-wal', '-shm'] as const;

/** Why a data file was put aside, kept beside it as `why.json`. */
export interface Aside {
  /** Name of its folder in `backups/aside`. */
  id: string;
  at: number;
  /** `restore`: an earlier state took its place; `undo`: that was taken back; `index`, `salvage`: what could be read of it did. */
  why: 'restore' | 'undo' | 'index' | 'salvage';
  /** What took its place, in words of the catalogue: `20261122T081850-close`, the name of a file, the id of another one put aside. */
  source: string;
  /** When that was made; 0 where nobody knows. */
  sourceAt: number;
  reason: string;
  /** It could not be opened: never restored as a whole, but it can be salvaged. */
  damaged: boolean;
  /** Heads of the audit: of this file, empty where it could not be read, and of what took its place. */
  formerHead: string;
  restoredHead: string;
}

const asideFolder = ({ backups }: WorkspacePaths): string => path.join(backups, 'aside');
/** The data file that was put aside. */
export const asideFile = (paths: WorkspacePaths, id: string): string => path.join(asideFolder(paths), id, path.basename(paths.database));
const journalFile = ({ folder }: WorkspacePaths): string => path.join(folder, 'switch.json');
/** A switch was interrupted: the data file itself may be on its way. */
export const isSwitching = (paths: WorkspacePaths): boolean => existsSync(journalFile(paths));
/** Where what is to take the file's place is made ready; nothing of it matters once no switch is under way. */
export const stagingFolder = ({ folder }: WorkspacePaths): string => path.join(folder, 'restoring');
export const stagedFile = (paths: WorkspacePaths): string => path.join(stagingFolder(paths), path.basename(paths.database));

/** Files put aside, newest first; what has no readable `why.json` is nobody's and left alone. */
export function readAsides(paths: WorkspacePaths): Aside[] {
  const folder = asideFolder(paths);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((id) => readAside(paths, id) ?? [])
    .sort((a, b) => b.at - a.at);
}

export function readAside(paths: WorkspacePaths, id: string): Aside | undefined {
  if (!/^[\w-]+$/.test(id)) return undefined;
  try {
    const aside = JSON.parse(readFileSync(path.join(asideFolder(paths), id, 'why.json'), 'utf8')) as Aside;
    return existsSync(asideFile(paths, id)) ? { ...aside, id } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Puts the staged file in the place of the data file, which is kept in `backups/aside` with all that belongs to it. Call it with the workspace's
 * lock, and no connection open. From the moment the journal stands the switch is finished, now or at the next opening.
 * @throws what hindered it, with everything as it was
 */
export async function switchFiles(paths: WorkspacePaths, why: Omit<Aside, 'id'>): Promise<Aside> {
  const aside: Aside = { ...why, id: freeId(paths, why) };
  const folder = path.dirname(asideFile(paths, aside.id));
  ensureFolder(folder);
  writeFileSafely(path.join(folder, 'why.json'), Buffer.from(JSON.stringify(aside, null, 2)));
  flushed(stagedFile(paths));
  for (const changed of [stagingFolder(paths), folder, path.dirname(folder)]) flushed(changed);
  writeFileSafely(journalFile(paths), Buffer.from(JSON.stringify({ aside: aside.id })));
  flushed(paths.folder);
  try {
    await finishSwitch(paths);
  } catch (cause) {
    await takenBack(paths, aside.id);
    throw cause;
  }
  return aside;
}

/**
 * Finishes a switch that was interrupted; the first thing done with a workspace once its lock is held.
 * @returns the id under which the former file lies, where one was finished
 */
export async function finishSwitch(paths: WorkspacePaths): Promise<string | undefined> {
  const journal = journalFile(paths);
  if (!existsSync(journal)) {
    rmSync(stagingFolder(paths), { recursive: true, force: true });
    return undefined;
  }
  const aside = asideNamed(journal);
  const target = asideFile(paths, aside);
  if (existsSync(stagedFile(paths))) {
    ensureFolder(path.dirname(target));
    await moveParts(paths.database, target);
    flushed(path.dirname(target));
    await renameStubbornly(stagedFile(paths), paths.database);
    flushed(paths.folder);
  } else if (!existsSync(paths.database)) await moveParts(target, paths.database);
  rmSync(journal);
  flushed(paths.folder);
  rmSync(stagingFolder(paths), { recursive: true, force: true });
  return aside;
}

async function moveParts(from: string, to: string): Promise<void> {
  for (const part of parts) if (existsSync(from + part)) await renameStubbornly(from + part, to + part);
}

function asideNamed(journal: string): string {
  try {
    return (JSON.parse(readFileSync(journal, 'utf8')) as { aside: string }).aside;
  } catch {
    return 'unnamed';
  }
}

/** What was moved comes back, and the journal goes; where that fails too the journal stays, and the next opening finishes. */
async function takenBack(paths: WorkspacePaths, aside: string): Promise<void> {
  const kept = asideFile(paths, aside);
  try {
    if (!existsSync(stagedFile(paths))) return;
    await moveParts(kept, paths.database);
    rmSync(journalFile(paths));
    rmSync(path.dirname(kept), { recursive: true });
    flushed(paths.folder);
  } catch {
    // Told by what is thrown after this.
  }
}

function freeId(paths: WorkspacePaths, { at, why }: Pick<Aside, 'at' | 'why'>): string {
  const stamp = new Date(at).toISOString().replace(/[-:]|\.\d+Z$/g, '');
  for (let n = 1; ; n += 1) {
    const id = `${stamp}-${why}${n === 1 ? '' : `-${n}`}`;
    if (!existsSync(path.dirname(asideFile(paths, id)))) return id;
  }
}

const patience = 5000;

/** A virus scanner or a search service of Windows holds a file for a moment: tried again for five seconds. */
export async function renameStubbornly(from: string, to: string, rename: typeof renameSync = renameSync): Promise<void> {
  for (let waited = 0, delay = 20; ; waited += delay, delay *= 2) {
    try {
      return rename(from, to);
    } catch (cause) {
      const { code = '' } = cause as NodeJS.ErrnoException;
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(code) || waited >= patience) throw cause;
      await pause(delay);
    }
  }
}

/** Puts a file or the names in a folder on the disk; Windows knows no such thing for folders. */
export function flushed(place: string): void {
  let handle: number | undefined;
  try {
    handle = openSync(place, 'r+');
  } catch {
    try {
      handle = openSync(place, 'r');
    } catch {
      return;
    }
  }
  try {
    fsyncSync(handle);
  } catch (cause) {
    if (!['EPERM', 'EINVAL', 'EISDIR'].includes((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
  } finally {
    closeSync(handle);
  }
}
