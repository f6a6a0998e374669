import { check, index, integer, sqliteTable, text, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { filingFormats, filingStates } from '../domain/filing/filing';
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
  },
  (t) => [
    index('filingCode').on(t.code, t.period),
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
  },
  (t) => [index('filingEventFiling').on(t.filingId), check('filingEventStateWord', oneOf('state', filingStates))],
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
  },
  (t) => [index('filingFileFiling').on(t.filingId), check('filingFileFormatWord', oneOf('format', filingFormats))],
);
