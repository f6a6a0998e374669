import { screen, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import RoundPage from '../../renderer/features/round/RoundPage';
import { closedRound } from './closedRound';
import { mountPage } from './engine';

it('two rounds are compared by numbers and departments, each of which leads to its changes', async () => {
  const { call, roundId } = await closedRound();
  const { value } = await call('round.open', {
    draft: {
      name: '2027年第一季度安全风险评估',
      kind: 'quarterly',
      period: '2027Q1',
      reason: '',
      scope: '',
      methodNote: '',
      noticeNo: '',
      noticeOn: null,
      startedOn: '2027-01-05',
      baseRoundId: roundId,
      team: [],
    },
  });
  await call('risk.create', {
    point: { name: '喷漆房', kind: 'place', location: '' },
    draft: { ...emptyRisk, riskNo: 'B-1', hazardSource: '静电积聚', l: 3, e: 6, c: 15 },
  });
  window.location.hash = `#/round/compare~${roundId}~${value.id}`;
  mountPage(<RoundPage />);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
  const departments = await screen.findByRole('table', { name: '按部门' });
  expect(within(departments).getByRole('row', { name: /（没有责任单位） 2 3 1 2/ })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: /新增/ }));
  expect(await screen.findByText('静电积聚')).toBeTruthy();
  expect(screen.getByRole('tab', { name: '变化明细（1 条）' }).getAttribute('aria-selected')).toBe('true');
  await user.type(screen.getByPlaceholderText(/搜索文字/), '没有这样的');
  expect(await screen.findByText('没有符合条件的变化')).toBeTruthy();
});
