import type { CellStyle } from 'hucre/xlsx';
import { isCalendarDate } from '../../../db/domain/field';
import { columnLetter } from '../../intake/sheet';
import type { CellValue, Column, Table } from '../document';
import { cellText } from './layout';
import { levelFill } from './level';
import { lineCount, printable } from './text';
import { bodySize, bodyStyle, lineHeight } from './xlsxStyle';

/** Excel's own limits: characters of a cell, points of a row. */
const longestText = 32_767;
const unseen: [size: number, points: number] = [bodySize, lineHeight];
const tallestRow = 409;

/**
 * The lines of a table as a sheet stores them. Ten thousand of them are written here, one text after the other: a library that is
 * handed an object for each cell and compares its whole look with all others takes several times as long. Looks and heights are
 * decided first, as the workbook has to name its styles before a cell can refer to them.
 */
export class Body {
  /** Looks of the cells, each once. */
  readonly styles: CellStyle[] = [];
  readonly rows: readonly (readonly CellValue[])[];
  readonly #columns: readonly Column[];
  readonly #known = new Map<string, number>();
  /** Index of the look of each cell, row by row. */
  readonly #looks: Uint16Array;
  readonly #heights: Float64Array;

  /** @param widths of the columns in fullwidth characters of the usual size */
  constructor({ columns, rows, total, rowHeight = 0 }: Table, widths: readonly number[]) {
    this.#columns = columns;
    this.rows = total ? [...rows, total] : rows;
    this.#looks = new Uint16Array(this.rows.length * columns.length);
    this.#heights = new Float64Array(this.rows.length);
    const least = Math.max(18, (rowHeight / 25.4) * 72);
    for (const [at, row] of this.rows.entries()) {
      let needed = 0;
      for (let column = 0; column < columns.length; column += 1) {
        const value = row[column] ?? null;
        const [size, points] = columns[column]!.hidden ? unseen : printOf(value, widths[column]!);
        this.#looks[at * columns.length + column] = this.#look(column, value, at >= rows.length, size);
        if (points > needed) needed = points;
      }
      this.#heights[at] = rowPoints(Math.max(least, needed + 5));
    }
  }

  /** The elements `row`, the first of them the `first`th of the sheet; `ids` are those of the styles in their order. */
  xml(first: number, ids: readonly number[]): string {
    const letters = this.#columns.map((_, column) => columnLetter(column));
    const parts: string[] = [];
    for (const [at, row] of this.rows.entries()) {
      const number = first + at;
      parts.push(`<row r="${number}" ht="${this.#heights[at]!}" customHeight="1">`);
      for (let column = 0; column < letters.length; column += 1) {
        const style = ids[this.#looks[at * letters.length + column]!]!;
        parts.push(`<c r="${letters[column]!}${number}" s="${style}"${content(this.#columns[column]!, row[column] ?? null)}`);
      }
      parts.push('</row>');
    }
    return parts.join('');
  }

  #look(column: number, value: CellValue, bold: boolean, size: number): number {
    const { kind } = this.#columns[column]!;
    const text = typeof value === 'string' ? value : '';
    const isDay = kind === 'date' && isDate(text);
    const asText = !isDay && looksTyped(text);
    const word = kind === 'level' && levelFill(text) ? text : '';
    const key = `${column} ${size} ${bold ? 'b' : ''}${isDay ? 'd' : ''}${asText ? 't' : ''}${word}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const own = this.#columns[column]!;
    const shown: Column = kind === 'date' && !isDay && text !== '' ? { ...own, kind: 'text', align: 'center' } : own;
    this.styles.push(bodyStyle(shown, word, { bold, size, asText }));
    this.#known.set(key, this.styles.length - 1);
    return this.styles.length - 1;
  }
}

/** Quarters of a point, as Excel keeps them, at most what it allows. */
export const rowPoints = (points: number): number => Math.min(tallestRow, Math.round(points * 4) / 4);

/** Size of a text in points and the height it needs: the usual size, smaller where the tallest row could not hold it. */
function printOf(value: CellValue, width: number): [size: number, points: number] {
  if (typeof value !== 'string') return [bodySize, lineHeight];
  for (let size = bodySize; ; size -= 1) {
    const scale = size / bodySize;
    const points = lineCount(value, (width * 0.94) / scale) * lineHeight * scale;
    if (points <= tallestRow - 5 || size <= 7) return [size, points];
  }
}

/** What follows the reference and the style of a cell; text stays text whatever it looks like. */
function content({ kind }: Column, value: CellValue): string {
  if (typeof value === 'number') return `><v>${value}</v></c>`;
  if (value === null || value === '') return '/>';
  if (kind === 'date' && isDate(value)) return `><v>${(Date.parse(`${value}T00:00:00Z`) - dayZero) / 86_400_000}</v></c>`;
  const text = escaped(safe(cellText(value)));
  if (text === '') return '/>';
  const space = /^\s|\n|\s$/.test(text) ? ' xml:space="preserve"' : '';
  return ` t="inlineStr"><is><t${space}>${text}</t></is></c>`;
}
const dayZero = Date.UTC(1899, 11, 30);

const escaped = (text: string): string =>
  /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;

/** Excel's calendar knows a 29 February 1900, so that earlier days would be off by one. */
const isDate = (value: string): boolean => isCalendarDate(value) && value >= '1900-03-01';

/** Text that a spreadsheet would read as a formula or a number if it were typed. */
const looksTyped = (text: string): boolean => text.length <= 255 && (/^[=+\-@\t]/.test(text) || /^[\d.,%/-]+$/.test(text));

/** `_x0041_` in a text is the escape of the file format, so its underscore is escaped itself. */
export function safe(text: string): string {
  const short = text.length > longestText ? printable(text.slice(0, longestText)) : text;
  return short.includes('_x') ? short.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : short;
}
