import { useEffect, useRef, type MouseEvent } from 'react';
import type { Cursor } from './cursor';
import type { GridProps } from './Grid';
import type { Column } from './layout';
import { pick, toggle } from './selection';

interface GridMouse<Row extends { id: string }, Filter, By extends string> extends GridProps<Row, Filter, By> {
  shown: readonly Column<Row>[];
  cursor: Cursor;
  /** Makes a cell active without scrolling to it. */
  mark: (cursor: Cursor) => void;
  isEditing: boolean;
  startEditing: () => void;
  focus: () => void;
}

/** How long a click waits for a second one; shorter than what people notice as waiting. */
const doubleClick = 220;

interface Under {
  row: number;
  /** Null over the boxes for picking. */
  column: number | null;
  cell: HTMLElement;
}

/** Row and cell under the pointer; undefined over the head and below the last row. */
function under(event: MouseEvent, selectable: boolean): Under | undefined {
  const target = event.target as HTMLElement;
  const line = target.closest<HTMLElement>('[data-row]');
  const cell = target.closest<HTMLElement>('[role=gridcell]');
  if (!line || !cell) return undefined;
  const at = [...line.querySelectorAll('[role=gridcell]')].indexOf(cell) - (selectable ? 1 : 0);
  return { row: Number(line.dataset['row']), column: at < 0 ? null : at, cell };
}

/** Pointer over a grid: a click opens the record, dragging marks cells, the boxes pick rows (with Shift a range). */
export function useGridMouse<Row extends { id: string }, Filter, By extends string>(grid: GridMouse<Row, Filter, By>) {
  const { list, rows, window: rowWindow, shown, selectable, cursor, mark, onOpen, onEdit, isEditing, startEditing, focus } = grid;
  const pickedFrom = useRef<number | null>(null);
  const press = useRef<'none' | 'click' | 'marking'>('none');
  const opening = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(opening.current), []);

  /** Opening a record moves the cells: where one can be edited, the second click of a double click is waited for. */
  const open = (row: Row, column: number) => {
    clearTimeout(opening.current);
    if (onEdit && shown[column]?.edit) opening.current = setTimeout(() => onOpen?.(row), doubleClick);
    else onOpen?.(row);
  };

  const pickRange = async (end: number) => {
    const start = pickedFrom.current ?? end;
    const range = await rowWindow.range(Math.min(start, end), Math.max(start, end));
    list.setPicked(
      pick(
        list.picked,
        range.map(({ id }) => id),
        true,
      ),
    );
  };
  const onMouseDown = (event: MouseEvent) => {
    const place = under(event, selectable);
    if (!place || event.button !== 0 || (isEditing && (event.target as HTMLElement).closest('input, select'))) return;
    // The grid keeps the keyboard, whatever of it is clicked.
    event.preventDefault();
    focus();
    if (place.column === null) return;
    const at = { row: place.row, column: place.column };
    mark({ at, from: event.shiftKey ? cursor.from : at });
    press.current = event.shiftKey || event.ctrlKey ? 'marking' : 'click';
  };
  const onMouseMove = (event: MouseEvent) => {
    if (press.current === 'none' || event.buttons !== 1) return;
    const place = under(event, selectable);
    if (!place || place.column === null || (place.row === cursor.at.row && place.column === cursor.at.column)) return;
    press.current = 'marking';
    mark({ at: { row: place.row, column: place.column }, from: cursor.from });
  };
  const onClick = (event: MouseEvent) => {
    const pressed = press.current;
    press.current = 'none';
    const place = under(event, selectable);
    const row = place && rows.at(place.row);
    if (!place || !row) return;
    if (selectable && (place.column === null || event.ctrlKey)) {
      if (event.shiftKey) {
        void pickRange(place.row);
        return;
      }
      list.setPicked(toggle(list.picked, row.id));
      pickedFrom.current = place.row;
    } else if (place.column !== null && pressed === 'click' && !isEditing && event.detail < 2) open(row, place.column);
  };
  const onDoubleClick = (event: MouseEvent) => {
    clearTimeout(opening.current);
    const place = under(event, selectable);
    if (place && place.column !== null && onEdit && shown[place.column]?.edit && rows.at(place.row)) startEditing();
  };
  // A tooltip is made only where words are cut off, and only when the pointer comes.
  const onMouseOver = (event: MouseEvent) => {
    const cell = under(event, selectable)?.cell;
    if (!cell) return;
    const text = cell.textContent;
    const isCut = cell.scrollWidth > cell.clientWidth;
    if (isCut) cell.title = text;
    else cell.removeAttribute('title');
  };
  return { onMouseOver, onMouseDown, onMouseMove, onClick, onDoubleClick };
}
