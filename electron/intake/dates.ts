import { serialToDate } from 'hucre';
import { isCalendarDate } from '../../db/domain/field';
import { isoOf, type Cell } from './sheet';

/** A date cell read: one day or a span, with what had to be supposed. */
export type DateReading =
  | { date: string; until?: string; supposed?: 'span' | 'monthOnly' | 'yearFromSheet' | 'shortYear' }
  | { fault: 'notDate' | 'implausible' | 'noYear' };

/** Business dates of a register lie between these years; 1899 and 2199 are slips of the keyboard or of a format. */
const firstYear = 1950;
const lastYear = 2099;

/** Days since 1900 that a cell without a date format may mean (1954 to 2100). */
const serials = { from: 20_000, to: 73_050 };

/**
 * Reads a date in any of the ways that people write it.
 * @param year year of the sheet, for `5月26日`
 */
export function readDate(cell: Cell, year?: number): DateReading {
  if (cell.value instanceof Date) {
    const iso = isoOf(cell.value);
    return iso === undefined ? { fault: 'notDate' } : plausible(iso);
  }
  // A serial number without its format, also when the number is stored as text or came through a csv.
  const serial = typeof cell.value === 'number' ? cell.value : /^\d{5}(\.\d+)?$/.test(cell.text) ? Number(cell.text) : 0;
  if (serial >= serials.from && serial <= serials.to) return plausible(isoOf(serialToDate(serial)) ?? '');
  return readDateText(typeof cell.value === 'number' ? String(cell.value) : cell.text, year);
}

/** Reads a date text; see `readDate`. */
export function readDateText(written: string, year?: number): DateReading {
  const text = chineseDigits(written.normalize('NFKC'))
    .replace(/\s+(?=\D|$)/g, '')
    .replace(/(\D)\s+/g, '$1')
    .trim();
  const span = splitSpan(text);
  if (span !== undefined) {
    const from = readDay(span[0], year);
    if ('fault' in from) return from;
    const until = readDay(withHead(span[1], from.date), year ?? Number(from.date.slice(0, 4)));
    return 'fault' in until ? { date: from.date, supposed: 'span' } : { date: from.date, until: until.date, supposed: 'span' };
  }
  return readDay(text, year);
}

/** 二〇二六年三月 as 2026年3月; only inside dates, where the numerals stand before 年, 月 or 日. */
function chineseDigits(text: string): string {
  if (!/[〇零一二三四五六七八九十○]+[年月日]/.test(text)) return text;
  const digits = '〇一二三四五六七八九';
  return text.replace(/[〇○零一二三四五六七八九十]+(?=[年月日号])/g, (numerals) => {
    const plain = numerals.replace(/[○零]/g, '〇');
    if (!plain.includes('十')) return [...plain].map((numeral) => digits.indexOf(numeral)).join('');
    const [tens = '', ones = ''] = plain.split('十');
    return String((tens === '' ? 1 : digits.indexOf(tens)) * 10 + (ones === '' ? 0 : digits.indexOf(ones)));
  });
}

/** The two ends of `5.26-5.28`, `2019年5月26日至28日`, `2019-05-26~2019-05-28`; undefined for a single day. */
function splitSpan(text: string): [string, string] | undefined {
  const parts =
    /^(.+?)(?:至|到|~|～|—+|--)(.+)$/.exec(text) ??
    /^(\d{4}[./年]\d{1,2}[./月]\d{1,2}日?|\d{1,2}[./月]\d{1,2}日?)-((?:\d{4}[./年])?(?:\d{1,2}[./月])?\d{1,2}日?)$/.exec(text) ??
    /^(\d{4}-\d{1,2}-\d{1,2})-(\d{4}-\d{1,2}-\d{1,2})$/.exec(text);
  return parts === null ? undefined : [parts[1]!, parts[2]!];
}

/** The end of a span may leave out what it shares with its beginning. */
function withHead(end: string, from: string): string {
  if (/^\d{1,2}日?$/.test(end)) return `${from.slice(0, 8)}${end.replace('日', '')}`;
  return end;
}

function readDay(text: string, sheetYear: number | undefined): DateReading {
  const full =
    /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?(?:[T, ]?\d{1,2}[:时].*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (full !== null) return dayOf(Number(full[1]), Number(full[2]), Number(full[3]));
  const month = /^(\d{4})[-./年](\d{1,2})月?(?:份)?$/.exec(text);
  if (month !== null) return mark(dayOf(Number(month[1]), Number(month[2]), 1), 'monthOnly');
  const short = /^(\d{2})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?$/.exec(text);
  if (short !== null) return mark(dayOf(2000 + Number(short[1]), Number(short[2]), Number(short[3])), 'shortYear');
  const day = /^(\d{1,2})[-./月](\d{1,2})[日号]?$/.exec(text);
  if (day !== null) {
    if (sheetYear === undefined) return 'date' in dayOf(2000, Number(day[1]), Number(day[2])) ? { fault: 'noYear' } : { fault: 'notDate' };
    return mark(dayOf(sheetYear, Number(day[1]), Number(day[2])), 'yearFromSheet');
  }
  return { fault: 'notDate' };
}

function dayOf(year: number, month: number, day: number): DateReading {
  const pad = (value: number) => String(value).padStart(2, '0');
  return plausible(`${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`);
}

function plausible(iso: string): DateReading {
  const year = Number(iso.slice(0, 4));
  if (/^\d{4}-\d{2}-\d{2}$/.test(iso) && (year < firstYear || year > lastYear)) return { fault: 'implausible' };
  return isCalendarDate(iso) ? { date: iso } : { fault: 'notDate' };
}

const mark = (reading: DateReading, supposed: 'monthOnly' | 'shortYear' | 'yearFromSheet'): DateReading =>
  'fault' in reading ? reading : { ...reading, supposed };

/** The first date inside a longer text, such as a title row; undefined when there is none. */
export function findDate(written: string): { date: string; monthOnly: boolean } | undefined {
  const text = chineseDigits(written.normalize('NFKC'));
  for (const match of text.matchAll(/(?<!\d)(\d{4})\s*[-./年]\s*(\d{1,2})(?!\d)(?:\s*[-./月]\s*(\d{1,2})(?!\d))?/g)) {
    const reading = dayOf(Number(match[1]), Number(match[2]), Number(match[3] ?? 1));
    if ('date' in reading) return { date: reading.date, monthOnly: match[3] === undefined };
  }
  return undefined;
}
