import { z } from 'zod';
import { id } from '../field';

/** What an account may do: 安全负责人, 安全员, 部门填报, 查看. A workspace without accounts acts as `director`. */
export const roles = ['director', 'officer', 'reporter', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** Minutes after which an account may be asked for its password again; 0 for never. */
export const lockChoices = [0, 5, 10, 15, 30, 60] as const;

export const accountName = z.string().trim().min(1).max(60);

/** Departments count for 部门填报 alone. */
export const accountDraft = z.object({
  name: accountName,
  role: z.enum(roles),
  personId: id.nullable(),
  departments: z.array(id).max(200),
});
export type AccountDraft = z.output<typeof accountDraft>;
