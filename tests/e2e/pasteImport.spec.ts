import { expect, test } from '@playwright/test';
import { launch } from '../support/electron';
import { newWorkspace } from '../support/workspace';
test('rows pasted on the pages of posts and people are looked at as an import; one that is looked at already stays', async () => {
  const workspace = await newWorkspace({ way: 'sample' });
  await workspace.host.close();
  const { app, page, close } = await launch({ workspace: workspace.folder });
  const paste = async (text: string) => {
    await app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text);
    await page.keyboard.press('ControlOrMeta+V');
  };
  const settled = async (button: string) => {
    await expect(page.getByRole('button', { name: button })).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  };
  await page.goto('app://anze/index.html#/post');
  await settled('导入岗位');
  await paste('岗位名称\t所属部门\t岗位层级\n试验工\t质量部\t员工\n探伤工\t质量部\t员工');
  await expect(page.getByText('导入岗位：预览')).toBeVisible({ timeout: 20_000 });
  // Another one while this is looked at.
  await page.goto('app://anze/index.html#/person');
  await settled('导入花名册');
  await paste('姓名\t部门\n张三\t质量部');
  await expect(page.getByText('另一份导入还在预览')).toBeVisible({ timeout: 10_000 });
  await page.getByRole('button', { name: /^导入 \d+ 条/ }).click();
  await expect(page.getByText('导入完成')).toBeVisible({ timeout: 20_000 });
  await page.goto('app://anze/index.html#/person');
  await settled('导入花名册');
  await paste('姓名\t部门\n张三三\t质量部');
  await expect(page.getByText('导入人员：预览')).toBeVisible({ timeout: 20_000 });
  await close();
});
