import { z } from 'zod';
import { baseDossier } from '../dossier';
import { submissionItem } from '../f40/dossier';

/** F41 签收回执: what an authority is asked to sign for. */
export const f41Dossier = z.object({
  schema: z.literal('f41@1'),
  ...baseDossier,
  /** 接收单位全称. */
  recipient: z.string(),
  /** Number of the letter that the materials came with, e.g. F40-2026-001. */
  letter: z.string(),
  /** 发文字号 of that letter. */
  documentNumber: z.string(),
  /** 事由, as in the letter. */
  subject: z.string(),
  items: z.array(submissionItem),
});
export type F41Dossier = z.infer<typeof f41Dossier>;
