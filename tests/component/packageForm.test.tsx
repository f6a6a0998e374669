import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import FilingPage from '../../renderer/features/filing/FilingPage';
import { countyForm } from '../support/forms';
import { closedRound } from './closedRound';
import { mountPage } from './engine';

vi.setConfig({ testTimeout: 60_000 });

it('a paper goes into the package in the form that an authority gave', async () => {
  const { call, roundId, user, dialogs } = await closedRound();
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-表样 '));
  const file = path.join(folder, '县风险清单表.xlsx');
  writeFileSync(file, await countyForm());
  const form = (await call('form.take', { file })).value;
  const signed = { filledBy: '王安全', phone: '', preparedBy: '', reviewedBy: '', approvedBy: '' };
  await call('filing.issue', { request: { code: 'F07', roundId, compiledOn: '2026-11-21', ...signed }, gapReason: '试' });
  const contact = { contactName: '李志强', contactPhone: '0472-1234567', compiledOn: '2026-11-21' };
  await call('preference.set', { key: 'filing.letter', value: { draft: { recipient: '某县应急管理局', ...contact } } });
  window.location.hash = '#/filing/package';
  mountPage(<FilingPage />);

  const choice = await screen.findByRole('combobox', { name: 'F07-2026-001 用哪份表' });
  await user.selectOptions(choice, '填进表样“县风险清单表”');
  // The form takes the place of our own workbook.
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Excel' })).toMatchObject({ disabled: true, checked: false });
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'PDF' })).toMatchObject({ disabled: false, checked: true });

  await user.click(screen.getByRole('button', { name: '出函' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '出件' }));
  dialogs.save = path.join(folder, '送件包.zip');
  await user.click(await screen.findByRole('button', { name: '生成送件包' }));
  const entries = await within(await screen.findByRole('region', { name: '打包' })).findAllByRole('listitem');
  expect(entries.map(({ textContent }) => textContent)).toContain('03-安全风险分级管控清单（F07-2026-001）.xlsx');
  const [filing] = await call('filing.list', { code: 'F07' });
  expect(filing!.files.map(({ format, formId }) => [format, formId])).toEqual(
    expect.arrayContaining([
      ['xlsx', form.id],
      ['pdf', null],
    ]),
  );
  expect(filing!.files).toHaveLength(2);
});
