import { withoutUndefined } from './domain/field';
import { hash } from 'node:crypto';
import { auditHead, chain, digest, newSalt } from './audit';
import { Reader, type Database, type SqlValue } from './handle';
import { newId } from './newId';
import { mergedAudit } from './schema/upkeep';
import { columnsOf, serialOf, subjectTables, type NewRow, type Patch, type Row, type Subject } from './tables';

/** The row has moved on since it was read. */
export class RevisionConflict extends Error {
  constructor(
    readonly subject: Subject,
    readonly id: string,
  ) {
    super(`${subject} ${id} has changed`);
  }
}
export class RowMissing extends Error {
  constructor(
    readonly subject: Subject,
    readonly id: string,
  ) {
    super(`${subject} ${id} is missing`);
  }
}

export interface WriterContext {
  actor: string;
  /** Account that is signed in; none in a workspace without accounts. */
  accountId?: string | null;
  /** Milliseconds UTC. */
  now: number;
  command: string;
  /** Number of migrations applied. */
  schema: number;
  undoes?: number | null;
}

/** An entry of another copy's audit with its images, as `mergedAudit` keeps it. */
export type MergedEntry = typeof mergedAudit.$inferSelect;

interface Shape {
  names: string[];
  /** Of every column, in their order. */
  defaults: Record<string, SqlValue>;
  insert: string;
  /** Sets the columns named; one statement per set that occurs. */
  update(changed: readonly string[]): string;
  select: string;
  remove: string;
  /** Column that SQLite numbers by itself, where there is one beside `id`. */
  serial: string | undefined;
}

/** So few rows are inserted as quickly as indexes are made anew. */
const fewRows = 1000;
/** A row written into all indexes of a large table takes about as long as so many rows whose indexes are made in one go. */
const dearerEach = 4;
/** Memory for pages while many rows are written, in KB: what does not fit is written twice and read again for every index. */
const fillingCache = 196_608;

const insertAudit = `INSERT INTO audit (seq, at, actor, command, step, undoes, subject, subjectId, schema, beforeDigest, afterDigest, hash, accountId)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const upsertSecret = `INSERT INTO secret (id, value) VALUES (?, ?)
  ON CONFLICT (id) DO UPDATE SET value = excluded.value, failures = 0, failedAt = 0`;

const shapes = new Map<Subject, Shape>();
function shapeOf(subject: Subject): Shape {
  const known = shapes.get(subject);
  if (known) return known;
  const columns = columnsOf(subjectTables[subject]);
  const names = columns.map((column) => column.name);
  const quoted = (name: string) => `"${name}"`;
  const shape: Shape = {
    names,
    defaults: Object.fromEntries(columns.map((column) => [column.name, column.default as SqlValue])),
    insert: `INSERT INTO "${subject}" (${names.map(quoted).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    update: (changed) => `UPDATE "${subject}" SET ${changed.map((name) => `${quoted(name)} = @${name}`).join(', ')} WHERE id = @id`,
    select: `SELECT ${names.map(quoted).join(', ')} FROM "${subject}" WHERE id = ?`,
    remove: `DELETE FROM "${subject}" WHERE id = ?`,
    serial: serialOf(subjectTables[subject]),
  };
  shapes.set(subject, shape);
  return shape;
}

/**
 * The only way to write business rows. Every insert, update and removal leaves its audit row in the same transaction;
 * `expectedChanges` lets the dispatcher find writes that went around it.
 */
export class Writer extends Reader {
  /** Rows written so far, by id. */
  readonly touched = new Map<string, Subject>();
  #changes = 0;
  #expected = 0;
  #head: { seq: number; hash: string } | undefined;
  #step: number | undefined;

  constructor(
    sqlite: Database,
    readonly context: WriterContext,
  ) {
    super(sqlite);
  }

  /** Number of business rows changed. */
  get changed(): number {
    return this.#changes;
  }
  /** What SQLite's total_changes() must have grown by. */
  get expectedChanges(): number {
    return this.#expected;
  }
  /** Audit step of this command, undefined while nothing is written. */
  get step(): number | undefined {
    return this.#step;
  }

  find<S extends Subject>(subject: S, id: string): Row<S> | undefined {
    return this.get<Row<S>>(shapeOf(subject).select, [id]);
  }

  insert<S extends Subject>(subject: S, values: NewRow<S>): Row<S> {
    const shape = shapeOf(subject);
    const { now, actor } = this.context;
    const id = values.id ?? newId();
    const row = orderedRow(shape, values, { id, revision: 1, createdAt: now, createdBy: actor, updatedAt: now });
    const given = this.#write(shape.insert, Object.values(row));
    if (shape.serial !== undefined) row[shape.serial] = given;
    this.#record(subject, id, null, JSON.stringify(row));
    return row as Row<S>;
  }

  /**
   * @param revision the revision that the user read; undefined where the command itself has just read the row
   * @returns the row as stored; unchanged values write nothing
   * @throws RowMissing, RevisionConflict
   */
  update<S extends Subject>(subject: S, id: string, patch: Patch<S>, revision?: number): Row<S> {
    const shape = shapeOf(subject);
    const before = this.find(subject, id);
    if (!before) throw new RowMissing(subject, id);
    if (revision !== undefined && before.revision !== revision) throw new RevisionConflict(subject, id);
    const old = before as Record<string, unknown>;
    if (Object.entries(patch).every(([name, value]) => value === undefined || old[name] === value)) return before;
    const row = { ...before, ...withoutUndefined(patch), revision: before.revision + 1, updatedAt: this.context.now } as Row<S>;
    this.#update(shape, before, row as Record<string, SqlValue>);
    this.#record(subject, id, image(shape, before), image(shape, row));
    return row;
  }

  /** Raises the revision of a row whose belongings have changed, so that a form opened before notices. */
  touch<S extends Subject>(subject: S, id: string): void {
    const shape = shapeOf(subject);
    const before = this.find(subject, id);
    if (!before) throw new RowMissing(subject, id);
    const row = { ...before, revision: before.revision + 1, updatedAt: this.context.now };
    this.#update(shape, before, row as Record<string, SqlValue>);
    this.#record(subject, id, image(shape, before), image(shape, row));
  }

  remove(subject: Subject, id: string, revision?: number): void {
    const before = this.find(subject, id);
    if (!before) throw new RowMissing(subject, id);
    if (revision !== undefined && before.revision !== revision) throw new RevisionConflict(subject, id);
    this.#write(shapeOf(subject).remove, [id]);
    this.#record(subject, id, image(shapeOf(subject), before), null);
  }

  /** Removes the rows of a subject that belong to a record, which can go only after them: those whose column names it. */
  removeOf<S extends Subject>(subject: S, column: keyof Row<S> & string, id: string): void {
    for (const own of this.column<string>(`SELECT id FROM "${subject}" WHERE "${column}" = ?`, [id])) this.remove(subject, own);
  }

  /**
   * Writes an earlier image back (undo, redo, restore). The revision still rises, so that a form opened before notices.
   * @param expected image that must stand now; null for none
   * @throws RevisionConflict when the row has changed since
   */
  restore(subject: Subject, id: string, target: string | null, expected: string | null): void {
    const shape = shapeOf(subject);
    const now = this.find(subject, id);
    if (!sameImage(now === undefined ? null : image(shape, now), expected)) throw new RevisionConflict(subject, id);
    if (target === null) {
      this.#write(shape.remove, [id]);
      this.#record(subject, id, now === undefined ? null : image(shape, now), null);
      return;
    }
    const stored = JSON.parse(target) as Record<string, SqlValue>;
    const row = {
      ...shape.defaults,
      ...stored,
      revision: (now?.revision ?? Number(stored['revision'])) + 1,
      updatedAt: this.context.now,
    } as Record<string, SqlValue>;
    if (now === undefined)
      this.#write(
        shape.insert,
        shape.names.map((name) => row[name] ?? null),
      );
    else this.#update(shape, now, row);
    this.#record(subject, id, now === undefined ? null : image(shape, now), image(shape, row));
  }

  /**
   * Blanks the images of some records and drops what was typed of them and not saved: personal data that was removed stands there too.
   * The audit still says who did what when, and its chain holds.
   */
  forget(ids: readonly string[]): void {
    const list = JSON.stringify(ids);
    const run = (sql: string) => this.prepared(sql).run({ list }).changes;
    this.#expected += run(
      `UPDATE auditPayload SET before = NULL, after = NULL WHERE (before IS NOT NULL OR after IS NOT NULL)
       AND seq IN (SELECT seq FROM audit WHERE subjectId IN (SELECT value FROM json_each(@list)))`,
    );
    this.#expected += run(
      `UPDATE mergedAudit SET before = NULL, after = NULL WHERE (before IS NOT NULL OR after IS NOT NULL)
       AND subjectId IN (SELECT value FROM json_each(@list))`,
    );
    this.#expected += run(
      `DELETE FROM preference WHERE key LIKE '%draft.%' AND EXISTS (SELECT 1 FROM json_each(@list) WHERE instr(preference.key, value) > 0)`,
    );
  }

  /** Rows may name others that come later in the same command; whether all are there is seen at its end. */
  deferReferences(): void {
    this.sqlite.pragma('defer_foreign_keys = ON');
  }

  /** Keeps entries of another copy's audit as evidence of a merge. */
  keepMerged(entries: Iterable<MergedEntry>): void {
    const columns = columnsOf(mergedAudit).map(({ name }) => name);
    const insert = this.prepared(
      `INSERT INTO mergedAudit (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
    );
    for (const entry of entries) this.#expected += insert.run(entry as unknown as Record<string, SqlValue>).changes;
  }

  /** Keeps an immutable text under its hash; the audited row that names the hash vouches for it. */
  keep(content: string): string {
    const id = hash('sha256', content, 'hex');
    this.#expected += this.prepared('INSERT OR IGNORE INTO snapshot (id, content) VALUES (?, ?)').run(id, content).changes;
    return id;
  }

  /** Sets the hash of a password or recovery code and forgets what was tried against the one before. It stands in no audit image. */
  keepSecret(id: string, value: string): void {
    this.#expected += this.prepared(upsertSecret).run(id, value).changes;
  }

  /**
   * Work that inserts so many rows of a subject. Where they are many for what stands there already, the indexes of the subject, unique
   * ones aside, are left out meanwhile and made at the end, each in one go and in its own order, still within this transaction: to
   * write every row into all of them takes longer.
   */
  filling<T>(subject: Subject, coming: number, work: () => T): T {
    if (coming < fewRows) return work();
    const cache = this.value<number>('PRAGMA cache_size')!;
    this.sqlite.pragma(`cache_size = -${fillingCache}`);
    try {
      const isMuch = coming * dearerEach >= this.value<number>(`SELECT count(*) FROM "${subject}"`)!;
      const indexes = isMuch ? this.#dropIndexes(subject) : [];
      const done = work();
      for (const sql of indexes) this.sqlite.exec(sql);
      return done;
    } finally {
      this.sqlite.pragma(`cache_size = ${cache}`);
    }
  }

  /** @returns the statements that make them again */
  #dropIndexes(subject: Subject): string[] {
    const indexes = this.all<{ name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql LIKE 'CREATE INDEX%'`,
      [subject],
    );
    for (const { name } of indexes) this.sqlite.exec(`DROP INDEX "${name}"`);
    return indexes.map(({ sql }) => sql);
  }

  /** Only what is different: every column named would have its indexes written anew. */
  #update(shape: Shape, before: object, row: Record<string, SqlValue>): void {
    const old = before as Record<string, SqlValue>;
    this.#write(shape.update(shape.names.filter((name) => row[name] !== old[name])), row);
  }

  #write(sql: string, params: Record<string, SqlValue> | SqlValue[]): number {
    const { lastInsertRowid } = this.prepared(sql).run(params);
    this.#expected += 1;
    this.#changes += 1;
    return Number(lastInsertRowid);
  }

  #record(subject: Subject, id: string, before: string | null, after: string | null): void {
    this.#head ??= auditHead(this);
    const seq = this.#head.seq + 1;
    this.#step ??= seq;
    const salt = newSalt();
    const { now, actor, command, schema, undoes = null, accountId = null } = this.context;
    const row = {
      seq,
      at: now,
      actor,
      command,
      step: this.#step,
      undoes,
      subject,
      subjectId: id,
      schema,
      beforeDigest: digest(salt, before),
      afterDigest: digest(salt, after),
      accountId,
    };
    const rowHash = chain(this.#head.hash, row);
    this.prepared(insertAudit).run(
      seq,
      now,
      actor,
      command,
      this.#step,
      undoes,
      subject,
      id,
      schema,
      row.beforeDigest,
      row.afterDigest,
      rowHash,
      accountId,
    );
    this.prepared('INSERT INTO auditPayload VALUES (?, ?, ?, ?)').run(seq, salt, before, after);
    this.#expected += 2;
    this.#head = { seq, hash: rowHash };
    this.touched.set(id, subject);
  }
}

/** What the writer says itself, else what is given, else defaults, in the order of the columns: as it stands in an image. */
function orderedRow({ defaults }: Shape, given: object, own: Readonly<Record<string, SqlValue>>): Record<string, SqlValue> {
  // A copy of all columns in their order, whose values are then replaced, is several times faster than a row put together name by name.
  const row = { ...defaults };
  const values = given as Readonly<Record<string, SqlValue | undefined>>;
  for (const name in values) if (values[name] !== undefined && name in row) row[name] = values[name];
  for (const name in own) if (name in row) row[name] = own[name]!;
  return row;
}

/** Copied in the order of the columns first: that is several times faster than a list of names given to JSON.stringify. */
function image({ names }: Shape, row: object): string {
  const ordered: Record<string, unknown> = {};
  for (const name of names) ordered[name] = (row as Record<string, unknown>)[name];
  return JSON.stringify(ordered);
}
/** A row as the audit keeps it. */
export const imageOf = (subject: Subject, row: object): string => image(shapeOf(subject), row);

/** Equal but for revision and updatedAt, which every write moves on. */
function sameImage(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  const strip = (text: string) => {
    const { revision: _revision, updatedAt: _updatedAt, ...rest } = JSON.parse(text) as Record<string, unknown>;
    return JSON.stringify(rest);
  };
  return a === b || strip(a) === strip(b);
}
