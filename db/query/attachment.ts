import type { AttachmentSubject, AttachmentUse } from '../domain/attachment';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';

export interface AttachmentView extends Pick<
  Row<'attachment'>,
  'id' | 'revision' | 'name' | 'sha256' | 'size' | 'mediaType' | 'createdAt' | 'createdBy'
> {
  use: AttachmentUse;
}

/** Files of a record, in the order in which they were added. */
export const listAttachments = (reader: Reader, subject: AttachmentSubject, subjectId: string): AttachmentView[] =>
  reader.all<AttachmentView>(
    `SELECT id, revision, use, name, sha256, size, mediaType, createdAt, createdBy FROM attachment
      WHERE subjectId = ? AND subject = ? ORDER BY createdAt, id`,
    [subjectId, subject],
  );

/** Files of a record that goes are those of the one that stays; what both have stands there once. */
export function moveAttachments(db: Writer, subject: AttachmentSubject, from: string, to: string): void {
  const known = new Set(listAttachments(db, subject, to).map(({ use, sha256 }) => `${use} ${sha256}`));
  for (const { id, use, sha256 } of listAttachments(db, subject, from))
    if (known.has(`${use} ${sha256}`)) db.remove('attachment', id);
    else db.update('attachment', id, { subjectId: to });
}
