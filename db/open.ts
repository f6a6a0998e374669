import BetterSqlite3 from 'better-sqlite3';
import type { Database } from './handle';

export interface OpenOptions {
  file: string;
  /** Compiled better-sqlite3 for a runtime below Node-API 10; null takes the prebuilt one. */
  nativeBinding: string | null;
  readonly?: boolean;
  /** A copy of a damaged file, to read what can be read: a schema with a line that makes no sense is taken as it is. */
  damaged?: boolean;
  /** Most memory for pages of the file, in KB. The engine rests with what it holds; an import writes into every index at once. */
  cache?: number;
}

/**
 * Opens the file with the pragmas of the house: WAL, FULL, foreign keys, a busy timeout that a task's commit fits into.
 * @throws Error when the prebuilt binding does not fit the runtime (it would crash the process without a word)
 */
export function openDatabase({ file, nativeBinding, readonly = false, damaged = false, cache = 8192 }: OpenOptions): Database {
  if (nativeBinding === null && Number(process.versions.napi) < 10) {
    throw new Error(`better-sqlite3 needs Node-API 10, this runtime has ${process.versions.napi}`);
  }
  const sqlite = new BetterSqlite3(file, { readonly, timeout: 5000, ...(nativeBinding === null ? {} : { nativeBinding }) });
  try {
    if (damaged) {
      sqlite.unsafeMode(true);
      sqlite.pragma('writable_schema = ON');
      sqlite.pragma('query_only = ON');
      return sqlite;
    }
    if (!readonly) sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma(`cache_size = -${cache}`);
    sqlite.pragma('temp_store = MEMORY');
    sqlite.pragma('trusted_schema = OFF');
    return sqlite;
  } catch (cause) {
    // Not a database: Windows would keep the file busy for as long as the handle lives.
    sqlite.close();
    throw cause;
  }
}
