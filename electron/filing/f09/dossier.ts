import { z } from 'zod';
import { isoDate } from '../../../db/domain/field';
import { baseDossier, correctionsSchema, departmentCountsSchema, roundCorrectionsSchema, scalesSchema } from '../dossier';
import { changedRisk, seriousRisk } from '../f10/dossier';

const words = z.string();
const count = z.number().int().nonnegative();

/** One assessment of the year. */
const yearRound = z.object({
  name: words,
  assessedOn: isoDate.nullable(),
  team: count,
  workerRepresentatives: count,
  risks: count,
});

/**
 * 年度安全风险评估结果公示 as it was gathered. Its texts are those of the register: what the public must not see is taken out
 * when the paper is composed (`scrub.ts`), so that the dossier still shows what was taken out.
 */
export const f09Dossier = z.object({
  schema: z.literal('f09@1'),
  ...baseDossier,
  /** Round whose result is made public. */
  roundId: z.string(),
  roundName: words,
  assessedOn: isoDate.nullable(),
  year: z.number().int(),
  profile: z.object({
    address: words,
    industry: words,
    region: words,
    headcount: count.nullable(),
    scale: words,
    principal: words,
  }),
  /** Assessments of the year up to the one that is made public. */
  rounds: z.array(yearRound),
  /** 组长 and 副组长 as they are named. */
  leads: z.array(words),
  scope: words,
  riskPoints: count,
  methodNote: words,
  scales: scalesSchema,
  roundCorrections: roundCorrectionsSchema,
  results: z.array(departmentCountsSchema),
  /** State before the year began; null where nothing is known of it. */
  previous: z.object({ name: words, assessedOn: isoDate.nullable(), total: count }).nullable(),
  unchanged: count,
  changes: z.array(changedRisk),
  /** Corrected figures of the round; those of a comparison only where the publication compares with the same state. */
  corrections: correctionsSchema,
  /** True where the year is compared with another state than the round itself was. */
  yearCompared: z.boolean().optional(),
  /** `ownerPost` names the posts of those responsible. */
  serious: z.array(seriousRisk.omit({ implementation: true }).extend({ ownerPost: words.optional() })),
  /** 简版: one line of key measures for each risk; 岗位 in place of names. */
  short: z.boolean().optional(),
  posts: z.boolean().optional(),
  /** What a person wrote for the public in place of a text of the register, by `PublicText.key`. */
  wording: z.record(z.string(), words).optional(),
  /** Photos of the posting with the days they were taken on; absent before there are any, and in papers issued before. */
  photos: z.array(z.object({ sha256: words, on: isoDate.nullable() })).optional(),
  /** Names of photos of a kind that no paper can print. */
  unprinted: z.array(words).optional(),
  publicity: z.object({
    from: isoDate.nullable(),
    to: isoDate.nullable(),
    place: words,
    /** Department that takes opinions. */
    department: words,
    /** What came of the posting, once it was recorded; absent in papers issued before. */
    result: words.optional(),
    objections: words.optional(),
    /** 监督电话 of the enterprise, never a mobile. */
    phone: words,
  }),
});
export type F09Dossier = z.infer<typeof f09Dossier>;
