/** What an account may do: 安全负责人, 安全员, 部门填报, 查看. A workspace without accounts acts as `director`. */
export const roles = ['director', 'officer', 'reporter', 'viewer'] as const;
export type Role = (typeof roles)[number];
