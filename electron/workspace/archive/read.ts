import { createHash, hash } from 'node:crypto';
import { closeSync, createReadStream, createWriteStream, mkdirSync, openSync, readSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { z } from 'zod';
import { flushFile } from '../backup/files';
import { heldFiles, manifestShape, type HeldFile, type Manifest } from '../backup/manifest';
import { requireRoom } from '../backup/run';
import { ensureFolder } from '../file';
import { ArchiveFault } from './fault';
import { isSealed, unseal } from './seal';
import { archiveKinds } from './kind';

const contentShape = z.object({ format: z.literal(1), kind: z.enum(archiveKinds), manifest: manifestShape });
/** What an archive says of itself. */
export type ArchiveContent = z.output<typeof contentShape>;
const longestText = 256 << 20;

/**
 * Reads an archive into a folder that holds then `anze.db`, `attachments/` and `filings/` as a workspace does. Every byte is held
 * against the manifest; with any fault nothing is left in the folder.
 * @param password null for an archive without one
 * @throws ArchiveFault
 */
export async function readArchive(file: string, password: string | null, into: string, signal?: AbortSignal): Promise<ArchiveContent> {
  ensureFolder(into);
  const zip = path.join(into, 'archive.zip');
  try {
    if (!startsSealed(file)) return await unpack(file, into, signal);
    if (password === null) throw new ArchiveFault('sealed');
    await pipeline(Readable.from(unseal(createReadStream(file), password)), createWriteStream(zip), { ...(signal && { signal }) });
    const content = await unpack(zip, into, signal);
    rmSync(zip);
    return content;
  } catch (cause) {
    for (const name of ['archive.zip', 'anze.db', 'attachments', 'filings'])
      rmSync(path.join(into, name), { recursive: true, force: true });
    throw cause;
  }
}

/** A password is needed to read this file. */
export function startsSealed(file: string): boolean {
  const start = new Uint8Array(4);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, start);
  } finally {
    closeSync(handle);
  }
  return isSealed(start);
}

/** Reads a zip whole, against the manifest of the backup that it was made from. @throws ArchiveFault */
export async function checkZip(file: string, { id }: Manifest, signal?: AbortSignal): Promise<void> {
  const content = await walk(file, async () => new Writable({ write: (_chunk, _encoding, done) => done() }), signal);
  if (content.manifest.id !== id) throw new ArchiveFault('damaged');
}

async function unpack(file: string, into: string, signal?: AbortSignal): Promise<ArchiveContent> {
  const written: string[] = [];
  const content = await walk(
    file,
    async (place) => {
      const target = path.join(into, ...place.split('/'));
      mkdirSync(path.dirname(target), { recursive: true });
      written.push(target);
      return createWriteStream(target);
    },
    signal,
    ({ manifest }) => requireRoom(into, manifest.database.size + manifest.files.size),
  );
  for (const target of written) flushFile(target);
  return content;
}

/** Goes through an archive: what it says of itself first, then every part as the manifest names it. */
async function walk(
  file: string,
  open: (place: string) => Promise<Writable>,
  signal?: AbortSignal,
  heard: (content: ArchiveContent) => void = () => {},
): Promise<ArchiveContent> {
  const { zip, entries } = await directoryOf(file);
  try {
    const content = contentOf(await textOf(zip, entries, 'archive.json'));
    heard(content);
    const { manifest } = content;
    const listed = await textOf(zip, entries, 'files.json');
    if (hash('sha256', listed, 'hex') !== manifest.files.sha256) throw new ArchiveFault('tampered');
    const files = heldFiles.parse(JSON.parse(listed.toString('utf8')));
    const parts: HeldFile[] = [{ place: 'anze.db', ...manifest.database } as HeldFile, ...files];
    // Nothing stands in it that the manifest does not know.
    if (entries.size !== new Set(parts.map(({ place }) => place)).size + 2) throw new ArchiveFault('tampered');
    for (const { place, sha256, size } of parts) {
      signal?.throwIfAborted();
      const entry = entries.get(place);
      if (entry === undefined) throw new ArchiveFault('damaged');
      if (entry.uncompressedSize !== size) throw new ArchiveFault('tampered');
      await copyPart(zip, entry, sha256, await open(place));
    }
    return content;
  } finally {
    zip.close();
  }
}

async function directoryOf(file: string): Promise<{ zip: ZipFile; entries: Map<string, Entry> }> {
  let zip: ZipFile;
  try {
    zip = await yauzl.openPromise(file, { autoClose: false });
  } catch (cause) {
    if (typeof (cause as NodeJS.ErrnoException).code === 'string') throw cause;
    // Without its directory, at the end, a zip is one that was cut off.
    throw new ArchiveFault((await startsAsZip(file)) ? 'cut' : 'foreign');
  }
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    if (!entries.has('archive.json')) throw new ArchiveFault('foreign');
    return { zip, entries };
  } catch (cause) {
    zip.close();
    throw cause instanceof ArchiveFault ? cause : new ArchiveFault('damaged');
  }
}

async function startsAsZip(file: string): Promise<boolean> {
  for await (const piece of createReadStream(file, { end: 3 })) return (piece as Buffer).toString('latin1') === 'PK\u0003\u0004';
  return false;
}

async function textOf(zip: ZipFile, entries: Map<string, Entry>, name: string): Promise<Buffer> {
  const entry = entries.get(name);
  if (entry === undefined || entry.uncompressedSize > longestText) throw new ArchiveFault('damaged');
  const pieces: Buffer[] = [];
  await copyPart(zip, entry, null, new Writable({ write: (piece: Buffer, _encoding, done) => (pieces.push(piece), done()) }));
  return Buffer.concat(pieces);
}

/** One part, held against the checksum of the zip and its own hash. @throws ArchiveFault `damaged` or `tampered` */
async function copyPart(zip: ZipFile, entry: Entry, sha256: string | null, target: Writable): Promise<void> {
  const sum = createHash('sha256');
  let crc = 0;
  const looked = async function* (stream: AsyncIterable<Buffer>) {
    for await (const piece of stream) {
      sum.update(piece);
      crc = crc32(piece, crc);
      yield piece;
    }
  };
  let stream: Readable;
  try {
    stream = await zip.openReadStreamPromise(entry);
  } catch {
    target.destroy();
    throw new ArchiveFault('damaged');
  }
  try {
    await pipeline(stream, looked, target);
  } catch (cause) {
    const { code, syscall } = cause as NodeJS.ErrnoException;
    // What the disk says is not the archive's fault.
    if (syscall !== undefined || code === 'ABORT_ERR') throw cause;
    throw new ArchiveFault('damaged');
  }
  if (crc >>> 0 !== entry.crc32 >>> 0) throw new ArchiveFault('damaged');
  if (sha256 !== null && sum.digest('hex') !== sha256) throw new ArchiveFault('tampered');
}

function contentOf(text: Buffer): ArchiveContent {
  try {
    const { stated, seal } = JSON.parse(text.toString('utf8')) as { stated: string; seal: string };
    if (hash('sha256', stated, 'hex') !== seal) throw new ArchiveFault('tampered');
    const parsed = contentShape.safeParse(JSON.parse(stated));
    if (!parsed.success) throw new ArchiveFault('newer');
    return parsed.data;
  } catch (cause) {
    throw cause instanceof ArchiveFault ? cause : new ArchiveFault('damaged');
  }
}
