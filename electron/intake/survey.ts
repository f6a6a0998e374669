import { layoutSignature, proposeColumns, type ColumnProposal, type RememberedColumns } from './columns';
import { sheetFacts, type SheetFacts } from './facts';
import type { IntakeSubject } from './fields';
import { findHead, headAt, headless, kindWithoutHead, sampleBelow, type Head, type SheetKind } from './head';
import { plainText } from './headText';
import type { SheetNote } from './notes';
import { readRows, type RowsRead } from './rows';
import type { LongWork, Sheet, Workbook } from './sheet';

/** What a person settled for a sheet; everything else is proposed. */
export interface SheetChoice {
  /** Take it in although it is hidden or looks like no table, or leave it out. */
  use?: boolean;
  /** 1-based rows of the head; `null` says that there is none. */
  head?: { top: number; bottom: number } | null;
  /** Field by column letter or title; null leaves a column out. */
  columns?: Readonly<Record<string, string | null>>;
  /** Department of the whole sheet. */
  department?: string;
  /** Assessment date of the whole sheet, ISO. */
  date?: string;
}

export interface SurveyOptions {
  /** Columns chosen before, by layout signature. */
  remembered?: Readonly<Record<string, RememberedColumns>>;
  /** Choices by sheet name. */
  choices?: Readonly<Record<string, SheetChoice>>;
}

export interface SheetSurvey {
  file: string;
  sheet: string;
  /** Place in the workbook, 0-based. */
  index: number;
  kind: SheetKind;
  hidden: boolean;
  /** True when its rows are to be taken in. */
  used: boolean;
  head?: Head;
  columns: ColumnProposal[];
  /** Name of the layout; a mapping is remembered by it. */
  signature: string;
  facts: SheetFacts;
  notes: SheetNote[];
}

/** Looks at every sheet: what it is, where its head stands, which column is which field. */
export const surveyWorkbook = (workbook: Workbook, subject: IntakeSubject, options: SurveyOptions = {}): SheetSurvey[] =>
  workbook.sheets.map((sheet, index) => surveySheet(sheet, index, subject, workbook.file, options));

function surveySheet(sheet: Sheet, index: number, subject: IntakeSubject, file: string, options: SurveyOptions): SheetSurvey {
  const choice = options.choices?.[sheet.name] ?? {};
  const head =
    choice.head === null
      ? headless(sheet)
      : choice.head !== undefined
        ? headAt(sheet, subject, choice.head.top - 1, choice.head.bottom - 1)
        : (findHead(sheet, subject) ?? headNamed(sheet, subject, choice.columns));
  const notes: SheetNote[] = [];
  if (sheet.hidden) notes.push({ key: 'hidden' });
  if (sheet.ignoredCells > 0) notes.push({ key: 'columnsIgnored', params: { count: sheet.ignoredCells } });
  const base = { file, sheet: sheet.name, index, hidden: sheet.hidden };
  if (head === undefined) {
    const kind = kindWithoutHead(sheet);
    notes.push({ key: kind });
    return { ...base, kind, used: false, columns: [], signature: '', facts: sheetFacts(sheet, 0, file), notes };
  }
  const signature = layoutSignature(subject, head.columns);
  const remembered = options.remembered?.[signature];
  const columns = proposeColumns(subject, head.columns, {
    ...(remembered !== undefined && { remembered }),
    ...(choice.columns !== undefined && { chosen: choice.columns }),
    sample: (column) => sampleBelow(sheet, head, column),
  });
  if (columns.some(({ why }) => why === 'inherent')) notes.push({ key: 'inherentIgnored' });
  const hiddenMapped = columns.filter(({ field, from }) => field !== null && sheet.hiddenColumns.has(from));
  if (hiddenMapped.length > 0)
    notes.push({ key: 'hiddenColumns', params: { columns: hiddenMapped.map(({ letter }) => letter).join('、') } });
  const facts = sheetFacts(sheet, Math.max(head.top, 0), file);
  if (choice.department !== undefined) facts.department = choice.department;
  if (choice.date !== undefined) Object.assign(facts, { date: choice.date, year: Number(choice.date.slice(0, 4)) });
  return { ...base, kind: 'table', used: choice.use ?? !sheet.hidden, head, columns, signature, facts, notes };
}

/** The row that bears titles which a person named, in a table whose own words say nothing. */
function headNamed(sheet: Sheet, subject: IntakeSubject, columns: SheetChoice['columns'] = {}): Head | undefined {
  const titles = new Set(
    Object.keys(columns)
      .map(plainText)
      .filter((title) => title.length > 1),
  );
  const row = sheet.rows
    .slice(0, 60)
    .findIndex((cells) => cells.filter(({ text }) => titles.has(plainText(text))).length >= Math.min(2, titles.size) && titles.size > 0);
  return row < 0 ? undefined : headAt(sheet, subject, row, row);
}

/** Records of sheets that were read before, with what they were read by. */
const knownRows = new WeakMap<Sheet, { by: string; read: RowsRead }>();

/** Reads the records of a surveyed sheet; only once as long as its head and its columns are taken for the same. */
export function readSurveyed(workbook: Workbook, survey: SheetSurvey, subject: IntakeSubject, work: LongWork = {}): RowsRead {
  const sheet = workbook.sheets[survey.index];
  if (sheet === undefined || survey.head === undefined) return { rows: [], skipped: [] };
  const by = JSON.stringify([subject, survey.file, survey.head, survey.columns, survey.facts.year]);
  const known = knownRows.get(sheet);
  if (known?.by === by) return known.read;
  const read = readRows(sheet, { ...survey, head: survey.head }, subject, work);
  knownRows.set(sheet, { by, read });
  return read;
}
