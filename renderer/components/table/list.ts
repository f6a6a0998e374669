import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Layout, Sort } from './layout';
import { nothing, type Picked } from './selection';

/** Columns, filter and sort under a name; also the preset of an export. */
export interface View<Filter, By extends string = string> { name: string; layout: Layout | null; filter: Filter; sort: Sort<By> }

/** What a list remembers between two starts. */
export interface Remembered<Filter, By extends string = string> { layout: Layout | null; filter: Filter; sort: Sort<By>; views: readonly View<Filter, By>[] }

/** Where it remembers it. `load` answers undefined the first time. */
export interface ListMemory {
  load: () => Promise<unknown>;
  save: (remembered: unknown) => void;
}

interface ListState<Filter, By extends string> extends Remembered<Filter, By> {
  /** Remembered state has arrived; nothing is fetched before. */
  ready: boolean;
  picked: Picked;
  scrollTop: number;
  cursor: { row: number; column: string } | null;
}

/** State of one list: filter, sort, columns, views, selection, place. Lives on while its page is left. */
export interface List<Filter, By extends string = string> extends ListState<Filter, By> {
  name: string;
  initialFilter: Filter;
  setFilter: (patch: Partial<Filter>) => void;
  resetFilter: () => void;
  setSort: (sort: Sort<By>) => void;
  initialSort: Sort<By>;
  setLayout: (layout: Layout | null) => void;
  setPicked: (picked: Picked) => void;
  /** Kept without drawing anything again. */
  setPlace: (place: Partial<Pick<ListState<Filter, By>, 'scrollTop' | 'cursor'>>) => void;
  saveView: (name: string) => void;
  applyView: (view: View<Filter, By>) => void;
  removeView: (name: string) => void;
}

interface Store { state: ListState<never, never>; listeners: Set<() => void>; asked: boolean }

const stores = new Map<string, Store>();

/** Another workspace is open: nothing of the former lists holds. */
export const forgetLists = (): void => stores.clear();

interface ListOptions<Filter, By extends string> {
  filter: Filter;
  sort: Sort<By>;
  memory?: ListMemory | undefined;
}

/**
 * State of the list `name`, shared by its FilterBar and its DataTable.
 * @param options initial filter and sort; used until the user chooses others
 */
export function useList<Filter extends object, By extends string>(name: string, { filter, sort, memory }: ListOptions<Filter, By>): List<Filter, By> {
  let store = stores.get(name) as unknown as { state: ListState<Filter, By>; listeners: Set<() => void>; asked: boolean } | undefined;
  if (!store) {
    store = {
      state: { ready: memory === undefined, filter, sort, layout: null, views: [], picked: nothing, scrollTop: 0, cursor: null },
      listeners: new Set(), asked: false,
    };
    stores.set(name, store as unknown as Store);
  }
  const own = store;
  const initial = useRef({ filter, sort });
  const kept = useRef(memory);
  kept.current = memory;

  const actions = useMemo(() => {
    const change = (patch: Partial<ListState<Filter, By>>, remember = true) => {
      own.state = { ...own.state, ...patch };
      for (const listener of own.listeners) listener();
      const { layout, filter: by, sort: order, views } = own.state;
      if (remember) kept.current?.save({ layout, filter: by, sort: order, views });
    };
    return {
      change,
      subscribe: (listener: () => void) => {
        own.listeners.add(listener);
        return () => { own.listeners.delete(listener); };
      },
      setFilter: (patch: Partial<Filter>) => change({ filter: { ...own.state.filter, ...patch }, picked: nothing, scrollTop: 0, cursor: null }),
      resetFilter: () => change({ filter: initial.current.filter, picked: nothing, scrollTop: 0, cursor: null }),
      setSort: (order: Sort<By>) => change({ sort: order, scrollTop: 0, cursor: null }),
      setLayout: (layout: Layout | null) => change({ layout }),
      setPicked: (picked: Picked) => change({ picked }, false),
      setPlace: (place: Partial<Pick<ListState<Filter, By>, 'scrollTop' | 'cursor'>>) => { Object.assign(own.state, place); },
      saveView: (title: string) => {
        const { layout, filter: by, sort: order, views } = own.state;
        change({ views: [...views.filter((view) => view.name !== title), { name: title, layout, filter: by, sort: order }] });
      },
      applyView: (view: View<Filter, By>) => change({ layout: view.layout, filter: { ...initial.current.filter, ...view.filter }, sort: view.sort, picked: nothing, scrollTop: 0, cursor: null }),
      removeView: (title: string) => change({ views: own.state.views.filter((view) => view.name !== title) }),
    };
  }, [own]);

  const state = useSyncExternalStore(actions.subscribe, () => own.state);
  const load = memory?.load;
  useEffect(() => {
    if (own.asked || !load) return;
    own.asked = true;
    load().then(
      (found) => {
        const remembered = (found ?? {}) as Partial<Remembered<Filter, By>>;
        actions.change({ ...remembered, filter: { ...initial.current.filter, ...remembered.filter }, ready: true }, false);
      },
      () => actions.change({ ready: true }, false),
    );
  }, [own, actions, load]);

  return useMemo(() => ({ ...state, name, initialFilter: initial.current.filter, initialSort: initial.current.sort, ...actions }), [state, name, actions]);
}
