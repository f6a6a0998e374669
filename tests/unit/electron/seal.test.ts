import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ArchiveFault } from '../../../electron/workspace/archive/fault';
import { isSealed, seal, unseal } from '../../../electron/workspace/archive/seal';

const cheap = 1 << 4;
async function* pieces(bytes: Buffer, size = 100_000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function all(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
const sealed = (plain: Buffer, password = '纸 上 写 着 的 密 码') => all(seal(pieces(plain), password, cheap));
const opened = (bytes: Buffer, password = '纸 上 写 着 的 密 码', size?: number) => all(unseal(pieces(bytes, size), password));
const fault = (bytes: Buffer, password?: string) =>
  opened(bytes, password).then(
    () => 'none',
    (cause: unknown) => (cause instanceof ArchiveFault ? cause.kind : String(cause)),
  );
const noise = (length: number) => Buffer.from(Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) & 255));
const startOf = (bytes: Buffer) => 9 + bytes.readUInt32BE(5);

describe('a sealed stream', () => {
  test.each([0, 1, 1 << 20, (1 << 20) + 1, 3 << 20])('of %i bytes comes back as it was', async (length) => {
    const plain = noise(length);
    const bytes = await sealed(plain);
    expect(isSealed(bytes)).toBe(true);
    expect((await opened(bytes)).equals(plain)).toBe(true);
    expect((await opened(bytes, undefined, 7777)).equals(plain)).toBe(true);
  });

  test('opens with the same password however it was typed, and with no other', async () => {
    const bytes = await sealed(noise(100), 'ＡＢＣ密码1234');
    expect((await opened(bytes, 'ABC密码1234')).length).toBe(100);
    expect(await fault(bytes, 'ABC密码1235')).toBe('password');
    expect(await fault(bytes, '')).toBe('password');
  });

  test('differs every time', async () => {
    expect((await sealed(noise(50))).equals(await sealed(noise(50)))).toBe(false);
  });

  test('with any one byte changed is damaged, and never opens', async () => {
    const bytes = await sealed(noise(300));
    const told = new Map<string, number>();
    for (let at = 0; at < bytes.length; at += 1) {
      const broken = Buffer.from(bytes);
      broken[at]! ^= 1 << (at % 8);
      const kind = await fault(broken);
      told.set(kind, (told.get(kind) ?? 0) + 1);
      // The mark at the start is no archive's any more; the password's own seal cannot be told from another password.
      const start = startOf(bytes);
      const expected = at < 4 ? 'foreign' : at >= start + 4 && at < start + 36 ? 'password' : 'damaged|cut';
      expect(expected.split('|'), `byte ${at}: ${kind}`).toContain(kind);
    }
    expect(told.get('none')).toBeUndefined();
  });

  test('cut off anywhere is cut off, not damaged', async () => {
    const bytes = await sealed(noise((1 << 20) + 500));
    const start = startOf(bytes) + 36;
    const first = start + 8 + (1 << 20) + 16 + 4;
    for (const length of [10, start - 1, start, start + 3, start + 500, first - 1, first, first + 5, bytes.length - 1])
      expect(await fault(bytes.subarray(0, length)), `${length}`).toBe('cut');
    expect(await fault(bytes.subarray(0, 3))).toBe('foreign');
    expect(await fault(Buffer.concat([bytes, Buffer.from('x')]))).toBe('damaged');
  });

  test('changed by somebody who mends the checksums is tampered with', async () => {
    const bytes = Buffer.from(await sealed(noise(300)));
    const frame = startOf(bytes) + 36;
    const length = bytes.readUInt32BE(frame);
    bytes[frame + 8 + 10]! ^= 1;
    bytes.writeUInt32BE(crc32(bytes.subarray(frame + 8, frame + 8 + length)), frame + 8 + length);
    expect(await fault(bytes)).toBe('tampered');
  });

  test('with frames in another order does not open', async () => {
    const plain = noise(3 << 20);
    const bytes = await sealed(plain);
    const start = startOf(bytes) + 36;
    const size = 8 + (1 << 20) + 16 + 4;
    const [a, b] = [bytes.subarray(start, start + size), bytes.subarray(start + size, start + 2 * size)];
    expect(await fault(Buffer.concat([bytes.subarray(0, start), b, a, bytes.subarray(start + 2 * size)]))).toBe('damaged');
  });

  test('of a later version, and a header that would eat the memory, are refused before anything is computed', async () => {
    const bytes = await sealed(noise(10));
    const rewritten = (change: (text: string) => string, version = 1) => {
      const text = Buffer.from(change(bytes.subarray(9, startOf(bytes)).toString()));
      const head = Buffer.concat([Buffer.from('ANZE'), Buffer.from([version]), Buffer.alloc(4), text]);
      head.writeUInt32BE(text.length, 5);
      const sum = Buffer.alloc(4);
      sum.writeUInt32BE(crc32(head));
      return Buffer.concat([head, sum, bytes.subarray(startOf(bytes) + 4)]);
    };
    expect(await fault(rewritten((text) => text, 2))).toBe('newer');
    expect(await fault(rewritten((text) => text.replace('"N":16', '"N":1073741824')))).toBe('newer');
    expect(await fault(rewritten((text) => text.replace('"r":8', '"r":4096')))).toBe('newer');
    expect(await fault(rewritten(() => '{'))).toBe('newer');
  });
});
