import { z } from 'zod';
import { isoDate, text } from '../field';

/** What a person states of a posting of results (F09): days, place and what came of it. */
export const publicationDraft = z.object({
  fromOn: isoDate,
  toOn: isoDate,
  place: text(200).min(1),
  /** 监督电话 */
  phone: text(60),
  result: text(2000),
  /** Objections with how they were dealt with; empty for none. */
  objections: text(4000),
});
export type PublicationDraft = z.infer<typeof publicationDraft>;
