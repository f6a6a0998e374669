import { randomBytes } from 'node:crypto';

/** A new id: those of one process rise, so that an index of them grows at its end. */
export { v7 as newId } from 'uuid';

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
