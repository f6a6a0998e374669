import type BetterSqlite3 from 'better-sqlite3';

export type Database = BetterSqlite3.Database;
export type SqlValue = string | number | null;
export type Params = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;

const mostRemembered = 200;

/** A handle that cannot write: queries get this one. Statements are prepared once per text. */
export class Reader {
  readonly #statements = new Map<string, BetterSqlite3.Statement>();
  readonly #columns = new Map<string, BetterSqlite3.Statement>();
  readonly #remembered = new Map<string, unknown>();
  #stamp = '';

  constructor(protected readonly sqlite: Database) {}

  /** @throws TypeError when the statement could write */
  all<Row>(sql: string, params: Params = []): Row[] {
    return this.#reading(sql).all(params) as Row[];
  }

  get<Row>(sql: string, params: Params = []): Row | undefined {
    return this.#reading(sql).get(params) as Row | undefined;
  }

  /** First column of the first row, undefined when there is none. */
  value<Value extends SqlValue>(sql: string, params: Params = []): Value | undefined {
    const row = this.#reading(sql).get(params) as Record<string, Value> | undefined;
    return row === undefined ? undefined : Object.values(row)[0];
  }

  /** First column of all rows. */
  column<Value extends SqlValue>(sql: string, params: Params = []): Value[] {
    let statement = this.#columns.get(sql);
    if (!statement) this.#columns.set(sql, (statement = this.sqlite.prepare(sql).pluck()));
    if (!statement.readonly) throw new TypeError('a reader cannot write');
    return statement.all(params) as Value[];
  }

  /** Rows one by one, for sets too large to hold. */
  iterate<Row>(sql: string, params: Params = []): IterableIterator<Row> {
    return this.#reading(sql).iterate(params) as IterableIterator<Row>;
  }

  /** Everything read inside sees one state of the file, whatever another connection commits meanwhile. */
  snapshot<T>(read: () => T): T {
    return this.sqlite.transaction(read).deferred();
  }

  /** What `compute` gives, remembered until anything in the file changes, by this connection or another. */
  remember<T>(key: string, compute: () => T): T {
    const stamp = `${this.value('PRAGMA data_version')} ${this.value('SELECT total_changes()')}`;
    if (stamp !== this.#stamp || this.#remembered.size > mostRemembered) this.#remembered.clear();
    this.#stamp = stamp;
    if (!this.#remembered.has(key)) this.#remembered.set(key, compute());
    return this.#remembered.get(key) as T;
  }

  #reading(sql: string): BetterSqlite3.Statement {
    const statement = this.prepared(sql);
    if (!statement.readonly) throw new TypeError('a reader cannot write');
    return statement;
  }

  protected prepared(sql: string): BetterSqlite3.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.sqlite.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
