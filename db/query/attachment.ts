import type { AttachmentSubject, AttachmentUse } from '../domain/attachment';
import type { Reader } from '../handle';
import type { Row } from '../tables';

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
