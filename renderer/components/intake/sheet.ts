import type { Field } from './fields';

/** What is imported. */
export type Subject = 'risk' | 'person' | 'department' | 'post';

export interface SheetColumn {
  letter: string;
  title: string;
  field: Field | null;
  /** How the field was found. */
  why: string;
}

/** How a sheet of a file was understood. */
export interface Sheet {
  file: string;
  sheet: string;
  used: boolean;
  /** First and last row of the head, 1-based; `bottom` 0 for a table without one. */
  head: { top: number; bottom: number } | null;
  columns: readonly SheetColumn[];
  facts: { department?: string; date?: string; period?: string; unit?: string; compiledBy?: string };
  notes: readonly { key: string; params?: Readonly<Record<string, string | number>> }[];
}

/** What a person settled about a sheet. */
export interface SheetChoice {
  use?: boolean;
  head?: { top: number; bottom: number } | null;
  /** By the letter of a column. */
  columns?: Record<string, string | null>;
  department?: string;
  date?: string;
}
/** By file name, then by sheet name. */
export type Choices = Record<string, Record<string, SheetChoice>>;

/** The choices with one more; what was chosen for other columns stays. */
export function settleSheet(choices: Choices, { file, sheet }: Pick<Sheet, 'file' | 'sheet'>, patch: SheetChoice): Choices {
  const ofFile = choices[file] ?? {};
  const before = ofFile[sheet] ?? {};
  const columns = patch.columns ? { ...before.columns, ...patch.columns } : before.columns;
  return { ...choices, [file]: { ...ofFile, [sheet]: { ...before, ...patch, ...(columns ? { columns } : {}) } } };
}

/** What reading the files said of their sheets, and of files in which no table was found. */
export interface SheetsRead {
  sheets: readonly Sheet[];
  failures: readonly { key: string; params: Readonly<Record<string, unknown>> }[];
}
