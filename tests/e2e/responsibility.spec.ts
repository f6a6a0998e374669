import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { fillIn } from '../support/appraisalSheets';
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

test('from the people sheet of a personnel office to 200 signed letters and a closed assessment', async () => {
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

    await test.step('a quarter is assessed: everybody by themselves, then checked, one loses points for a reason', async () => {
      await goTo(page, '责任制考核');
      await page.getByRole('button', { name: '开展考核' }).first().click();
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByText(/^将考核 208 人/)).toBeVisible(slow);
      await dialog.getByRole('button', { name: '开展', exact: true }).click();
      await expect(page.getByText('已生成 208 份考核表')).toBeVisible(slow);
      await chooseInDialog(app, [scratch]);
      await page.getByRole('button', { name: '发给部门填' }).click();
      await dialog.getByText('合成一个文件').click();
      await dialog.getByRole('button', { name: /^选择文件夹并写出/ }).click();
      await expect(page.getByText('已写出 1 个文件，208 人')).toBeVisible(slow);
      const sent = path.join(
        scratch,
        (await readdir(scratch)).find((name) => name.endsWith('考核表.xlsx'))!,
      );
      const filled = await fillIn(sent, path.join(scratch, '交回.xlsx'), { '王建国 1': { 自评说明: '按要求办理', 自评得分: '满分' } });
      await chooseInDialog(app, [filled]);
      await page.getByRole('button', { name: '收回…' }).click();
      await page.getByRole('button', { name: '收回 1 项' }).click(slow);
      await expect(page.getByText('已收回 1 人的 1 项')).toBeVisible(slow);
      await page.getByRole('checkbox', { name: '选择全部' }).click();
      await page.getByRole('button', { name: '自评满分' }).click();
      await expect(page.getByText(/人没有自评的条目已按标准分填写/)).toBeVisible(slow);
      await page.getByRole('checkbox', { name: '选择全部' }).click();
      await page.getByRole('button', { name: '按自评考核' }).click();
      await expect(page.getByText(/^已按自评考核 208 人/)).toBeVisible(slow);
      await page.getByRole('gridcell', { name: '王建国' }).first().click();
      await expect(page.getByText(/^标准分 100/)).toBeVisible(slow);
      const first = page.getByRole('row').nth(1);
      await first.getByRole('gridcell').nth(5).click();
      await page.keyboard.type('10');
      await page.keyboard.press('Enter');
      await first.getByRole('gridcell').nth(6).click();
      await page.keyboard.press('F2');
      await page.keyboard.type('两份清单未按时签发');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+s');
      await expect(page.getByText('已保存考核表')).toBeVisible(slow);
      await page.getByRole('button', { name: '返回' }).click();
    });

    await test.step('the quarter is closed and stays as it is', async () => {
      await page.getByRole('button', { name: '关闭本期' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '关闭本期' }).click();
      await expect(page.getByText('已关闭本期考核')).toBeVisible(slow);
      expect(counted('SELECT count(*) FROM appraisal WHERE check10 = full10')).toBe(207);
      expect(counted('SELECT count(*) FROM appraisalPeriod WHERE closedOn IS NOT NULL')).toBe(1);
    });
    expect(errors).toEqual([]);
    expect(counted('SELECT count(*) FROM person')).toBe(208);
  } finally {
    await close();
  }
});
