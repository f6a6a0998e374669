import { z } from 'zod';

/** Trimmed text of at most `max` UTF-16 units; never refused for being empty. */
export const text = (max: number) => z.string().trim().max(max);

/** A business date `YYYY-MM-DD` that exists in the calendar, 1900 to 2199. */
export const isoDate = z.string().refine(isCalendarDate, { error: 'date' });

export function isCalendarDate(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

/** Days of a month, month 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export const id = z.uuid();

/** A patch without the fields that nobody stated. */
export const withoutUndefined = <T extends object>(patch: T): Partial<T> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<T>;
