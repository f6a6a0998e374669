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

/** `name.ext`, or `name (2).ext` while that is taken. */
export function freeFile(folder: string, name: string): string {
  const { name: stem, ext } = path.parse(name);
  for (let i = 1; ; i += 1) {
    const file = path.join(folder, i === 1 ? name : `${stem} (${i})${ext}`);
    if (!existsSync(file)) return file;
  }
}
