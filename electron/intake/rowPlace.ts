import type { Params } from './notes';

/** Where a row stands: file, sheet and 1-based row as the sheet shows it. */
export interface RowPlace {
  file: string;
  sheet: string;
  sheetRow: number;
}

export const placeOf = ({ file, sheet, sheetRow }: RowPlace): RowPlace => ({ file, sheet, sheetRow });

/** Parameters that name another row; `where` is empty inside one sheet, else the sheet, or file and sheet. */
export function placeParams(other: RowPlace, from: RowPlace): Params {
  const where = other.file !== from.file ? `${other.file} ${other.sheet} ` : other.sheet !== from.sheet ? `${other.sheet} ` : '';
  return { where, row: other.sheetRow };
}

/** Names a sheet among several files. */
export const sheetKey = (file: string, sheet: string): string => `${file}#${sheet}`;
