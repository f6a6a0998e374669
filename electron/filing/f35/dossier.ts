import { z } from 'zod';
import { isoDate, text } from '../../../db/domain/field';
import { safetyBodyKinds } from '../../../db/domain/organization/appointment';
import { employments } from '../../../db/domain/organization/organization';
import { ruleKinds } from '../../../db/domain/rule';
import { staffingCases, staffingRuleIds } from '../../../db/domain/staffing/staffing';
import { staffRoles } from '../../../db/query/staffing';
import { baseDossier } from '../dossier';

const words = z.string();
const count = z.number().int().nonnegative();

/** What a person states of the table of safety staff; `day` is today where none is said. */
export const f35Request = z.object({
  code: z.literal('F35'),
  compiledOn: isoDate.nullable(),
  authorityId: z.uuid().nullable().optional(),
  recipient: text(200).default(''),
  day: isoDate.nullable().default(null),
  filledBy: text(200).default(''),
  phone: text(200).default(''),
  reviewedBy: text(200).default(''),
});
export type F35Request = z.output<typeof f35Request>;

/** 安全管理机构与人员配备情况表 (F35): what every basis asks for beside what there is on a day, and who they are. */
export const f35Dossier = z.object({
  schema: z.literal('f35@1'),
  ...baseDossier,
  day: isoDate,
  recipient: words,
  filledBy: words,
  phone: words,
  reviewedBy: words,
  /** 从业人员 as the profile of the enterprise states it; null while it does not. */
  headcount: count.nullable(),
  people: z.object({ formal: count, dispatched: count, intern: count, contractor: count, employees: count }),
  usesSpecialEquipment: z.boolean(),
  /** Each person counted once. */
  present: z.object({ directors: count, fullTime: count, officers: count, engineers: count }),
  requirements: z.array(
    z.object({
      rule: z.enum(staffingRuleIds),
      kind: z.enum(ruleKinds),
      case: z.enum(staffingCases),
      needed: words,
      existing: words,
      sums: z.array(words),
      basis: z.array(words),
      state: z.enum(['met', 'lacking', 'unknown']),
    }),
  ),
  bodies: z.array(
    z.object({ kind: z.enum(safetyBodyKinds), name: words, isMerged: z.boolean(), documentNumber: words, validFrom: isoDate }),
  ),
  staff: z.array(
    z.object({
      name: words,
      role: z.enum(staffRoles),
      /** 职务 where the appointment states one, else the post. */
      post: words,
      department: words,
      employment: z.enum(employments),
      documentNumber: words,
      certificate: words,
      certificateNumber: words,
      certificateTo: isoDate.nullable(),
      expired: z.boolean(),
      validFrom: isoDate,
    }),
  ),
});
export type F35Dossier = z.infer<typeof f35Dossier>;
