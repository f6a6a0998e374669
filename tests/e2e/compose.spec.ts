import { expect, test, type CDPSession, type Locator } from '@playwright/test';
import { openFile } from '../support/database';
import { launch, type Launched } from '../support/electron';
import { newWorkspace } from '../support/workspace';

const duty = { id: null, frequency: '每次作业', evidence: '动火作业记录', criteria: '缺一次扣5分', standard10: 500, legalBasis: '' };
const list = { scope: '本岗位', criteria: '按条考核', preparedBy: '', reviewedBy: '', remark: '' };

let launched: Launched;
let folder: string;
let input: CDPSession;
const sheets = { duties: '', scores: '' };

test.beforeAll(async () => {
  const workspace = await newWorkspace({ way: 'sample' });
  folder = workspace.folder;
  const { call } = workspace;
  const post = { isSpecialOperation: false, isLeader: false, level: '' as const, isHazardExposed: false, validFrom: '2025-01-01' };
  const file = openFile(folder);
  const departmentId = file.prepare('SELECT id FROM department').pluck().get() as string;
  file.close();
  const { value: welder } = await call('post.create', { draft: { ...post, name: '试焊工', departmentId } });
  const duties = ['焊接前清除可燃物。', '作业结束后检查余火。'].map((text) => ({ ...duty, text }));
  await call('responsibility.save', { id: null, revision: null, owner: { postId: welder.id }, draft: { ...list, duties } });
  sheets.duties = `/responsibility/${welder.id}`;
  const draft = { name: '三季度考核', kind: 'quarter' as const, fromOn: '2026-07-01', toOn: '2026-09-30', isOfLeaders: false };
  const { value: period } = await call('appraisal.open', { draft });
  const { rows } = await call('appraisal.list', { periodId: period.periodId });
  sheets.scores = `/appraisal/${period.periodId}/${rows[0]!.id}`;
  await workspace.host.close();
  launched = await launch({ workspace: folder });
  input = await launched.page.context().newCDPSession(launched.page);
});
test.afterAll(() => launched.close());

/** A key that the input method takes for itself, as Windows tells of it. */
async function press(code: string): Promise<void> {
  const key = { key: 'Process', code, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
  await input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
  await input.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}
/** What is composed so far. */
const compose = (text: string) => input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
const commit = (text: string) => input.send('Input.insertText', { text });

/** The cell of a column in the first row. */
async function cellOf(grid: Locator, column: string): Promise<Locator> {
  const titles = await grid.getByRole('columnheader').allInnerTexts();
  const first = grid.locator('[data-row="0"]');
  const cells = await first.getByRole('gridcell').count();
  return first.getByRole('gridcell').nth(titles.findIndex((title) => title.trim() === column) + cells - titles.length);
}

for (const { name, at, column } of [
  { name: 'the sheet of a list of duties', at: () => sheets.duties, column: '履职频次' },
  { name: 'an assessment sheet', at: () => sheets.scores, column: '扣分原因' },
  { name: 'the register of risks', at: () => '/risk', column: '危险源' },
])
  test(`an input method writes into ${name}`, async () => {
    const { page, errors } = launched;
    await page.goto(`app://anze/index.html#${at()}`);
    const grid = page.getByRole('grid');
    await expect(grid.locator('[data-row="0"]:not([aria-busy])')).toBeVisible();
    const cell = await cellOf(grid, column);
    const before = await cell.innerText();
    const field = grid.getByRole('textbox', { name: column });
    await grid.focus();
    await page.keyboard.press('Home');
    for (let step = 0; step < 12 && (await cell.getAttribute('data-active')) === null; step += 1) await page.keyboard.press('ArrowRight');
    await expect(cell).toHaveAttribute('data-active', 'true');

    await test.step('what is composed stands in the cell, alone', async () => {
      await press('KeyZ');
      await compose('zhong');
      await expect(cell).toHaveText('zhong');
      await compose('zhong guo');
      await expect(cell).toHaveText('zhong guo');
    });

    await test.step('keys of the input method neither keep nor give up the cell', async () => {
      for (const code of ['Enter', 'Escape', 'ArrowDown', 'Tab']) await press(code);
      await expect(cell).toHaveText('zhong guo');
      await expect(cell).toHaveAttribute('data-active', 'true');
    });

    await test.step('what is chosen is in the field, behind it goes on', async () => {
      await commit('中国');
      await expect(field).toHaveValue('中国');
      await expect(field).toBeFocused();
      await press('KeyA');
      await compose('an');
      await expect(field).toHaveValue('中国an');
      for (const code of ['Enter', 'Escape']) await press(code);
      await expect(field).toHaveValue('中国an');
      await commit('安');
      await expect(field).toHaveValue('中国安');
      await page.keyboard.press('Enter');
      await expect(field).toHaveCount(0);
      await expect(cell).toHaveText('中国安');
    });

    await test.step('Ctrl+Z brings back what was there, Ctrl+Y what was written', async () => {
      await page.keyboard.press('Control+z');
      await expect(cell).toHaveText(before);
      await page.keyboard.press('Control+y');
      await expect(cell).toHaveText('中国安');
      await page.keyboard.press('Control+z');
      await expect(cell).toHaveText(before);
    });

    await test.step('a word given up leaves the cell as it was', async () => {
      await page.keyboard.press('ArrowUp');
      await press('KeyZ');
      await compose('z');
      await expect(cell).toHaveText('z');
      await compose('');
      await commit('');
      await expect(cell).toHaveText(before);
      await expect(grid).toBeFocused();
    });
    expect(errors).toEqual([]);
  });
