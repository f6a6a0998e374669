/** Place of a cell: row among all rows, column among those shown, both from 0. */
export interface Place {
  row: number;
  column: number;
}

/** Active cell and, where more than one is marked, the cell at which marking began. */
export interface Cursor {
  at: Place;
  from: Place;
}

export interface Bounds {
  rows: number;
  columns: number;
  /** Rows of a page. */ page: number;
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

interface Press {
  key: string;
  ctrl: boolean;
  shift: boolean;
}

/** Where a key leads; undefined for keys that do not move. Shift marks. */
export function moved(cursor: Cursor, { key, ctrl, shift }: Press, { rows, columns, page }: Bounds): Cursor | undefined {
  const { row, column } = cursor.at;
  const to: Record<string, readonly [number, number]> = {
    ArrowDown: [ctrl ? rows : row + 1, column],
    ArrowUp: [ctrl ? 0 : row - 1, column],
    ArrowRight: [row, ctrl ? columns : column + 1],
    ArrowLeft: [row, ctrl ? 0 : column - 1],
    Home: [ctrl ? 0 : row, 0],
    End: [ctrl ? rows : row, columns],
    PageDown: [row + page, column],
    PageUp: [row - page, column],
  };
  const target = to[key];
  if (!target) return undefined;
  const at = { row: clamp(target[0], rows - 1), column: clamp(target[1], columns - 1) };
  return { at, from: shift ? cursor.from : at };
}

export interface Area {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export const areaOf = ({ at, from }: Cursor): Area => ({
  top: Math.min(at.row, from.row),
  bottom: Math.max(at.row, from.row),
  left: Math.min(at.column, from.column),
  right: Math.max(at.column, from.column),
});

export const isSingle = ({ at, from }: Cursor): boolean => at.row === from.row && at.column === from.column;

/** One active cell and nothing marked. */
export const moveTo = (at: Place): Cursor => ({ at, from: at });
