import type { Cell as WrittenCell, CellStyle, CellValue, WriteSheet } from 'hucre';
import type { Head } from './head';
import { plainText } from './headText';
import { cellAt, emptyCell, filled, type Cell, type Sheet, type Workbook } from './sheet';
import { isDitto } from './rows';
import { patchSheet, type RowMark } from './sheetXml';
import { addStyles } from './styleXml';
import { layoutOf } from './xlsx';
import { numberText } from './xlsxCells';
import { writeWorkbook } from './writeWorkbook';
import { openPackage, packParts } from './zip';

/** Findings of one sheet, already in words. */
export interface SheetMarks {
  sheet: string;
  head: Pick<Head, 'top' | 'bottom'>;
  /** By 1-based row. */
  rows: ReadonlyMap<number, RowMark>;
}

export interface WriteBackOptions {
  /** Title of the column of findings. */
  title: string;
  /** Only the marked rows below the heads, in a new workbook. */
  onlyProblemRows?: boolean;
}

/**
 * Gives a workbook back with a column of findings; refused rows stand on light red ground. An xlsx stays itself, part
 * by part (pictures, formulas, validations, print set-up); xls, csv and pasted cells become a new xlsx of the same cells.
 * @returns bytes of an xlsx
 */
export async function writeBack(
  bytes: Uint8Array,
  workbook: Workbook,
  marks: readonly SheetMarks[],
  options: WriteBackOptions,
): Promise<Uint8Array> {
  return workbook.format === 'xlsx' && !options.onlyProblemRows
    ? patchWorkbook(bytes, workbook, marks, options.title)
    : rebuildWorkbook(workbook, marks, options);
}

async function patchWorkbook(bytes: Uint8Array, workbook: Workbook, marks: readonly SheetMarks[], title: string): Promise<Uint8Array> {
  const zip = await openPackage(bytes, workbook.file);
  const layout = await layoutOf(zip, workbook.file);
  const styles =
    layout.styles !== undefined && zip.has(layout.styles) ? addStyles((await zip.read(layout.styles)).toString('utf8')) : undefined;
  const changed = new Map<string, string>();
  for (const { sheet: name, head, rows } of marks) {
    const index = workbook.sheets.findIndex((sheet) => sheet.name === name);
    const part = layout.sheets[index]?.part;
    if (index < 0 || part === undefined) continue;
    const column = findingsColumn(workbook.sheets[index]!, head, title);
    const mergedDown = mergedCells(workbook.sheets[index]!, rows);
    const patch = { column, titleRow: head.bottom, title, marks: rows, mergedDown, ...(styles !== undefined && { styles }) };
    changed.set(part.toLowerCase(), patchSheet((await zip.read(part)).toString('utf8'), patch));
  }
  if (styles !== undefined) changed.set(layout.styles!.toLowerCase(), styles.xml());
  const parts: [string, Buffer][] = [];
  for (const name of zip.names) {
    if (name.endsWith('/')) continue;
    const text = changed.get(name.toLowerCase());
    parts.push([name, text === undefined ? await zip.read(name) : Buffer.from(text)]);
  }
  return packParts(parts);
}

/** Tells the cells of marked rows that are merged with other rows; rows are 1-based here, columns 0-based. */
function mergedCells({ merges }: Sheet, rows: ReadonlyMap<number, RowMark>): (row: number, column: number) => boolean {
  const merged = new Set<string>();
  for (const { top, left, bottom, right } of merges) {
    if (top === bottom || bottom - top > 100_000) continue;
    for (let row = top; row <= bottom; row += 1) {
      if (!rows.get(row + 1)?.refused) continue;
      for (let column = left; column <= right; column += 1) merged.add(`${row + 1},${column}`);
    }
  }
  return (row, column) => merged.has(`${row},${column}`);
}

/** The column that already bears the title, else the first free one behind everything. */
function findingsColumn(sheet: Sheet, head: Pick<Head, 'bottom'>, title: string): number {
  const titles = head.bottom < 0 ? [] : (sheet.rows[head.bottom] ?? []);
  const before = titles.findIndex((cell) => plainText(cell.text) === plainText(title));
  if (before >= 0) return before;
  const content = sheet.rows.reduce((most, row) => Math.max(most, row.length), 0);
  return sheet.merges.reduce((most, merge) => (merge.right < 512 ? Math.max(most, merge.right + 1) : most), content);
}

const ground = (rgb: string): CellStyle['fill'] => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } });
const refusedGround = ground('FFC7CE');
const border = { style: 'thin', color: { rgb: 'BFBFBF' } } as const;
const thin = { top: border, bottom: border, left: border, right: border };
/** Looks of a cell above the head, in it and below. */
const looks = {
  above: {},
  head: { border: thin, font: { bold: true }, alignment: { wrapText: true, vertical: 'center', horizontal: 'center' } },
  below: { border: thin, alignment: { wrapText: true, vertical: 'top' } },
} as const satisfies Record<string, CellStyle>;

/** What a workbook made anew bears beside its cells. */
interface RebuildOptions extends Partial<WriteBackOptions> {
  /** 1-based rows that are struck through, by sheet. */
  struck?: ReadonlyMap<string, ReadonlySet<number>>;
}

/** The cells of a workbook as a new xlsx. */
export async function rebuildWorkbook(workbook: Workbook, marks: readonly SheetMarks[], options: RebuildOptions): Promise<Uint8Array> {
  const byName = new Map(marks.map((mark) => [mark.sheet, mark]));
  const wanted = options.onlyProblemRows ? workbook.sheets.filter(({ name }) => (byName.get(name)?.rows.size ?? 0) > 0) : workbook.sheets;
  const sheets = wanted.map((sheet) => rebuildSheet(sheet, byName.get(sheet.name), options));
  return writeWorkbook({ sheets: sheets.length > 0 ? sheets : [{ name: 'Sheet1', rows: [] }], defaultFont: { name: '宋体', size: 11 } });
}

function rebuildSheet(sheet: Sheet, mark: SheetMarks | undefined, options: RebuildOptions): WriteSheet {
  const { title = '' } = options;
  const rows: CellValue[][] = [];
  const cells = new Map<string, Partial<WrittenCell>>();
  const column = mark === undefined ? -1 : findingsColumn(sheet, mark.head, title);
  const above: Cell[] = [];
  const merged = mergedOrigins(sheet, mark?.head.bottom ?? -1);
  for (const [row, line] of sheet.rows.entries()) {
    const inHead = mark === undefined || row <= mark.head.bottom;
    const inTable = mark === undefined || row > mark.head.bottom ? 'below' : row < mark.head.top ? 'above' : 'head';
    const found = inHead ? undefined : mark.rows.get(row + 1);
    const shown = Array.from(line, (cell, at) => (options.onlyProblemRows && !inHead ? meant(cell, row, at, above, merged, sheet) : cell));
    if (options.onlyProblemRows && !inHead && found === undefined) continue;
    const struck = options.struck?.get(sheet.name)?.has(row + 1) && { font: { strikethrough: true } };
    const values: CellValue[] = shown.map(written);
    if (mark !== undefined && row === mark.head.bottom) values[column] = title;
    if (found !== undefined) values[column] = found.text;
    for (let at = 0; at < values.length; at += 1) {
      values[at] ??= null;
      const own = shown[at]?.fill;
      const shade = found?.refused ? refusedGround : own === undefined ? undefined : ground(own);
      cells.set(`${rows.length},${at}`, {
        style: { ...looks[inTable], ...struck, ...(shade && { fill: shade }), ...(values[at] instanceof Date && { numFmt: 'yyyy-mm-dd' }) },
      });
    }
    rows.push(values);
  }
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const kept = sheet.merges.filter(({ bottom }) => !options.onlyProblemRows || bottom <= (mark?.head.bottom ?? -1));
  return {
    name: safeName(sheet.name),
    rows,
    cells,
    hidden: sheet.hidden,
    columns: Array.from({ length: width }, (_, at) => ({ width: at === column ? 60 : 14, hidden: sheet.hiddenColumns.has(at) })),
    merges: kept.map(({ top, left, bottom, right }) => ({ startRow: top, startCol: left, endRow: bottom, endCol: right })),
    ...(mark !== undefined && mark.head.bottom >= 0 && { freezePane: { rows: mark.head.bottom + 1 } }),
  };
}

/** A value as it was; a number that shows more than itself (0007) goes as its text. */
const written = ({ value, text }: Cell): CellValue =>
  typeof value === 'number' && numberText(value) !== text ? text : (value ?? (text === '' ? null : text));

/** Top-left cells of vertical merges below the head, by every cell that they cover. */
function mergedOrigins(sheet: Sheet, bottom: number): ReadonlyMap<string, Cell> {
  const origins = new Map<string, Cell>();
  for (const merge of sheet.merges) {
    if (merge.top <= bottom || merge.bottom === merge.top) continue;
    const origin = cellAt(sheet, merge.top, merge.left);
    for (let row = merge.top + 1; row <= Math.min(merge.bottom, sheet.rows.length - 1); row += 1)
      origins.set(`${row},${merge.left}`, origin);
  }
  return origins;
}

/** What a cell means once the rows above it are gone: merged and 同上 cells take what they stood for. */
function meant(cell: Cell, row: number, column: number, above: Cell[], merged: ReadonlyMap<string, Cell>, sheet: Sheet): Cell {
  const own = filled(cell) ? (isDitto(cell.text) ? (above[column] ?? emptyCell) : cell) : (merged.get(`${row},${column}`) ?? cell);
  if (filled(own)) above[column] = own;
  else if (sheet.rows[row]!.some(filled)) above[column] = emptyCell;
  return own;
}

/** Excel allows 31 characters and none of these in a sheet's name. */
const safeName = (name: string): string =>
  name
    .replace(/[\\/?*[\]:]/g, ' ')
    .slice(0, 31)
    .trim() || 'Sheet1';
