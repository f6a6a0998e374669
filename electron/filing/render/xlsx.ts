import type { Cell, CellStyle, DataValidation, MergeRange, WriteSheet } from 'hucre/xlsx';
import { columnLetter } from '../../intake/sheet';
import { writeWorkbook } from '../../intake/writeWorkbook';
import type { Column, Register, RegisterSection, Table } from '../document';
import { cellText, columnWidths, factText, headRows, packLines, registerMargins, signatureText, signedOnce, textWidthMm } from './layout';
import { lineCount, printable, textWidth } from './text';
import { Body, rowPoints, safe } from './xlsxBody';
import { emptyStyle, factStyle, headerFooter, headStyle, lineHeight, noteStyle, pageSetup, signStyle, titleStyle } from './xlsxStyle';

/** Fullwidth characters; wider columns would make the whole sheet's print small. */
const widestColumn = 30;
/** A seal is 42 mm wide and goes over half of its line: 26 mm in points. */
const sealHeight = 74;
/** Column units (digits of 宋体 11) that a fullwidth character of the body takes. */
const unitsPerCharacter = 1.72;

/** A register as a workbook: a sheet per section, print-ready, every value of its own type and no formula anywhere. */
export async function renderXlsx(register: Register): Promise<Uint8Array> {
  const names = sheetNames(register.sections.map((section) => section.sheet ?? section.title));
  const drawn = signedOnce(register.sections).map((section, index) => drawSection(register, section, names[index]!));
  const workbook = {
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
  };
  return writeWorkbook(workbook, (sheet, xml) => withBody(xml, drawn[sheet]!));
}

/** Puts the lines of the table in the place of the row that shows each of their looks once. */
function withBody(xml: string, { sheet, body, top, bottom }: Drawn): string {
  const width = sheet.columns!.length;
  const whole = xml.replace(/<dimension ref="[^"]*"\/>/, `<dimension ref="A1:${columnLetter(width - 1)}${bottom}"/>`);
  const samples = new RegExp(`<row r="${top + 1}"[^>]*>(.*?)</row>`).exec(whole);
  if (body.rows.length === 0 || samples === null) return whole;
  const ids = [...samples[1]!.matchAll(/ s="(\d+)"/g)].map(([, id]) => Number(id));
  return whole.slice(0, samples.index) + body.xml(top + 1, ids) + whole.slice(samples.index + samples[0].length);
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

interface Drawn {
  sheet: WriteSheet;
  body: Body;
  /** Rows above the table, its head among them, and rows in all. */
  top: number;
  bottom: number;
}

function drawSection({ head }: Register, section: RegisterSection, name: string): Drawn {
  const { columns, rows } = section.table;
  const canvas: Canvas = {
    rows: new Map(),
    merges: [],
    heights: new Map(),
    next: 0,
    widths: sheetWidths(section.table, textWidthMm(head.paper, registerMargins)),
  };
  // The head of the page is not seen on a screen.
  band(canvas, head.draft ? `${section.title}（送审稿）` : section.title, titleStyle, 30, 1.8);
  for (const line of packLines((section.facts ?? []).map(factText), room(canvas) / 1.15)) band(canvas, line, factStyle, 20, 1.1);
  drawHead(canvas, columns);
  const top = canvas.next;
  if (rows.length === 0) band(canvas, section.table.empty ?? '无', emptyStyle, 28, 1);
  const body = new Body(section.table, canvas.widths);
  const first = canvas.next;
  body.styles.forEach((style, column) => put(canvas, first, column, { value: null, style }));
  canvas.next += body.rows.length;
  for (const note of section.notes ?? []) band(canvas, note, noteStyle, 15, 0.95);
  for (const line of packLines((section.signatures ?? []).map(signatureText), room(canvas) / 1.15)) {
    band(canvas, line, signStyle, line.includes('（公章）') ? sealHeight : 34, 1.1);
  }
  return {
    body,
    top: first,
    bottom: canvas.next,
    sheet: {
      name,
      columns: canvas.widths.map((width, at) => ({
        width: Math.round((width * unitsPerCharacter + 1.2) * 100) / 100,
        ...(columns[at]!.hidden && { hidden: true }),
      })),
      cells: canvas.rows,
      rows: [],
      merges: canvas.merges,
      rowDefs: canvas.heights,
      freezePane: { rows: top, columns: section.table.frozenColumns ?? 0 },
      pageSetup: pageSetup(head),
      headerFooter: headerFooter(head),
      view: { showGridLines: false },
      ...(columns.some(({ entry }) => entry) && {
        protection: { sheet: true, objects: true, scenarios: true, formatColumns: true, formatRows: true, autoFilter: true, sort: true },
        dataValidations: columns.flatMap((column, at) => validation(columns, column, at, top + 1, top + rows.length)),
      }),
      ...(rows.length > 1 ? { autoFilter: { range: `A${top}:${columnLetter(columns.length - 1)}${top + rows.length}` } } : {}),
    },
  };
}

/** What the spreadsheet takes in the cells of a column that is to be filled in. */
function validation(columns: readonly Column[], { entry, title }: Column, at: number, from: number, to: number): DataValidation[] {
  if (!entry || to < from) return [];
  const range = `${columnLetter(at)}${from}:${columnLetter(at)}${to}`;
  const told = { allowBlank: true, showErrorMessage: true, errorTitle: title, errorMessage: entry.hint };
  if (entry.kind === 'text') return [{ type: 'textLength', operator: 'lessThanOrEqual', formula1: String(entry.most), range, ...told }];
  const most = columnLetter(columns.findIndex(({ key }) => key === entry.upTo));
  return [{ type: 'decimal', operator: 'between', formula1: '0', formula2: `$${most}${from}`, range, ...told }];
}

/** Widths with which long cells stay within the tallest row that a sheet knows; very long ones get smaller print besides. */
function sheetWidths(table: Table, widthMm: number): number[] {
  return columnWidths(table, widthMm, 'register').map((width, index) => {
    if (table.columns[index]!.hidden) return width;
    let longest = 0;
    for (const row of table.rows) {
      const value = row[index] ?? null;
      // Nothing is wider than the number of its characters.
      if (typeof value === 'string' && value.length > longest) longest = Math.max(longest, textWidth(cellText(value)));
    }
    return Math.max(width, Math.min(widestColumn, longest / 25));
  });
}

/** A text over the whole width, `scale` being its size against that of the body. */
function band(canvas: Canvas, text: string, style: CellStyle, least: number, scale: number): void {
  const row = canvas.next;
  const last = canvas.widths.length - 1;
  for (let column = 0; column <= last; column += 1) put(canvas, row, column, { value: column === 0 ? safe(printable(text)) : null, style });
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
    for (const cell of cells) put(canvas, first + offset, cell.from, { value: safe(printable(cell.text)), style: headStyle });
  });
  const lines = Math.max(...columns.map((column, index) => lineCount(column.title, canvas.widths[index]!)));
  height(canvas, first + head.length - 1, Math.max(20, lines * lineHeight + 6));
  canvas.next += head.length;
}

const room = (canvas: Canvas): number => canvas.widths.reduce((sum, width) => sum + width + 0.6, 0);
const put = (canvas: Canvas, row: number, column: number, cell: Partial<Cell>) => void canvas.rows.set(`${row},${column}`, cell);
const height = (canvas: Canvas, row: number, points: number) => void canvas.heights.set(row, { height: rowPoints(points) });
