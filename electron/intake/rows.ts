import { readValue, type AnyValue, type Reading } from './values';
import type { ColumnProposal } from './columns';
import { departmentOf, riskPointIn, type SheetFacts } from './facts';
import { fieldKinds, type FieldKind, type IntakeField, type IntakeSubject } from './fields';
import type { Head } from './head';
import { oneLine } from './headText';
import type { ColumnName, Note, Problem } from './notes';
import type { RowPlace } from './rowPlace';
import { skippedRow, type RowContext, type SkippedRow } from './rowKind';
import { emptyCell, filled, type Cell, type LongWork, type Sheet } from './sheet';

/** A record of a sheet: what its cells say, typed, and what is to be told about them. */
export interface IntakeRow extends RowPlace {
  /** Only fields that hold something. */
  values: Readonly<Partial<Record<IntakeField, AnyValue>>>;
  /** Texts of the cells as written, for messages and previews. */
  raw: Readonly<Partial<Record<IntakeField, string>>>;
  notes: Note[];
  problems: Problem[];
  /** What a section row above says of the rows below it. */
  section?: Section;
}

/** A row such as `二、装配车间` or `风险点：行车   岗位：起重工` between the records. */
export interface Section {
  department?: string;
  riskPoint?: string;
}

export interface RowsRead {
  rows: IntakeRow[];
  /** Rows with content that are no records. */
  skipped: { sheetRow: number; why: Exclude<SkippedRow, 'blank'> }[];
}

/** What reading needs to know of a sheet; columns without a field are left out. */
export interface ReadableSheet {
  file: string;
  head: Pick<Head, 'bottom' | 'columns'>;
  columns: readonly ColumnProposal[];
  facts: SheetFacts;
}

/** Ways to write “as above”. */
const ditto = /^(同上|同前|上同|如上|同上行|同上栏|同上一行|〃|″|〞|"|''|”|ditto)[。.]?$/i;
/** True for 同上 and its like. */
export const isDitto = (text: string): boolean => text.length <= 6 && ditto.test(text);
/** Fields that go on downwards when a sheet leaves 风险点 empty instead of merging it. */
const groupFields: ReadonlySet<string> = new Set<IntakeField>(['riskPoint', 'kind', 'location', 'department', 'step']);

interface Reader {
  field: IntakeField;
  kind: FieldKind;
  column: ColumnName;
  from: number;
  to: number;
  /** Vertical merges of the column, topmost first. */
  merges: { top: number; bottom: number }[];
  mergeAt: number;
  above: Cell;
  /** Readings by cell: readers share one object among cells of equal text, so most cells are read once. */
  known: Map<Cell, Reading>;
}

const knownSize = 20_000;

/**
 * Reads the records below a head. Vertical merges and 同上 are filled down; rows that are no records are told apart.
 */
export function readRows(
  sheet: Sheet,
  { file, head, columns, facts }: ReadableSheet,
  subject: IntakeSubject,
  work: LongWork = {},
): RowsRead {
  const readers = readersOf(sheet, columns, fieldKinds[subject]);
  const context = rowContext(sheet, head, columns, subject);
  const riskPoint = readers.find(({ field }) => field === 'riskPoint');
  const continues = riskPoint !== undefined && riskPoint.merges.length === 0 ? riskPoint : undefined;
  const result: RowsRead = { rows: [], skipped: [] };
  let section: Section | undefined;
  let ended = false;
  for (let row = head.bottom + 1; row < sheet.rows.length; row += 1) {
    if ((row & 0x3ff) === 0) {
      work.signal?.throwIfAborted();
      work.onProgress?.(row / sheet.rows.length);
    }
    const cells = sheet.rows[row]!;
    const why = skippedRow(cells, row, context, ended);
    if (why !== undefined) {
      if (why === 'blank') continue;
      result.skipped.push({ sheetRow: row + 1, why });
      if (why === 'section') section = sectionOf(sheet, row, section);
      ended ||= why === 'signature' || why === 'note';
      continue;
    }
    const record = new SheetRecord(file, sheet.name, row + 1, readers, section);
    if (sheet.hiddenRows.has(row)) record.notes.push({ key: 'hiddenRow' });
    const continued = continues !== undefined && continues.above !== emptyCell && !filled(cellOf(cells, continues));
    for (const [index, reader] of readers.entries()) record.cells[index] = readField(record, reader, cells, row, facts.year, continued);
    if (record.notes.length > 0 || record.cells.some(filled)) result.rows.push(record);
  }
  return result;
}

function sectionOf(sheet: Sheet, row: number, before: Section = {}): Section {
  const riskPoint = riskPointIn(sheet, row);
  if (riskPoint !== undefined) return { ...before, riskPoint };
  const title = oneLine(sheet.rows[row]!.find(filled)?.text ?? '').replace(/^[一二三四五六七八九十]+[、.．]/, '');
  const department = departmentOf(title);
  return department === undefined ? before : { department };
}

/** A record whose texts are put together only when somebody asks for them. */
class SheetRecord implements IntakeRow {
  readonly values: Record<string, AnyValue> = {};
  readonly notes: Note[] = [];
  readonly problems: Problem[] = [];
  /** What each reader's cell means, in the order of the readers. */
  readonly cells: Cell[] = [];

  constructor(
    readonly file: string,
    readonly sheet: string,
    readonly sheetRow: number,
    private readonly readers: readonly Reader[],
    readonly section: Section | undefined,
  ) {}

  get raw(): Record<string, string> {
    const raw: Record<string, string> = {};
    for (const [index, { field }] of this.readers.entries()) {
      const { text } = this.cells[index] ?? emptyCell;
      if (text !== '') join(raw, field, text);
    }
    return raw;
  }

  tell(key: Note['key'], { field, column }: Reader, { text }: Cell, params?: Note['params']): void {
    this.notes.push({ key, field, column, ...(text !== '' && { value: text }), ...(params !== undefined && { params }) });
  }
}

/** Reads one field of a record. @returns the cell that it was read from, merged and 同上 cells resolved */
function readField(
  record: SheetRecord,
  reader: Reader,
  cells: readonly Cell[],
  row: number,
  year: number | undefined,
  continued: boolean,
): Cell {
  const { field, kind } = reader;
  let cell = cellOf(cells, reader);
  if (!filled(cell)) {
    if (mergedAbove(reader, row)) cell = withOwnFill(reader.above, cell);
    else if (continued && groupFields.has(field) && reader.above !== emptyCell) {
      cell = reader.above;
      if (field === 'riskPoint') record.tell('filledFromAbove', reader, cell);
    }
  } else if (isDitto(cell.text)) {
    if (reader.above === emptyCell) record.tell('dittoWithoutAbove', reader, cell);
    cell = reader.above;
  }
  reader.above = filled(cell) ? cell : emptyCell;
  if (cell === emptyCell) return cell;
  const reading = kind === 'text' ? readValue(kind, cell) : readingOf(reader, cell, year);
  for (const note of reading.notes ?? []) record.tell(note.key, reader, cell, note.params);
  if (reading.value === undefined) return cell;
  const { values } = record;
  // The end of a validity is what counts where a cell gives both ends.
  const value = field === 'certificateExpiresOn' && reading.until !== undefined ? reading.until : reading.value;
  if (kind === 'text' && typeof values[field] === 'string') join(values as Record<string, string>, field, value as string);
  else values[field] ??= value;
  return cell;
}

function readingOf({ known, kind }: Reader, cell: Cell, year: number | undefined): Reading {
  let reading = known.get(cell);
  if (reading === undefined) {
    reading = readValue(kind, cell, year);
    if (known.size < knownSize) known.set(cell, reading);
  }
  return reading;
}

/** Several columns of one field: their texts one under the other, each once. */
function join(target: Record<string, string>, field: string, text: string): void {
  const before = target[field];
  if (before === undefined) target[field] = text;
  else if (!before.split('\n').includes(text)) target[field] = `${before}\n${text}`;
}

const withOwnFill = (above: Cell, own: Cell): Cell =>
  own.fill === undefined || own.fill === above.fill ? above : { ...above, fill: own.fill };

/** A column merged over several grid columns has its text in whichever of them is filled. */
function cellOf(cells: readonly Cell[], { from, to }: Pick<Reader, 'from' | 'to'>): Cell {
  const first = cells[from] ?? emptyCell;
  if (from === to || filled(first)) return first;
  for (let column = from + 1; column <= to; column += 1) if (filled(cells[column] ?? emptyCell)) return cells[column]!;
  return first;
}

/** True inside a vertical merge that began above this row. */
function mergedAbove(reader: Reader, row: number): boolean {
  while (reader.mergeAt < reader.merges.length && reader.merges[reader.mergeAt]!.bottom < row) reader.mergeAt += 1;
  const merge = reader.merges[reader.mergeAt];
  return merge !== undefined && merge.top < row && row <= merge.bottom;
}

function readersOf(sheet: Sheet, columns: readonly ColumnProposal[], kinds: Readonly<Record<string, FieldKind>>): Reader[] {
  const readers = columns.flatMap(({ field, letter, title, from, to }): Reader[] =>
    field === null
      ? []
      : [{ field, kind: kinds[field]!, from, to, column: { letter, title }, merges: [], mergeAt: 0, above: emptyCell, known: new Map() }],
  );
  for (const merge of sheet.merges) {
    if (merge.bottom === merge.top) continue;
    readers.find(({ from, to }) => from <= merge.left && merge.left <= to)?.merges.push({ top: merge.top, bottom: merge.bottom });
  }
  for (const { merges } of readers) merges.sort((a, b) => a.top - b.top);
  return readers;
}

function rowContext(sheet: Sheet, head: Pick<Head, 'columns'>, columns: readonly ColumnProposal[], subject: IntakeSubject): RowContext {
  const grid = (fields: readonly string[]): number[] =>
    columns.filter(({ field }) => field !== null && fields.includes(field)).map(({ from }) => from);
  const wide = new Map<number, number>();
  for (const { top, bottom, left, right } of sheet.merges) {
    if (top === bottom && right - left + 1 >= Math.max(3, head.columns.length / 2)) wide.set(top, left);
  }
  return {
    columns: head.columns.filter(({ leaf }) => leaf !== ''),
    titles: new Set(head.columns.flatMap(({ group, leaf }) => [leaf, group]).filter((title) => title !== '')),
    mapped: new Set(
      columns.filter(({ field }) => field !== null).flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at)),
    ),
    numberColumn: grid(['no'])[0] ?? -1,
    computedColumns: new Set(grid(['score', 'level', 'inherentScore', 'inherentLevel'])),
    areNames: subject === 'department' || subject === 'post',
    isTree: subject === 'department',
    mergedOver: (row, column) => wide.get(row) === column,
  };
}
