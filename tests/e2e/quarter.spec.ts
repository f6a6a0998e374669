import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { openFile } from '../support/database';
import { chooseInDialog, goTo, today } from '../support/desktop';
import { launch } from '../support/electron';
import { riskLines } from '../support/riskLines';
import { fillSheet } from '../support/roundSheets';
import { registerXlsx } from '../support/workbooks';
import { newWorkspace } from '../support/workspace';

const slow = { timeout: 30_000 };
const lines = riskLines(24);
let scratch: string;
test.beforeEach(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'anze-季度 '));
});
test.afterEach(() => rm(scratch, { recursive: true, force: true }));

/** A workspace with the register of three departments, FX-0001 to FX-0024. */
async function imported(): Promise<string> {
  const { call, host, folder } = await newWorkspace({ today });
  const register = path.join(scratch, '风险清单.xlsx');
  await writeFile(register, await registerXlsx(lines));
  const { sessionId } = await call('intake.plan', { subject: 'risk', files: [register] });
  await call('intake.commit', { sessionId });
  await host.close();
  return folder;
}

/** The register of the quarter before: two levels were others, one risk was not there yet, one has gone since. */
const before = [
  ...lines
    .filter((_, index) => index !== 20)
    .map((line) => (line.no === 6 ? { ...line, l: 10, e: 10, c: 15 } : line.no === 11 ? { ...line, l: 0.2 } : line))
    .map((line) => ({ ...line, level: '' as never, score: '' as never })),
  ...riskLines(1, 30),
];

const openRisk = async (page: Page, no: string) => {
  await goTo(page, '风险清单');
  await page.getByPlaceholder('搜索文字或拼音首字母').fill(no);
  await expect(page.getByText('共 1 条')).toBeVisible(slow);
  await page.getByRole('gridcell', { name: no, exact: true }).click();
};

test('a quarter goes out to the departments, comes back with conflicts, is closed and compared with the one before', async () => {
  test.setTimeout(300_000);
  const workspace = await imported();
  const out = path.join(scratch, '分发');
  await mkdir(out);
  const past = path.join(scratch, '上季度.xlsx');
  await writeFile(past, await registerXlsx(before));
  const stored = (no: string) => {
    const file = openFile(workspace);
    const row = file.prepare('SELECT level, c, directMajor FROM risk WHERE riskNo = ?').get(no);
    file.close();
    return row;
  };

  const { app, page, errors, close } = await launch({ workspace });
  await page.setViewportSize({ width: 1366, height: 768 });
  try {
    await test.step('a round is opened and its sheets go out', async () => {
      await goTo(page, '评估轮次');
      await page.getByRole('button', { name: '新开一轮' }).first().click();
      for (const [row, name] of ['王安全', '席卫国'].entries()) {
        await page.getByRole('button', { name: '加一人' }).click();
        await page.getByLabel(`第 ${row + 1} 人的姓名`).fill(name);
        await page.keyboard.press('Tab');
      }
      await page.getByRole('checkbox', { name: '席卫国是职工代表' }).check();
      await page.getByRole('button', { name: '开始这一轮' }).click();
      await page.getByRole('tab', { name: '分发收回' }).click();
      await page.getByRole('button', { name: '分发还没有发的 3 个部门…' }).click(slow);
      await page.getByLabel('收表人').fill('各车间主任');
      await chooseInDialog(app, [out]);
      await page.getByRole('button', { name: '选择文件夹并分发…' }).click();
      await expect(page.getByText('已分发，写出 3 个文件')).toBeVisible(slow);
    });

    await test.step('meanwhile somebody changes a risk here', async () => {
      await openRisk(page, 'FX-0004');
      await page.getByRole('combobox', { name: '后果 C' }).fill('15');
      await expect(page.getByRole('option', { name: /^15/ })).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+s');
      await expect(page.getByText('风险已保存')).toBeVisible(slow);
    });

    await test.step('the departments fill their sheets, not all of them rightly', async () => {
      const handed = (await readdir(out)).toSorted();
      expect(handed).toHaveLength(3);
      const file = (department: string) =>
        path.join(
          out,
          handed.find((name) => name.includes(department))!,
        );
      const ticked = (by: string) => ({ 确认无变化: '√', 确认人: by, 确认日期: today });
      await fillSheet(
        file('机加工车间'),
        path.join(scratch, '机加工 交回.xlsx'),
        [
          ['FX-0002', { 现C: 40, 变化说明: '增加一班', 确认人: '张建国', 确认日期: today }],
          ['FX-0003', { 现L: 0.5, 确认人: '张建国', 确认日期: today }],
          ['FX-0013', { 现L: 1, 变化说明: '已加装联锁', 复核人: '赵敏', 确认人: '张建国', 确认日期: today }],
          ['', { 风险点: '砂轮切割区', 危险源: '粉尘爆炸', 现L: 3, 现E: 6, 现C: 40, 确认人: '张建国', 确认日期: today }],
        ],
        ticked('张建国'),
      );
      await fillSheet(
        file('装配车间'),
        path.join(scratch, '装配 交回.xlsx'),
        [['', { 编号: 'FX-0001', 现C: 40, 变化说明: '装配也在用', 确认人: '李工', 确认日期: today }]],
        ticked('李工'),
      );
      await fillSheet(file('设备部'), path.join(scratch, '设备 交回.xlsx'), [], ticked('周师傅'));
    });

    await test.step('what came back is looked at, decided and taken in at once', async () => {
      await goTo(page, '评估轮次');
      await page.getByRole('button', { name: '继续进行中的一轮' }).click();
      await page.getByRole('tab', { name: '分发收回' }).click();
      await chooseInDialog(
        app,
        ['机加工', '装配', '设备'].map((name) => path.join(scratch, `${name} 交回.xlsx`)),
      );
      await page.getByRole('button', { name: '收回确认表…' }).click();
      await expect(page.getByText('3 个文件：无变化 19 条，有变化 2 条，冲突 2 条，新增 1 条，退回 1 处。还没有写入。')).toBeVisible(slow);
      expect(stored('FX-0002')).toMatchObject({ level: 'considerable' });
      const twice = page.getByRole('region', { name: 'FX-0001' });
      await twice.getByRole('radio', { name: /装配也在用/ }).click();
      await page
        .getByRole('region', { name: 'FX-0004' })
        .getByRole('radio', { name: /^确认无变化（按现在登记的内容收下）/ })
        .click();
      await expect(page.getByText('等级由一般降为低，要写明变化说明，并由确认人以外的人复核')).toBeVisible();
      await expect(page.getByRole('checkbox', { name: '登记“粉尘爆炸”' })).toBeChecked();
      await page.getByRole('button', { name: '收回 24 条' }).click();
      await expect(page.getByText('已收回。还剩冲突 0 条、退回 1 处没有收进来，核实后请再次收回。')).toBeVisible(slow);
      await page.getByRole('button', { name: '知道了' }).click();
      expect(stored('FX-0001')).toMatchObject({ level: 'major', c: 40 });
      expect(stored('FX-0002')).toMatchObject({ level: 'major', c: 40 });
      expect(stored('FX-0003')).toMatchObject({ level: 'general' });
      expect(stored('FX-0013')).toMatchObject({ level: 'general' });
    });

    await test.step('a level falls with a reason and a second person, and with nothing less', async () => {
      await page.getByRole('tab', { name: '逐条确认' }).click();
      await page.getByRole('gridcell', { name: 'FX-0003', exact: true }).click();
      await page.getByRole('button', { name: '修改这条风险' }).click();
      await page.getByRole('combobox', { name: '可能性 L' }).fill('0.5');
      await expect(page.getByRole('option', { name: /^0\.5/ })).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+s');
      const dialog = page.getByRole('dialog', { name: '1 条风险的等级降低' });
      await dialog.getByRole('button', { name: '确认降级并保存' }).click(slow);
      await expect(dialog.getByText('请填写降级理由')).toBeVisible();
      await dialog.getByLabel('降级理由').fill('气瓶已分库存放');
      await dialog.getByLabel('评价人').fill('张建国');
      await dialog.getByLabel('复核人').fill('张建国');
      await dialog.getByRole('button', { name: '确认降级并保存' }).click();
      await expect(dialog.getByText('复核人与评价人不能是同一人')).toBeVisible();
      expect(stored('FX-0003')).toMatchObject({ level: 'general' });
      await dialog.getByLabel('复核人').fill('赵敏');
      await dialog.getByRole('button', { name: '确认降级并保存' }).click();
      await expect(page.getByText('风险已保存')).toBeVisible(slow);
      expect(stored('FX-0003')).toMatchObject({ level: 'low' });
    });

    await test.step('a statutory hit cannot go down', async () => {
      await page.getByRole('button', { name: '设置', exact: true }).click();
      await page.getByRole('button', { name: '设置', exact: true }).last().click();
      await page.getByRole('checkbox', { name: '直接判定为重大风险（通行条款）' }).click();
      await openRisk(page, 'FX-0007');
      const direct = page.getByRole('checkbox', { name: '不看分值，直接判定为重大风险' });
      await direct.check();
      await page.getByLabel('判定条款').click();
      await page.getByRole('option', { name: /构成危险化学品重大危险源（法定）/ }).click();
      await page.keyboard.press('Control+s');
      await expect(page.getByText('风险已保存')).toBeVisible(slow);
      expect(stored('FX-0007')).toMatchObject({ level: 'major' });
      await direct.uncheck();
      await page.keyboard.press('Control+s');
      await expect(page.getByText('请写明情形消除的日期')).toBeVisible(slow);
      expect(stored('FX-0007')).toMatchObject({ level: 'major', directMajor: 1 });
      await direct.check();
      await page.keyboard.press('Control+s');
      await expect(page.getByText('请写明情形消除的日期')).toHaveCount(0);
    });

    await test.step('the round is closed', async () => {
      await goTo(page, '评估轮次');
      await page.getByRole('button', { name: '继续进行中的一轮' }).click();
      await page.getByRole('button', { name: '关闭本轮' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '关闭并定格' }).click();
      await expect(page.getByText(/内容只供查看/)).toBeVisible(slow);
    });

    await test.step('the quarter before is entered and compared', async () => {
      await page.getByRole('button', { name: '返回上一级' }).click();
      await page.getByRole('button', { name: '补录以往轮次' }).click();
      await chooseInDialog(app, [past]);
      await page.getByRole('button', { name: '选择当时的清单' }).click();
      await expect(page.getByText('读出 24 条风险')).toBeVisible(slow);
      await page.getByRole('button', { name: '补录 24 条' }).click();
      await expect(page.getByText('已补录 24 条风险')).toBeVisible(slow);
      await page.getByRole('button', { name: '返回上一级' }).click();
      await page.getByRole('button', { name: '比较两轮' }).click();
      for (const [comparison, value] of [
        ['升级', 3],
        ['降级', 3],
        ['新增', 2],
        ['消除', 1],
      ] as const)
        await expect(page.getByRole('button', { name: new RegExp(`^${comparison}.*${value}$`, 's') })).toBeVisible(slow);
      await page.getByRole('tab', { name: '变化明细（9 条）' }).click();
      await expect(page.getByText('共 9 条')).toBeVisible(slow);
    });

    await test.step('and the chain of the records holds', async () => {
      await goTo(page, '操作记录');
      await page.getByRole('button', { name: '现在核对' }).click();
      await expect(page.getByText(/^完整：\d+ 条记录前后相连，没有被改动。$/)).toBeVisible(slow);
    });
    expect(errors).toEqual([]);
  } finally {
    await close();
  }
});
