import { findDepartment, findDepartmentIn } from '../../db/query/department';
import type { Reader } from '../../db/handle';

/** A department as a row names it, with those around it, the outermost first. */
export interface StatedPlace {
  department: string;
  above: string[];
}
/** The department that is meant; without an id where it is made. */
export interface DepartmentPlace {
  id: string | null;
  name: string;
  above: string[];
}

/**
 * The department that a row means. No two bear one name at a time: the teams 一班 of two workshops are told apart by the workshop,
 * 焊接车间一班.
 */
export function departmentsMeant(db: Reader, today: string, rows: readonly StatedPlace[]): (place: StatedPlace) => DepartmentPlace {
  const around = new Map<string, Set<string>>();
  for (const { department, above } of rows) {
    const nearest = above.at(-1);
    if (nearest !== undefined) around.set(department, (around.get(department) ?? new Set()).add(nearest));
  }
  return ({ department: name, above }) => {
    if (name === '') return { id: null, name, above };
    const id = findDepartmentIn(db, name, above, today);
    if (id !== undefined || above.length === 0) return { id: id ?? null, name, above };
    const isShared = (around.get(name)?.size ?? 0) > 1 || findDepartment(db, name, today) !== undefined;
    const told = isShared ? `${above.at(-1)}${name}`.slice(0, 100) : name;
    return { id: findDepartment(db, told, today) ?? null, name: told, above };
  };
}
