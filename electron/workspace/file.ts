import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Writes a file so that either the old or the whole new content stands there: temporary file beside it, flush, rename. */
export function writeFileSafely(file: string, bytes: Uint8Array): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.part`;
  const handle = openSync(temporary, 'w');
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
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
}

/** A name that every file system of an office takes, Windows' reserved characters and length included. */
export const safeFileName = (name: string): string =>
  name.normalize('NFC').replace(/[\\/:*?"<>|\p{Cc}]+/gu, '_').replace(/[. ]+$/, '').slice(0, 120) || '_';

/** `name.ext`, or `name (2).ext` while that is taken. */
export function freeFile(folder: string, name: string): string {
  const { name: stem, ext } = path.parse(name);
  for (let i = 1; ; i += 1) {
    const file = path.join(folder, i === 1 ? name : `${stem} (${i})${ext}`);
    if (!existsSync(file)) return file;
  }
}
