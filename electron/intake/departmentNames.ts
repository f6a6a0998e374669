import type { DepartmentRow } from '../../db/query/department';
import type { DepartmentScene } from './departmentPlan';
import type { DepartmentCandidate } from './departments';
import { alikeKnown } from './names';
import { decisionOf, type Question, type Settled } from './questions';
import type { Note } from './notes';
import { placeParams } from './rowPlace';
import type { RepeatedRow } from './session';

/** A row with the name that it gets and the department that it means. */
export interface NamedRow {
  /** Place among the rows. */
  order: number;
  candidate: DepartmentCandidate;
  name: string;
  above: readonly string[];
  existing: DepartmentRow | undefined;
  alias: string;
  notes: Note[];
  questions: Question[];
}

type Stored = ReadonlyMap<string, DepartmentRow>;
const parentOf = ({ above }: Pick<NamedRow, 'above'>): string | undefined => above.at(-1);

/** True when the stored department stands below one of that name. */
const standsBelow = (stored: Stored, row: DepartmentRow | undefined, parent: string | undefined): boolean =>
  row !== undefined && parent !== undefined && row.parentId !== null && stored.get(parent)?.id === row.parentId;

/**
 * One row for each department. What is said again is taken once; one name below two departments is asked about, for no two
 * departments may bear one name at a time.
 */
export function settleNames(
  settled: Settled,
  candidates: readonly DepartmentCandidate[],
  stored: Stored,
): { rows: NamedRow[]; repeated: RepeatedRow[] } {
  const repeated: RepeatedRow[] = [];
  const repeat = (row: NamedRow, notes: Note[]): void => {
    const { candidate } = row;
    const { file, sheet, sheetRow, no, raw, matchKey } = candidate;
    const { questions } = row;
    repeated.push({ file, sheet, sheetRow, no, raw, matchKey, questions, title: row.name, place: parentOf(row) ?? '', notes });
  };
  const groups = Map.groupBy(
    candidates.map((candidate, order): NamedRow => {
      const { above, notes } = candidate;
      return {
        order,
        candidate,
        name: ownName(candidate, stored),
        above,
        existing: undefined,
        alias: '',
        notes: [...notes],
        questions: [],
      };
    }),
    ({ name }) => name,
  );
  const taken = new Set([...groups.keys(), ...stored.keys()]);
  const rows: NamedRow[] = [];
  for (const [name, group] of groups) {
    const kept: NamedRow[] = [];
    const first =
      group.find((row) => standsBelow(stored, stored.get(name), parentOf(row))) ?? group.find(({ above }) => above.length > 0) ?? group[0]!;
    for (const row of [first, ...group.filter((other) => other !== first)]) {
      const twin = kept.find((other) => parentOf(row) === undefined || parentOf(other) === parentOf(row));
      if (twin !== undefined) {
        twin.candidate = {
          ...twin.candidate,
          kind: twin.candidate.kind ?? row.candidate.kind,
          validFrom: twin.candidate.validFrom ?? row.candidate.validFrom,
        };
        repeat(row, [
          ...row.notes,
          { key: 'duplicateDepartment', field: 'departmentName', value: name, params: placeParams(twin.candidate, row.candidate) },
        ]);
      } else if (kept.length === 0) kept.push(row);
      else {
        const apart = freeName(parentOf(row)!, name, taken);
        const asked = namesakeQuestion(settled, row, first, apart);
        row.questions.push(asked);
        if (asked.answer === 'first') repeat(row, [...row.notes, leftOut(first, row)]);
        else if (asked.answer === 'this') {
          // The first stays the row that is taken, below the department that this one names.
          first.above = row.above;
          repeat(row, [...row.notes]);
        } else {
          taken.add(apart);
          row.name = apart;
          kept.push(row);
        }
      }
    }
    rows.push(...kept);
  }
  return { rows: rows.sort((a, b) => a.order - b.order), repeated };
}

const leftOut = (kept: NamedRow, row: NamedRow): Note => ({
  key: 'leftOut',
  field: 'departmentName',
  params: placeParams(kept.candidate, row.candidate),
});

/** 甲班 below 二车间 is the 二车间甲班 that an earlier import made of it. */
function ownName({ name, above }: DepartmentCandidate, stored: Stored): string {
  const parent = above.at(-1);
  if (parent === undefined || standsBelow(stored, stored.get(name), parent)) return name;
  return namesApart(parent, name).find((apart) => standsBelow(stored, stored.get(apart), parent)) ?? name;
}

const namesApart = (parent: string, name: string): readonly [string, string] => [`${parent}${name}`, `${parent}-${name}`];

function freeName(parent: string, name: string, taken: ReadonlySet<string>): string {
  const [short, long] = namesApart(parent, name);
  return taken.has(short) ? long : short;
}

function namesakeQuestion(settled: Settled, row: NamedRow, first: NamedRow, name: string): Question {
  const stated = decisionOf(settled, row.candidate).sameName ?? settled.answers.sameName ?? '';
  return {
    key: 'sameName',
    field: 'departmentName',
    choices: [{ value: 'apart' }, { value: 'first' }, { value: 'this' }],
    fallback: 'apart',
    answer: ['apart', 'first', 'this'].includes(stated) ? stated : null,
    params: { ...placeParams(first.candidate, row.candidate), name, value: row.name },
  };
}

/** Which department on file each row means: that of its name, that its name was merged into, or one that a person says. */
export function askNames({ db, settled, merged }: DepartmentScene, rows: readonly NamedRow[], stored: Stored): void {
  const claimed = new Set<string>();
  for (const row of rows) {
    row.existing = stored.get(row.name);
    if (row.existing !== undefined) claimed.add(row.existing.id);
  }
  const open = rows.filter(({ existing, questions }) => existing === undefined && questions.length === 0);
  const known = [...stored.keys()];
  const alike = alikeKnown(
    known,
    open.map(({ name }) => name),
  );
  const byId = new Map([...stored.values()].map((row) => [row.id, row]));
  for (const row of open) {
    const { name, candidate } = row;
    const aliased = merged('department', name);
    const former = db.column<string>('SELECT departmentId FROM departmentName WHERE name = ? ORDER BY validFrom DESC', [name]);
    const near = [
      stored.get(aliased ?? ''),
      ...former.map((id) => byId.get(id)),
      ...(alike.get(name) ?? []).map((other) => stored.get(other)),
    ];
    const possible = [...new Set(near.filter((one) => one !== undefined && !claimed.has(one.id)) as DepartmentRow[])];
    if (possible.length === 0) continue;
    const said = decisionOf(settled, candidate).similar ?? (aliased === undefined ? settled.answers.similar : possible[0]!.id);
    const meant = said === 'same' ? possible[0]! : possible.find(({ id }) => id === said);
    row.questions.push({
      key: 'similar',
      field: 'departmentName',
      choices: [...possible.map(({ id, name: text }) => ({ value: id, text })), { value: 'new' }],
      fallback: 'new',
      answer: meant?.id ?? (said === 'new' ? 'new' : null),
    });
    if (meant === undefined) continue;
    claimed.add(meant.id);
    row.existing = meant;
    row.name = meant.name;
    if (aliased === undefined || stored.get(aliased) !== meant) row.alias = name;
  }
}
