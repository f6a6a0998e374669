import type { Reader } from '../handle';
import type { Subject } from '../tables';
import type { Case, Plan, Twins } from './plan';
import { rowOf, type Side } from './records';
import { allReferences, columnsOfUnit, derivedDiffer, type AnyRow, type Reference } from './shape';

/** What a person decided of a record: for the whole of it, or for units of columns that both changed. */
export interface Decision {
  side: Side | null;
  units: Readonly<Record<string, Side>>;
}
/** By the id of the case. */
export type Decisions = ReadonlyMap<string, Decision>;

/** What is to stand in the place of our record; NULL for nothing. `joined` is made of both and has to be graded anew. */
export interface Target {
  subject: Subject;
  id: string;
  row: AnyRow | null;
  how: 'theirs' | 'joined';
}
export interface Resolution {
  targets: Map<string, Target>;
  /** Conflicts that nobody has decided; ours stands meanwhile. */
  open: Case[];
  /** Records that are not removed because something belongs to them, and records that come back for that reason. */
  held: Set<string>;
  needed: Set<string>;
}

/** What stands after the merge, decisions and what belongs together considered. */
export function resolve(mine: Reader, theirs: Reader, plan: Plan, decisions: Decisions): Resolution {
  const resolution: Resolution = { targets: new Map(), open: [], held: new Set(), needed: new Set() };
  const byId = new Map(plan.cases.map((found) => [found.id, found]));
  for (const found of plan.cases) {
    const leader = found.follows === null ? undefined : byId.get(found.follows);
    const target = leader === undefined ? targetOf(found, decisions) : sideOf(leader, decisions) === 'theirs' ? wholeOf(found) : undefined;
    if (target === 'open') resolution.open.push(found);
    else if (target !== undefined) resolution.targets.set(found.id, { subject: found.subject, id: found.id, ...target });
  }
  new Closure(mine, theirs, plan.twins, resolution).close();
  return resolution;
}

/** Ours with some units of theirs. */
const joined = ({ subject, mine, theirs }: Case, units: readonly string[]): AnyRow => ({
  ...mine!,
  ...Object.fromEntries(units.flatMap((unit) => columnsOfUnit(subject, unit)).map((column) => [column, theirs![column] ?? null])),
});

type Stands = Pick<Target, 'row' | 'how'> | undefined;

/** Theirs; what follows from other columns is made anew where our side has moved it as well. */
function wholeOf({ subject, base, mine, theirs }: Case): NonNullable<Stands> {
  if (mine === null || theirs === null || base === null) return { row: theirs, how: 'theirs' };
  const moved = derivedDiffer(subject, base, mine);
  if (moved.length === 0) return { row: theirs, how: 'theirs' };
  return { row: { ...theirs, ...Object.fromEntries(moved.map((column) => [column, mine[column] ?? null])) }, how: 'joined' };
}

/** The side from which a record as a whole comes; of a conflict that nobody has decided ours. */
const sideOf = ({ id, verdict }: Case, decisions: Decisions): Side =>
  decisions.get(id)?.side ?? (verdict === 'conflict' || verdict === 'kept' || verdict === 'removedHere' ? 'mine' : 'theirs');

function targetOf(found: Case, decisions: Decisions): Stands | 'open' {
  const whole = wholeOf(found);
  const { side = null, units = {} } = decisions.get(found.id) ?? {};
  switch (found.verdict) {
    case 'kept':
      // It is removed as soon as nothing belongs to it.
      return found.note === 'hasChildren' ? whole : undefined;
    case 'removedHere':
      return undefined;
    case 'derived':
      return whole;
    case 'joined':
      return side === 'mine' ? undefined : side === 'theirs' ? whole : { row: joined(found, found.units.theirs), how: 'joined' };
    case 'conflict': {
      if (side !== null) return side === 'mine' ? undefined : whole;
      const { conflict, theirs } = found.units;
      if (conflict.length === 0 || conflict.some((unit) => units[unit] === undefined)) return 'open';
      return { row: joined(found, [...theirs, ...conflict.filter((unit) => units[unit] === 'theirs')]), how: 'joined' };
    }
    default:
      // It comes back as soon as something belongs to it.
      return side === 'mine' || found.note === 'neededBy' ? undefined : whole;
  }
}

/** Nothing is removed that something else belongs to, and nothing comes without what it belongs to. */
class Closure {
  readonly #references: readonly Reference[];

  constructor(
    private readonly mine: Reader,
    private readonly theirs: Reader,
    private readonly twins: Twins,
    private readonly resolution: Resolution,
  ) {
    this.#references = allReferences(mine);
  }

  close(): void {
    const { targets } = this.resolution;
    let before: number;
    do {
      before = this.resolution.held.size + this.resolution.needed.size;
      for (const target of targets.values()) if (target.row !== null) this.#provide(target);
      for (const { subject, id, row } of targets.values()) {
        if (row !== null || !this.#isNeeded(subject, id)) continue;
        targets.delete(id);
        this.resolution.held.add(id);
      }
    } while (this.resolution.held.size + this.resolution.needed.size > before);
  }

  #stands(subject: Subject, id: string): AnyRow | null {
    const target = this.resolution.targets.get(id);
    return target === undefined ? rowOf(this.mine, subject, id) : target.row;
  }

  /** Whatever the row names is there. */
  #provide({ subject, row }: Target): void {
    for (const { table, id } of this.#named(subject, row!)) {
      if (this.#stands(table, id) !== null) continue;
      if (this.resolution.targets.delete(id)) {
        this.resolution.held.add(id);
        continue;
      }
      const from = rowOf(this.theirs, table, [...this.twins].find(([, here]) => here === id)?.[0] ?? id);
      if (from === null) continue;
      this.resolution.targets.set(id, { subject: table, id, row: { ...from, id }, how: 'theirs' });
      this.resolution.needed.add(id);
    }
  }

  #named(subject: Subject, row: AnyRow): { table: Subject; id: string }[] {
    const named = this.#references
      .filter((reference) => reference.subject === subject && row[reference.column] !== null)
      .map(({ column, table }) => ({ table, id: row[column] as string }));
    return subject === 'attachment' ? [...named, { table: row['subject'] as Subject, id: row['subjectId'] as string }] : named;
  }

  /** Some record that stands belongs to it. */
  #isNeeded(table: Subject, id: string): boolean {
    const own = this.#references.filter((reference) => reference.table === table);
    const isOf = (subject: Subject, column: string) =>
      this.mine
        .column<string>(`SELECT id FROM "${subject}" WHERE "${column}" = ?`, [id])
        .some((child) => this.#stands(subject, child)?.[column] === id);
    return own.some(({ subject, column }) => isOf(subject, column)) || isOf('attachment', 'subjectId');
  }
}
