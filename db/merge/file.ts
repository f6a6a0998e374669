import { rmSync } from 'node:fs';
import { openDatabase } from '../open';
import { Reader, type Database, type SqlValue } from '../handle';
import { subjects, type Subject } from '../tables';
import { verdicts, type Verdict } from './plan';
import type { Side } from './records';
import type { Decision } from './resolve';
import { unitOf } from './shape';
import type { CopyRow, ShownCase } from './view';

/** Which rows of a comparison; what is left out does not limit. */
export interface CopyFilter {
  subject?: Subject | undefined;
  verdict?: Verdict | undefined;
  /** Only what nobody has decided yet. */
  open?: boolean | undefined;
  /** Part of the name. */
  text?: string | undefined;
  /** Who changed it last, on either side. */
  actor?: string | undefined;
}
export interface CopyCounts {
  total: number;
  open: number;
  verdicts: Record<Verdict, number>;
  subjects: { subject: Subject; count: number; open: number }[];
  actors: { actor: string; count: number }[];
}

/** What has to be decided comes first. */
const order: readonly Verdict[] = ['conflict', 'clash', 'joined', 'removedThere', 'taken', 'kept', 'removedHere'];

interface Stored {
  n: number;
  content: string;
  side: Side | null;
  units: string;
  isOpen: number;
}

/** The rows of a comparison and what was decided about them, in a file of their own beside the copy. */
export class CopyFile {
  readonly #reader: Reader;

  private constructor(private readonly sqlite: Database) {
    this.#reader = new Reader(sqlite);
  }

  /** Works with a file that exists. */
  static within<T>(file: string, nativeBinding: string | null, work: (copies: CopyFile) => T): T {
    const sqlite = openDatabase({ file, nativeBinding });
    try {
      return work(new CopyFile(sqlite));
    } finally {
      sqlite.close();
    }
  }

  /** Makes the file anew. `about` is kept as it is. */
  static make(file: string, nativeBinding: string | null, about: object, rows: readonly ShownCase[]): void {
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    const sqlite = openDatabase({ file, nativeBinding });
    try {
      sqlite.exec(`CREATE TABLE about (content TEXT NOT NULL) STRICT;
        CREATE TABLE row (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, subject TEXT NOT NULL, name TEXT NOT NULL, verdict TEXT NOT NULL,
          mayMine INTEGER NOT NULL, mayTheirs INTEGER NOT NULL, content TEXT NOT NULL, mineBy TEXT, theirsBy TEXT,
          side TEXT, units TEXT NOT NULL DEFAULT '{}', isOpen INTEGER NOT NULL) STRICT`);
      const insert = sqlite.prepare(
        `INSERT INTO row (id, subject, name, verdict, mayMine, mayTheirs, content, mineBy, theirsBy, isOpen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      );
      const sorted = rows.toSorted(
        (a, b) =>
          order.indexOf(a.verdict) - order.indexOf(b.verdict) ||
          subjects.indexOf(a.subject) - subjects.indexOf(b.subject) ||
          (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
      );
      sqlite
        .transaction(() => {
          sqlite.prepare('INSERT INTO about VALUES (?)').run(JSON.stringify(about));
          for (const row of sorted) {
            const { id, subject, name, verdict, choices, mine, theirs } = row;
            const may = (side: Side) => (choices.includes(side) ? 1 : 0);
            const by = [mine?.actor ?? null, theirs?.actor ?? null];
            const isOpen = verdict === 'conflict' ? 1 : 0;
            insert.run(id, subject, name, verdict, may('mine'), may('theirs'), JSON.stringify(row), ...by, isOpen);
          }
        })
        .immediate();
    } finally {
      sqlite.close();
    }
  }

  about<About>(): About {
    return JSON.parse(this.#reader.value<string>('SELECT content FROM about')!) as About;
  }

  counts(): CopyCounts {
    const found = this.#reader.all<{ subject: Subject; verdict: Verdict; count: number; open: number }>(
      'SELECT subject, verdict, count(*) AS count, sum(isOpen) AS open FROM row GROUP BY subject, verdict',
    );
    const sum = (rows: typeof found, what: 'count' | 'open') => rows.reduce((total, row) => total + row[what], 0);
    return {
      total: sum(found, 'count'),
      open: sum(found, 'open'),
      verdicts: Object.fromEntries(
        verdicts.map((verdict) => [verdict, sum(found.filter((row) => row.verdict === verdict), 'count')]), // prettier-ignore
      ) as Record<Verdict, number>,
      subjects: [...Map.groupBy(found, ({ subject }) => subject)].map(([subject, rows]) => ({
        subject,
        count: sum(rows, 'count'),
        open: sum(rows, 'open'),
      })),
      actors: this.#reader.all(
        `SELECT actor, count(*) AS count FROM (SELECT n, mineBy AS actor FROM row UNION SELECT n, theirsBy FROM row)
         WHERE actor IS NOT NULL GROUP BY actor ORDER BY count DESC, actor`,
      ),
    };
  }

  rows(filter: CopyFilter, offset: number, limit: number): { rows: CopyRow[]; total: number } {
    const { where, params } = conditions(filter);
    const rows = this.#reader.all<Stored>(
      `SELECT n, content, side, units, isOpen FROM row WHERE ${where} ORDER BY n LIMIT @limit OFFSET @offset`,
      {
        ...params,
        limit,
        offset,
      },
    );
    return { rows: rows.map(shown), total: this.#reader.value<number>(`SELECT count(*) FROM row WHERE ${where}`, params)! };
  }

  /** Decides whole records, or one field of some; those that have no such choice are left. @returns how many were decided */
  decide(which: { rows: readonly number[] } | { filter: CopyFilter }, side: Side | null, field?: string): number {
    const { where, params } =
      'rows' in which
        ? { where: 'n IN (SELECT value FROM json_each(@rows))', params: { rows: JSON.stringify(which.rows) } }
        : conditions(which.filter);
    if (field === undefined) {
      const may = side === null ? 'mayMine + mayTheirs > 0' : side === 'mine' ? 'mayMine = 1' : 'mayTheirs = 1';
      return this.sqlite
        .prepare(`UPDATE row SET side = @side, units = '{}', isOpen = (verdict = 'conflict' AND @side IS NULL) WHERE ${where} AND ${may}`)
        .run({ ...params, side }).changes;
    }
    const found = this.#reader.all<Stored>(`SELECT n, content, side, units, isOpen FROM row WHERE ${where}`, params);
    return this.sqlite.transaction(() => found.filter((row) => this.#decideField(row, field, side)).length).immediate();
  }

  #decideField(stored: Stored, field: string, side: Side | null): boolean {
    const row = shown(stored);
    const conflicts = row.fields.filter(({ from }) => from === 'conflict').map((one) => unitOf(row.subject, one.field));
    const unit = unitOf(row.subject, field);
    if (!conflicts.includes(unit)) return false;
    // What was decided for the whole holds for the fields that were not named.
    const units: Record<string, Side> =
      stored.side === null
        ? (JSON.parse(stored.units) as Record<string, Side>)
        : Object.fromEntries(conflicts.map((one) => [one, stored.side!]));
    if (side === null) delete units[unit];
    else units[unit] = side;
    const isOpen = conflicts.some((one) => units[one] === undefined) ? 1 : 0;
    this.sqlite.prepare('UPDATE row SET side = NULL, units = ?, isOpen = ? WHERE n = ?').run(JSON.stringify(units), isOpen, row.n);
    return true;
  }

  decisions(): Map<string, Decision> {
    const rows = this.#reader.all<{ id: string; side: Side | null; units: string }>(
      `SELECT id, side, units FROM row WHERE side IS NOT NULL OR units <> '{}'`,
    );
    return new Map(rows.map(({ id, side, units }) => [id, { side, units: JSON.parse(units) as Record<string, Side> }]));
  }
}

function shown({ n, content, side, units, isOpen }: Stored): CopyRow {
  const row = JSON.parse(content) as ShownCase;
  const decided = JSON.parse(units) as Record<string, Side>;
  return {
    n,
    ...row,
    fields: row.fields.map((field) => ({
      ...field,
      decision: field.from === 'conflict' ? (side ?? decided[unitOf(row.subject, field.field)] ?? null) : null,
    })),
    decision: side,
    isOpen: isOpen === 1,
  };
}

function conditions({ subject, verdict, open, text, actor }: CopyFilter): { where: string; params: Record<string, SqlValue> } {
  const where = ['1'];
  if (subject !== undefined) where.push('subject = @subject');
  if (verdict !== undefined) where.push('verdict = @verdict');
  if (open === true) where.push('isOpen = 1');
  if (actor !== undefined) where.push('@actor IN (mineBy, theirsBy)');
  if (text !== undefined && text !== '') where.push('instr(name, @text) > 0');
  return {
    where: where.join(' AND '),
    params: {
      ...(subject !== undefined && { subject }),
      ...(verdict !== undefined && { verdict }),
      ...(actor !== undefined && { actor }),
      ...(text ? { text } : {}),
    },
  };
}
