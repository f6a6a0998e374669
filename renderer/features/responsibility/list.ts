import type { ListStand } from '../../../db/domain/responsibility/list';
import type { Data } from '../../api';
import { matches } from '../../components/pinyin';
import type { Sort } from '../../components/table/layout';

export type Line = Data<'responsibility.list'>['rows'][number];
export type OwnerList = Data<'responsibility.get'>;

export type Shown = NonNullable<OwnerList['shown']>;

/** What reading the lists and who holds what depends on. */
export const listSubjects = [
  'responsibility',
  'responsibilityDuty',
  'acknowledgement',
  'attachment',
  'post',
  'assignment',
  'appointment',
  'person',
  'department',
  'departmentName',
];

export interface LineFilter {
  text?: string | undefined;
  stand?: ListStand[] | undefined;
  departmentId?: string[] | undefined;
}
export type LineSort = 'stand' | 'title' | 'department' | 'people';

/** Lines that a filter finds, in an order; by `stand` they stay as they come, the most pressing first. */
export function linesOf(lines: readonly Line[], { text = '', stand = [], departmentId = [] }: LineFilter, sort: Sort<LineSort>): Line[] {
  const found = lines.filter(
    (line) =>
      matches(`${line.title} ${line.department}`, text.trim()) &&
      (stand.length === 0 || stand.includes(line.stand)) &&
      (departmentId.length === 0 || departmentsOf([line]).some(([id]) => departmentId.includes(id))),
  );
  const compare: Record<Exclude<LineSort, 'stand'>, (a: Line, b: Line) => number> = {
    title: (a, b) => a.title.localeCompare(b.title, 'zh'),
    department: (a, b) => a.department.localeCompare(b.department, 'zh'),
    people: (a, b) => a.people - b.people,
  };
  const sorted = sort.by === 'stand' ? found : found.toSorted(compare[sort.by]);
  return sort.descending ? sorted.toReversed() : sorted;
}

/** Departments in which lines are held, by id; '' for those that are in none. */
export const departmentsOf = (lines: readonly Line[]): [id: string, name: string][] => [
  ...new Map(
    lines.flatMap(({ departments }) =>
      departments.length === 0 ? [['', ''] as const] : departments.map(({ id, name }) => [id, name] as const),
    ),
  ).entries(),
];
