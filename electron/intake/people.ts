import { personDraft, type Employment } from '../../db/domain/organization/organization';
import type { PersonField } from './fields';
import { columnNames, placeOfField } from './columnNames';
import type { ColumnName, Note, Problem } from './notes';
import type { IntakeRow } from './rows';
import type { RefusedRow, SurveyedRows } from './risks';
import { placeOf, placeParams, type RowPlace } from './rowPlace';
import { isIdNumber, sexOfIdNumber, unspaced, type Sex } from './values';

/** A person as a sheet states them; names instead of ids. */
export interface SheetPerson {
  name: string;
  idNumber: string;
  sex: Sex | '';
  phone: string;
  /** The innermost that the row names; `above` are those around it, the outermost first. */
  department: string;
  above: string[];
  post: string;
  employment: Employment | null;
  enteredOn: string | null;
  leftOn: string | null;
  education: string;
  employeeNo: string;
  employer: string;
  certificateKind: string;
  certificateNo: string;
  certificateIssuedOn: string | null;
  certificateExpiresOn: string | null;
  remark: string;
}

export interface PersonCandidate {
  file: string;
  sheet: string;
  sheetRow: number;
  no: string;
  /** By ID number where it is valid, else by name and phone, by name and 工号, by name and department. */
  matchKey: string;
  person: SheetPerson;
  fromSheet: 'department'[];
  /** Texts of its cells as written. */
  raw: IntakeRow['raw'];
  /** Row of the same person; a list of certificates names people more than once. */
  duplicateOf?: RowPlace;
  notes: Note[];
}

export interface PeopleIntake {
  candidates: PersonCandidate[];
  refused: RefusedRow[];
}

/** Turns rows into people; only a row without a name is refused. */
export function personCandidates(
  sheets: readonly SurveyedRows[],
  meant: (kind: 'department' | 'post', name: string) => string = (_kind, name) => name,
): PeopleIntake {
  const intake: PeopleIntake = { candidates: [], refused: [] };
  for (const { survey, rows } of sheets) {
    const columns = columnNames(survey);
    for (const row of rows) {
      const result = candidateOf(row, columns, survey.facts.department ?? '');
      if ('person' in result) {
        const { person } = result;
        for (const kind of ['department', 'post'] as const) person[kind] = meant(kind, person[kind]);
        person.above = person.above.map((name) => meant('department', name));
        intake.candidates.push(result);
      } else intake.refused.push(result);
    }
  }
  markDuplicates(intake.candidates);
  return intake;
}

function candidateOf(row: IntakeRow, columns: ReadonlyMap<string, ColumnName>, sheetDepartment: string): PersonCandidate | RefusedRow {
  const text = (field: PersonField): string => (row.values[field] as string | undefined) ?? '';
  const date = (field: PersonField): string | null => (row.values[field] as string | undefined) ?? null;
  const at = placeOfField(row, columns);
  const problems: Problem[] = [];
  const notes: Note[] = [...row.notes];
  const name = unspaced(text('name'));
  if (name === '') problems.push({ key: columns.has('name') ? 'nameMissing' : 'nameColumnMissing', ...at('name') });
  const idNumber = text('idNumber');
  const own = departmentPath([text('department'), text('workshop'), text('team')]);
  const path = own.length > 0 ? own : departmentPath([row.section?.department || sheetDepartment]);
  const person: SheetPerson = {
    name,
    idNumber,
    sex: (row.values.sex as Sex | undefined) ?? '',
    phone: text('phone'),
    department: path.at(-1) ?? '',
    above: path.slice(0, -1),
    post: text('post'),
    employment: (row.values.employment as Employment | undefined) ?? null,
    enteredOn: date('enteredOn'),
    leftOn: date('leftOn'),
    education: text('education'),
    employeeNo: unspaced(text('employeeNo')),
    employer: text('employer'),
    certificateKind: text('certificateKind'),
    certificateNo: text('certificateNo'),
    certificateIssuedOn: date('certificateIssuedOn'),
    certificateExpiresOn: date('certificateExpiresOn'),
    remark: text('remark'),
  };
  if (isIdNumber(idNumber)) {
    const sex = sexOfIdNumber(idNumber);
    if (person.sex === '') person.sex = sex;
    else if (person.sex !== sex) notes.push({ key: 'idNumberSex', ...at('sex') });
  }
  for (const [from, to] of [
    ['enteredOn', 'leftOn'],
    ['certificateIssuedOn', 'certificateExpiresOn'],
  ] as const) {
    if (person[from] !== null && person[to] !== null && person[from] > person[to])
      notes.push({ key: 'spanBackwards', ...at(to), params: { from: person[from], to: person[to] } });
  }
  fitLengths(person, at, notes, problems);
  if (problems.length > 0) return { ...placeOf(row), no: text('no'), raw: row.raw, problems, notes };
  return {
    ...placeOf(row),
    no: text('no'),
    raw: row.raw,
    matchKey: personKey(person),
    person,
    fromSheet: own.length === 0 && person.department !== '' ? ['department'] : [],
    notes,
  };
}

/**
 * Departments from the outermost in: columns of their own, or one cell such as 生产部/焊接车间/一班. A slash within a name parts it only
 * where both sides are names of departments.
 */
export function departmentPath(cells: readonly string[]): string[] {
  const parts = cells.flatMap((cell) => {
    const sure = cell.split(/\s*(?:[>＞→\\＼]|—{2})\s*/);
    return sure.flatMap((word) => {
      const names = word.split(/\s*[/／-]\s*/);
      return names.length > 1 && names.every((name) => unitName.test(name)) ? names : [word.trim()];
    });
  });
  return parts.filter((name, at) => name !== '' && name !== parts[at - 1]).slice(-4);
}
const unitName = /(公司|厂|部|处|科|室|车间|工段|班|班组|组|队|中心|站|仓库|库)$/;

type Known = Pick<SheetPerson, 'name' | 'idNumber' | 'phone' | 'department'> & Partial<Pick<SheetPerson, 'above' | 'employeeNo'>>;
/** Key by which a person is found again; see `PersonCandidate.matchKey`. */
export function personKey({ name, idNumber, phone, department, above = [], employeeNo = '' }: Known): string {
  if (isIdNumber(idNumber)) return `id|${idNumber}`;
  const digits = phone.replace(/\D/g, '');
  if (digits.length >= 7) return `phone|${name}|${digits}`;
  return employeeNo === '' ? `name|${name}|${[...above, department].join('/')}` : `no|${name}|${employeeNo}`;
}

function fitLengths(
  person: SheetPerson,
  at: (field: PersonField) => Pick<Problem, 'field' | 'column' | 'value'>,
  notes: Note[],
  problems: Problem[],
): void {
  const { name, idNumber, phone, education, remark } = personDraft.shape;
  const longest = [
    ['name', name.maxLength],
    ['idNumber', idNumber.maxLength],
    ['phone', phone.maxLength],
    ['education', education.maxLength],
    ['employeeNo', 40],
    ['employer', 200],
    ['department', 100],
    ['post', 100],
    ['certificateKind', 200],
    ['certificateNo', 100],
  ] as const;
  const most = remark.maxLength ?? 2000;
  for (const [field, max] of longest) {
    const text = person[field];
    if (max === null || text.length <= max) continue;
    const params = { length: text.length, max };
    const told = { ...at(field), value: `${text.slice(0, 40)}…`, params };
    const moved = [person.remark, text].filter((part) => part !== '').join('\n');
    if (field === 'name' || moved.length > most) problems.push({ key: 'tooLong', ...told });
    else {
      person.remark = moved;
      person[field] = text.slice(0, max);
      notes.push({ key: 'longTextMoved', ...told });
    }
  }
  if (person.remark.length > most)
    problems.push({
      key: 'tooLong',
      ...at('remark'),
      value: `${person.remark.slice(0, 40)}…`,
      params: { length: person.remark.length, max: most },
    });
}

function markDuplicates(candidates: readonly PersonCandidate[]): void {
  const first = new Map<string, PersonCandidate>();
  for (const candidate of candidates) {
    const twin = first.get(candidate.matchKey);
    if (twin === undefined) {
      first.set(candidate.matchKey, candidate);
      continue;
    }
    candidate.duplicateOf = placeOf(twin);
    candidate.notes.push({ key: 'duplicatePerson', field: 'name', value: candidate.person.name, params: placeParams(twin, candidate) });
  }
}
