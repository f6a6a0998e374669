import { z } from 'zod';
import { isoDate, text } from '../field';

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
  validFrom: isoDate,
});

export const personDraft = z.object({
  name: text(60).min(1),
  sex: z.enum(['', 'male', 'female']),
  idNumber: text(18),
  phone: text(40),
  education: text(40),
  employment: z.enum(employments),
  isLeader: z.boolean(),
  enteredOn: isoDate.nullable(),
  departmentId: z.uuid().nullable(),
  postId: z.uuid().nullable(),
  remark: text(2000),
});
export type PersonDraft = z.infer<typeof personDraft>;

/** `validFrom` ≤ day ≤ `validTo` (open end counts). */
export const isValidOn = (row: { validFrom: string; validTo: string | null }, day: string): boolean =>
  row.validFrom <= day && (row.validTo === null || day <= row.validTo);
