import { serialToDate } from 'hucre';
import { readSharedTexts, readString, record, records, unpackRk, type BiffRecord } from './biff';
import { readContainer } from './cfb';
import { indexedColour, isWhite } from './colour';
import { IntakeFailure, limits } from './failure';
import { emptyCell, emptyRow, textCell, type Cell, type Merge, type Sheet } from './sheet';
import { dateCell, numberText } from './xlsxCells';
import { lookOf, type CellLook } from './xlsxStyles';

/**
 * Reads an .xls of Excel 97 to 2003 or WPS (BIFF8): values, grounds, merges, hidden sheets and columns.
 * @throws IntakeFailure `encrypted`, `oldFormat`, `notWorkbook` or `damaged`
 */
export function readXls(bytes: Uint8Array, file: string): Sheet[] {
  const streams = readContainer(bytes, file);
  if (streams.has('EncryptedPackage')) throw new IntakeFailure('encrypted', { file });
  const stream = streams.get('Workbook');
  if (stream === undefined) throw new IntakeFailure(streams.has('Book') ? 'oldFormat' : 'notWorkbook', { file, format: 'Excel 5.0/95' });
  const book = readGlobals(stream, file);
  const sheets = book.sheets.filter((sheet) => sheet.offset < stream.length);
  if (sheets.length === 0) throw new IntakeFailure('noSheets', { file });
  if (sheets.length > limits.sheets) throw new IntakeFailure('tooManySheets', { file, count: sheets.length, max: limits.sheets });
  return sheets.map((sheet) => readSheet(stream, sheet, book));
}

interface Book {
  sheets: { name: string; hidden: boolean; offset: number }[];
  shared: readonly Cell[];
  looks: readonly CellLook[];
  date1904: boolean;
}

function readGlobals(stream: Buffer, file: string): Book {
  const formats = new Map<number, string>();
  const palette = new Map<number, string>();
  const styles: Buffer[] = [];
  const texts: Buffer[] = [];
  const book: Book = { sheets: [], shared: [], looks: [], date1904: false };
  let first = true;
  let previous = 0;
  let ended = false;
  for (const { id, data } of records(stream)) {
    if (first && (id !== record.bof || data.readUInt16LE(0) !== 0x0600))
      throw new IntakeFailure('oldFormat', { file, format: 'Excel 5.0/95' });
    first = false;
    if (id === record.filePass) throw new IntakeFailure('encrypted', { file });
    if (id === record.eof) {
      ended = true;
      break;
    }
    if (id === record.continued) {
      if (previous === record.sst) texts.push(data);
      continue;
    }
    previous = id;
    if (id === record.dateMode) book.date1904 = data.readUInt16LE(0) === 1;
    else if (id === record.format) formats.set(data.readUInt16LE(0), readString(data, 4, data.readUInt16LE(2)));
    else if (id === record.xf) styles.push(data);
    else if (id === record.sst) texts.push(data);
    else if (id === record.palette) readPalette(data, palette);
    // Kind 0 is a worksheet; charts and macro sheets hold no register.
    else if (id === record.boundSheet && (data[5] ?? 0) === 0) {
      book.sheets.push({ name: readString(data, 7, data[6] ?? 0), hidden: ((data[4] ?? 0) & 3) !== 0, offset: data.readUInt32LE(0) });
    }
  }
  if (!ended) throw new IntakeFailure('damaged', { file });
  book.shared = texts.length === 0 ? [] : readSharedTexts(texts).map((text) => (text.trim() === '' ? emptyCell : textCell(text)));
  book.looks = styles.map((xf) => lookOf(xf.readUInt16LE(2), groundOf(xf, palette), formats));
  return book;
}

function readPalette(data: Buffer, palette: Map<number, string>): void {
  for (let index = 0; index < data.readUInt16LE(0) && 2 + index * 4 + 3 <= data.length; index += 1) {
    palette.set(
      8 + index,
      data
        .subarray(2 + index * 4, 5 + index * 4)
        .toString('hex')
        .toUpperCase(),
    );
  }
}

/** Ground of a cell style: pattern 1 is solid, its colour the foreground. */
function groundOf(xf: Buffer, palette: ReadonlyMap<number, string>): string | undefined {
  if (xf.length < 20 || xf.readUInt32LE(14) >>> 26 !== 1) return undefined;
  const index = xf.readUInt16LE(18) & 0x7f;
  const rgb = palette.get(index) ?? indexedColour(index);
  return rgb === undefined || isWhite(rgb) ? undefined : rgb;
}

const errors: Record<number, string> = { 0: '#NULL!', 7: '#DIV/0!', 15: '#VALUE!', 23: '#REF!', 29: '#NAME?', 36: '#NUM!', 42: '#N/A' };

function readSheet(stream: Buffer, info: Book['sheets'][number], book: Book): Sheet {
  const rows: Cell[][] = [];
  const merges: Merge[] = [];
  const hiddenColumns = new Set<number>();
  const hiddenRows = new Set<number>();
  const put = (row: number, column: number, cell: Cell): void => {
    if (cell === emptyCell) return;
    const cells = (rows[row] ??= []);
    while (cells.length < column) cells.push(emptyCell);
    cells[column] = cell;
  };
  const ground = (style: number, cell: Cell): Cell => {
    const fill = book.looks[style]?.fill;
    return fill === undefined ? cell : { ...cell, fill };
  };
  const numeric = (style: number, value: number): Cell => {
    const look = book.looks[style];
    const asDate = look?.date ? dateCell(serialToDate(value, book.date1904), look.fill) : undefined;
    return asDate ?? ground(style, { value, text: look?.show?.(value) ?? numberText(value) });
  };
  let pending: { row: number; column: number; style: number } | undefined;
  let depth = 0;
  for (const { id, data } of records(stream, info.offset)) {
    if (id === record.bof) depth += 1;
    else if (id === record.eof && --depth <= 0) break;
    // An embedded chart is a stream of its own inside the sheet.
    if (depth > 1 || data.length < 4) continue;
    if (id === record.string && pending !== undefined) {
      put(pending.row, pending.column, ground(pending.style, textCell(readString(data, 2, data.readUInt16LE(0)))));
      pending = undefined;
    } else if (id === record.formula && data.length >= 14) {
      const at = { row: data.readUInt16LE(0), column: data.readUInt16LE(2), style: data.readUInt16LE(4) };
      const result = readResult(data, (value) => numeric(at.style, value));
      if (result === 'text') pending = at;
      else put(at.row, at.column, ground(at.style, result));
    } else if (id === record.columnInfo && (data.readUInt16LE(8) & 1) !== 0) {
      for (let column = data.readUInt16LE(0); column <= Math.min(data.readUInt16LE(2), 255); column += 1) hiddenColumns.add(column);
    } else if (id === record.row && data.length >= 16 && (data.readUInt16LE(12) & 0x20) !== 0) hiddenRows.add(data.readUInt16LE(0));
    else if (id === record.merged) readMerges(data, merges);
    else readCell({ id, data }, book, put, ground, numeric);
  }
  return tidy(info, rows, merges, hiddenColumns, hiddenRows);
}

/** Result of a formula: a number, or marked by 0xFFFF as text (in the STRING record behind), truth value, error or nothing. */
function readResult(data: Buffer, numeric: (value: number) => Cell): Cell | 'text' {
  if (data.readUInt16LE(12) !== 0xffff) return numeric(data.readDoubleLE(6));
  switch (data[6]) {
    case 0:
      return 'text';
    case 1:
      return { value: data[8] !== 0, text: data[8] === 0 ? 'FALSE' : 'TRUE' };
    case 2:
      return { value: null, text: errors[data[8] ?? 0] ?? '#ERR!', error: true };
    default:
      return emptyCell;
  }
}

function readCell(
  { id, data }: BiffRecord,
  book: Book,
  put: (row: number, column: number, cell: Cell) => void,
  ground: (style: number, cell: Cell) => Cell,
  numeric: (style: number, value: number) => Cell,
): void {
  if (data.length < 6) return;
  const row = data.readUInt16LE(0);
  const column = data.readUInt16LE(2);
  const style = data.readUInt16LE(4);
  if (id === record.labelSst) put(row, column, ground(style, book.shared[data.readUInt32LE(6)] ?? emptyCell));
  else if (id === record.label || id === record.richString)
    put(row, column, ground(style, textCell(readString(data, 8, data.readUInt16LE(6)))));
  else if (id === record.number) put(row, column, numeric(style, data.readDoubleLE(6)));
  else if (id === record.rk) put(row, column, numeric(style, unpackRk(data.readInt32LE(6))));
  else if (id === record.blank) put(row, column, ground(style, emptyCell));
  else if (id === record.boolError) {
    const error = data[7] === 1;
    const truth = data[6] !== 0;
    put(
      row,
      column,
      ground(
        style,
        error ? { value: null, text: errors[data[6] ?? 0] ?? '#ERR!', error: true } : { value: truth, text: truth ? 'TRUE' : 'FALSE' },
      ),
    );
  } else if (id === record.mulRk) {
    for (let at = 4, index = column; at + 6 <= data.length - 2; at += 6, index += 1)
      put(row, index, numeric(data.readUInt16LE(at), unpackRk(data.readInt32LE(at + 2))));
  } else if (id === record.mulBlank) {
    for (let at = 4, index = column; at + 2 <= data.length - 2; at += 2, index += 1)
      put(row, index, ground(data.readUInt16LE(at), emptyCell));
  }
}

function readMerges(data: Buffer, merges: Merge[]): void {
  for (let at = 2; at + 8 <= data.length; at += 8) {
    merges.push({
      top: data.readUInt16LE(at),
      bottom: data.readUInt16LE(at + 2),
      left: data.readUInt16LE(at + 4),
      right: data.readUInt16LE(at + 6),
    });
  }
}

/** Cuts rows that are only styled, as the reader of xlsx does. */
function tidy(
  info: Book['sheets'][number],
  read: readonly (Cell[] | undefined)[],
  merges: Merge[],
  hiddenColumns: Set<number>,
  hiddenRows: Set<number>,
): Sheet {
  const rows = Array.from(read, (cells) => (cells?.some((cell) => cell.text !== '') ? cells : emptyRow));
  while (rows.length > 0 && rows.at(-1)!.length === 0) rows.pop();
  return {
    name: info.name,
    hidden: info.hidden,
    rows,
    merges: merges.filter((merge) => merge.top < rows.length),
    hiddenColumns,
    hiddenRows: new Set([...hiddenRows].filter((row) => row < rows.length)),
    ignoredCells: 0,
  };
}
