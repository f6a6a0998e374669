import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What stands in the full-text index (`search`, created in search.ts); rowid is the rowid there, in the range of the subject. */
export const searchEntry = sqliteTable(
  'searchEntry',
  {
    rowid: integer('rowid').primaryKey(),
    subject: text('subject').notNull(),
    subjectId: text('subjectId').notNull().unique(),
    title: text('title').notNull(),
  },
  (t) => [index('searchEntrySubject').on(t.subject)],
);

/** Records whose entry is out of date; emptied in the background. */
export const searchStale = sqliteTable('searchStale', {
  subjectId: text('subjectId').primaryKey(),
  subject: text('subject').notNull(),
});
