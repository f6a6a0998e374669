import { check, index, integer, sqliteTable, text, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { filingFormats, filingStates } from '../domain/filing/filing';
import { attachment } from './attachment';
import { authority, authorityForm } from './authority';
import { json, plain, rowColumns } from './columns';
import { oneOf } from './oneOf';

/** An issued paper: its frozen dossier and its frozen composed document. Rendering again gives the same content. */
export const filing = sqliteTable(
  'filing',
  {
    ...rowColumns(),
    /** F07-2026-001 */
    number: text('number').notNull().unique(),
    code: text('code').notNull(),
    title: text('title').notNull(),
    period: plain('period'),
    roundId: text('roundId'),
    state: text('state').notNull().default('issued'),
    /** Confirmed by a person, never silently today. */
    compiledOn: text('compiledOn').notNull(),
    addressee: plain('addressee'),
    dossier: text('dossier').notNull(),
    document: text('document').notNull(),
    template: text('template').notNull(),
    appVersion: text('appVersion').notNull(),
    auditHead: text('auditHead').notNull(),
    /** Why it was issued with open statutory findings (带缺项出件). */
    gapReason: plain('gapReason'),
    findings: json<unknown[]>('findings', '[]'),
    replacesId: text('replacesId').references((): AnySQLiteColumn => filing.id),
    /** For whom it was made; personal data in the document is masked as this authority's profile says. */
    authorityId: text('authorityId').references(() => authority.id),
    /** What was stated when it was issued, so that a new version starts from it. */
    request: json<Record<string, unknown>>('request', '{}'),
    /** Entered figures that differ from computed ones: JSON { key: { entered, reason, by } }. */
    entered: json<Record<string, unknown>>('entered', '{}'),
    /** Figures that papers of one period are compared by; empty for papers of earlier versions, whose dossier is read. */
    figures: json<Record<string, unknown>>('figures', '{}'),
  },
  (t) => [
    index('filingCode').on(t.code, t.period),
    index('filingPeriod').on(t.period, t.code),
    index('filingAuthority').on(t.authorityId),
    index('filingRound').on(t.roundId),
    check('filingStateWord', oneOf('state', filingStates)),
  ],
);

/** Dates of signing, sealing, sending, receipt …; appended, never changed. Scans are attachments of the event. */
export const filingEvent = sqliteTable(
  'filingEvent',
  {
    ...rowColumns(),
    filingId: text('filingId')
      .notNull()
      .references(() => filing.id),
    state: text('state').notNull(),
    on: text('on').notNull(),
    authority: plain('authority'),
    note: plain('note'),
    submissionId: text('submissionId').references((): AnySQLiteColumn => submission.id),
    /** Why it was returned, a word of `returnReason`; `note` says it in words. */
    reasonKind: plain('reasonKind'),
    receivedBy: plain('receivedBy'),
    /** Number that the authority gave the receipt. */
    receiptNo: plain('receiptNo'),
    /** The event that this one corrects. */
    correctsId: text('correctsId').references((): AnySQLiteColumn => filingEvent.id),
  },
  (t) => [
    index('filingEventFiling').on(t.filingId),
    index('filingEventSubmission').on(t.submissionId),
    index('filingEventCorrects').on(t.correctsId),
    check('filingEventStateWord', oneOf('state', filingStates)),
  ],
);

/** A file that was rendered from a filing and kept in `filings/`. */
export const filingFile = sqliteTable(
  'filingFile',
  {
    ...rowColumns(),
    filingId: text('filingId')
      .notNull()
      .references(() => filing.id),
    format: text('format').notNull(),
    name: text('name').notNull(),
    sha256: text('sha256').notNull(),
    size: integer('size').notNull(),
    appVersion: text('appVersion').notNull(),
    /** The authority's own form that was filled; NULL for the application's own paper. */
    formId: text('formId').references(() => authorityForm.id),
    pages: integer('pages'),
  },
  (t) => [
    index('filingFileFiling').on(t.filingId),
    index('filingFileForm').on(t.formId),
    check('filingFileFormatWord', oneOf('format', filingFormats)),
  ],
);

/** 报送记录: what was handed over, to whom, when. Never changed; receipts and returns are events of the papers. */
export const submission = sqliteTable(
  'submission',
  {
    ...rowColumns(),
    /** BS-2026-001 */
    no: text('no').notNull().unique(),
    authorityId: text('authorityId').references(() => authority.id),
    recipient: text('recipient').notNull(),
    letterId: text('letterId')
      .notNull()
      .references((): AnySQLiteColumn => filing.id),
    /** The profile as it was then. */
    profile: json<Record<string, unknown>>('profile', '{}'),
    period: plain('period'),
    packedOn: text('packedOn').notNull(),
    way: plain('way'),
    /** The submission before this one to the same authority for the same papers. */
    previousId: text('previousId').references((): AnySQLiteColumn => submission.id),
    receiptFilingId: text('receiptFilingId').references((): AnySQLiteColumn => filing.id),
    /** Zip files, kept in `filings/` by hash: JSON [{ name, sha256, size }], sizes in bytes. */
    volumes: json<{ name: string; sha256: string; size: number }[]>('volumes', '[]'),
    /** The contents sheet as it was printed. */
    contents: json<Record<string, unknown>>('contents', '{}'),
    appVersion: text('appVersion').notNull(),
  },
  (t) => [
    index('submissionAuthority').on(t.authorityId),
    index('submissionLetter').on(t.letterId),
    index('submissionReceipt').on(t.receiptFilingId),
    index('submissionPrevious').on(t.previousId),
    index('submissionPeriod').on(t.period),
  ],
);

/** One material of a submission: a paper, or a piece of evidence. */
export const submissionItem = sqliteTable(
  'submissionItem',
  {
    ...rowColumns(),
    submissionId: text('submissionId')
      .notNull()
      .references(() => submission.id),
    filingId: text('filingId').references((): AnySQLiteColumn => filing.id),
    attachmentId: text('attachmentId').references(() => attachment.id),
    sort: integer('sort').notNull(),
    title: text('title').notNull(),
    copies: integer('copies').notNull().default(1),
    pages: integer('pages'),
    /** JSON [{ name, sha256, size, pages, format, formId }] */
    files: json<unknown[]>('files', '[]'),
  },
  (t) => [
    index('submissionItemSubmission').on(t.submissionId),
    index('submissionItemFiling').on(t.filingId),
    index('submissionItemAttachment').on(t.attachmentId),
  ],
);
