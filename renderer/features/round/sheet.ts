import type { Data, Input } from '../../api';
import { load } from '../../api';

export type SheetRow = Data<'round.sheets'>['rows'][number];
export type Plan = NonNullable<Data<'round.collectSheets'>>;
export type Conflict = Plan['conflicts'][number];
export type Answer = Conflict['answers'][number];
export type Found = Plan['added'][number];
export type Decisions = NonNullable<Input<'round.collectSheets'>['decisions']>;

/** Sheets that came back and what was decided about them so far, so that leaving the tab loses none of it. */
export interface Collecting {
  plan: Plan;
  decisions: Decisions;
  /** Lines of found risks that are not to be entered. */
  declined: readonly string[];
  by: string;
  /** The name that the plan was read with. */
  readBy: string;
  on: string | null;
  /** What stands here has been taken in; only the open rest is shown. */
  isApplied: boolean;
}

/** A line by its place, as the contract names it. */
export const placeKey = ({ file, sheet, sheetRow }: { file: string; sheet: string; sheetRow: number }): string =>
  `${file}#${sheet}#${sheetRow}`;

/** One word for all conflicts; where two lines differ, neither of them is “the sheet's”, and a person chooses. */
export const decideAll = (conflicts: readonly Conflict[], word: 'sheet' | 'register'): Decisions =>
  Object.fromEntries(
    conflicts.flatMap(({ riskNo, answers }): [string, Decisions[string]][] =>
      word === 'register' ? [[riskNo, { from: null }]] : answers.length === 1 ? [[riskNo, { from: placeKey(answers[0]!.place) }]] : [],
    ),
  );

const block = 200;
/** Every department of a round that has risks. */
export async function departmentsOf(roundId: string): Promise<string[]> {
  const ids: string[] = [];
  for (let offset = 0, total = 1; offset < total; offset += block) {
    const read = await load('round.sheets', { id: roundId, offset, limit: block });
    ids.push(...read.rows.filter(({ risks }) => risks > 0).map(({ id }) => id));
    ({ total } = read);
  }
  return ids;
}
