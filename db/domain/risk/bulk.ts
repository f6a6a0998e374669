import { z } from 'zod';
import { text } from '../field';
import type { Finding } from '../rule';
import { measureKinds, riskDraft, type RiskDraft } from './risk';

/** Fields that make sense for many risks at once. */
export const bulkPatch = riskDraft
  .pick({
    controlLevel: true,
    departmentId: true,
    ownerId: true,
    ownerPostId: true,
    ownerText: true,
    phone: true,
    checkCycle: true,
    assessedOn: true,
    status: true,
    step: true,
    accidentTypes: true,
    consequence: true,
    engineering: true,
    administrative: true,
    training: true,
    ppe: true,
    emergency: true,
    monitoring: true,
    impactScope: true,
    leaderText: true,
    remark: true,
  })
  .partial();

/** Fields to which something can be added while what stands in them stays. */
export const bulkAddition = z
  .object({
    accidentTypes: riskDraft.shape.accidentTypes,
    consequence: text(2000),
    engineering: text(8000),
    administrative: text(8000),
    training: text(8000),
    ppe: text(8000),
    emergency: text(8000),
  })
  .partial();
export type BulkAddition = z.infer<typeof bulkAddition>;

const addedTexts = ['consequence', ...measureKinds] as const;
const most = { consequence: 2000, engineering: 8000, administrative: 8000, training: 8000, ppe: 8000, emergency: 8000 } as const;

/** The fields of a risk after an addition: a text on a line of its own, each accident type once. What is there already is not added again. */
export function withAddition(risk: RiskDraft, addition: BulkAddition): Partial<RiskDraft> {
  const patch: Partial<RiskDraft> = {};
  for (const field of addedTexts) {
    const added = addition[field] ?? '';
    if (added !== '' && !risk[field].includes(added)) patch[field] = risk[field] === '' ? added : `${risk[field]}\n${added}`;
  }
  if (addition.accidentTypes !== undefined) patch.accidentTypes = [...new Set([...risk.accidentTypes, ...addition.accidentTypes])];
  return patch;
}

/** True when a patch says something else than the risk does. */
export const differs = (risk: RiskDraft, patch: Partial<RiskDraft>): boolean =>
  (Object.keys(patch) as (keyof RiskDraft)[]).some(
    (name) => patch[name] !== undefined && JSON.stringify(patch[name]) !== JSON.stringify(risk[name]),
  );

/** Fields that would hold more than they can, each with the number of its risk. */
export const overfull = (risk: RiskDraft, patch: Partial<RiskDraft>): Finding[] => [
  ...addedTexts
    .filter((field) => (patch[field]?.length ?? 0) > most[field])
    .map((field) => overfullFinding(field, risk.riskNo, most[field])),
  ...((patch.accidentTypes?.length ?? 0) > 27 ? [overfullFinding('accidentTypes', risk.riskNo, 27)] : []),
];
const overfullFinding = (field: string, riskNo: string, maximum: number): Finding => ({
  rule: 'overfull',
  kind: 'arithmetic',
  key: field === 'accidentTypes' ? 'overfull.words' : 'overfull.text',
  field,
  params: { riskNo, maximum },
});
