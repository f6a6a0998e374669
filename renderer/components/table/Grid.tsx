import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type CSSProperties, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CellEditor, type Leave } from './CellEditor';
import { areaOf, isSingle, type Cursor, type Place } from './cursor';
import classes from './DataTable.module.css';
import { GridHead } from './GridHead';
import { GridRow } from './GridRow';
import { initialLayout, shownColumns, widthOf, withMoved, withWidth, type Column } from './layout';
import type { List } from './list';
import { countOf, everything, isPicked, nothing, pick, toggle } from './selection';
import { useGridKeys } from './useGridKeys';
import { useRowHeight } from './useRowHeight';
import type { Rows } from './useRows';

/** One cell changed in place. */
export interface Edit<Row> { row: Row; column: string; value: string }

export interface GridProps<Row extends { id: string }, Filter, By extends string> {
  label: string;
  list: List<Filter, By>;
  columns: readonly Column<Row>[];
  rows: Rows<Row>;
  selectable: boolean;
  openId?: string | null | undefined;
  onOpen?: ((row: Row) => void) | undefined;
  /** Cells edited one by one, filled down or given the date of today; one call is one undo step. */
  onEdit?: ((edits: Edit<Row>[]) => void) | undefined;
  onPaste?: ((text: string, at: { row: Row | undefined; column: string }) => void) | undefined;
  today?: string | undefined;
}

export function Grid<Row extends { id: string }, Filter, By extends string>({ label, list, columns, rows, selectable, openId, onOpen, onEdit, onPaste, today }: GridProps<Row, Filter, By>) {
  const { t } = useTranslation('component');
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const total = rows.total ?? 0;
  const layout = useMemo(() => list.layout ?? initialLayout(columns as readonly Column<never>[]), [list.layout, columns]);
  const { order, hidden } = layout;
  // Widths are left out: they travel in CSS variables, so that resizing draws no row again.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const shown = useMemo(() => shownColumns(columns, layout), [columns, order, hidden]);
  const [cursor, setCursor] = useState<Cursor>(() => {
    const at: Place = { row: list.cursor?.row ?? 0, column: Math.max(0, shown.findIndex(({ id }) => id === list.cursor?.column)) };
    return { at, from: at };
  });
  const [isEditing, setEditing] = useState(false);
  const pickedFrom = useRef<number | null>(null);
  const dragging = useRef<'no' | 'began' | 'marking'>('no');

  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    initialOffset: list.scrollTop,
    initialRect: { width: 1000, height: 600 },
    scrollPaddingStart: rowHeight,
    useFlushSync: false,
  });
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight]);
  useLayoutEffect(() => { if (scroller.current) scroller.current.scrollTop = list.scrollTop; }, [list.filter, list.sort, list.scrollTop]);
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 60;
  const { see } = rows;
  useEffect(() => see(from, to), [see, from, to]);
  useEffect(() => { list.setPlace({ cursor: { row: cursor.at.row, column: shown[cursor.at.column]?.id ?? '' } }); }, [list, cursor, shown]);
  useEffect(() => { if (list.cursor === null) setCursor({ at: { row: 0, column: 0 }, from: { row: 0, column: 0 } }); }, [list.cursor, list.filter, list.sort]);

  const goTo = (next: Cursor) => {
    setCursor(next);
    virtual.scrollToIndex(next.at.row, { align: 'auto' });
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-row="${from}"] [data-column="${next.at.column}"]`);
    if (cell && next.at.column > 0 && scroller.current) showColumn(scroller.current, cell);
    else if (next.at.column === 0 && scroller.current) scroller.current.scrollLeft = 0;
  };
  const pickRange = async (last: number) => {
    const first = pickedFrom.current ?? last;
    const range = await rows.range(Math.min(first, last), Math.max(first, last));
    list.setPicked(pick(list.picked, range.map(({ id }) => id), true));
  };
  const commit = (value: string, leave: Leave) => {
    setEditing(false);
    const row = rows.at(cursor.at.row);
    const column = shown[cursor.at.column];
    if (row && column && value !== editText(column, row)) onEdit?.([{ row, column: column.id, value }]);
    const step = { stay: [0, 0], down: [1, 0], up: [-1, 0], right: [0, 1], left: [0, -1] }[leave] as [number, number];
    const at = { row: Math.max(0, Math.min(total - 1, cursor.at.row + step[0])), column: Math.max(0, Math.min(shown.length - 1, cursor.at.column + step[1])) };
    if (leave !== 'stay') { scroller.current?.focus(); goTo({ at, from: at }); }
  };
  const keys = useGridKeys({ list, rows, shown, cursor, goTo, onOpen, onEdit, onPaste, today, total, selectable, pageRows: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 600) / rowHeight) - 2), startEditing: () => setEditing(true) });

  const placeOf = (event: MouseEvent): { row: number; column: number | null } | undefined => {
    const target = event.target as HTMLElement;
    const line = target.closest<HTMLElement>('[data-row]');
    if (!line) return undefined;
    const cell = target.closest<HTMLElement>('[data-column]');
    return { row: Number(line.dataset['row']), column: cell ? Number(cell.dataset['column']) : null };
  };
  const onMouseDown = (event: MouseEvent) => {
    const place = placeOf(event);
    if (!place || event.button !== 0 || (isEditing && (event.target as HTMLElement).closest('input, select'))) return;
    scroller.current?.focus({ preventScroll: true });
    if (place.column === null) return;
    event.preventDefault();
    const at = { row: place.row, column: place.column };
    setCursor({ at, from: event.shiftKey ? cursor.from : at });
    dragging.current = event.shiftKey || event.ctrlKey ? 'marking' : 'began';
  };
  const onMouseMove = (event: MouseEvent) => {
    if (dragging.current === 'no' || event.buttons !== 1) return;
    const place = placeOf(event);
    if (!place || place.column === null || (place.row === cursor.at.row && place.column === cursor.at.column)) return;
    dragging.current = 'marking';
    setCursor({ at: { row: place.row, column: place.column }, from: cursor.from });
  };
  const onClick = (event: MouseEvent) => {
    const was = dragging.current;
    dragging.current = 'no';
    const place = placeOf(event);
    const row = place && rows.at(place.row);
    if (!place || !row) return;
    if (selectable && ((event.target as HTMLElement).closest('[data-pick]') || event.ctrlKey)) {
      if (event.shiftKey) void pickRange(place.row);
      else { list.setPicked(toggle(list.picked, row.id)); pickedFrom.current = place.row; }
    } else if (place.column !== null && was === 'began' && !isEditing) onOpen?.(row);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const place = placeOf(event);
    if (place && place.column !== null && onEdit && shown[place.column]?.edit && rows.at(place.row)) setEditing(true);
  };
  const sortBy = (id: string) => {
    const by = id as By;
    if (list.sort.by !== by) list.setSort({ by, descending: false });
    else if (!list.sort.descending) list.setSort({ by, descending: true });
    else list.setSort(list.initialSort.by === by ? { by, descending: false } : list.initialSort);
  };

  const area = areaOf(cursor);
  const single = isSingle(cursor);
  const pickedCount = countOf(list.picked, total);
  const widths: Record<string, string> = {};
  let sum = selectable ? 36 : 0;
  shown.forEach((column, at) => { const width = widthOf(column, layout); sum += width; widths[`--c${at}`] = `${width / 16}rem`; });

  return (
    <div
      ref={scroller}
      className={classes.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.total === undefined ? -1 : total + 1}
      aria-colcount={shown.length + (selectable ? 1 : 0)}
      aria-multiselectable={selectable || undefined}
      aria-activedescendant={total > 0 ? `${gridId}-active` : undefined}
      tabIndex={0}
      style={{ ...widths, '--pick': selectable ? '2.25rem' : '0rem' } as CSSProperties}
      data-outdated={rows.outdated || undefined}
      onScroll={(event) => list.setPlace({ scrollTop: event.currentTarget.scrollTop })}
      onMouseDown={onMouseDown}
      onMouseMove={onMouseMove}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      {...keys}
    >
      <div style={{ width: `${sum / 16}rem`, minWidth: '100%' }} role="presentation">
        <GridHead
          columns={shown}
          sort={list.sort}
          onSort={sortBy}
          onWidth={(id, width) => list.setLayout(withWidth(layout, id, width))}
          onMove={(id, before) => list.setLayout(withMoved(columns, layout, id, before))}
          picked={selectable ? (pickedCount === 0 ? 'none' : pickedCount === total ? 'all' : 'some') : undefined}
          onPickAll={() => list.setPicked(pickedCount === 0 ? everything : nothing)}
        />
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
          {items.map(({ index, start }) => {
            const row = rows.at(index);
            const isActive = index === cursor.at.row;
            const isMarked = !single && index >= area.top && index <= area.bottom;
            const column = shown[cursor.at.column];
            return (
              <GridRow
                key={index}
                row={row}
                index={index}
                top={start}
                columns={shown}
                gridId={gridId}
                selectable={selectable}
                picked={row !== undefined && isPicked(list.picked, row.id)}
                isOpen={row !== undefined && row.id === openId}
                active={isActive ? cursor.at.column : -1}
                markedFrom={isMarked ? area.left : -1}
                markedTo={isMarked ? area.right : -2}
                pickLabel={t('table.pick', { row: index + 1 })}
                editor={isActive && isEditing && row && column?.edit ? (
                  <CellEditor edit={column.edit as never} label={column.title} initial={editText(column, row)} onCommit={commit} onCancel={() => { setEditing(false); scroller.current?.focus(); }} />
                ) : null}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** What an editor of the cell begins with. */
export const editText = <Row,>(column: Column<Row>, row: Row): string => column.edit?.value?.(row) ?? column.text(row);

function showColumn(scroller: HTMLElement, cell: HTMLElement): void {
  const pinned = scroller.querySelector<HTMLElement>('[data-row] [data-column="0"]');
  const left = pinned ? pinned.offsetLeft + pinned.offsetWidth : 0;
  if (cell.offsetLeft < scroller.scrollLeft + left) scroller.scrollLeft = cell.offsetLeft - left;
  else if (cell.offsetLeft + cell.offsetWidth > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = cell.offsetLeft + cell.offsetWidth - scroller.clientWidth;
}
