import { isUtf8 } from 'node:buffer';
import Papa from 'papaparse';
import { IntakeFailure, limits } from './failure';
import { emptyCell, emptyRow, textCell, type Cell, type Sheet } from './sheet';

/** Text of a csv and the encoding that it was read by. */
export interface Decoded {
  text: string;
  encoding: 'utf-8' | 'utf-16le' | 'gb18030';
}

/**
 * Text of a csv: UTF-8 with or without BOM, UTF-16 as Excel's "Unicode text", else GBK (read as its superset GB 18030).
 * @throws IntakeFailure `encoding` when no encoding gives readable text
 */
export function decodeCsv(bytes: Uint8Array, file: string): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return { text: buffer.subarray(2).toString('utf16le'), encoding: 'utf-16le' };
  if (isUtf8(buffer)) {
    const text = buffer.toString('utf8');
    return { text: text.startsWith('\ufeff') ? text.slice(1) : text, encoding: 'utf-8' };
  }
  const text = new TextDecoder('gb18030').decode(buffer);
  let broken = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) broken += 1;
  if (broken > Math.max(8, text.length / 200)) throw new IntakeFailure('encoding', { file });
  return { text, encoding: 'gb18030' };
}

/**
 * Rows of delimited text as a sheet: commas, tabs, semicolons or bars, quoted cells with line breaks inside.
 * @param name name of the sheet
 * @param delimiter a tab for cells copied from a sheet; found by itself when left out
 */
export function parseDelimited(text: string, name: string, file: string, delimiter = delimiterOf(text)): Sheet {
  const rows: (readonly Cell[])[] = [];
  const cells = new Map<string, Cell>();
  let contentRows = 0;
  let cellCount = 0;
  let ignoredCells = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    step({ data }) {
      if (data.length > limits.columns) ignoredCells += data.slice(limits.columns).filter((value) => value.trim() !== '').length;
      const row = data.slice(0, limits.columns).map((value) => cellOf(value, cells));
      while (row.length > 0 && row.at(-1) === emptyCell) row.pop();
      rows.push(row.length === 0 ? emptyRow : row);
      if (row.length > 0) contentRows += 1;
      cellCount += row.length;
      if (contentRows > limits.rows) throw new IntakeFailure('tooManyRows', { file, sheet: name, max: limits.rows });
      if (cellCount > limits.cells) throw new IntakeFailure('tooManyCells', { file, max: limits.cells });
    },
  });
  while (rows.length > 0 && rows.at(-1)!.length === 0) rows.pop();
  return { name, hidden: false, rows, merges: [], hiddenColumns: new Set(), hiddenRows: new Set(), ignoredCells };
}

function cellOf(written: string, known: Map<string, Cell>): Cell {
  const exact = /^="(.*)"$/s.exec(written.trim());
  const value = exact === null ? written : exact[1]!;
  if (value.trim() === '') return emptyCell;
  if (value.length > 40) return textCell(value);
  let cell = known.get(value);
  if (cell === undefined) {
    cell = textCell(value);
    if (known.size < 50_000) known.set(value, cell);
  }
  return cell;
}

/** The delimiter that stands most often outside quotes in the first lines; a comma when none does. */
export function delimiterOf(text: string): string {
  const counts = new Map([
    ['\t', 0],
    [',', 0],
    [';', 0],
    ['|', 0],
  ]);
  let quoted = false;
  let lines = 0;
  for (let at = 0; at < text.length && lines < 50 && at < 200_000; at += 1) {
    const letter = text[at]!;
    if (letter === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (letter === '\n') lines += 1;
    else if (counts.has(letter)) counts.set(letter, counts.get(letter)! + 1);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1])[0]!;
  return counts.get(best)! > 0 ? best : ',';
}
