import { z } from 'zod';
import { isoDate, text } from '../field';
import type { Finding } from '../rule';
import { assessmentRoles, impossibleFactors, type Graded } from './assessment';
import { gradeRisk } from './risk';
import { riskLevels, riskMethods, type Scale } from './scale';

/** What a person states of an assessment beside the main one: without measures, or for another recipient (handbook 9.3). */
export const otherAssessment = z.object({
  role: z.enum(assessmentRoles),
  /** Who asks for it; empty for the inherent one. */
  recipient: text(200),
  method: z.enum(riskMethods),
  l: z.number().nullable(),
  e: z.number().nullable(),
  c: z.number().nullable(),
  s: z.number().nullable(),
  level: z.enum(riskLevels).nullable(),
  directReason: text(1000),
  /** Mapping that grades it; null for the chosen one of its method. */
  scale: z.string().max(60).nullable(),
  assessedOn: isoDate.nullable(),
});
export type OtherAssessment = z.infer<typeof otherAssessment>;

export const emptyAssessment: OtherAssessment = {
  role: 'inherent',
  recipient: '',
  method: 'lec',
  l: null,
  e: null,
  c: null,
  s: null,
  level: null,
  directReason: '',
  scale: null,
  assessedOn: null,
};

/** Score and level, by the function of the main one. @returns null while a factor is missing or impossible */
export const gradeOther = (stated: OtherAssessment, scale: Scale | null): Graded | null =>
  gradeRisk({ ...stated, directMajor: false }, stated.method === 'direct' ? null : scale);

/** What keeps an assessment from being stored: impossible or missing factors (V01–V03), no recipient. */
export function faultsOf(stated: OtherAssessment): Finding[] {
  const at = (rule: string, key: string, name: string, params: Finding['params'] = {}): Finding => ({
    rule,
    kind: 'arithmetic',
    key,
    field: `${stated.role}.${name}`,
    params: { field: name, ...params },
  });
  const needed = { lec: ['l', 'e', 'c'], ls: ['l', 's'], direct: ['level'] } as const;
  return [
    ...impossibleFactors(stated).map((name) =>
      at(stated.method === 'ls' ? 'V03' : 'V01', stated.method === 'ls' ? 'V03' : 'V01', name, { value: stated[name]! }),
    ),
    ...needed[stated.method].filter((name) => stated[name] === null).map((name) => at('V02', 'V02.missing', name)),
    ...(stated.role === 'second' && stated.recipient === '' ? [at('recipientMissing', 'recipientMissing', 'recipient')] : []),
  ];
}
