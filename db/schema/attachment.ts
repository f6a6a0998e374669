import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';
import { plain, rowColumns } from './columns';

/** A file that belongs to a record. The bytes lie in `attachments/` under their SHA-256, once for all who use them. */
export const attachment = sqliteTable(
  'attachment',
  {
    ...rowColumns(),
    /** Subject and id of the record; which subjects and uses there are stands in `db/domain/attachment.ts`. */
    subject: text('subject').notNull(),
    subjectId: text('subjectId').notNull(),
    use: text('use').notNull(),
    /** Name of the file as it was given. */
    name: text('name').notNull(),
    sha256: text('sha256').notNull(),
    size: integer('size').notNull(),
    /** Of a picture that can be shown, e.g. `image/png`; empty for every other file. */
    mediaType: plain('mediaType'),
    /** When a photograph was taken, as its camera says or its file; NULL where nobody knows. */
    takenAt: integer('takenAt'),
  },
  (t) => [
    index('attachmentSubject').on(t.subjectId, t.createdAt),
    index('attachmentSha').on(t.sha256),
    index('attachmentTaken').on(t.takenAt),
    check('attachmentShaLength', sql.raw(`length("sha256") = 64`)),
  ],
);
