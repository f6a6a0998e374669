import type { RiskDraft } from '../../../db/domain/risk/risk';
import type { RiskMethod } from '../../../db/domain/risk/scale';
import { falls, regraded, type RiskRow, type Scales } from './grading';
import { isWritable, patchOf, type CellFault, type KnownNames, type WritableColumn } from './cells';

/** Column that a column of the pasted block is written to; null leaves it out. */
export type Mapping = readonly (WritableColumn | null)[];

/** Block as it is pasted: its head, if it has one, and its cells. */
export interface Block {
  head: readonly string[] | null;
  cells: readonly (readonly string[])[];
}

export interface ProposedMapping {
  block: Block;
  mapping: Mapping;
}

const bare = (title: string): string =>
  title
    .normalize('NFKC')
    .replace(/[\s*（）()：:]/g, '')
    .toLowerCase();

interface Titled {
  id: string;
  title: string;
}

/**
 * Where the columns of a block go: by the titles of its first line when most of them are known, else one after the
 * other from the cell at which it was pasted.
 * @param all every column of the register, those that are hidden or cannot be written too
 * @param shown those on the page, in their order
 */
export function proposeMapping(
  cells: readonly (readonly string[])[],
  all: readonly Titled[],
  shown: readonly Titled[],
  at: string,
): ProposedMapping {
  const width = Math.max(...cells.map((row) => row.length));
  const [first = []] = cells;
  const byTitle = new Map(all.map(({ id, title }) => [bare(title), id]));
  const known = first.map((cell) => byTitle.get(bare(cell)));
  const columnOf = (id: string | undefined) => (id !== undefined && isWritable(id) ? id : null);
  if (cells.length > 1 && known.filter(Boolean).length * 2 > first.filter((cell) => cell.trim() !== '').length) {
    return { block: { head: first, cells: cells.slice(1) }, mapping: Array.from({ length: width }, (_, index) => columnOf(known[index])) };
  }
  const from = Math.max(
    0,
    shown.findIndex(({ id }) => id === at),
  );
  return { block: { head: null, cells }, mapping: Array.from({ length: width }, (_, index) => columnOf(shown[from + index]?.id)) };
}

export interface PlannedCell {
  column: WritableColumn;
  text: string;
  fault: CellFault | null;
}
export interface PlannedRow {
  row: RiskRow;
  cells: PlannedCell[];
  patch: Partial<RiskDraft>;
  /** The level falls: a reason and a second person are asked for (V16). */ falls: boolean;
  changes: boolean;
}

/** What pasting would do to each row; cells with a fault are left as they are. */
export function planPaste(
  rows: readonly RiskRow[],
  cells: Block['cells'],
  mapping: Mapping,
  names: KnownNames,
  scales: Scales,
): PlannedRow[] {
  return rows.slice(0, cells.length).map((row, index) => {
    const given = cells[index] ?? [];
    const written = mapping.flatMap((column, at) => (column === null || given[at] === undefined ? [] : [{ column, text: given[at] }]));
    const method = methodOf(written, names) ?? row.method;
    let patch: Partial<RiskDraft> = {};
    const planned = written.map(({ column, text }): PlannedCell => {
      // An empty factor says nothing; the other columns can be emptied.
      if (text.trim() === '' && ['l', 'e', 'c', 's', 'method', 'level', 'controlLevel', 'status'].includes(column))
        return { column, text, fault: null };
      const outcome = patchOf(column, text, method, names);
      if ('fault' in outcome) return { column, text, fault: outcome.fault };
      patch = { ...patch, ...outcome.patch };
      return { column, text, fault: null };
    });
    const { draft, graded } = regraded(row, patch, scales);
    const before = regraded(row, {}, scales).draft;
    return {
      row,
      cells: planned,
      patch,
      falls: graded !== null && falls(row.level, graded.level),
      changes: JSON.stringify(before) !== JSON.stringify(draft),
    };
  });
}

function methodOf(written: readonly { column: WritableColumn; text: string }[], names: KnownNames): RiskMethod | undefined {
  const text = written.find(({ column }) => column === 'method')?.text;
  const outcome = text === undefined ? undefined : patchOf('method', text, '', names);
  return outcome && 'patch' in outcome ? outcome.patch.method : undefined;
}
