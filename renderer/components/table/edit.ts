import type { Column } from './layout';

/** One cell changed in place. */
export interface Edit<Row> {
  row: Row;
  column: string;
  value: string;
}

/** What an editor of the cell begins with. */
export const editText = <Row>(column: Column<Row>, row: Row): string => column.edit?.value?.(row) ?? column.text(row);
