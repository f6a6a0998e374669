/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a window over 100,000 rows cannot be a table; plain cells with the roles of a grid can */
import { memo, type ReactNode } from 'react';
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
  /** First and last column of the marked cells in this row; from -1 to -2 for none. */
  markedFrom: number;
  markedTo: number;
  /** Editor standing in the active cell. */
  editor: ReactNode;
  /** Label of the box for picking a row. */
  pickLabel: (index: number) => string;
}

/** One line of the grid, drawn again only when something of its own has changed. Cells carry no more than they must: scrolling makes thousands. */
function Line<Row>(props: GridRowProps<Row>) {
  const { row, index, top, columns, gridId, selectable, picked, isOpen, active, markedFrom, markedTo, editor, pickLabel } = props;
  const cell = (column: Column<Row>, at: number) => {
    const isActive = active === at;
    return (
      <div
        key={column.id}
        id={isActive ? `${gridId}-active` : undefined}
        role="gridcell"
        className={classes.cell}
        data-align={column.align}
        data-active={isActive || undefined}
        data-marked={(at >= markedFrom && at <= markedTo) || undefined}
      >
        {isActive && editor ? (
          editor
        ) : row === undefined ? (
          <span className={classes.blank} />
        ) : column.render ? (
          column.render(row)
        ) : (
          column.text(row)
        )}
      </div>
    );
  };
  return (
    <div
      role="row"
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      aria-selected={selectable ? picked : undefined}
      aria-busy={row === undefined || undefined}
      data-row={index}
      data-open={isOpen || undefined}
    >
      <div role="presentation" className={classes.pinned}>
        {selectable && (
          <div role="gridcell" className={classes.pick}>
            {row !== undefined && <input type="checkbox" checked={picked} readOnly tabIndex={-1} aria-label={pickLabel(index)} />}
          </div>
        )}
        {columns.slice(0, 1).map(cell)}
      </div>
      {columns.slice(1).map((column, at) => cell(column, at + 1))}
    </div>
  );
}

export const GridRow = memo(Line) as typeof Line;
