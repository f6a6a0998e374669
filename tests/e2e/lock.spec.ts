import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { attachmentFile, thumbnailFile, workspacePaths } from '../../electron/workspace/paths';
import { test } from './desk';

for (const sign of ['lock-screen', 'suspend'] as const) {
  test(`at ${sign} of the system nothing of the workspace is shown until the password is given, and what was typed is kept`, async ({
    desk: { app, page, workspace, asked, signIn },
  }) => {
    const { attachments, thumbnails } = workspacePaths(workspace);
    const name = 'b'.repeat(64);
    for (const file of [attachmentFile(attachments, name), thumbnailFile(thumbnails, name)]) {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, 'bytes');
    }
    const paper = (await asked()).find((url) => url.startsWith('app://paper/'))!;
    const statuses = () =>
      app.evaluate(
        async ({ net }, urls) => Promise.all(urls.map(async (url) => (await net.fetch(url)).status)),
        [paper, `app://attachment/${name}`, `app://thumbnail/${name}`],
      );
    await page.goto('app://anze/index.html#/risk/new');
    const typed = `没写完的${sign}`;
    await page.getByRole('textbox', { name: '危险源', exact: false }).first().fill(typed);
    expect(await statuses()).toEqual([200, 200, 200]);

    await app.evaluate(({ powerMonitor }, event) => void powerMonitor.emit(event), sign);
    await expect(page.getByRole('heading', { name: '已锁定' })).toBeVisible();
    expect(await statuses()).toEqual([404, 404, 404]);
    await expect(page.getByText(typed)).toHaveCount(0);

    await signIn();
    await page.goto('app://anze/index.html#/risk/new');
    await expect(page.getByRole('textbox', { name: '危险源', exact: false }).first()).toHaveValue(typed);
    expect(await statuses()).toEqual([200, 200, 200]);
  });
}
