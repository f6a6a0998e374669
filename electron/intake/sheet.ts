/** A cell as read: typed value, the text that a person sees, the colour of its ground. */
export interface Cell {
  readonly value: string | number | boolean | Date | null;
  readonly text: string;
  /** RRGGBB of a plain coloured ground; white and none are left out. */
  readonly fill?: string;
  /** A formula that was saved without its result. */
  readonly formulaWithoutValue?: true;
  /** The cell holds an error such as #REF!; `text` names it. */
  readonly error?: true;
}

/** A merged range, 0-based, both ends included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** One sheet, dense: trailing empty cells and rows are cut, empty rows share one array. Indexes are 0-based. */
export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly (readonly Cell[])[];
  readonly merges: readonly Merge[];
  readonly hiddenColumns: ReadonlySet<number>;
  readonly hiddenRows: ReadonlySet<number>;
  /** Cells with content right of the columns that are looked at. */
  readonly ignoredCells: number;
}

export type WorkbookFormat = 'xlsx' | 'xls' | 'csv' | 'pasted';

export interface Workbook {
  readonly file: string;
  readonly format: WorkbookFormat;
  readonly sheets: readonly Sheet[];
  /** Encoding that a csv was read by. */
  readonly encoding?: string;
}

export const emptyCell: Cell = Object.freeze({ value: null, text: '' });
export const emptyRow: readonly Cell[] = Object.freeze([]);

/** The cell at 0-based row and column, an empty one outside. */
export const cellAt = (sheet: Pick<Sheet, 'rows'>, row: number, column: number): Cell => sheet.rows[row]?.[column] ?? emptyCell;

/** True for a cell with something to read in it. */
export const filled = (cell: Cell): boolean => cell.text !== '' || cell.formulaWithoutValue === true;

/** `A` of 0, `AA` of 26. */
export function columnLetter(column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return letters;
}

/** 0-based column of `AA`; -1 when it is no column. */
export function columnOf(letters: string): number {
  if (!/^[A-Za-z]{1,3}$/.test(letters)) return -1;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** `YYYY-MM-DD` of a Date read from a sheet (its UTC parts are the wall clock), undefined when it is no date. */
export function isoOf(date: Date): string | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
}

/** A text cell; `text` is trimmed of the spaces and line breaks at its ends, `value` is what was written. */
export const textCell = (value: string, fill?: string): Cell => {
  const text = value.trim();
  return fill === undefined ? { value, text } : { value, text, fill };
};

/** Called now and then during long work with the share done, 0 to 1. */
export type Progress = (share: number) => void;

export interface LongWork {
  signal?: AbortSignal;
  onProgress?: Progress;
}
