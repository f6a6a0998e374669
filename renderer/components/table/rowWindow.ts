import type { Sort } from './layout';

export interface Window<Filter, By extends string = string> {
  offset: number;
  limit: number;
  sort: Sort<By>;
  filter: Filter;
  signal: AbortSignal;
}

export interface Page<Row> {
  rows: readonly Row[];
  total: number;
}

export type Fetch<Row, Filter, By extends string = string> = (window: Window<Filter, By>) => Promise<Page<Row>>;

/** What is asked for: the rows of one filter in one order. */
export interface Question<Row, Filter, By extends string> {
  fetch: Fetch<Row, Filter, By>;
  sort: Sort<By>;
  filter: Filter;
}

/** What can be shown now. A new object whenever something of it has changed. */
export interface Rows<Row> {
  /** Undefined while the row is not there yet. */
  at: (index: number) => Row | undefined;
  /** Undefined until the first answer. */
  total: number | undefined;
  /** Rows shown belong to the former filter or sort. */
  outdated: boolean;
  failure: unknown;
}

/** Rows of one call. */
export const blockSize = 100;
/** Blocks kept: about 8,000 rows. */
const keptBlocks = 80;

type Blocks<Row> = Map<number, readonly Row[]>;

const blockOf = (index: number): number => Math.floor(Math.max(0, index) / blockSize);
const reader =
  <Row>(blocks: Blocks<Row>) =>
  (index: number): Row | undefined =>
    blocks.get(blockOf(index))?.[index % blockSize];

/** A window over rows that stay in the database, fetched in blocks where they are looked at. */
export class RowWindow<Row, Filter, By extends string> {
  #question: Question<Row, Filter, By> | undefined;
  #key = '';
  #blocks: Blocks<Row> = new Map();
  /** Blocks to be fetched again although they can still be shown. */
  #stale = new Set<number>();
  #inflight = new Map<number, AbortController>();
  #seen = { from: 0, to: 60 };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #rows: Rows<Row> = { at: () => undefined, total: undefined, outdated: false, failure: undefined };
  readonly #listeners = new Set<() => void>();

  readonly snapshot = (): Rows<Row> => this.#rows;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Asks a question, or the same one again; what is there stays in sight until the answer comes. */
  ask(question: Question<Row, Filter, By>): void {
    const key = JSON.stringify([question.sort, question.filter]);
    this.#abortAll();
    this.#question = question;
    if (key === this.#key) {
      this.#stale = new Set(this.#blocks.keys());
    } else {
      this.#key = key;
      this.#blocks = new Map();
      this.#stale.clear();
      this.#seen = { from: 0, to: this.#seen.to - this.#seen.from };
      if (this.#rows.total !== undefined) this.#show({ outdated: true });
    }
    this.#fetchSeen();
  }

  /** Tells which rows are seen. While the bar is being dragged only the place where it rests is fetched. */
  readonly see = (from: number, to: number): void => {
    const isFast = Math.abs(from - this.#seen.from) > 150;
    this.#seen = { from, to };
    clearTimeout(this.#timer);
    if (!isFast) this.#fetchSeen();
    else this.#timer = setTimeout(() => this.#fetchSeen(), 80);
  };

  readonly retry = (): void => {
    this.#show({ failure: undefined });
    this.#fetchSeen();
  };

  /** Rows of a range, fetching what is missing. */
  readonly range = async (from: number, to: number): Promise<Row[]> => {
    const found: Row[] = [];
    const blocks = this.#blocks;
    for (let block = blockOf(from); block <= blockOf(to); block += 1) {
      const rows = blocks.get(block) ?? (await this.#load(block, new AbortController().signal)).rows;
      found.push(...rows.slice(Math.max(0, from - block * blockSize), Math.max(0, to + 1 - block * blockSize)));
    }
    return found;
  };

  readonly close = (): void => {
    clearTimeout(this.#timer);
    this.#abortAll();
  };

  #fetchSeen(): void {
    const [first, last] = [blockOf(this.#seen.from), blockOf(this.#seen.to)];
    for (const [block, controller] of this.#inflight) {
      if (block >= first && block <= last) continue;
      controller.abort();
      this.#inflight.delete(block);
    }
    for (let block = first; block <= last; block += 1) void this.#fetchBlock(block);
  }

  async #fetchBlock(block: number): Promise<void> {
    if (!this.#question || this.#inflight.has(block) || (this.#blocks.has(block) && !this.#stale.has(block))) return;
    const controller = new AbortController();
    this.#inflight.set(block, controller);
    try {
      const { rows, total } = await this.#load(block, controller.signal);
      if (!controller.signal.aborted) this.#store(block, rows, total);
    } catch (failure) {
      if (!controller.signal.aborted) this.#show({ failure });
    } finally {
      if (this.#inflight.get(block) === controller) this.#inflight.delete(block);
    }
  }

  #load(block: number, signal: AbortSignal): Promise<Page<Row>> {
    if (!this.#question) throw new Error('nothing has been asked yet');
    const { fetch, sort, filter } = this.#question;
    return fetch({ offset: block * blockSize, limit: blockSize, sort, filter, signal });
  }

  #store(block: number, rows: readonly Row[], total: number): void {
    this.#blocks.delete(block);
    this.#blocks.set(block, rows);
    this.#stale.delete(block);
    for (const old of this.#blocks.keys()) {
      if (this.#blocks.size <= keptBlocks) break;
      this.#blocks.delete(old);
    }
    this.#show({ at: reader(this.#blocks), total, outdated: false, failure: undefined });
  }

  #abortAll(): void {
    for (const controller of this.#inflight.values()) controller.abort();
    this.#inflight.clear();
  }

  #show(patch: Partial<Rows<Row>>): void {
    this.#rows = { ...this.#rows, ...patch };
    for (const listener of this.#listeners) listener();
  }
}
