import { z } from 'zod';
import { isoDate } from '../../../db/domain/field';
import { controlLevels } from '../../../db/domain/risk/risk';
import { comparisons, roundKinds, roundMember } from '../../../db/domain/round/round';
import {
  baseDossier,
  correctionsSchema,
  departmentCountsSchema,
  levelSchema,
  roundCorrectionsSchema,
  scalesSchema,
  accidentsSchema,
} from '../dossier';
import { scannedAnnexes, scansSchema } from './scans';

const words = z.string();

/** A risk whose level moved since the round before, or that came or went. */
export const changedRisk = z.object({
  riskNo: words,
  riskPoint: words,
  hazardSource: words,
  department: words,
  change: z.enum(comparisons).exclude(['same']),
  before: levelSchema.nullable(),
  after: levelSchema.nullable(),
  reason: words,
});
export type ChangedRisk = z.infer<typeof changedRisk>;

/** A 重大 or 较大 risk with its measures and what was found of them. */
export const seriousRisk = z.object({
  id: z.string(),
  riskNo: words,
  riskPoint: words,
  location: words,
  hazardSource: words,
  accidentTypes: z.array(words),
  level: z.enum(['major', 'considerable']),
  score100: z.number().nullable(),
  measures: words,
  controlLevel: z.enum(controlLevels).nullable(),
  department: words,
  owner: words,
  /** 措施落实情况 as the round found it, with day and name; those are absent in papers issued before. */
  implementation: words,
  implementedOn: isoDate.nullable().optional(),
  implementedBy: words.optional(),
});

/** 评估通知, 评估方案: the text that was given out, paragraph by line break. */
const circular = z.object({ title: words, number: words, on: isoDate.nullable(), addressee: words, text: words });

export const f10Dossier = z.object({
  schema: z.literal('f10@1'),
  ...baseDossier,
  roundId: z.string(),
  /** 接收单位; absent where nobody stated one. */
  recipient: words.optional(),
  roundName: words,
  kind: z.enum(roundKinds),
  /** What started it, for rounds after a change or an accident. */
  reason: words,
  startedOn: isoDate,
  assessedOn: isoDate.nullable(),
  /** 历史补录: entered after the fact from older papers. */
  backfilled: z.boolean(),
  /** 签批日期, and the day of entry of a round that was entered late (补录); absent in papers issued before. */
  signedOn: isoDate.nullable().optional(),
  enteredOn: isoDate.nullable().optional(),
  /** Who wrote, checked and approved it; empty is signed by hand, absent in papers issued before. */
  preparedBy: words.optional(),
  reviewedBy: words.optional(),
  approvedBy: words.optional(),
  /** Scanned originals that stand in place of annexes; absent in papers issued before. */
  scans: scansSchema.optional(),
  /** Annexes to be shown as scans of which none is attached. */
  scansMissing: z.array(z.enum(scannedAnnexes)).optional(),
  notice: circular.nullable(),
  plan: circular.nullable(),
  team: z.array(roundMember),
  /** Regulations and standards in force on the day of the assessment, and only those. */
  regulations: z.array(z.object({ title: words, number: words })),
  /** Papers of the enterprise itself that it rests on. */
  ownPapers: z.array(words),
  scope: words,
  /** Number of risk points assessed. */
  riskPoints: z.number().int().nonnegative(),
  methodNote: words,
  scales: scalesSchema,
  results: z.array(departmentCountsSchema),
  /** Round before: its name, day and total; null for the first. */
  previous: z.object({ name: words, assessedOn: isoDate.nullable(), total: z.number().int().nonnegative() }).nullable(),
  changes: z.array(changedRisk),
  /** Risks whose level did not move. */
  unchanged: z.number().int().nonnegative(),
  corrections: correctionsSchema,
  roundCorrections: roundCorrectionsSchema,
  serious: z.array(seriousRisk),
  accidents: accidentsSchema,
  /** 结论; a person's text is never replaced. */
  conclusion: words,
  meeting: z.object({ on: words, place: words, chair: words, recorder: words, topic: words }).nullable(),
});
export type F10Dossier = z.infer<typeof f10Dossier>;
