import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

const poolSize = 8192;
const bytesOfId = 16;
let bytes = Buffer.alloc(0);
let usedBytes = 0;
let digits = '';
let usedDigits = 0;
let instant = 0;
let count = 0;

/** A new UUIDv7: those of one process rise, so that an index of them grows at its end. Drawn from a pool, as a bulk import needs many. */
export function newId(): string {
  if (usedBytes + bytesOfId > bytes.length) {
    bytes = randomBytes(poolSize);
    usedBytes = 0;
  }
  const random = bytes.subarray(usedBytes, (usedBytes += bytesOfId));
  const now = Date.now();
  count = (count + 1) | 0;
  if (now > instant || count === 0) {
    instant = Math.max(now, instant + 1);
    // In the lower half, so that the count of one millisecond does not run over.
    count = random.readUInt32BE(6) >>> 2;
  }
  return v7({ random, msecs: instant, seq: count });
}

/** Random hex digits, at most 64, drawn from a pool likewise. */
export function randomHex(length: number): string {
  if (usedDigits + length > digits.length) {
    digits = randomBytes(poolSize).toString('hex');
    usedDigits = 0;
  }
  usedDigits += length;
  return digits.slice(usedDigits - length, usedDigits);
}
