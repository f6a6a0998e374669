import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { DocxEditor } from '../../renderer/features/form/DocxEditor';
import { authorityDocx } from '../support/authorityDocx';
import { mountPage } from './engine';
import { serveWorkspace } from './realWorkspace';

vi.setConfig({ testTimeout: 60_000 });

async function shown() {
  const workspace = await serveWorkspace();
  const { call, folder } = workspace;
  const point = { name: '喷漆室', kind: 'place' as const, location: '涂装厂房' };
  for (const hazardSource of ['溶剂蒸气积聚', '静电接地不良'])
    await call('risk.create', { point, draft: { ...emptyRisk, hazardSource, l: 6, e: 6, c: 15 } });
  const file = path.join(folder, '县报告表.docx');
  writeFileSync(file, await authorityDocx());
  const { value } = await call('form.take', { file, code: 'F08' });
  mountPage(<DocxEditor id={value.id!} likeness={null} onSettled={() => {}} onBack={() => {}} />);
  await screen.findByRole('region', { name: '表样' });
  return { ...workspace, id: value.id!, user: userEvent.setup() };
}

it('draws the form with what was recognised, and shows it filled with what the paper says today', async () => {
  const { user } = await shown();
  expect(screen.getByRole('button', { name: '空格：单位名称，填{单位名称}' })).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /第 2 行每条一行：风险点/ }).checked).toBe(true);
  await user.click(screen.getByText('填好的样子'));
  const filled = await screen.findByRole('region', { name: '填好的样子' });
  expect(within(filled).getAllByText('喷漆室')).toHaveLength(2);
  expect(within(filled).queryByRole('button')).toBeNull();
});

it('fills a blank with a field chosen from the list, goes on by the arrows, and keeps it', async () => {
  const { user, call, id } = await shown();
  await user.click(screen.getByRole('button', { name: '占位符：编号' }));
  await user.type(screen.getByRole('textbox', { name: '找一项' }), '信用');
  await user.click(await screen.findByRole('button', { name: /^统一社会信用代码/ }));
  const blank = screen.getByRole('button', { name: '占位符：编号，填{统一社会信用代码}' });
  blank.focus();
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('空位：填报单位（盖章），填{单位名称}');
  expect(await call('preference.get', { key: `draft.form.${id}` })).toMatchObject({ mapping: { rows: [{ place: 'document/t2/r2' }] } });
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () => expect((await call('form.readDocx', { id })).mapping.places.map(({ label }) => label)).toContain('编号'));
});

it('takes a row that repeats back, and says what that leaves broken', async () => {
  const { user } = await shown();
  const row = screen.getByRole('checkbox', { name: /第 2 行每条一行：风险点/ });
  await user.click(row);
  expect(await screen.findByText(/第 2 张表第 2 行第 2 格“风险点”要填的“风险点”，这份材料里没有/)).toBeTruthy();
  await user.click(row);
  await waitFor(() => expect(screen.queryByText(/这份材料里没有/)).toBeNull());
});
