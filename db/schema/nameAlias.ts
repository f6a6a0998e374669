import { check, index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { mergeables } from '../domain/risk/nearName';
import { rowColumns } from './columns';
import { oneOf } from './oneOf';

/** A name that a merge did away with, and the record that it means since. */
export const nameAlias = sqliteTable(
  'nameAlias',
  {
    ...rowColumns(),
    subject: text('subject').notNull(),
    /** As `bare` leaves it. */
    name: text('name').notNull(),
    /** A risk point or a department. */
    targetId: text('targetId').notNull(),
  },
  (t) => [
    uniqueIndex('nameAliasName').on(t.subject, t.name),
    index('nameAliasTarget').on(t.targetId),
    check('nameAliasSubject', oneOf('subject', mergeables)),
  ],
);
