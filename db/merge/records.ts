import type { Reader } from '../handle';
import type { Subject } from '../tables';
import type { Fork } from './fork';
import type { AnyRow } from './shape';

export type Side = 'mine' | 'theirs';

/** What one side has done to a record since both parted: its last change. Instants are milliseconds UTC. */
export interface Change {
  kind: 'created' | 'changed' | 'removed' | 'erased';
  at: number;
  actor: string;
  command: string;
  /** Entries of the audit. */
  count: number;
}
export interface Touched extends Omit<Change, 'kind'> {
  subject: Subject;
  id: string;
}

/** Records that a copy has written after a place in its chain, with the last change of each. */
export const touchedSince = (reader: Reader, seq: number): Map<string, Touched> =>
  new Map(
    reader
      .all<Touched>(
        `SELECT g.subject, g.subjectId AS id, g.count, a.at, a.actor, a.command
          FROM (SELECT subject, subjectId, count(*) AS count, max(seq) AS last FROM audit WHERE seq > ? GROUP BY subjectId) g
          JOIN audit a ON a.seq = g.last ORDER BY g.last`,
        [seq],
      )
      .map((row) => [row.id, row]),
  );

export const rowOf = (reader: Reader, subject: Subject, id: string): AnyRow | null =>
  reader.get<AnyRow>(`SELECT * FROM "${subject}" WHERE id = ?`, [id]) ?? null;

/** Records as they were when both copies were still one. */
export class Before {
  constructor(
    private readonly mine: Reader,
    private readonly theirs: Reader,
    private readonly fork: Fork,
    private readonly touched: Readonly<Record<Side, ReadonlyMap<string, Touched>>>,
  ) {}

  /** NULL where it did not exist then. `theirsId` is what the other copy calls it, `now` are the rows as they stand. */
  row(id: string, theirsId: string, now: Readonly<Record<Side, AnyRow | null>>): AnyRow | null {
    const { base, fork } = this.fork;
    if (base.seq === fork.seq) {
      // Whoever has not touched it since has it as it was, whatever migrations have done to it.
      if (!this.touched.mine.has(id)) return now.mine;
      if (!this.touched.theirs.has(theirsId) && !this.touched.theirs.has(id)) return now.theirs;
    }
    const entry = (base.side === 'mine' ? this.mine : this.theirs).get<{ afterDigest: string; after: string | null }>(
      `SELECT a.afterDigest, p.after FROM audit a JOIN auditPayload p ON p.seq = a.seq WHERE a.subjectId = ? AND a.seq <= ?
        ORDER BY a.seq DESC LIMIT 1`,
      [id, base.seq],
    );
    if (entry === undefined || entry.afterDigest === '') return null;
    // Personal data was removed from the image: what stands is all that is known.
    if (entry.after === null) return now.mine ?? now.theirs;
    const image = JSON.parse(entry.after) as AnyRow;
    // Columns that came later have no earlier value of their own.
    return Object.fromEntries(
      Object.keys(now.mine ?? now.theirs ?? image).map((column) => [
        column,
        column in image ? image[column]! : (now.mine?.[column] ?? now.theirs?.[column] ?? null),
      ]),
    );
  }
}
