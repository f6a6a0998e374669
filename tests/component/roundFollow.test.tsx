import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import RoundPage from '../../renderer/features/round/RoundPage';
import { closedRound } from './closedRound';
import { mountPage } from './engine';

async function page() {
  const workspace = await closedRound();
  window.location.hash = `#/round/${workspace.roundId}`;
  const { container } = mountPage(<RoundPage />);
  await workspace.user.click(await screen.findByRole('tab', { name: '更正与换版' }));
  return { ...workspace, container };
}

describe('a closed round', () => {
  it('is corrected: only what was changed, with reason and person', async () => {
    const { call, roundId, user } = await page();
    expect(await screen.findByText('没有更正，也没有换版')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '更正' }));
    const place = await screen.findByRole('textbox', { name: '评审会地点' });
    await user.type(place, '二楼会议室');
    expect(screen.getByText('将更正：评审会地点')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '记录更正' }));
    expect((await screen.findAllByText('请填写')).length).toBe(2);
    await user.type(screen.getByRole('textbox', { name: '更正理由' }), '漏写');
    await user.type(screen.getByRole('textbox', { name: '更正人' }), '王安全');
    await user.click(screen.getByRole('button', { name: '记录更正' }));
    const table = await screen.findByRole('table', { name: '更正记录' });
    expect(
      within(table)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual(['评审会地点', '（空）', '二楼会议室', '漏写', '王安全', '2026-11-21']);
    expect((await call('round.get', { id: roundId })).round).toMatchObject({
      meetingPlace: '二楼会议室',
      corrections: [{ field: 'meetingPlace' }],
    });
    expect(screen.getByText(/有 1 处更正/)).toBeTruthy();
  });

  it('is reissued: a round of its own opens, with the way back to it', async () => {
    const { call, roundId, user } = await page();
    await user.click(await screen.findByRole('button', { name: '换版' }));
    const dialog = await screen.findByRole('dialog', { name: /换版/ });
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: '开始换版' }).disabled).toBe(true);
    await user.type(within(dialog).getByRole('textbox'), '漏报');
    await user.click(within(dialog).getByRole('button', { name: '开始换版' }));
    expect(await screen.findByText('2026年第四季度安全风险评估（换版）')).toBeTruthy();
    expect(await screen.findByText('理由：漏报')).toBeTruthy();
    expect(screen.queryByRole('tab', { name: '分发收回' })).toBeNull();
    await user.click(await screen.findByText('A-1'));
    await user.click(await screen.findByRole('button', { name: '采用清单现在的内容' }));
    const reissue = (await call('round.get', { id: roundId })).round.reissue!;
    await user.click(screen.getByRole('button', { name: /PG-2026Q4-01/ }));
    expect(await screen.findByText('本轮正在换版：')).toBeTruthy();
    const { revision } = (await call('round.get', { id: reissue.id })).round;
    await call('round.close', { id: reissue.id, revision, closedOn: '2026-11-21', assessedOn: '2026-11-20', acceptPending: true });
    window.location.hash = '#/round';
    expect(await screen.findByRole('button', { name: '已被 PG-2026Q4-02 换版' })).toBeTruthy();
    await waitFor(() => expect(screen.getByRole('button', { name: '换版自 PG-2026Q4-01' })).toBeTruthy());
  });
});
