import type { CellValue, WriteSheet } from 'hucre';

/** Record numbers of BIFF8. */
const ids = {
  formula: 0x06,
  eof: 0x0a,
  column: 0x7d,
  boundSheet: 0x85,
  palette: 0x92,
  xf: 0xe0,
  merged: 0xe5,
  blank: 0x0201,
  number: 0x0203,
  label: 0x0204,
  row: 0x0208,
  bof: 0x0809,
};

/**
 * Sheets as an .xls of Excel 97 (BIFF8), which no library of the project writes: texts up to 4,000 characters, numbers, dates, grounds,
 * merges, hidden rows and columns. A formula without a result is an empty one, as the format has no other.
 */
export function xlsBytes(sheets: readonly WriteSheet[]): Uint8Array {
  const colours: string[] = [];
  const streams = sheets.map((sheet) => sheetStream(sheet, colours));
  const globals = (offsets: readonly number[]): Buffer =>
    Buffer.concat([
      record(ids.bof, u16(0x0600, 0x0005, 0, 0, 0, 0, 0, 0)),
      record(ids.palette, u16(colours.length), ...colours.map((rgb) => Buffer.from(`${rgb}00`, 'hex'))),
      ...[undefined, ...colours.keys()].flatMap((ground) => [0, dateFormat].map((format) => style(format, ground))),
      ...sheets.map(({ name }, at) => record(ids.boundSheet, u32(offsets[at]!), Buffer.of(0, 0, name.length, 1), utf16(name))),
      record(ids.eof),
    ]);
  let offset = globals(sheets.map(() => 0)).length;
  const offsets = streams.map((stream) => (offset += stream.length) - stream.length);
  return container(Buffer.concat([globals(offsets), ...streams]));
}

/** 14 is a date in every BIFF file. */
const dateFormat = 14;
/** Styles stand in twos: general and date, without a ground and then with each. */
const style = (format: number, ground: number | undefined): Buffer => {
  const xf = Buffer.alloc(20);
  xf.writeUInt16LE(format, 2);
  if (ground !== undefined) {
    xf.writeUInt32LE((1 << 26) >>> 0, 14);
    xf.writeUInt16LE(8 + ground, 18);
  }
  return record(ids.xf, xf);
};

function sheetStream({ rows = [], merges = [], cells, columns = [], rowDefs }: WriteSheet, colours: string[]): Buffer {
  const parts = [record(ids.bof, u16(0x0600, 0x0010, 0, 0, 0, 0, 0, 0))];
  for (const [column, { hidden }] of columns.entries()) if (hidden) parts.push(record(ids.column, u16(column, column, 2000, 0, 1, 0)));
  for (const [row, { hidden }] of rowDefs ?? []) if (hidden) parts.push(record(ids.row, u16(row, 0, 0, 255, 0, 0, 0x20, 0)));
  for (const [row, values] of rows.entries()) {
    for (const [column, value] of values.entries()) {
      const more = (cells as ReadonlyMap<string, { formula?: string; style?: { fill?: { fgColor?: { rgb?: string } } } }> | undefined)?.get(
        `${row},${column}`,
      );
      const rgb = more?.style?.fill?.fgColor?.rgb;
      if (rgb !== undefined && !colours.includes(rgb)) colours.push(rgb);
      const ground = rgb === undefined ? 0 : (colours.indexOf(rgb) + 1) * 2;
      if (more?.formula !== undefined) parts.push(record(ids.formula, u16(row, column, ground, 3, 0, 0, 0xffff, 0, 0, 0, 0)));
      else parts.push(...cellRecord(row, column, ground, value));
    }
  }
  for (let from = 0; from < merges.length; from += 1000) {
    const some = merges.slice(from, from + 1000);
    const ranges = some.map(({ startRow, endRow, startCol, endCol }) => u16(startRow, endRow, startCol, endCol));
    parts.push(record(ids.merged, u16(some.length), ...ranges));
  }
  return Buffer.concat([...parts, record(ids.eof)]);
}

function cellRecord(row: number, column: number, ground: number, value: CellValue): Buffer[] {
  if (value === null) return ground === 0 ? [] : [record(ids.blank, u16(row, column, ground))];
  if (value instanceof Date) return [record(ids.number, u16(row, column, ground + 1), double(value.getTime() / 86_400_000 + 25_569))];
  if (typeof value === 'number') return [record(ids.number, u16(row, column, ground), double(value))];
  const text = String(value);
  return [record(ids.label, u16(row, column, ground, text.length), Buffer.of(1), utf16(text))];
}

function record(id: number, ...data: readonly Buffer[]): Buffer {
  const body = Buffer.concat(data);
  if (body.length > 8224) throw new RangeError('a record of BIFF8 holds 8,224 bytes');
  return Buffer.concat([u16(id, body.length), body]);
}

function u16(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) buffer.writeUInt16LE(value, at * 2);
  return buffer;
}
function u32(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) buffer.writeUInt32LE(value, at * 4);
  return buffer;
}
function double(value: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleLE(value);
  return buffer;
}
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

const end = 0xfffffffe;
const free = 0xffffffff;
const fatMark = 0xfffffffd;

/** An OLE2 container with one stream, `Workbook`. */
function container(workbook: Buffer): Buffer {
  const count = Math.max(8, Math.ceil(workbook.length / 512));
  let fatCount = 1;
  while (fatCount * 128 < fatCount + 1 + count) fatCount += 1;
  const first = fatCount + 1;
  const fat = [
    ...Array.from({ length: fatCount }, () => fatMark),
    end,
    ...Array.from({ length: count }, (_, at) => (at === count - 1 ? end : first + at + 1)),
  ];
  while (fat.length < fatCount * 128) fat.push(free);
  const header = Buffer.alloc(512);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  u16(0x3e, 3, 0xfffe, 9, 6).copy(header, 24);
  u32(0, fatCount, fatCount, 0, 4096, end, 0, end, 0).copy(header, 40);
  u32(...Array.from({ length: 109 }, (_, at) => (at < fatCount ? at : free))).copy(header, 76);
  const stream = Buffer.alloc(count * 512);
  workbook.copy(stream);
  const directory = [entry('Root Entry', 5, 1, end, 0), entry('Workbook', 2, free, first, stream.length), Buffer.alloc(256)];
  return Buffer.concat([header, u32(...fat), ...directory, stream]);
}

function entry(name: string, type: number, child: number, start: number, size: number): Buffer {
  const buffer = Buffer.alloc(128);
  utf16(name).copy(buffer);
  u16((name.length + 1) * 2).copy(buffer, 64);
  buffer[66] = type;
  buffer[67] = 1;
  u32(free, free, child).copy(buffer, 68);
  u32(start, size).copy(buffer, 116);
  return buffer;
}
