import type { AppointmentRole } from '../../db/domain/organization/appointment';
import type { TestWorkspace } from './workspace';

const duty = { id: null, frequency: '每次作业', evidence: '动火作业记录', criteria: '缺一次扣5分', standard10: 500, legalBasis: '' };
const list = { scope: '本岗位', criteria: '按条考核', preparedBy: '', reviewedBy: '', remark: '' };

/** A list of two duties for a post, in force since June 2025. */
export const approveList = (workspace: Pick<TestWorkspace, 'call'>, postId: string): Promise<void> =>
  approveDuties(workspace, { postId }, ['焊接前清除可燃物。', '作业结束后检查余火。']);

/** A list of these duties for a post or a fixed role, in force since June 2025. */
export async function approveDuties(
  { call }: Pick<TestWorkspace, 'call'>,
  owner: { postId: string } | { role: AppointmentRole },
  texts: readonly string[],
): Promise<void> {
  const draft = { ...list, duties: texts.map((text) => ({ ...duty, text })) };
  const { value } = await call('responsibility.save', { id: null, revision: null, owner, draft });
  const approval = { approvedBy: '欧阳建国', approvedOn: '2025-05-30', validFrom: '2025-06-01' };
  await call('responsibility.approve', { ids: [value.id], approval });
}
