/** Text as paper and files can carry it, and how much room it takes. Knows no subject. */

// XML 1.0 knows no control characters but tab and line feed, and no noncharacters; an office program refuses the whole file.
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\ufeff]/g;

/** What most texts have nothing of. */
// oxlint-disable-next-line no-control-regex
const special = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2011\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/;

/**
 * Text with one kind of line break and without what XML cannot carry; lone surrogates become U+FFFD. The hyphen at which no line ends
 * becomes the ordinary one: whoever looks for GB/T 33000-2025 types that.
 */
export function printable(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(unprintable, '')
    .replaceAll('\u2011', '-')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Lines of a text, at least one. */
export const linesOf = (text: string): string[] => printable(text).split('\n');

/** Width of a text in fullwidth characters: Chinese 1, Latin letters and digits about a half. */
export function textWidth(text: string): number {
  let narrow = 0;
  let wide = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= 0xff) narrow += 1;
    // The second half of a pair belongs to the first.
    else if (code < 0xdc00 || code > 0xdfff) wide += 1;
  }
  return wide + narrow * 0.55;
}

const breaks = /[\n\r\u2028\u2029]/;
/** Lines that a text fills in a column of so many fullwidth characters. */
export function lineCount(text: string, columnWidth: number): number {
  // Nothing is wider than the number of its characters.
  if (text.length <= columnWidth && !breaks.test(text)) return 1;
  return linesOf(text).reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / columnWidth)), 0);
}

/** What is not torn apart at the end of a line: a word or number, a character, each with the brackets and stops that cling to it. */
const clinging = /[（《〈「『【〔“‘([]*(?:[\u0021-\u007e]+|[^\u0021-\u007e])[，。；：、！？）》〉」』】〕”’…%℃]*/gu;

/** Lines that a text fills as it is set, none of them beginning with a stop and no word torn. */
export function setLines(text: string, columnWidth: number): number {
  return linesOf(text).reduce((sum, line) => {
    let lines = 1;
    let filled = 0;
    for (const [unit] of line.matchAll(clinging)) {
      const width = textWidth(unit);
      if (filled + width <= columnWidth) filled += width;
      else {
        const own = width > columnWidth ? Math.ceil(width / columnWidth) : 1;
        lines += filled === 0 ? own - 1 : own;
        filled = width - (own - 1) * columnWidth;
      }
    }
    return sum + lines;
  }, 0);
}
