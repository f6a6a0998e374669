import { screen, waitFor } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import RoundPage from '../../renderer/features/round/RoundPage';
import { closedRound } from './closedRound';
import { mountPage } from './engine';

it('the posting of a closed round is recorded, told what it lacks, and taken away', async () => {
  const { call, roundId } = await closedRound();
  window.location.hash = `#/round/${roundId}`;
  mountPage(<RoundPage />);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
  await user.click(await screen.findByRole('tab', { name: '公示' }));
  await user.click(await screen.findByRole('button', { name: '记录公示' }));
  await user.type(await screen.findByRole('textbox', { name: /公示地点/ }), '厂区公告栏');
  await user.click(screen.getByRole('button', { name: '保存' }));
  expect((await screen.findAllByText('请填写')).length).toBe(2);
  await user.type(screen.getByRole('textbox', { name: /公示开始/ }), '2026-11-20{Tab}');
  await user.type(screen.getByRole('textbox', { name: /公示结束/ }), '2026-11-27{Tab}');
  await user.click(screen.getByRole('button', { name: '保存' }));
  expect(await screen.findByText('2026-11-20 至 2026-11-27')).toBeTruthy();
  expect(screen.getByText('公示结果：还没有填写')).toBeTruthy();
  expect(await call('publication.list', { roundId })).toMatchObject([{ place: '厂区公告栏' }]);
  await user.click(screen.getByRole('button', { name: '去掉' }));
  await waitFor(async () => expect(await call('publication.list', { roundId })).toEqual([]));
});
