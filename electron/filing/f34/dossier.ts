import { z } from 'zod';
import { isoDate } from '../../../db/domain/field';
import { appointmentRoles } from '../../../db/domain/organization/appointment';
import { taskStates } from '../../../db/domain/performance/committee';
import { baseDossier } from '../dossier';

const words = z.string();

const finding = z.object({
  text: words,
  place: words,
  owner: words,
  measure: words,
  dueOn: isoDate.nullable(),
  doneOn: isoDate.nullable(),
  verified: words,
  state: z.enum(taskStates),
});

/** 法定代表人月度全面检查记录 (F34, D05): the full inspections of a month led by 法定代表人 or 实际控制人. */
export const f34Dossier = z.object({
  schema: z.literal('f34@1'),
  ...baseDossier,
  /** `YYYY-MM` */
  month: words,
  /** The region asks for it as a policy. */
  isPolicy: z.boolean(),
  inspections: z.array(
    z.object({
      no: words,
      on: isoDate,
      inspector: words,
      role: z.enum(appointmentRoles),
      scope: words,
      participants: words,
      content: words,
      conclusion: words,
      signedOn: isoDate.nullable(),
      findings: z.array(finding),
    }),
  ),
});
export type F34Dossier = z.infer<typeof f34Dossier>;
