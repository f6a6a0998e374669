import { VisuallyHidden } from '@mantine/core';
import { memo, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Form.module.css';
import { cellName, columnLetter, type GridCell, type GridSheet } from './work';

interface SheetGridProps {
  sheet: GridSheet;
  /** What is written at a place, in words; absent where the sheet is only shown. */
  markOf?: (row: number, column: number) => { text: string; part: 'head' | 'record' | 'cell' } | undefined;
  /** Places that something is wrong with. */
  isFault?: (cell: string) => boolean;
  selected?: { row: number; column: number } | null;
  onSelect?: (row: number, column: number, cell: GridCell) => void;
  /** Goes on to what belongs to the chosen cell. */
  onEnter?: () => void;
}

/** A worksheet drawn as a table, as its author sees it. */
export const SheetGrid = memo(function SheetGrid({ sheet, markOf, isFault, selected, onSelect, onEnter }: SheetGridProps) {
  const { t } = useTranslation('form');
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = sheet.columns.flatMap((width, column) => (width === null ? [] : [{ column, width }]));
  const first = sheet.rows[0];
  const current = selected ?? (first === undefined ? null : { row: first.row, column: first.cells[0]?.column ?? 0 });

  const move = (event: KeyboardEvent<HTMLElement>, row: number, cell: GridCell) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      onEnter?.();
      return;
    }
    const steps: Record<string, readonly [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const step = steps[event.key];
    if (step === undefined || !onSelect) return;
    event.preventDefault();
    const next = neighbour(sheet, row, cell, step);
    if (next === undefined) return;
    onSelect(next.row, next.cell.column, next.cell);
    body.current?.querySelector<HTMLElement>(`[data-at="${cellName({ row: next.row, column: next.cell.column })}"]`)?.focus();
  };

  return (
    <div className={classes.sheet}>
      <table className={classes.grid} aria-label={sheet.name} role={onSelect ? 'grid' : undefined}>
        <colgroup>
          <col style={{ width: '2.5rem' }} />
          {shown.map(({ column, width }) => (
            <col key={column} style={{ width: `${Math.min(60, Math.max(3, width)) * 0.5}rem` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th>
              <VisuallyHidden>{t('grid.rows')}</VisuallyHidden>
            </th>
            {shown.map(({ column }) => (
              <th key={column} scope="col">
                {columnLetter(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {sheet.rows.map(({ row, skipped, cells }) => [
            <tr key={row}>
              <th scope="row">{row + 1}</th>
              {cells.map((cell) => {
                const name = cellName({ row, column: cell.column });
                const mark = markOf?.(row, cell.column);
                const isSelected = selected?.row === row && selected.column === cell.column;
                return (
                  <td
                    key={cell.column}
                    data-at={name}
                    rowSpan={cell.rowSpan}
                    colSpan={cell.columnSpan}
                    role={onSelect ? 'gridcell' : undefined}
                    aria-selected={onSelect ? isSelected : undefined}
                    tabIndex={onSelect ? (current?.row === row && current.column === cell.column ? 0 : -1) : undefined}
                    data-part={mark?.part}
                    data-fault={isFault?.(name) || undefined}
                    style={{
                      textAlign: cell.align === 'center' ? 'center' : cell.align === 'right' ? 'right' : undefined,
                      fontWeight: cell.bold ? 600 : undefined,
                      background: cell.fill && `#${cell.fill}`,
                    }}
                    data-filled={cell.fill !== undefined || undefined}
                    onClick={onSelect && (() => onSelect(row, cell.column, cell))}
                    onKeyDown={onSelect && ((event) => move(event, row, cell))}
                  >
                    {mark?.part === 'cell' ? null : cell.text}
                    {cell.formula && <small className={classes.formula}>{t('grid.formula')}</small>}
                    {mark && <span className={classes.mark}>{mark.text}</span>}
                  </td>
                );
              })}
            </tr>,
            skipped > 0 && (
              <tr key={`skipped ${row}`} className={classes.skipped}>
                <td colSpan={shown.length + 1}>{t('grid.skipped', { count: skipped })}</td>
              </tr>
            ),
          ])}
        </tbody>
      </table>
      {sheet.hasMore && <p className={classes.more}>{t('grid.more')}</p>}
    </div>
  );
});

/** The cell beside another one, over merged ones. */
function neighbour(sheet: GridSheet, row: number, cell: GridCell, [down, right]: readonly [number, number]) {
  const at = sheet.rows.findIndex((line) => line.row === row);
  if (right !== 0) {
    const { cells } = sheet.rows[at]!;
    const next = cells[cells.indexOf(cell) + right];
    return next === undefined ? undefined : { row, cell: next };
  }
  for (let line = at + (down > 0 ? cell.rowSpan : -1); line >= 0 && line < sheet.rows.length; line += down) {
    const next = sheet.rows[line]!.cells.findLast(({ column }) => column <= cell.column);
    if (next !== undefined) return { row: sheet.rows[line]!.row, cell: next };
  }
  return undefined;
}
