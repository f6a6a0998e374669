import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { noShell } from '../../electron/workspace/shell';
import CardPage from '../../renderer/features/card/CardPage';
import { mountPage } from './engine';
import { blankPdf, isPaper } from '../support/printer';
import { serveWorkspace } from './realWorkspace';

vi.setConfig({ testTimeout: 60_000 });

async function begin(at = '') {
  const saved: string[] = [];
  const { call } = await serveWorkspace({
    shell: {
      ...noShell,
      printPdf: (html, page) => {
        if (isPaper(html)) saved.push(html);
        return blankPdf(html, page);
      },
    },
  });
  const draft = { ...emptyRisk, hazardSource: '漆雾聚集', emergency: '撤离', l: 10, e: 6, c: 15 };
  await call('risk.create', { point: { name: '喷漆房', kind: 'place' }, draft });
  const { rows } = await call('card.list', { filter: {}, offset: 0, limit: 10 });
  const pointId = rows[0]!.id;
  window.location.hash = `#/card${at === 'open' ? `/${pointId}` : at === '' ? '' : `/${at}`}`;
  mountPage(<CardPage />);
  return { call, pointId, saved, user: userEvent.setup() };
}

it('a card is filled from the register, written otherwise where wanted, and made', async () => {
  const { call, pointId, user } = await begin('open');
  const hazards = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: '主要危险有害因素' });
  expect(hazards.value).toBe('漆雾聚集');
  expect(screen.getByText(/待补：.*岗位操作要点/)).toBeTruthy();
  await user.type(screen.getByRole('textbox', { name: '岗位操作要点' }), '先通风后作业');
  await user.click(screen.getByRole('button', { name: '编制' }));
  await waitFor(async () =>
    expect(await call('card.get', { pointId })).toMatchObject({
      state: 'current',
      card: { version: 1 },
      texts: { operation: '先通风后作业' },
    }),
  );
  const table = await screen.findByRole('grid', { name: '安全风险告知卡' });
  expect(await within(table).findByText('与清单一致')).toBeTruthy();
  await user.click(await screen.findByRole('button', { name: '全部按清单' }));
  await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: '岗位操作要点' }).value).toBe(''));
});

it('a draft of all cards that are needed is one click, and issuing goes on where papers are numbered', async () => {
  const { call, saved, user } = await begin();
  await user.click(await screen.findByRole('button', { name: '送审稿' }));
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]).toContain('送审稿');
  expect((await call('card.list', { filter: {}, offset: 0, limit: 10 })).rows).toMatchObject([{ state: 'none' }]);
  await user.click(screen.getByRole('button', { name: '出件' }));
  expect(window.location.hash).toBe('#/filing/F33');
  expect(await call('preference.get', { key: 'filing.draft.F33.register' })).toEqual({ selection: '{"filter":{},"except":[]}' });
});

it('the address of the review shows the cards that are to be renewed', async () => {
  await begin('due');
  const table = await screen.findByRole('grid', { name: '安全风险告知卡' });
  expect(await within(table).findByText('还没有')).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('radio', { name: '待更新' }).checked).toBe(true);
});

it('signs are picked by their pictures, by initials or by name, and stand as they are printed', async () => {
  const { call, pointId, user } = await begin('open');
  const signs = await screen.findByRole<HTMLInputElement>('textbox', { name: '安全标志（GB 2894）' });
  await user.type(signs, 'dxcd');
  const option = await screen.findByRole('option', { name: '当心触电' });
  expect(option.querySelector('img')!.src).toMatch(/svg/);
  await user.click(option);
  await user.type(signs, '必须戴安全帽、噪声有害、');
  const printed = within(screen.getByRole('list', { name: '印出的安全标志' }));
  await waitFor(() =>
    expect(printed.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['当心触电', '必须戴安全帽', '噪声有害']),
  );
  await user.click(screen.getByRole('button', { name: '去掉必须戴安全帽' }));
  await user.click(screen.getByRole('button', { name: '编制' }));
  await waitFor(async () => expect(await call('card.get', { pointId })).toMatchObject({ texts: { signs: '当心触电、噪声有害' } }));
});
