import { ZipFile } from 'yazl';
import type { FileNames } from '../../../db/domain/filing/handover';
import { gbkBytes } from './gbk';

export interface ZipEntry {
  path: string;
  bytes: Uint8Array;
}

/**
 * A zip. Names are in UTF-8 and marked so, which Windows 8 and later show right; or in GBK without the mark, as Windows 7 and the
 * portals built for it read them.
 * The same on every computer: times are those of China, wherever it is made.
 * @param time modification time of every entry, an instant in milliseconds UTC
 */
export async function zip(entries: readonly ZipEntry[], time: number, names: FileNames = 'utf8'): Promise<Uint8Array> {
  const file = new ZipFile();
  for (const { path, bytes } of entries) {
    file.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), path, {
      mtime: chinaTime(time),
      forceDosTimestamp: true,
      mode: 0o100644,
      compress: !isPacked(path),
    });
  }
  file.end();
  const parts: Buffer[] = [];
  for await (const part of file.outputStream) parts.push(part as Buffer);
  const packed = Buffer.concat(parts);
  return new Uint8Array(names === 'gbk' ? inGbk(packed) : packed);
}

/** An instant whose local clock shows what clocks in China showed: a zip keeps the time of the clock alone. */
function chinaTime(time: number): Date {
  const shown = new Date(time + 8 * 3_600_000);
  return new Date(
    shown.getUTCFullYear(),
    shown.getUTCMonth(),
    shown.getUTCDate(),
    shown.getUTCHours(),
    shown.getUTCMinutes(),
    shown.getUTCSeconds(),
  );
}

/** Files that compress themselves. */
const isPacked = (path: string): boolean => /\.(xlsx|docx|pptx|zip|rar|7z|jpe?g|png|gif|webp|heic|mp[34]|m4a|mov)$/i.test(path);

const local = { length: 30, flags: 6, nameLength: 26, extraLength: 28 } as const;
const central = { length: 46, madeBy: 4, flags: 8, size: 20, nameLength: 28, extraLength: 30, commentLength: 32, start: 42 } as const;
const end = { length: 22, entries: 10, size: 12, start: 16 } as const;
const utf8Mark = 0x0800;

/** The same zip with its names in GBK. What yazl writes ends without a comment and has no Zip64 parts below 4 GB. */
function inGbk(bytes: Buffer): Buffer {
  const closing = Buffer.from(bytes.subarray(bytes.length - end.length));
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let written = 0;
  let at = closing.readUInt32LE(end.start);
  for (let left = closing.readUInt16LE(end.entries); left > 0; left -= 1) {
    const nameEnd = at + central.length + bytes.readUInt16LE(at + central.nameLength);
    const name = gbkBytes(bytes.toString('utf8', at + central.length, nameEnd));
    const record = Buffer.from(bytes.subarray(at, at + central.length));
    const from = record.readUInt32LE(central.start);
    const head = Buffer.from(bytes.subarray(from, from + local.length));
    const content = from + local.length + head.readUInt16LE(local.nameLength);
    const until = content + head.readUInt16LE(local.extraLength) + record.readUInt32LE(central.size);
    head.writeUInt16LE(head.readUInt16LE(local.flags) & ~utf8Mark, local.flags);
    head.writeUInt16LE(name.length, local.nameLength);
    record.writeUInt16LE(record.readUInt16LE(central.flags) & ~utf8Mark, central.flags);
    // Made by MS-DOS: names are read in the code page of the system.
    record.writeUInt8(0, central.madeBy + 1);
    record.writeUInt16LE(name.length, central.nameLength);
    record.writeUInt32LE(written, central.start);
    parts.push(head, name, bytes.subarray(content, until));
    const recordEnd = nameEnd + record.readUInt16LE(central.extraLength) + record.readUInt16LE(central.commentLength);
    directory.push(record, name, bytes.subarray(nameEnd, recordEnd));
    written += head.length + name.length + (until - content);
    at = recordEnd;
  }
  closing.writeUInt32LE(
    directory.reduce((sum, part) => sum + part.length, 0),
    end.size,
  );
  closing.writeUInt32LE(written, end.start);
  return Buffer.concat([...parts, ...directory, closing]);
}
