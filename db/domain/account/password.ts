const shortestPassword = 8;
const longestPassword = 200;

/** What everybody tries first, without the digits and signs around it. */
const commonWords = new Set(
  'password passw0rd admin administrator root user guest test welcome letmein iloveyou woaini woaini1314 qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm 1qaz2wsx qazwsx abc abcd aaa anquan anze mima anquanmima dragon monkey sunshine princess football superman master hello login'.split(
    ' ',
  ),
);
const rows = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm'];
const backwards = (word: string): string => [...word].reverse().join('');

/** As it is hashed: the same however the keyboard or the input method composed it. */
export const normalPassword = (typed: string): string => typed.normalize('NFKC');

/**
 * Why a password is not taken, `null` when it is: `short`, `long`, `own` for one made of a name that everybody here knows, `simple` for one
 * that is guessed at once (a row of keys or digits, hardly any different characters, a common word or a day with digits around it).
 */
export function passwordFault(typed: string, names: readonly string[]): 'short' | 'long' | 'own' | 'simple' | null {
  const password = normalPassword(typed);
  const length = [...password].length;
  if (length < shortestPassword) return 'short';
  if (length > longestPassword) return 'long';
  const lower = password.toLowerCase();
  const bare = lower.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (names.some((name) => name !== '' && [lower, bare].includes(normalPassword(name).toLowerCase()))) return 'own';
  const different = new Set(lower).size;
  const inRow = rows.some((row) => [row, row + row, backwards(row), backwards(row + row)].some((keys) => keys.includes(lower)));
  const isDay = /^(19|20)\d{6}$/.test(lower);
  const isHalved = length % 2 === 0 && lower.slice(0, length / 2) === lower.slice(length / 2) && different < 5;
  return different < 4 || inRow || isDay || isHalved || commonWords.has(bare) || commonWords.has(lower) ? 'simple' : null;
}

/** So many wrong ones cost nothing: hands slip. */
const free = 3;
const longestWait = 900;

/** Seconds to wait after the last of so many wrong tries in a row: 2, 4, 8 … up to a quarter of an hour; never for ever. */
const waitAfter = (failures: number): number => (failures <= free ? 0 : Math.min(2 ** (failures - free), longestWait));

/**
 * Seconds still to wait.
 * @param failedAt milliseconds UTC; later than `now` when the clock was set back, which counts as now
 */
export const secondsToWait = ({ failures, failedAt }: { failures: number; failedAt: number }, now: number): number =>
  Math.max(0, Math.ceil(waitAfter(failures) - Math.max(0, now - failedAt) / 1000));
