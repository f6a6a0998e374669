import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import { openPackage } from '../../electron/intake/zip';
import { openFile } from '../support/database';
import { chooseInDialog, goTo, importFiles, pdfText, pick, saveAs, saveInDialog, sheetText, today } from '../support/desktop';
import { launch } from '../support/electron';
import { riskLines, type RiskLine } from '../support/riskLines';
import { csvBytes } from '../support/csv';
import { registerGrid, registerXlsx } from '../support/workbooks';
import { newWorkspace } from '../support/workspace';

const enterprise = '包头市示范机械制造有限公司';
let scratch: string;
test.beforeEach(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'anze-主线 '));
});
test.afterEach(() => rm(scratch, { recursive: true, force: true }));

/** A register as it lies on a desk: titles above the head, a head in two rows, ditto marks, a wrong level, an impossible factor. */
const messy = (lines: readonly RiskLine[]): RiskLine[] =>
  lines.map((line, index) => ({
    ...line,
    l: index === 7 ? 4 : line.l,
    level: index === 1 ? ('low' as const) : line.level,
    hazardSource:
      index === 4 ? `${line.hazardSource}，操作人员未停机、未挂牌上锁即清理卡料或调整模具，现场照明不足、地面有油污` : line.hazardSource,
  }));

/** Issues the paper that is shown, with a reason where something is still missing. */
async function issue(page: Page, number: RegExp): Promise<void> {
  await page.getByLabel('编制日期').fill(today);
  await page.keyboard.press('Tab');
  await expect(page.getByText('没有填编制日期。')).toHaveCount(0);
  await page.getByRole('button', { name: '出件', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(`编制日期 ${today}`)).toBeVisible();
  const reason = dialog.getByLabel('带缺项出件的理由');
  if (await reason.isVisible()) await reason.fill('接收单位催报，待补项月底前补齐');
  await dialog.getByRole('button', { name: /^(带缺项)?出件$/ }).click();
  await expect(page.getByRole('region', { name: '历史' }).getByText(number)).toBeVisible();
}

test('from the first start to the package: import, round, papers', async () => {
  test.setTimeout(300_000);
  const lines = messy(riskLines(40));
  const register = path.join(scratch, '机加工车间 风险分级管控清单.xlsx');
  const list = path.join(scratch, '动力.csv');
  await writeFile(
    register,
    await registerXlsx(lines, {
      titleRow: true,
      factsRow: true,
      twoRowHead: true,
      remarks: true,
      emptyColumns: true,
      ditto: true,
      dates: 'mixed',
      endRows: true,
    }),
  );
  await writeFile(list, csvBytes(registerGrid(riskLines(12, 40)).rows, 'gbk'));
  const place = path.join(scratch, '工作区');
  await mkdir(place);

  const { app, page, errors, close } = await launch();
  try {
    await test.step('a new workspace asks for three things only', async () => {
      await page.getByLabel('企业名称').fill(enterprise);
      await pick(page, '所在地区', '包头', /包头市/);
      await pick(page, '行业大类', '机械', /机械/);
      await chooseInDialog(app, [place]);
      await page.getByRole('button', { name: '更改位置…' }).click();
      await expect(page.getByText(place, { exact: false }).first()).toBeVisible();
      await page.getByRole('button', { name: /^导入旧表开始/ }).click();
      await expect(page.getByRole('heading', { name: '导入', exact: true })).toBeVisible({ timeout: 30_000 });
    });
    const workspace = path.join(place, enterprise);

    await test.step('a messy register and a csv are looked at, then imported', async () => {
      await importFiles(app, page, [register, list]);
      await expect(page.getByText(/^您的表里有 1 处等级与得分不符/)).toBeVisible();
      await expect(page.getByText('2 张表共 52 条风险：新增 51、变化 0、未变 0、退回 1。')).toBeVisible();
      await page.getByRole('tab', { name: /^退回/ }).click();
      await expect(page.getByText(/没有 4 这一档，只能取 10、6、3、1、0\.5、0\.2、0\.1/)).toBeVisible();
      await page.getByRole('tab', { name: /表和列/ }).click();
      await expect(page.getByText(/表头在第 3–4 行/)).toBeVisible();
      await page.getByRole('button', { name: '导入 51 条' }).click();
      await expect(page.getByText('已导入 51 条风险。')).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText('新增 51、更新 0、未变 0、退回 1。')).toBeVisible();
    });

    await test.step('the register shows them', async () => {
      await page.getByRole('button', { name: '到清单里看这些风险、批量补填' }).click();
      await expect(page.getByRole('heading', { name: '安全风险分级管控清单' })).toBeVisible();
      await expect(page.getByText('共 51 条')).toBeVisible();
      const file = openFile(workspace);
      expect(file.prepare('SELECT count(*) FROM risk').pluck().get()).toBe(51);
      expect(file.prepare(`SELECT score100, level, ownerText FROM risk WHERE hazardSource LIKE '%停机%'`).get()).toEqual({
        score100: 90_000,
        level: 'major',
        ownerText: '李秀兰',
      });
      file.close();
    });

    await test.step('a round is opened with its team', async () => {
      await goTo(page, '评估轮次');
      await page.getByRole('button', { name: '新开一轮' }).first().click();
      for (const [row, name] of ['郭宏志', '席卫国'].entries()) {
        await page.getByRole('button', { name: '加一人' }).click();
        await page.getByLabel(`第 ${row + 1} 人的姓名`).fill(name);
        await page.keyboard.press('Tab');
      }
      await page.getByRole('checkbox', { name: '席卫国是职工代表' }).check();
      await page.getByRole('button', { name: '开始这一轮' }).click();
      await expect(page.getByRole('tab', { name: '逐条确认' })).toBeVisible();
      await expect(page.getByText('共 51 条')).toBeVisible();
    });

    await test.step('one risk is raised by keyboard, the rest confirmed, the round closed', async () => {
      await page.getByRole('gridcell', { name: '低', exact: true }).first().click();
      await page.getByRole('button', { name: '修改这条风险' }).click();
      await page.getByRole('combobox', { name: '后果 C' }).fill('40');
      await expect(page.getByRole('option', { name: /^40/ })).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+s');
      await expect(page.getByText('风险已保存')).toBeVisible();
      await page.getByRole('button', { name: '返回评估轮次' }).click();
      await page.getByRole('button', { name: /^确认全部待确认/ }).click();
      const confirm = page.getByRole('dialog');
      await confirm.getByLabel('确认人').fill('郭宏志');
      await page.keyboard.press('Escape');
      await confirm.getByRole('button', { name: /^确认 \d+ 条$/ }).click();
      await expect(confirm).toHaveCount(0);
      await page.getByRole('button', { name: '关闭本轮' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '关闭并定格' }).click();
      await expect(page.getByText(/内容只供查看/)).toBeVisible();
    });

    const saved: Record<string, Buffer> = {};
    await test.step('F07, F10 and the sign-off sheet are issued and saved', async () => {
      await goTo(page, '报送');
      await goTo(page, '报送件');
      await page.getByRole('button', { name: '出件：安全风险分级管控清单' }).click();
      await expect(page.getByRole('img', { name: /^第 1 页，共 \d+ 页$/ }).locator('canvas')).toBeVisible({ timeout: 30_000 });
      await page.getByLabel('填报人').fill('郭宏志');
      await page.keyboard.press('Tab');
      await issue(page, /^F07-\d{4}-001$/);
      saved['F07.xlsx'] = await saveAs(app, page, 'Excel', path.join(scratch, 'F07.xlsx'));
      saved['F07.pdf'] = await saveAs(app, page, 'PDF', path.join(scratch, 'F07.pdf'));
      await page.getByRole('button', { name: '返回上一级' }).click();
      await page.getByRole('button', { name: '出件：季度风险评估报告' }).click();
      await issue(page, /^F10-\d{4}-001$/);
      saved['F10.docx'] = await saveAs(app, page, 'Word', path.join(scratch, 'F10.docx'));
      await page.getByRole('button', { name: '返回上一级' }).click();
      await page.getByRole('button', { name: '出件：评审会签单' }).click();
      await issue(page, /^HQ-\d{4}-001$/);
      saved['signoff.pdf'] = await saveAs(app, page, 'PDF', path.join(scratch, '会签单.pdf'));
      await page.getByRole('button', { name: '登记进度' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '登记' }).click();
      await expect(page.getByRole('list', { name: '报送进度' }).getByText(`已签 ${today}`)).toBeVisible();
    });

    await test.step('the package goes out with its letter', async () => {
      await page.getByRole('button', { name: '返回上一级' }).click();
      await page.getByRole('button', { name: '送件包' }).click();
      await page.getByLabel('收件单位').fill('包头市昆都仑区应急管理局');
      await page.keyboard.press('Tab');
      await page.getByLabel('成文日期').fill(today);
      await page.keyboard.press('Tab');
      await page.getByLabel('发文字号').fill('示范安〔2026〕12号');
      await page.getByLabel('联系人', { exact: true }).fill('王安全');
      await page.keyboard.press('Tab');
      await page.getByLabel('电话', { exact: true }).fill('0472-2345678');
      await expect(page.getByRole('document', { name: '报送函预览' }).locator('canvas').first()).toBeVisible({ timeout: 30_000 });
      await page.getByRole('button', { name: '出函', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: '出件' }).click();
      const file = path.join(scratch, '送件包.zip');
      await saveInDialog(app, file);
      await page.getByRole('button', { name: '生成送件包' }).click();
      await expect(page.getByText(/^包内 6 个文件$/)).toBeVisible({ timeout: 120_000 });
      saved['zip'] = await readFile(file);
      await expect(page.getByText(createHash('sha256').update(saved['zip']).digest('hex'))).toBeVisible();
    });

    await test.step('what was produced says what was done', async () => {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(saved['F07.xlsx'] as never);
      expect(workbook.worksheets.length).toBeGreaterThanOrEqual(2);
      expect(sheetText(workbook.worksheets[0]!)).toContain(enterprise);
      const rows = workbook.worksheets.map(sheetText).join('\n');
      for (const line of lines.filter((_, index) => index !== 7).slice(0, 10)) expect(rows).toContain(line.hazardSource);
      expect(rows).not.toContain(lines[7]!.hazardSource);
      expect(pdfText(saved['F07.pdf']!)).toContain('安全风险分级管控清单汇总表');
      const docx = await openPackage(new Uint8Array(saved['F10.docx']!), 'F10.docx');
      const report = (await docx.read('word/document.xml')).toString('utf8').replaceAll(/<[^>]+>/g, '');
      expect(report).toContain('安全风险评估报告');
      expect(report).toContain('席卫国');
      expect(pdfText(saved['signoff.pdf']!)).toContain('安全风险评估评审会签单');

      const zip = await openPackage(new Uint8Array(saved['zip']!), '送件包.zip');
      const [letter, contents] = zip.names;
      expect([letter, contents]).toEqual(['01-报送函.pdf', '02-目录.pdf']);
      const sums = (await zip.read('校验/SHA256SUMS.txt'))
        .toString('utf8')
        .trim()
        .split('\n')
        .map((line) => line.split('  '));
      expect(sums.map(([, name]) => name)).toEqual(zip.names.filter((name) => !name.startsWith('校验/')));
      for (const [sum, name] of sums)
        expect(
          createHash('sha256')
            .update(await zip.read(name!))
            .digest('hex'),
          name,
        ).toBe(sum);
      const kept = zip.names.find((name) => name.startsWith('03-') && name.endsWith('.xlsx'));
      expect((await zip.read(kept!)).equals(saved['F07.xlsx']!)).toBe(true);
    });

    await test.step('and so do the rows', async () => {
      const file = openFile(workspace);
      expect(file.prepare('SELECT number, state, addressee FROM filing ORDER BY createdAt').all()).toEqual([
        { number: `F07-${today.slice(0, 4)}-001`, state: 'issued', addressee: '' },
        { number: `F10-${today.slice(0, 4)}-001`, state: 'issued', addressee: '' },
        { number: `HQ-${today.slice(0, 4)}-001`, state: 'signed', addressee: '' },
        { number: `F40-${today.slice(0, 4)}-001`, state: 'issued', addressee: '包头市昆都仑区应急管理局' },
      ]);
      expect(file.prepare(`SELECT status, (SELECT count(*) FROM roundRisk WHERE state = 'changed') AS changed FROM round`).all()).toEqual([
        { status: 'closed', changed: 1 },
      ]);
      for (const { name, sha256 } of file.prepare('SELECT name, sha256 FROM filingFile').all() as { name: string; sha256: string }[])
        expect(
          createHash('sha256')
            .update(await readFile(path.join(workspace, 'filings', name)))
            .digest('hex'),
          name,
        ).toBe(sha256);
      file.close();
    });
    expect(errors).toEqual([]);
  } finally {
    await close();
  }
});

test('an import is taken back in one step, and brought again', async () => {
  const workspace = await newWorkspace({ today });
  await workspace.host.close();
  const register = path.join(scratch, '装配车间.xlsx');
  await writeFile(register, await registerXlsx(riskLines(30), { titleRow: true, levels: 'roman', dates: 'chinese' }));
  const { app, page, errors, close } = await launch({ workspace: workspace.folder });
  const stored = () => {
    const file = openFile(workspace.folder);
    const counts = file
      .prepare(
        'SELECT (SELECT count(*) FROM risk) AS risks, (SELECT count(*) FROM riskPoint) AS points, (SELECT count(*) FROM department) AS departments, (SELECT count(*) FROM intakeRun) AS runs',
      )
      .get();
    file.close();
    return counts;
  };
  try {
    const before = stored();
    await goTo(page, '导入');
    await importFiles(app, page, [register]);
    await page.getByRole('button', { name: '导入 30 条' }).click();
    await expect(page.getByText('已导入 30 条风险。')).toBeVisible({ timeout: 30_000 });
    expect(stored()).toMatchObject({ risks: 30, points: 8, runs: 1 });

    await page.getByRole('button', { name: '撤销这次导入' }).click();
    await expect(page.getByText('这次导入已撤销，一切回到导入之前。')).toBeVisible();
    expect(stored()).toEqual(before);

    await page.getByRole('button', { name: /^重做/ }).first().click();
    await expect(page.getByText('已导入 30 条风险。')).toBeVisible();
    expect(stored()).toMatchObject({ risks: 30, points: 8, runs: 1 });

    await page.getByRole('button', { name: '再导入' }).click();
    await expect(page.getByRole('table', { name: '导入记录' }).getByText('装配车间.xlsx')).toBeVisible();
    await importFiles(app, page, [register]);
    await expect(page.getByText('1 张表共 30 条风险：新增 0、变化 0、未变 30、退回 0。')).toBeVisible();
    expect(errors).toEqual([]);
  } finally {
    await close();
  }
});
