import { z } from 'zod';
import { isoDate, text } from '../field';
import { filingCodes, filingFormats } from './filing';

/** Kinds of bodies that papers are handed to. */
export const authorityKinds = [
  'emergency',
  'health',
  'fire',
  'market',
  'industry',
  'park',
  'standardization',
  'superior',
  'other',
] as const;
/** Subjects of supervision: a paper of a subject goes to the authority that answers for it. */
const supervisionSubjects = ['risk', 'hazard', 'emergency', 'training', 'project', 'health', 'standardization'] as const;
/** How names in a zip are written: with the UTF-8 flag, in GBK for old Windows, in letters and digits only. */
export const fileNameKinds = ['utf8', 'gbk', 'ascii'] as const;
export type FileNames = (typeof fileNameKinds)[number];
export const formKinds = ['xlsx', 'docx'] as const;
/** Why an authority sends papers back. */
const returnReasons = ['form', 'data', 'seal', 'attachment', 'deadline', 'other'] as const;
/** Data that a paper for others can do without. */
const maskFields = ['mobile', 'idNumber', 'names', 'stock'] as const;

/** What a person states of a 接收单位. */
export const authorityDraft = z.object({
  name: text(200).min(1),
  shortName: text(60),
  kind: z.enum(authorityKinds),
  subjects: z.array(z.enum(supervisionSubjects)),
  regionCode: text(12),
  area: text(200),
  /** How letters address it; empty for 贵局, 贵委 … as its name ends. */
  salutation: text(20),
  address: text(300),
  contactName: text(60),
  phone: text(40),
  remark: text(2000),
  sort: z.number().int().min(0).max(9999),
  validFrom: isoDate.nullable(),
  validTo: isoDate.nullable(),
});

/** Personal data that is masked in papers for an authority; absent means shown. */
export const mask = z.partialRecord(z.enum(maskFields), z.boolean());

/** What an authority wants in a hand-over (报送要求). */
export const profileDraft = z.object({
  name: text(100).min(1),
  /** Papers in their order; `formId` names the authority's own form that takes the place of ours. */
  papers: z
    .array(
      z.object({
        code: z.enum(filingCodes),
        formats: z.array(z.enum(filingFormats)),
        copies: z.number().int().min(1).max(99),
        formId: z.uuid().optional(),
      }),
    )
    .max(50),
  mask,
  /** Edition of accident types that papers name; empty for the register's own. */
  accidentEdition: text(20),
  /** Recipient whose second assessment the levels are of; empty for the enterprise's own. */
  assessedFor: text(200),
  letter: z.object({
    /** 函 to a body of no rank over us, 报告 or 请示 upwards. */
    style: z.enum(['letter', 'report']),
    subject: text(200),
    basis: text(500),
    body: text(4000),
    signer: text(60),
    copyTo: text(500),
  }),
  /** Largest size of one volume in MB; null for no limit. */
  volumeMb: z.number().int().min(1).max(4000).nullable(),
  fileNames: z.enum(fileNameKinds),
  withReceipt: z.boolean(),
});

/** Reason of a return, in a word and in words. */
export const returnReason = z.enum(returnReasons);
