import type { AppraisalResult } from '../../../db/domain/responsibility/appraise';
import { standardOf } from '../../../db/domain/responsibility/list';
import type { Data, Input } from '../../api';

export type SheetData = Data<'appraisal.get'>;
type Item = SheetData['items'][number];

/** A duty while it is scored: what a person types stands over what is stored. */
export type ScoreLine = Pick<Item, 'id' | 'text' | 'criteria' | 'standard10' | 'self10' | 'selfNote' | 'check10' | 'reason'> & {
  found: number;
};
/** A sheet while it is worked on. */
export interface Work extends Record<string, unknown> {
  items: ScoreLine[];
  result: AppraisalResult;
}

export const workOf = (sheet: SheetData): Work => ({
  items: sheet.items.map(({ id, text, criteria, standard10, self10, selfNote, check10, reason, found }) => ({
    id,
    text,
    criteria,
    standard10,
    self10,
    selfNote,
    check10,
    reason,
    found: found.length,
  })),
  result: {
    assessorId: sheet.assessorId,
    assessor: sheet.assessor,
    assessedOn: sheet.assessedOn,
    outcome: sheet.outcome as AppraisalResult['outcome'],
    outcomeNote: sheet.outcomeNote,
    rectification: sheet.rectification,
    signedOn: sheet.signedOn,
    remark: sheet.remark,
  },
});

export const scoresOf = ({ items }: Work): Input<'appraisal.save'>['items'] =>
  items.map(({ id, self10, selfNote, check10, reason }) => ({ id, self10, selfNote, check10, reason }));

export interface CellText {
  id: string;
  column: string;
  text: string;
}
export type CellFault = 'score' | 'over' | 'long';
export interface CellRefusal extends CellText {
  fault: CellFault;
}

const longestText = 500;

/** Lays texts into cells. What cannot be the value of its cell is told and leaves the cell as it was. */
export function withCells(items: readonly ScoreLine[], cells: readonly CellText[]): { items: ScoreLine[]; refused: CellRefusal[] } {
  const refused: CellRefusal[] = [];
  const next = new Map(items.map((item) => [item.id, item]));
  for (const cell of cells) {
    const item = next.get(cell.id);
    if (!item) continue;
    if (cell.column === 'reason' || cell.column === 'selfNote') {
      const words = cell.text.trim();
      if (words.length > longestText) refused.push({ ...cell, fault: 'long' });
      else next.set(cell.id, { ...item, [cell.column]: words });
      continue;
    }
    if (cell.column !== 'self10' && cell.column !== 'check10') continue;
    const score = standardOf(cell.text);
    if (score === undefined) refused.push({ ...cell, fault: 'score' });
    else if (score !== null && score > item.standard10) refused.push({ ...cell, fault: 'over' });
    else next.set(cell.id, { ...item, [cell.column]: score });
  }
  return { items: [...next.values()], refused };
}

/** Lays a block from Excel into the columns from a place on; what is longer than the sheet is left out. */
export function withBlock(
  items: readonly ScoreLine[],
  block: readonly (readonly string[])[],
  row: number,
  columns: readonly string[],
): ReturnType<typeof withCells> {
  return withCells(
    items,
    block.flatMap((texts, at) =>
      texts.flatMap((text, index): CellText[] => {
        const [item, column] = [items[row + at], columns[index]];
        return item === undefined || column === undefined ? [] : [{ id: item.id, column, text }];
      }),
    ),
  );
}

/** Gives what has no score its standard score, or its self score. */
export const filled = (items: readonly ScoreLine[], column: 'self10' | 'check10'): ScoreLine[] =>
  items.map((item) => (item[column] === null ? { ...item, [column]: column === 'self10' ? item.standard10 : item.self10 } : item));

/** Takes what was found as a deduction, in a person's name: points off the standard score and the reason behind what is written there. */
export const withDeduction = (items: readonly ScoreLine[], id: string, points10: number, words: string): ScoreLine[] =>
  items.map((item) =>
    item.id === id
      ? {
          ...item,
          check10: Math.max(0, (item.check10 ?? item.standard10) - points10),
          reason: [item.reason, words]
            .filter((part) => part !== '')
            .join('；')
            .slice(0, longestText),
        }
      : item,
  );
