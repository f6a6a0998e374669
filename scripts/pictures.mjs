import './node24.mjs';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildIfStale } from './build.mjs';
import { runChild } from './child.mjs';
import { onDisplay } from './launch.mjs';
import { ensureSystem, hasDisplay } from './system.mjs';

/** `npm run pictures`: the pictures of the README, taken of the real application on the workspace that `npm run demo` leaves. */
const root = path.join(import.meta.dirname, '..');
const workspace = path.join(root, 'out/demo/workspace');
const pictures = { home: '/', risk: '/risk', round: '/round', filing: '/filing' };

async function take() {
  const { launch } = await import('../tests/support/electron.ts');
  const { page, close } = await launch({ workspace });
  try {
    await page.setViewportSize({ width: 1366, height: 768 });
    for (const [name, address] of Object.entries(pictures)) {
      await page.evaluate((hash) => location.assign(`#${hash}`), address);
      if (name === 'round') await page.getByRole('row').nth(1).click();
      await page.waitForTimeout(1500);
      await page.screenshot({ path: path.join(root, 'resources/pictures', `${name}.png`) });
    }
  } finally {
    await close();
  }
}

try {
  if (process.env.ANZE_ON_DISPLAY) await take();
  else {
    if (!existsSync(workspace)) throw new Error('请先运行 npm run demo');
    await ensureSystem(hasDisplay ? ['electron'] : ['electron', 'display'], console.log);
    await buildIfStale({ log: console.log });
    const env = { ...process.env, ANZE_ON_DISPLAY: '1', ANZE_ACTOR: '安全总监', ANZE_TODAY: '2026-11-21' };
    process.exitCode = await runChild(...onDisplay(process.execPath, [import.meta.filename]), { cwd: root, env });
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
