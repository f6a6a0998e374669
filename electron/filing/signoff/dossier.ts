import { z } from 'zod';
import { baseDossier, correctionsSchema, levelCountsSchema, roundCorrectionsSchema } from '../dossier';

/** 评审会签单 of a round: who reviewed what, with room for opinion and signature. */
export const signoffDossier = z.object({
  schema: z.literal('signoff@1'),
  ...baseDossier,
  roundId: z.string(),
  roundName: z.string(),
  /** 评审事项; empty for the usual words. */
  matter: z.string(),
  meeting: z.object({ on: z.string(), place: z.string(), chair: z.string(), recorder: z.string() }),
  counts: levelCountsSchema,
  /** Changes against the previous round; null for the first round. */
  changes: z.object({ up: z.number(), down: z.number(), added: z.number(), removed: z.number(), same: z.number() }).nullable(),
  corrections: correctionsSchema,
  roundCorrections: roundCorrectionsSchema,
  reviewers: z.array(z.object({ department: z.string(), name: z.string(), title: z.string(), opinion: z.string() })),
  /** Blank lines for people who are not listed. */
  blankRows: z.number().int().min(0).max(40),
  /** 评审结论; empty is written by hand. */
  conclusion: z.string(),
});
export type SignoffDossier = z.infer<typeof signoffDossier>;
