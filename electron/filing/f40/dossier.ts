import { z } from 'zod';
import { letterStyles } from '../../../db/domain/filing/handover';
import { baseDossier } from '../dossier';

/** One line of 附件目录. */
export const submissionItem = z.object({
  title: z.string(),
  /** Number of the paper, e.g. F07-2026-001; empty where it has none. */
  number: z.string(),
  copies: z.number().int().positive(),
  /** Pages where they are known. */
  pages: z.number().int().positive().nullable(),
  /** 纸质, xlsx, docx, pdf … in words. */
  format: z.string(),
});

export const f40Dossier = z.object({
  schema: z.literal('f40@1'),
  ...baseDossier,
  /** 函, or 报告 to the body above; absent in letters issued before there was a choice. */
  style: z.enum(letterStyles).optional(),
  /** 收件单位全称. */
  recipient: z.string(),
  /** What it calls the recipient, e.g. 贵局; absent for 贵单位. */
  salutation: z.string().optional(),
  /** 发文字号, e.g. 安责〔2026〕12号; empty is written by hand. */
  documentNumber: z.string(),
  /** 签发人; empty where the paper does not go upwards. */
  signer: z.string(),
  /** 事由, e.g. 2026年第三季度安全风险分级管控材料. */
  subject: z.string(),
  /** What obliges to send it, in words, e.g. 《安全生产法》第四十一条; empty where nothing is named. */
  basis: z.string(),
  /** Body in the user's own words; empty for the usual sentences. */
  body: z.string(),
  /** 抄送; absent or empty for nobody. */
  copyTo: z.string().optional(),
  items: z.array(submissionItem),
  contact: z.object({ name: z.string(), phone: z.string(), address: z.string() }),
});
export type F40Dossier = z.infer<typeof f40Dossier>;
