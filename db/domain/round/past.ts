import { z } from 'zod';
import { isoDate, text } from '../field';
import { nextReviewOn, type Cadence } from '../period';
import { gradeRisk, missingOf, riskDraft, riskPointKinds, type RiskSnapshot } from '../risk/risk';
import type { Scale } from '../risk/scale';
import { roundDraft } from './round';

/** A risk as a register of a past period states it: names instead of ids. */
export const pastRisk = riskDraft
  .omit({ riskPointId: true, departmentId: true, ownerId: true, ownerPostId: true, ownerText: true, status: true, directCode: true })
  .extend({ riskPoint: text(200), kind: z.enum(riskPointKinds), location: text(300), department: text(200), owner: text(200) });
export type PastRisk = z.infer<typeof pastRisk>;

/** What a person states of a round that was held before it was entered here (补录). */
export const pastRound = roundDraft.pick({ name: true, kind: true, period: true }).extend({ assessedOn: isoDate, closedOn: isoDate });
export type PastRound = z.infer<typeof pastRound>;

/**
 * The frozen state of a past risk: graded like one of the register, with what it lacks.
 * @throws RangeError when it cannot be graded
 */
export function pastState({ keptLevel, level, ...risk }: PastRisk, scale: Scale | null, cadence: Cadence): RiskSnapshot {
  const graded = gradeRisk({ ...risk, keptLevel, level }, scale);
  if (graded === null) throw new RangeError('risk cannot be graded');
  const { method, assessedOn } = risk;
  return {
    ...risk,
    l: method === 'direct' ? null : risk.l,
    e: method === 'lec' ? risk.e : null,
    c: method === 'lec' ? risk.c : null,
    s: method === 'ls' ? risk.s : null,
    ...graded,
    status: 'active',
    nextReviewOn: assessedOn === null ? null : nextReviewOn(assessedOn, cadence),
    missing: missingOf({ ...risk, departmentId: risk.department || null, ownerId: null, ownerPostId: null, ownerText: risk.owner }),
  };
}
