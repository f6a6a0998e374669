import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import yazl from 'yazl';
import { IntakeFailure, limits } from './failure';

/** A workbook's package opened for reading; names are compared without case. */
export interface Package {
  names: readonly string[];
  has(name: string): boolean;
  /** Unpacked size as declared; the reader stops when a part is larger than it declares. */
  size(name: string): number;
  stream(name: string): Promise<Readable>;
  read(name: string): Promise<Buffer>;
}

/**
 * Opens a zip package and checks its directory before anything is unpacked.
 * @throws IntakeFailure `damaged`, `zipBomb` or `encrypted`
 */
export async function openPackage(bytes: Uint8Array, file: string): Promise<Package> {
  const entries = new Map<string, Entry>();
  let zip: ZipFile;
  try {
    zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true });
    if (zip.entryCount > limits.entries) throw new IntakeFailure('zipBomb', { file });
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new IntakeFailure('encrypted', { file });
      if (isBomb(entry)) throw new IntakeFailure('zipBomb', { file });
      entries.set(entry.fileName.toLowerCase(), entry);
    }
  } catch (cause) {
    throw cause instanceof IntakeFailure ? cause : new IntakeFailure('damaged', { file }, { cause });
  }
  const entryOf = (name: string): Entry => {
    const entry = entries.get(name.toLowerCase());
    if (entry === undefined) throw new IntakeFailure('damaged', { file });
    return entry;
  };
  let unpacked = 0;
  const stream = async (name: string): Promise<Readable> => {
    const entry = entryOf(name);
    unpacked += entry.uncompressedSize;
    if (unpacked > limits.unpackedBytes) throw new IntakeFailure('zipBomb', { file });
    try {
      return await zip.openReadStreamPromise(entry);
    } catch (cause) {
      throw new IntakeFailure('damaged', { file }, { cause });
    }
  };
  return {
    names: [...entries.values()].map((entry) => entry.fileName),
    has: (name) => entries.has(name.toLowerCase()),
    size: (name) => entryOf(name).uncompressedSize,
    stream,
    async read(name) {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of await stream(name)) chunks.push(chunk as Buffer);
      } catch (cause) {
        throw cause instanceof IntakeFailure ? cause : new IntakeFailure('damaged', { file }, { cause });
      }
      return Buffer.concat(chunks);
    },
  };
}

const isBomb = (entry: Entry): boolean =>
  entry.uncompressedSize > limits.unpackedBytes ||
  (entry.uncompressedSize > limits.ratioFromBytes && entry.uncompressedSize / Math.max(entry.compressedSize, 1) > limits.ratio);

/** Packs parts in the given order, each deflated. */
export async function packParts(parts: Iterable<readonly [name: string, content: Buffer]>): Promise<Uint8Array> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of parts) zip.addBuffer(content, name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
