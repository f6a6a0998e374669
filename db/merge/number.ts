import { newRiskNo } from '../domain/risk/riskNo';
import type { Reader } from '../handle';
import type { Subject } from '../tables';
import type { Side } from './records';
import { numberColumns, type AnyRow } from './shape';

/** Numbers that stand on paper already: the older record keeps it, the other one gets this behind its own. */
const secondMark = '-乙';

const isUsed = (reader: Reader, subject: Subject, number: string): boolean =>
  reader.value(`SELECT 1 FROM "${subject}" WHERE "${numberColumns[subject]!}" = ?`, [number]) !== undefined;

/** A number instead of one that is taken. */
export interface NewNumber {
  to: string;
  /** Whose record gets it. */
  side: Side;
  /** The running number that is used up by it. */
  counter: { subject: Subject; scope: string; last: number } | null;
}

/** Which of two records of one number gets another, and which that is. */
export function nextNumber(mine: Reader, subject: Subject, theirs: AnyRow): NewNumber {
  const column = numberColumns[subject]!;
  const number = String(theirs[column]);
  if (isOnPaper(subject, theirs)) {
    let to = `${number}${secondMark}`;
    while (isUsed(mine, subject, to)) to += secondMark.slice(1);
    const here = mine.value<number>(`SELECT createdAt FROM "${subject}" WHERE "${column}" = ?`, [number]) ?? 0;
    return { to, side: here <= Number(theirs['createdAt']) ? 'theirs' : 'mine', counter: null };
  }
  const scope = subject === 'round' ? String(theirs['period']) : '';
  const written = (count: number): string =>
    subject === 'risk'
      ? newRiskNo(count)
      : subject === 'riskPoint'
        ? `FXD-${String(count).padStart(3, '0')}`
        : `PG-${scope}-${String(count).padStart(2, '0')}`;
  let last = (mine.value<number>('SELECT last FROM counter WHERE subject = ? AND scope = ?', [subject, scope]) ?? 0) + 1;
  while (isUsed(mine, subject, written(last))) last += 1;
  return { to: written(last), side: 'theirs', counter: { subject, scope, last } };
}

/** Numbers that were printed the day they were given. */
const printed: ReadonlySet<Subject> = new Set(['filing', 'submission', 'letter', 'leaderInspection', 'committeeMeeting']);
/** Papers, what was handed over, closed rounds. */
export const isOnPaper = (subject: Subject, row: AnyRow): boolean =>
  printed.has(subject) || (subject === 'round' && row['status'] === 'closed');

/** The name under which a kept paper of the other copy lies here: another one where we keep other bytes under that name. */
export function fileNameHere(mine: Reader, { name, sha256 }: { name: string; sha256: string }): string {
  const isOther = mine.value('SELECT 1 FROM filingFile WHERE name = ? AND sha256 <> ?', [name, sha256]) !== undefined;
  return isOther ? name.replace(/(\.[^.]*)?$/, (end) => `${secondMark}${end}`) : name;
}
