import { copyFileSync, existsSync, fstatSync, ftruncateSync, openSync, closeSync, rmSync, writeSync } from 'node:fs';
import { digest } from '../../db/audit';
import { Reader, type Database, type SqlValue } from '../../db/handle';
import { appliedMigrations, migrate, readJournal } from '../../db/migrate';
import { openDatabase } from '../../db/open';
import { rebuildSearch } from '../../db/search';
import { subjects, type Subject } from '../../db/tables';
import { assertTriggers } from '../../db/triggers';
import { unavailable } from '../api/failure';
import { isDamage } from './diagnose';

export interface SalvageMachine {
  nativeBinding: string | null;
  migrationsFolder: string;
}

/** What became of the rows of one table. `names` are those of records that are lost or were taken from the audit. */
export interface Salvaged {
  table: string;
  read: number;
  /** Unreadable or changed since their last audit row: as the audit has them. */
  fromAudit: number;
  lost: number;
  names: string[];
}

type Row = Record<string, SqlValue>;
type Last = { seq: number; subject: string; schema: number; afterDigest: string; salt: string | null };

const mostNames = 50;
const pageSize = 4096;

/**
 * Reads what can be read of a data file into a new one made by the shipped migrations, without its indexes: the repair of an index and the rescue of
 * records alike. A record that cannot be read, or is not as its last audit row says, is taken from the image there. The file itself stays as it is:
 * all is done on a copy beside the new one.
 * @returns tables that had something to tell, and all that hold records
 * @throws AppError `damagedWhole` when not even the list of tables can be read
 */
export function salvage(
  file: string,
  onto: string,
  machine: SalvageMachine,
  progress: (done: number | undefined, key: string) => void = () => {},
): Salvaged[] {
  const copy = `${onto}.source`;
  const parts = ['', '-wal'];
  for (const part of parts) if (existsSync(file + part)) copyFileSync(file + part, copy + part);
  mendHeader(copy);
  let source: Database | undefined;
  let target: Database | undefined;
  try {
    source = openDatabase({ file: copy, nativeBinding: machine.nativeBinding, damaged: true });
    target = openDatabase({ file: onto, nativeBinding: machine.nativeBinding });
    const schema = schemaOf(source, readJournal(machine.migrationsFolder).length);
    migrate(target, machine.migrationsFolder, schema);
    // Tables come in any order; what dangles is told at the end.
    target.pragma('foreign_keys = OFF');
    const report = new Rescue(source, target, schema).run(progress);
    progress(undefined, 'index');
    migrate(target, machine.migrationsFolder);
    assertTriggers(target);
    rebuildSearch(target);
    target.pragma('journal_mode = DELETE');
    return report;
  } catch (cause) {
    throw isDamage(cause) ? unavailable('damagedWhole') : cause;
  } finally {
    source?.close();
    target?.close();
    for (const part of ['', '-wal', '-shm']) rmSync(copy + part, { force: true });
  }
}

/** The first hundred bytes of all our files are alike but for counters: a file that lost them can still be read. It ends with a whole page. */
function mendHeader(file: string): void {
  const magic = Buffer.from('SQLite format 3\0', 'latin1');
  const fixed = Buffer.from([pageSize >> 8, pageSize & 255, 2, 2, 0, 64, 32, 32]);
  const handle = openSync(file, 'r+');
  try {
    writeSync(handle, Buffer.concat([magic, fixed]), 0, magic.length + fixed.length, 0);
    // Format of the schema 4, text in UTF-8.
    writeSync(handle, Buffer.from([0, 0, 0, 4]), 0, 4, 44);
    writeSync(handle, Buffer.from([0, 0, 0, 1]), 0, 4, 56);
    // Not the number of the last change: the length of the file counts, not what stands here of it.
    writeSync(handle, Buffer.from([255, 255, 255, 255]), 0, 4, 92);
    // A page that was cut off in its middle would be a fault of the disk.
    ftruncateSync(handle, Math.ceil(fstatSync(handle).size / pageSize) * pageSize);
  } finally {
    closeSync(handle);
  }
}

/** Shape of the file: what it says itself, else what its newest audit row says, else the newest. */
function schemaOf(source: Database, newest: number): number {
  try {
    const applied = appliedMigrations(source);
    if (applied > 0) return Math.min(applied, newest);
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
  }
  return newest;
}

class Rescue {
  readonly #report: Salvaged[] = [];
  readonly #last = new Map<string, Last>();
  readonly #reader: Reader;

  constructor(
    readonly source: Database,
    readonly target: Database,
    readonly schema: number,
  ) {
    this.#reader = new Reader(target);
  }

  run(progress: (done: number, key: string) => void): Salvaged[] {
    const known = new Set(this.source.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all() as string[]);
    const tables = (
      this.target
        .prepare(
          `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'`,
        )
        .pluck()
        .all() as string[]
    ).filter((table) => known.has(table) || subjects.includes(table as Subject));
    // The audit first: the others are held against it.
    const order = ['audit', 'auditPayload', 'snapshot'];
    const all = [...order, ...tables.filter((name) => !order.includes(name))];
    for (const [index, table] of all.entries()) {
      progress(index / all.length, 'read');
      this.target.transaction(() => this.#table(table)).immediate();
    }
    this.target
      .transaction(() => {
        this.#missing();
        this.#dangling();
      })
      .immediate();
    return this.#report;
  }

  #table(table: string): void {
    const told: Salvaged = { table, read: 0, fromAudit: 0, lost: 0, names: [] };
    this.#report.push(told);
    const columns = this.#columns(table);
    const insert = this.target.prepare(
      `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join()}) VALUES (${columns.map(() => '?').join()})`,
    );
    const isSubject = subjects.includes(table as Subject);
    const put = (row: Row): boolean => {
      try {
        insert.run(columns.map((name) => row[name] ?? null));
        return true;
      } catch (cause) {
        if (String((cause as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT')) return false;
        throw cause;
      }
    };
    const hear = (row: Row): void => {
      const better = isSubject ? this.#fromAudit(table, row) : row;
      if (better === undefined || !put(better)) {
        // A record is counted among those that are missing, by its audit.
        if (!isSubject) told.lost += 1;
        return;
      }
      if (isSubject) this.#last.delete(row['id'] as string);
      if (better === row) told.read += 1;
      else this.#tell(told, 'fromAudit', better);
    };
    // A table that is not in the list of tables any more: its records stand in the audit.
    const unread = this.#columnsOf(this.source, table).length === 0 ? 1 : readTable(this.source, table, columns, hear);
    if (!isSubject) told.lost += unread;
    if (table === 'auditPayload') this.#learn(told);
  }

  /** Columns that both have: those of the shape that the file is made in. All of them where the source no longer knows the table. */
  #columns(table: string): string[] {
    const there = new Set(this.#columnsOf(this.source, table));
    return this.#columnsOf(this.target, table).filter((name) => there.size === 0 || there.has(name));
  }

  #columnsOf(sqlite: Database, table: string): string[] {
    return sqlite.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
  }

  /** The last thing that the audit knows of every record; how many of its rows are lost is seen by their numbers. */
  #learn(payloads: Salvaged): void {
    const audit = this.#report[0]!;
    const steps =
      this.#reader.value<number | null>('SELECT max(seq) FROM (SELECT seq FROM audit UNION ALL SELECT seq FROM auditPayload)') ?? 0;
    if (steps > 0) for (const told of [audit, payloads]) told.lost = steps - told.read;
    const rows = this.#reader.iterate<Last & { subjectId: string }>(
      `SELECT a.seq, a.subject, a.subjectId, a.schema, a.afterDigest, p.salt FROM audit a LEFT JOIN auditPayload p ON p.seq = a.seq ORDER BY a.seq`,
    );
    for (const { subjectId, ...last } of rows) this.#last.set(subjectId, last);
  }

  /** The image of an audit row, when it is what its digest says. */
  #image({ seq, salt, afterDigest }: Last): Row | undefined {
    const after = this.#reader.value<string | null>('SELECT after FROM auditPayload WHERE seq = ?', [seq]) ?? null;
    return after === null || digest(salt ?? '', after) !== afterDigest ? undefined : (JSON.parse(after) as Row);
  }

  /** A record as it was read where that fits its last audit row, else as that row has it; undefined where it was removed. */
  #fromAudit(table: string, row: Row): Row | undefined {
    const last = this.#last.get(row['id'] as string);
    // One from before a migration has another shape.
    if (last === undefined || last.subject !== table || last.schema !== this.schema) return row;
    if (last.afterDigest === '') return undefined;
    const image = this.#image(last);
    if (image === undefined) return row;
    return Object.keys(image).every((name) => !(name in row) || row[name] === image[name]) ? row : { ...row, ...image };
  }

  /** Records that the audit knows and nobody could read. */
  #missing(): void {
    const tables = new Map(this.#report.map((told) => [told.table, told]));
    for (const [id, last] of this.#last) {
      const told = tables.get(last.subject);
      if (last.afterDigest === '' || told === undefined) continue;
      const image = this.#image(last);
      if (image !== undefined && this.#insert(last.subject, image)) this.#tell(told, 'fromAudit', image);
      else this.#tell(told, 'lost', image ?? this.#formerly(id) ?? { id });
    }
  }

  #insert(table: string, image: Row): boolean {
    const columns = this.#columns(table).filter((name) => name in image);
    const sql = `INSERT OR IGNORE INTO "${table}" (${columns.map((name) => `"${name}"`).join()}) VALUES (${columns.map(() => '?').join()})`;
    return this.target.prepare(sql).run(columns.map((name) => image[name] ?? null)).changes === 1;
  }

  /** An earlier image of a record, for its name. */
  #formerly(id: string): Row | undefined {
    const text = this.#reader.value<string>(
      `SELECT coalesce(p.after, p.before) FROM audit a JOIN auditPayload p ON p.seq = a.seq
        WHERE a.subjectId = ? AND coalesce(p.after, p.before) IS NOT NULL ORDER BY a.seq DESC LIMIT 1`,
      [id],
    );
    return text === undefined ? undefined : { id, ...(JSON.parse(text) as Row) };
  }

  #tell(told: Salvaged, what: 'fromAudit' | 'lost', row: Row): void {
    told[what] += 1;
    if (told.names.length < mostNames) told.names.push(nameOf(row));
  }

  /** What refers to something that is lost goes without it, or goes too: a file with such references could not be used. */
  #dangling(): void {
    const tables = new Map(this.#report.map((told) => [told.table, told]));
    for (let round = 0; round < 20; round += 1) {
      const found = this.target.pragma('foreign_key_check') as { table: string; rowid: number; fkid: number }[];
      if (found.length === 0) return;
      for (const { table, rowid, fkid } of found) {
        const key = (this.target.pragma(`foreign_key_list("${table}")`) as { id: number; from: string }[]).find(({ id }) => id === fkid)!;
        const column = (this.target.pragma(`table_info("${table}")`) as { name: string; notnull: number; pk: number }[]).find(
          ({ name }) => name === key.from,
        )!;
        const row = this.target.prepare(`SELECT * FROM "${table}" WHERE rowid = ?`).get(rowid) as Row | undefined;
        if (row === undefined) continue;
        if (column.notnull === 0 && column.pk === 0)
          this.target.prepare(`UPDATE "${table}" SET "${key.from}" = NULL WHERE rowid = ?`).run(rowid);
        else {
          this.target.prepare(`DELETE FROM "${table}" WHERE rowid = ?`).run(rowid);
          const told = tables.get(table);
          if (told && 'id' in row) this.#tell(told, 'lost', row);
        }
      }
    }
  }
}

/** What people know a record by. */
const nameOf = ({ riskNo, number, name, no, title, id }: Row): string => String(riskNo || number || name || no || title || id);

/** Failing reads after which the rest of a table counts as lost. */
const mostFailures = 20_000;
/** Rows after the first where the last one cannot be found. */
const farthest = 2 ** 21;

/**
 * Reads a table by its rowids. Where reading fails, the range is halved until single rows are left; a row that fails alone is lost.
 * @returns rowids that could not be read, whether or not there was a row
 */
function readTable(source: Database, table: string, columns: readonly string[], hear: (row: Row) => void): number {
  const rowid = '_rowid_';
  const names = columns.map((name) => `"${name}"`).join();
  const rows = source.prepare(`SELECT ${rowid} AS "_at", ${names} FROM "${table}" NOT INDEXED WHERE ${rowid} BETWEEN ? AND ?`);
  let lost = 0;
  let failures = 0;
  const end = (order: 'ASC' | 'DESC'): number | undefined => {
    try {
      return source.prepare(`SELECT ${rowid} FROM "${table}" NOT INDEXED ORDER BY ${rowid} ${order} LIMIT 1`).pluck().get() as
        | number
        | undefined;
    } catch (cause) {
      if (!isDamage(cause)) throw cause;
      failures += 1;
      return undefined;
    }
  };
  const read = (low: number, high: number): void => {
    let from = low;
    try {
      for (const { _at, ...row } of rows.iterate(low, high) as IterableIterator<Row>) {
        hear(row);
        from = Number(_at) + 1;
      }
      return;
    } catch (cause) {
      if (!isDamage(cause)) throw cause;
      failures += 1;
    }
    if (from > high) return;
    if (from === high || failures > mostFailures) {
      lost += high - from + 1;
      return;
    }
    const middle = from + Math.floor((high - from) / 2);
    read(from, middle);
    read(middle + 1, high);
  };
  const first = end('ASC');
  const last = end('DESC');
  if (first === undefined && last === undefined) return failures > 0 ? 1 : 0;
  read(first ?? 1, last ?? (first ?? 1) + farthest);
  return lost;
}
