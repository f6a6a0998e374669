import { z } from 'zod';
import { isoDate } from '../field';
import { factorClasses } from './factor';
import { controlLevels, missingFields, riskPointKinds, riskStatuses } from './risk';
import { riskLevels, riskMethods } from './scale';

/** Orders in which the register is offered; each is served by an index. */
export const riskSorts = [
  'riskNo',
  'level',
  'score',
  'riskPoint',
  'department',
  'owner',
  'assessedOn',
  'nextReviewOn',
  'missing',
  'updatedAt',
] as const;
export type RiskSort = (typeof riskSorts)[number];

/** What narrows the register; absent means no limit. */
export const riskFilter = z.object({
  text: z.string().max(200).optional(),
  level: z.array(z.enum(riskLevels)).optional(),
  method: z.array(z.enum(riskMethods)).optional(),
  controlLevel: z.array(z.enum(controlLevels)).optional(),
  status: z.array(z.enum(riskStatuses)).optional(),
  kind: z.array(z.enum(riskPointKinds)).optional(),
  /** Departments with everything below them; `''` stands for none. */
  departmentId: z.array(z.string()).optional(),
  riskPointId: z.array(z.uuid()).optional(),
  ownerId: z.array(z.uuid()).optional(),
  /** One of those responsible is only words, no person or post. */
  owner: z.literal('unmatched').optional(),
  /** True: something is 待补. A list: one of these is. */
  missing: z.union([z.boolean(), z.array(z.enum(missingFields))]).optional(),
  /** Next assessment due before this day. */
  dueBefore: isoDate.optional(),
  /** Accident types as risks store them; one of these is among those of the risk. */
  accidentType: z.array(z.string().max(60)).max(100).optional(),
  /** Class of GB/T 13861. */
  factorClass: z.array(z.enum(factorClasses)).optional(),
  importId: z.uuid().optional(),
  /** Factors of an LS assessment, for one field of the 5×5 matrix. */
  l: z.number().optional(),
  s: z.number().optional(),
  /** Score from this one, included, to that one, excluded. */
  scoreFrom: z.number().optional(),
  scoreBelow: z.number().optional(),
});
/** With the departments that whoever asks is confined to, which no page states. */
export type RiskFilter = z.infer<typeof riskFilter> & { within?: readonly string[] | undefined };

/** A filter within the departments of whoever asks; NULL for all. */
export const confined = <Filter extends object>(filter: Filter, scope: readonly string[] | null): Filter & { within?: readonly string[] } =>
  scope === null ? filter : { ...filter, within: scope };

export const window = z.object({ offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(200) });
export const order = <T extends readonly [string, ...string[]]>(words: T) => z.object({ by: z.enum(words), descending: z.boolean() });

/** Ids, or everything that a filter finds but for some; resolved in SQL, so that it works on 100,000 rows. */
export const riskSelection = z.union([
  z.object({ ids: z.array(z.uuid()).max(100_000) }),
  z.object({ filter: riskFilter, except: z.array(z.uuid()).max(100_000) }),
]);
export type RiskSelection = z.infer<typeof riskSelection>;
