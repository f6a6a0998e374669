import { integer, text } from 'drizzle-orm/sqlite-core';

/**
 * Columns that every editable row has. Column names equal property names, so that a row of SQLite is the row of
 * every layer; each is named explicitly. Instants are integer milliseconds UTC, ids UUIDv7 text.
 */
const columns = {
  id: () => text('id').primaryKey(),
  revision: () => integer('revision').notNull().default(1),
  createdAt: () => integer('createdAt').notNull(),
  createdBy: () => text('createdBy').notNull(),
  updatedAt: () => integer('updatedAt').notNull(),
};

export const rowColumns = () => ({
  id: columns.id(),
  revision: columns.revision(),
  createdAt: columns.createdAt(),
  createdBy: columns.createdBy(),
  updatedAt: columns.updatedAt(),
});

/** Text that is never NULL; empty means not stated. */
export const plain = (name: string) => text(name).notNull().default('');
/** A JSON array or object, stored as text. */
export const json = <T>(name: string, empty: string) => text(name).notNull().default(empty).$type<string & { readonly json?: T }>();
/** SQLite has no boolean: 0 or 1. */
export const flag = (name: string) => integer(name).notNull().default(0);
