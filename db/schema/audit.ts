import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Append-only by trigger. `hash` chains seq, the metadata and the salted digests of before and after. */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer('seq').primaryKey(),
    at: integer('at').notNull(),
    actor: text('actor').notNull(),
    command: text('command').notNull(),
    /** First seq of the command; all its rows share it, so that a bulk change is one step of undo. */
    step: integer('step').notNull(),
    /** The step that this one takes back (undo) or brings back (redo). */
    undoes: integer('undoes'),
    subject: text('subject').notNull(),
    subjectId: text('subjectId').notNull(),
    /** Number of migrations applied when it was written: which shape before and after have. */
    schema: integer('schema').notNull(),
    beforeDigest: text('beforeDigest').notNull(),
    afterDigest: text('afterDigest').notNull(),
    hash: text('hash').notNull(),
    /** Who was signed in; NULL in a workspace without accounts. */
    accountId: text('accountId'),
  },
  (t) => [
    index('auditStep').on(t.step),
    index('auditSubject').on(t.subjectId, t.seq),
    index('auditUndoes').on(t.undoes),
    index('auditAt').on(t.at),
    index('auditAccount')
      .on(t.accountId, t.seq)
      .where(sql`"accountId" IS NOT NULL`),
    index('auditRemoved')
      .on(t.seq)
      .where(sql`"afterDigest" = '' AND "undoes" IS NULL`),
  ],
);

/** Row images; only the audited erasure of personal data may blank them. */
export const auditPayload = sqliteTable('auditPayload', {
  seq: integer('seq')
    .primaryKey()
    .references(() => audit.seq),
  salt: text('salt').notNull(),
  before: text('before'),
  after: text('after'),
});
