import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

const written = new Set<string>();
/** This process has written the file, so that it may be opened for the user. */
export const isOwnFile = (file: string): boolean => written.has(path.resolve(file));

/** Writes a file so that either the old or the whole new content stands there: temporary file beside it, flush, rename. */
export function writeFileSafely(file: string, bytes: Uint8Array): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.part`;
  const handle = openSync(temporary, 'w');
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    renameSync(temporary, file);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw cause;
  }
  written.add(path.resolve(file));
}

const longestName = 200;

/**
 * A name that every file system of an office takes: Windows' reserved characters and names, no blank or dot at the end,
 * at most 200 bytes (a Chinese character has three, Linux takes 255), its extension kept.
 */
export function safeFileName(name: string): string {
  const clean = name.normalize('NFC').replace(/[\\/:*?"<>|\p{Cc}]+/gu, '_');
  const extension = /(?<=[^.])\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? '';
  let stem = '';
  for (const character of clean.slice(0, clean.length - extension.length)) {
    if (Buffer.byteLength(stem + character + extension) > longestName) break;
    stem += character;
  }
  const bare = stem.replace(/[. ]+$/, '') || '_';
  return (/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(bare) ? `_${bare}` : bare) + extension;
}
