import { randomBytes } from 'node:crypto';

let pool = '';
let used = 0;
/** Random hex digits, at most 64, drawn from a pool because a bulk import needs some for every row. */
export function randomHex(digits: number): string {
  if (used + digits > pool.length) {
    pool = randomBytes(4096).toString('hex');
    used = 0;
  }
  used += digits;
  return pool.slice(used - digits, used);
}

/** Ids within one millisecond count on: a counter of 26 bits that begins somewhere in its lower half. */
const counterEnd = 2 ** 26;
let time = 0;
let counter = 0;

/** A new UUIDv7. Those of one process rise, so that an index of them grows at its end. */
export function newId(): string {
  const now = Date.now();
  counter += 1;
  if (now > time || counter === counterEnd) {
    time = Math.max(now, time + 1);
    counter = Number.parseInt(randomHex(6), 16) * 2;
  }
  const instant = time.toString(16).padStart(12, '0');
  const upper = (0x7000 + (counter >>> 14)).toString(16);
  const lower = (0x8000 + (counter & 0x3fff)).toString(16);
  return `${instant.slice(0, 8)}-${instant.slice(8)}-${upper}-${lower}-${randomHex(12)}`;
}
