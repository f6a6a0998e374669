import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { appliedMigrations } from '../../db/migrate';
import type { Database } from '../../db/handle';
import { openDatabase } from '../../db/open';
import { rebuildSearch } from '../../db/search';
import { classify } from '../api/classify';
import type { Failure } from '../api/failure';

/**
 * What a look at a data file gave. `search`: only the full-text index, which is made from the records; `index`: every record can be read, what helps to
 * find them is broken; `table`: some records cannot be read; `unreadable`: SQLite cannot read the file at all; `hindered`: the look itself was not
 * possible (busy, full, no permission) and says nothing of the file.
 */
export type Soundness =
  | { state: 'sound' }
  | { state: 'search' }
  | { state: 'index' | 'table'; tables: string[]; details: string[] }
  | { state: 'unreadable'; why: 'notDatabase' | 'cut' | 'schema'; details: string[] }
  | { state: 'hindered'; failure: Failure };

/** Damage that the application cannot mend by itself. */
export type Broken = Extract<Soundness, { details: string[] }>;

/** A workspace whose data file is broken. */
export interface Damage {
  folder: string;
  found: Broken;
}

const mostDetails = 40;

/** Damage, and not one of the other things that may go wrong with a file. */
export const isDamage = (cause: unknown): boolean => classify(cause)?.key === 'damaged';

/** Never writes: a handle that could would put the log into the file when it is closed. */
export function diagnose(file: string, nativeBinding: string | null): Soundness {
  try {
    return reading(file, nativeBinding, (sqlite) => inspected(sqlite, file));
  } catch (cause) {
    if (!isDamage(cause)) return { state: 'hindered', failure: hindrance(cause) };
    return { state: 'unreadable', why: unreadableBy(file), details: [String(cause)] };
  }
}

/** The same; an index for searching that is all that is broken is made anew in place. */
export function inspect(file: string, nativeBinding: string | null): Soundness {
  const found = diagnose(file, nativeBinding);
  if (found.state !== 'search') return found;
  const sqlite = openDatabase({ file, nativeBinding });
  try {
    sqlite.transaction(() => rebuildSearch(sqlite)).immediate();
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
    // It cannot even be dropped: only a new file is without it.
    return { state: 'index', tables: ['search'], details: [String(cause)] };
  } finally {
    sqlite.close();
  }
  return { state: 'sound' };
}

/** Works with a data file that is opened for reading only, and leaves nothing beside it. */
export function reading<T>(file: string, nativeBinding: string | null, work: (sqlite: Database) => T): T {
  const bare = !existsSync(`${file}-wal`);
  let sqlite: Database | undefined;
  try {
    sqlite = openDatabase({ file, nativeBinding, readonly: true });
    return work(sqlite);
  } finally {
    sqlite?.close();
    // A reader of such a file leaves an empty log beside it.
    if (bare) for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
  }
}

function hindrance(cause: unknown): Failure {
  const known = classify(cause);
  if (known === undefined) throw cause;
  return known;
}

/** @throws when not even the list of tables can be read */
function inspected(sqlite: Database, file: string): Soundness {
  const details = complaints(sqlite, '');
  if (details.length === 0) return { state: 'sound' };
  // A file without its second half has complaints about everything.
  if (isCut(file)) return { state: 'unreadable', why: 'cut', details };
  const found = tablesIn(sqlite);
  appliedMigrations(sqlite);
  const broken = found.filter(({ name }) => complaints(sqlite, name).length > 0).map(({ name }) => name);
  const own = broken.filter((name) => !isSearch(name));
  if (own.length === 0 && broken.length > 0) return { state: 'search' };
  const roots = new Map(found.map(({ name, rootpage }) => [rootpage, name]));
  const inTree = new Set(details.flatMap((line) => roots.get(Number(/^Tree (\d+) /.exec(line)?.[1])) ?? []));
  const lost = own.filter((name) => inTree.has(name) || !isReadable(sqlite, name));
  return { state: lost.length > 0 ? 'table' : 'index', tables: lost.length > 0 ? lost : own, details: details.slice(0, mostDetails) };
}

const isSearch = (table: string): boolean => /^search(_|$)/.test(table);

const tablesIn = (sqlite: Database): { name: string; rootpage: number }[] =>
  sqlite.prepare(`SELECT name, rootpage FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).all() as never;

/** What the check says of the whole file (or one table); SQLite throws instead where a page is too broken to go on. */
function complaints(sqlite: Database, table: string): string[] {
  try {
    const argument = table === '' ? String(mostDetails) : `"${table}"`;
    const lines = sqlite.prepare(`PRAGMA integrity_check(${argument})`).pluck().all() as string[];
    return lines.length === 1 && lines[0] === 'ok' ? [] : lines.flatMap((line) => line.split('\n'));
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
    return [String(cause)];
  }
}

/** Every row can be read without the help of an index. */
function isReadable(sqlite: Database, table: string): boolean {
  try {
    for (const row of sqlite.prepare(`SELECT * FROM "${table}" NOT INDEXED`).iterate()) void row;
    return true;
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
    return false;
  }
}

const unreadableBy = (file: string): 'notDatabase' | 'cut' | 'schema' => {
  if (isCut(file)) return 'cut';
  return header(file).toString('latin1', 0, 15) === 'SQLite format 3' ? 'schema' : 'notDatabase';
};

/** The file is shorter than its own first page says. */
function isCut(file: string): boolean {
  const first = header(file);
  if (first.toString('latin1', 0, 15) !== 'SQLite format 3') return false;
  const size = first.readUInt16BE(16);
  return statSync(file).size < first.readUInt32BE(28) * (size === 1 ? 65_536 : size);
}

function header(file: string): Buffer {
  const bytes = Buffer.alloc(100);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, bytes);
    return bytes;
  } finally {
    closeSync(handle);
  }
}
