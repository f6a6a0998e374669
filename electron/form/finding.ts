import type { Finding } from '../../db/domain/rule';
import { columnLetter } from '../intake/sheet';

/** Something that keeps a form from being filled, or that the one who fills it should know; with its place. */
export interface FormFinding {
  /** Sentence `rule:form.<key>`. */
  key:
    | 'sheetGone'
    | 'headMoved'
    | 'headChanged'
    | 'cellChanged'
    | 'mergedAway'
    | 'mergeAcross'
    | 'formula'
    | 'protected'
    | 'notListed'
    | 'wordsOther'
    | 'notNumber'
    | 'tooLong'
    | 'unknownField'
    | 'nothingMapped'
    | 'overlap'
    | 'sample'
    | 'departmentRead'
    | 'noDepartments'
    | 'cutText'
    | 'tooHigh';
  sheet: string;
  /** `E5`; empty for the sheet or the workbook as a whole. */
  cell: string;
  /** What was expected there, and what stands there. */
  expected: string;
  found: string;
  /** The form is filled all the same. */
  advice?: true;
}

export const cellName = (row: number, column: number): string => `${columnLetter(column)}${row + 1}`;

/** A long text by its beginning. */
export const briefly = (text: string, most = 40): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
};

/** As a refusal tells it. */
export const asFinding = ({ key, sheet, cell, expected, found, advice }: FormFinding): Finding => ({
  rule: 'form',
  kind: advice ? 'house' : 'arithmetic',
  key: `form.${key}`,
  params: { form: sheet, cell, expected, found },
});
