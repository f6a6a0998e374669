import type { Reader } from '../../db/handle';
import { departmentsAbove, findDepartmentIn } from '../../db/query/department';
import type { DepartmentPlace } from './departmentMeant';

/** @param held post that the person holds by now, who stays in the department */
type PostMeant = (name: string, department: DepartmentPlace, held?: string | null) => string | null;

/**
 * The post of a name that somebody of a department holds: that of the department, or of the nearest above it; else the one that the
 * person holds already, one for all departments, or the only one of those below. That of a department elsewhere is another post.
 * Null where there is none: it is made.
 */
export function postsMeant(db: Reader, today: string): PostMeant {
  const upwards = departmentsAbove(db);
  const posts = Map.groupBy(
    db.all<{ id: string; name: string; departmentId: string | null }>(
      `SELECT id, name, departmentId FROM post WHERE validTo IS NULL OR validTo > @today ORDER BY departmentId IS NULL DESC, validFrom, id`,
      { today },
    ),
    ({ name }) => name,
  );
  /** A department that is made stands below the nearest of those named above it that is there. */
  const placeOf = ({ id, above }: DepartmentPlace): string | null => {
    for (let at = above.length; id === null && at > 0; at -= 1) {
      const found = findDepartmentIn(db, above[at - 1]!, above.slice(0, at - 1), today);
      if (found !== undefined) return found;
    }
    return id;
  };
  return (name, place, held = null) => {
    const { id: departmentId, name: department } = place;
    const named = posts.get(name) ?? [];
    const near = upwards(placeOf(place)).map((at) => named.find((post) => post.departmentId === at));
    const own = [...near, named.find(({ id }) => id === held), named.find((post) => post.departmentId === null)].find(Boolean);
    if (own !== undefined) return own.id;
    if (department === '') return named[0]?.id ?? null;
    const below = departmentId === null ? [] : named.filter((post) => upwards(post.departmentId).includes(departmentId));
    return below.length === 1 ? below[0]!.id : null;
  };
}
