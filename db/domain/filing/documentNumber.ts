/** 发文字号: a pattern such as 鹿原安〔{年}〕{号}号, its numbers running through the year. */

const yearMark = '{年}';
const countMark = '{号}';
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Fits a pattern: it says where the year and where the number stand. */
export const isDocumentPattern = (pattern: string): boolean =>
  pattern === '' || (pattern.split(yearMark).length === 2 && pattern.split(countMark).length === 2);

/** The pattern that a number was written by, undefined where it shows none: 示范安〔2026〕12号. */
export function patternOf(number: string): string | undefined {
  const parts = /^(.*[〔[(（])(\d{4})([〕\])）].*?)(\d+)(\D*)$/u.exec(number.trim());
  return parts === null ? undefined : `${parts[1]}${yearMark}${parts[3]}${countMark}${parts[5]}`;
}

const countIn = (pattern: string, year: string, number: string): number => {
  const found = new RegExp(`^${escaped(pattern.replace(yearMark, year)).replace(escaped(countMark), '(\\d+)')}$`, 'u').exec(number.trim());
  return found === null ? 0 : Number(found[1]);
};

/** The number after those that were given out in a year; numbers of voided papers are not given out again. */
export function nextDocumentNumber(pattern: string, year: string, given: readonly string[]): string {
  const last = given.reduce((most, number) => Math.max(most, countIn(pattern, year, number)), 0);
  return pattern.replace(yearMark, year).replace(countMark, String(last + 1));
}
