import { cpSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { chooseInDialog } from '../support/desktop';
import { launch } from '../support/electron';
import { newHost, newWorkspace } from '../support/workspace';

/** Opens a copy, writes remarks on some of its first three risks and closes it again. @returns the remarks before */
async function remark(folder: string, remarks: Readonly<Record<number, string>>): Promise<string[]> {
  const { host, call } = newHost({ folder });
  await call('workspace.open', { folder });
  const { rows } = await call('risk.list', { offset: 0, limit: 3, sort: { by: 'riskNo', descending: false }, filter: {} });
  const before = await Promise.all(rows.map(async ({ id }) => (await call('risk.get', { id })).draft.remark));
  for (const [at, text] of Object.entries(remarks)) {
    const { id, revision } = rows[Number(at)]!;
    await call('risk.update', { id, revision, patch: { remark: text } });
  }
  await host.close();
  return before;
}

test('a workspace taken home and brought back is merged record by record, and the merge is taken back', async () => {
  const made = await newWorkspace({ way: 'sample' });
  await made.host.close();
  const other = `${made.folder} 带回家的`;
  cpSync(made.folder, other, { recursive: true });
  await remark(made.folder, { 0: '单位：每班检查', 1: '单位改的' });
  await remark(other, { 0: '家里：每周检查', 2: '家里改的' });

  const { app, page, errors, close } = await launch({ workspace: made.folder });
  await chooseInDialog(app, [other]);
  await page.goto('app://anze/index.html#/copies');
  await page.getByRole('button', { name: '选文件夹…' }).click();
  await expect(page.getByText('还有 1 条待决定，决定以后才能合并。')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('共 3 条')).toBeVisible();
  await expect(page.getByRole('button', { name: '合并…' })).toBeDisabled();

  await page.getByText('待决定 1').click();
  await expect(page.getByText('共 1 条')).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  const fields = page.getByRole('table', { name: '逐栏比较' });
  await fields.getByRole('radio', { name: '家里：每周检查' }).click();
  await expect(page.getByText('都决定好了，可以合并。')).toBeVisible();

  await page.getByRole('button', { name: '合并…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '合并', exact: true }).click();
  await expect(page.getByRole('heading', { name: '合并好了' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: '撤销这次合并' }).click();
  await expect(page.getByText(/^已撤销：合并/)).toBeVisible();
  await expect(page.getByRole('button', { name: '选文件夹…' })).toBeVisible();
  await page.getByRole('alert').getByRole('button', { name: '重做' }).click();
  await expect(page.getByText(/^已重做：合并/)).toBeVisible();
  expect(errors).toEqual([]);
  await close();
  expect(await remark(made.folder, {})).toEqual(['家里：每周检查', '单位改的', '家里改的']);
});
