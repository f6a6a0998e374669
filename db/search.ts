import { Reader, type Database, type SqlValue } from './handle';
import { ownersSql } from './query/riskOwner';
import { matchQuery, splitText } from './searchText';
import type { Subject } from './tables';

/**
 * Full-text index over all subjects, without content of its own: rowids are those of `searchEntry`. Each subject has a
 * range of rowids, so that its hits are found by the index itself; a risk stands at its own `seq` within that range. Small
 * registers have the higher ranges: newest first, they come before the many risks. Where the index has to be made, every
 * record is marked to be indexed in the background.
 */
export function assertSearchTables(sqlite: Database): void {
  if (sqlite.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'search'`).get() === undefined) rebuildSearch(sqlite);
  else if (sqlite.prepare(`SELECT 1 FROM workspaceFact WHERE key = 'searchWords' AND value = '${searchWords}'`).get() !== undefined) return;
  sqlite.exec(`INSERT OR REPLACE INTO searchStale (subjectId, subject) SELECT id, 'person' FROM person;
    INSERT OR REPLACE INTO workspaceFact (key, value) VALUES ('searchWords', '${searchWords}')`);
}

/** Which words stand in the index: since 2 no telephone numbers of people. An older index is brought in line. */
const searchWords = '2';

const rangeSize = 2 ** 32;
const ranges = [
  'risk',
  'riskPoint',
  'person',
  'filing',
  'round',
  'post',
  'department',
  'floorPlan',
  'zone',
  'authority',
  'submission',
  'committeeMeeting',
] as const satisfies readonly Subject[];
const rangeOf = (subject: Subject): number => (ranges.indexOf(subject as (typeof ranges)[number]) + 1) * rangeSize;

/** Query for the hits of a search (`@match`) among one subject, counted from the start of its range: for a risk its `seq`. */
export const hitsOf = (subject: Subject): string =>
  `SELECT rowid - ${rangeOf(subject)} FROM search WHERE search MATCH @match AND rowid BETWEEN ${rangeOf(subject)} AND ${rangeOf(subject) + rangeSize - 1}`;

export const searchTable = `CREATE VIRTUAL TABLE search USING fts5(singles, pairs, initials, content='', contentless_delete=1, tokenize="unicode61 categories 'L* N* Co P*'")`;

export function rebuildSearch(sqlite: Database): void {
  sqlite.exec(`DROP TABLE IF EXISTS search;
    ${searchTable};
    DELETE FROM searchEntry; DELETE FROM searchStale;`);
  for (const subject of Object.keys(entrySql))
    sqlite.exec(`INSERT INTO searchStale (subjectId, subject) SELECT id, '${subject}' FROM "${subject}"`);
}

/** What is found of a record: a title, words to find it by, names to find by pinyin. */
interface Entry {
  title: string;
  words: string;
  names: string;
}

const entrySql: Partial<Record<Subject, string>> = {
  risk: `SELECT r.riskNo || ' ' || r.hazardSource AS title,
      r.riskNo || ' ' || p.name || ' ' || r.step || ' ' || r.hazardSource || ' ' || r.consequence || ' ' || ${ownersSql} AS words,
      p.name || ' ' || r.hazardSource || ' ' || ${ownersSql} AS names
    FROM risk r JOIN riskPoint p ON p.id = r.riskPointId WHERE r.id = ?`,
  riskPoint: `SELECT name AS title, no || ' ' || name || ' ' || location AS words, name AS names FROM riskPoint WHERE id = ?`,
  person: `SELECT name AS title, name AS words, name AS names FROM person WHERE id = ?`,
  department: `SELECT name AS title, name AS words, name AS names FROM departmentName WHERE departmentId = ? ORDER BY validFrom DESC LIMIT 1`,
  post: `SELECT name AS title, name AS words, name AS names FROM post WHERE id = ?`,
  round: `SELECT name AS title, no || ' ' || name || ' ' || conclusion AS words, name AS names FROM round WHERE id = ?`,
  floorPlan: `SELECT name AS title, name AS words, name AS names FROM floorPlan WHERE id = ?`,
  zone: `SELECT name AS title, name || ' ' || ownerText AS words, name AS names FROM zone WHERE id = ?`,
  authority: `SELECT name AS title, name || ' ' || shortName AS words, name AS names FROM authority WHERE id = ?`,
  submission: `SELECT no || ' ' || recipient AS title, no || ' ' || recipient || ' ' || period AS words, recipient AS names FROM submission WHERE id = ?`,
  committeeMeeting: `SELECT no || ' ' || name AS title, no || ' ' || name || ' ' || chairName || ' ' || minutes AS words, name AS names FROM committeeMeeting WHERE id = ?`,
  filing: `SELECT number || ' ' || title AS title, number || ' ' || title || ' ' || addressee AS words, title AS names FROM filing WHERE id = ?`,
};
let splitInitials: ((text: string) => string) | undefined;
/** Loads the dictionary of pinyin, which is large and needed for writing only. Call before anything is indexed. */
export async function loadInitials(): Promise<void> {
  splitInitials ??= (await import('./initials')).splitInitials;
}

/** Brings the index in line with the records named; a record that is gone leaves the index. */
export class SearchIndex {
  readonly #reader: Reader;
  readonly #run: (sql: string, ...params: SqlValue[]) => number;

  constructor(sqlite: Database) {
    this.#reader = new Reader(sqlite);
    const statements = new Map<string, ReturnType<Database['prepare']>>();
    this.#run = (sql: string, ...params: SqlValue[]) => {
      let statement = statements.get(sql);
      if (!statement) statements.set(sql, (statement = sqlite.prepare(sql)));
      return Number(statement.run(params).lastInsertRowid);
    };
  }

  /** Which entries have to be brought in line after some rows were written; a department is found by its names. */
  concerned(touched: ReadonlyMap<string, Subject>): [id: string, subject: Subject][] {
    const entries = new Map<string, Subject>();
    for (const [id, subject] of touched) {
      if (entrySql[subject] !== undefined) entries.set(id, subject);
      else if (subject === 'riskOwner') {
        // One that has gone is known to the audit only.
        const risk =
          this.#reader.value<string>('SELECT riskId FROM riskOwner WHERE id = ?', [id]) ??
          this.#reader.value<string>(
            `SELECT json_extract(p.before, '$.riskId') FROM audit a JOIN auditPayload p ON p.seq = a.seq WHERE a.subjectId = ? ORDER BY a.seq DESC LIMIT 1`,
            [id],
          );
        if (risk !== undefined) entries.set(risk, 'risk');
      } else if (subject === 'departmentName') {
        const department = this.#reader.value<string>('SELECT departmentId FROM departmentName WHERE id = ?', [id]);
        if (department !== undefined) entries.set(department, 'department');
      }
    }
    return [...entries];
  }

  index(subject: Subject, id: string): void {
    const sql = entrySql[subject];
    if (sql === undefined) return;
    const entry = this.#reader.get<Entry>(sql, [id]);
    const known = this.#reader.value<number>('SELECT rowid FROM searchEntry WHERE subjectId = ?', [id]);
    if (known !== undefined) this.#run('DELETE FROM search WHERE rowid = ?', known);
    if (!entry) {
      if (known !== undefined) this.#run('DELETE FROM searchEntry WHERE rowid = ?', known);
      return;
    }
    const title = entry.title.slice(0, 200);
    const rowid =
      known ??
      this.#run(
        'INSERT INTO searchEntry (rowid, subject, subjectId, title) VALUES (?, ?, ?, ?)',
        this.#place(subject, id),
        subject,
        id,
        title,
      );
    if (known !== undefined) this.#run('UPDATE searchEntry SET title = ? WHERE rowid = ?', title, known);
    const { singles, pairs } = splitText(entry.words);
    this.#run(
      'INSERT INTO search (rowid, singles, pairs, initials) VALUES (?, ?, ?, ?)',
      rowid,
      singles,
      pairs,
      splitInitials!(entry.names),
    );
  }

  #place(subject: Subject, id: string): number {
    if (subject === 'risk') return rangeOf(subject) + this.#reader.value<number>('SELECT seq FROM risk WHERE id = ?', [id])!;
    return (this.#reader.value<number | null>('SELECT max(rowid) FROM searchEntry WHERE subject = ?', [subject]) ?? rangeOf(subject)) + 1;
  }

  /** Leaves them for `catchUp`. */
  markStale(entries: readonly [id: string, subject: Subject][]): void {
    this.#run(
      `INSERT OR REPLACE INTO searchStale (subjectId, subject) SELECT value ->> 0, value ->> 1 FROM json_each(?)`,
      JSON.stringify(entries),
    );
  }

  /** Indexes up to `limit` stale records; returns how many were done. Call inside a transaction. */
  catchUp(limit: number): number {
    const stale = this.#reader.all<{ subject: Subject; subjectId: string }>('SELECT subject, subjectId FROM searchStale LIMIT ?', [limit]);
    for (const { subject, subjectId } of stale) {
      this.index(subject, subjectId);
      this.#run('DELETE FROM searchStale WHERE subjectId = ?', subjectId);
    }
    return stale.length;
  }
}

export interface SearchHit {
  subject: Subject;
  id: string;
  title: string;
}

/** Within a scope risks alone. Small registers before the large ones, newest first; empty for a query without letters, digits or characters. */
export function searchAll(reader: Reader, typed: string, limit: number, scope: readonly string[] | null = null): SearchHit[] {
  const match = matchQuery(typed);
  if (match === null) return [];
  const own = scope && `AND e.subjectId IN (SELECT id FROM risk WHERE departmentId IN (SELECT value FROM json_each(@scope)))`;
  return reader.all<SearchHit>(
    `SELECT e.subject, e.subjectId AS id, e.title FROM search JOIN searchEntry e ON e.rowid = search.rowid
     WHERE search MATCH @match ${own ?? ''} ORDER BY search.rowid DESC LIMIT @limit`,
    { match, limit, ...(scope && { scope: JSON.stringify(scope) }) },
  );
}
