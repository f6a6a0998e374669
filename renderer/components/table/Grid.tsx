import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type CSSProperties, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { CellEditor, type Leave } from './CellEditor';
import { areaOf, isSingle, moveTo, type Cursor } from './cursor';
import classes from './DataTable.module.css';
import { editText, type Edit } from './edit';
import { GridHead } from './GridHead';
import { GridRow } from './GridRow';
import { initialLayout, shownColumns, trackOf, widthOf, withMoved, withWidth, type Column } from './layout';
import type { List } from './list';
import type { RowWindow, Rows } from './rowWindow';
import { countOf, everything, isPicked, nothing } from './selection';
import { useGridKeys } from './useGridKeys';
import { useGridMouse } from './useGridMouse';
import { useRowHeight } from './useRowHeight';
import type { Steps } from './useSteps';
import { useTyping } from './useTyping';

export interface GridProps<Row extends { id: string }, Filter, By extends string> {
  label: string;
  list: List<Filter, By>;
  columns: readonly Column<Row>[];
  rows: Rows<Row>;
  window: RowWindow<Row, Filter, By>;
  total: number;
  selectable: boolean;
  openId: string | null | undefined;
  onOpen: ((row: Row) => void) | undefined;
  /** Cells edited one by one, filled down or given the date of today; one call is one undo step. */
  onEdit: ((edits: Edit<Row>[]) => void) | undefined;
  /** Edits that are not stored yet. */
  steps: Steps | undefined;
  onPaste: ((text: string, at: { row: number; column: string }) => void) | undefined;
  today: string | undefined;
}

/** Width of the boxes for picking, in pixels at normal text size. */
const pickWidth = 36;

/** The scrolling part of a DataTable. Rows are drawn where they are seen; one cell is active and has the keyboard. */
export function Grid<Row extends { id: string }, Filter, By extends string>(props: GridProps<Row, Filter, By>) {
  const { label, list, columns, rows, window: rowWindow, total, selectable, openId, onEdit } = props;
  const { t } = useTranslation('component');
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const hadPicked = useRef(false);
  const mostLines = useRef(1);
  const rowHeight = useRowHeight();
  const layout = useMemo(() => list.layout ?? initialLayout(columns as readonly Column<never>[]), [list.layout, columns]);
  const shown = useShown(columns, layout);
  const [isEditing, setEditing] = useState(false);
  /** What an input method gave before the field was open. */
  const [typed, setTyped] = useState<string>();

  // A cursor belongs to one filter and order; with another one the list begins anew.
  const [{ turn, ...last }, setCursor] = useState(() => {
    const { cursor: place } = list.place();
    const at = {
      row: place?.row ?? 0,
      column: Math.max(
        0,
        shown.findIndex(({ id }) => id === place?.column),
      ),
    };
    return { turn: list.turn, at, from: at };
  });
  const cursor: Cursor = turn === list.turn && last.at.row < total && last.at.column < shown.length ? last : moveTo({ row: 0, column: 0 });
  const mark = (next: Cursor) => {
    setCursor({ ...next, turn: list.turn });
    list.setPlace({ cursor: { row: next.at.row, column: shown[next.at.column]?.id ?? '' } });
  };
  const kind = onEdit && rows.at(cursor.at.row) && shown[cursor.at.column]?.edit?.kind;
  const composed = useTyping({
    host: scroller,
    isOn: !isEditing && (kind === 'text' || kind === 'number'),
    cell: () => document.getElementById(`${gridId}-active`),
    onCompose: () => goTo(moveTo(cursor.at)),
    onText: (text) => startEditing(text),
  });
  const isHeld = isEditing || composed !== null;

  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    initialOffset: () => list.place().scrollTop,
    scrollPaddingStart: rowHeight,
    // A row that is being edited stays there while it is scrolled out of sight, with what is typed.
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      return isHeld && !seen.includes(cursor.at.row) ? [...seen, cursor.at.row].sort((a, b) => a - b) : seen;
    },
    useFlushSync: false,
  });
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight]);
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = list.place().scrollTop;
    // Only when the list begins anew or is shown again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [list.turn]);
  // A line that leaves at one end is written anew for the row that comes in at the other: nothing is built while scrolling.
  const items = virtual.getVirtualItems();
  mostLines.current = Math.max(mostLines.current, items.length);
  const lineOf = (index: number) => (isHeld && index === cursor.at.row ? mostLines.current : index % mostLines.current);
  const lines = items.map(({ index, start }) => ({ index, start, line: lineOf(index) })).sort((a, b) => a.line - b.line);
  const [first, end] = [virtual.range?.startIndex ?? 0, virtual.range?.endIndex ?? 0];
  useEffect(() => rowWindow.see(first, end), [rowWindow, first, end]);

  const goTo = (next: Cursor) => {
    mark(next);
    virtual.scrollToIndex(next.at.row, { align: 'auto' });
    showColumn(scroller.current, first, next.at.column);
  };
  const commit = (value: string, leave: Leave) => {
    setEditing(false);
    const row = rows.at(cursor.at.row);
    const column = shown[cursor.at.column];
    if (row && column && value !== editText(column, row)) onEdit?.([{ row, column: column.id, value }]);
    if (leave === 'stay') return;
    scroller.current?.focus();
    const [down, right] = { down: [1, 0], up: [-1, 0], right: [0, 1], left: [0, -1] }[leave] as [number, number];
    goTo(moveTo({ row: clamp(cursor.at.row + down, total), column: clamp(cursor.at.column + right, shown.length) }));
  };
  const cancel = () => {
    setEditing(false);
    scroller.current?.focus();
  };
  const startEditing = (text?: string) => {
    setTyped(text);
    setEditing(true);
  };
  const scene = { ...props, shown, cursor, startEditing };
  const keys = useGridKeys({
    ...scene,
    scroller,
    goTo,
    pageRows: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
  });
  const mouse = useGridMouse({ ...scene, mark, isEditing, focus: () => scroller.current?.focus({ preventScroll: true }) });

  const area = areaOf(cursor);
  const single = isSingle(cursor);
  const pickedCount = countOf(list.picked, total);
  // The buttons for what was picked go away with it; the keyboard comes back to the list.
  useEffect(() => {
    if (pickedCount === 0 && hadPicked.current && document.activeElement === document.body)
      scroller.current?.focus({ preventScroll: true });
    hadPicked.current = pickedCount > 0;
  }, [pickedCount]);
  const pickLabel = useCallback((row: number) => t('table.pick', { row: row + 1 }), [t]);
  const width = shown.reduce((sum, column) => sum + widthOf(column, layout), selectable ? pickWidth : 0);
  const isWide = useOverflow(scroller, `${width}`);
  const tracks = shown.map((column, at) => trackOf(column, layout, at === 0 && selectable ? pickWidth : 0)).join(' ');

  return (
    <div
      ref={scroller}
      className={classes.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-multiselectable={selectable || undefined}
      aria-activedescendant={cursor.at.row >= first && cursor.at.row <= end ? `${gridId}-active` : undefined}
      tabIndex={0}
      style={{ '--columns': tracks, '--pick': `${pickWidth / 16}rem` } as CSSProperties}
      data-outdated={rows.outdated || undefined}
      data-scrolling={virtual.isScrolling || undefined}
      data-wide={isWide || undefined}
      onScroll={(event) => list.setPlace({ scrollTop: event.currentTarget.scrollTop })}
      onKeyDown={keys.onKeyDown}
      {...mouse}
    >
      <div style={{ width: `${width / 16}rem`, minWidth: '100%' }} role="presentation" contentEditable={false}>
        <GridHead
          columns={shown}
          sort={list.sort}
          onSort={(id) => list.setSort(nextSort(list, id as By))}
          onWidth={(id, wanted) => list.setLayout(withWidth(layout, id, wanted))}
          onMove={(id, before) => list.setLayout(withMoved(columns, layout, id, before))}
          picked={selectable ? (pickedCount === 0 ? 'none' : pickedCount === total ? 'all' : 'some') : undefined}
          onPickAll={() => list.setPicked(pickedCount === 0 ? everything : nothing)}
        />
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
          {lines.map(({ index, start, line }) => {
            const row = rows.at(index);
            const isActive = index === cursor.at.row;
            const isMarked = !single && index >= area.top && index <= area.bottom;
            const column = shown[cursor.at.column];
            return (
              <GridRow
                key={line}
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
                pickLabel={pickLabel}
                editor={
                  isActive && isEditing && row && column?.edit ? (
                    <CellEditor
                      edit={column.edit as never}
                      label={column.title}
                      initial={editText(column, row)}
                      typed={typed}
                      onCommit={commit}
                      onCancel={cancel}
                    />
                  ) : isActive && composed !== null ? (
                    <span className={classes.composed}>{composed}</span>
                  ) : null
                }
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Whether there is more than fits from left to right; looked at again when the place or `content` changes. */
function useOverflow(scroller: RefObject<HTMLElement | null>, content: string): boolean {
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWide(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, content]);
  return isWide;
}

/** The same array while order and visibility stay: widths travel in CSS variables, so that resizing draws no row again. */
function useShown<Row>(
  columns: readonly Column<Row>[],
  { order, hidden }: { order: readonly string[]; hidden: readonly string[] },
): readonly Column<Row>[] {
  return useMemo(() => shownColumns(columns, { order, hidden, width: {} }), [columns, order, hidden]);
}

/** Up, down, and back to how the list is ordered by itself. */
function nextSort<Filter, By extends string>({ sort, initialSort }: List<Filter, By>, by: By) {
  if (sort.by !== by) return { by, descending: false };
  if (!sort.descending) return { by, descending: true };
  return initialSort.by === by ? { by, descending: false } : initialSort;
}

const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

/** Scrolls sideways until a column is in sight beside the pinned one. */
function showColumn(scroller: HTMLElement | null, row: number, column: number): void {
  const line = scroller?.querySelector(`[data-row="${row}"]`);
  // The first child of a row is what stays in sight: the box for picking and the first column.
  const pinned = line?.children[0];
  const cell = line?.children[column];
  if (!scroller || !cell || !pinned) return;
  if (column === 0) {
    scroller.scrollLeft = 0;
    return;
  }
  const { left, right } = cell.getBoundingClientRect();
  const start = pinned.getBoundingClientRect().right;
  const end = scroller.getBoundingClientRect().left + scroller.clientWidth;
  if (left < start) scroller.scrollLeft -= start - left;
  else if (right > end) scroller.scrollLeft += right - end;
}
