import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { queryClient } from '../../renderer/api';
import FilingPage from '../../renderer/features/filing/FilingPage';
import { closedRound } from './closedRound';
import { mountPage } from './engine';

vi.setConfig({ testTimeout: 60_000 });
const paper = (code: string, roundId: string, change: object = {}) => ({ code, roundId, compiledOn: '2026-11-21', ...change }) as never;

describe('数字互校', () => {
  it('shows round and papers side by side, says in words what differs and leads to the paper', async () => {
    const { call, user, roundId } = await closedRound();
    const { value } = await call('filing.issue', { request: paper('F07', roundId), gapReason: '底稿' });
    await call('filing.issue', { request: paper('F10', roundId), gapReason: '底稿' });
    const { round } = await call('round.get', { id: roundId });
    await call('round.correct', {
      id: round.id,
      patch: { entered: { major: { entered: '3', reason: '漏计', by: '王安全' } } },
      why: '漏计一条',
      by: '王安全',
      on: '2026-11-21',
    });
    window.location.hash = '#/filing';
    mountPage(<FilingPage />);
    await user.click(await screen.findByRole('button', { name: '数字互校' }));
    const table = await screen.findByRole('table', { name: /2026年第四季度安全风险评估/ });
    const row = within(table).getByRole('row', { name: /^重大风险/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual(['3统计 2', '2应为 3', '2应为 3', '2应为 3']);
    expect(screen.getByText(/处与前面的不一致/)).toBeTruthy();
    const outdated = screen.getByRole('region', { name: '须换版' });
    expect(within(outdated).getByText(/F10-2026-001/)).toBeTruthy();
    await user.click(within(table).getByRole('button', { name: 'F07-2026-001' }));
    await waitFor(() => expect(window.location.hash).toBe(`#/filing/F07/issued-${value.id}`));
  });

  it('says so where nothing was issued', async () => {
    const { call } = await closedRound();
    expect(await call('filing.latest', {})).toEqual([]);
    window.location.hash = '#/filing/cross/2031Q1';
    mountPage(<FilingPage />);
    expect(await screen.findByText('这个期间还没有出过件。')).toBeTruthy();
  });
});

describe('与上次报送比较', () => {
  it('lists figures and changes against the last hand-over and saves them', async () => {
    const { call, user, roundId, dialogs } = await closedRound();
    window.location.hash = '#/filing/F07';
    const page = mountPage(<FilingPage />);
    await user.click(await screen.findByRole('tab', { name: '与上次报送比较' }));
    expect(await screen.findByText('还没有可以比较的上一件')).toBeTruthy();
    page.unmount();

    const { value } = await call('filing.issue', { request: paper('F07', roundId, { filledBy: '李明' }), gapReason: '底稿' });
    await call('filing.advance', {
      id: value.id,
      change: { state: 'sent', on: '2026-11-21', note: '', authority: '某区应急管理局' },
    });
    await queryClient.invalidateQueries();
    mountPage(<FilingPage />);
    await user.click(await screen.findByRole('tab', { name: '与上次报送比较' }));
    expect(await screen.findByText('2026-11-21 报送 某区应急管理局')).toBeTruthy();
    expect(screen.getByText('新增 0 条，减少 0 条，变更 0 条。')).toBeTruthy();
    expect(within(screen.getByRole('table', { name: '逐条变化' })).getByRole('row', { name: /填报人 李明/ })).toBeTruthy();
    dialogs.save = path.join(mkdtempSync(path.join(tmpdir(), 'anze-比较 ')), '变化对照表.xlsx');
    await user.click(screen.getByRole('button', { name: '存为 Excel' }));
    await waitFor(() => expect(existsSync(dialogs.save ?? '')).toBe(true));
  });
});
