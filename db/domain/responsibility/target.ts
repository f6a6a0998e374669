import { z } from 'zod';
import { id, text } from '../field';
import { targetKinds, type targetLevels } from './responsibility';

export const targetYear = z.number().int().min(2000).max(2199);

/** 年度安全生产目标指标. `departmentId` stands for 部门级, `postId` for 岗位级, neither for 公司级. */
export const targetDraft = z.object({
  year: targetYear,
  departmentId: id.nullable(),
  postId: id.nullable(),
  kind: z.enum(targetKinds),
  name: text(100).min(1),
  value: text(100),
  criteria: text(500),
});
export type TargetDraft = z.infer<typeof targetDraft>;

export const targetLevelOf = ({ departmentId, postId }: Pick<TargetDraft, 'departmentId' | 'postId'>): (typeof targetLevels)[number] =>
  postId !== null ? 'post' : departmentId !== null ? 'department' : 'enterprise';

/** What is asked of whom, as letters need it. */
export interface PlacedTarget {
  departmentId: string | null;
  postId: string | null;
}

/**
 * Targets that a letter states: those of the post, with those of its department; of the nearest department above that has any where its own
 * has none; those of the enterprise where no department has any, and for its leaders.
 * @param departments the department of the post and those above it, the nearest first
 */
export function targetsStated<Target extends PlacedTarget>(
  targets: readonly Target[],
  postId: string | null,
  departments: readonly string[],
  isLeader: boolean,
): Target[] {
  const ofPost = postId === null ? [] : targets.filter((target) => target.postId === postId);
  const ofDepartment = departments
    .map((departmentId) => targets.filter((target) => target.postId === null && target.departmentId === departmentId))
    .find((found) => found.length > 0);
  const ofEnterprise = targets.filter((target) => target.postId === null && target.departmentId === null);
  const above = isLeader ? ofEnterprise : (ofDepartment ?? (ofPost.length > 0 ? [] : ofEnterprise));
  return [...above, ...ofPost];
}
