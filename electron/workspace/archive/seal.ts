import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { ArchiveFault } from './fault';

/*
 * "ANZE" 01 | u32 length of header | header JSON | u32 crc32 of all before | 32 B HMAC-SHA256(headerKey, all before the crc)
 * frame*: u32 length | u32 crc32(counter, length) | ciphertext, 16 B tag | u32 crc32(ciphertext, tag)
 * Nonce of a frame: prefix (7) | u32 counter | u8 1 for the last; additional data: SHA-256 of all before the first frame's.
 * The checksums tell damage from tampering, the HMAC tells another password, the mark of the last frame tells a file cut off.
 */
const magic = Buffer.from('ANZE\u0001');
const version = 1;
const frameSize = 1 << 20;
const tagSize = 16;
const longestHeader = 4096;
/** 128 MiB and about half a second. */
const cost = 1 << 17;
/** A made file must not eat the memory. */
const highestCost = 1 << 18;

const headerShape = z.object({
  kdf: z.literal('scrypt'),
  N: z.number().int().min(2).max(highestCost),
  r: z.number().int().min(1).max(8),
  p: z.number().int().min(1).max(4),
  salt: z.string().regex(/^[0-9a-f]{32,128}$/),
  noncePrefix: z.string().regex(/^[0-9a-f]{14}$/),
  frame: z.literal(frameSize),
});

type Bytes = AsyncIterable<Uint8Array>;
const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

async function keysOf(password: string, { N, r, p, salt }: z.output<typeof headerShape>): Promise<{ header: Buffer; frame: Buffer }> {
  const secret = await derive(password.normalize('NFKC'), Buffer.from(salt, 'hex'), 64, { N, r, p, maxmem: 256 * N * r + (1 << 20) });
  const key = (info: string) => Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), info, 32));
  return { header: key('anze header'), frame: key('anze frame') };
}

function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value >>> 0, 4 * index));
  return bytes;
}

const nonceOf = (prefix: string, counter: number, isLast: boolean): Buffer =>
  Buffer.concat([Buffer.from(prefix, 'hex'), u32(counter), Buffer.from([isLast ? 1 : 0])]);

/**
 * Encrypts a stream with a password, authenticated, in frames of a mebibyte.
 * @param work cost of scrypt, a power of two; tests take a low one
 */
export async function* seal(plain: Bytes, password: string, work = cost): AsyncGenerator<Buffer> {
  const header = headerShape.parse({
    kdf: 'scrypt',
    N: work,
    r: 8,
    p: 1,
    salt: randomBytes(16).toString('hex'),
    noncePrefix: randomBytes(7).toString('hex'),
    frame: frameSize,
  });
  const keys = await keysOf(password, header);
  const text = Buffer.from(JSON.stringify(header));
  const start = Buffer.concat([magic, u32(text.length), text]);
  yield Buffer.concat([start, u32(crc32(start)), createHmac('sha256', keys.header).update(start).digest()]);
  const aad = createHash('sha256').update(start).digest();
  let counter = 0;
  for await (const { bytes, isLast } of inFrames(plain, frameSize)) {
    const cipher = createCipheriv('aes-256-gcm', keys.frame, nonceOf(header.noncePrefix, counter, isLast)).setAAD(aad);
    const body = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    yield Buffer.concat([u32(body.length, crc32(u32(counter, body.length))), body, u32(crc32(body))]);
    counter += 1;
  }
}

/** A stream in pieces of one size, the last one shorter, at least one. */
async function* inFrames(stream: Bytes, size: number): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of stream) {
    held.push(piece);
    length += piece.length;
    while (length > size) {
      const all = Buffer.concat(held);
      yield { bytes: all.subarray(0, size), isLast: false };
      held = [all.subarray(size)];
      length -= size;
    }
  }
  yield { bytes: Buffer.concat(held), isLast: true };
}

/** Begins as a sealed archive does. */
export const isSealed = (start: Uint8Array): boolean => magic.subarray(0, 4).equals(start.subarray(0, 4));

/** Decrypts what `seal` made; nothing is given out that was not authenticated. @throws ArchiveFault */
export async function* unseal(sealed: Bytes, password: string): AsyncGenerator<Buffer> {
  const source = new Pieces(sealed);
  const { start, header, mac } = await readStart(source);
  const keys = await keysOf(password, header);
  if (!timingSafeEqual(mac, createHmac('sha256', keys.header).update(start).digest())) throw new ArchiveFault('password');
  const aad = createHash('sha256').update(start).digest();
  const open = (body: Buffer, counter: number, isLast: boolean): Buffer | undefined => {
    const decipher = createDecipheriv('aes-256-gcm', keys.frame, nonceOf(header.noncePrefix, counter, isLast)).setAAD(aad);
    decipher.setAuthTag(body.subarray(-tagSize));
    try {
      return Buffer.concat([decipher.update(body.subarray(0, -tagSize)), decipher.final()]);
    } catch {
      return undefined;
    }
  };
  for (let counter = 0; ; counter += 1) {
    const head = await source.take(8, 'cut');
    const length = head.readUInt32BE(0);
    if (crc32(u32(counter, length)) !== head.readUInt32BE(4) || length < tagSize || length > frameSize + tagSize)
      throw new ArchiveFault('damaged');
    const body = await source.take(length, 'cut');
    if ((await source.take(4, 'cut')).readUInt32BE(0) !== crc32(body)) throw new ArchiveFault('damaged');
    const isLast = await source.isAtEnd();
    const plain = open(body, counter, isLast);
    if (plain === undefined) {
      // Whole, but not where it stands: the end is missing, or something hangs on behind it.
      if (open(body, counter, !isLast) !== undefined) throw new ArchiveFault(isLast ? 'cut' : 'damaged');
      throw new ArchiveFault('tampered');
    }
    yield plain;
    if (isLast) return;
  }
}

async function readStart(source: Pieces): Promise<{ start: Buffer; header: z.output<typeof headerShape>; mac: Buffer }> {
  const first = await source.take(magic.length + 4, 'foreign');
  if (!isSealed(first)) throw new ArchiveFault('foreign');
  const length = first.readUInt32BE(magic.length);
  if (length > longestHeader) throw new ArchiveFault('damaged');
  const text = await source.take(length, 'cut');
  const start = Buffer.concat([first, text]);
  if ((await source.take(4, 'cut')).readUInt32BE(0) !== crc32(start)) throw new ArchiveFault('damaged');
  if (first[4]! > version) throw new ArchiveFault('newer');
  const mac = await source.take(32, 'cut');
  const parsed = headerShape.safeParse(jsonOf(text));
  if (!parsed.success) throw new ArchiveFault('newer');
  return { start, header: parsed.data, mac };
}

function jsonOf(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A stream from which a number of bytes is taken at a time. */
class Pieces {
  readonly #stream: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(stream: Bytes) {
    this.#stream = stream[Symbol.asyncIterator]();
  }

  /** @throws ArchiveFault of this kind when the stream ends before */
  async take(count: number, orElse: 'cut' | 'foreign'): Promise<Buffer> {
    const pieces = [this.#held];
    let length = this.#held.length;
    while (length < count) {
      const next = await this.#stream.next();
      if (next.done) throw new ArchiveFault(orElse);
      pieces.push(Buffer.from(next.value));
      length += next.value.length;
    }
    const all = pieces.length === 1 ? this.#held : Buffer.concat(pieces);
    this.#held = all.subarray(count);
    return all.subarray(0, count);
  }

  async isAtEnd(): Promise<boolean> {
    while (this.#held.length === 0) {
      const next = await this.#stream.next();
      if (next.done) return true;
      this.#held = Buffer.from(next.value);
    }
    return false;
  }
}
