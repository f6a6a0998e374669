import { z } from 'zod';
import { isoDate } from '../../../db/domain/field';
import { outlineSchema } from '../../../db/domain/map/map';
import { baseDossier, levelSchema } from '../dossier';

const count = z.number().int().nonnegative();

/** What the four-colour picture is composed from (handbook 3.2.9): the plan, and its areas as the register colours them. */
export const mapDossier = z.object({
  schema: z.literal('map@1'),
  ...baseDossier,
  plan: z.object({
    id: z.string(),
    name: z.string(),
    width: count,
    height: count,
    drawnOn: isoDate.nullable(),
    approvedBy: z.string(),
    /** SHA-256 of its image, null for one that is drawn on blank paper. */
    image: z.string().nullable(),
  }),
  zones: z.array(
    z.object({
      name: z.string(),
      outline: outlineSchema,
      level: levelSchema.nullable(),
      points: count,
      major: count,
      considerable: count,
      general: count,
      low: count,
      department: z.string(),
      owner: z.string(),
    }),
  ),
  /** Risk points in no area, with their risks; only where this is the only plan, so that nothing stands on another. */
  unplaced: z.object({ names: z.array(z.string()), major: count, considerable: count, general: count, low: count }).optional(),
  /** 数据截至 */
  today: isoDate,
  preparedBy: z.string(),
  reviewedBy: z.string(),
});
export type MapDossier = z.infer<typeof mapDossier>;
