import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { openFile } from '../support/database';
import { goTo, saveInDialog, today } from '../support/desktop';
import { launch } from '../support/electron';
import { inBytes } from '../support/inBytes';
import { riskLines } from '../support/riskLines';
import { registerXlsx } from '../support/workbooks';
import { newWorkspace } from '../support/workspace';

const slow = { timeout: 120_000 };
const authority = '鹿原县应急管理局';
const year = today.slice(0, 4);
let scratch: string;
test.beforeEach(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'anze-报送 '));
});
test.afterEach(() => rm(scratch, { recursive: true, force: true }));

/** A workspace with a register of six risks, one of which names a mobile. */
async function prepared(): Promise<string> {
  const { call, host, folder } = await newWorkspace({ today });
  const register = path.join(scratch, '风险清单.xlsx');
  await writeFile(register, await registerXlsx(riskLines(6)));
  const { sessionId } = await call('intake.plan', { subject: 'risk', files: [register] });
  await call('intake.commit', { sessionId });
  const { rows } = await call('risk.list', { offset: 0, limit: 1, sort: { by: 'riskNo', descending: false }, filter: {} });
  await call('risk.update', { id: rows[0]!.id, revision: rows[0]!.revision, patch: { phone: '13912345678' } });
  await host.close();
  return folder;
}

/** Issues what stands on the page, whatever is missing. */
async function issue(page: Page, button: string, number: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click(slow);
  const dialog = page.getByRole('dialog');
  const reason = dialog.getByLabel('带缺项出件的理由');
  const confirm = dialog.getByRole('button', { name: /^(带缺项)?出件$/ });
  await expect(confirm).toBeVisible(slow);
  if (await reason.isVisible()) await reason.fill('先报后补');
  await confirm.click();
  await expect(page.getByText(number).first()).toBeVisible(slow);
}
const fillDay = async (page: Page, label: string) => {
  await page.getByLabel(label).fill(today);
  await page.keyboard.press('Tab');
};

test('papers go to an authority as it wants them, come back with a reason, and go out anew with what differs', async () => {
  test.setTimeout(600_000);
  const workspace = await prepared();
  const { app, page, errors, close } = await launch({ workspace });
  await page.setViewportSize({ width: 1366, height: 768 });
  const pack = async (file: string) => {
    await saveInDialog(app, file);
    await page.getByRole('button', { name: '生成送件包' }).click(slow);
    await expect(page.getByText(/^包内 \d 个文件$/)).toBeVisible({ timeout: 180_000 });
    await page.getByRole('button', { name: '登记 2 件已报送' }).click();
    await page.getByRole('dialog').getByLabel('报送方式').fill('窗口递交');
    await page.getByRole('dialog').getByRole('button', { name: '登记' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0, slow);
  };
  try {
    await test.step('whom papers go to, and what it wants', async () => {
      await goTo(page, '报送');
      await goTo(page, '接收单位');
      await page.getByRole('button', { name: '新增接收单位' }).first().click();
      await page.getByLabel('全称').fill(authority);
      await page.keyboard.press('Control+s');
      await page.getByRole('button', { name: '写报送要求' }).click(slow);
      await page.getByRole('checkbox', { name: 'F07 安全风险分级管控清单', exact: true }).click();
      await page.getByRole('checkbox', { name: '手机号', exact: true }).check();
      await page.keyboard.press('Control+s');
      await expect(page.getByText(/F07 · 函 · 遮盖手机号/)).toBeVisible(slow);
    });

    await test.step('a paper is issued for it, and says what is left out', async () => {
      await goTo(page, '报送件');
      await page.getByRole('button', { name: '送件包' }).click();
      await page.getByRole('button', { name: '返回上一级' }).click();
      await page.getByRole('button', { name: '出件：安全风险分级管控清单' }).click();
      await page.getByRole('button', { name: `用“${authority}”` }).click(slow);
      await fillDay(page, '编制日期');
      await page.getByRole('button', { name: '出件', exact: true }).click(slow);
      await expect(page.getByRole('dialog').getByText(`已按“${authority}”的要求隐去：手机号`)).toBeVisible(slow);
      await page.getByRole('dialog').getByRole('button', { name: '看隐去后的预览' }).click();
      await issue(page, '出件', `F07-${year}-001`);
    });

    await test.step('it goes out with its letter', async () => {
      await page.getByRole('button', { name: '返回上一级' }).click();
      await page.getByRole('button', { name: '送件包' }).click();
      await page.getByLabel('按接收单位的要求').selectOption({ label: `${authority} · 报送要求` });
      await fillDay(page, '成文日期');
      await page.getByLabel('联系人', { exact: true }).fill('王安全');
      await page.keyboard.press('Tab');
      await page.getByLabel('电话', { exact: true }).fill('0472-2345678');
      await issue(page, '出函', `F40-${year}-001`);
      await pack(path.join(scratch, '一.zip'));
      const text = await inBytes(await readFile(path.join(scratch, '一.zip')));
      expect(text).toContain('139****5678');
      expect(text).not.toContain('13912345678');
    });

    await test.step('it is signed for, and comes back with a reason', async () => {
      await goTo(page, '报送记录');
      await page.getByRole('gridcell', { name: `BS-${year}-001` }).click();
      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: '登记进度' }).click();
      await dialog.getByLabel('到了哪一步').selectOption('已签收');
      await dialog.getByLabel('接收人').fill('刘科长');
      await dialog.getByRole('button', { name: '登记' }).click();
      await expect(dialog).toHaveCount(0, slow);
      // Nothing but a return can follow.
      await page.getByRole('button', { name: '登记进度' }).click();
      await dialog.getByLabel('退回原因').selectOption('数据不符');
      await dialog.getByRole('button', { name: '登记' }).click();
      await expect(dialog).toHaveCount(0, slow);
      await page.getByRole('link', { name: '先换版' }).click(slow);
    });

    await test.step('the new version starts from the old one and goes out with a new letter', async () => {
      await page.getByRole('button', { name: '换版', exact: true }).click(slow);
      await expect(page.getByText(/被.*退回/).first()).toBeVisible(slow);
      await fillDay(page, '编制日期');
      await issue(page, '换版出件', `F07-${year}-002`);
      await goTo(page, '报送记录');
      await page.getByRole('gridcell', { name: `BS-${year}-001` }).click();
      await page.getByRole('button', { name: '换函重报' }).click(slow);
      await expect(page.getByLabel('联系人', { exact: true })).toHaveValue('王安全', slow);
      await fillDay(page, '成文日期');
      await issue(page, '换版出件', `F40-${year}-002`);
      await pack(path.join(scratch, '二.zip'));
    });

    await test.step('what differs is told, and the records follow each other', async () => {
      await goTo(page, '报送件');
      await page.goto(page.url().replace(/#.*/, '#/filing/F07'));
      await page.getByRole('tab', { name: '与上次报送比较' }).click(slow);
      await expect(page.getByText('新增 0 条，减少 0 条，变更 0 条。')).toBeVisible(slow);
      const file = openFile(workspace);
      expect(file.prepare('SELECT number, state FROM filing WHERE code <> ? ORDER BY number').all('F41')).toEqual([
        { number: `F07-${year}-001`, state: 'replaced' },
        { number: `F07-${year}-002`, state: 'sent' },
        { number: `F40-${year}-001`, state: 'replaced' },
        { number: `F40-${year}-002`, state: 'sent' },
      ]);
      expect(file.prepare('SELECT no, way, previousId IS NOT NULL AS follows FROM submission ORDER BY no').all()).toEqual([
        { no: `BS-${year}-001`, way: '窗口递交', follows: 0 },
        { no: `BS-${year}-002`, way: '窗口递交', follows: 1 },
      ]);
      file.close();
    });
    expect(errors).toEqual([]);
  } finally {
    await close();
  }
});
