import { kindOfName, type DepartmentKind } from '../../db/domain/organization/organization';
import { dayAfter, listDepartments, nameTakenUntil, type DepartmentRow } from '../../db/query/department';
import { readEnterprise } from '../../db/query/enterprise';
import type { Reader } from '../../db/handle';
import { DepartmentLinks, type ImpliedDepartment, type ParentPlace } from './departmentLinks';
import { askNames, settleNames, type NamedRow } from './departmentNames';
import type { DepartmentCandidate } from './departments';
import type { NameKind } from './names';
import type { Note, Problem } from './notes';
import type { Question, Settled } from './questions';
import { stateOf, type PlanState } from './riskPlan';
import type { RefusedRow } from './risks';
import type { RowPlace } from './rowPlace';
import type { RepeatedRow } from './session';

export interface PlannedDepartment extends RowPlace {
  no: string;
  matchKey: string;
  state: PlanState;
  name: string;
  kind: DepartmentKind;
  validFrom: string;
  /** Null leaves a known department where it is, and a new one at the top. */
  parent: ParentPlace | null;
  existing: { id: string; revision: number } | null;
  /** The sheet's name for a known department, remembered for it; empty for none. */
  alias: string;
  changes: { field: string; before: string; after: string }[];
  notes: Note[];
  questions: Question[];
  raw: DepartmentCandidate['raw'];
}

export interface DepartmentPlan {
  departments: PlannedDepartment[];
  /** Departments that stand above others and have no row of their own. */
  implied: (ImpliedDepartment & { kind: DepartmentKind; validFrom: string })[];
  refused: RefusedRow[];
  repeated: RepeatedRow[];
}

export interface DepartmentScene {
  db: Reader;
  today: string;
  settled: Settled;
  /** What a name means that has no row of its own. */
  meant: (kind: NameKind, name: string) => string;
  /** What a name means that was merged into another. */
  merged: (kind: NameKind, name: string) => string | undefined;
}

/** Departments that exist or will, by the name that they bear now. */
export const standing = (db: Reader, today: string): ReadonlyMap<string, DepartmentRow> =>
  new Map(
    listDepartments(db, today, true)
      .filter(({ validTo }) => validTo === null || validTo >= today)
      .map((row) => [row.name, row]),
  );

/** Holds the departments of sheets against those on file. The order of the rows says nothing. */
export function planDepartments(scene: DepartmentScene, candidates: readonly DepartmentCandidate[]): DepartmentPlan {
  const stored = standing(scene.db, scene.today);
  const { rows, repeated } = settleNames(scene.settled, candidates, stored);
  askNames(scene, rows, stored);
  const links = new DepartmentLinks(rows, stored, (name) => scene.meant('department', name));
  const start = readEnterprise(scene.db).startDate;
  const plan: DepartmentPlan = { departments: [], implied: [], refused: [], repeated };
  const problems = new Map<NamedRow, Problem>();
  for (const row of rows) {
    const until = row.existing === undefined ? nameTakenUntil(scene.db, row.name) : undefined;
    const { validFrom, at } = row.candidate;
    if (until !== undefined && validFrom !== null && validFrom <= until)
      problems.set(row, { key: 'nameTakenThen', ...at('validFrom'), value: row.name, params: { date: until } });
  }
  for (const row of problems.keys()) links.withdraw(row);
  for (const [row, problem] of links.refuseCycles()) problems.set(row, problem);
  // A name is free again from the day after another bore it.
  const firstDay = (name: string): string => {
    const until = nameTakenUntil(scene.db, name);
    return until === undefined || until < start ? start : dayAfter(until);
  };
  for (const row of rows) {
    const problem = problems.get(row);
    if (problem === undefined) plan.departments.push(planned(row, links, start, firstDay));
    else plan.refused.push({ ...placed(row), problems: [problem], notes: row.notes });
  }
  plan.implied = links.implied().map((one) => ({ ...one, kind: kindOfName(one.name), validFrom: firstDay(one.name) }));
  return plan;
}

const placed = ({ candidate: { file, sheet, sheetRow, no, raw } }: NamedRow) => ({ file, sheet, sheetRow, no, raw });

function planned(row: NamedRow, links: DepartmentLinks, start: string, firstDay: (name: string) => string): PlannedDepartment {
  const { candidate, existing, name, questions } = row;
  const notes: Note[] = [...row.notes];
  const parent = links.parentOf(row);
  for (const value of links.impliedAbove(row)) notes.push({ ...candidate.at('parent'), key: 'newParent', value });
  const kind = candidate.kind ?? existing?.kind ?? kindOfName(name);
  const changes: PlannedDepartment['changes'] = [];
  if (existing !== undefined) {
    if (parent !== null && parent.id !== existing.parentId)
      changes.push({ field: 'parent', before: links.nameOf(existing.parentId), after: parent.name });
    if (kind !== existing.kind) changes.push({ field: 'departmentKind', before: existing.kind, after: kind });
    if (row.alias !== '') changes.push({ field: 'alias', before: '', after: row.alias });
    if (candidate.validFrom !== null && candidate.validFrom !== existing.validFrom)
      notes.push({ ...candidate.at('validFrom'), key: 'validFromKept', params: { date: existing.validFrom } });
  }
  const first = existing?.validFrom ?? candidate.validFrom ?? firstDay(name);
  if (existing === undefined && candidate.validFrom === null && first > start)
    notes.push({ key: 'endedBefore', field: 'departmentName', value: name, params: { date: first } });
  return {
    ...placed(row),
    matchKey: candidate.matchKey,
    name,
    kind,
    validFrom: first,
    parent,
    existing: existing === undefined ? null : { id: existing.id, revision: existing.revision },
    alias: row.alias,
    changes,
    notes,
    questions,
    state: stateOf(existing, changes),
  };
}
