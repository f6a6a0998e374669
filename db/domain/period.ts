import { daysInMonth } from './field';

/** How often something falls due: by natural quarter or by natural year, never “three months since”. */
export type Cadence = 'quarter' | 'year';

/** `2026Q3` of an ISO date. */
export const quarterOf = (date: string): string => `${date.slice(0, 4)}Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
export const periodOf = (date: string, cadence: Cadence): string => (cadence === 'quarter' ? quarterOf(date) : date.slice(0, 4));

/** First and last day of `2026Q3` or `2026`. */
export function periodBounds(period: string): { from: string; to: string } {
  const match = /^(\d{4})(?:Q([1-4]))?$/.exec(period);
  if (!match) throw new RangeError(`not a period: ${period}`);
  const year = Number(match[1]);
  if (match[2] === undefined) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const last = Number(match[2]) * 3;
  const pad = (n: number) => String(n).padStart(2, '0');
  return { from: `${year}-${pad(last - 2)}-01`, to: `${year}-${pad(last)}-${daysInMonth(year, last)}` };
}

export function nextPeriod(period: string): string {
  const [year, quarter] = period.split('Q').map(Number) as [number, number | undefined];
  if (quarter === undefined) return String(year + 1);
  return quarter === 4 ? `${year + 1}Q1` : `${year}Q${quarter + 1}`;
}

export function previousPeriod(period: string): string {
  const [year, quarter] = period.split('Q').map(Number) as [number, number | undefined];
  if (quarter === undefined) return String(year - 1);
  return quarter === 1 ? `${year - 1}Q4` : `${year}Q${quarter - 1}`;
}

/** `2026年第三季度` or `2026年度`. */
export function periodTitle(period: string): string {
  const [year, quarter] = period.split('Q');
  return quarter === undefined ? `${year}年度` : `${year}年第${'一二三四'[Number(quarter) - 1]}季度`;
}

/**
 * Day by which something assessed on `date` must be assessed again: the last day of the next natural period.
 * A risk assessed in 2026Q3 is due by 2026-12-31 (V09).
 */
export const nextReviewOn = (date: string, cadence: Cadence): string => periodBounds(nextPeriod(periodOf(date, cadence))).to;

/** `2026年11月21日` as papers write dates. */
export const longDate = (date: string): string =>
  `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;

/** Instant, in milliseconds, of the midnight at which a local day begins, or one some days later. */
export function dayStart(day: string, later = 0): number {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(year, month - 1, date + later).getTime();
}
