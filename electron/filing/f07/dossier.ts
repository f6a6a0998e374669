import { z } from 'zod';
import { isoDate } from '../../../db/domain/field';
import { controlLevels, measureKinds, riskPointKinds, riskStatuses } from '../../../db/domain/risk/risk';
import { riskMethods } from '../../../db/domain/risk/scale';
import { baseDossier, correctionsSchema, levelSchema, roundCorrectionsSchema, scalesSchema, accidentsSchema } from '../dossier';

const words = z.string();
const measures = z.object(
  Object.fromEntries(measureKinds.map((kind) => [kind, words])) as Record<(typeof measureKinds)[number], typeof words>,
);

/** A line of the register with names in place of ids (handbook 3.2.6). */
export const f07Risk = z.object({
  id: z.string(),
  riskNo: words,
  riskPoint: words,
  riskPointKind: z.enum(riskPointKinds),
  location: words,
  step: words,
  hazardSource: words,
  factorCode: words,
  accidentTypes: z.array(words),
  consequence: words,
  method: z.enum(riskMethods),
  l: z.number().nullable(),
  e: z.number().nullable(),
  c: z.number().nullable(),
  s: z.number().nullable(),
  /** Score times 100; null for a direct judgement or while a factor is missing. */
  score100: z.number().nullable(),
  /** Null while the assessment is not complete. */
  level: levelSchema.nullable(),
  /** Level without measures (固有风险), where it was assessed (handbook 9.3). */
  inherentLevel: levelSchema.nullable(),
  /** Reason of a direct judgement. */
  directReason: words,
  ...measures.shape,
  /** Measures that nobody has split into the five kinds yet. */
  measures: words,
  controlLevel: z.enum(controlLevels).nullable(),
  department: words,
  owner: words,
  phone: words,
  checkCycle: words,
  assessedOn: isoDate.nullable(),
  nextReviewOn: isoDate.nullable(),
  status: z.enum(riskStatuses),
  /** Codes of the checklist items that control it. */
  checklistItems: z.array(words),
  remark: words,
});
export type F07Risk = z.infer<typeof f07Risk>;

export const f07Dossier = z.object({
  schema: z.literal('f07@1'),
  ...baseDossier,
  /** Round whose result the register shows; null for the register as it stands. */
  roundId: z.string().nullable(),
  /** 清单范围 in words, e.g. 全公司. */
  scope: words,
  filledBy: words,
  phone: words,
  /** Names of 编制, 审核, 批准; empty ones are signed by hand. */
  preparedBy: words,
  reviewedBy: words,
  approvedBy: words,
  /** 接收单位; absent where nobody stated one. */
  recipient: words.optional(),
  /** Their posts on the day, where they are known; absent in papers issued before. */
  posts: z.object({ preparedBy: words, reviewedBy: words, approvedBy: words }).optional(),
  /** Recipient whose own assessment it goes by; empty or absent for the main one. */
  assessedFor: words.optional(),
  accidents: accidentsSchema,
  scales: scalesSchema,
  corrections: correctionsSchema,
  roundCorrections: roundCorrectionsSchema,
  /** Departments in the order of the organization. */
  departments: z.array(words),
  risks: z.array(f07Risk),
});
export type F07Dossier = z.infer<typeof f07Dossier>;
