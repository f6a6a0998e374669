import type { Data } from '../../api';
import type { PickerOption } from '../../components/Picker';

export type Department = Data<'department.list'>[number];

/** Departments from the top down, each followed by those below it; one whose parent is not there stands at the top. */
export function treeOf(departments: readonly Department[]): (Department & { depth: number })[] {
  const known = new Set(departments.map(({ id }) => id));
  const parentOf = ({ parentId }: Department) => (parentId !== null && known.has(parentId) ? parentId : null);
  const walk = (parent: string | null, depth: number): (Department & { depth: number })[] =>
    departments
      .filter((department) => parentOf(department) === parent)
      .flatMap((department) => [{ ...department, depth }, ...walk(department.id, depth + 1)]);
  return walk(null, 0);
}

/** The department itself and all below it: none of them can be its parent. */
export function withBelow(departments: readonly Department[], id: string): ReadonlySet<string> {
  const tree = treeOf(departments);
  const at = tree.findIndex((department) => department.id === id);
  const own = tree[at];
  if (own === undefined) return new Set([id]);
  const end = tree.findIndex(({ depth }, index) => index > at && depth <= own.depth);
  return new Set(tree.slice(at, end === -1 ? undefined : end).map((department) => department.id));
}

/** Departments to pick from, each with the one above it. */
export function departmentOptions(departments: readonly Department[], without: ReadonlySet<string> = new Set()): PickerOption[] {
  const names = new Map(departments.map(({ id, name }) => [id, name]));
  return treeOf(departments)
    .filter(({ id }) => !without.has(id))
    .map(({ id, name, parentId }) => {
      const note = parentId === null ? undefined : names.get(parentId);
      return { value: id, label: name, ...(note === undefined ? {} : { note }) };
    });
}
