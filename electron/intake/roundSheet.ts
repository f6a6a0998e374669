import { answerHeads } from '../filing/roundSheet/compose';
import { readDate } from './dates';
import { IntakeFailure } from './failure';
import { plainText } from './headText';
import { isSignature } from './rowKind';
import { cellAt, columnLetter, filled, type Sheet, type Workbook } from './sheet';
import { readNumber } from './values';

export interface Answer {
  file: string;
  sheet: string;
  sheetRow: number;
  riskNo: string;
  confirmed: boolean;
  l: number | null;
  e: number | null;
  c: number | null;
  s: number | null;
  reason: string;
  reviewer: string;
  by: string;
  on: string | null;
}
export interface AnswerFault {
  file: string;
  sheet: string;
  sheetRow: number;
  column: string;
  value: string;
  key: 'numberNotRead' | 'dateNotRead' | 'notTicked' | 'notAnswered' | 'addedLine';
}
export interface AnswersRead {
  roundNo: string | null;
  answers: Answer[];
  faults: AnswerFault[];
  /** Lines handed out and left blank. */ blank: number;
}

type Head = keyof typeof answerHeads | 'riskNo';
const ticks = /^(√|✓|✔|☑|v|y|yes|是|对|同意|无变化|没有变化|不变|未变|确认|已确认|确认无变化|ok|1)$/i;

/**
 * Reads hand-out sheets that came back; every sheet of the workbook that has the heads of one.
 * @throws IntakeFailure when none has
 */
export function readAnswers({ file, sheets }: Workbook): AnswersRead {
  const found = sheets.some((sheet) => findHead(sheet) !== undefined);
  if (!found) throw new IntakeFailure('notRoundSheet', { file });
  const read: AnswersRead = { roundNo: null, answers: [], faults: [], blank: 0 };
  for (const sheet of sheets) {
    const head = findHead(sheet);
    if (head === undefined) continue;
    read.roundNo ??= roundNoAbove(sheet, head.row);
    for (let row = head.row + 1; row < sheet.rows.length; row += 1) readLine(file, sheet, row, head.columns, read);
  }
  return read;
}

function findHead(sheet: Sheet): { row: number; columns: Map<Head, number> } | undefined {
  const titles = new Map<string, Head>([
    ...Object.entries(answerHeads).map(([key, title]): [string, Head] => [plainText(title), key as Head]),
    [plainText('编号'), 'riskNo'],
  ]);
  for (let row = 0; row < Math.min(sheet.rows.length, 30); row += 1) {
    const columns = new Map<Head, number>();
    sheet.rows[row]!.forEach((cell, column) => {
      const key = titles.get(plainText(cell.text));
      if (key !== undefined) columns.set(key, column);
    });
    if (columns.has('riskNo') && columns.has('confirmed')) return { row, columns };
  }
  return undefined;
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

/** What somebody wrote on a line of their own, '' where nothing but ticks, a remark below the table or a place to sign stands there. */
function addedText(sheet: Sheet, row: number, columns: ReadonlyMap<Head, number>): string {
  const answered = new Set([...columns].filter(([head]) => head !== 'reason').map(([, column]) => column));
  const cells = sheet.rows[row]!.filter((cell, column) => filled(cell) && !answered.has(column) && readNumber(cell) === undefined);
  const isRemark = cells.length === 1 && sheet.merges.some(({ top, bottom }) => top <= row && row <= bottom);
  return cells.length === 0 || isRemark || isSignature(cells[0]!.text, cells, cells.length) ? '' : cells.map(({ text }) => text).join('；');
}

function readLine(file: string, sheet: Sheet, row: number, columns: Map<Head, number>, read: AnswersRead): void {
  const at = (head: Head) => cellAt(sheet, row, columns.get(head) ?? -1);
  const riskNo = at('riskNo').text.normalize('NFKC').trim();
  const heads = Object.keys(answerHeads) as (keyof typeof answerHeads)[];
  if (riskNo === '') {
    const value = addedText(sheet, row, columns);
    if (value !== '') read.faults.push({ file, sheet: sheet.name, sheetRow: row + 1, column: '编号', value, key: 'addedLine' });
    return;
  }
  if (!heads.some((head) => filled(at(head)))) {
    if (sheet.rows[row]!.filter(filled).length > 2) read.blank += 1;
    return;
  }
  const faults = read.faults.length;
  const fault = (head: Head, key: AnswerFault['key']) =>
    read.faults.push({
      file,
      sheet: sheet.name,
      sheetRow: row + 1,
      column: `${columnLetter(columns.get(head) ?? 0)} ${head === 'riskNo' ? '编号' : answerHeads[head]}`,
      value: at(head).text,
      key,
    });
  const number = (head: 'l' | 'e' | 'c' | 's'): number | null => {
    if (!filled(at(head))) return null;
    const value = readNumber(at(head));
    if (value === undefined) fault(head, 'numberNotRead');
    return value ?? null;
  };
  const date = filled(at('on')) ? readDate(at('on')) : undefined;
  if (date !== undefined && !('date' in date)) fault('on', 'dateNotRead');
  const [l, e, c, s] = [number('l'), number('e'), number('c'), number('s')];
  const confirmed = ticks.test(at('confirmed').text.normalize('NFKC').trim());
  // A line that says neither “as before” nor something new has confirmed nothing.
  if (!confirmed && read.faults.length === faults && [l, e, c, s].every((value) => value === null))
    fault('confirmed', filled(at('confirmed')) ? 'notTicked' : 'notAnswered');
  if (read.faults.length > faults) return;
  read.answers.push({
    file,
    sheet: sheet.name,
    sheetRow: row + 1,
    riskNo,
    confirmed,
    l,
    e,
    c,
    s,
    reason: at('reason').text.trim(),
    reviewer: at('reviewer').text.trim(),
    by: at('by').text.trim(),
    on: date !== undefined && 'date' in date ? date.date : null,
  });
}
