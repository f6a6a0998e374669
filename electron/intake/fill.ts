import type { RiskLevel } from '../../db/domain/risk/scale';
import { inherentFields } from './fields';
import type { KeptSheet } from './origin';
import { isDitto } from './rows';
import { cellAt, columnLetter, filled, type Cell, type Merge, type Sheet } from './sheet';
import { readNumber, readValue } from './values';

/** What is written into a cell: text, number or a day; `likeRow` names a 1-based row whose cell of that column it shall look like. */
export interface Written {
  value: string | number | Date;
  likeRow?: number;
}
export type RowValues = ReadonlyMap<number, Written>;

/** What becomes of a sheet; rows are 1-based, columns 0-based. */
export interface SheetFill {
  cells: Map<number, Map<number, Written>>;
  /** Rows whose record is no longer in force: struck through. */
  gone: ReadonlySet<number>;
  /** New records below a row. */
  added: { after: number; rows: RowValues[] };
  /** Vertical merges that are taken apart, and columns that an added row is merged across. */
  apart: ReadonlySet<Merge>;
  across: readonly Merge[];
  /** True for a cell that is merged with those of other records. */
  isShared(row: number, column: number): boolean;
}

/** A risk as a sheet may show it, by the fields of the import. */
export type Shown = Readonly<Record<string, string | number>> & { readonly level: string };

export interface FilledRow {
  row: number;
  /** As it stood when the sheet was imported; undefined where that was erased. */
  before: Shown | undefined;
  /** As it stands; null when it is gone. */
  now: Shown | null;
}

export interface FillWords {
  /** The term of a stored word. */
  term(field: string, word: string): string;
}

/** Fields whose words a sheet may write in its own way: its own examples go before our terms. */
const worded: ReadonlySet<string> = new Set(['level', 'inherentLevel', 'controlLevel', 'kind', 'method']);
const figures: ReadonlySet<string> = new Set((['l', 'e', 'c', 's', 'score'] as const).flatMap((field) => [field, inherentFields[field]]));

interface Column {
  field: string;
  from: number;
  to: number;
  /** Further columns of the same field. */
  more: number[];
  hasDates: boolean;
  examples: ReadonlyMap<string, Cell & { row: number }>;
}

/**
 * Which cells of a sheet have to change so that it says what the register says now. A cell whose record says the same as at the import
 * stays as it was written, unless its figure or level contradicts the register.
 */
export function planFill(sheet: Sheet, kept: KeptSheet, rows: readonly FilledRow[], added: readonly Shown[], words: FillWords): SheetFill {
  const columns = columnsOf(sheet, kept, rows);
  const cells: SheetFill['cells'] = new Map();
  const put = (row: number, column: number, written: Written): void => {
    const line = cells.get(row) ?? new Map<number, Written>();
    cells.set(row, line.set(column, written));
  };
  const ordered = rows.toSorted((a, b) => a.row - b.row);
  const apart = new Set<Merge>();
  for (const column of columns) {
    const { field, from } = column;
    if (field === 'no') continue;
    const merges = sheet.merges.filter(({ left, right, top, bottom }) => bottom > top && left <= from && from <= right);
    const changed = new Set(ordered.filter((row) => differs(row, field, cellAt(sheet, row.row - 1, from))).map(({ row }) => row));
    for (const merge of merges) {
      const covered = ordered.filter(({ row, now }) => now !== null && row - 1 >= merge.top && row - 1 <= merge.bottom);
      if (!covered.some(({ row }) => changed.has(row))) continue;
      const [first] = covered;
      if (covered.every(({ now }) => now![field] === first!.now![field])) {
        for (const { row } of covered) changed.delete(row);
        put(merge.top + 1, from, writtenOf(first!.now!, column, words));
        continue;
      }
      apart.add(merge);
      for (const { row } of covered) changed.add(row);
    }
    let moved = false;
    for (const { row, now } of ordered) {
      const cell = cellAt(sheet, row - 1, from);
      const own = filled(cell) && !isDitto(cell.text);
      const merged = merges.some((merge) => row - 1 > merge.top && row - 1 <= merge.bottom && !apart.has(merge));
      if (own) moved = changed.has(row);
      else if (changed.has(row)) moved = true;
      // A cell that means the one above it says so itself once that one has changed.
      const follows = moved && !own && !merged && (isDitto(cell.text) || field === 'riskPoint');
      if (now === null || !(changed.has(row) || follows)) continue;
      put(row, from, writtenOf(now, column, words));
      for (const other of column.more) if (filled(cellAt(sheet, row - 1, other))) put(row, other, { value: '' });
    }
  }
  const after = lastRow(sheet, ordered);
  return {
    cells,
    gone: new Set(ordered.filter(({ now }) => now === null).map(({ row }) => row)),
    added: { after, rows: added.map((risk, at) => addedValues(risk, at, sheet, columns, ordered, words)) },
    apart,
    across: sheet.merges.filter(({ top, bottom }) => top === bottom && top === after - 1),
    isShared: (row, column) =>
      sheet.merges.some(
        (merge) =>
          merge.bottom > merge.top &&
          !apart.has(merge) &&
          row - 1 >= merge.top &&
          row - 1 <= merge.bottom &&
          column >= merge.left &&
          column <= merge.right,
      ),
  };
}

function columnsOf(sheet: Sheet, kept: KeptSheet, rows: readonly FilledRow[]): Column[] {
  const columns = new Map<string, Column>();
  for (const { field, from, to } of kept.columns) {
    const known = columns.get(field);
    if (known !== undefined) known.more.push(from);
    else {
      const hasDates = field === 'assessedOn' && rows.some(({ row }) => cellAt(sheet, row - 1, from).value instanceof Date);
      columns.set(field, {
        field,
        from,
        to,
        more: [],
        hasDates,
        examples: worded.has(field) ? examplesOf(sheet, field, from, rows) : new Map(),
      });
    }
  }
  return [...columns.values()];
}

/** How the sheet writes each word of a field: the cell that most of its rows agree on. */
function examplesOf(sheet: Sheet, field: string, column: number, rows: readonly FilledRow[]): Column['examples'] {
  const counts = new Map<string, Map<string, { count: number; cell: Cell & { row: number } }>>();
  for (const { row, before, now } of rows) {
    const cell = cellAt(sheet, row - 1, column);
    const word = before?.[field];
    if (now === null || word === undefined || word === '' || word !== now[field] || (!filled(cell) && cell.fill === undefined)) continue;
    if (isDitto(cell.text) || contradicts(field, cell, now)) continue;
    const looks = counts.get(String(word)) ?? new Map<string, { count: number; cell: Cell & { row: number } }>();
    const look = `${cell.text} ${cell.fill}`;
    const seen = looks.get(look) ?? { count: 0, cell: { ...cell, row } };
    seen.count += 1;
    counts.set(String(word), looks.set(look, seen));
  }
  return new Map(
    Array.from(counts, ([word, looks]) => [word, [...looks.values()].reduce((most, look) => (look.count > most.count ? look : most)).cell]),
  );
}

function differs({ before, now }: FilledRow, field: string, cell: Cell): boolean {
  if (now === null || now[field] === undefined) return false;
  if (before !== undefined && before[field] !== now[field]) return true;
  return contradicts(field, cell, now);
}

/** A figure or level in words that is not what the register holds: an import computes anew and keeps levels. */
function contradicts(field: string, cell: Cell, now: Shown): boolean {
  if (figures.has(field)) {
    const number = filled(cell) ? readNumber(cell) : undefined;
    return number !== undefined && now[field] !== '' && number !== now[field];
  }
  if ((field !== 'level' && field !== inherentFields.level) || cell.text === '' || (now[field] ?? '') === '') return false;
  const reading = readValue('level', cell).value as { level?: RiskLevel } | undefined;
  return reading?.level !== undefined && reading.level !== now[field];
}

function writtenOf(now: Shown, column: Column, words: FillWords): Written {
  const value = now[column.field] ?? '';
  if (worded.has(column.field)) {
    const example = column.examples.get(String(value));
    if (example !== undefined) return { value: typeof example.value === 'number' ? example.value : example.text, likeRow: example.row };
    return { value: value === '' ? '' : words.term(column.field, String(value)) };
  }
  if (column.hasDates && value !== '') return { value: new Date(`${value}T00:00:00Z`) };
  return { value };
}

/** The row below which new records go: the last one, or the end of what is merged with it. */
function lastRow(sheet: Sheet, rows: readonly FilledRow[]): number {
  let last = rows.at(-1)?.row ?? sheet.rows.length;
  for (const { top, bottom } of sheet.merges.toSorted((a, b) => a.top - b.top))
    if (top < last && bottom + 1 > last && bottom - top < 100_000) last = bottom + 1;
  return last;
}

function addedValues(
  risk: Shown,
  at: number,
  sheet: Sheet,
  columns: readonly Column[],
  rows: readonly FilledRow[],
  words: FillWords,
): RowValues {
  const values = new Map<number, Written>();
  for (const column of columns) {
    if (column.field !== 'no') {
      values.set(column.from, writtenOf(risk, column, words));
      continue;
    }
    const last = rows.reduce((most, { row }) => Math.max(most, readNumber(cellAt(sheet, row - 1, column.from)) ?? 0), 0);
    if (last > 0) values.set(column.from, { value: last + at + 1 });
  }
  return values;
}

/** `A4:A6` of a merge. */
export const refOf = ({ top, left, bottom, right }: Merge): string => `${columnLetter(left)}${top + 1}:${columnLetter(right)}${bottom + 1}`;
