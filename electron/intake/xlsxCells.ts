import { serialToDate } from 'hucre';
import { limits } from './failure';
import { emptyCell, textCell, type Cell } from './sheet';
import { decodeText, elements, runsText } from './xml';
import type { CellLook } from './xlsxStyles';

/** What the cells of a workbook share. */
export interface CellContext {
  prefix: string;
  date1904: boolean;
  look(style: number): CellLook;
  /** Cells of the shared text table, made once. */
  shared: readonly Cell[];
  /** Cells with equal numbers and style are one object; bounded by `numberCacheSize`. */
  numbers: Map<string, Cell>;
  /** Content right of the last column that is looked at, counted. */
  ignored: number;
}

const numberCacheSize = 50_000;
/** Formulas by which WPS and Excel put a picture into a cell. */
const pictureFormula = /^=?(?:_xlfn\.)?DISPIMG\(/i;

/**
 * Reads the cells of one `<row>` that lies between two indexes of a larger text.
 * @returns the cells up to the last that has content, undefined when none has (a row that is only styled)
 */
export function readCells(xml: string, from: number, to: number, context: CellContext): Cell[] | undefined {
  const open = `<${context.prefix}c`;
  const close = `</${context.prefix}c>`;
  const cells: Cell[] = [];
  let content = false;
  let column = -1;
  for (let at = xml.indexOf(open, from); at >= 0 && at < to; at = xml.indexOf(open, at)) {
    const tagStart = at + open.length;
    const separator = xml.charCodeAt(tagStart);
    const head = xml.indexOf('>', tagStart);
    if (head < 0 || head > to) break;
    at = head + 1;
    if (separator !== 32 && separator !== 62 && separator !== 47 && separator !== 10 && separator !== 13 && separator !== 9) continue;
    const selfClosed = xml.charCodeAt(head - 1) === 47;
    const { column: stated, style, type } = readTag(xml, tagStart, head);
    column = stated >= 0 ? stated : column + 1;
    let cell: Cell;
    if (selfClosed) cell = coloured(context.look(style).fill);
    else {
      const end = xml.indexOf(close, head);
      if (end < 0 || end > to) break;
      cell = readCell(xml, head + 1, end, style, type, context);
      at = end + close.length;
    }
    if (cell === emptyCell) continue;
    const hasContent = cell.text !== '' || cell.formulaWithoutValue === true;
    if (column >= limits.columns) {
      if (hasContent) context.ignored += 1;
      continue;
    }
    content ||= hasContent;
    while (cells.length < column) cells.push(emptyCell);
    cells[column] = cell;
  }
  return content ? cells : undefined;
}

const colouredCells = new Map<string, Cell>();

function coloured(fill: string | undefined): Cell {
  if (fill === undefined) return emptyCell;
  let cell = colouredCells.get(fill);
  if (cell === undefined) colouredCells.set(fill, (cell = { value: null, text: '', fill }));
  return cell;
}

/** Attributes r, s, t of a cell tag, without allocating for the others. */
function readTag(xml: string, from: number, to: number): { column: number; style: number; type: string } {
  let column = -1;
  let style = 0;
  let type = '';
  for (let equals = xml.indexOf('=', from); equals >= 0 && equals < to;) {
    const quote = xml[equals + 1]!;
    const end = xml.indexOf(quote, equals + 2);
    if (end < 0 || end > to) break;
    if (xml.charCodeAt(equals - 2) === 32) {
      const name = xml[equals - 1];
      if (name === 'r') column = columnIn(xml, equals + 2, end);
      else if (name === 's') style = Number(xml.slice(equals + 2, end));
      else if (name === 't') type = xml.slice(equals + 2, end);
    }
    equals = xml.indexOf('=', end);
  }
  return { column, style, type };
}

function columnIn(xml: string, from: number, to: number): number {
  let column = 0;
  for (let at = from; at < to; at += 1) {
    const letter = xml.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}

function readCell(xml: string, from: number, to: number, style: number, type: string, context: CellContext): Cell {
  const { prefix } = context;
  const look = context.look(style);
  if (type === 'inlineStr') {
    const text = runsText(xml.slice(from, to), prefix);
    return text.trim() === '' ? coloured(look.fill) : indented(textCell(text, look.fill), look);
  }
  const open = `<${prefix}v`;
  const start = xml.indexOf(open, from);
  const formula = xml.startsWith(`<${prefix}f`, from);
  let written = '';
  if (start >= 0 && start < to) {
    const head = xml.indexOf('>', start);
    const end = xml.indexOf(`</${prefix}v>`, head);
    if (end >= 0 && end <= to && head < end) written = xml.slice(head + 1, end);
  }
  if (written === '') {
    if (!formula) return coloured(look.fill);
    const source = decodeText(firstFormula(xml.slice(from, to), prefix));
    if (type === 'str' || pictureFormula.test(source)) return coloured(look.fill);
    const cell: Cell = { value: null, text: '', formulaWithoutValue: true };
    return look.fill === undefined ? cell : { ...cell, fill: look.fill };
  }
  switch (type) {
    case 's':
      return indented(withFill(context.shared[Number(written)] ?? emptyCell, look.fill), look);
    case 'str': {
      const text = decodeText(written);
      return text.trim() === '' || pictureFormula.test(text) ? coloured(look.fill) : textCell(text, look.fill);
    }
    case 'b':
      return withFill(written === '1' || written === 'true' ? trueCell : falseCell, look.fill);
    case 'e':
      return withFill({ value: null, text: decodeText(written), error: true }, look.fill);
    case 'd':
      return dateCell(new Date(`${written}${/Z|[+-]\d\d:\d\d$/.test(written) ? '' : 'Z'}`), look.fill) ?? textCell(written, look.fill);
    default:
      return numberCell(written, style, look, context);
  }
}

const firstFormula = (inner: string, prefix: string): string => elements(inner, `${prefix}f`).next().value?.inner ?? '';

const trueCell: Cell = { value: true, text: 'TRUE' };
const falseCell: Cell = { value: false, text: 'FALSE' };

/** A text that its format moves to the right is as one written with spaces before it. */
const indented = (cell: Cell, { indent }: CellLook): Cell =>
  indent === undefined || cell.text === '' ? cell : { ...cell, value: `${'  '.repeat(indent)}${cell.text}` };

const withFill = (cell: Cell, fill: string | undefined): Cell =>
  fill === undefined ? cell : cell === emptyCell ? coloured(fill) : { ...cell, fill };

function numberCell(written: string, style: number, look: CellLook, context: CellContext): Cell {
  const key = look.date || look.show || look.fill !== undefined ? `${written} ${style}` : written;
  const known = context.numbers.get(key);
  if (known !== undefined) return known;
  const cell = makeNumber(written, look, context.date1904);
  if (context.numbers.size < numberCacheSize) context.numbers.set(key, cell);
  return cell;
}

function makeNumber(written: string, look: CellLook, date1904: boolean): Cell {
  const value = Number(written);
  if (!Number.isFinite(value)) return textCell(decodeText(written), look.fill);
  if (look.date) {
    const cell = dateCell(serialToDate(value, date1904), look.fill);
    if (cell !== undefined) return cell;
  }
  const text = look.show?.(value) ?? numberText(value);
  return look.fill === undefined ? { value, text } : { value, text, fill: look.fill };
}

/** A number as Excel shows it in a wide cell: fifteen digits, no 0.30000000000000004. */
export const numberText = (value: number): string => String(Number(value.toPrecision(15)));

/** A date cell; undefined for an instant outside what a Date can hold. */
export function dateCell(value: Date, fill?: string): Cell | undefined {
  if (Number.isNaN(value.getTime())) return undefined;
  const iso = value.toISOString();
  const text = iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
  return fill === undefined ? { value, text } : { value, text, fill };
}
