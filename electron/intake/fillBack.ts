import type { SheetFill, Written } from './fill';
import { fillSheet, withoutCalcChain } from './fillXml';
import { emptyCell, type Cell, type Merge, type Sheet, type Workbook } from './sheet';
import { addStruck } from './styleXml';
import { layoutOf } from './xlsx';
import { rebuildWorkbook } from './writeBack';
import { dateCell } from './xlsxCells';
import { openPackage, packParts } from './zip';

/**
 * The user's own workbook with other values in the same cells. An xlsx stays itself, part by part; xls, csv and pasted cells become a
 * new xlsx of the same cells.
 * @param fills by the name of the sheet
 */
export async function fillBack(bytes: Uint8Array, workbook: Workbook, fills: ReadonlyMap<string, SheetFill>): Promise<Uint8Array> {
  return workbook.format === 'xlsx' ? fillWorkbook(bytes, workbook, fills) : rebuildFilled(workbook, fills);
}

async function fillWorkbook(bytes: Uint8Array, workbook: Workbook, fills: ReadonlyMap<string, SheetFill>): Promise<Uint8Array> {
  const zip = await openPackage(bytes, workbook.file);
  const layout = await layoutOf(zip, workbook.file);
  const styles =
    layout.styles !== undefined && zip.has(layout.styles) ? addStruck((await zip.read(layout.styles)).toString('utf8')) : undefined;
  const changed = new Map<string, string>();
  for (const { name, part } of layout.sheets) {
    const fill = fills.get(name);
    if (fill !== undefined)
      changed.set(part.toLowerCase(), fillSheet((await zip.read(part)).toString('utf8'), fill, styles, layout.date1904));
  }
  if (styles !== undefined) changed.set(layout.styles!.toLowerCase(), styles.xml());
  const hasMoved = [...fills.values()].some(({ added }) => added.rows.length > 0);
  const parts: [string, Buffer][] = [];
  for (const name of zip.names) {
    if (name.endsWith('/')) continue;
    const text = changed.get(name.toLowerCase());
    const content = text === undefined ? await zip.read(name) : Buffer.from(text);
    const kept = hasMoved ? withoutCalcChain(name, content) : content;
    if (kept !== undefined) parts.push([name, kept]);
  }
  return packParts(parts);
}

function rebuildFilled(workbook: Workbook, fills: ReadonlyMap<string, SheetFill>): Promise<Uint8Array> {
  const sheets = workbook.sheets.map((sheet) => {
    const fill = fills.get(sheet.name);
    return fill === undefined ? sheet : filledSheet(sheet, fill);
  });
  const struck = new Map(Array.from(fills, ([name, { gone, added }]) => [name, new Set(Array.from(gone, (row) => downBy(row, added)))]));
  return rebuildWorkbook({ ...workbook, sheets }, [], { struck });
}

const downBy = (row: number, { after, rows }: SheetFill['added']): number => (row > after ? row + rows.length : row);

function filledSheet(sheet: Sheet, { cells, added, apart, across }: SheetFill): Sheet {
  const write = (line: readonly Cell[], values: ReadonlyMap<number, Written> = new Map()): Cell[] => {
    const own = [...line];
    for (const [column, { value, likeRow }] of values) {
      while (own.length <= column) own.push(emptyCell);
      own[column] = cellOf(value, likeRow === undefined ? own[column]?.fill : sheet.rows[likeRow - 1]?.[column]?.fill);
    }
    return own;
  };
  const rows = sheet.rows.map((line, at) => write(line, cells.get(at + 1)));
  const { after } = added;
  rows.splice(after, 0, ...added.rows.map((values) => write([], values)));
  const merges = sheet.merges
    .filter((merge) => !apart.has(merge))
    .map((merge): Merge =>
      merge.top >= after ? { ...merge, top: merge.top + added.rows.length, bottom: merge.bottom + added.rows.length } : merge,
    );
  for (const at of added.rows.keys()) for (const merge of across) merges.push({ ...merge, top: after + at, bottom: after + at });
  return { ...sheet, rows, merges };
}

function cellOf(value: Written['value'], fill: string | undefined): Cell {
  if (value instanceof Date) return dateCell(value, fill) ?? emptyCell;
  const text = String(value);
  return { value: value === '' ? null : value, text, ...(fill !== undefined && { fill }) };
}
