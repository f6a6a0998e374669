import type { AppraisalState } from '../../../db/domain/responsibility/appraise';
import type { Data } from '../../api';
import { matches } from '../../components/pinyin';
import type { Sort } from '../../components/table/layout';

export type Line = Data<'appraisal.list'>['rows'][number];

export interface LineFilter {
  text?: string | undefined;
  state?: string[] | undefined;
  grade?: string[] | undefined;
  department?: string[] | undefined;
}
export type LineSort = 'state' | 'person' | 'department' | 'title' | 'place' | 'self' | 'score';

/** A share in tenths of a percent, in words; empty for none. */
export const shareText = (share: number | null): string => (share === null ? '' : `${share / 10}%`);
/** Tenths as points; empty for none. */
export const pointsText = (tenths: number | null): string => (tenths === null ? '' : String(tenths / 10));

/** Who is missing comes first. */
const rank: Record<AppraisalState, number> = { waiting: 0, self: 1, checked: 2, signed: 3 };

const compare: Record<LineSort, (a: Line, b: Line) => number> = {
  state: (a, b) => rank[a.state] - rank[b.state],
  person: (a, b) => a.personName.localeCompare(b.personName, 'zh'),
  department: (a, b) => a.department.localeCompare(b.department, 'zh'),
  title: (a, b) => a.title.localeCompare(b.title, 'zh'),
  place: (a, b) => (a.place ?? Infinity) - (b.place ?? Infinity),
  self: (a, b) => (a.self10 ?? -1) - (b.self10 ?? -1),
  score: (a, b) => (a.check10 ?? -1) - (b.check10 ?? -1),
};

/** Lines that a filter finds, in an order; equal ones stay by department, post and name. */
export function linesOf(
  lines: readonly Line[],
  { text = '', state = [], grade = [], department = [] }: LineFilter,
  sort: Sort<LineSort>,
): Line[] {
  const found = lines.filter(
    (line) =>
      matches(`${line.personName} ${line.title} ${line.department}`, text.trim()) &&
      (state.length === 0 || state.includes(line.state)) &&
      (grade.length === 0 || grade.includes(line.grade ?? '')) &&
      (department.length === 0 || department.includes(line.department)),
  );
  const sorted = found.toSorted(compare[sort.by]);
  return sort.descending ? sorted.toReversed() : sorted;
}
