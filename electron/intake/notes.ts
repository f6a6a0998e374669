/** What was supposed, changed or noticed while a row was read; the row is taken. Words: `note.<key>` of the locale `intake`. */
export const noteKeys = [
  'dittoWithoutAbove',
  'filledFromAbove',
  'formulaWithoutValue',
  'errorValue',
  'hiddenRow',
  'dateSpan',
  'dateMonthOnly',
  'dateYearFromSheet',
  'dateShortYear',
  'dateNotRead',
  'dateImplausible',
  'dateNoYear',
  'numberNotRead',
  'levelNotRead',
  'levelFromFill',
  'accidentTypeUnknown',
  'methodNotRead',
  'kindNotRead',
  'controlLevelNotRead',
  'employmentNotRead',
  'departmentKindNotRead',
  'sexNotRead',
  'idNumberInvalid',
  'idNumberTruncated',
  'idNumberSex',
  'riskPointFrom',
  'longTextMoved',
  'scoreDiffers',
  'levelDiffers',
  'levelKept',
  'scoreOnly',
  'factorsIncomplete',
  'inherentLeft',
  'inherentAsMain',
  'methodDiffers',
  'gradeSupposed',
  'duplicateRow',
  'duplicateNumber',
  'duplicatePerson',
  'leftOut',
  'spanBackwards',
  'duplicateDepartment',
  'validFromKept',
  'endedBefore',
  'newParent',
  'postLevelNotRead',
  'yesNoNotRead',
  'yesByWords',
  'duplicatePost',
  'postElsewhere',
  'postOfSeveral',
] as const;
export type NoteKey = (typeof noteKeys)[number];

/** Why a row is refused; words: `problem.<key>` of the locale `intake`. */
export const problemKeys = [
  'hazardMissing',
  'hazardColumnMissing',
  'basisMissing',
  'factorImpossible',
  'tooLong',
  'nameMissing',
  'nameColumnMissing',
  'departmentMissing',
  'departmentColumnMissing',
  'nameTooLong',
  'ownParent',
  'parentCycle',
  'nameTakenThen',
  'postMissing',
  'postColumnMissing',
  'postAmbiguous',
] as const;
export type ProblemKey = (typeof problemKeys)[number];

/** What is told about a whole sheet; words: `sheet.<key>` of the locale `intake`. */
export const sheetNoteKeys = [
  'hidden',
  'empty',
  'cover',
  'notes',
  'other',
  'columnsIgnored',
  'inherentIgnored',
  'hiddenColumns',
  'otherEnterprise',
] as const;
export type SheetNoteKey = (typeof sheetNoteKeys)[number];

export type Params = Readonly<Record<string, string | number>>;

/** Column of a finding as a person finds it in the sheet. */
export interface ColumnName {
  letter: string;
  title: string;
}

interface Finding<Key> {
  key: Key;
  field?: string;
  column?: ColumnName;
  /** Text of the cell as written. */
  value?: string;
  params?: Params;
}

export type Note = Finding<NoteKey>;
export type Problem = Finding<ProblemKey>;
export interface SheetNote {
  key: SheetNoteKey;
  params?: Params;
}
