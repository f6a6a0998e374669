import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, plain, rowColumns } from './columns';
import { oneOf } from './oneOf';
import { person } from './organization';

/** The workspace was brought back to an earlier state: from where, and the heads of the audit before and after. */
export const restoration = sqliteTable('restoration', {
  ...rowColumns(),
  source: text('source').notNull(),
  backupAt: integer('backupAt').notNull(),
  formerHead: text('formerHead').notNull(),
  restoredHead: text('restoredHead').notNull(),
  reason: plain('reason'),
});

/** Personal data that was shown in full to whoever asked for it. */
export const disclosure = sqliteTable(
  'disclosure',
  {
    ...rowColumns(),
    subject: text('subject').notNull(),
    subjectId: text('subjectId').notNull(),
    fields: json<string[]>('fields', '[]'),
    reason: plain('reason'),
  },
  (t) => [index('disclosureSubject').on(t.subjectId)],
);

/** Records that must be kept, whatever is asked. */
export const legalHold = sqliteTable(
  'legalHold',
  {
    ...rowColumns(),
    title: text('title').notNull(),
    reason: text('reason').notNull(),
    /** Both empty: everything. */
    subject: plain('subject'),
    subjectId: plain('subjectId'),
    validFrom: text('validFrom').notNull(),
    validTo: text('validTo'),
  },
  (t) => [index('legalHoldSubject').on(t.subjectId)],
);

/** Personal data of somebody that was removed: on what ground, where, and what is kept and why. */
export const erasure = sqliteTable(
  'erasure',
  {
    ...rowColumns(),
    personId: text('personId')
      .notNull()
      .references(() => person.id),
    basis: text('basis').notNull(),
    /** JSON arrays. */
    places: json<object[]>('places', '[]'),
    kept: json<object[]>('kept', '[]'),
  },
  (t) => [index('erasurePerson').on(t.personId)],
);

/** Another copy of this workspace was merged in: its head, where both parted, and what was decided. */
export const mergeRun = sqliteTable('mergeRun', {
  ...rowColumns(),
  otherHead: text('otherHead').notNull(),
  forkSeq: integer('forkSeq').notNull(),
  forkHash: text('forkHash').notNull(),
  otherName: plain('otherName'),
  decisions: json<object>('decisions', '{}'),
  counts: json<object>('counts', '{}'),
});

/** The other copy's audit since both parted, as evidence. Append-only by trigger; its columns are those of `audit` and `auditPayload`. */
export const mergedAudit = sqliteTable(
  'mergedAudit',
  {
    mergeRunId: text('mergeRunId')
      .notNull()
      .references(() => mergeRun.id),
    seq: integer('seq').notNull(),
    at: integer('at').notNull(),
    actor: text('actor').notNull(),
    command: text('command').notNull(),
    step: integer('step').notNull(),
    undoes: integer('undoes'),
    subject: text('subject').notNull(),
    subjectId: text('subjectId').notNull(),
    schema: integer('schema').notNull(),
    beforeDigest: text('beforeDigest').notNull(),
    afterDigest: text('afterDigest').notNull(),
    hash: text('hash').notNull(),
    accountId: text('accountId'),
    salt: text('salt').notNull(),
    before: text('before'),
    after: text('after'),
  },
  (t) => [primaryKey({ columns: [t.mergeRunId, t.seq] }), index('mergedAuditSubject').on(t.subjectId)],
);

/** When the bytes of an attachment were last read, and what was found. Not audited. */
export const attachmentCheck = sqliteTable(
  'attachmentCheck',
  {
    sha256: text('sha256').primaryKey(),
    checkedAt: integer('checkedAt').notNull(),
    verdict: text('verdict').notNull(),
  },
  () => [check('attachmentCheckVerdict', oneOf('verdict', ['whole', 'missing', 'changed']))],
);
