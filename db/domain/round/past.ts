import { z } from 'zod';
import { isoDate, text } from '../field';
import { nextReviewOn, type Cadence } from '../period';
import { riskLevels } from '../risk/scale';
import type { Graded } from '../risk/assessment';
import { missingOf, riskDraft, riskPointKinds, type RiskSnapshot } from '../risk/risk';
import { roundDraft } from './round';

/** A risk as a register of a past period states it: names instead of ids. */
export const pastRisk = riskDraft
  .omit({ riskPointId: true, departmentId: true, ownerId: true, ownerPostId: true, ownerText: true, status: true, directCode: true })
  .extend({
    riskPoint: text(200),
    kind: z.enum(riskPointKinds),
    location: text(300),
    department: text(200),
    owner: text(200),
    /** Level without measures, where the sheet has it. */ inherentLevel: z.enum(riskLevels).nullable().default(null),
  });
export type PastRisk = z.infer<typeof pastRisk>;

/** What a person states of a round that was held before it was entered here (补录). */
export const pastRound = roundDraft.pick({ name: true, kind: true, period: true }).extend({ assessedOn: isoDate, closedOn: isoDate });
export type PastRound = z.infer<typeof pastRound>;

/** The frozen state of a past risk: as one of the register is graded, with what it lacks. */
export function pastState(
  { keptLevel: _kept, level: _level, inherentLevel, ...risk }: PastRisk,
  graded: Graded,
  cadence: Cadence,
): RiskSnapshot {
  const { method, assessedOn } = risk;
  return {
    ...risk,
    l: method === 'direct' ? null : risk.l,
    e: method === 'lec' ? risk.e : null,
    c: method === 'lec' ? risk.c : null,
    s: method === 'ls' ? risk.s : null,
    ...graded,
    ...(inherentLevel !== null && { inherentLevel }),
    status: 'active',
    nextReviewOn: assessedOn === null ? null : nextReviewOn(assessedOn, cadence),
    missing: missingOf({ ...risk, departmentId: risk.department || null, ownerId: null, ownerPostId: null, ownerText: risk.owner }),
  };
}
