import { z } from 'zod';
import { cardFields, type CardField } from '../../../db/domain/card/card';
import { isoDate } from '../../../db/domain/field';
import { baseDossier, levelSchema } from '../dossier';

const texts = z.object(Object.fromEntries(cardFields.map((field) => [field, z.string()])) as Record<CardField, z.ZodString>);

/** What the notice cards (F33) are composed from, each card as it is hung up. */
export const cardsDossier = z.object({
  schema: z.literal('f33@1'),
  ...baseDossier,
  perPage: z.union([z.literal(1), z.literal(2), z.literal(4)]),
  cards: z.array(
    z.object({
      pointId: z.string(),
      name: z.string(),
      location: z.string(),
      level: levelSchema.nullable(),
      texts,
      /** Version and day of the card; null for one that has not been made. */
      version: z.number().int().nullable(),
      compiledOn: isoDate.nullable(),
    }),
  ),
});
export type CardsDossier = z.infer<typeof cardsDossier>;
