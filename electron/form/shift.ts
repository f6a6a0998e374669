import { columnLetter, columnOf } from '../intake/sheet';
import { decodeText, encodeText } from '../intake/xml';

/** Rows that come into a sheet below a row; 0-based. `single`: the form keeps that one row for records, so that ranges over it grow. */
export interface Insertion {
  after: number;
  count: number;
  single: boolean;
}

/** Insertions by the name of the sheet. */
export type Insertions = ReadonlyMap<string, readonly Insertion[]>;

/** Where a row stands afterwards. */
export const movedRow = (insertions: readonly Insertion[], row: number): number =>
  insertions.reduce((moved, { after, count }) => (row > after ? moved + count : moved), row);

/** Where the last row of a range stands afterwards; one that ends with the only row for records takes the new ones in. */
export const movedEnd = (insertions: readonly Insertion[], bottom: number): number =>
  insertions.reduce((moved, { after, count, single }) => (bottom > after || (single && bottom === after) ? moved + count : moved), bottom);

/** One end of a reference; rows are 0-based, the column is empty where whole rows are meant. */
interface End {
  column: string;
  fixedColumn: string;
  row: number;
  fixedRow: string;
}
type Ends = readonly [End] | readonly [End, End];

const sheetName = String.raw`(?:'((?:[^']|'')+)'|([\p{L}\p{N}_.]+))!`;
const cell = String.raw`(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})`;
const token = new RegExp(
  String.raw`"(?:[^"]|"")*"|\[\d+\][^!"]*!\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\[[^\]]*\]|` +
    String.raw`(?<![\p{L}\p{N}_.$!'])(${sheetName})?(?:${cell}(?::${cell})?|(\$?)(\d{1,7}):(\$?)(\d{1,7}))(?![\p{L}\p{N}_(.!])`,
  'gu',
);

/** A formula with its references changed; texts, names and references to other files stay. */
function mapReferences(formula: string, change: (ends: Ends, sheet: string | null) => readonly End[]): string {
  return formula.replace(token, (whole: string, ...found: (string | undefined)[]) => {
    const [prefix = '', quoted, bare, lock1, column1, lock2, row1, lock3, column2, lock4, row2, top, first, bottom, last] = found;
    const end = (fixedColumn = '', column = '', fixedRow = '', row = ''): End => ({ fixedColumn, column, fixedRow, row: Number(row) - 1 });
    const ends: Ends | undefined =
      first !== undefined
        ? [end('', '', top, first), end('', '', bottom, last)]
        : column1 === undefined
          ? undefined
          : column2 === undefined
            ? [end(lock1, column1, lock2, row1)]
            : [end(lock1, column1, lock2, row1), end(lock3, column2, lock4, row2)];
    if (ends === undefined) return whole;
    const changed = change(ends, quoted?.replaceAll("''", "'") ?? bare ?? null);
    return prefix + changed.map(({ fixedColumn, column, fixedRow, row }) => `${fixedColumn}${column}${fixedRow}${row + 1}`).join(':');
  });
}

const movedEnds = (ends: Ends, here: readonly Insertion[]): End[] =>
  ends.map((end, at) => ({ ...end, row: at === 1 ? movedEnd(here, end.row) : movedRow(here, end.row) }));

/** A formula after the insertions. */
export const movedFormula = (formula: string, own: string, insertions: Insertions): string =>
  mapReferences(formula, (ends, sheet) => movedEnds(ends, insertions.get(sheet ?? own) ?? []));

/** A formula copied down by so many rows, as Excel does: what is not fixed goes along. */
export const copiedFormula = (formula: string, own: string, by: number, insertions: Insertions): string =>
  mapReferences(formula, (ends, sheet) => {
    const moved = movedEnds(ends, insertions.get(sheet ?? own) ?? []);
    return sheet !== null ? moved : ends.map((end, at) => (end.fixedRow === '' ? { ...end, row: end.row + by } : moved[at]!));
  });

/** What a cell means that shares the formula of another one. */
export const sharedFormula = (formula: string, rows: number, columns: number): string =>
  mapReferences(formula, (ends) =>
    ends.map((end) => ({
      ...end,
      row: end.fixedRow === '' ? end.row + rows : end.row,
      column: end.fixedColumn === '' && end.column !== '' ? columnLetter(columnOf(end.column) + columns) : end.column,
    })),
  );

/** True when a formula names one of the sheets. */
export function namesSheet(formula: string, sheets: ReadonlySet<string>): boolean {
  let found = false;
  mapReferences(formula, (ends, sheet) => {
    found ||= sheet !== null && sheets.has(sheet);
    return ends;
  });
  return found;
}

/** Places of a `ref` or `sqref`, e.g. `A5:C24 E5`, after the insertions. */
export const movedPlaces = (places: string, insertions: readonly Insertion[]): string =>
  places.replace(
    /(\$?[A-Z]{1,3}\$?)(\d{1,7})(?::(\$?[A-Z]{1,3}\$?)(\d{1,7}))?/g,
    (_, head: string, row: string, toHead?: string, toRow?: string) => {
      const top = Number(row) - 1;
      const [first, last] = [movedRow(insertions, top), movedEnd(insertions, toRow === undefined ? top : Number(toRow) - 1)];
      return first === last && toRow === undefined ? `${head}${first + 1}` : `${head}${first + 1}:${toHead ?? head}${last + 1}`;
    },
  );

/** Corners of pictures and of boxes to press. */
export const movedAnchors = (xml: string, insertions: readonly Insertion[]): string =>
  xml.replace(/(<xdr:row>)(\d+)(?=<)/g, (_, head: string, row: string) => `${head}${movedRow(insertions, Number(row))}`);

/** Formulas in the text of elements, e.g. `<formula1>`, after the insertions. */
export const movedFormulas = (xml: string, names: readonly string[], own: string, insertions: Insertions): string =>
  xml.replace(
    new RegExp(`(<(${names.join('|')})(?:\\s[^>]*)?>)([^<]*)(</\\2>)`, 'g'),
    (whole, open: string, _name, text: string, close: string) => {
      const before = decodeText(text);
      const after = movedFormula(before, own, insertions);
      return after === before ? whole : open + encodeText(after) + close;
    },
  );
