import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import FilingPage from '../../renderer/features/filing/FilingPage';
import { closedRound } from './closedRound';
import { mountPage } from './engine';

vi.setConfig({ testTimeout: 60_000 });
/** Addresses of the papers that were opened, and the pages that were drawn. */
const opened: string[] = [];
const drawn: number[] = [];
vi.mock('../../renderer/components/paper/pdf', () => ({
  openPdf: () =>
    Promise.resolve({
      pages: 21,
      size: (page: number) => Promise.resolve(page === 1 ? { width: 1123, height: 794 } : { width: 794, height: 1123 }),
      draw: (page: number) => {
        drawn.push(page);
        return Promise.resolve(document.createElement('canvas'));
      },
      close: () => {},
    }),
}));
beforeEach(() => {
  opened.length = 0;
  drawn.length = 0;
  vi.stubGlobal('fetch', (url: string) => {
    opened.push(url);
    return Promise.resolve(new Response(new Uint8Array([37, 80, 68, 70])));
  });
});

const pages = () => screen.findByRole('document', { name: '送审稿预览' });

it('shows a draft page by page once typing has paused, as a quick sheet before', async () => {
  const { user } = await closedRound();
  window.location.hash = '#/filing/F07';
  mountPage(<FilingPage />);
  expect(await screen.findByTitle('送审稿预览')).toBeInstanceOf(HTMLIFrameElement);
  expect(await pages()).toBeTruthy();
  expect(opened[0]).toMatch(/^app:\/\/paper\/[0-9a-f]{64}$/);
  expect(await screen.findByRole('img', { name: '第 1 页，共 21 页' })).toBeTruthy();
  expect(screen.getByText('/ 21 页')).toBeTruthy();
  // Those out of sight are not drawn.
  expect(screen.queryByRole('img', { name: '第 20 页，共 21 页' })).toBeNull();
  expect(screen.getByText(/Excel 文件内容相同/)).toBeTruthy();

  await user.type(screen.getByRole('textbox', { name: '联系电话' }), '0');
  expect(await screen.findByTitle('送审稿预览')).toBeInstanceOf(HTMLIFrameElement);
  await pages();
  await waitFor(() => expect(new Set(opened).size).toBe(2));
});

it('keeps to the quick sheet where that is wanted, also the next time', async () => {
  const { user, call } = await closedRound();
  window.location.hash = '#/filing/F07';
  const page = mountPage(<FilingPage />);
  await pages();
  await user.click(screen.getByRole('button', { name: '按纸张分页' }));
  expect(await screen.findByTitle('送审稿预览')).toBeInstanceOf(HTMLIFrameElement);
  expect(await call('preference.get', { key: 'filing.paged' })).toBe(false);
  page.unmount();
  mountPage(<FilingPage />);
  expect(await screen.findByTitle('送审稿预览')).toBeInstanceOf(HTMLIFrameElement);
  await userEvent.click(screen.getByRole('button', { name: '按纸张分页' }));
  await pages();
});

it('falls back to the quick sheet and says so where the pages cannot be shown', async () => {
  await closedRound();
  vi.stubGlobal('fetch', () => Promise.reject(new Error('gone')));
  window.location.hash = '#/filing/F07';
  mountPage(<FilingPage />);
  expect(await screen.findByText('分页没有成功，先按不分页显示。')).toBeTruthy();
  expect(screen.getByTitle('送审稿预览')).toBeInstanceOf(HTMLIFrameElement);
});
