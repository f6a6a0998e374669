/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a window over 100,000 rows cannot be a table; plain cells with the roles of a grid can */
import { memo, type CSSProperties, type ReactNode } from 'react';
import classes from './DataTable.module.css';
import type { Column } from './layout';

interface GridRowProps<Row> {
  row: Row | undefined;
  /** Place among all rows, from 0. */
  index: number;
  top: number;
  columns: readonly Column<Row>[];
  gridId: string;
  selectable: boolean;
  picked: boolean;
  isOpen: boolean;
  /** Column index of the active cell if it is in this row, else -1. */
  active: number;
  /** First and last column of the marked cells in this row; null for none. */
  markedFrom: number;
  markedTo: number;
  /** Editor standing in the active cell. */
  editor: ReactNode;
  pickLabel: string;
}

/** One line of the grid: plain elements, drawn again only when something of its own has changed. */
function Line<Row>({
  row,
  index,
  top,
  columns,
  gridId,
  selectable,
  picked,
  isOpen,
  active,
  markedFrom,
  markedTo,
  editor,
  pickLabel,
}: GridRowProps<Row>) {
  return (
    <div
      role="row"
      className={classes.row}
      style={{ transform: `translateY(${top}px)` } as CSSProperties}
      aria-rowindex={index + 2}
      aria-selected={selectable ? picked : undefined}
      data-row={index}
      data-open={isOpen || undefined}
      data-picked={picked || undefined}
      aria-busy={row === undefined || undefined}
    >
      {selectable && (
        <div role="gridcell" className={classes.pick} data-pick aria-colindex={1}>
          {row !== undefined && <input type="checkbox" checked={picked} readOnly tabIndex={-1} aria-label={pickLabel} />}
        </div>
      )}
      {columns.map((column, at) => {
        const isActive = active === at;
        const text = row === undefined ? '' : column.text(row);
        return (
          <div
            key={column.id}
            id={isActive ? `${gridId}-active` : undefined}
            role="gridcell"
            aria-colindex={at + (selectable ? 2 : 1)}
            className={at === 0 ? classes.first : classes.cell}
            style={{ width: `var(--c${at})`, textAlign: column.align }}
            data-column={at}
            data-active={isActive || undefined}
            data-marked={(at >= markedFrom && at <= markedTo) || undefined}
            data-edits={column.edit ? true : undefined}
            title={text === '' || column.render ? undefined : text}
          >
            {isActive && editor ? (
              editor
            ) : row === undefined ? (
              <span className={classes.blank} />
            ) : column.render ? (
              column.render(row)
            ) : (
              text
            )}
          </div>
        );
      })}
    </div>
  );
}

export const GridRow = memo(Line) as typeof Line;
