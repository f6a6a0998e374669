import { hash } from 'node:crypto';
import type { Reader } from './handle';
import { randomHex } from './newId';

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
  accountId: string | null;
}

/** Hash of a row over the hash of the row before it. The account counts where there is one, so that hashes from before accounts stay valid. */
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
      ...(row.accountId ? [row.accountId] : []),
    ])}`,
  );

/** 16 random bytes as hex. */
export const newSalt = (): string => randomHex(32);

/** Last seq and hash of the chain; zero and empty for a new workspace. */
export function auditHead(reader: Reader): { seq: number; hash: string } {
  return reader.get<{ seq: number; hash: string }>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1') ?? { seq: 0, hash: '' };
}
