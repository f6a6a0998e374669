import { plainText } from './headText';
import type { Sheet } from './sheet';

/** A line of a file that came back. */
export interface SheetPlace {
  file: string;
  sheet: string;
  sheetRow: number;
}
export const placeKey = ({ file, sheet, sheetRow }: SheetPlace): string => `${file}#${sheet}#${sheetRow}`;

/** Heads by their words as head cells are compared. */
export const headsOf = <Head extends string>(titles: Readonly<Record<Head, string>>): ReadonlyMap<string, Head> =>
  new Map(Object.entries<string>(titles).map(([head, title]): [string, Head] => [plainText(title), head as Head]));

/** The row of the heads, looked for in the first 30, and the column of each; undefined where a needed one is missing. */
export function findHead<Head extends string>(
  sheet: Sheet,
  heads: ReadonlyMap<string, Head>,
  needed: readonly NoInfer<Head>[],
): { row: number; columns: Map<Head, number> } | undefined {
  for (let row = 0; row < Math.min(sheet.rows.length, 30); row += 1) {
    const columns = new Map<Head, number>();
    sheet.rows[row]!.forEach((cell, column) => {
      const key = heads.get(plainText(cell.text));
      if (key !== undefined) columns.set(key, column);
    });
    if (needed.every((head) => columns.has(head))) return { row, columns };
  }
  return undefined;
}
