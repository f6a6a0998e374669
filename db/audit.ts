import { hash, randomBytes } from 'node:crypto';
import type { Reader } from './handle';

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** Salted digest of a row image; empty for none. */
export const digest = (salt: string, image: string | null): string => (image === null ? '' : sha256(`${salt}\0${image}`));

export interface AuditRow {
  seq: number;
  at: number;
  actor: string;
  command: string;
  step: number;
  undoes: number | null;
  subject: string;
  subjectId: string;
  schema: number;
  beforeDigest: string;
  afterDigest: string;
  hash: string;
}

/** Hash of a row over the hash of the row before it. */
export const chain = (previous: string, row: Omit<AuditRow, 'hash'>): string =>
  sha256(
    `${previous}\n${JSON.stringify([
      row.seq,
      row.at,
      row.actor,
      row.command,
      row.step,
      row.undoes,
      row.subject,
      row.subjectId,
      row.schema,
      row.beforeDigest,
      row.afterDigest,
    ])}`,
  );

let pool = '';
let used = 0;
/** 16 random bytes as hex; drawn from a pool because a bulk import needs one per row. */
export function newSalt(): string {
  if (used >= pool.length) {
    pool = randomBytes(4096).toString('hex');
    used = 0;
  }
  used += 32;
  return pool.slice(used - 32, used);
}

/** Last seq and hash of the chain; zero and empty for a new workspace. */
export function auditHead(reader: Reader): { seq: number; hash: string } {
  return reader.get<{ seq: number; hash: string }>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1') ?? { seq: 0, hash: '' };
}
