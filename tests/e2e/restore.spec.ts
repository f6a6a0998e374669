import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { workspacePaths } from '../../electron/workspace/paths';
import { backUp } from '../../electron/workspace/backup/run';
import { openFile } from '../support/database';
import { launch } from '../support/electron';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const pageSize = 4096;

async function sample(): Promise<TestWorkspace> {
  const made = await newWorkspace({ way: 'sample' });
  const paths = workspacePaths(made.folder);
  await backUp({ paths, nativeBinding: null, version: '1', now: Date.parse('2026-11-20T08:00:00Z') }, { folder: paths.backups }, 'manual');
  const { rows } = await made.call('risk.list', { offset: 0, limit: 1, sort: { by: 'riskNo', descending: false }, filter: {} });
  await made.call('risk.remove', { selection: { ids: [rows[0]!.id] } });
  return made;
}

/** Left behind by a crash, with the place of a table or index overwritten. */
function damage({ folder }: TestWorkspace, type: 'table' | 'index'): void {
  const file = openFile(folder);
  file.exec(`UPDATE workspaceFact SET value = '0' WHERE key = 'cleanEnd'`);
  const page = file
    .prepare(`SELECT rootpage FROM sqlite_master WHERE type = ? AND tbl_name = 'risk' AND sql IS NOT NULL`)
    .pluck()
    .get(type) as number;
  file.close();
  const { database } = workspacePaths(folder);
  const bytes = readFileSync(database);
  bytes.fill(0xaa, (page - 1) * pageSize, page * pageSize);
  writeFileSync(database, bytes);
}

const countRisks = async (page: Page) => {
  await page.goto('app://anze/index.html#/risk');
  await expect(page.getByText(/共 \d+ 条/)).toBeVisible();
  return Number(/共 (\d+) 条/.exec((await page.getByText(/共 \d+ 条/).textContent())!)![1]);
};

test('an earlier state comes back, and restoring is taken back', async () => {
  const made = await sample();
  await made.host.close();
  const { page, errors, close } = await launch({ workspace: made.folder });
  expect(await countRisks(page)).toBe(343);
  await page.goto('app://anze/index.html#/restore');
  await page.getByRole('button', { name: '预览并恢复…' }).last().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('row', { name: /^风险 343 344 \+1$/ })).toBeVisible();
  await dialog.getByLabel('理由（选填）').fill('误删');
  await dialog.getByRole('button', { name: '恢复到这个状态' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('cell', { name: /^恢复到 2026年11月20日.*的状态之前$/ })).toBeVisible();
  expect(await countRisks(page)).toBe(344);
  await page.goto('app://anze/index.html#/restore');
  await page.getByRole('button', { name: '撤销恢复…' }).click();
  await dialog.getByRole('button', { name: '恢复到这个状态' }).click();
  await expect(dialog).toBeHidden();
  expect(await countRisks(page)).toBe(343);
  expect(errors).toEqual([]);
  await close();
});

for (const { type, way, run } of [
  { type: 'table', way: '抢救能读出的内容', run: '抢救…' },
  { type: 'index', way: '修复索引（在副本上）', run: '修复…' },
] as const) {
  test(`with a broken ${type} the application starts, says so and gets the records back`, async () => {
    const made = await sample();
    await made.host.close();
    damage(made, type);
    const { database, backups } = workspacePaths(made.folder);
    const damaged = readFileSync(database);
    const { page, errors, close } = await launch({ workspace: made.folder });
    await expect(page.getByRole('heading', { level: 1, name: '数据文件损坏，没有打开' })).toBeVisible();
    await expect(page.getByRole('heading', { name: way })).toBeVisible();
    await page.getByRole('button', { name: run }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '下一步：对比并采用…' }).click();
    await expect(dialog.getByRole('row', { name: /^风险 — 343$/ })).toBeVisible();
    await dialog.getByRole('button', { name: '采用' }).click();
    await expect(page.getByRole('navigation').first()).toBeVisible();
    expect(await countRisks(page)).toBe(343);
    const [aside] = readdirSync(path.join(backups, 'aside'));
    expect(readFileSync(path.join(backups, 'aside', aside!, 'anze.db')).equals(damaged)).toBe(true);
    expect(errors).toEqual([]);
    await close();
    expect(existsSync(path.join(made.folder, 'switch.json'))).toBe(false);
  });
}

test('a file that is beyond reading leaves the way to a backup and to other workspaces', async () => {
  const made = await sample();
  await made.host.close();
  writeFileSync(workspacePaths(made.folder).database, Buffer.alloc(40_960, 7));
  const { page, errors, close } = await launch({ workspace: made.folder });
  await page.getByRole('button', { name: '回到首页' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '安责台' })).toBeVisible();
  expect(errors).toEqual([]);
  await close();
});
