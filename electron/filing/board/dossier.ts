import { z } from 'zod';
import { baseDossier, levelCountsSchema, levelSchema } from '../dossier';
import { isoDate } from '../../../db/domain/field';
import { mapDossier } from '../map/dossier';

const words = z.string();

/** What the 安全风险公告栏 is composed from (handbook 3.2.8): the main risks by point, the four-colour picture where there is one. */
export const boardDossier = z.object({
  schema: z.literal('board@1'),
  ...baseDossier,
  size: z.enum(['A3', 'A2']),
  /** 报告电话 of the enterprise, never a mobile. */
  phone: words,
  /** 数据截至 */
  today: isoDate,
  counts: levelCountsSchema,
  /** Risk points with 重大 or 较大 risks, highest first. */
  points: z.array(
    z.object({
      riskPoint: words,
      location: words,
      level: levelSchema,
      hazards: z.array(words),
      accidentTypes: z.array(words),
      measures: words,
      department: words,
      owner: words,
    }),
  ),
  picture: mapDossier.pick({ plan: true, zones: true }).nullable(),
});
export type BoardDossier = z.infer<typeof boardDossier>;
