import type { Reader } from '../handle';
import type { Case, Plan } from './plan';
import { resolve, type Resolution } from './resolve';

/** Tells of records that are not removed, or come back, because something of the other side belongs to them. */
export function noteNeeds(mine: Reader, theirs: Reader, plan: Plan): void {
  const { held, needed } = resolve(mine, theirs, plan, new Map());
  for (const found of plan.cases) {
    if (found.verdict === 'removedThere' && held.has(found.id)) Object.assign(found, { verdict: 'kept', note: 'hasChildren', choices: [] });
    if (found.verdict === 'removedHere' && needed.has(found.id)) Object.assign(found, { verdict: 'taken', note: 'neededBy', choices: [] });
  }
}

/** Departments of which each would be below the other: each side moved one of them. A person decides where they belong. */
export function noteLoops(mine: Reader, theirs: Reader, plan: Plan): void {
  const ring = new Set(departmentRing(mine, resolve(mine, theirs, plan, new Map())));
  if (ring.size === 0) return;
  const isMoved = ({ base, mine: here, theirs: there }: Case) =>
    here !== null && there !== null && here['parentId'] !== there['parentId'] && base !== null;
  for (const found of plan.cases) {
    if (found.subject !== 'department' || !ring.has(found.id) || !isMoved(found)) continue;
    const others = (units: readonly string[]) => units.filter((unit) => unit !== 'parentId');
    Object.assign(found, {
      verdict: 'conflict',
      note: 'loop',
      choices: ['mine', 'theirs'],
      units: { mine: others(found.units.mine), theirs: others(found.units.theirs), conflict: ['parentId'] },
    } satisfies Partial<Case>);
  }
}

/** Departments that would be above themselves; empty for none. */
export function departmentRing(mine: Reader, { targets }: Pick<Resolution, 'targets'>): string[] {
  const parents = new Map(
    mine.all<{ id: string; parentId: string | null }>('SELECT id, parentId FROM department').map(({ id, parentId }) => [id, parentId]),
  );
  for (const { subject, id, row } of targets.values()) {
    if (subject === 'department') parents.set(id, (row?.['parentId'] as string | null | undefined) ?? null);
  }
  const isOnRing = (start: string): boolean => {
    const seen = new Set<string>();
    for (let at = parents.get(start); at; at = parents.get(at)) {
      if (at === start) return true;
      if (seen.has(at)) return false;
      seen.add(at);
    }
    return false;
  };
  return [...parents.keys()].filter(isOnRing);
}
