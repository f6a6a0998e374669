/** What is selected: some ids, or everything that the filter finds except some. Resolved in SQL. */
export type Selection<Filter> = { ids: string[] } | { filter: Filter; except: string[] };

/** The same while it is being made. */
export type Picked = { all: false; ids: ReadonlySet<string> } | { all: true; except: ReadonlySet<string> };

export const nothing: Picked = { all: false, ids: new Set() };
export const everything: Picked = { all: true, except: new Set() };

export const isPicked = (picked: Picked, id: string): boolean => (picked.all ? !picked.except.has(id) : picked.ids.has(id));

export const countOf = (picked: Picked, total: number): number => (picked.all ? Math.max(0, total - picked.except.size) : picked.ids.size);

/** Picks some rows or lets them go. */
export function pick(picked: Picked, ids: readonly string[], on: boolean): Picked {
  const set = new Set(picked.all ? picked.except : picked.ids);
  for (const id of ids) {
    if (on === picked.all) set.delete(id);
    else set.add(id);
  }
  return picked.all ? { all: true, except: set } : { all: false, ids: set };
}

export const toggle = (picked: Picked, id: string): Picked => pick(picked, [id], !isPicked(picked, id));

export const selectionOf = <Filter>(picked: Picked, filter: Filter): Selection<Filter> =>
  picked.all ? { filter, except: [...picked.except] } : { ids: [...picked.ids] };
