import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Layout, Sort } from './layout';
import { nothing, type Picked } from './selection';

/** Columns, filter and sort under a name; also the preset of an export. */
export interface View<Filter, By extends string = string> {
  name: string;
  layout: Layout | null;
  filter: Filter;
  sort: Sort<By>;
}

/** What a list remembers between two starts. */
export interface Remembered<Filter, By extends string = string> {
  layout: Layout | null;
  filter: Filter;
  sort: Sort<By>;
  views: readonly View<Filter, By>[];
}

/** Where it remembers it. `load` answers undefined the first time. */
export interface ListMemory {
  load: () => Promise<unknown>;
  save: (remembered: unknown) => void;
}

interface ListState<Filter, By extends string> extends Remembered<Filter, By> {
  /** Remembered state has arrived; nothing is fetched before. */
  ready: boolean;
  picked: Picked;
  /** Grows when the list has to begin at its first row again. */
  turn: number;
}

/** Where the user is in a list. Kept without drawing anything again. */
export interface ListPlace {
  scrollTop: number;
  cursor: { row: number; column: string } | null;
}

interface ListOptions<Filter, By extends string> {
  filter: Filter;
  sort: Sort<By>;
  memory?: ListMemory | undefined;
}

const beginning: ListPlace = { scrollTop: 0, cursor: null };

/** State of one list, kept while its page is left. */
class ListStore<Filter extends object, By extends string> {
  readonly initialFilter: Filter;
  readonly initialSort: Sort<By>;
  place: ListPlace = beginning;
  #state: ListState<Filter, By>;
  readonly #memory: ListMemory | undefined;
  readonly #listeners = new Set<() => void>();
  #asked = false;

  constructor({ filter, sort, memory }: ListOptions<Filter, By>) {
    this.initialFilter = filter;
    this.initialSort = sort;
    this.#memory = memory;
    this.#state = { ready: memory === undefined, filter, sort, layout: null, views: [], picked: nothing, turn: 0 };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly snapshot = (): ListState<Filter, By> => this.#state;

  /** Fetches once what was remembered; what cannot be read is as if nothing had been. */
  async load(): Promise<void> {
    if (this.#asked || !this.#memory) return;
    this.#asked = true;
    const remembered = ((await this.#memory.load().catch(() => undefined)) ?? {}) as Partial<Remembered<Filter, By>>;
    this.#change({ ...remembered, filter: { ...this.initialFilter, ...remembered.filter }, ready: true });
  }

  readonly setFilter = (patch: Partial<Filter>): void => this.#begin({ filter: { ...this.#state.filter, ...patch }, picked: nothing });
  readonly resetFilter = (): void => this.#begin({ filter: this.initialFilter, picked: nothing });
  readonly setSort = (sort: Sort<By>): void => this.#begin({ sort });
  readonly setLayout = (layout: Layout | null): void => this.#keep({ layout });
  readonly setPicked = (picked: Picked): void => this.#change({ picked });
  readonly setPlace = (place: Partial<ListPlace>): void => {
    this.place = { ...this.place, ...place };
  };

  readonly saveView = (name: string): void => {
    const { layout, filter, sort, views } = this.#state;
    this.#keep({ views: [...views.filter((view) => view.name !== name), { name, layout, filter, sort }] });
  };
  readonly removeView = (name: string): void => this.#keep({ views: this.#state.views.filter((view) => view.name !== name) });
  readonly applyView = ({ layout, filter, sort }: View<Filter, By>): void =>
    this.#begin({ layout, filter: { ...this.initialFilter, ...filter }, sort, picked: nothing });

  #begin(patch: Partial<ListState<Filter, By>>): void {
    this.place = beginning;
    this.#keep({ ...patch, turn: this.#state.turn + 1 });
  }

  #keep(patch: Partial<ListState<Filter, By>>): void {
    this.#change(patch);
    const { layout, filter, sort, views } = this.#state;
    this.#memory?.save({ layout, filter, sort, views } satisfies Remembered<Filter, By>);
  }

  #change(patch: Partial<ListState<Filter, By>>): void {
    this.#state = { ...this.#state, ...patch };
    for (const listener of this.#listeners) listener();
  }
}

/** State of one list and what changes it: filter, sort, columns, views, selection, place. */
export interface List<Filter, By extends string = string> extends ListState<Filter, By> {
  name: string;
  initialFilter: Filter;
  initialSort: Sort<By>;
  setFilter: (patch: Partial<Filter>) => void;
  resetFilter: () => void;
  setSort: (sort: Sort<By>) => void;
  setLayout: (layout: Layout | null) => void;
  setPicked: (picked: Picked) => void;
  place: () => ListPlace;
  setPlace: (place: Partial<ListPlace>) => void;
  saveView: (name: string) => void;
  applyView: (view: View<Filter, By>) => void;
  removeView: (name: string) => void;
}

/** The text search of a FilterBar, kept in the filter of a list; no text is no limit. */
export const textFilter = <Filter extends { text?: string | undefined }, By extends string>(
  { filter, setFilter }: Pick<List<Filter, By>, 'filter' | 'setFilter'>,
  placeholder: string,
) => ({
  value: filter.text ?? '',
  onChange: (text: string) => setFilter({ text: text === '' ? undefined : text } as Partial<Filter>),
  placeholder,
});

const stores = new Map<string, unknown>();

/** Another workspace is open: nothing of the former lists holds. */
export const forgetLists = (): void => stores.clear();

function storeOf<Filter extends object, By extends string>(name: string, options: ListOptions<Filter, By>): ListStore<Filter, By> {
  let store = stores.get(name) as ListStore<Filter, By> | undefined;
  if (!store) stores.set(name, (store = new ListStore(options)));
  return store;
}

/** Fetches what a list remembers before its page is drawn. */
export async function loadList<Filter extends object, By extends string>(
  name: string,
  options: ListOptions<Filter, By>,
): Promise<Pick<Remembered<Filter, By>, 'filter' | 'sort'>> {
  const store = storeOf(name, options);
  await store.load();
  const { filter, sort } = store.snapshot();
  return { filter, sort };
}

/**
 * State of the list `name`, shared by its FilterBar and its DataTable.
 * @param options initial filter and sort, used until the user chooses others; those of the first call count
 */
export function useList<Filter extends object, By extends string>(name: string, options: ListOptions<Filter, By>): List<Filter, By> {
  const store = storeOf(name, options);
  const state = useSyncExternalStore(store.subscribe, store.snapshot);
  useEffect(() => void store.load(), [store]);
  return useMemo(() => {
    const { initialFilter, initialSort, setFilter, resetFilter, setSort, setLayout, setPicked, setPlace, saveView, applyView, removeView } =
      store;
    return {
      ...state,
      name,
      initialFilter,
      initialSort,
      setFilter,
      resetFilter,
      setSort,
      setLayout,
      setPicked,
      setPlace,
      saveView,
      applyView,
      removeView,
      place: () => store.place,
    };
  }, [state, store, name]);
}
