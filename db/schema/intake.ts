import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, plain, rowColumns } from './columns';

/** An import that was committed: which file, when, how it was mapped, what came of it. */
export const intakeRun = sqliteTable(
  'intakeRun',
  {
    ...rowColumns(),
    subject: text('subject').notNull(),
    fileName: text('fileName').notNull(),
    sha256: text('sha256').notNull(),
    mapping: json<unknown>('mapping', '{}'),
    rows: integer('rows').notNull(),
    inserted: integer('inserted').notNull(),
    updated: integer('updated').notNull(),
    unchanged: integer('unchanged').notNull(),
    refused: integer('refused').notNull(),
    /** The files it came from, kept as attachments: name, SHA-256, and of each sheet the row of its head and its columns. */
    sources: json<unknown[]>('sources', '[]'),
    /** Hash of the kept text (`Writer.keep`) that says which record came from which row: `[file, sheet, row, id][]`; NULL for none. */
    places: text('places'),
  },
  (t) => [index('intakeRunSha').on(t.sha256)],
);

/** How the columns of a layout were mapped last time, found again by its signature. */
export const intakeLayout = sqliteTable('intakeLayout', {
  ...rowColumns(),
  subject: text('subject').notNull(),
  signature: text('signature').notNull().unique(),
  mapping: json<unknown>('mapping', '{}'),
  note: plain('note'),
});
