/** Base 32 of Crockford: no I, L, O or U, which are misread. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groupLength = 4;
/** 160 bits. */
export const codeBytes = 20;

/** A check character over all others, so that a slip of the pen is told from a wrong code. */
const checkOf = (letters: string): string => digits[[...letters].reduce((sum, letter) => (sum * 3 + digits.indexOf(letter)) % 31, 7)]!;

/** Eight groups of four and a check character: `7K2M-…-9XQ4-T`. */
export function codeOf(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const letters = Array.from({ length: (codeBytes * 8) / 5 }, (_, at) => digits[Number((bits >> BigInt(155 - at * 5)) & 31n)]!).join('');
  const groups = letters.match(new RegExp(`.{${groupLength}}`, 'g'))!;
  return [...groups, checkOf(letters)].join('-');
}

/** A code as it was read from paper, in its usual form; undefined for what cannot be one. */
export function readCode(typed: string): string | undefined {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-—–]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const body = letters.slice(0, -1);
  if (letters.length !== 33 || [...letters].some((letter) => !digits.includes(letter)) || checkOf(body) !== letters.at(-1))
    return undefined;
  return [...body.match(new RegExp(`.{${groupLength}}`, 'g'))!, letters.at(-1)!].join('-');
}
