import { z } from 'zod';
import { isoDate, text } from '../field';
import { postLevels } from '../responsibility/responsibility';

export const departmentKinds = ['company', 'department', 'workshop', 'team'] as const;
export type DepartmentKind = (typeof departmentKinds)[number];

/** What a department is that says it by nothing but its name. */
export const kindOfName = (name: string): DepartmentKind =>
  /车间/.test(name) ? 'workshop' : /班组?$/.test(name) ? 'team' : /(公司|集团)$/.test(name) ? 'company' : 'department';

export const employments = ['formal', 'dispatched', 'intern', 'contractor'] as const;
export type Employment = (typeof employments)[number];

export const departmentDraft = z.object({
  name: text(100).min(1),
  parentId: z.uuid().nullable(),
  kind: z.enum(departmentKinds),
  validFrom: isoDate,
});
export type DepartmentDraft = z.infer<typeof departmentDraft>;

export const postDraft = z.object({
  name: text(100).min(1),
  departmentId: z.uuid().nullable(),
  isSpecialOperation: z.boolean(),
  isLeader: z.boolean(),
  level: z.enum(['', ...postLevels]).optional(),
  isHazardExposed: z.boolean().optional(),
  validFrom: isoDate,
});
export type PostDraft = z.infer<typeof postDraft>;

export const personDraft = z.object({
  name: text(60).min(1),
  sex: z.enum(['', 'male', 'female']),
  idNumber: text(18),
  phone: text(40),
  education: text(40),
  employeeNo: text(40).optional(),
  employment: z.enum(employments),
  /** 用人单位 (派遣单位, 承包单位); empty for the enterprise itself. */
  employer: text(200).optional(),
  isLeader: z.boolean(),
  enteredOn: isoDate.nullable(),
  departmentId: z.uuid().nullable(),
  postId: z.uuid().nullable(),
  remark: text(2000),
});
export type PersonDraft = z.infer<typeof personDraft>;

/** Kinds of what a person answers for and has not finished: risks owned, risks led (责任领导), findings, resolutions. */
export const openItemKinds = ['risk', 'leader', 'inspectionFinding', 'resolution'] as const;
export type OpenItemKind = (typeof openItemKinds)[number];

/** Which people a list shows. */
export const personFilter = z.object({
  text: z.string().max(100).default(''),
  departmentId: z.uuid().optional(),
  withLeft: z.boolean().default(false),
});
export type PersonFilter = z.infer<typeof personFilter>;

/** Some people, or all that a filter finds but some. */
export const personSelection = z.union([
  z.object({ ids: z.array(z.uuid()).min(1).max(10_000) }),
  z.object({ filter: personFilter, except: z.array(z.uuid()).max(10_000) }),
]);
export type PersonSelection = z.infer<typeof personSelection>;

/** `validFrom` ≤ day ≤ `validTo` (open end counts). */
export const isValidOn = (row: { validFrom: string; validTo: string | null }, day: string): boolean =>
  row.validFrom <= day && (row.validTo === null || day <= row.validTo);
