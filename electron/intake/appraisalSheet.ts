import { standardOf } from '../../db/domain/responsibility/list';
import { fillHeads, fillShown, markHead } from '../filing/appraisal/fillSheet';
import { readFillMark, sideMark, sides, type FillMark, type Given, type Side } from '../filing/appraisal/fillMark';
import { IntakeFailure } from './failure';
import { findHead, headsOf, type SheetPlace } from './returned';
import { cellAt, filled, type Cell, type Sheet, type Workbook } from './sheet';

/** A line of a returned sheet. */
export interface FillLine extends SheetPlace {
  mark: FillMark;
  /** As the sheet shows them, for messages. */
  person: string;
  no: string;
  /** What has been filled in; null where nothing has, or where it stands as it was handed out. */
  given: Record<Side, Given | null>;
}
export type FillFaultKey = 'noMark' | 'notScore' | 'formula' | 'wordsAlone' | 'tooLong';
export interface FillFault extends SheetPlace {
  person: string;
  no: string;
  column: string;
  value: string;
  key: FillFaultKey;
}
export interface FillRead {
  lines: FillLine[];
  /** Faults of lines, with their marks where they have any: those of another period are not told. */
  faults: (FillFault & { mark: FillMark | null })[];
}

const titles = { ...fillShown, ...fillHeads, mark: markHead };
type Head = keyof typeof titles;
const heads = headsOf(titles);
const cellsOf: Record<Side, { score: Head; words: Head }> = {
  self: { score: 'self', words: 'selfNote' },
  check: { score: 'check', words: 'reason' },
};
const longest = 500;

/**
 * Reads assessment sheets that were filled in; every sheet of the workbook that has their heads.
 * @throws IntakeFailure when none has, or the column is gone by which lines are known
 */
export function readFillSheets({ file, sheets }: Workbook): FillRead {
  const found = sheets.flatMap((sheet) => {
    const head = findHead(sheet, heads, ['text', 'self']);
    return head === undefined ? [] : [{ sheet, ...head }];
  });
  if (found.length === 0) throw new IntakeFailure('notFillSheet', { file });
  if (!found.some(({ columns }) => columns.has('mark'))) throw new IntakeFailure('markColumnLost', { file });
  const read: FillRead = { lines: [], faults: [] };
  for (const { sheet, row, columns } of found)
    for (let at = row + 1; at < sheet.rows.length; at += 1) readLine(file, sheet, at, columns, read);
  return read;
}

function readLine(file: string, sheet: Sheet, row: number, columns: ReadonlyMap<Head, number>, read: FillRead): void {
  const at = (head: Head): Cell => cellAt(sheet, row, columns.get(head) ?? -1);
  const place = { file, sheet: sheet.name, sheetRow: row + 1 };
  const told = { ...place, person: at('person').text, no: at('no').text };
  const mark = readFillMark(at('mark').text);
  const fault = (head: Head, key: FillFaultKey) => read.faults.push({ ...told, column: titles[head], value: at(head).text, key, mark });
  if (mark === null) {
    // Remarks and places to sign go over the whole width.
    const isBand = sheet.merges.some(({ top, bottom }) => top <= row && row <= bottom);
    if (!isBand && (['self', 'selfNote', 'check', 'reason'] as const).some((head) => columns.has(head) && filled(at(head))))
      fault('mark', 'noMark');
    return;
  }
  const given = Object.fromEntries(sides.map((side) => [side, readSide(side)])) as FillLine['given'];
  read.lines.push({ ...told, mark, given });

  function readSide(side: Side): Given | null {
    const { score: scoreHead, words: wordsHead } = cellsOf[side];
    const words = at(wordsHead).text;
    const score10 = scoreOf(at(scoreHead));
    if (score10 === undefined) {
      fault(scoreHead, at(scoreHead).formulaWithoutValue ? 'formula' : 'notScore');
      return null;
    }
    if (sideMark({ score10, words }) === mark!.handed[side] || (score10 === null && words === '')) return null;
    if (score10 === null) fault(wordsHead, 'wordsAlone');
    else if (words.length > longest) fault(wordsHead, 'tooLong');
    else return { score10, words };
    return null;
  }
}

/** A score in tenths; NULL for none, undefined for what is no score. */
function scoreOf(cell: Cell): number | null | undefined {
  if (!filled(cell)) return null;
  if (cell.error || cell.formulaWithoutValue) return undefined;
  // Sums of tenths carry what binary numbers cannot say.
  return standardOf(typeof cell.value === 'number' ? String(Number(cell.value.toPrecision(12))) : cell.text.normalize('NFKC'));
}
