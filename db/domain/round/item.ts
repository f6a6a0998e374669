import { z } from 'zod';
import { comparisons, roundItemStates } from './round';

/** Limits of the items of a round. */
export const itemFilter = z.object({
  state: z.array(z.enum(roundItemStates)).optional(),
  comparison: z.array(z.enum(comparisons)).optional(),
  departmentId: z.string().optional(),
  /** Name that a closed round froze; empty for risks without a department. */
  department: z.string().max(200).optional(),
  text: z.string().max(200).optional(),
});
export type ItemFilter = z.infer<typeof itemFilter>;

/** Items by their ids, or by a filter with some of them left out; resolved in SQL. */
export const itemSelection = z.union([
  z.object({ ids: z.array(z.uuid()).max(100_000) }),
  z.object({ filter: itemFilter, except: z.array(z.uuid()).max(100_000) }),
]);
export type ItemSelection = z.infer<typeof itemSelection>;
