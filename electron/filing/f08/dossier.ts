import { z } from 'zod';
import { isoDate } from '../../../db/domain/field';
import { riskMethods } from '../../../db/domain/risk/scale';
import { roundKinds } from '../../../db/domain/round/round';
import { baseDossier, correctionsSchema, levelCountsSchema, roundCorrectionsSchema, scalesSchema, accidentsSchema } from '../dossier';

const words = z.string();

/** A 重大 risk with who answers for it and what the authority knows of it (handbook 3.2.7). */
export const f08Risk = z.object({
  id: z.string(),
  riskNo: words,
  riskPoint: words,
  location: words,
  step: words,
  hazardSource: words,
  accidentTypes: z.array(words),
  consequence: words,
  /** 影响范围; absent in papers issued before. */
  impactScope: words.optional(),
  method: z.enum(riskMethods),
  score100: z.number().nullable(),
  directReason: words,
  /** Measures in use, those of emergency aside. */
  measures: words,
  /** 监测预警方式; empty is written by hand. */
  monitoring: words,
  /** Nobody has stated it: taken out of the measures. */
  monitoringTaken: z.boolean().optional(),
  emergency: words,
  /** 公司级责任领导; empty parts are written by hand. */
  leader: z.object({ name: words, title: words, phone: words }),
  department: words,
  owner: words,
  phone: words,
  /** Day of the last change of its level, or of the round that found it; null where nobody knows. */
  changedOn: isoDate.nullable(),
  /** What changed then, e.g. 由较大升级. */
  change: words,
  /** Day of the last report to the authority and its receipt; empty until then. */
  reportedOn: isoDate.nullable(),
  receipt: words,
  /** Names of fields that are 待补. */
  missing: z.array(words),
});
export type F08Risk = z.infer<typeof f08Risk>;

const named = z.object({ riskNo: words, riskPoint: words });

export const f08Dossier = z.object({
  schema: z.literal('f08@1'),
  /** Recipient whose own assessment it goes by; empty or absent for the main one. */
  assessedFor: z.string().optional(),
  accidents: accidentsSchema,
  ...baseDossier,
  /** Round whose result is reported; null for the register as it stands. */
  roundId: z.string().nullable(),
  round: z.object({ name: words, kind: z.enum(roundKinds), assessedOn: isoDate.nullable() }).nullable(),
  /** Day of the register, where that is what is reported; absent in papers issued before. */
  asOf: isoDate.nullable().optional(),
  roundCorrections: roundCorrectionsSchema,
  address: words,
  principal: words,
  /** Authority it goes to. */
  recipient: words,
  filledBy: words,
  phone: words,
  scales: scalesSchema,
  counts: levelCountsSchema,
  corrections: correctionsSchema,
  /** The report before this one and what moved since; null for the first. */
  previous: z.object({ number: words, compiledOn: isoDate, added: z.array(named), removed: z.array(named) }).nullable(),
  /** Only 重大 ones; none makes a zero report. */
  risks: z.array(f08Risk),
});
export type F08Dossier = z.infer<typeof f08Dossier>;
