import { createHash } from 'node:crypto';
import { IntakeFailure } from './failure';
import type { IntakeSubject } from './fields';
import { personCandidates, type PeopleIntake } from './people';
import { riskCandidates, type RiskIntake, type RiskOptions, type SurveyedRows } from './risks';
import type { RowsRead } from './rows';
import type { LongWork, Workbook } from './sheet';
import { readSurveyed, surveyWorkbook, type SheetSurvey, type SurveyOptions } from './survey';
import { readWorkbook } from './workbook';

/** A file to be taken in, already in memory. */
export interface IntakeFile {
  name: string;
  bytes: Uint8Array;
}

/** What a person settled, beside the choices per sheet: `choices` by file name, then by sheet name. */
export interface IntakeChoices {
  remembered?: SurveyOptions['remembered'];
  choices?: Readonly<Record<string, SurveyOptions['choices']>>;
}

export interface TakenFile {
  file: string;
  format: Workbook['format'];
  encoding?: string;
  surveys: SheetSurvey[];
  /** Rows below a head that are no records, by sheet name. */
  skipped: Record<string, RowsRead['skipped']>;
}

interface Taken {
  files: TakenFile[];
  /** Files that cannot be taken in; while there is one, nothing may be applied. */
  failures: IntakeFailure[];
}
export type TakenRisks = Taken & RiskIntake;
export type TakenPeople = Taken & PeopleIntake;

/** Reads files of risks: workbook → heads → columns → rows → candidates and refused rows. */
export async function takeRisks(
  files: readonly IntakeFile[],
  options: RiskOptions & IntakeChoices,
  work: LongWork = {},
): Promise<TakenRisks> {
  const { taken, sheets } = takeRows(await readFiles(files, work), 'risk', options, work);
  return { ...taken, ...riskCandidates(sheets, options) };
}

/** Reads files of people and their certificates. */
export async function takePeople(files: readonly IntakeFile[], options: IntakeChoices = {}, work: LongWork = {}): Promise<TakenPeople> {
  const { taken, sheets } = takeRows(await readFiles(files, work), 'person', options, work);
  return { ...taken, ...personCandidates(sheets) };
}

/** Workbooks that were read last, by name and content: every decision of a person plans the same files again. */
let kept: ReadonlyMap<string, Workbook> = new Map();
/** Lets go of what was read. */
export const forgetRead = (): void => void (kept = new Map());

/** Reads the files one after the other; a file that fails does not keep the others from being looked at. */
export async function readFiles(
  files: readonly IntakeFile[],
  work: LongWork = {},
): Promise<{ workbooks: Workbook[]; failures: IntakeFailure[] }> {
  const workbooks: Workbook[] = [];
  const failures: IntakeFailure[] = [];
  const read = new Map<string, Workbook>();
  for (const [index, { name, bytes }] of files.entries()) {
    const onProgress = (share: number): void => work.onProgress?.(((index + share) / files.length) * 0.6);
    const key = createHash('sha256').update(`${name}\n`).update(bytes).digest('hex');
    try {
      const workbook = kept.get(key) ?? (await readWorkbook(bytes, name, { ...work, onProgress }));
      workbooks.push(workbook);
      read.set(key, workbook);
    } catch (error) {
      if (!(error instanceof IntakeFailure)) throw error;
      failures.push(error);
    }
  }
  kept = read;
  return { workbooks, failures };
}

/** Rows of workbooks that were read before, e.g. again after a column was chosen; also for pasted cells. */
export function takeRows(
  { workbooks, failures }: { workbooks: readonly Workbook[]; failures: readonly IntakeFailure[] },
  subject: IntakeSubject,
  options: IntakeChoices,
  work: LongWork = {},
): { taken: Taken; sheets: SurveyedRows[] } {
  const taken: Taken = { files: [], failures: [...failures] };
  const sheets: SurveyedRows[] = [];
  for (const [index, workbook] of workbooks.entries()) {
    const choices = options.choices?.[workbook.file];
    const surveys = surveyWorkbook(workbook, subject, {
      ...(options.remembered !== undefined && { remembered: options.remembered }),
      ...(choices !== undefined && { choices }),
    });
    const skipped: TakenFile['skipped'] = {};
    const used = surveys.filter((survey) => survey.used);
    if (used.length === 0) taken.failures.push(new IntakeFailure('noTable', { file: workbook.file }));
    for (const survey of used) {
      const onProgress = (share: number): void => work.onProgress?.(0.6 + ((index + share) / workbooks.length) * 0.4);
      const read = readSurveyed(workbook, survey, subject, { ...work, onProgress });
      if (read.skipped.length > 0) skipped[survey.sheet] = read.skipped;
      sheets.push({ survey, rows: read.rows });
    }
    const { file, format, encoding } = workbook;
    taken.files.push({ file, format, surveys, skipped, ...(encoding !== undefined && { encoding }) });
  }
  return { taken, sheets };
}
