import { writeXlsx, type Cell, type CellStyle, type MergeRange, type WriteSheet } from 'hucre/xlsx';
import { isCalendarDate } from '../../../db/domain/field';
import type { CellValue, Column, Register, RegisterSection, Table } from '../document';
import { cellText, columnWidths, factText, headRows, packLines, registerMargins, signatureText, textWidthMm } from './layout';
import { lineCount, printable, textWidth } from './text';
import {
  bodySize,
  bodyStyle,
  emptyStyle,
  factStyle,
  headerFooter,
  headStyle,
  lineHeight,
  noteStyle,
  pageSetup,
  signStyle,
  titleStyle,
} from './xlsxStyle';

/** Excel's own limits: characters of a cell, points of a row. */
const longestText = 32_767;
const tallestRow = 409;
/** Fullwidth characters; wider columns would make the whole sheet's print small. */
const widestColumn = 30;
/** Column units (digits of 宋体 11) that a fullwidth character of the body takes. */
const unitsPerCharacter = 1.72;

/** A register as a workbook: a sheet per section, print-ready, every value of its own type and no formula anywhere. */
export async function renderXlsx(register: Register): Promise<Uint8Array> {
  const names = sheetNames(register.sections.map((section) => section.sheet ?? section.title));
  const drawn = register.sections.map((section, index) => drawSection(register, section, names[index]!));
  return writeXlsx({
    sheets: drawn.map(({ sheet }) => sheet),
    namedRanges: drawn.map(({ sheet, top }) => ({
      name: '_xlnm.Print_Titles',
      range: `'${sheet.name.replaceAll("'", "''")}'!$1:$${top}`,
      scope: sheet.name,
    })),
    defaultFont: { name: '宋体', size: 11, charset: 134 },
    properties: {
      title: printable(register.head.title),
      company: printable(register.head.enterprise),
      creator: printable(register.head.enterprise),
    },
  });
}

/** Legal and different sheet names: at most 31 units, none of []:*?/\ and no apostrophe at an end. */
export function sheetNames(titles: readonly string[]): string[] {
  const taken = new Set<string>(['history']);
  return titles.map((title) => {
    const clean =
      printable(title)
        .replace(/[[\]:*?/\\\n\t]/g, ' ')
        .replace(/^[\s']+|[\s']+$/g, '') || '表';
    for (let n = 1; ; n += 1) {
      const tail = n === 1 ? '' : `(${n})`;
      const name = printable(clean.slice(0, 31 - tail.length)).replace(/[\s'\ufffd]+$/, '') + tail;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}

interface Canvas {
  rows: Map<string, Partial<Cell>>;
  merges: MergeRange[];
  heights: Map<number, { height: number }>;
  next: number;
  widths: number[];
}

function drawSection({ head }: Register, section: RegisterSection, name: string): { sheet: WriteSheet; top: number } {
  const { columns, rows } = section.table;
  const canvas: Canvas = {
    rows: new Map(),
    merges: [],
    heights: new Map(),
    next: 0,
    widths: sheetWidths(section.table, textWidthMm(head.paper, registerMargins)),
  };
  band(canvas, section.title, titleStyle, 30, 1.8);
  for (const line of packLines((section.facts ?? []).map(factText), room(canvas) / 1.15)) band(canvas, line, factStyle, 20, 1.1);
  drawHead(canvas, columns);
  const top = canvas.next;
  for (const row of rows) drawRow(canvas, columns, row, section.table.rowHeight);
  if (rows.length === 0) band(canvas, section.table.empty ?? '无', emptyStyle, 28, 1);
  const bottom = canvas.next;
  if (section.table.total) drawRow(canvas, columns, section.table.total, section.table.rowHeight, true);
  for (const note of section.notes ?? []) band(canvas, note, noteStyle, 15, 0.95);
  for (const line of packLines((section.signatures ?? []).map(signatureText), room(canvas) / 1.15)) band(canvas, line, signStyle, 34, 1.1);
  return {
    top,
    sheet: {
      name,
      columns: canvas.widths.map((width) => ({ width: Math.round((width * unitsPerCharacter + 1.2) * 100) / 100 })),
      cells: canvas.rows,
      rows: [],
      merges: canvas.merges,
      rowDefs: canvas.heights,
      freezePane: { rows: top, columns: section.table.frozenColumns ?? 0 },
      pageSetup: pageSetup(head),
      headerFooter: headerFooter(head),
      view: { showGridLines: false },
      ...(rows.length > 1 ? { autoFilter: { range: `A${top}:${letters(columns.length)}${bottom}` } } : {}),
    },
  };
}

/** Widths with which long cells stay within the tallest row that a sheet knows; very long ones get smaller print besides. */
function sheetWidths(table: Table, widthMm: number): number[] {
  return columnWidths(table, widthMm, 'register').map((width, index) => {
    const longest = table.rows.reduce((most, row) => Math.max(most, textWidth(cellText(row[index] ?? null))), 0);
    return Math.max(width, Math.min(widestColumn, longest / 25));
  });
}

/** A text over the whole width, `scale` being its size against that of the body. */
function band(canvas: Canvas, text: string, style: CellStyle, least: number, scale: number): void {
  const row = canvas.next;
  const last = canvas.widths.length - 1;
  for (let column = 0; column <= last; column += 1) put(canvas, row, column, { value: column === 0 ? safe(text) : null, style });
  if (last > 0) canvas.merges.push({ startRow: row, startCol: 0, endRow: row, endCol: last });
  const lines = lineCount(text, room(canvas) / scale);
  height(canvas, row, Math.max(least, lines * lineHeight * scale + (least - lineHeight * scale)));
  canvas.next += 1;
}

function drawHead(canvas: Canvas, columns: readonly Column[]): void {
  const first = canvas.next;
  const head = headRows(columns);
  head.forEach((cells, offset) => {
    const row = first + offset;
    for (let column = 0; column < columns.length; column += 1) put(canvas, row, column, { value: null, style: headStyle });
    height(canvas, row, 20);
    for (const cell of cells) {
      if (cell.rows > 1 || cell.columns > 1) {
        canvas.merges.push({ startRow: row, startCol: cell.from, endRow: row + cell.rows - 1, endCol: cell.from + cell.columns - 1 });
      }
    }
  });
  head.forEach((cells, offset) => {
    for (const cell of cells) put(canvas, first + offset, cell.from, { value: safe(cell.text), style: headStyle });
  });
  const lines = Math.max(...columns.map((column, index) => lineCount(column.title, canvas.widths[index]!)));
  height(canvas, first + head.length - 1, Math.max(20, lines * lineHeight + 6));
  canvas.next += head.length;
}

function drawRow(canvas: Canvas, columns: readonly Column[], values: readonly CellValue[], leastMm = 0, bold = false): void {
  const row = canvas.next;
  let needed = 0;
  columns.forEach((column, index) => {
    const value = values[index] ?? null;
    const [size, points] = printOf(cellText(value), canvas.widths[index]!);
    put(canvas, row, index, bodyCell(column, value, bold, size));
    needed = Math.max(needed, points);
  });
  height(canvas, row, Math.max(18, (leastMm / 25.4) * 72, needed + 5));
  canvas.next += 1;
}

/** Size of a text in points and the height it needs: the usual size, smaller where the tallest row could not hold it. */
function printOf(text: string, width: number): [size: number, points: number] {
  for (let size = bodySize; ; size -= 1) {
    const scale = size / bodySize;
    const points = lineCount(text, (width * 0.94) / scale) * lineHeight * scale;
    if (points <= tallestRow - 5 || size <= 7) return [size, points];
  }
}

function bodyCell(column: Column, value: CellValue, bold: boolean, size: number): Partial<Cell> {
  if (column.kind === 'date' && typeof value === 'string' && isDate(value)) {
    return { value: new Date(`${value}T00:00:00Z`), style: bodyStyle(column, '', { bold }) };
  }
  if (typeof value === 'number') return { value, style: bodyStyle(column, '', { bold }) };
  const text = cellText(value);
  const style = bodyStyle(column.kind === 'date' ? { ...column, kind: 'text', align: 'center' } : column, text, {
    bold,
    size,
    asText: looksTyped(text),
  });
  return { value: text === '' ? null : safe(text), style };
}

/** Excel's calendar knows a 29 February 1900, so that earlier days would be off by one. */
const isDate = (value: string): boolean => isCalendarDate(value) && value >= '1900-03-01';

/** Text that a spreadsheet would read as a formula or a number if it were typed. */
const looksTyped = (text: string): boolean => text.length <= 255 && (/^[=+\-@\t]/.test(text) || /^[\d.,%/-]+$/.test(text));

/** `_x0041_` in a text is the escape of the file format, so its underscore is escaped itself. */
const safe = (text: string): string => printable(printable(text).slice(0, longestText)).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

const room = (canvas: Canvas): number => canvas.widths.reduce((sum, width) => sum + width + 0.6, 0);
const put = (canvas: Canvas, row: number, column: number, cell: Partial<Cell>) => void canvas.rows.set(`${row},${column}`, cell);
const height = (canvas: Canvas, row: number, points: number) =>
  void canvas.heights.set(row, { height: Math.min(tallestRow, Math.round(points * 4) / 4) });

/** Letters of the nth column, 1 → A, 28 → AB. */
function letters(column: number): string {
  return column > 26 ? letters(Math.floor((column - 1) / 26)) + letters(((column - 1) % 26) + 1) : String.fromCharCode(64 + column);
}
