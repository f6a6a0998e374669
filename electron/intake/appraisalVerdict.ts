import { scoreFault } from '../../db/domain/responsibility/appraise';
import type { FillItem } from '../../db/query/appraisalItems';
import { givenOf, sideMark, type Given, type Side } from '../filing/appraisal/fillMark';
import { fillHeads } from '../filing/appraisal/fillSheet';
import type { FillFault, FillLine } from './appraisalSheet';
import { placeKey, type SheetPlace } from './returned';

/** Whose word stands where a sheet and what is stored, or two sheets, differ. */
export interface FillDecision {
  /** Line of the answer that stands (`placeKey`); null keeps what is stored. */
  from: string | null;
}

/** One half of one duty of one person. */
interface Named extends Pick<FillItem, 'appraisalId' | 'personName' | 'department' | 'title' | 'no' | 'text' | 'standard10' | 'revision'> {
  itemId: string;
  side: Side;
  before: Given;
}
export interface FillAnswer {
  place: SheetPlace;
  after: Given;
}
export interface FillTaken extends Named, FillAnswer {}
/** The same half answered differently in two lines, or changed here since it was handed out. */
export interface FillConflict extends Named {
  /** By which it is decided. */
  key: string;
  kind: 'twoAnswers' | 'changedSince';
  answers: FillAnswer[];
  decision: FillDecision | null;
}
export type FillRefusalKey = FillFault['key'] | 'over' | 'reason' | 'signed' | 'gone' | 'notYours' | 'notAssessor';
export type FillRefusal = Omit<FillFault, 'key'> & { key: FillRefusalKey; params?: Record<string, string | number> };

export interface FillVerdict {
  taken: FillTaken | null;
  conflict: FillConflict | null;
  refusals: FillRefusal[];
  /** Answers that say what is stored already. */
  same: number;
}

export const refusalOf = (line: FillLine, side: Side, key: FillRefusalKey, params?: Record<string, string | number>): FillRefusal => {
  const { file, sheet, sheetRow, person, no } = line;
  const { score10, words } = line.given[side]!;
  const value = [`${score10! / 10}`, words].filter((part) => part !== '').join('；');
  return { file, sheet, sheetRow, person, no, column: fillHeads[side], value, key, ...(params && { params }) };
};

/** What becomes of what some lines say of one half of a duty. */
export function judgeFilled(item: FillItem, side: Side, lines: readonly FillLine[], decision: FillDecision | undefined): FillVerdict {
  const refusals: FillRefusal[] = [];
  const answers = [...Map.groupBy(lines, (line) => sideMark(line.given[side]!)).values()].flatMap((same) => {
    const fault = faultOf(item, side, same[0]!.given[side]!);
    if (fault === undefined) return same[0]!;
    refusals.push(...same.map((line) => refusalOf(line, side, fault, fault === 'over' ? { standard: item.standard10 / 10 } : undefined)));
    return [];
  });
  const before = givenOf(item, side);
  const nothing = { taken: null, conflict: null, refusals, same: 0 };
  const [first] = answers;
  if (first === undefined) return nothing;
  const { id: itemId, appraisalId, personName, department, title, no, text, standard10, revision } = item;
  const named: Named = { itemId, appraisalId, personName, department, title, no, text, standard10, revision, side, before };
  const answerOf = (line: FillLine): FillAnswer => ({
    place: { file: line.file, sheet: line.sheet, sheetRow: line.sheetRow },
    after: line.given[side]!,
  });
  if (answers.length === 1 && sideMark(first.given[side]!) === sideMark(before)) return { ...nothing, same: 1 };
  const isOvertaken = sideMark(before) !== first.mark.handed[side];
  if (answers.length === 1 && !isOvertaken) return { ...nothing, taken: { ...named, ...answerOf(first) } };
  const chosen = answers.find((line) => placeKey(line) === decision?.from);
  const conflict: FillConflict = {
    ...named,
    key: `${itemId} ${side}`,
    kind: answers.length > 1 ? 'twoAnswers' : 'changedSince',
    answers: answers.map(answerOf),
    decision: chosen !== undefined || decision?.from === null ? decision! : null,
  };
  return { ...nothing, conflict, taken: chosen === undefined ? null : { ...named, ...answerOf(chosen) } };
}

function faultOf(item: FillItem, side: Side, { score10, words }: Given): 'signed' | 'over' | 'reason' | undefined {
  if (item.signedOn !== null) return 'signed';
  return side === 'self'
    ? scoreFault({ self10: score10, check10: null, reason: '' }, item.standard10)
    : scoreFault({ self10: null, check10: score10, reason: words }, item.standard10);
}
