import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { unavailable } from '../api/failure';

const written = new Set<string>();
/** This process has written the file, so that it may be opened for the user. */
export const isOwnFile = (file: string): boolean => written.has(path.resolve(file));

/** Writes a file, whole or part by part, so that either the old or the whole new content stands there: temporary file beside it, flush, rename. */
export function writeFileSafely(file: string, content: Uint8Array | Iterable<Uint8Array>): void {
  ensureFolder(path.dirname(file));
  const temporary = `${file}.${process.pid}.part`;
  try {
    const handle = openSync(temporary, 'w');
    try {
      for (const bytes of ArrayBuffer.isView(content) ? [content] : content)
        for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw cause;
  }
  written.add(path.resolve(file));
}

/** Makes a folder and those above it. Node's own way turns for ever where the system says that a parent is not there, as in /proc. */
export function ensureFolder(folder: string): void {
  if (isFolder(folder)) return;
  const parent = path.dirname(folder);
  if (parent === folder) throw unavailable('folderNotMade', { folder });
  ensureFolder(parent);
  try {
    mkdirSync(folder);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST' && isFolder(folder)) return;
    throw code === 'ENOENT' || code === 'EINVAL' ? unavailable('folderNotMade', { folder }) : cause;
  }
}

const isFolder = (place: string): boolean => statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;

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

/** A place in a folder where no file stands yet: `stem.xlsx`, `stem（2）.xlsx`. */
export function freeName(folder: string, stem: string, format: string): string {
  for (let n = 1; ; n += 1) {
    const file = path.join(folder, safeFileName(`${stem}${n === 1 ? '' : `（${n}）`}.${format}`));
    if (!existsSync(file)) return file;
  }
}
