import { z } from 'zod';
import { implementation, seriousLevels, type Implementation, type ItemFilter } from '../../../db/domain/round/item';
import { load } from '../../api';
import { readDay } from '../../components/day';
import type { Edit } from '../../components/table/edit';
import type { Fetch } from '../../components/table/rowWindow';
import type { RoundItem } from './round';

/** Columns of the page that are written, in their order. */
const writtenColumns = ['implementation', 'implementedOn', 'implementedBy'] as const;
type Written = (typeof writtenColumns)[number];
const isWritten = (column: string): column is Written => (writtenColumns as readonly string[]).includes(column);

/** Only 重大 and 较大 risks: the papers tell of the measures of no others. */
export const fetchSerious =
  (roundId: string): Fetch<RoundItem, ItemFilter, 'riskNo'> =>
  ({ offset, limit, filter: { level, unstated, ...filter }, signal }) =>
    load(
      'round.items',
      {
        id: roundId,
        offset,
        limit,
        ...Object.fromEntries(
          Object.entries(filter).filter(([name, value]) => value !== undefined && (value !== '' || name === 'department')),
        ),
        level: level ?? [...seriousLevels],
        ...(unstated ? { unstated } : {}),
      },
      { signal },
    );

export interface ItemChange {
  itemId: string;
  revision: number;
  patch: Partial<Implementation>;
}
export interface CellFault {
  row: RoundItem;
  column: Written | 'riskNo';
  value: string;
}

/** Cells as changes, one for each row; the first that cannot be taken says so, and then nothing is written. */
export function changesOf(edits: readonly Edit<RoundItem>[]): { changes: ItemChange[] } | { fault: CellFault } {
  const changes = new Map<string, ItemChange>();
  for (const { row, column, value } of edits) {
    if (!isWritten(column)) continue;
    const text = value.trim();
    const taken = column === 'implementedOn' && text !== '' ? readDay(text) : text;
    if (
      taken === undefined ||
      !z.object({ [column]: implementation.shape[column] }).safeParse({ [column]: taken || (column === 'implementedOn' ? null : '') })
        .success
    )
      return { fault: { row, column, value } };
    const own = changes.get(row.id) ?? { itemId: row.id, revision: row.revision, patch: {} };
    changes.set(row.id, { ...own, patch: { ...own.patch, [column]: column === 'implementedOn' ? taken || null : taken } });
  }
  return { changes: [...changes.values()] };
}

/**
 * A block from Excel as cells, from a column of the page on. Where it brings the numbers of the risks along they have to be those of the
 * rows it lands on.
 * @param shown columns on the page, in their order
 */
export function editsOf(
  cells: readonly (readonly string[])[],
  rows: readonly RoundItem[],
  shown: readonly string[],
  at: string,
): { edits: Edit<RoundItem>[] } | { fault: CellFault } {
  const from = Math.max(0, shown.indexOf(at));
  const edits: Edit<RoundItem>[] = [];
  for (const [index, line] of cells.entries()) {
    const row = rows[index];
    if (!row) break;
    for (const [offset, value] of line.entries()) {
      const column = shown[from + offset];
      if (column === 'riskNo' && value.trim() !== numberOf(row)) return { fault: { row, column, value } };
      if (column !== undefined && isWritten(column)) edits.push({ row, column, value });
    }
  }
  return { edits };
}

export const numberOf = ({ after, before }: Pick<RoundItem, 'after' | 'before'>): string => (after ?? before)?.riskNo ?? '';
