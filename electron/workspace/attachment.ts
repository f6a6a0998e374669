import { createHash, hash } from 'node:crypto';
import { closeSync, copyFileSync, existsSync, fstatSync, mkdtempSync, openSync, readFileSync, readSync, renameSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pictureType } from '../../db/domain/attachment';
import { exifOf, type Exif } from '../../db/domain/map/exif';
import { ensureFolder, safeFileName, writeFileSafely } from './file';
import { attachmentFile, type WorkspacePaths } from './paths';

/**
 * Keeps bytes under their SHA-256: written beside, flushed, renamed; what is there already and whole is not written again. No
 * procedure ever deletes a file here: a row that is gone can come back by undo, and the audit and backups name it too.
 */
export function keepAttachment({ attachments }: WorkspacePaths, bytes: Uint8Array): string {
  const sha256 = hash('sha256', bytes, 'hex');
  const file = attachmentFile(attachments, sha256);
  const isWhole = existsSync(file) && hash('sha256', readFileSync(file), 'hex') === sha256;
  if (!isWhole) writeFileSafely(file, bytes);
  return sha256;
}

/** Bytes read at a time: whole films never stand in memory. */
const portion = 1024 * 1024;

/** Reads an open file from its beginning, a portion at a time; the bytes hold only until the next portion. */
async function* portionsOf(file: FileHandle, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(portion);
  for (let at = 0; ;) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(buffer, 0, portion, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** SHA-256 of a file. @throws what the file system says */
export async function hashOfFile(file: string, signal?: AbortSignal): Promise<string> {
  const source = await open(file);
  try {
    const whole = createHash('sha256');
    for await (const bytes of portionsOf(source, signal)) whole.update(bytes);
    return whole.digest('hex');
  } finally {
    await source.close();
  }
}

let taken = 0;

/** Keeps a file of the machine like `keepAttachment`, read once and never whole in memory. */
export async function keepFile({ attachments }: WorkspacePaths, file: string, signal: AbortSignal): Promise<string> {
  ensureFolder(attachments);
  const temporary = path.join(attachments, `${process.pid}.${(taken += 1)}.part`);
  const whole = createHash('sha256');
  const source = await open(file);
  try {
    const copy = await open(temporary, 'w');
    try {
      for await (const bytes of portionsOf(source, signal)) {
        whole.update(bytes);
        for (let done = 0; done < bytes.length;) done += (await copy.write(bytes, done)).bytesWritten;
      }
      await copy.sync();
    } finally {
      await copy.close();
    }
    const sha256 = whole.digest('hex');
    const target = attachmentFile(attachments, sha256);
    ensureFolder(path.dirname(target));
    const isWhole = existsSync(target) && (await hashOfFile(target, signal)) === sha256;
    if (!isWhole) renameSync(temporary, target);
    return sha256;
  } finally {
    await source.close();
    rmSync(temporary, { force: true });
  }
}

/** Size and first bytes of what is kept under a hash; undefined where nothing is. */
export function keptAttachment({ attachments }: WorkspacePaths, sha256: string): { size: number; start: Uint8Array } | undefined {
  const file = attachmentFile(attachments, sha256);
  if (!existsSync(file)) return undefined;
  const handle = openSync(file, 'r');
  try {
    const start = new Uint8Array(16);
    readSync(handle, start);
    return { size: fstatSync(handle).size, start };
  } finally {
    closeSync(handle);
  }
}

/** A camera says when and how within these first bytes of a jpg. */
const exifBytes = 128 * 1024;

/** What a camera wrote into a picture of the machine. @throws what the file system says */
export function exifOfFile(file: string): Exif {
  const handle = openSync(file, 'r');
  try {
    const start = new Uint8Array(exifBytes);
    return exifOf(start.subarray(0, readSync(handle, start)));
  } finally {
    closeSync(handle);
  }
}

/** When a kept picture was taken, milliseconds UTC; null where it does not say. The clock of a camera without an offset is that of the machine. */
export function takenAt({ attachments }: WorkspacePaths, sha256: string): number | null {
  return instantOf(exifOfFile(attachmentFile(attachments, sha256)));
}

/** The instant that a camera wrote down; null for none or one that no calendar has. */
export function instantOf({ takenAt }: Pick<Exif, 'takenAt'>): number | null {
  const at = takenAt === null ? Number.NaN : Date.parse(takenAt);
  return Number.isNaN(at) ? null : at;
}

/** The bytes kept under a hash; undefined where nothing is. */
export function readAttachment({ attachments }: Pick<WorkspacePaths, 'attachments'>, sha256: string): Uint8Array | undefined {
  const file = attachmentFile(attachments, sha256);
  return existsSync(file) ? readFileSync(file) : undefined;
}

/** A copy under the name that the file was given, for the system's program: it goes by the extension. */
export function copyForOpening({ attachments }: WorkspacePaths, sha256: string, name: string): string {
  const copy = path.join(mkdtempSync(path.join(tmpdir(), 'anze-')), safeFileName(name));
  copyFileSync(attachmentFile(attachments, sha256), copy);
  return copy;
}

/** A kept picture as an address that holds its bytes, for what may load nothing else; null where it is gone. */
export function attachmentData(paths: WorkspacePaths, sha256: string): string | null {
  const bytes = readAttachment(paths, sha256);
  return bytes === undefined ? null : pictureData(bytes);
}

/** The bytes of a picture as an address. */
export const pictureData = (bytes: Uint8Array): string =>
  `data:${pictureType(bytes) ?? 'image/png'};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`;
