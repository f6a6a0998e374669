import { screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { emptyAuthority } from '../../db/domain/filing/handover';
import AuthorityPage from '../../renderer/features/authority/AuthorityPage';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

const begin = async () => {
  const { call } = await serveWorkspace();
  return { call, user: userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never }) };
};

it('an authority is entered with what its name says, found, and told what it answers for', async () => {
  const { call, user } = await begin();
  window.location.hash = '#/authority/new';
  mountPage(<AuthorityPage />);
  await user.type(await screen.findByRole('textbox', { name: /全称/ }), '包头市卫生健康委员会');
  await waitFor(() => expect((screen.getByRole('combobox', { name: '类别' }) as HTMLSelectElement).value).toBe('health'));
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () =>
    expect(await call('authority.list', {})).toMatchObject([{ name: '包头市卫生健康委员会', kind: 'health', subjects: ['health'] }]),
  );
  const table = within(await screen.findByRole('table', { name: '接收单位' }));
  expect(await table.findByText('职业健康')).toBeTruthy();
});

it('names of the profile of the enterprise are taken over', async () => {
  const { call, user } = await begin();
  const { revision } = await call('enterprise.get', {});
  await call('enterprise.update', { revision, patch: { regulator: '九原区应急管理局', ohRegulator: '' } });
  window.location.hash = '#/authority';
  mountPage(<AuthorityPage />);
  await user.click((await screen.findAllByRole('button', { name: '从以往的报送函取（1）' }))[0]!);
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '取 1 个' }));
  await waitFor(async () => expect(await call('authority.list', {})).toMatchObject([{ name: '九原区应急管理局', regionCode: '150207' }]));
});

it('what an authority wants is stated and changed beside it', async () => {
  const { call, user } = await begin();
  const { value } = await call('authority.create', { draft: { ...emptyAuthority, name: '九原区应急管理局' } });
  window.location.hash = `#/authority/${value.id}`;
  mountPage(<AuthorityPage />);
  await user.click(await screen.findByRole('button', { name: '写报送要求' }));
  await user.click(await screen.findByRole('checkbox', { name: 'F07 安全风险分级管控清单' }));
  await user.click(screen.getByRole('checkbox', { name: 'F07 安全风险分级管控清单的 PDF' }));
  await user.click(screen.getByRole('checkbox', { name: '手机号' }));
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () =>
    expect(await call('authority.list', {})).toMatchObject([
      { profiles: [{ papers: [{ code: 'F07', formats: ['xlsx'], copies: 1 }], mask: { mobile: true, names: false }, withReceipt: true }] },
    ]),
  );
  expect(await screen.findByText(/F07 · 函 · 遮盖手机号 · 附签收回执/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '去掉“报送要求”' }));
  await waitFor(async () => expect(await call('authority.list', {})).toMatchObject([{ profiles: [] }]));
});
