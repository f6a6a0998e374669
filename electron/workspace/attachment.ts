import { hash } from 'node:crypto';
import { closeSync, copyFileSync, existsSync, fstatSync, mkdtempSync, openSync, readFileSync, readSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pictureType } from '../../db/domain/attachment';
import { writeFileSafely, safeFileName } from './file';
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
