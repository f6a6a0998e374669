import { copyFileSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { NamedFile } from '../../db/query/namedFile';
import { AppError } from '../api/failure';
import { hashOfFile } from './attachment';
import { ensureFolder } from './file';
import { attachmentFile, namedPath, type WorkspacePaths } from './paths';

export type Verdict = 'whole' | 'missing' | 'changed';

const isHash = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

/** Hashes of the files that lie in a folder of files by hash, `ab/abcdef…`; anything else in it is passed over. */
export function hashesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((part) =>
    part.isDirectory() && /^[0-9a-f]{2}$/.test(part.name)
      ? readdirSync(path.join(folder, part.name)).filter((name) => isHash(name) && name.startsWith(part.name))
      : [],
  );
}

/** What a file is against its hash. One that cannot be read counts as changed: its bytes are not to be had. */
export async function verdictOf(file: string, sha256: string, signal: AbortSignal): Promise<Verdict> {
  if (!existsSync(file)) return 'missing';
  try {
    return (await hashOfFile(file, signal)) === sha256 ? 'whole' : 'changed';
  } catch (cause) {
    signal.throwIfAborted();
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return 'missing';
    return 'changed';
  }
}

/** Where backups keep the bytes of a file. */
export const backedUpFile = ({ backups }: WorkspacePaths, sha256: string): string => attachmentFile(path.join(backups, 'files'), sha256);

/**
 * Puts a file back from a copy that has its hash; one that stood there changed is moved to `backups/aside`, never destroyed.
 * @returns false where the copy is not what it should be
 */
export async function putBack(paths: WorkspacePaths, named: NamedFile, copy: string, signal: AbortSignal): Promise<boolean> {
  if ((await verdictOf(copy, named.sha256, signal)) !== 'whole') return false;
  const target = namedPath(paths, named);
  ensureFolder(path.dirname(target));
  const fresh = `${target}.${process.pid}.part`;
  try {
    copyFileSync(copy, fresh);
    if ((await verdictOf(fresh, named.sha256, signal)) !== 'whole') return false;
    if (existsSync(target)) {
      const aside = path.join(paths.backups, 'aside');
      ensureFolder(aside);
      renameSync(target, path.join(mkdtempSync(path.join(aside, 'file-')), path.basename(target)));
    }
    renameSync(fresh, target);
    return true;
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** A file or folder of the machine that is not there, by its name. */
export const gone = (file: string): AppError => new AppError({ code: 'NOT_FOUND', key: 'file', params: { file, context: 'file' } });

/** Files of a folder and those below it, at most so many and so deep; what cannot be looked into is passed over. @throws NOT_FOUND */
export function filesBelow(folder: string, most: number, depth = 6): string[] {
  if (!factsOf(folder)?.isFolder) throw gone(folder);
  const found: string[] = [];
  const walk = (at: string, left: number): void => {
    let entries: ReturnType<typeof namesIn>;
    try {
      entries = namesIn(at);
    } catch {
      return;
    }
    for (const { name, isFolder } of entries) {
      if (found.length >= most) return;
      const file = path.join(at, name);
      if (!isFolder) found.push(file);
      else if (left > 0) walk(file, left - 1);
    }
  };
  walk(folder, depth);
  return found;
}

/** Files before folders, by name; links are not followed. */
const namesIn = (folder: string): { name: string; isFolder: boolean }[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => (entry.isFile() || entry.isDirectory()) && !entry.name.startsWith('.'))
    .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
    .toSorted((a, b) => Number(a.isFolder) - Number(b.isFolder) || a.name.localeCompare(b.name, 'zh-CN', { numeric: true }));

/** Size and time of a file or folder; undefined for what is not there. */
export function factsOf(file: string): { size: number; modifiedAt: number; isFile: boolean; isFolder: boolean } | undefined {
  // No file system has a name with it, and Node takes it for a fault of the program.
  const found = file.includes('\0') ? undefined : statSync(file, { throwIfNoEntry: false });
  return found && { size: found.size, modifiedAt: Math.trunc(found.mtimeMs), isFile: found.isFile(), isFolder: found.isDirectory() };
}
