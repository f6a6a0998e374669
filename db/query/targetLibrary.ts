import type { PostLevel } from '../domain/responsibility/responsibility';
import type { TargetDraft } from '../domain/responsibility/target';
import { targetsFor, type LibraryTarget, type TargetLibrary } from '../domain/responsibility/targetLibrary';
import type { Reader } from '../handle';
import type { Writer } from '../writer';
import { departmentNameOn } from './department';
import { insertTarget } from './target';

/** Whose targets of which year. */
type TargetPlace = Pick<TargetDraft, 'year' | 'departmentId' | 'postId'>;

const sameName = (reader: Reader, { year, departmentId, postId }: TargetPlace, name: string): string | undefined =>
  reader.value<string>(
    `SELECT id FROM yearTarget WHERE year = @year AND name = @name AND postId IS @postId
      AND (postId IS NOT NULL OR departmentId IS @departmentId) ORDER BY sort, id LIMIT 1`,
    { year, departmentId, postId, name },
  );

function suitable(reader: Reader, library: TargetLibrary, { departmentId, postId }: TargetPlace, day: string): LibraryTarget[] {
  if (postId !== null) {
    const postLevel = reader.value<PostLevel | ''>('SELECT level FROM post WHERE id = ?', [postId]) ?? '';
    return targetsFor(library, { level: 'post', postLevel });
  }
  if (departmentId === null) return targetsFor(library, { level: 'enterprise' });
  const name = reader.value<string | null>(`SELECT ${departmentNameOn('@id')}`, { id: departmentId, day }) ?? '';
  return targetsFor(library, { level: 'department', name });
}

/** Targets of the library that suit a place; `isThere` for those that stand there by that name for the year. */
export const libraryTargets = (
  reader: Reader,
  library: TargetLibrary,
  place: TargetPlace,
  day: string,
): (Omit<LibraryTarget, 'basis'> & { isThere: boolean })[] =>
  suitable(reader, library, place, day).map(({ basis: _basis, ...target }) => ({
    ...target,
    isThere: sameName(reader, place, target.name) !== undefined,
  }));

/**
 * Inserts targets of the library in its order, below the target of the level above that they serve where that one stands.
 * @returns how many were made
 */
export function insertFromLibrary(
  db: Writer,
  library: TargetLibrary,
  place: TargetPlace,
  day: string,
  chosen: readonly { key: string; value: string; criteria: string }[],
): number {
  let made = 0;
  for (const { id, kind, name, parent, isThere } of libraryTargets(db, library, place, day)) {
    const adapted = chosen.find(({ key }) => key === id);
    if (!adapted || isThere) continue;
    const { value, criteria } = adapted;
    insertTarget(db, { ...place, kind, name, value, criteria }, parentOf(db, library, place, parent));
    made += 1;
  }
  return made;
}

function parentOf(reader: Reader, library: TargetLibrary, place: TargetPlace, parent: string | undefined): string | null {
  const above = library.targets.find(({ id }) => id === parent);
  if (!above) return null;
  const departmentId = above.level === 'department' ? place.departmentId : null;
  return sameName(reader, { year: place.year, departmentId, postId: null }, above.name) ?? null;
}
