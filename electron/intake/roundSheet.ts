import { answerHeads, markHead, noDepartment, shownHeads } from '../filing/roundSheet/compose';
import { readMark, textMark, type MarkedPart } from '../filing/roundSheet/mark';
import { readDate } from './dates';
import { IntakeFailure } from './failure';
import { findHead, headsOf, type SheetPlace } from './returned';
import { isSignature } from './rowKind';
import { cellAt, columnLetter, filled, type Sheet, type Workbook } from './sheet';
import { readNumber } from './values';

/** What a line of a returned sheet says. */
interface Line extends SheetPlace {
  /** As the sheet names it above its table; empty for none. */
  department: string;
  l: number | null;
  e: number | null;
  c: number | null;
  s: number | null;
  /** Texts as they stand on the sheet; empty where it has none. */
  step: string;
  hazardSource: string;
  measures: string;
  /** 措施落实情况. */
  implementation: string;
  reason: string;
  reviewer: string;
  by: string;
  on: string | null;
}
export interface Answer extends Line {
  riskNo: string;
  confirmed: boolean;
  cancelled: boolean;
  /** Marks of what was handed out; null on a sheet that was typed anew. */
  mark: Record<MarkedPart, string> | null;
}
/** A line without a number: a risk that a department has found. */
export interface AddedLine extends Line {
  riskPoint: string;
}
export interface AnswerFault extends SheetPlace {
  department: string;
  column: string;
  value: string;
  key: 'numberNotRead' | 'dateNotRead' | 'notTicked' | 'notAnswered' | 'addedLine' | 'tooLong';
  params?: Record<string, string>;
}
export interface AnswersRead {
  roundNo: string | null;
  /** Departments that the sheets name. */
  departments: string[];
  answers: Answer[];
  added: AddedLine[];
  faults: AnswerFault[];
  /** Lines handed out and left blank. */ blank: number;
}

type Head = keyof typeof answerHeads | keyof typeof shownHeads | 'mark';
const titleOf: Record<Head, string> = { ...answerHeads, ...shownHeads, mark: markHead };
const heads = headsOf(titleOf);
const needed = ['riskNo', 'confirmed'] as const;
const ticks = /^(√|✓|✔|☑|v|y|yes|是|对|同意|无变化|没有变化|不变|未变|确认|已确认|确认无变化|取消|已取消|ok|1)$/i;

/** As the register takes them; a longer text is told, not cut. */
const longest: Partial<Record<Head, number>> = {
  riskPoint: 200,
  step: 500,
  hazardSource: 2000,
  measures: 16_000,
  implementation: 2000,
  reason: 1000,
  reviewer: 60,
  by: 60,
};

/**
 * Reads hand-out sheets that came back; every sheet of the workbook that has the heads of one.
 * @throws IntakeFailure when none has
 */
export function readAnswers({ file, sheets }: Workbook): AnswersRead {
  const found = sheets.some((sheet) => findHead(sheet, heads, needed) !== undefined);
  if (!found) throw new IntakeFailure('notRoundSheet', { file });
  const read: AnswersRead = { roundNo: null, departments: [], answers: [], added: [], faults: [], blank: 0 };
  for (const sheet of sheets) {
    const head = findHead(sheet, heads, needed);
    if (head === undefined) continue;
    read.roundNo ??= roundNoAbove(sheet, head.row);
    const department = departmentAbove(sheet, head.row);
    if (department !== '') read.departments.push(department);
    for (let row = head.row + 1; row < sheet.rows.length; row += 1) readLine({ file, sheet, row, department, columns: head.columns }, read);
  }
  return read;
}

function roundNoAbove(sheet: Sheet, headRow: number): string | null {
  for (let row = 0; row < headRow; row += 1) {
    for (const cell of sheet.rows[row]!) {
      const found = /PG-\d{4}(?:Q[1-4])?-\d+/.exec(cell.text.normalize('NFKC'));
      if (found) return found[0];
    }
  }
  return null;
}

/** The department that a sheet names above its table. */
function departmentAbove(sheet: Sheet, headRow: number): string {
  for (let row = 0; row < headRow; row += 1) {
    for (const cell of sheet.rows[row]!) {
      const found = /(?:^|\s)部门[:：]\s*(\S.*?)(?=\s{2}|\s\S+[:：]|$)/.exec(cell.text);
      if (found) return found[1] === noDepartment ? '' : found[1]!;
    }
  }
  return '';
}

/** What somebody wrote on a line of their own, '' where nothing but ticks, a remark below the table or a place to sign stands there. */
function addedText(sheet: Sheet, row: number, columns: ReadonlyMap<Head, number>): string {
  const answered = new Set(
    [...columns].filter(([head]) => head in answerHeads && head !== 'reason' && head !== 'implementation').map(([, column]) => column),
  );
  const cells = sheet.rows[row]!.filter((cell, column) => filled(cell) && !answered.has(column) && readNumber(cell) === undefined);
  const isRemark = cells.length === 1 && sheet.merges.some(({ top, bottom }) => top <= row && row <= bottom);
  return cells.length === 0 || isRemark || isSignature(cells[0]!.text, cells, cells.length) ? '' : cells.map(({ text }) => text).join('；');
}

interface LinePlace {
  file: string;
  sheet: Sheet;
  row: number;
  department: string;
  columns: ReadonlyMap<Head, number>;
}

function readLine({ file, sheet, row, department, columns }: LinePlace, read: AnswersRead): void {
  const place = { file, sheet: sheet.name, sheetRow: row + 1, department };
  const at = (head: Head) => cellAt(sheet, row, columns.get(head) ?? -1);
  const text = (head: Head) => at(head).text.trim();
  const riskNo = text('riskNo').normalize('NFKC');
  const isAnswered = (Object.keys(answerHeads) as Head[]).some((head) => filled(at(head)));
  const own = riskNo === '' ? addedText(sheet, row, columns) : '';
  if (riskNo === '' && own === '') return;
  // What stands in the columns of a line is only read where the line answers: an untouched one is blank, whatever it shows.
  if (riskNo !== '' && !isAnswered && readMark(text('mark')) === null) {
    if (sheet.rows[row]!.filter(filled).length > 2) read.blank += 1;
    return;
  }
  const faults = read.faults.length;
  const fault = (head: Head, key: AnswerFault['key'], value = at(head).text) =>
    read.faults.push({ ...place, column: `${columnLetter(columns.get(head) ?? 0)} ${titleOf[head]}`, value, key });
  const number = (head: 'l' | 'e' | 'c' | 's'): number | null => {
    if (!filled(at(head))) return null;
    const value = readNumber(at(head));
    if (value === undefined) fault(head, 'numberNotRead');
    return value ?? null;
  };
  const date = filled(at('on')) ? readDate(at('on')) : undefined;
  if (date !== undefined && !('date' in date)) fault('on', 'dateNotRead');
  for (const [head, length] of Object.entries(longest) as [Head, number][])
    if (text(head).length > length) fault(head, 'tooLong', String(length));
  const line: Line = {
    ...place,
    l: number('l'),
    e: number('e'),
    c: number('c'),
    s: number('s'),
    step: text('step'),
    hazardSource: text('hazardSource'),
    measures: text('measures'),
    implementation: text('implementation'),
    reason: text('reason'),
    reviewer: text('reviewer'),
    by: text('by'),
    on: date !== undefined && 'date' in date ? date.date : null,
  };
  const isGraded = [line.l, line.e, line.c, line.s].some((value) => value !== null);
  if (riskNo === '') {
    const riskPoint = text('riskPoint');
    const lacks = [
      ...(riskPoint === '' ? [shownHeads.riskPoint] : []),
      ...(line.hazardSource === '' ? [shownHeads.hazardSource] : []),
      ...(line.l !== null && (line.s !== null || (line.e !== null && line.c !== null)) ? [] : ['L、E、C（或 L、S）']),
    ];
    if (read.faults.length > faults) return;
    if (lacks.length === 0) read.added.push({ ...line, riskPoint });
    else read.faults.push({ ...place, column: shownHeads.riskNo, value: own, key: 'addedLine', params: { lacks: lacks.join('、') } });
    return;
  }
  const [confirmed, cancelled] = (['confirmed', 'cancelled'] as const).map((head) => ticks.test(text(head).normalize('NFKC'))) as [
    boolean,
    boolean,
  ];
  const answer: Answer = { ...line, riskNo, confirmed, cancelled, mark: readMark(text('mark')) };
  const isMended = answer.mark !== null && mendedTexts(answer).length > 0;
  if (!isAnswered && !isMended) {
    read.blank += 1;
    return;
  }
  // A line that says neither “as before” nor something new has confirmed nothing.
  if (!confirmed && !cancelled && !isMended && read.faults.length === faults && !isGraded)
    fault('confirmed', filled(at('confirmed')) ? 'notTicked' : 'notAnswered');
  if (read.faults.length === faults) read.answers.push(answer);
}

/** Texts of a line that are not what was handed out; an emptied cell is no answer. */
export const mendedTexts = (answer: Answer): Exclude<MarkedPart, 'assessment'>[] =>
  (['step', 'hazardSource', 'measures'] as const).filter(
    (part) => answer.mark !== null && answer[part] !== '' && textMark(answer[part]) !== answer.mark[part],
  );
