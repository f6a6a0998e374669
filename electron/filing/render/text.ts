/** Text as paper and files can carry it, and how much room it takes. Knows no subject. */

// XML 1.0 knows no control characters but tab and line feed, and no noncharacters; an office program refuses the whole file.
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\ufeff]/g;

/** Text with one kind of line break and without what XML cannot carry; lone surrogates become U+FFFD. */
export function printable(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(unprintable, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Lines of a text, at least one. */
export const linesOf = (text: string): string[] => printable(text).split('\n');

/** Width of a text in fullwidth characters: Chinese 1, Latin letters and digits about a half. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character.codePointAt(0)! > 0xff ? 1 : 0.55;
  return width;
}

/** Lines that a text fills in a column of so many fullwidth characters. */
export function lineCount(text: string, columnWidth: number): number {
  return linesOf(text).reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / columnWidth)), 0);
}
