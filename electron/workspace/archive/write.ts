import { createHash, hash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { unavailable } from '../../api/failure';
import { databaseOf, filesOf, listOf, storeOf, type Repository } from '../backup/catalogue';
import { flushFile, flushFolder, storedFile } from '../backup/files';
import type { Manifest } from '../backup/manifest';
import { requireRoom } from '../backup/run';
import { ensureFolder } from '../file';
import type { ArchiveKind } from './kind';
import { checkZip } from './read';
import { seal, unseal } from './seal';

export interface ArchiveOptions {
  /** Encrypted with it; null leaves the archive open to read. */
  password: string | null;
  kind: ArchiveKind;
  signal?: AbortSignal;
  progress?(share: number): void;
  /** Cost of scrypt; tests take a low one. */
  work?: number;
}

/**
 * Writes a proven backup as one file: a zip with `archive.json`, `files.json`, `anze.db` and all files, within an encrypted container
 * where a password is given. Read back whole before it takes its name.
 * @returns its size in bytes
 */
export async function writeArchive(repository: Repository, manifest: Manifest, file: string, options: ArchiveOptions): Promise<number> {
  const { password, signal, progress, work } = options;
  const part = `${file}.part`;
  ensureFolder(path.dirname(file));
  requireRoom(path.dirname(file), manifest.files.size + manifest.database.size);
  const written = createHash('sha256');
  const all = Math.max(1, manifest.files.size + manifest.database.size);
  let done = 0;
  const zip = counted(zipOf(repository, manifest, options.kind), written, (bytes) =>
    progress?.(Math.min(0.7, (0.7 * (done += bytes)) / all)),
  );
  try {
    const bytes = password === null ? zip : seal(zip, password, work);
    await pipeline(Readable.from(bytes), createWriteStream(part), { ...(signal && { signal }) });
    flushFile(part);
    progress?.(0.7);
    if (password === null) await checkZip(part, manifest, signal);
    else await readBack(part, password, written.digest('hex'));
    renameSync(part, file);
    flushFolder(path.dirname(file));
    return statSync(file).size;
  } catch (cause) {
    rmSync(part, { force: true });
    throw cause;
  }
}

/** Lets the bytes of a stream through, hashing them. */
async function* counted(stream: AsyncIterable<Uint8Array>, sum: Hash, tell: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) {
    sum.update(piece);
    tell(piece.length);
    yield piece;
  }
}

/** @throws AppError `backupUnsound` when what was written does not decrypt to what went in */
async function readBack(file: string, password: string, sha256: string): Promise<void> {
  const sum = createHash('sha256');
  for await (const piece of unseal(createReadStream(file), password)) sum.update(piece);
  if (sum.digest('hex') !== sha256) throw unavailable('backupUnsound');
}

function zipOf(repository: Repository, manifest: Manifest, kind: ArchiveKind): AsyncIterable<Uint8Array> {
  const entry = path.join(repository.folder, manifest.id);
  const files = filesOf(entry, manifest);
  if (files === undefined) throw unavailable('backupUnsound');
  const zip = new ZipFile();
  const packed = { compress: false, mtime: new Date(manifest.at), mode: 0o100644 };
  const stated = JSON.stringify({ format: 1, kind, manifest });
  zip.addBuffer(Buffer.from(JSON.stringify({ stated, seal: hash('sha256', stated, 'hex') })), 'archive.json', {
    ...packed,
    compress: true,
  });
  zip.addFile(listOf(entry), 'files.json', { ...packed, compress: true });
  zip.addFile(databaseOf(entry), 'anze.db', { ...packed, compress: true });
  for (const { place, sha256 } of files) zip.addFile(storedFile(storeOf(repository), sha256), place, packed);
  zip.end();
  const output = zip.outputStream as Readable;
  zip.on('error', (cause: Error) => output.destroy(cause));
  // Whoever reads on meets the fault; of one that was given up nobody else may hear, or it would end the process.
  output.on('error', () => {});
  return output;
}
