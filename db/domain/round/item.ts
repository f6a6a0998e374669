import { z } from 'zod';
import { isoDate, text } from '../field';
import { riskLevels } from '../risk/scale';
import { comparisons, roundItemStates } from './round';

/** Limits of the items of a round. */
export const itemFilter = z.object({
  state: z.array(z.enum(roundItemStates)).optional(),
  comparison: z.array(z.enum(comparisons)).optional(),
  departmentId: z.string().optional(),
  /** Name that a closed round froze; empty for risks without a department. */
  department: z.string().max(200).optional(),
  text: z.string().max(200).optional(),
  /** Levels as they stand in the round. */
  level: z.array(z.enum(riskLevels)).optional(),
  /** Only those of which nobody has written how the measures are carried out. */
  unstated: z.boolean().optional(),
});
/** With the departments that whoever asks is confined to, which no page states. */
export type ItemFilter = z.infer<typeof itemFilter> & { within?: readonly string[] | undefined };

/** Items by their ids, or by a filter with some of them left out; resolved in SQL. */
export const itemSelection = z.union([
  z.object({ ids: z.array(z.uuid()).max(100_000) }),
  z.object({ filter: itemFilter, except: z.array(z.uuid()).max(100_000) }),
]);
export type ItemSelection = z.infer<typeof itemSelection>;

/** Levels of which a round finds how their measures are carried out (handbook chapter 4, F10). */
export const seriousLevels = ['major', 'considerable'] as const;

/** 措施落实情况 of a risk in a round: what was found, on which day, by whom. */
export const implementation = z.object({ implementation: text(2000), implementedOn: isoDate.nullable(), implementedBy: text(60) });
export type Implementation = z.infer<typeof implementation>;
