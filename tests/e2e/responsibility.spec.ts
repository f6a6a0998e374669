import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { openFile } from '../support/database';
import { chooseInDialog, goTo, importFiles, pick } from '../support/desktop';
import { launch } from '../support/electron';
import { staffRows } from '../support/staff';
import { plainXlsx } from '../support/workbooks';

const enterprise = '北方机械有限公司';
const slow = { timeout: 60_000 };
let scratch: string;
test.beforeEach(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'anze-全员 '));
});
test.afterEach(() => rm(scratch, { recursive: true, force: true }));

test('from the people sheet of a personnel office to 200 signed letters', async () => {
  test.setTimeout(400_000);
  const people = path.join(scratch, '花名册.xlsx');
  await writeFile(people, await plainXlsx(staffRows()));
  const place = path.join(scratch, '工作区');
  await mkdir(place);
  const workspace = path.join(place, enterprise);
  const counted = (sql: string): unknown => {
    const file = openFile(workspace);
    const value = file.prepare(sql).pluck().get();
    file.close();
    return value;
  };
  const { app, page, errors, close } = await launch();
  await page.setViewportSize({ width: 1366, height: 768 });
  try {
    await test.step('all people come in with their departments and posts', async () => {
      await page.getByLabel('企业名称').fill(enterprise);
      await pick(page, '所在地区', '包头', /包头市/);
      await pick(page, '行业大类', '机械', /机械/);
      await chooseInDialog(app, [place]);
      await page.getByRole('button', { name: '更改位置…' }).click();
      await page.getByRole('button', { name: /^导入旧表开始/ }).click();
      await page.getByRole('radiogroup', { name: '导入什么' }).getByText('人员').click(slow);
      await importFiles(app, page, [people]);
      await page.getByRole('button', { name: '导入 208 条' }).click();
      await expect(page.getByText('已导入 208 人。')).toBeVisible(slow);
    });

    await test.step('every post gets its list from the library; what it does not know is told', async () => {
      await goTo(page, '责任');
      await goTo(page, '责任清单');
      await page.getByRole('button', { name: '从职责库套用…' }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^套用 \d+ 个$/ })
        .click();
      await expect(page.getByText(/^已从职责库编成 \d+ 份草稿/)).toBeVisible(slow);
    });

    await test.step('all are approved, posted and taken note of at once', async () => {
      const all = page.getByRole('checkbox', { name: '选择全部' });
      await all.click();
      await page.getByRole('button', { name: '批准…' }).click();
      await page.getByRole('dialog').getByLabel('批准人').fill('王建国');
      await page.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click();
      await expect(page.getByText(/^已批准 \d+ 份责任清单/)).toBeVisible(slow);
      await page.getByRole('button', { name: '公示…' }).click();
      await page.getByRole('dialog').getByLabel('公示地点').fill('厂区公告栏');
      await page.getByRole('dialog').getByRole('button', { name: '登记公示' }).click();
      await expect(page.getByText(/^已登记 \d+ 份清单的公示/)).toBeVisible(slow);
      await page.getByRole('button', { name: '签收…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '登记签收' }).click();
      await expect(page.getByText(/^已登记 \d+ 人签收/)).toBeVisible(slow);
    });

    await test.step('one run makes a letter for everybody; handed out, then signed', async () => {
      await goTo(page, '责任书');
      await page.getByRole('button', { name: '年度指标' }).click();
      await page.getByRole('button', { name: '责任书', exact: true }).last().click();
      await page.getByRole('button', { name: '生成责任书' }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('甲方签发人').fill('王建国');
      await dialog.getByLabel('职务').fill('总经理');
      await expect(dialog.getByText(/^将生成 208 份/)).toBeVisible(slow);
      await dialog.getByRole('button', { name: '生成', exact: true }).click();
      await expect(page.getByText('已生成 208 份责任书')).toBeVisible(slow);
      await page.getByRole('checkbox', { name: '选择全部' }).click();
      await page.getByRole('button', { name: '登记签订' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '登记签订' }).click();
      await expect(page.getByText('已登记', { exact: true })).toBeVisible(slow);
      expect(counted(`SELECT count(*) FROM letter WHERE state = 'signed'`)).toBe(208);
    });

    expect(errors).toEqual([]);
    expect(counted('SELECT count(*) FROM person')).toBe(208);
  } finally {
    await close();
  }
});
