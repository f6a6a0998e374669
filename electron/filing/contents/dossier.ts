import { z } from 'zod';
import { baseDossier } from '../dossier';
import { submissionItem } from '../f40/dossier';

/** 目录 of a package: what was sent to whom, in order. */
export const contentsDossier = z.object({
  schema: z.literal('contents@1'),
  ...baseDossier,
  recipient: z.string(),
  /** 事由, as in the letter. */
  subject: z.string(),
  documentNumber: z.string(),
  /** `name` is the file's name inside the package. */
  items: z.array(submissionItem.extend({ name: z.string(), remark: z.string() })),
});
export type ContentsDossier = z.infer<typeof contentsDossier>;
