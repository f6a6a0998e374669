import type { ReactNode } from 'react';
import classes from './SimpleTable.module.css';

export interface SimpleColumn<Row> {
  id: string;
  title: string;
  /** CSS width. */
  width?: string;
  align?: 'start' | 'end' | 'center';
  render: (row: Row) => ReactNode;
}

interface SimpleTableProps<Row> {
  /** Read out as the table's name. */
  label: string;
  columns: readonly SimpleColumn<Row>[];
  /** At most about 200. */
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  onOpen?: (row: Row) => void;
  /** Key of the row whose record is open. */
  openKey?: string | null;
  /** Instead of the rows when there are none. */
  empty?: ReactNode;
  /** Sentence below the last row: a sum. */
  foot?: ReactNode;
}

/** A plain table for what fits on a page or two; anything longer is a DataTable. */
export function SimpleTable<Row>({ label, columns, rows, keyOf, onOpen, openKey, empty, foot }: SimpleTableProps<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ id, title, width, align }) => (
            <th key={id} scope="col" style={{ width, textAlign: align }}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const key = keyOf(row);
          return (
            <tr
              key={key}
              data-open={onOpen ? true : undefined}
              aria-current={openKey === key ? 'true' : undefined}
              tabIndex={onOpen ? 0 : undefined}
              onClick={onOpen && (() => onOpen(row))}
              onKeyDown={
                onOpen &&
                ((event) => {
                  if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row);
                })
              }
            >
              {columns.map(({ id, align, render }) => (
                <td key={id} style={{ textAlign: align }}>
                  {render(row)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
      {foot && (
        <tfoot>
          <tr>
            <td colSpan={columns.length}>{foot}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
