import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import FilingPage from '../../renderer/features/filing/FilingPage';
import { closedRound } from './closedRound';
import { mountPage } from './engine';

vi.setConfig({ testTimeout: 60_000 });

describe('数字', () => {
  it('shows what is counted beside what is entered, asks for the reason where they differ, and freezes both', async () => {
    const { call, user, roundId } = await closedRound();
    window.location.hash = '#/filing/F07';
    mountPage(<FilingPage />);
    await user.click(await screen.findByRole('tab', { name: '数字' }));
    const table = await screen.findByRole('table', { name: '数字' });
    expect(
      within(table)
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.textContent),
    ).toEqual(['风险总数2', '重大风险2', '较大风险0', '一般风险0', '低风险0']);
    await user.type(within(table).getByRole('textbox', { name: '风险总数的填报数' }), '3');
    expect(within(table).getByText('多 1')).toBeTruthy();
    await user.type(within(table).getByRole('textbox', { name: '较大风险的填报数' }), '1');
    await user.type(within(table).getByRole('textbox', { name: '较大风险的更正原因' }), '纸质清单多一条');

    // The finding leads back to its cell, from wherever one is.
    await user.click(screen.getByRole('tab', { name: '预览' }));
    const missing = await screen.findByText(/风险总数的填报数与统计的不同，没有写明原因/);
    await user.click(within(missing).getByRole('button', { name: '去核对数字' }));
    const reason = await screen.findByRole('textbox', { name: '风险总数的更正原因' });
    await waitFor(() => expect(document.activeElement).toBe(reason));
    await user.type(reason, '漏登一处');
    await waitFor(() => expect(screen.queryByText(/没有写明原因/)).toBeNull());

    const { html } = await call('filing.draft', {
      request: { code: 'F07', roundId, compiledOn: null, entered: { total: { entered: '3', reason: '漏登一处', by: '' } } } as never,
    });
    expect(html).toContain('风险总数按清单统计 2 条，填报 3 条（原因：漏登一处）');
  });

  it('begins with the figures of the round, which can be changed for this paper and taken back', async () => {
    const { call, user, roundId } = await closedRound();
    await call('round.correct', {
      id: roundId,
      patch: { entered: { low: { entered: '4', reason: '漏计', by: '王安全' } } },
      why: '漏计',
      by: '王安全',
      on: '2026-11-21',
    });
    window.location.hash = '#/filing/F08';
    mountPage(<FilingPage />);
    await user.click(await screen.findByRole('tab', { name: '数字' }));
    const low = await screen.findByRole<HTMLInputElement>('textbox', { name: '低风险的填报数' });
    expect(low.value).toBe('4');
    expect(screen.getByText(/已带入轮次/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '去掉低风险的更正' }));
    expect(low.value).toBe('');
    await user.click(await screen.findByRole('button', { name: '恢复为轮次的填报数' }));
    expect(low.value).toBe('4');
    await user.click(screen.getByRole('button', { name: '与同期各件互校' }));
    await waitFor(() => expect(window.location.hash).toBe('#/filing/cross/2026Q4'));
  });

  it('of an issued paper stand as they were frozen, and another paper that says otherwise leads to it', async () => {
    const { call, user, roundId } = await closedRound();
    const entered = { major: { entered: '3', reason: '漏计一条', by: '王安全' } };
    const request = { code: 'F07', roundId, compiledOn: '2026-11-21', entered } as never;
    const { value } = await call('filing.issue', { request, gapReason: '底稿' });
    window.location.hash = '#/filing/F08';
    const page = mountPage(<FilingPage />);
    const gap = await screen.findByText(/F07-2026-001 是 3 条（按清单统计 2 条），F08 是 2 条/);
    await user.click(within(gap).getByRole('button', { name: '看 F07-2026-001' }));
    await waitFor(() => expect(window.location.hash).toBe(`#/filing/F07/issued-${value.id}`));
    page.unmount();
    mountPage(<FilingPage />);
    await user.click(await screen.findByRole('tab', { name: '数字' }));
    const row = await screen.findByRole('row', { name: /^重大风险/ });
    expect(row.textContent).toBe('重大风险23 多 1漏计一条王安全');
    expect(screen.queryByRole('textbox', { name: '重大风险的填报数' })).toBeNull();
  });
});
