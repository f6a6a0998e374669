import { z } from 'zod';
import { isoDate } from '../../db/domain/field';
import { maskFields } from '../../db/domain/filing/handover';
import { accidentEditions } from '../../db/domain/risk/accident';
import { riskLevels, scaleSchema } from '../../db/domain/risk/scale';
import { particularNames } from '../../db/domain/round/correction';
import { figureCorrection } from '../../db/domain/round/figure';

/**
 * Parts that the dossiers share. A dossier is what a paper is composed from: plain JSON, frozen when the paper is issued,
 * with the versions of the catalogues it was gathered by, so that an old paper can be made again as it was.
 */
const enterpriseSchema = z.object({ name: z.string(), uscc: z.string() });

export const levelSchema = z.enum(riskLevels);

const count = z.number().int().nonnegative();
/** Risks by level; `ungraded` are those whose assessment is not complete. */
export const levelCountsSchema = z.object({ major: count, considerable: count, general: count, low: count, ungraded: count });
export const departmentCountsSchema = z.object({ department: z.string(), counts: levelCountsSchema });

/** For whom personal data is left out of what the paper shows, which, and the names it is about. */
const maskStated = z.object({ authority: z.string(), fields: z.array(z.enum(maskFields)), people: z.array(z.string()) });
export type MaskStated = z.infer<typeof maskStated>;

export const baseDossier = {
  enterprise: enterpriseSchema,
  /** Ids of the catalogues it was gathered by, e.g. `lec@1`, `gb6441@2025`. */
  catalogues: z.array(z.string()),
  /** 所属期间 in words, e.g. 2026年第三季度. */
  period: z.string(),
  /** 编制日期, confirmed by a person; null prints a blank to be filled by hand. */
  compiledOn: isoDate.nullable(),
  /** The dossier itself keeps everything; absent where nothing is left out. */
  mask: maskStated.optional(),
};

/** Figures that a person corrected; papers frozen before they were printed have none. */
export const correctionsSchema = z.array(figureCorrection).default([]);

/** 更正 of what the paper says of its round, in words; absent in papers issued before. */
export const roundCorrectionsSchema = z
  .array(
    z.object({
      field: z.enum(particularNames),
      before: z.string(),
      after: z.string(),
      reason: z.string(),
      by: z.string(),
      on: isoDate,
    }),
  )
  .optional();

/** Edition of GB 6441 that the types are named by, and former names that it could not give a single type to; absent for types as they were stated. */
export const accidentsSchema = z
  .object({ edition: z.enum(accidentEditions), kept: z.array(z.object({ name: z.string(), count })) })
  .optional();
export type AccidentsTold = NonNullable<z.infer<typeof accidentsSchema>>;

/** Level mappings in full: the notes of a paper explain them even when the catalogue has moved on. */
export const scalesSchema = z.array(scaleSchema);

/** What is not known before a paper is issued, and so stands beside its dossier. */
export interface Stamp {
  /** Prints 送审稿. */
  draft: boolean;
  /** Number of the issued paper, e.g. F07-2026-001. */
  number?: string;
  /** Head hash of the audit chain. */
  auditHead?: string;
  /** 本件由××生成，版本 … ; left out unless switched on. */
  generatedBy?: string;
}
