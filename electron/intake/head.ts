import { essentialFields, tellingFields, type IntakeSubject } from './fields';
import type { HeadColumn } from './columns';
import { oneLine, plainText } from './headText';
import { matchTitle } from './matchTitle';
import { cellAt, filled, type Cell, type Merge, type Sheet } from './sheet';

/** Where the head of a table stands: 0-based rows, both included; `top` is -1 for a table without a head. */
export interface Head {
  top: number;
  bottom: number;
  columns: HeadColumn[];
  /** Sum of what the titles are worth; to compare subjects. */
  score: number;
}

/** Rows that are looked at for a head. */
const searchRows = 40;
const deepest = 3;

/** Finds the head of the table in a sheet; undefined when no row names enough columns of the subject. */
export function findHead(sheet: Sheet, subject: IntakeSubject): Head | undefined {
  const zone = zoneOf(sheet, Math.min(sheet.rows.length, searchRows));
  let best: Head | undefined;
  for (let top = 0; top < zone.grid.length; top += 1) {
    if (!zone.grid[top]!.some((text) => text !== '')) continue;
    for (let depth = 1; depth <= deepest && top + depth <= zone.grid.length; depth += 1) {
      const columns = columnsOf(zone, top, depth);
      const score = scoreOf(subject, columns, depth);
      if (score > (best?.score ?? 0) + 1e-9) best = { top, bottom: top + depth - 1, columns, score };
    }
  }
  return best === undefined ? undefined : withGroups(sheet, zone, best);
}

/**
 * The row of the leaves often says enough by itself, because merged cells reach down into it; the row of the groups
 * above it belongs to the head all the same, or 固有风险/L and 现有风险/L would be one.
 */
function withGroups(sheet: Sheet, zone: Zone, head: Head): Head {
  const width = head.columns.filter(({ leaf }) => leaf !== '').length;
  const isGroup = ({ top, left, bottom, right }: Merge): boolean => {
    const text = cellAt(sheet, top, left).text;
    const wide = right - left + 1;
    return bottom === head.top - 1 && wide >= 2 && wide < width * 0.8 && text !== '' && !/[:：]/.test(text);
  };
  const above = zone.merges.filter((merge) => merge.top < head.top && (merge.bottom >= head.top || isGroup(merge)));
  const top = Math.min(head.top, ...above.map((merge) => merge.top));
  const depth = head.bottom - top + 1;
  if (top === head.top || depth > deepest) return head;
  return { ...head, top, columns: columnsOf(zone, top, depth) };
}

/** The head that a person points at. */
export function headAt(sheet: Sheet, subject: IntakeSubject, top: number, bottom: number): Head {
  const columns = columnsOf(zoneOf(sheet, bottom + 1), top, bottom - top + 1);
  return { top, bottom, columns, score: scoreOf(subject, columns, bottom - top + 1) };
}

/** A block of cells without a head, e.g. pasted: every column stands for itself and waits for a choice. */
export function headless(sheet: Sheet): Head {
  const width = sheet.rows.reduce((most, row) => Math.max(most, row.length), 0);
  return { top: -1, bottom: -1, score: 0, columns: Array.from({ length: width }, (_, from) => ({ from, to: from, group: '', leaf: '' })) };
}

interface Zone {
  /** Texts with merged cells written into every cell that they cover. */
  grid: string[][];
  merges: readonly Merge[];
}

/** The first rows of a sheet as the search for the head sees them. */
function zoneOf(sheet: Sheet, rows: number): Zone {
  const width = sheet.rows.slice(0, rows).reduce((most, row) => Math.max(most, row.length), 0);
  const grid = Array.from({ length: rows }, (_, row) => Array.from({ length: width }, (__, column) => cellAt(sheet, row, column).text));
  const merges = sheet.merges.filter(({ top }) => top < rows);
  for (const { top, left, bottom, right } of merges) {
    const text = cellAt(sheet, top, left).text;
    for (let row = top; row <= Math.min(bottom, rows - 1); row += 1) {
      for (let column = left; column <= Math.min(right, width - 1); column += 1) grid[row]![column] = text;
    }
  }
  return { grid, merges };
}

function columnsOf({ grid, merges }: Zone, top: number, depth: number): HeadColumn[] {
  const leafRow = top + depth - 1;
  const width = grid[top]?.length ?? 0;
  const columns: HeadColumn[] = [];
  let carried = '';
  for (let column = 0; column < width; column += 1) {
    const texts: string[] = [];
    for (let row = top; row <= leafRow; row += 1) {
      const text = grid[row]?.[column] ?? '';
      if (text !== '' && texts.at(-1) !== text) texts.push(text);
    }
    // A group name may stand over its first column only, its other cells left empty instead of merged.
    const first = grid[top]?.[column] ?? '';
    const below = grid[leafRow]?.[column] ?? '';
    if (depth > 1 && first === '' && below !== '' && carried !== '') texts.unshift(carried);
    else carried = depth > 1 && first !== '' && below !== '' && below !== first ? first : '';
    const leaf = texts.at(-1) ?? '';
    const group = texts.slice(0, -1).join('/');
    const before = columns.at(-1);
    if (before !== undefined && leaf !== '' && sameMerge(merges, leafRow, before.from, column)) before.to = column;
    else columns.push({ from: column, to: column, group, leaf });
  }
  return columns;
}

const sameMerge = (merges: readonly Merge[], row: number, first: number, second: number): boolean =>
  merges.some(
    (merge) => merge.top <= row && merge.bottom >= row && merge.left <= first && merge.right >= second && merge.right > merge.left,
  );

/** Worth of the titles; 0 when they do not make a table of the subject. */
function scoreOf(subject: IntakeSubject, columns: readonly HeadColumn[], depth: number): number {
  const best = new Map<string, number>();
  let penalty = (depth - 1) * 0.3;
  let telling = 0;
  for (const { group, leaf } of columns) {
    if (leaf === '') continue;
    const { guesses, known } = matchTitle(subject, group, leaf);
    const free = guesses.find(({ field }) => !best.has(field)) ?? guesses[0];
    if (free === undefined) {
      penalty += known !== undefined ? 0 : plainText(leaf).length > 30 ? 0.5 : /^[\d.]+$/.test(plainText(leaf)) ? 0.7 : 0.05;
      continue;
    }
    if (free.why !== 'similar' && !best.has(free.field) && tellingFields[subject].has(free.field)) telling += 1;
    best.set(free.field, Math.max(best.get(free.field) ?? 0, free.confidence));
  }
  const enough =
    subject !== 'risk'
      ? essentialFields[subject].some((field) => best.has(field)) &&
        telling >= 1 &&
        (best.size >= 2 || columns.filter(({ leaf }) => leaf !== '').length === 1)
      : telling >= 2 || (telling >= 1 && countTelling(subject, best) >= 4);
  return enough ? Math.max(0, [...best.values()].reduce((sum, value) => sum + value, 0) - penalty) : 0;
}

const countTelling = (subject: IntakeSubject, best: ReadonlyMap<string, number>): number =>
  [...best.keys()].filter((field) => tellingFields[subject].has(field)).length;

/** Up to `count` cells with content of a grid column below the head. */
export function sampleBelow(sheet: Sheet, head: Head, column: number, count = 40): Cell[] {
  const cells: Cell[] = [];
  for (let row = head.bottom + 1; row < sheet.rows.length && cells.length < count; row += 1) {
    const cell = cellAt(sheet, row, column);
    if (filled(cell)) cells.push(cell);
  }
  return cells;
}

/** What a sheet is for; only tables are taken in, the others are told. */
export type SheetKind = 'table' | 'empty' | 'cover' | 'notes' | 'other';

const notesName = /说明|须知|注意|目录|字典|选项|下拉|基础数据|示例|样例|notes?|readme/i;

/** What a sheet without a table of the subject is. */
export function kindWithoutHead(sheet: Sheet): Exclude<SheetKind, 'table'> {
  if (sheet.rows.length === 0) return 'empty';
  if (notesName.test(sheet.name)) return 'notes';
  if (/封面|扉页|cover/i.test(sheet.name)) return 'cover';
  const rows = sheet.rows.slice(0, 200);
  const texts = rows.flatMap((row) => row.filter(filled).map((cell) => oneLine(cell.text)));
  if (texts.length <= 40 && texts.some((text) => /^(编制|审核|批准|审定|颁布|实施)/.test(plainText(text)))) return 'cover';
  const widest = rows.reduce((most, row) => Math.max(most, row.filter(filled).length), 0);
  return widest <= 2 ? 'notes' : 'other';
}
