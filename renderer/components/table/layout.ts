import type { ReactNode } from 'react';

/** A column of a DataTable. Widths are pixels at normal text size. */
export interface Column<Row> {
  id: string;
  title: string;
  /** Shorter words for the head of a narrow column. */
  head?: string;
  width?: number;
  /** The words of which its badges show one: it is at least as wide as the longest. */
  badges?: readonly string[];
  /** Share of the room that is left beside the columns; none where the user has set a width. */
  grow?: number;
  align?: 'start' | 'end' | 'center';
  /** Click on the head sorts by its id. */
  sortable?: boolean;
  /** Not shown until it is chosen. */
  hidden?: boolean;
  /** Plain text: copied, shown as tooltip, and shown itself where there is no `render`. */
  text: (row: Row) => string;
  render?: (row: Row) => ReactNode;
  /** How its cells are edited in place; absent where they are not. */
  edit?: CellEdit<Row>;
}

export type CellEdit<Row> =
  | { kind: 'text' | 'date' | 'number'; value?: (row: Row) => string }
  | { kind: 'select'; options: readonly { value: string; label: string }[]; value: (row: Row) => string };

/** Order of the rows: a column that says it is sortable, and the direction. */
export interface Sort<By extends string = string> {
  by: By;
  descending: boolean;
}

/** What a user has made of the columns. */
export interface Layout {
  order: readonly string[];
  width: Readonly<Record<string, number>>;
  hidden: readonly string[];
}

const defaultWidth = 128;
const narrowest = 56;
const widest = 900;

export const initialLayout = (columns: readonly Column<never>[]): Layout => ({
  order: columns.map(({ id }) => id),
  width: {},
  hidden: columns.filter(({ hidden }) => hidden).map(({ id }) => id),
});

/** Columns in the user's order; those a newer version brought stand where that version put them. */
export function orderedColumns<Row>(columns: readonly Column<Row>[], layout: Layout): Column<Row>[] {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const result = layout.order.flatMap((id) => byId.get(id) ?? []);
  columns.forEach((column, index) => {
    if (!layout.order.includes(column.id)) result.splice(index, 0, column);
  });
  return result;
}

export function shownColumns<Row>(columns: readonly Column<Row>[], layout: Layout): Column<Row>[] {
  const known = new Set(layout.order);
  const isHidden = (column: Column<Row>) => (known.has(column.id) ? layout.hidden.includes(column.id) : column.hidden === true);
  const shown = orderedColumns(columns, layout).filter((column) => !isHidden(column));
  return shown.length > 0 ? shown : columns.slice(0, 1);
}

/** Pixels that words take at normal text size, nearly: Chinese characters are twice as wide as letters. */
const wordsWidth = (words: string): number => [...words].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 14 : 7.5), 0);
const headRoom = 18;
const sortRoom = 16;
const badgeRoom = 46;

/** What the user has set, or else what was given and no less than its head and badges take: other languages have longer words. */
export function widthOf<Row>(column: Column<Row>, layout: Layout): number {
  const { id, title, head = title, width = defaultWidth, badges = [], sortable } = column;
  const needed = [wordsWidth(head) + headRoom + (sortable ? sortRoom : 0), ...badges.map((words) => wordsWidth(words) + badgeRoom)];
  return layout.width[id] ?? Math.ceil(Math.max(width, ...needed));
}

/** Track of a grid for a column: its width, and its share of what is left. `extra` comes on top, for what stands in the same cell. */
export function trackOf<Row>(column: Column<Row>, layout: Layout, extra = 0): string {
  const width = `${(widthOf(column, layout) + extra) / 16}rem`;
  return column.grow === undefined || layout.width[column.id] !== undefined ? width : `minmax(${width}, ${column.grow}fr)`;
}

export const withWidth = (layout: Layout, id: string, width: number): Layout => ({
  ...layout,
  width: { ...layout.width, [id]: Math.round(Math.max(narrowest, Math.min(widest, width))) },
});

/** Puts a column before another one, or last. */
export function withMoved<Row>(columns: readonly Column<Row>[], layout: Layout, id: string, before: string | null): Layout {
  if (id === before) return layout;
  const order = orderedColumns(columns, layout)
    .map((column) => column.id)
    .filter((other) => other !== id);
  const at = before === null ? order.length : order.indexOf(before);
  order.splice(at < 0 ? order.length : at, 0, id);
  return { ...layout, order };
}

/** Shows or hides a column; the last one stays. */
export function withShown<Row>(columns: readonly Column<Row>[], layout: Layout, id: string, shown: boolean): Layout {
  const hidden = shown ? layout.hidden.filter((other) => other !== id) : [...layout.hidden, id];
  const next = { ...layout, order: orderedColumns(columns, layout).map((column) => column.id), hidden };
  return columns.every((column) => hidden.includes(column.id)) ? layout : next;
}
