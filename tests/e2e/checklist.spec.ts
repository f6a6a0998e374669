import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect } from '@playwright/test';
import { test, type Desk } from './desk';
import * as inPage from './inPage.mjs';
import { expectFusesAndStart, pack } from './packaged';

const root = path.resolve(import.meta.dirname, '../..');
const text = (name: string) => readFileSync(path.join(root, name), 'utf8');
/** What Electron publishes, as of a day: the titles of its checklist, when each line became stable. */
const published = JSON.parse(text('tests/e2e/published.json')) as {
  asOf: string;
  checklist: string[];
  firstStable: Record<string, string>;
};

/** What no page may be made with; absent and false are the same. */
async function noPageHas({ pages }: Desk, ...preferences: string[]): Promise<void> {
  expect(pages).toHaveLength(2);
  for (const { url, preferences: has } of pages)
    for (const preference of preferences) expect(has[preference] ?? false, `${preference} of ${url}`).toBe(false);
}
async function everyPageHas({ pages }: Desk, preference: string): Promise<void> {
  expect(pages).toHaveLength(2);
  for (const { url, preferences: has } of pages) expect(has[preference], `${preference} of ${url}`).toBe(true);
}
const noSwitch = async ({ app }: Desk, ...names: string[]) =>
  expect(await app.evaluate(({ app: { commandLine } }, all) => all.filter((name) => commandLine.hasSwitch(name)), names)).toEqual([]);

/** A server of this machine that counts who reaches it. */
let server: Server;
let reached: string[] = [];
const address = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;
test.beforeAll(async () => {
  server = createServer((request, response) => {
    reached.push(request.url!);
    response.setHeader('Access-Control-Allow-Origin', '*').end('reached');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
test.afterAll(() => void server.close());

/** How each item of the published checklist is held, by its number there. */
const checks: Readonly<Record<number, (desk: Desk) => Promise<void>>> = {
  1: async ({ app, page, stranger }) => {
    reached = [];
    await page.evaluate(inPage.reachOut, address());
    await stranger.evaluate(inPage.reachOut, address());
    await app.evaluate(async ({ session }, url) => {
      for (const each of [session.defaultSession, session.fromPartition('print')]) await each.fetch(url).catch(() => {});
    }, `http://${address()}/main`);
    expect(reached).toEqual([]);
    expect((await page.content()).match(/(?:src|href)="(?!\.\/|data:|blob:|app:|#|\/)[^"]*"/g) ?? []).toEqual([]);
  },
  2: async (desk) => {
    await noPageHas(desk, 'nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames');
    expect(await desk.page.evaluate(inPage.reachableNames)).toEqual([]);
  },
  3: (desk) => everyPageHas(desk, 'contextIsolation'),
  4: async (desk) => {
    await everyPageHas(desk, 'sandbox');
    // Root cannot have the system's sandbox; whoever starts it otherwise must.
    if (process.getuid?.() !== 0) await noSwitch(desk, 'no-sandbox');
  },
  5: async ({ page, stranger }) => {
    const refused = { geolocation: 'denied', camera: 'denied', microphone: 'denied', notifications: 'denied', midi: 'denied' };
    const asked = { read: 'refused', media: 'refused', display: 'refused', place: 'refused', notification: 'denied' };
    expect(await page.evaluate(inPage.permissions)).toEqual({ ...refused, ...asked });
    expect(await stranger.evaluate(inPage.permissions)).toEqual({ ...refused, ...asked });
  },
  6: async (desk) => {
    await everyPageHas(desk, 'webSecurity');
    await noSwitch(desk, 'disable-web-security');
    expect(await desk.page.evaluate(inPage.canRead, `file://${desk.scratch}/stranger.cjs`)).toBe('refused');
  },
  7: async ({ page, pages, papers }) => {
    const policy = (await page.evaluate(inPage.policyHeaders))['content-security-policy']!;
    for (const part of ["default-src 'none'", "script-src 'self';", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/unsafe-eval|\*|https?:/);
    expect(await page.evaluate(inPage.runnableTexts)).toEqual([]);
    const [paper] = await papers();
    expect(paper).toContain("default-src 'none'");
    expect(paper).not.toMatch(/script-src|unsafe-eval|\*|https?:/);
    expect(pages.find(({ url }) => url.startsWith('app://print/'))!.preferences['javascript']).toBe(false);
  },
  8: (desk) => noPageHas(desk, 'allowRunningInsecureContent'),
  9: async (desk) => {
    await noPageHas(desk, 'experimentalFeatures');
    await noSwitch(desk, 'enable-experimental-web-platform-features', 'enable-experimental-webassembly-features');
  },
  10: async (desk) => {
    for (const { preferences } of desk.pages) expect(preferences['enableBlinkFeatures'] ?? '').toBe('');
    await noSwitch(desk, 'enable-blink-features');
  },
  11: async (desk) => {
    await noPageHas(desk, 'webviewTag');
    expect(await desk.page.evaluate(inPage.knowsWebview)).toBe(false);
  },
  12: async ({ app, stranger }) => {
    expect(await stranger.evaluate(inPage.knowsWebview)).toBe(true);
    const isRefused = await app.evaluate(async ({ BrowserWindow }) => {
      const other = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL() === 'app://stranger/')!;
      const refused = new Promise<boolean>((resolve) => {
        other.webContents.once('will-attach-webview', (event) => resolve(event.defaultPrevented));
      });
      const embed = `document.body.append(Object.assign(document.createElement('webview'), { src: 'app://stranger/' }))`;
      await other.webContents.executeJavaScript(`${embed}; 0`);
      return refused;
    });
    expect(isRefused).toBe(true);
  },
  13: async ({ page, stranger }) => {
    const targets = [
      'https://example.com/',
      `http://${address()}/`,
      'file:///etc/passwd',
      'app://anze/other.html',
      'app://attachment/x',
      'data:text/html,x',
    ];
    for (const each of [page, stranger]) {
      const before = each.url();
      for (const target of targets) expect(await each.evaluate(inPage.tryToLeave, target), target).toBe(before);
      expect(each.url()).toBe(before);
    }
  },
  14: async ({ app, page, stranger }) => {
    const before = app.windows().length;
    const targets = ['about:blank', 'app://anze/index.html', 'https://example.com/', 'https://flk.npc.gov.cn/detail?id=1'];
    for (const each of [page, stranger]) expect(await each.evaluate(inPage.tryToOpen, targets)).toEqual(targets.map(() => true));
    expect(app.windows()).toHaveLength(before);
  },
  15: async ({ page, stranger, opened }) => {
    const before = (await opened()).length;
    const trusted = 'https://flk.npc.gov.cn/detail?id=2';
    const untrusted = [
      'https://example.com/',
      'http://flk.npc.gov.cn/',
      'https://flk.npc.gov.cn.example.com/',
      'https://flk.npc.gov.cn@example.com/',
      'file:///etc/passwd',
      'smb://server/share',
      'ms-msdt:/id',
    ];
    await page.evaluate(inPage.tryToOpen, [trusted, ...untrusted]);
    await stranger.evaluate(inPage.tryToOpen, [trusted, ...untrusted]);
    expect((await opened()).slice(before)).toEqual([trusted]);
  },
  16: async () => {
    const released = /^## \S+ (\d{4}-\d{2}-\d{2})/m.exec(text('CHANGELOG.md'))?.[1] ?? published.asOf;
    // A new line comes every eight weeks: look again before a release that is later.
    expect(Date.parse(released) - Date.parse(published.asOf)).toBeLessThan(56 * 86_400_000);
    const supported = Object.entries(published.firstStable)
      .flatMap(([major, since]) => (since <= released ? [Number(major)] : []))
      .sort((a, b) => b - a)
      .slice(0, 3);
    const { electron } = (JSON.parse(text('package.json')) as { devDependencies: { electron: string } }).devDependencies;
    expect(electron).toMatch(/^\d+\.\d+\.\d+$/);
    expect(supported).toContain(Number.parseInt(electron, 10));
    expect(text('electron-builder.yml')).not.toMatch(/electronVersion|electronDist/);
  },
  17: async ({ app, stranger }) => {
    const given = await app.evaluateHandle(({ BrowserWindow }) => {
      const [own] = BrowserWindow.getAllWindows().filter(({ webContents }) => webContents.getURL().startsWith('app://anze/'));
      const count = { ports: 0 };
      own!.webContents.mainFrame.postMessage = () => void (count.ports += 1);
      return count;
    });
    await stranger.evaluate(() => (globalThis as unknown as { stranger: { ask(): void } }).stranger.ask());
    // Heard behind what the stranger asked for.
    const ports = await app.evaluate(async ({ BrowserWindow, ipcMain }, count) => {
      const [own, other] = ['app://anze/', 'app://stranger/'].map((url) =>
        BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().startsWith(url)),
      );
      await other!.webContents.executeJavaScript('1');
      const forOthers = count.ports;
      ipcMain.emit('port:wanted', { sender: own!.webContents, senderFrame: null });
      ipcMain.emit('port:wanted', { sender: own!.webContents, senderFrame: other!.webContents.mainFrame });
      const forFrames = count.ports - forOthers;
      ipcMain.emit('port:wanted', { sender: own!.webContents, senderFrame: own!.webContents.mainFrame });
      // The frame gives its ports again: other tests load its page anew.
      Reflect.deleteProperty(own!.webContents.mainFrame, 'postMessage');
      return { forOthers, forFrames, forOurs: count.ports - forOthers - forFrames };
    }, given);
    expect(ports).toEqual({ forOthers: 0, forFrames: 0, forOurs: 1 });
  },
  18: async ({ pages, asked }) => {
    for (const { url } of pages) expect(url).toMatch(/^app:\/\/(anze|print)\//);
    const all = await asked();
    expect(all.some((url) => url.startsWith('app://print/'))).toBe(true);
    // What a test of this file tries itself is cancelled.
    expect(all.filter((url) => url.startsWith('file:') && !/etc\/passwd|stranger\.cjs/.test(url))).toEqual([]);
  },
  19: async ({ scratch }) => {
    const executable = await pack();
    await writeFile(
      path.join(scratch, 'hook.cjs'),
      `require('node:fs').writeFileSync(${JSON.stringify(path.join(scratch, 'hooked'))}, '')`,
    );
    await expectFusesAndStart(executable, scratch);
  },
  20: async ({ page }) => {
    expect(await page.evaluate(inPage.bridge)).toEqual({ keys: ['pathOf'], type: 'function', frozen: true });
    expect(await page.evaluate(inPage.ownNames)).toEqual(['anze']);
  },
};

test('every item of the published checklist has a check', () => {
  expect(Object.keys(checks).map(Number)).toEqual(published.checklist.map((_title, at) => at + 1));
});

for (const [at, title] of published.checklist.entries()) {
  test(`${at + 1}. ${title}`, async ({ desk }) => {
    test.setTimeout(300_000);
    await checks[at + 1]!(desk);
  });
}
