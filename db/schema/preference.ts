import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What the page remembers (columns, views, filters) and drafts not yet saved. No business data, hence no audit. */
export const preference = sqliteTable('preference', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
  updatedAt: integer('updatedAt').notNull(),
});

/** Facts about this file: workspace id, origin, catalogue hashes, how it was last closed. */
export const workspaceFact = sqliteTable('workspaceFact', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});
