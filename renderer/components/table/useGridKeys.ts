import { useEffect, useEffectEvent, type KeyboardEvent, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { areaOf, isSingle, moved, moveTo, type Cursor } from './cursor';
import { editText } from './edit';
import type { GridProps } from './Grid';
import type { Column } from './layout';
import { countOf, everything, isPicked, nothing, toggle } from './selection';
import { toTsv } from './tsv';
import type { Rows } from './rowWindow';

interface GridKeys<Row extends { id: string }, Filter, By extends string> extends GridProps<Row, Filter, By> {
  scroller: RefObject<HTMLElement | null>;
  shown: readonly Column<Row>[];
  cursor: Cursor;
  /** Makes a cell active and brings it into sight. */
  goTo: (cursor: Cursor) => void;
  pageRows: () => number;
  startEditing: () => void;
}

/** Most rows that Ctrl+C and Ctrl+D take at once; more is a matter of exporting or of the bulk bar. */
const mostRows = 5000;

/** Keyboard and clipboard of a grid, as people know them from Excel. */
export function useGridKeys<Row extends { id: string }, Filter, By extends string>(grid: GridKeys<Row, Filter, By>) {
  const {
    list,
    rows,
    window: rowWindow,
    scroller,
    shown,
    cursor,
    goTo,
    onOpen,
    onEdit,
    steps,
    onPaste,
    today,
    total,
    selectable,
    pageRows,
    startEditing,
  } = grid;
  const row = rows.at(cursor.at.row);
  const column = shown[cursor.at.column];
  const area = areaOf(cursor);

  /** Rows of the marked area, or the picked ones when only one cell is active. */
  const linesToCopy = async (): Promise<string[][]> => {
    const whole = isSingle(cursor) && countOf(list.picked, total) > 0;
    const span = whole
      ? ([0, Math.min(total, mostRows) - 1] as const)
      : ([area.top, Math.min(area.bottom, area.top + mostRows - 1)] as const);
    const found = await rowWindow.range(...span);
    const taken = whole ? found.filter(({ id }) => isPicked(list.picked, id)) : found;
    const own = whole ? shown : shown.slice(area.left, area.right + 1);
    return taken.map((entry) => own.map((one) => one.text(entry)));
  };
  const fillDown = async () => {
    if (!onEdit || area.top === area.bottom) return;
    const [source, ...below] = await rowWindow.range(area.top, Math.min(area.bottom, area.top + mostRows - 1));
    if (!source) return;
    const own = shown.slice(area.left, area.right + 1).filter((one) => one.edit);
    const edits = below.flatMap((entry) => own.map((one) => ({ row: entry, column: one.id, value: editText(one, source) })));
    if (edits.length > 0) onEdit(edits);
  };
  const enterToday = async () => {
    if (!onEdit || today === undefined) return;
    const own = shown.slice(area.left, area.right + 1).filter((one) => one.edit?.kind === 'date');
    const found = await rowWindow.range(area.top, Math.min(area.bottom, area.top + mostRows - 1));
    const edits = found.flatMap((entry) => own.map((one) => ({ row: entry, column: one.id, value: today })));
    if (edits.length > 0) onEdit(edits);
  };
  const escape = (): boolean => {
    if (!isSingle(cursor)) goTo(moveTo(cursor.at));
    else if (countOf(list.picked, total) > 0) list.setPicked(nothing);
    else return false;
    return true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.target !== event.currentTarget || total === 0) return;
    const ctrl = event.ctrlKey || event.metaKey;
    // The key of an input method: what it makes of it comes by useTyping.
    if (event.keyCode === 229) return;
    const isTyped = event.key.length === 1 && event.key !== ' ' && !ctrl && !event.altKey;
    if (isTyped && onEdit && row && (column?.edit?.kind === 'text' || column?.edit?.kind === 'number')) {
      // The field is there and has the focus before the key arrives, so it gets the character.
      flushSync(() => startEditing());
      event.stopPropagation();
      return;
    }
    const next = moved(cursor, { key: event.key, ctrl, shift: event.shiftKey }, { rows: total, columns: shown.length, page: pageRows() });
    const press = () => {
      if (next) goTo(next);
      else if (event.key === 'F2' || (event.key === 'Enter' && !ctrl && onEdit && column?.edit)) {
        if (!onEdit || !column?.edit || !row) return false;
        startEditing();
      } else if (event.key === 'Enter') {
        if (!row || !onOpen) return false;
        onOpen(row);
      } else if (event.key === ' ' && selectable && row) list.setPicked(toggle(list.picked, row.id));
      else if (event.key === 'Escape') return escape();
      else if (ctrl && event.key.toLowerCase() === 'a' && selectable) list.setPicked(everything);
      else if (ctrl && event.key.toLowerCase() === 'z') return (event.shiftKey ? steps?.redo() : steps?.undo()) ?? false;
      else if (ctrl && event.key.toLowerCase() === 'y') return steps?.redo() ?? false;
      else if (ctrl && event.key.toLowerCase() === 'd') void fillDown();
      else if (ctrl && (event.key === ';' || event.key === '；')) void enterToday();
      else return false;
      return true;
    };
    if (press()) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const onCopy = useEffectEvent((event: ClipboardEvent) => {
    if (total === 0 || !hasClipboard(event, scroller.current, false)) return;
    event.preventDefault();
    // What is in sight is taken at once; farther rows are fetched first.
    const isSimple = !(isSingle(cursor) && countOf(list.picked, total) > 0);
    const near = isSimple ? collect(rows, area.top, area.bottom) : undefined;
    if (near)
      event.clipboardData?.setData(
        'text/plain',
        toTsv(near.map((entry) => shown.slice(area.left, area.right + 1).map((one) => one.text(entry)))),
      );
    else void linesToCopy().then((lines) => navigator.clipboard.writeText(toTsv(lines)));
  });
  const onPasteText = useEffectEvent((event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!onPaste || text === '' || !hasClipboard(event, scroller.current, true)) return;
    event.preventDefault();
    // As in Excel, a block begins at the upper left corner of what is marked.
    onPaste(text, { row: area.top, column: shown[area.left]?.id ?? '' });
  });
  useEffect(() => {
    const copy = (event: ClipboardEvent) => onCopy(event);
    const paste = (event: ClipboardEvent) => onPasteText(event);
    document.addEventListener('copy', copy);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('paste', paste);
    };
  }, []);
  return { onKeyDown };
}

/**
 * The clipboard is meant for the grid: it has the keyboard, or for pasting nothing else has. The browser sends these events to where the
 * text caret is, be it hidden, and not to the element with the focus.
 */
function hasClipboard(event: ClipboardEvent, grid: HTMLElement | null, fromNowhere: boolean): boolean {
  const { activeElement } = document;
  return grid !== null && (activeElement === grid || event.target === grid || (fromNowhere && activeElement === document.body));
}

/** Rows that are all there already, undefined when one is missing. */
function collect<Row>(rows: Rows<Row>, top: number, bottom: number): Row[] | undefined {
  const found: Row[] = [];
  for (let index = top; index <= bottom; index += 1) {
    const row = rows.at(index);
    if (row === undefined) return undefined;
    found.push(row);
  }
  return found;
}
