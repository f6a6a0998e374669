import { hash } from 'node:crypto';
import { chain, digest, type AuditRow } from './audit';
import type { Reader } from './handle';
import { subjects } from './tables';
import { imageOf } from './writer';

/**
 * What does not fit: `gap` rows are missing before this seq or, at the end, after it; `row` its text was changed; `payload`
 * its images were; `paper` the head printed on an issued paper is not in the chain; `record` the record is not as its last
 * row says; `stray` no row knows the record; `frozen` a state kept by a round or the places of an
 * import are gone or not what their hash says; `merged` what was kept of another copy's audit was changed; `backup` the head that a proven backup kept is not in the chain: all of it may have been
 * written anew. `erased` is no fault: personal data blanked by command.
 */
export interface AuditFault {
  seq: number;
  kind: 'gap' | 'row' | 'payload' | 'erased' | 'paper' | 'record' | 'stray' | 'frozen' | 'merged' | 'backup';
  /** For records their subject and id, for `paper` the number of the paper. */
  subject?: string;
  subjectId?: string;
  /** What people know the record by: its number or name, for `frozen` the round and the risk or the file. */
  name?: string;
}
/** Where the chain stood when a backup was made, kept outside of the file. `name` tells people which one. */
export interface Witness {
  seq: number;
  hash: string;
  origin: string;
  /** Milliseconds UTC. */
  at: number;
  name: string;
}
export interface AuditVerdict {
  rows: number;
  head: string;
  faults: AuditFault[];
}

type Joined = AuditRow & { salt: string | null; before: string | null; after: string | null };
type Last = Pick<Joined, 'seq' | 'subject' | 'schema' | 'afterDigest' | 'salt'>;

/**
 * Walks the whole chain, then holds every record and every issued paper against it.
 * @param witnesses heads of proven backups
 * @param limit faults after which no more are told
 */
export function verifyAudit(reader: Reader, witnesses: readonly Witness[] = [], limit = 100): AuditVerdict {
  const faults: AuditFault[] = [];
  const report = (fault: AuditFault) => {
    if (faults.length < limit) faults.push(fault);
  };
  const heads = new Map([['', 0]]);
  const last = new Map<string, Last>();
  let previous = '';
  let expected = 1;
  let rows = 0;
  const all = reader.iterate<Joined>(
    'SELECT a.*, p.salt, p.before, p.after FROM audit a LEFT JOIN auditPayload p ON p.seq = a.seq ORDER BY a.seq',
  );
  for (const row of all) {
    rows += 1;
    if (row.seq !== expected) report({ seq: expected, kind: 'gap' });
    else if (chain(previous, row) !== row.hash) report({ seq: row.seq, kind: 'row' });
    const fits = (image: string | null, stored: string) => digest(row.salt ?? '', image) === stored;
    if (!fits(row.before, row.beforeDigest) || !fits(row.after, row.afterDigest)) {
      const blanked = row.salt !== null && row.before === null && row.after === null;
      report({ seq: row.seq, kind: blanked ? 'erased' : 'payload' });
    }
    previous = row.hash;
    expected = row.seq + 1;
    heads.set(row.hash, row.seq);
    const { seq, subject, schema, afterDigest, salt } = row;
    last.set(row.subjectId, { seq, subject, schema, afterDigest, salt });
  }
  // Payloads of rows that were cut off at the end.
  if ((reader.value<number | null>('SELECT max(seq) FROM auditPayload') ?? 0) >= expected) report({ seq: expected, kind: 'gap' });
  verifyMerged(reader, heads, report);
  for (const { number, auditHead } of reader.all<{ number: string; auditHead: string }>('SELECT number, auditHead FROM filing')) {
    if (!heads.has(auditHead)) report({ seq: rows, kind: 'paper', subjectId: number });
  }
  const walked = { has: (seq: number, head: string) => heads.get(head) === seq, seqOf: (head: string) => heads.get(head) };
  for (const { seq, name } of unheard(reader, walked, witnesses)) report({ seq, kind: 'backup', name });
  verifyRecords(reader, last, report);
  verifyFrozen(reader, report);
  return { rows, head: previous, faults };
}

/** What was kept of other copies: each entry follows from the one before, up to the head that was noted. Papers may bear its hashes. */
function verifyMerged(reader: Reader, heads: Map<string, number>, report: (fault: AuditFault) => void): void {
  const runs = reader.all<{ id: string; forkHash: string; otherHead: string; otherName: string }>(
    'SELECT id, forkHash, otherHead, otherName FROM mergeRun ORDER BY id',
  );
  for (const { id, forkHash, otherHead, otherName } of runs) {
    let previous = forkHash;
    let fault: number | undefined;
    for (const row of reader.iterate<Joined>('SELECT * FROM mergedAudit WHERE mergeRunId = ? ORDER BY seq', [id])) {
      const isBlanked = row.before === null && row.after === null;
      const fits = digest(row.salt!, row.before) === row.beforeDigest && digest(row.salt!, row.after) === row.afterDigest;
      if (chain(previous, row) !== row.hash || !(fits || isBlanked)) fault ??= row.seq;
      previous = row.hash;
      heads.set(row.hash, row.seq);
    }
    if (previous !== otherHead) fault ??= 0;
    if (fault !== undefined) report({ seq: fault, kind: 'merged', subject: 'mergeRun', subjectId: id, name: otherName });
  }
}

/** Where hashes stand in the chain, as it was walked or as the file says. */
interface Heads {
  has(seq: number, hash: string): boolean;
  seqOf(hash: string): number | undefined;
}

/** Witnesses that the chain does not know, but for those whose state was left by a restoration on record. */
function unheard<One extends Witness>(reader: Reader, heads: Heads, witnesses: readonly One[]): One[] {
  const unknown = witnesses.filter(({ seq, hash: head }) => !heads.has(seq, head));
  if (unknown.length === 0) return [];
  const origin = reader.value<string>('SELECT hash FROM audit ORDER BY seq LIMIT 1') ?? '';
  const restored = reader
    .all<{ createdAt: number; restoredHead: string }>('SELECT createdAt, restoredHead FROM restoration')
    .map(({ createdAt, restoredHead }) => {
      const seq = heads.seqOf(restoredHead) ?? 0;
      // From then on until it was brought back nothing was written here: what was kept meanwhile is of the state that was left.
      return { at: createdAt, seq, since: reader.value<number>('SELECT at FROM audit WHERE seq = ?', [seq]) ?? 0 };
    });
  const isLeft = (one: Witness): boolean =>
    restored.some(({ at, seq, since }) => at >= one.at && (one.seq > seq || one.at >= since || one.origin !== origin));
  return unknown.filter((one) => !isLeft(one));
}

/**
 * Witnesses of the same origin that know steps which the file has lost, without a walk through the chain: it ended before them, or went on
 * differently. A damaged log has SQLite go back to an earlier whole state in silence.
 */
export function witnessesAhead<One extends Witness>(reader: Reader, witnesses: readonly One[]): One[] {
  const origin = reader.value<string>('SELECT hash FROM audit WHERE seq = 1');
  const stored: Heads = {
    has: (seq, head) =>
      seq === 0 ||
      reader.value('SELECT 1 FROM audit WHERE seq = ? AND hash = ?', [seq, head]) !== undefined ||
      reader.value('SELECT 1 FROM mergedAudit WHERE hash = ?', [head]) !== undefined,
    seqOf: (head) => reader.value<number>('SELECT seq FROM audit WHERE hash = ?', [head]),
  };
  const last = reader.value<number>('SELECT max(seq) FROM audit') ?? 0;
  // A row that is missing within the chain was lost to damage, which the walk tells.
  const isLater = ({ seq }: Witness) => seq > last || reader.value('SELECT 1 FROM audit WHERE seq = ?', [seq]) !== undefined;
  const own = witnesses.filter((one) => one.origin === origin && isLater(one));
  return unheard(reader, stored, own);
}

/** Records that were written, removed or brought in by something else than a command. */
function verifyRecords(reader: Reader, last: Map<string, Last>, report: (fault: AuditFault) => void): void {
  const schema = reader.value<number>('SELECT count(*) FROM __drizzle_migrations');
  for (const subject of subjects) {
    for (const row of reader.iterate<Named & { id: string }>(`SELECT * FROM "${subject}"`)) {
      const known = last.get(row.id);
      last.delete(row.id);
      // An image from before a migration has another shape, one that is gone was told above.
      if (known !== undefined && (known.schema !== schema || known.salt === null)) continue;
      if (known === undefined || digest(known.salt!, imageOf(subject, row)) !== known.afterDigest) {
        const name = nameOf(row);
        report({ seq: known?.seq ?? 0, kind: known ? 'record' : 'stray', subject, subjectId: row.id, ...(name && { name }) });
      }
    }
  }
  for (const [subjectId, { seq, subject, afterDigest }] of last) {
    if (afterDigest !== '') report({ seq, kind: 'record', subject, subjectId });
  }
}

type Named = Partial<Record<'riskNo' | 'number' | 'name' | 'no', string>>;
const nameOf = ({ riskNo, number, name, no }: Named): string => riskNo ?? number ?? name ?? no ?? '';

/** What closed rounds and imports are read from: texts under their hashes, named by audited rows. */
function verifyFrozen(reader: Reader, report: (fault: AuditFault) => void): void {
  const tell = (id: string) => {
    const item = reader.get<{ subject: string; id: string; name: string }>(
      `SELECT 'roundRisk' AS subject, i.id, o.no || ' ' || coalesce(r.riskNo, '') AS name FROM roundRisk i JOIN round o ON o.id = i.roundId
        LEFT JOIN risk r ON r.id = i.riskId WHERE i.before = @id OR i.after = @id
        UNION ALL SELECT 'intakeRun', id, fileName FROM intakeRun WHERE places = @id LIMIT 1`,
      { id },
    );
    report({ seq: 0, kind: 'frozen', subject: item?.subject ?? 'roundRisk', ...(item && { subjectId: item.id, name: item.name.trim() }) });
  };
  for (const { id, content } of reader.iterate<{ id: string; content: string }>('SELECT id, content FROM snapshot')) {
    if (hash('sha256', content, 'hex') !== id) tell(id);
  }
  const gone = reader.column<string>(
    `SELECT id FROM (SELECT before AS id FROM roundRisk UNION SELECT after FROM roundRisk UNION SELECT places FROM intakeRun)
      WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM snapshot) LIMIT 100`,
  );
  for (const id of gone) tell(id);
}
