import type { Clock } from '../api/dispatch';

const pad = (n: number): string => String(n).padStart(2, '0');

/** The machine's clock; `ANZE_TODAY` (tests, demonstration) fixes the business date. */
export const systemClock: Clock = {
  now: () => Date.now(),
  today: () => {
    const fixed = process.env['ANZE_TODAY'];
    if (fixed) return fixed;
    const date = new Date();
    return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  },
};
