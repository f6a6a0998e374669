import { createHash } from 'node:crypto';
import { closeSync, constants, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import path from 'node:path';
import { ensureFolder } from '../file';

const chunk = 1 << 20;

/** Where the bytes of a file lie in a store: `files/ab/<sha256>`. */
export const storedFile = (files: string, sha256: string): string => path.join(files, sha256.slice(0, 2), sha256);

/** Hashes of all that a store holds. */
export function storedFiles(files: string): Set<string> {
  if (!existsSync(files)) return new Set();
  const names = readdirSync(files).flatMap((part) => (/^[0-9a-f]{2}$/.test(part) ? readdirSync(path.join(files, part)) : []));
  return new Set(names.filter((name) => /^[0-9a-f]{64}$/.test(name)));
}

/** SHA-256 and size of a file, read a mebibyte at a time; the next portion is read while this one is hashed. */
export async function hashFile(file: string, signal?: AbortSignal): Promise<{ sha256: string; size: number }> {
  const handle = await open(file, 'r');
  try {
    const hash = createHash('sha256');
    let [now, next] = [Buffer.allocUnsafe(chunk), Buffer.allocUnsafe(chunk)];
    let size = 0;
    let { bytesRead } = await handle.read(now, 0, chunk, null);
    while (bytesRead > 0) {
      signal?.throwIfAborted();
      const reading = handle.read(next, 0, chunk, null);
      hash.update(now.subarray(0, bytesRead));
      size += bytesRead;
      ({ bytesRead } = await reading);
      [now, next] = [next, now];
    }
    return { sha256: hash.digest('hex'), size };
  } finally {
    await handle.close();
  }
}

/**
 * Copies a file, flushes and hashes the copy and gives it its name; what came out otherwise than `sha256` says is thrown away.
 * @returns size, null when the bytes are not those of the hash
 */
export async function copyHashed(from: string, to: string, sha256: string, signal?: AbortSignal): Promise<number | null> {
  const part = `${to}.part`;
  ensureFolder(path.dirname(to));
  signal?.throwIfAborted();
  // What cannot be read is told by its own name.
  await (await open(from, 'r')).close();
  try {
    await copyFile(from, part, constants.COPYFILE_FICLONE).catch((cause: unknown) => {
      throw Object.assign(cause as Error, { path: part });
    });
    const [copied] = await Promise.all([hashFile(part, signal), flushed(part)]);
    if (copied.sha256 !== sha256) {
      rmSync(part, { force: true });
      return null;
    }
    renameSync(part, to);
    return copied.size;
  } catch (cause) {
    rmSync(part, { force: true });
    throw cause;
  }
}

async function flushed(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the names in a folder last through a loss of power. Windows has no such call and needs none. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Flushes a file that somebody else wrote. */
export function flushFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Size in bytes; undefined where nothing is. */
export const sizeOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.size;
