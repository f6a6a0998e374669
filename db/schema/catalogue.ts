import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Catalogues as they were shipped when records were graded by them: a record keeps `lec@1` for good. */
export const catalogue = sqliteTable('catalogue', {
  id: text('id').primaryKey(),
  hash: text('hash').notNull(),
  content: text('content').notNull(),
  seededAt: integer('seededAt').notNull(),
});
