import type { DepartmentRow } from '../../db/query/department';
import type { NamedRow } from './departmentNames';
import type { Problem } from './notes';

/** The department above: on file, or one that the import makes and that is known by its name. */
export interface ParentPlace {
  id: string | null;
  name: string;
}

export interface ImpliedDepartment {
  name: string;
  parent: ParentPlace | null;
}

/** Names a department that is on file, or will be. */
const keyOf = ({ id, name }: ParentPlace): string => id ?? `new ${name}`;
const placeOf = ({ existing, name }: NamedRow): ParentPlace => ({ id: existing?.id ?? null, name });

/** Who stands above whom: the rows among themselves, what is on file, and what the rows only speak of. */
export class DepartmentLinks {
  /** Rows by the names that sheets give them, and by the names that they get. */
  readonly #named = new Map<string, NamedRow[]>();
  readonly #rows = new Map<string, NamedRow>();
  readonly #byId: ReadonlyMap<string, DepartmentRow>;
  /** What stands above a department that has no row, where a path says so. */
  readonly #aboveImplied = new Map<string, readonly string[]>();
  readonly #meant = new Map<string, string>();

  constructor(
    rows: readonly NamedRow[],
    private readonly stored: ReadonlyMap<string, DepartmentRow>,
    meant: (name: string) => string,
  ) {
    this.#byId = new Map([...stored.values()].map((row) => [row.id, row]));
    for (const row of rows) {
      this.#rows.set(keyOf(placeOf(row)), row);
      for (const name of new Set([row.candidate.name, row.name])) this.#named.set(name, [...(this.#named.get(name) ?? []), row]);
    }
    for (const { above } of rows)
      for (const [at, name] of above.entries()) {
        if (at > 0) this.#aboveImplied.set(name, above.slice(0, at));
        if (!this.#named.has(name) && !stored.has(name)) this.#meant.set(name, meant(name));
      }
  }

  /** Takes a row out: it is as if it had not been read. */
  withdraw(row: NamedRow): void {
    this.#rows.delete(keyOf(placeOf(row)));
    for (const name of [row.candidate.name, row.name])
      this.#named.set(
        name,
        (this.#named.get(name) ?? []).filter((other) => other !== row),
      );
  }

  nameOf = (id: string | null): string => (id === null ? '' : (this.#byId.get(id)?.name ?? ''));

  /** What stands above a row; null where it does not say. */
  parentOf = ({ above }: Pick<NamedRow, 'above'>): ParentPlace | null => this.#place(above);

  #place(path: readonly string[]): ParentPlace | null {
    const [stated, above] = [path.at(-1), path.at(-2)];
    if (stated === undefined) return null;
    const rows = this.#named.get(stated) ?? [];
    const row = rows.find((one) => one.above.at(-1) === above) ?? rows[0];
    if (row !== undefined) return placeOf(row);
    const name = this.#meant.get(stated) ?? stated;
    const other = this.#named.get(name)?.[0];
    return other === undefined ? { id: this.stored.get(name)?.id ?? null, name } : placeOf(other);
  }

  /** What stands above any department once the rows are taken. */
  #above(place: ParentPlace): ParentPlace | null {
    const row = this.#rows.get(keyOf(place));
    const stated = row === undefined ? null : this.parentOf(row);
    if (stated !== null) return stated;
    if (place.id !== null) {
      const parent = this.#byId.get(this.#byId.get(place.id)?.parentId ?? '');
      return parent === undefined ? null : { id: parent.id, name: parent.name };
    }
    return row === undefined ? this.#place(this.#aboveImplied.get(place.name) ?? []) : null;
  }

  /** Takes out every row that would stand above itself. @returns those with the reason */
  refuseCycles(): Map<NamedRow, Problem> {
    const refused = new Map<NamedRow, Problem>();
    for (;;) {
      const rings = [...this.#rows.values()].flatMap((row) => {
        const ring = this.#ring(row);
        return ring === undefined ? [] : [{ row, ...ring }];
      });
      if (rings.length === 0) return refused;
      // Those that only stand below a ring have nothing to mend as long as the ring has rows of its own.
      const own = rings.filter(({ isOwn }) => isOwn);
      for (const { row, names } of own.length > 0 ? own : rings) {
        const at = row.candidate.at(row.candidate.raw.parent === undefined ? 'departmentName' : 'parent');
        refused.set(
          row,
          names.length === 2
            ? { key: 'ownParent', ...at, value: row.name }
            : { key: 'parentCycle', ...at, params: { chain: names.join(' → ') } },
        );
        this.withdraw(row);
      }
    }
  }

  /** Names from a row upwards until one comes again; `isOwn` when that is the row's own. */
  #ring(row: NamedRow): { names: string[]; isOwn: boolean } | undefined {
    if (row.above.length === 0) return undefined;
    const own = placeOf(row);
    const seen = new Set<string>();
    const names = [own.name];
    for (let place = this.parentOf(row); place !== null; place = this.#above(place)) {
      names.push(place.name);
      if (keyOf(place) === keyOf(own)) return { names, isOwn: true };
      if (seen.has(keyOf(place))) return { names, isOwn: false };
      seen.add(keyOf(place));
    }
    return undefined;
  }

  /** Departments right above a row, and above those, that have no row and are not on file. */
  impliedAbove(row: NamedRow): string[] {
    const names: string[] = [];
    for (let place = this.parentOf(row); place !== null && this.#isImplied(place); place = this.#above(place)) names.push(place.name);
    return names;
  }

  #isImplied = (place: ParentPlace): boolean => place.id === null && !this.#rows.has(keyOf(place));

  implied(): ImpliedDepartment[] {
    const found = new Map<string, ImpliedDepartment>();
    for (const row of this.#rows.values())
      for (let place = this.parentOf(row); place !== null && this.#isImplied(place) && !found.has(place.name);) {
        const parent = this.#above(place);
        found.set(place.name, { name: place.name, parent });
        place = parent;
      }
    return [...found.values()];
  }
}
