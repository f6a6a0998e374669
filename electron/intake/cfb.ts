import { IntakeFailure } from './failure';

/**
 * Streams of an OLE2 container (.xls, encrypted workbooks, Word documents) by name.
 * @throws IntakeFailure `damaged` when chains are broken, endless or cut off
 */
export function readContainer(bytes: Uint8Array, file: string): ReadonlyMap<string, Buffer> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const damaged = (): IntakeFailure => new IntakeFailure('damaged', { file });
  if (buffer.length < 512) throw damaged();
  const sectorSize = 2 ** buffer.readUInt16LE(30);
  const miniSize = 2 ** buffer.readUInt16LE(32);
  if ((sectorSize !== 512 && sectorSize !== 4096) || miniSize !== 64) throw damaged();
  const sectorCount = Math.ceil((buffer.length - sectorSize) / sectorSize);
  const sector = (index: number): Buffer => {
    const start = (index + 1) * sectorSize;
    if (index < 0 || start >= buffer.length) throw damaged();
    return buffer.subarray(start, start + sectorSize);
  };

  const fat: number[] = [];
  for (const index of fatSectors(buffer, sector, sectorSize, sectorCount, damaged)) {
    const part = sector(index);
    for (let at = 0; at + 4 <= part.length; at += 4) fat.push(part.readUInt32LE(at));
  }
  const chain = (first: number): Buffer => {
    const parts: Buffer[] = [];
    for (let index = first; index < endMark; index = fat[index] ?? endMark) {
      parts.push(sector(index));
      if (parts.length > sectorCount) throw damaged();
    }
    return Buffer.concat(parts);
  };

  const directory = chain(buffer.readUInt32LE(48));
  const miniCutoff = buffer.readUInt32LE(56);
  const miniFat = buffer.readUInt32LE(60) < endMark ? chain(buffer.readUInt32LE(60)) : Buffer.alloc(0);
  let miniStream = Buffer.alloc(0);
  const streams = new Map<string, Buffer>();
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const nameLength = directory.readUInt16LE(at + 64);
    const type = directory[at + 66];
    if (nameLength < 2 || nameLength > 64) continue;
    const name = directory.subarray(at, at + nameLength - 2).toString('utf16le');
    const first = directory.readUInt32LE(at + 116);
    const size = directory.readUInt32LE(at + 120);
    if (type === 5) miniStream = first < endMark ? Buffer.from(chain(first)) : miniStream;
    if (type !== 2) continue;
    const content = size < miniCutoff ? miniChain(miniStream, miniFat, first, miniSize) : chain(first);
    if (content.length < size) throw damaged();
    streams.set(name, content.subarray(0, size));
  }
  return streams;
}

/** Sector numbers from here on are marks: end of chain, free, reserved. */
const endMark = 0xfffffffa;

function fatSectors(
  buffer: Buffer,
  sector: (index: number) => Buffer,
  sectorSize: number,
  sectorCount: number,
  damaged: () => IntakeFailure,
): number[] {
  const list: number[] = [];
  for (let at = 76; at < 512; at += 4) list.push(buffer.readUInt32LE(at));
  let next = buffer.readUInt32LE(68);
  for (let steps = 0; next < endMark; steps += 1) {
    if (steps > sectorCount) throw damaged();
    const part = sector(next);
    for (let at = 0; at < sectorSize - 4; at += 4) list.push(part.readUInt32LE(at));
    next = part.readUInt32LE(sectorSize - 4);
  }
  return list.filter((index) => index < endMark);
}

function miniChain(stream: Buffer, miniFat: Buffer, first: number, size: number): Buffer {
  const parts: Buffer[] = [];
  for (let index = first; index < endMark && parts.length * size <= stream.length;) {
    parts.push(stream.subarray(index * size, (index + 1) * size));
    index = index * 4 + 4 <= miniFat.length ? miniFat.readUInt32LE(index * 4) : endMark;
  }
  return Buffer.concat(parts);
}
