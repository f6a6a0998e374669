import { standardOf, standardText, type DutyDraft, type ListDraft } from '../../../db/domain/responsibility/list';
import type { Shown } from './list';

/** A line of the sheet. New ones have an id of their own until they are stored. */
export type DutyLine = Omit<DutyDraft, 'id'> & { id: string };
/** A version while it is worked on; kept as its draft until it is saved. */
export type Work = Omit<ListDraft, 'duties'> & { duties: DutyLine[] };

const isNew = (id: string): boolean => id.startsWith('new:');
export const newDuty = (): DutyLine => ({
  id: `new:${crypto.randomUUID()}`,
  text: '',
  frequency: '',
  evidence: '',
  criteria: '',
  standard10: null,
  legalBasis: '',
});
export const emptyWork: Work = { scope: '', criteria: '', preparedBy: '', reviewedBy: '', remark: '', duties: [] };

export const workOf = (shown: Shown | null): Work =>
  shown === null
    ? emptyWork
    : {
        scope: shown.scope,
        criteria: shown.criteria,
        preparedBy: shown.preparedBy,
        reviewedBy: shown.reviewedBy,
        remark: shown.remark,
        duties: shown.items.map(({ id, text, frequency, evidence, criteria, standard10, legalBasis }) => ({
          id,
          text,
          frequency,
          evidence,
          criteria,
          standard10,
          legalBasis,
        })),
      };

const isBlank = (duty: DutyLine): boolean =>
  [duty.text, duty.frequency, duty.evidence, duty.criteria, duty.legalBasis].every((words) => words.trim() === '') &&
  duty.standard10 === null;

/** What the command is told: lines in which nothing was written are left out. */
export const draftOf = ({ duties, ...words }: Work): ListDraft => ({
  ...words,
  duties: duties.filter((duty) => !isBlank(duty)).map(({ id, ...duty }) => ({ ...duty, id: isNew(id) ? null : id })),
});

export const textColumns = ['text', 'frequency', 'evidence', 'criteria', 'legalBasis'] as const;
export type DutyColumn = (typeof textColumns)[number] | 'standard';
const longest: Record<(typeof textColumns)[number], number> = {
  text: 2000,
  frequency: 200,
  evidence: 1000,
  criteria: 1000,
  legalBasis: 500,
};

export interface CellText {
  id: string;
  column: string;
  text: string;
}
export interface CellRefusal extends CellText {
  fault: 'long' | 'score';
}

/** Lays texts into cells. What cannot be the value of its cell is told and leaves the cell as it was. */
export function withCells(duties: readonly DutyLine[], cells: readonly CellText[]): { duties: DutyLine[]; refused: CellRefusal[] } {
  const refused: CellRefusal[] = [];
  const next = new Map(duties.map((duty) => [duty.id, duty]));
  for (const cell of cells) {
    const duty = next.get(cell.id);
    if (!duty) continue;
    const typed = cell.text.trim();
    if (cell.column === 'standard') {
      const standard10 = standardOf(typed);
      if (standard10 === undefined) refused.push({ ...cell, fault: 'score' });
      else next.set(cell.id, { ...duty, standard10 });
      continue;
    }
    const column = textColumns.find((one) => one === cell.column);
    if (column === undefined) continue;
    if (typed.length > longest[column]) refused.push({ ...cell, fault: 'long' });
    else next.set(cell.id, { ...duty, [column]: typed });
  }
  return { duties: [...next.values()], refused };
}

/** Lays a block from Excel into the columns from a place on, with new lines where it is longer than the rest. */
export function withBlock(
  duties: readonly DutyLine[],
  block: readonly (readonly string[])[],
  row: number,
  columns: readonly string[],
): ReturnType<typeof withCells> {
  const grown = [...duties];
  while (grown.length < row + block.length) grown.push(newDuty());
  return withCells(
    grown,
    block.flatMap((texts, at) =>
      texts.flatMap((text, index): CellText[] => {
        const column = columns[index];
        return column === undefined || text.trim() === '' ? [] : [{ id: grown[row + at]!.id, column, text }];
      }),
    ),
  );
}

/** Moves some lines one place up or down, together and no further than the end. */
export function moved(duties: readonly DutyLine[], ids: ReadonlySet<string>, by: -1 | 1): DutyLine[] {
  const next = [...duties];
  const order = [...next.keys()];
  for (const at of by < 0 ? order : order.toReversed()) {
    const other = at + by;
    if (!ids.has(next[at]!.id) || next[other] === undefined || ids.has(next[other].id)) continue;
    [next[at], next[other]] = [next[other], next[at]!];
  }
  return next;
}

/** Sum of the standard scores in words. */
export const sumText = (duties: readonly DutyLine[]): string =>
  standardText(duties.reduce<number | null>((sum, { standard10 }) => (standard10 === null ? sum : (sum ?? 0) + standard10), null));
