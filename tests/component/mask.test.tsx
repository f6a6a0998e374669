import { screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { emptyAuthority } from '../../db/domain/filing/handover';
import { emptyRisk } from '../../db/domain/risk/risk';
import FilingPage from '../../renderer/features/filing/FilingPage';
import { closedRound } from './closedRound';
import { mountPage } from './engine';

vi.setConfig({ testTimeout: 60_000 });
const stated = { roundId: null, compiledOn: '2026-11-21', filledBy: '', phone: '', preparedBy: '', reviewedBy: '', approvedBy: '' };

/** An authority that must not see mobiles, and a risk that names one. */
async function withAuthority() {
  const workspace = await closedRound();
  const { call } = workspace;
  await call('risk.create', {
    point: { name: '喷漆房', kind: 'place', location: '' },
    draft: { ...emptyRisk, hazardSource: '爆燃', l: 6, e: 6, c: 15, phone: '13912345678' },
  });
  const { value } = await call('authority.create', { draft: { ...emptyAuthority, name: '鹿原县应急管理局', subjects: ['risk'] } });
  const papers = (['F07', 'F10'] as const).map((code) => ({ code, formats: ['pdf' as const], copies: 1 }));
  await call('authority.createProfile', {
    authorityId: value.id,
    draft: { name: '季报', mask: { mobile: true, idNumber: true }, papers, letter: { basis: '《安全生产法》' } },
  });
  return { ...workspace, authorityId: value.id };
}

it('before a paper is issued it says for whom what is left out, with a way back to the masked preview', async () => {
  const { call, user, authorityId } = await withAuthority();
  await call('filing.issue', { request: { code: 'F07', ...stated, authorityId }, gapReason: '试' });
  const [issued] = await call('filing.list', { code: 'F07' });
  window.location.hash = `#/filing/F07/issued-${issued!.id}`;
  mountPage(<FilingPage />);
  await user.click(await screen.findByRole('button', { name: '换版' }));
  const day = await screen.findByRole('textbox', { name: /编制日期/ });
  await user.clear(day);
  await user.type(day, '2026-11-21');
  await user.tab();
  const issue = () => screen.getByRole<HTMLButtonElement>('button', { name: '换版出件' });
  await waitFor(() => expect(issue().disabled).toBe(false), { timeout: 20_000 });
  await user.click(issue());
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('已按“鹿原县应急管理局”的要求隐去：手机号、身份证号')).toBeTruthy();
  expect(dialog.getByText('手机号 1 处')).toBeTruthy();
  expect(dialog.getByText('13912345678 → 139****5678')).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: '看隐去后的预览' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('a package by its requirements takes nothing that shows what it must not, and says what has to be issued for it', async () => {
  const { call, user, authorityId } = await withAuthority();
  const forAll = await call('filing.issue', { request: { code: 'F07', ...stated }, gapReason: '试' });
  window.location.hash = '#/filing/package';
  const { unmount } = mountPage(<FilingPage />);
  await user.selectOptions(await screen.findByRole('combobox', { name: /按接收单位的要求/ }), '鹿原县应急管理局 · 季报');
  expect(await screen.findByRole('button', { name: '去出 F07 安全风险分级管控清单' })).toBeTruthy();
  expect(screen.getByRole('button', { name: /去出 F10/ })).toBeTruthy();
  unmount();

  const contact = { name: '王安全', phone: '0472-5550100', address: '' };
  const letter = {
    code: 'F40' as const,
    compiledOn: '2026-11-21',
    recipient: '',
    authorityId,
    subject: '材料',
    basis: '',
    body: '',
    contact,
  };
  const gapsOf = async (number: string) => {
    const items = [{ title: '安全风险分级管控清单', number, copies: 1, pages: null, format: 'pdf' }];
    return (await call('filing.draft', { request: { ...letter, items } })).gaps.map(({ key }) => key);
  };
  expect(await gapsOf(forAll.value.number)).toContain('enclosureUnmasked');
  const own = await call('filing.issue', { request: { code: 'F07', ...stated, authorityId }, gapReason: '试' });
  expect(await gapsOf(own.value.number)).not.toContain('enclosureUnmasked');
});
