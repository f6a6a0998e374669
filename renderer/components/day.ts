import { isCalendarDate } from '../../db/domain/field';

/** `2026-11-21` of what people type: 2026/11/21, 2026.11.21, 2026年11月21日, 20261121; of this year 11月21日, 11/21. Undefined when it is no day. */
export function readDay(text: string): string | undefined {
  const written = text.normalize('NFKC').trim();
  const short = /^(\d{1,2})(?:月(\d{1,2})日?|[-/](\d{1,2}))$/.exec(written);
  if (short) return readDay(`${new Date().getFullYear()}-${short[1]}-${short[2] ?? short[3]}`);
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(written) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(written);
  if (!match) return undefined;
  const [, year, month = '', day = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : undefined;
}
