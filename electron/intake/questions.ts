import { sheetKey, type RowPlace } from './rowPlace';

/**
 * What only a person can decide about a row. Every question has an answer that loses nothing and is taken when nobody decides.
 * Words: `question.<key>` of the locale `intake`.
 */
export const questionKeys = ['similar', 'numberTaken', 'sameElsewhere', 'alreadyTwice', 'duplicate', 'namesake', 'sameName'] as const;
export type QuestionKey = (typeof questionKeys)[number];
/** Questions of which risk of the register a row means. */
export const partnerKeys = ['similar', 'numberTaken', 'sameElsewhere', 'alreadyTwice'] as const satisfies readonly QuestionKey[];
export type PartnerKey = (typeof partnerKeys)[number];

export interface Question {
  key: QuestionKey;
  field: string;
  /** A word of the locale (`choice.<value>`), or the id of a record with the text that names it. */
  choices: { value: string; text?: string }[];
  /** Taken when nobody decides. */
  fallback: string;
  answer: string | null;
  params?: Readonly<Record<string, string | number>>;
}

/** Answers about one row; `of` is the key of the risk that it spoke of: a row of a file that was changed since is asked again. */
export type Decision = Partial<Record<QuestionKey | 'of', string>>;

/** What may be answered for all rows that ask the same. */
export const answersForAll = {
  similar: ['new', 'same'],
  numberTaken: ['new', 'same'],
  sameElsewhere: ['new', 'same'],
  alreadyTwice: ['same', 'new'],
  duplicate: ['both', 'first'],
  namesake: ['text', 'department'],
  sameName: ['apart', 'first'],
} as const satisfies Record<QuestionKey, readonly [string, ...string[]]>;

/** What a person settled: row by row, else for all that ask the same. */
export interface Settled {
  decisions: Readonly<Record<string, Decision>>;
  answers: Readonly<Partial<Record<QuestionKey, string>>>;
}

/** Names a row in the answers of a person: `一车间.xlsx#Sheet1#12`. */
export const rowKey = ({ file, sheet, sheetRow }: RowPlace): string => `${sheetKey(file, sheet)}#${sheetRow}`;

/** What was decided about a row that still says what it said then. */
export function decisionOf({ decisions }: Settled, row: RowPlace & { matchKey: string }): Decision {
  const found = decisions[rowKey(row)] ?? {};
  return found.of === undefined || found.of === row.matchKey ? found : {};
}

/** Nobody has decided yet. */
export const isOpen = (questions: readonly Question[]): boolean => questions.some(({ answer }) => answer === null);

/** How many rows ask each question, and how many of them are still open. */
export function countQuestions(
  rows: Iterable<{ questions: readonly Question[] }>,
): Partial<Record<QuestionKey, { asked: number; open: number }>> {
  const counts: Partial<Record<QuestionKey, { asked: number; open: number }>> = {};
  for (const { questions } of rows)
    for (const { key, answer } of questions) {
      const count = (counts[key] ??= { asked: 0, open: 0 });
      count.asked += 1;
      if (answer === null) count.open += 1;
    }
  return counts;
}
