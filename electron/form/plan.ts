import type { FormValue, XlsxMapping, XlsxTable } from '../../db/domain/form/form';
import { lineCount, printable, textWidth } from '../filing/render/text';
import { cellAt, filled } from '../intake/sheet';
import { departmentField, kindsOf, type FormValues } from './fields';
import { briefly, cellName, type FormFinding } from './finding';
import { titlesOf } from './propose';
import { patterned, written, type FieldKind, type FieldValues, type Written } from './mapping';
import { validationsAt, allowedTexts } from './validation';
import type { CellWrite, RowWrite, SheetPlan } from './writeSheet';
import { mergeAt, type FormSheet, type XlsxForm } from './xlsxForm';

/** Most that a cell of Excel holds, and the highest row it shows. */
const longest = 32_767;
const highest = 409;

/** The records that a table lists: of the levels it is for, numbered anew. */
function recordsOf({ list, levels }: XlsxTable, values: FormValues): readonly FieldValues[] {
  const all = values.lists[list] ?? [];
  if (levels.length === 0) return all;
  const wanted: ReadonlySet<unknown> = new Set(levels);
  return all.filter(({ level }) => wanted.has(level)).map((record, at) => ({ ...record, no: at + 1 }));
}

export interface Planned extends SheetPlan {
  findings: FormFinding[];
}

/** What one worksheet gets to read. */
export function planSheet(form: XlsxForm, sheet: FormSheet, mapping: XlsxMapping, values: FormValues): Planned {
  const planner = new Planner(form, sheet, values);
  for (const table of mapping.tables) if (table.sheet === sheet.name) planner.table(table);
  for (const cell of mapping.cells) if (cell.sheet === sheet.name) planner.cell(cell);
  return { rows: planner.rows, insertions: planner.insertions, findings: [...planner.findings.values()] };
}

class Planner {
  readonly rows = new Map<number, RowWrite>();
  readonly insertions: SheetPlan['insertions'][number][] = [];
  /** The first of each kind for each column: one says what is wrong with all. */
  readonly findings = new Map<string, FormFinding>();

  constructor(
    private readonly form: XlsxForm,
    private readonly sheet: FormSheet,
    private readonly values: FormValues,
  ) {}

  table(table: XlsxTable): void {
    const { first, last } = table;
    const records = recordsOf(table, this.values);
    const kinds = kindsOf(this.values.code, table.list);
    const ruled = this.ruled(table);
    const rows = records.map((record) => this.record(table, kinds, ruled, record));
    if (rows.length === 0 && table.none !== '') rows.push(this.nothing(table));
    const kept = last - first + 1;
    const single = kept === 1;
    const after = single ? first : last - 1;
    const count = Math.max(0, rows.length - kept);
    const before = after - first + 1;
    for (const [at, row] of rows.entries()) {
      if (at < before) this.rows.set(first + at, row);
      else if (at >= before + count) this.rows.set(first + at - count, row);
    }
    // Examples of the form do not stay among what we have to say.
    for (let row = first + rows.length; row <= last; row += 1) this.clear(table, row);
    if (count > 0) this.insertions.push({ after, count, single, rows: rows.slice(before, before + count) });
  }

  cell({ row, column, was, value }: XlsxMapping['cells'][number]): void {
    const kinds = kindsOf(this.values.code, null, departmentField.key in this.values.head);
    const told = written(value, kinds, this.values.head);
    const style = this.styleAt(row, column);
    const content = this.content(told, value, style);
    this.check(row, column, told, content);
    const line = this.rows.get(row) ?? { cells: new Map<number, CellWrite>() };
    line.cells.set(column, { value: content });
    this.rows.set(row, line);
    if (typeof content === 'string' && content !== was) this.room(row, column, content, style, line);
  }

  /** Columns of a head that keeps no row for records are ruled as it is, also those that nothing is written in. */
  private ruled({ top, bottom, first }: XlsxTable): RowWrite['cells'] {
    if (this.sheet.lines.has(first)) return new Map();
    const titled = titlesOf(this.sheet, top, bottom).filter(({ title }) => title !== '');
    return new Map(titled.map(({ column }) => [column, { value: '', style: this.form.styles.below(this.styleAt(bottom, column)) }]));
  }

  private record(table: XlsxTable, kinds: ReadonlyMap<string, FieldKind>, ruled: RowWrite['cells'], record: FieldValues): RowWrite {
    const { first, bottom, columns } = table;
    const values = { ...this.values.head, ...record };
    const row: RowWrite = { cells: new Map(ruled) };
    let height = 0;
    for (const { column, value } of columns) {
      const told = written(value, kinds, values);
      const own = this.sheet.lines.get(first)?.cells.get(column)?.style;
      let style = own ?? this.form.styles.below(this.styleAt(bottom, column));
      const content = this.content(told, value, style);
      this.check(first, column, told, content);
      if (typeof content === 'string') {
        const width = this.widthOf(first, column, style);
        const { wraps, shrinks } = this.form.styles.of(style);
        const overflows = textWidth(content) > width || content.includes('\n');
        if (overflows && !wraps && !shrinks) style = this.form.styles.wrapped(style);
        const needed = overflows && !shrinks ? this.heightOf(content, width, style) : 0;
        if (needed > highest) this.find('tooHigh', first, column, String(highest), briefly(content));
        height = Math.max(height, needed);
      }
      row.cells.set(column, style === own ? { value: content } : { value: content, style });
    }
    const stated = this.sheet.lines.get(first)?.height ?? this.sheet.defaultHeight;
    return height > stated ? { ...row, height: Math.min(highest, Math.ceil(height)) } : row;
  }

  /** A list of nothing says so in its first column of words. */
  private nothing({ columns, none, list, first, bottom }: XlsxTable): RowWrite {
    const kinds = kindsOf(this.values.code, list);
    const at = columns.find(({ value }) => kinds.get(value.text.replace(/[{}]/g, '')) === 'text') ?? columns[0]!;
    const style = this.sheet.lines.get(first)?.cells.get(at.column)?.style ?? this.form.styles.below(this.styleAt(bottom, at.column));
    return {
      cells: new Map(
        columns.map(({ column }) => [column, { value: column === at.column ? none : '', ...(column === at.column ? { style } : {}) }]),
      ),
    };
  }

  private clear({ columns }: XlsxTable, row: number): void {
    const full = columns.filter(({ column }) => filled(cellAt(this.sheet, row, column)));
    if (full.length > 0) this.rows.set(row, { cells: new Map(full.map(({ column }) => [column, { value: '' }])) });
  }

  private content(told: Written, { date }: FormValue, style: number): string | number {
    if (typeof told === 'number') return told;
    if (typeof told === 'string') return printable(told);
    if (!this.form.styles.of(style).date) return patterned(told.day, date === '' ? 'yyyy-MM-dd' : date);
    const days = Date.parse(`${told.day}T00:00:00Z`) / 86_400_000;
    return days + (this.form.layout.date1904 ? 24_107 : 25_569);
  }

  private readonly allowed = new Map<string, ReadonlySet<string> | null>();

  /** What the form's author allows in a cell, against what goes into it. */
  private check(row: number, column: number, told: Written, content: string | number): void {
    if (content === '') return;
    if (typeof content === 'string' && content.length > longest) this.find('tooLong', row, column, String(longest), String(content.length));
    const key = `${row},${column}`;
    let allowed = this.allowed.get(key);
    if (allowed === undefined) {
      const texts = allowedTexts(this.form, this.sheet, row, column);
      this.allowed.set(key, (allowed = texts === undefined ? null : new Set(texts)));
    }
    if (allowed !== null && !allowed.has(String(content)))
      this.find('notListed', row, column, briefly([...allowed].join('、'), 80), briefly(String(content)));
    for (const { type, operator, source, other, stops } of validationsAt(this.sheet, row, column)) {
      if (!stops) continue;
      if (type === 'textLength') {
        const most = Number(/less|equal/i.test(operator) ? source : other);
        const limit = operator === 'lessThan' ? most - 1 : most;
        if (Number.isFinite(limit) && /^(between|lessThan|lessThanOrEqual|equal)$/.test(operator) && String(content).length > limit)
          this.find('tooLong', row, column, String(limit), String(content).length.toString());
      }
      if ((type === 'whole' || type === 'decimal' || type === 'date') && typeof content === 'string' && typeof told !== 'number')
        this.find('notNumber', row, column, '', briefly(content));
    }
  }

  /** A text that stands alone grows its row where that is its own; where it cannot, the person is told. */
  private room(row: number, column: number, text: string, style: number, line: RowWrite): void {
    const merge = mergeAt(this.sheet, row, column);
    const width = this.widthOf(row, column, style);
    const { wraps, shrinks } = this.form.styles.of(style);
    if (shrinks || (textWidth(text) <= width && !text.includes('\n'))) return;
    const isFree = merge === undefined && !filled(cellAt(this.sheet, row, column + 1));
    if (!wraps) {
      if (!isFree) this.find('cutText', row, column, '', briefly(text));
      return;
    }
    const needed = this.heightOf(text, width, style);
    const bottom = merge?.bottom ?? row;
    let room = 0;
    for (let at = row; at <= bottom; at += 1) room += this.sheet.lines.get(at)?.height ?? this.sheet.defaultHeight;
    if (needed <= room) return;
    if (bottom === row && needed <= highest) line.height = Math.max(line.height ?? 0, Math.ceil(needed));
    else this.find('cutText', row, column, '', briefly(text));
  }

  private styleAt(row: number, column: number): number {
    return this.sheet.lines.get(row)?.cells.get(column)?.style ?? 0;
  }

  /** Fullwidth characters that a line of a cell holds. */
  private widthOf(row: number, column: number, style: number): number {
    const merge = mergeAt(this.sheet, row, column);
    let digits = 0;
    for (let at = column; at <= (merge?.right ?? column); at += 1) digits += this.sheet.width(at);
    return Math.max(1, ((digits - 0.7) / 2) * (11 / this.form.styles.of(style).points));
  }

  private heightOf(text: string, width: number, style: number): number {
    return lineCount(text, Math.max(1, width * 0.97)) * this.form.styles.of(style).points * 1.32 + 3;
  }

  private find(key: FormFinding['key'], row: number, column: number, expected: string, found: string): void {
    const advice = key === 'cutText' || key === 'tooHigh' ? { advice: true as const } : {};
    const at = `${key} ${column} ${key === 'notListed' ? found : ''}`;
    if (!this.findings.has(at) && this.findings.size < 200)
      this.findings.set(at, { key, sheet: this.sheet.name, cell: cellName(row, column), expected, found, ...advice });
  }
}
