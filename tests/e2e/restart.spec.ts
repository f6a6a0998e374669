import { expect, test } from '@playwright/test';
import { launch, type Launched } from '../support/electron';
import { newWorkspace } from '../support/workspace';

let anze: Launched;
test.beforeAll(async () => {
  const workspace = await newWorkspace({ way: 'sample' });
  await workspace.host.close();
  anze = await launch({ workspace: workspace.folder });
});
test.afterAll(() => anze.close());

const engines = () =>
  anze.app.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ name }) => name === 'anze-engine')
      .map(({ pid }) => pid),
  );

/** Ends the engine as a crash would, and returns once another one runs, if one is expected. */
async function killEngine(isStartedAgain = true): Promise<void> {
  await expect.poll(engines).toHaveLength(1);
  const [pid] = await engines();
  process.kill(pid!, 'SIGKILL');
  await expect.poll(engines).not.toContain(pid);
  if (isStartedAgain) await expect.poll(engines).toHaveLength(1);
}

for (const [address, heading, settled = address] of [
  ['/', '今日'],
  ['/risk', '安全风险分级管控清单'],
  ['/risk/overdue', '安全风险分级管控清单', '/risk'],
  ['/round', '评估轮次'],
  ['/nowhere', '今日', '/'],
] as const) {
  test(`the page loads again at ${address}`, async () => {
    await anze.page.goto(`app://anze/index.html#${address}`);
    await anze.page.reload();
    await expect(anze.page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    // The next test goes on from here: an address that is still being renamed would take it back.
    await expect(anze.page).toHaveURL(`app://anze/index.html#${settled}`);
  });
}

test('an engine that dies is started again, and the page goes on', async () => {
  const { page } = anze;
  await page.goto('app://anze/index.html#/risk');
  await expect(page.getByText('共 344 条')).toBeVisible();
  await killEngine();
  await page.getByRole('searchbox').first().fill('CC-001');
  await expect(page.getByText('共 1 条')).toBeVisible();
});

test('one that dies again and again is not: the user is told', async () => {
  await anze.app.evaluate(({ app, dialog }) => {
    const seen = globalThis as unknown as { told: string[] };
    seen.told = [];
    dialog.showErrorBox = (title) => void seen.told.push(title);
    app.exit = () => undefined;
  });
  for (let death = 2; death < 6; death += 1) await killEngine();
  await killEngine(false);
  await expect.poll(() => anze.app.evaluate(() => (globalThis as unknown as { told: string[] }).told)).toEqual(['安责台不能继续运行']);
  expect(anze.errors).toEqual([]);
});

test('what is typed when the plug is pulled stands on the first page again', async () => {
  const { folder, host } = await newWorkspace({ way: 'sample' });
  await host.close();
  const first = await launch({ workspace: folder });
  await first.page.goto('app://anze/index.html#/person/new');
  await first.page.getByRole('textbox', { name: '姓名' }).fill('欧阳建国');
  await expect(first.page.getByText('草稿已暂存')).toBeVisible();
  const ended = new Promise((resolve) => first.app.process().once('exit', resolve));
  first.app.process().kill('SIGKILL');
  await ended;

  const { page, errors, close } = await launch({ workspace: folder });
  await page.getByRole('button', { name: '新的人员' }).click();
  await expect(page.getByText('已恢复上次未保存的内容')).toBeVisible();
  await expect(page.getByRole('textbox', { name: '姓名' })).toHaveValue('欧阳建国');
  expect(errors).toEqual([]);
  await close();
});
