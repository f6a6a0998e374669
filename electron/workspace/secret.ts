import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { normalPassword } from '../../db/domain/account/password';

/** N = 2^16, r = 8, p = 1: about a quarter of a second and 64 MB, which Node does not take without being told. */
const cost = { ln: 16, r: 8, p: 1 };
const keyLength = 32;

let last: Promise<unknown> = Promise.resolve();
/** One at a time: each takes 64 MB. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}

const derive = (typed: string, salt: Buffer, { ln, r, p }: typeof cost): Promise<Buffer> =>
  inTurn(
    () =>
      new Promise((resolve, reject) => {
        scrypt(normalPassword(typed), salt, keyLength, { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r }, (fault, key) =>
          fault ? reject(fault) : resolve(key),
        );
      }),
  );

/** `scrypt$ln$r$p$salt$hash` of a password or a recovery code. */
export async function hashSecret(typed: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(typed, salt, cost);
  return ['scrypt', cost.ln, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$');
}

export const secretPattern = /^scrypt\$1[0-9]\$8\$1\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=$/;
/** Fits nothing; whoever is unknown takes as long as whoever is known. */
const nobodys = `scrypt$${cost.ln}$${cost.r}$${cost.p}$${'A'.repeat(22)}==$${'A'.repeat(43)}=`;

/** Whether it is what was hashed. Without a hash it takes as long and says no. */
export async function isSecret(typed: string, stored: string | undefined): Promise<boolean> {
  const [, ln = '', r = '', p = '', salt = '', hash = ''] = (stored !== undefined && secretPattern.test(stored) ? stored : nobodys).split(
    '$',
  );
  const key = await derive(typed, Buffer.from(salt, 'base64'), { ln: Number(ln), r: Number(r), p: Number(p) });
  return timingSafeEqual(key, Buffer.from(hash, 'base64')) && stored !== undefined;
}
