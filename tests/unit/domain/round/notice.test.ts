import { expect, test } from 'vitest';
import { draftPlan } from '../../../../db/domain/round/notice';

const round = {
  name: '2026年第四季度安全风险评估',
  period: '2026Q4',
  reason: '',
  scope: '全公司。',
  methodNote: '',
  startedOn: '2026-11-10',
  assessedOn: null,
  team: [],
};

test('a plan counts the team only where there is one, and ends what was typed with one full stop', () => {
  const member = { name: '王芳', title: '焊工', role: '成员', isWorkerRepresentative: true, attended: false };
  expect(draftPlan(round)).toContain('二、范围：全公司。\n');
  expect(draftPlan(round)).toContain('四、组织：成立评估组，由职工代表参加。');
  expect(draftPlan({ ...round, team: [member] })).toContain('四、组织：评估组共 1 人，其中职工代表 1 人。');
});
