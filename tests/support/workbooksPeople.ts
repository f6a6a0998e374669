import { writeXlsx, type CellValue, type WriteSheet } from 'hucre';
import fc from 'fast-check';
import { csvBytes } from './csv';
import { at } from './riskLines';
import { coverSheet, notesSheet } from './workbooks';
import { xlsBytes } from './workbooksXls';

/** What may be wrong or odd about a person, and what has to become of the row. */
export const personFaults = {
  noName: { state: 'refused', key: 'nameMissing' },
  hugeName: { state: 'refused', key: 'tooLong' },
  badId: { state: 'new', key: 'idNumberInvalid' },
  /** Kept as a number, of which Excel knows fifteen digits. */
  cutId: { state: 'new', key: 'idNumberTruncated' },
  longAgo: { state: 'new', key: 'dateImplausible' },
  /** A second certificate of the person above. */
  twin: { state: 'same', key: 'duplicatePerson' },
} as const;
type PersonFault = keyof typeof personFaults;

export interface PersonSpec {
  format: 'xlsx' | 'xls' | 'utf8' | 'gbk' | 'pasted';
  titleRow: boolean;
  twoRowHead: boolean;
  remarks: boolean;
  ditto: boolean;
  merged: boolean;
  spacedNames: boolean;
  endRows: boolean;
  around: boolean;
  dates: 'real' | 'dot' | 'chinese' | 'serial';
  count: number;
  faults: { at: number; fault: PersonFault }[];
}
export const personSpecs: fc.Arbitrary<PersonSpec> = fc.record({
  format: fc.constantFrom('xlsx', 'xls', 'utf8', 'gbk', 'pasted' as const),
  titleRow: fc.boolean(),
  twoRowHead: fc.boolean(),
  remarks: fc.boolean(),
  ditto: fc.boolean(),
  merged: fc.boolean(),
  spacedNames: fc.boolean(),
  endRows: fc.boolean(),
  around: fc.boolean(),
  dates: fc.constantFrom('real', 'dot', 'chinese', 'serial' as const),
  count: fc.integer({ min: 1, max: 20 }),
  faults: fc.array(fc.record({ at: fc.nat(20), fault: fc.constantFrom(...(Object.keys(personFaults) as PersonFault[])) }), {
    maxLength: 4,
  }),
});

interface Person {
  name: string;
  sex: 'male' | 'female';
  idNumber: string;
  phone: string;
  department: string;
  post: string;
  enteredOn: string;
}
export interface PersonRow {
  file: string;
  sheet: string;
  sheetRow: number;
  person: Person;
  fault: PersonFault | undefined;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
function idNumber(index: number): string {
  const digits = `1502031980${String((index % 12) + 1).padStart(2, '0')}1${index % 10}${String(100 + index).slice(-3)}`;
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return `${digits}${'10X98765432'[sum % 11]!}`;
}

const surnames = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王'];
const given = ['敏', '建国', '秀兰', '志强', '小燕', '德'];
/** No two have the same name. */
function personAt(index: number): Person {
  const id = idNumber(index);
  return {
    name: `${at(surnames, index)}${at(given, Math.floor(index / surnames.length))}`,
    sex: Number(id[16]) % 2 === 1 ? 'male' : 'female',
    idNumber: id,
    phone: `139${String(47_000_000 + index)}`,
    department: at(['机加工车间', '装配车间', '安全环保部'], Math.floor(index / 4)),
    post: at(['车工', '焊工', '安全员', '行车工'], index),
    enteredOn: `20${10 + (index % 10)}-0${(index % 9) + 1}-1${index % 10}`,
  };
}

/** A list of people in a shape, with what each row has to become. */
export async function peopleOf(
  spec: PersonSpec,
): Promise<{ files: { name: string; bytes: Uint8Array }[]; pasted: string; rows: PersonRow[] }> {
  const isBook = spec.format === 'xlsx' || spec.format === 'xls';
  const twoRowHead = spec.twoRowHead && isBook;
  const rows: CellValue[][] = spec.titleRow ? [['北方机械有限公司人员信息表']] : [];
  const merges: NonNullable<WriteSheet['merges']> = spec.titleRow ? [{ startRow: 0, startCol: 0, endRow: 0, endCol: 10 }] : [];
  const plain = [
    '序号',
    spec.remarks ? '姓 名' : '姓名',
    spec.remarks ? '性别\n（男/女）' : '性别',
    '身份证号',
    '联系电话',
    '部门',
    '岗位',
    '入职日期',
    '文化程度',
  ];
  const top = rows.length;
  if (twoRowHead) {
    rows.push([...plain, '特种作业证', null], [...plain.map(() => null), '证书名称', '证书编号']);
    for (const column of plain.keys()) merges.push({ startRow: top, startCol: column, endRow: top + 1, endCol: column });
    merges.push({ startRow: top, startCol: 9, endRow: top, endCol: 10 });
  } else rows.push([...plain, '证书名称', '证书编号']);
  const first = rows.length;
  const fault = new Map<number, PersonFault>();
  for (const asked of spec.faults) {
    const hasAbove = asked.at > 0 && !fault.has(asked.at - 1);
    const fits = asked.at < spec.count && (asked.fault !== 'twin' || hasAbove) && (asked.fault !== 'cutId' || isBook);
    if (fits && !fault.has(asked.at)) fault.set(asked.at, asked.fault);
  }
  // A fault that came after its twin was chosen would spoil what the twin repeats.
  for (const [place, kind] of fault) if (kind === 'twin' && fault.has(place - 1)) fault.delete(place);
  const people = Array.from({ length: spec.count }, (_, index) => personAt(fault.get(index) === 'twin' ? index - 1 : index));
  const isMerged = spec.merged && isBook;
  let start = 0;
  for (const [index, person] of people.entries()) {
    const isSame = index > 0 && people[index - 1]!.department === person.department;
    const department = isSame && isMerged ? null : isSame && spec.ditto ? '同上' : person.department;
    rows.push(cellsOf(person, index, { ...spec, department, fault: fault.get(index) }));
    if (!isMerged || people[index + 1]?.department === person.department) continue;
    if (index > start) merges.push({ startRow: first + start, startCol: 5, endRow: first + index, endCol: 5 });
    start = index + 1;
  }
  if (spec.endRows) rows.push(['合计', null, null, spec.count], ['填表人：赵敏      审核人：']);
  const sheet: WriteSheet = { name: '人员', rows, merges };
  const book = spec.around ? [coverSheet, sheet, notesSheet] : [sheet];
  const file = spec.format === 'pasted' ? 'pasted' : `人员信息.${isBook ? spec.format : 'csv'}`;
  const named = isBook ? '人员' : spec.format === 'pasted' ? 'pasted' : '人员信息';
  const bytes =
    spec.format === 'xlsx'
      ? await writeXlsx({ sheets: book })
      : spec.format === 'xls'
        ? xlsBytes(book)
        : csvBytes(rows, spec.format === 'gbk' ? 'gbk' : 'utf8', spec.format === 'pasted' ? '\t' : ',');
  return {
    files: spec.format === 'pasted' ? [] : [{ name: file, bytes }],
    pasted: spec.format === 'pasted' ? Buffer.from(bytes).toString('utf8') : '',
    rows: people.map((person, index) => ({ file, sheet: named, sheetRow: first + index + 1, person, fault: fault.get(index) })),
  };
}

function cellsOf(
  { name, sex, idNumber: id, phone, post, enteredOn }: Person,
  index: number,
  {
    fault,
    department,
    dates,
    spacedNames,
  }: Pick<PersonSpec, 'dates' | 'spacedNames'> & { department: string | null; fault: PersonFault | undefined },
): CellValue[] {
  const [year, month, day] = enteredOn.split('-').map(Number) as [number, number, number];
  const date: Record<PersonSpec['dates'], CellValue> = {
    real: new Date(`${enteredOn}T00:00:00Z`),
    dot: `${year}.${month}.${day}`,
    chinese: `${year}年${month}月${day}日`,
    serial: Date.UTC(year, month - 1, day) / 86_400_000 + 25_569,
  };
  const written = spacedNames && name.length === 2 ? `${name[0]!}  ${name[1]!}` : `${name}\n`;
  return [
    index + 1,
    fault === 'noName' ? null : fault === 'hugeName' ? '很长'.repeat(2000) : written,
    sex === 'male' ? '男' : '女',
    fault === 'badId' ? `${id.slice(0, 17)}${id.endsWith('1') ? '2' : '1'}` : fault === 'cutId' ? Number(`${id.slice(0, 15)}000`) : id,
    phone,
    department,
    post,
    fault === 'longAgo' ? '1899-12-31' : date[dates],
    '高中',
    index % 3 === 0 || fault === 'twin' ? '低压电工' : null,
    index % 3 === 0 || fault === 'twin' ? `T${index}` : null,
  ];
}
