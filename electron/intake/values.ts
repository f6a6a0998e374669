import { readAccidents } from './accidents';
import { readDate, type DateReading } from './dates';
import type { FieldKind } from './fields';
import { plainText } from './headText';
import { levelOfFill, readLevelText, type LevelReading } from './levels';
import type { NoteKey, Params } from './notes';
import type { Cell } from './sheet';
import type { RiskMethod } from '../../db/domain/risk/scale';
import type { ControlLevel, RiskPointKind } from '../../db/domain/risk/risk';
import type { DepartmentKind, Employment } from '../../db/domain/organization/organization';
import type { PostLevel } from '../../db/domain/responsibility/responsibility';
import { readPostLevel, readYesNo, readYesOrWhat } from './postValues';

export type Sex = 'male' | 'female';

/** Value of a field by its kind. */
export interface ValueOfKind {
  text: string;
  name: string;
  departmentKind: DepartmentKind;
  number: number;
  date: string;
  level: LevelReading & { fromFill?: true };
  accidents: string[];
  method: RiskMethod;
  controlLevel: ControlLevel;
  kind: RiskPointKind;
  employment: Employment;
  sex: Sex;
  idNumber: string;
  phone: string;
  postLevel: PostLevel;
  yesNo: boolean;
  yesOrWhat: boolean;
}
export type AnyValue = ValueOfKind[FieldKind];

/** A cell read: a value where there is one, and what is to be told about it. */
export interface Reading {
  value?: AnyValue;
  notes?: readonly { key: NoteKey; params?: Params }[];
  /** End of a span, ISO. */
  until?: string;
}

const nothing: Reading = {};
const placeholder = /^(?:[-—–_/\\*.]+|无|暂无|空|n\/?a|null|没有|不详|未知|不适用)$/i;
/** Kinds in which 无 means that nothing is known; in a text it may be the answer. */
const placeholderWords: ReadonlySet<FieldKind> = new Set([
  'number',
  'date',
  'level',
  'method',
  'controlLevel',
  'kind',
  'employment',
  'sex',
  'idNumber',
  'phone',
  'accidents',
  'postLevel',
]);

/**
 * Reads one cell as a kind of field.
 * @param year year of the sheet for dates without one
 */
export function readValue(kind: FieldKind, cell: Cell, year?: number): Reading {
  if (cell.formulaWithoutValue) return { notes: [{ key: 'formulaWithoutValue' }] };
  if (cell.error) return { notes: [{ key: 'errorValue' }] };
  const { text } = cell;
  if (kind === 'level') return readLevel(cell);
  if (text === '' || /^[-—–_/\\]+$/.test(text) || (placeholderWords.has(kind) && placeholder.test(text))) return nothing;
  switch (kind) {
    case 'text':
      return { value: cleanText(text) };
    case 'name':
      // Spaces before it tell its place in a tree; a line break in it is none of its own.
      return { value: (typeof cell.value === 'string' ? cell.value : text).replace(/[\r\n]+/g, '').trimEnd() };
    case 'departmentKind':
      return orNote(readDepartmentKind(text), 'departmentKindNotRead');
    case 'number':
      return orNote(readNumber(cell), 'numberNotRead');
    case 'date':
      return dateReading(readDate(cell, year), year);
    case 'accidents': {
      const { types, unknown } = readAccidents(text);
      return {
        value: types,
        ...(unknown.length > 0 && { notes: [{ key: 'accidentTypeUnknown', params: { words: unknown.join('、') } }] }),
      };
    }
    case 'method':
      return readMethod(text);
    case 'controlLevel':
      return orNote(readControlLevel(text), 'controlLevelNotRead');
    case 'kind':
      return orNote(readKind(text), 'kindNotRead');
    case 'employment':
      return orNote(readEmployment(text), 'employmentNotRead');
    case 'sex':
      return orNote(readSex(text), 'sexNotRead');
    case 'postLevel':
      return orNote(readPostLevel(text), 'postLevelNotRead');
    case 'yesNo':
      return orNote(readYesNo(text), 'yesNoNotRead');
    case 'yesOrWhat':
      return readYesOrWhat(text);
    case 'idNumber':
      return readIdNumber(cell);
    case 'phone':
      return { value: text.normalize('NFKC').replace(/\s+/g, ' ').trim() };
  }
}

const orNote = (value: AnyValue | undefined, key: NoteKey): Reading => (value === undefined ? { notes: [{ key }] } : { value });

/** Line breaks kept, the spaces around them and at the ends taken away. */
const cleanText = (text: string): string =>
  /[\s\u00a0\u3000]/.test(text)
    ? text
        .replace(/[^\S\n]*\n[^\S\n]*/g, '\n')
        .replace(/\n{3,}/g, '\n\n')
        .replace(/[\u00a0\t]/g, ' ')
        .trim()
    : text;

/** A number as people type it: `３`, `3分`, `L=3`, `10（完全可以预料）`; a range is none. */
export function readNumber(cell: Cell): number | undefined {
  if (typeof cell.value === 'number') return Number(cell.value.toPrecision(12));
  const match = /^[a-z]?\s*[=:]?\s*(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})\s*(?:分|级)?\s*(?:[(].*|[-—:、,.\s]?\s*\p{Script=Han}.*)?$/isu.exec(
    cell.text.normalize('NFKC').trim(),
  );
  return match === null ? undefined : Number(match[1]);
}

const supposedKeys = {
  span: 'dateSpan',
  monthOnly: 'dateMonthOnly',
  yearFromSheet: 'dateYearFromSheet',
  shortYear: 'dateShortYear',
} as const;
const faultKeys = { notDate: 'dateNotRead', implausible: 'dateImplausible', noYear: 'dateNoYear' } as const;

function dateReading(reading: DateReading, year: number | undefined): Reading {
  if ('fault' in reading) return { notes: [{ key: faultKeys[reading.fault] }] };
  const { date, until, supposed } = reading;
  if (supposed === undefined) return { value: date };
  const params = { date, ...(until !== undefined && { until }), ...(year !== undefined && { year }) };
  return { value: date, notes: [{ key: supposedKeys[supposed], params }], ...(until !== undefined && { until }) };
}

function readLevel(cell: Cell): Reading {
  const stated = placeholder.test(cell.text) ? undefined : readLevelText(cell.text);
  if (stated !== undefined) return { value: stated };
  const shown = cell.fill === undefined ? undefined : levelOfFill(cell.fill);
  if (shown !== undefined) return { value: { level: shown, fromFill: true }, notes: [{ key: 'levelFromFill', params: { level: shown } }] };
  return cell.text === '' || placeholder.test(cell.text) ? nothing : { notes: [{ key: 'levelNotRead' }] };
}

function readMethod(written: string): Reading {
  const text = plainText(written);
  if (/lec|作业条件危险性/.test(text)) return { value: 'lec' };
  if (/(^|[^a-z])ls(法|$|[^a-z])|矩阵|lxs/.test(text)) return { value: 'ls' };
  if (/直接|直判|经验|定性/.test(text)) return { value: 'direct' };
  // JHA and SCL say how the hazard was found, not how it was graded.
  return /jha|scl|工作危害|检查表|jsa|hazop/.test(text) ? nothing : { notes: [{ key: 'methodNotRead' }] };
}

/** The highest level that is named: 公司、车间、班组 is controlled by the company. */
function readControlLevel(written: string): ControlLevel | undefined {
  const text = plainText(written);
  if (/公司|企业|总厂|集团|厂级|厂部|矿级|全厂|项目部|^厂$|^一级/.test(text)) return 'company';
  if (/车间|部门|分厂|科室|工区|区队|中心|部级|^部$|^二级/.test(text)) return 'workshop';
  if (/班组|工段|^班$|班级|小组|^三级/.test(text)) return 'team';
  if (/岗位|个人|员工|作业人员|^岗$|岗级|^四级/.test(text)) return 'post';
  return undefined;
}

function readKind(written: string): RiskPointKind | undefined {
  const text = plainText(written);
  if (/作业|活动|操作|检修/.test(text)) return 'activity';
  if (/设备|设施|装置|机械|工具/.test(text)) return 'equipment';
  if (/区域/.test(text)) return 'area';
  return /场所|部位|场地|环境|库房|厂房/.test(text) ? 'place' : undefined;
}

function readDepartmentKind(written: string): DepartmentKind | undefined {
  const text = plainText(written);
  if (/班|小组|^组$/.test(text)) return 'team';
  if (/车间|分厂|工段|工区|生产线/.test(text)) return 'workshop';
  if (/公司|企业|集团|总厂|总部/.test(text)) return 'company';
  return /部|处|科|室|中心|机关|职能|站|队|库/.test(text) ? 'department' : undefined;
}

function readEmployment(written: string): Employment | undefined {
  const text = plainText(written);
  if (/派遣|劳务/.test(text)) return 'dispatched';
  if (/实习|见习|学徒|实训/.test(text)) return 'intern';
  if (/外委|外包|外协|承包|相关方|分包|临时|外聘/.test(text)) return 'contractor';
  return /正式|合同|在编|固定|全日制|在职|长期|本企业|自有/.test(text) ? 'formal' : undefined;
}

function readSex(written: string): Sex | undefined {
  const text = plainText(written);
  if (/^(男|male|m)/.test(text)) return 'male';
  return /^(女|female|f)/.test(text) ? 'female' : undefined;
}

function readIdNumber(cell: Cell): Reading {
  const value = cell.text
    .normalize('NFKC')
    .replace(/[\s'‘’`]/g, '')
    .toUpperCase();
  if (value === '') return nothing;
  // Excel keeps fifteen digits of a number: the last three of an ID number are lost for good.
  if (typeof cell.value === 'number' && cell.value >= 1e15) return { notes: [{ key: 'idNumberTruncated' }] };
  return isIdNumber(value) ? { value } : { value, notes: [{ key: 'idNumberInvalid' }] };
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** True for an 18-digit 公民身份号码 whose day of birth exists and whose check digit fits (GB 11643). */
export function isIdNumber(value: string): boolean {
  if (!/^\d{17}[\dX]$/.test(value)) return false;
  const birth = readDate({ value: null, text: value.slice(6, 14) });
  const century = /^(18|19|20)/.test(value.slice(6, 8));
  if (!century || ('fault' in birth && birth.fault === 'notDate')) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(value[index]), 0);
  return '10X98765432'[sum % 11] === value[17];
}

/** Sex that the 17th digit of a valid ID number states. */
export const sexOfIdNumber = (value: string): Sex => (Number(value[16]) % 2 === 1 ? 'male' : 'female');

/** 张 三, 生 产 部 are written with spaces to fill the column; a Latin name keeps its spaces. */
export const unspaced = (name: string): string => (/^[\p{Script=Han}\s]+$/u.test(name) ? name.replace(/\s+/g, '') : name);
