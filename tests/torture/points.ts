import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

/**
 * Where a process can be made to die: `sql` a statement that writes or opens and ends a transaction, `commit` the end of one, `fs` a call
 * that changes a file or folder, `page` a portion of an online backup. `when` is before or after it, `half` in the middle of a write.
 */
export interface KillPoint {
  at: 'sql' | 'commit' | 'fs' | 'page';
  nth: number;
  when: 'before' | 'after' | 'half';
}

/** `commit:3:after`. @throws Error when it is none */
export function killPoint(token: string): KillPoint {
  const [, at, nth, when] = /^(sql|commit|fs|page):(\d+):(before|after|half)$/.exec(token) ?? [];
  if (at === undefined) throw new Error(`no kill point: ${token}`);
  return { at, nth: Number(nth), when } as KillPoint;
}

const counts = { sql: 0, commit: 0, fs: 0, page: 0 };
let armed: KillPoint | undefined;
let isCounting = false;

/** From now on what happens is counted, and at the point the process ends as when it loses its power. */
export function arm(point: KillPoint | undefined): void {
  armed = point;
  isCounting = true;
}

/** How far the counters have come, to see how far a kind of round goes. */
export const passed = (): Readonly<typeof counts> => counts;

/** Work of the test itself, which must not be counted. */
export function uncounted<T>(work: () => T): T {
  const before = isCounting;
  isCounting = false;
  try {
    return work();
  } finally {
    isCounting = before;
  }
}

export function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // Nothing may happen between the signal and its effect.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error('killed');
}

/** @returns when in this occurrence of it the process has to die */
function reached(at: KillPoint['at']): KillPoint['when'] | undefined {
  if (!isCounting) return undefined;
  counts[at] += 1;
  return armed?.at === at && armed.nth === counts[at] ? armed.when : undefined;
}

/** Runs what is counted; `halfway` does a part of it, where a part is possible. */
function passing<T>(at: KillPoint['at'], run: () => T, halfway?: () => unknown): T {
  const when = reached(at);
  if (when === 'before') die();
  if (when === 'half') {
    halfway?.();
    die();
  }
  const value = run();
  if (when !== 'after') return value;
  if (value instanceof Promise) void value.finally(die);
  else die();
  return value;
}

/** Files that were written through node:fs and not flushed since: none of them may take another's name. */
const unflushed = new Set<string>();
const names = new Map<unknown, string>();
const complaints = new Set<string>();
/** What was done in an order that a loss of power could expose. */
export const orderComplaints = (): string[] => [...complaints];

const nameOf = (file: unknown): string => path.resolve(String(file));
const dirty = (file: string | undefined): void => void (file !== undefined && isCounting && unflushed.add(file));
function renamed(from: unknown, to: unknown): void {
  const old = nameOf(from);
  for (const file of unflushed) {
    if (file !== old && !file.startsWith(old + path.sep)) continue;
    unflushed.delete(file);
    complaints.add(`${path.basename(file)} took a name by that of ${path.basename(nameOf(to))} before it was flushed`);
  }
}

/* oxlint-disable typescript/no-explicit-any -- functions of any shape are put around those of the platform */
type Any = (...args: any[]) => any;

/** Puts itself around the functions of node:fs and of better-sqlite3 that change something. */
export function watch(): void {
  watchFiles(fs as unknown as Record<string, Any>);
  watchPromises(fs.promises as unknown as Record<string, Any>);
  syncBuiltinESMExports();
  watchDatabase();
}

function around(
  holder: Record<string, Any>,
  name: string,
  noted: (args: any[], result: unknown, self: unknown) => void,
  half?: (args: any[], self: unknown) => unknown,
): void {
  const original = holder[name]!;
  holder[name] = function (this: unknown, ...args: any[]) {
    const run = () => {
      const result: unknown = original.apply(this, args);
      noted(args, result, this);
      return result;
    };
    return passing('fs', run, half && (() => half(args, this)));
  };
}

function watchFiles(holder: Record<string, Any>): void {
  const { openSync, writeSync, closeSync } = holder as unknown as typeof fs;
  holder['openSync'] = (file: string, flags: string | number = 'r', mode?: number) => {
    const isRead = flags === 'r' || flags === 0;
    const open = () => openSync(file, flags as string, mode);
    const handle = isRead ? open() : passing('fs', open);
    names.set(handle, nameOf(file));
    return handle;
  };
  holder['closeSync'] = (handle: number) => {
    names.delete(handle);
    closeSync(handle);
  };
  around(
    holder,
    'writeSync',
    ([handle]) => dirty(names.get(handle as number)),
    ([handle, bytes, offset = 0, length = bytes.length - offset]) =>
      writeSync(handle as number, bytes as Uint8Array, offset as number, Math.floor((length as number) / 2)),
  );
  around(holder, 'fsyncSync', ([handle]) => unflushed.delete(names.get(handle as number) ?? ''));
  around(holder, 'writeFileSync', ([file]) => dirty(nameOf(file)));
  around(holder, 'appendFileSync', ([file]) => dirty(nameOf(file)));
  around(holder, 'copyFileSync', ([, to]) => dirty(nameOf(to)));
  around(holder, 'renameSync', ([from, to]) => renamed(from, to));
  for (const name of [
    'rmSync',
    'unlinkSync',
    'rmdirSync',
    'mkdirSync',
    'linkSync',
    'cpSync',
    'truncateSync',
    'utimesSync',
    'write',
    'writev',
    'fsync',
    'ftruncateSync',
  ])
    around(holder, name, () => {});
}

function watchPromises(holder: Record<string, Any>): void {
  for (const name of ['rm', 'unlink', 'mkdir', 'link', 'truncate']) around(holder, name, () => {});
  const { open } = holder as unknown as typeof fs.promises;
  let isWatched = false;
  holder['open'] = async (file: string, flags: string | number = 'r', mode?: number) => {
    const handle = await (flags === 'r' ? open(file, flags, mode) : passing('fs', () => open(file, flags, mode)));
    names.set(handle, nameOf(file));
    if (!isWatched) watchHandles(Object.getPrototypeOf(handle) as Record<string, Any>);
    isWatched = true;
    return handle;
  };
  around(holder, 'writeFile', ([file]) => typeof file === 'string' && dirty(nameOf(file)));
  around(holder, 'copyFile', ([, to]) => dirty(nameOf(to)));
  around(holder, 'rename', ([from, to]) => renamed(from, to));
}

/** Handles of files that are written a portion at a time. */
function watchHandles(holder: Record<string, Any>): void {
  const { write } = holder;
  for (const name of ['write', 'writev', 'writeFile', 'sync', 'datasync'])
    around(
      holder,
      name,
      (_args, _result, handle) => (name.endsWith('sync') ? void unflushed.delete(names.get(handle) ?? '') : dirty(names.get(handle))),
      name === 'write'
        ? ([bytes, offset = 0, length = bytes.length - offset], handle) =>
            write!.call(handle, bytes, offset, Math.floor((length as number) / 2))
        : undefined,
    );
}

function watchDatabase(): void {
  const memory = new BetterSqlite3(':memory:');
  const statement = Object.getPrototypeOf(memory.prepare('SELECT 1')) as Record<string, Any>;
  memory.close();
  const database = BetterSqlite3.prototype as unknown as Record<string, Any>;
  const { run } = statement;
  statement['run'] = function (this: { source: string }, ...args: any[]) {
    const work = () => passing('sql', () => run!.apply(this, args));
    return this.source === 'COMMIT' ? passing('commit', work) : work();
  };
  const { exec, backup } = database;
  database['exec'] = function (this: unknown, sql: string) {
    const work = () => passing('sql', () => exec!.call(this, sql));
    return sql === 'COMMIT' ? passing('commit', work) : work();
  };
  database['backup'] = function (this: unknown, file: string, options: { progress?: Any } = {}) {
    return backup!.call(this, file, { ...options, progress: (state: unknown) => passing('page', () => options.progress?.(state)) });
  };
}
