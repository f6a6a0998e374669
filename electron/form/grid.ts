import { cellAt } from '../intake/sheet';
import { labelOf } from './propose';
import { mergeAt, type FormSheet, type XlsxForm } from './xlsxForm';

/** A worksheet as the page draws it. Rows and columns are 0-based. */
export interface GridSheet {
  name: string;
  isProtected: boolean;
  /** Widths in digits, `null` where a column is hidden. */
  columns: (number | null)[];
  rows: GridRow[];
  /** Columns or rows beyond what is shown. */
  hasMore: boolean;
}
export interface GridRow {
  row: number;
  /** Equal rows below this one that are not shown. */
  skipped: number;
  cells: GridCell[];
}
export interface GridCell {
  column: number;
  text: string;
  columnSpan: number;
  rowSpan: number;
  fill?: string;
  bold?: true;
  /** left, center, right; empty for none stated. */
  align: string;
  formula?: true;
  /** What stands beside an empty cell. */
  label?: string;
}

const most = { rows: 160, columns: 80, text: 2000 } as const;
/** Of equal empty rows so many are shown. */
const shownAlike = 4;

/** The sheets that a person sees, as far as they can be drawn. */
export const gridOf = (form: XlsxForm): GridSheet[] => form.sheets.filter(({ hidden }) => !hidden).map((sheet) => gridSheet(form, sheet));

function gridSheet(form: XlsxForm, sheet: FormSheet): GridSheet {
  const width = Math.max(1, ...Array.from(sheet.lines.values(), ({ cells }) => Math.max(0, ...cells.keys()) + 1));
  const height = Math.max(0, ...Array.from(sheet.lines.keys(), (row) => row + 1));
  const columns = Math.min(width, most.columns);
  const rows = shownRows(sheet, height);
  const shown = new Set(rows.map(({ row }) => row));
  return {
    name: sheet.name,
    isProtected: sheet.isProtected,
    columns: Array.from({ length: columns }, (_, column) => (sheet.hiddenColumns.has(column) ? null : sheet.width(column))),
    rows: rows.map(({ row, skipped }) => ({ row, skipped, cells: cellsIn(form, sheet, row, columns, shown) })),
    hasMore: width > columns || height > (rows.at(-1)?.row ?? 0) + (rows.at(-1)?.skipped ?? 0) + 1,
  };
}

/** Rows in their order; of many equal empty ones only the first and the last. */
function shownRows(sheet: FormSheet, height: number): { row: number; skipped: number }[] {
  const look = (row: number): string => {
    if ((sheet.rows[row] ?? []).some(({ text }) => text !== '')) return `${row}`;
    if (sheet.merged.some(({ top, bottom }) => top !== bottom && top <= row && row <= bottom)) return `${row}`;
    return [...(sheet.lines.get(row)?.cells ?? [])].map(([column, { style }]) => `${column}:${style}`).join(' ');
  };
  const shown: { row: number; skipped: number }[] = [];
  for (let row = 0; row < height && shown.length < most.rows;) {
    let end = row;
    const own = look(row);
    while (end + 1 < height && look(end + 1) === own) end += 1;
    const alike = end - row + 1;
    if (alike <= shownAlike + 1) for (let at = row; at <= end; at += 1) shown.push({ row: at, skipped: 0 });
    else {
      for (let at = 0; at < shownAlike; at += 1) shown.push({ row: row + at, skipped: at === shownAlike - 1 ? alike - shownAlike - 1 : 0 });
      shown.push({ row: end, skipped: 0 });
    }
    row = end + 1;
  }
  return shown.slice(0, most.rows);
}

function cellsIn(form: XlsxForm, sheet: FormSheet, row: number, columns: number, shown: ReadonlySet<number>): GridCell[] {
  const cells: GridCell[] = [];
  for (let column = 0; column < columns; column += 1) {
    if (sheet.hiddenColumns.has(column)) continue;
    const merge = mergeAt(sheet, row, column);
    if (merge !== undefined && (merge.left !== column || merge.top !== row)) continue;
    const { text, fill } = cellAt(sheet, row, column);
    const own = sheet.lines.get(row)?.cells.get(column);
    const style = form.styles.of(own?.style ?? 0);
    let rowSpan = 0;
    for (let at = row; at <= (merge?.bottom ?? row); at += 1) if (shown.has(at)) rowSpan += 1;
    const label = text === '' ? labelOf(sheet, row, column) : '';
    let columnSpan = 0;
    for (let at = column; at <= Math.min(merge?.right ?? column, columns - 1); at += 1) if (!sheet.hiddenColumns.has(at)) columnSpan += 1;
    cells.push({
      column,
      text: text.slice(0, most.text),
      columnSpan: Math.max(1, columnSpan),
      rowSpan: Math.max(1, rowSpan),
      align: style.horizontal,
      ...(fill !== undefined && { fill }),
      ...(style.bold && { bold: true as const }),
      ...(label !== '' && { label }),
      ...(own?.formula && { formula: true as const }),
    });
  }
  return cells;
}
