import { chain, digest, type AuditRow } from './audit';
import type { Reader } from './handle';
import { subjects } from './tables';
import { imageOf } from './writer';

/**
 * What does not fit: `gap` rows are missing before this seq or, at the end, after it; `row` its text was changed; `payload`
 * its images were; `paper` the head printed on an issued paper is not in the chain; `record` the record is not as its last
 * row says. `erased` is no fault: personal data blanked by command.
 */
export interface AuditFault {
  seq: number;
  kind: 'gap' | 'row' | 'payload' | 'erased' | 'paper' | 'record';
  /** For `record` its subject and id, for `paper` the number of the paper. */
  subject?: string;
  subjectId?: string;
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
 * @param limit faults after which no more are told
 */
export function verifyAudit(reader: Reader, limit = 100): AuditVerdict {
  const faults: AuditFault[] = [];
  const report = (fault: AuditFault) => {
    if (faults.length < limit) faults.push(fault);
  };
  const heads = new Set(['']);
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
    heads.add(row.hash);
    const { seq, subject, schema, afterDigest, salt } = row;
    last.set(row.subjectId, { seq, subject, schema, afterDigest, salt });
  }
  // Payloads of rows that were cut off at the end.
  if ((reader.value<number | null>('SELECT max(seq) FROM auditPayload') ?? 0) >= expected) report({ seq: expected, kind: 'gap' });
  for (const { number, auditHead } of reader.all<{ number: string; auditHead: string }>('SELECT number, auditHead FROM filing')) {
    if (!heads.has(auditHead)) report({ seq: rows, kind: 'paper', subjectId: number });
  }
  verifyRecords(reader, last, report);
  return { rows, head: previous, faults };
}

/** Records that were written, removed or brought in by something else than a command. */
function verifyRecords(reader: Reader, last: Map<string, Last>, report: (fault: AuditFault) => void): void {
  const schema = reader.value<number>('SELECT count(*) FROM __drizzle_migrations');
  for (const subject of subjects) {
    for (const row of reader.iterate<{ id: string }>(`SELECT * FROM "${subject}"`)) {
      const known = last.get(row.id);
      last.delete(row.id);
      // An image from before a migration has another shape, one that is gone was told above.
      if (known !== undefined && (known.schema !== schema || known.salt === null)) continue;
      if (known === undefined || digest(known.salt!, imageOf(subject, row)) !== known.afterDigest) {
        report({ seq: known?.seq ?? 0, kind: 'record', subject, subjectId: row.id });
      }
    }
  }
  for (const [subjectId, { seq, subject, afterDigest }] of last) {
    if (afterDigest !== '') report({ seq, kind: 'record', subject, subjectId });
  }
}
