import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import type { Sort } from './layout';

export interface Window<Filter, By extends string = string> { offset: number; limit: number; sort: Sort<By>; filter: Filter; signal: AbortSignal }

export interface Page<Row> { rows: readonly Row[]; total: number }

export type Fetch<Row, Filter, By extends string = string> = (window: Window<Filter, By>) => Promise<Page<Row>>;

/** Rows of one call; the contract allows no more. */
export const blockSize = 200;
/** Blocks kept: about 8,000 rows. */
const keptBlocks = 40;

interface Cache<Row> {
  key: string;
  blocks: Map<number, readonly Row[]>;
  /** Blocks to be fetched again although they can still be shown. */
  stale: Set<number>;
  inflight: Map<number, AbortController>;
  total: number | undefined;
  /** Rows of the former filter or sort, shown until the first block of this one is there. */
  former: Cache<Row> | undefined;
}

const emptyCache = <Row>(key: string): Cache<Row> => ({ key, blocks: new Map(), stale: new Set(), inflight: new Map(), total: undefined, former: undefined });

export interface Rows<Row> {
  /** Undefined while the row is not there yet. */
  at: (index: number) => Row | undefined;
  /** Undefined until the first answer. */
  total: number | undefined;
  /** Rows shown belong to the former filter or sort. */
  outdated: boolean;
  failure: unknown;
  retry: () => void;
  /** Asks for the rows that are seen; called on every scroll. */
  see: (from: number, to: number) => void;
  /** Rows of a range, fetching what is missing. */
  range: (from: number, to: number) => Promise<Row[]>;
}

interface RowsOptions<Row, Filter, By extends string> {
  fetch: Fetch<Row, Filter, By>;
  sort: Sort<By>;
  filter: Filter;
  /** A new number fetches what is shown again, without emptying it. */
  version: number;
  enabled: boolean;
}

/** A window over rows that stay in the database, fetched in blocks. */
export function useRows<Row, Filter, By extends string>({ fetch, sort, filter, version, enabled }: RowsOptions<Row, Filter, By>): Rows<Row> {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const key = JSON.stringify([sort, filter]);
  const cache = useRef<Cache<Row>>(emptyCache(key));
  const asked = useRef({ fetch, sort, filter });
  asked.current = { fetch, sort, filter };
  const seen = useRef({ from: 0, to: 60 });
  const failure = useRef<unknown>(undefined);

  if (cache.current.key !== key) {
    const former = cache.current;
    for (const controller of former.inflight.values()) controller.abort();
    former.inflight.clear();
    cache.current = { ...emptyCache<Row>(key), former: former.total === undefined ? former.former : { ...former, former: undefined } };
    failure.current = undefined;
  }

  const fetchBlock = useCallback(async (block: number): Promise<void> => {
    const own = cache.current;
    if (own.inflight.has(block) || (own.blocks.has(block) && !own.stale.has(block))) return;
    const controller = new AbortController();
    own.inflight.set(block, controller);
    try {
      const { fetch: from, ...by } = asked.current;
      const page = await from({ offset: block * blockSize, limit: blockSize, ...by, signal: controller.signal });
      if (cache.current !== own || controller.signal.aborted) return;
      own.blocks.delete(block);
      own.blocks.set(block, page.rows);
      own.stale.delete(block);
      own.total = page.total;
      own.former = undefined;
      failure.current = undefined;
      for (const old of own.blocks.keys()) {
        if (own.blocks.size <= keptBlocks) break;
        own.blocks.delete(old);
      }
    } catch (cause) {
      if (cache.current !== own || controller.signal.aborted) return;
      failure.current = cause;
    } finally {
      if (own.inflight.get(block) === controller) own.inflight.delete(block);
      if (cache.current === own && !controller.signal.aborted) draw();
    }
  }, []);

  const fetchSeen = useCallback(() => {
    const first = Math.floor(Math.max(0, seen.current.from) / blockSize);
    const last = Math.floor(Math.max(0, seen.current.to) / blockSize);
    for (const [block, controller] of cache.current.inflight) {
      if (block >= first - 1 && block <= last + 1) continue;
      controller.abort();
      cache.current.inflight.delete(block);
    }
    for (let block = first; block <= last; block += 1) void fetchBlock(block);
  }, [fetchBlock]);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const see = useCallback((from: number, to: number) => {
    const first = seen.current.from;
    seen.current = { from, to };
    clearTimeout(timer.current);
    // Slow scrolling fetches at once; while the bar is being dragged only the place where it rests is fetched.
    const isFast = Math.abs(from - first) > 150;
    timer.current = setTimeout(fetchSeen, isFast ? 80 : 0);
  }, [fetchSeen]);

  useEffect(() => {
    if (!enabled) return;
    cache.current.stale = new Set(cache.current.blocks.keys());
    for (const controller of cache.current.inflight.values()) controller.abort();
    cache.current.inflight.clear();
    fetchSeen();
  }, [enabled, version, key, fetch, fetchSeen]);

  useEffect(() => () => {
    clearTimeout(timer.current);
    for (const controller of cache.current.inflight.values()) controller.abort();
    cache.current.inflight.clear();
  }, []);

  const range = useCallback(async (from: number, to: number): Promise<Row[]> => {
    const rows: Row[] = [];
    const own = cache.current;
    for (let block = Math.floor(from / blockSize); block <= Math.floor(to / blockSize); block += 1) {
      const { fetch: source, ...by } = asked.current;
      const held = own.blocks.get(block) ?? (await source({ offset: block * blockSize, limit: blockSize, ...by, signal: new AbortController().signal })).rows;
      rows.push(...held.slice(Math.max(0, from - block * blockSize), Math.max(0, to + 1 - block * blockSize)));
    }
    return rows;
  }, []);

  const shown = cache.current.total === undefined && cache.current.former ? cache.current.former : cache.current;
  const at = useCallback((index: number) => shown.blocks.get(Math.floor(index / blockSize))?.[index % blockSize], [shown]);
  const retry = useCallback(() => { failure.current = undefined; draw(); fetchSeen(); }, [fetchSeen]);
  return useMemo(
    () => ({ at, total: shown.total, outdated: shown !== cache.current, failure: failure.current, retry, see, range }),
    // `shown` is the same object while its blocks arrive; drawing is asked for by draw(), rows compare by themselves.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [at, shown, shown.total, failure.current, retry, see, range],
  );
}
