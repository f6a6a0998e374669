import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { launch, type Launched } from '../support/electron';
import { newWorkspace } from '../support/workspace';
import * as inPage from './inPage.mjs';

/*
 * The checklist that Electron publishes (https://www.electronjs.org/docs/latest/tutorial/security), as far as a running
 * application can be asked. One application for all: nothing here changes the workspace.
 */
let anze: Launched;
let scratch: string;
let workspace: string;
/** Addresses that the session was asked for, cancelled ones included. */
const asked = () => anze.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);

test.beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'anze-security-'));
  workspace = path.join(scratch, '工作区');
  const made = await newWorkspace({ folder: workspace });
  await made.host.close();
  anze = await launch({ workspace, userData: path.join(scratch, 'user-data') });
  await expect.poll(() => anze.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle())).toContain('包头');
  await anze.app.evaluate(({ session, shell }) => {
    const seen = globalThis as unknown as { asked: string[]; opened: string[] };
    seen.asked = [];
    seen.opened = [];
    session.defaultSession.webRequest.onCompleted(({ url }) => seen.asked.push(url));
    session.defaultSession.webRequest.onErrorOccurred(({ url }) => seen.asked.push(url));
    shell.openExternal = (url) => {
      seen.opened.push(url);
      return Promise.resolve();
    };
  });
});
test.afterAll(async () => {
  await anze.app.close();
  await rm(scratch, { recursive: true, force: true });
});

test('the page is an ordinary page: no Node, no Electron, one function of ours', async () => {
  expect(await anze.page.evaluate(inPage.reachableNames)).toEqual([]);
  expect(await anze.page.evaluate(inPage.bridge)).toEqual({ keys: ['pathOf'], type: 'function', frozen: true });
  expect(anze.errors).toEqual([]);
});

test('its window is sandboxed and isolated, and there is no other', async () => {
  const windows = await anze.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) =>
      (webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
    ),
  );
  expect(windows).toHaveLength(1);
  expect(windows[0]).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true });
  for (const dangerous of [
    'nodeIntegrationInWorker',
    'nodeIntegrationInSubFrames',
    'webviewTag',
    'allowRunningInsecureContent',
    'experimentalFeatures',
    'enableBlinkFeatures',
  ]) {
    expect(windows[0]![dangerous], dangerous).toBeFalsy();
  }
});

test('the policy allows our own scripts only and holds', async () => {
  const headers = await anze.page.evaluate(inPage.policyHeaders);
  const policy = headers['content-security-policy']!;
  for (const part of ["default-src 'none'", "script-src 'self';", "object-src 'none'", "frame-ancestors 'none'"])
    expect(policy).toContain(part);
  expect(policy).not.toMatch(/unsafe-eval|\*|https?:/);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(await anze.page.evaluate(inPage.runnableTexts)).toEqual([]);
});

test('it never leaves its address', async () => {
  const before = anze.page.url();
  const targets = [
    'https://example.com/',
    'http://127.0.0.1:1/',
    'file:///etc/passwd',
    'app://anze/other.html',
    'app://attachment/x',
    'data:text/html,x',
  ];
  for (const target of targets) expect(await anze.page.evaluate(inPage.tryToLeave, target), target).toBe(before);
  expect(anze.page.url()).toBe(before);
  expect(await anze.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getURL())).toBe(before);
});

test('it opens no window; links that are trusted go to the browser of the system', async () => {
  const trusted = 'https://flk.npc.gov.cn/detail?id=1';
  const untrusted = [
    'https://example.com/',
    'http://flk.npc.gov.cn/',
    'https://flk.npc.gov.cn.example.com/',
    'https://flk.npc.gov.cn@example.com/',
    'file:///etc/passwd',
    'smb://server/share',
    'about:blank',
    'app://anze/index.html',
  ];
  expect(new Set(await anze.page.evaluate(inPage.tryToOpen, [trusted, ...untrusted]))).toEqual(new Set([true]));
  expect(anze.app.windows()).toHaveLength(1);
  expect(await anze.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([trusted]);
});

test('it is given no permission but to write the clipboard', async () => {
  expect(await anze.page.evaluate(inPage.permissions)).toEqual({
    geolocation: 'denied',
    camera: 'denied',
    microphone: 'denied',
    notifications: 'denied',
    midi: 'denied',
    read: 'refused',
    media: 'refused',
    display: 'refused',
    place: 'refused',
    notification: 'denied',
  });
});

test('frames inside the page get neither port nor bridge, and cannot pass theirs off as ours', async () => {
  expect(await anze.page.evaluate(inPage.frameOfOurs)).toEqual({ bridge: 'undefined', ports: [], forged: false });
});

for (const src of ['https://example.com/', 'app://anze/index.html', `app://attachment/${'0'.repeat(64)}`, 'data:text/html,<p>shown</p>']) {
  test(`no frame shows ${src.slice(0, 30)}`, async () => {
    expect(await anze.page.evaluate(inPage.shownInFrame, src)).not.toMatch(/root:|Example|安责台|shown/);
  });
}

test('no frame is even begun for a file', async () => {
  const told = anze.page.waitForEvent('console', (message) => message.text().includes('Not allowed to load local resource'));
  await anze.page.evaluate(inPage.addFrame, 'file:///etc/passwd');
  await told;
  anze.errors.length = 0;
});

test('a port comes anew with every load and the old one is closed', async () => {
  await anze.page.reload();
  await anze.page.waitForLoadState('load');
  await expect(anze.page.locator('#root > *').first()).toBeAttached();
  expect(anze.errors).toEqual([]);
});

test.describe('our own scheme', () => {
  const get = (url: string, init?: { method: string }) =>
    anze.app.evaluate(
      async ({ net }, [address, options]) => {
        try {
          const response = await net.fetch(address, options);
          const bytes = Buffer.from(await response.arrayBuffer());
          return {
            status: response.status,
            headers: Object.fromEntries(response.headers),
            size: bytes.length,
            start: bytes.subarray(0, 4000).toString('utf8'),
          };
        } catch (cause) {
          return { status: 0, headers: {} as Record<string, string>, size: 0, start: String(cause) };
        }
      },
      [url, init] as const,
    );

  for (const place of [
    'app://anze/../package.json',
    'app://anze/%2e%2e/package.json',
    'app://anze/%2e%2e%2f%2e%2e%2fpackage.json',
    'app://anze/..%2fmain/main.js',
    'app://anze/assets/..%2f..%2fmain%2fmain.js',
    'app://anze/..%5c..%5cpackage.json',
    'app://anze//etc/passwd',
    'app://anze/%2fetc%2fpasswd',
    'app://anze/index.html%00.js',
    'app://anze/%',
    'app://anze/',
    'app://anze/nowhere.js',
    'app://other/index.html',
    'app://attachment/',
    'app://attachment/../anze.db',
    'app://attachment/..%2fanze.db',
    `app://attachment/${'a'.repeat(63)}`,
    `app://attachment/${'A'.repeat(64)}`,
    `app://attachment/${'a'.repeat(64)}`,
    'app://font/',
    'app://font/__proto__',
    'app://font/..%2f..%2fpackage.json',
    'app://font/toString',
    'app://renderer/index.html',
  ]) {
    test(`gives nothing away at ${place}`, async () => {
      const answer = await get(place);
      expect([0, 404]).toContain(answer.status);
      expect(answer.start).not.toMatch(/anze-desk|root:|SQLite/);
    });
  }

  test('is read-only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await get('app://anze/index.html', { method })).status, method).toBe(404);
  });

  test('serves the page with its policy', async () => {
    const answer = await get('app://anze/index.html');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.start).toContain('id="root"');
  });

  for (const name of ['serif', 'serifBold', 'sans']) {
    test(`serves the font ${name} to the preview`, async () => {
      expect(await anze.page.evaluate(inPage.loadFont, name)).toBe('loaded');
    });
  }

  test('shows an attachment as a picture and runs nothing of it', async () => {
    const picture = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==',
      'base64',
    );
    const page = Buffer.from('<!doctype html><script>parent.postMessage("ran", "*")</script><p>attached page</p>');
    const keep = async (bytes: Buffer) => {
      const name = createHash('sha256').update(bytes).digest('hex');
      await mkdir(path.join(workspace, 'attachments', name.slice(0, 2)), { recursive: true });
      await writeFile(path.join(workspace, 'attachments', name.slice(0, 2), name), bytes);
      return `app://attachment/${name}`;
    };
    const [pictureUrl, pageUrl] = [await keep(picture), await keep(page)];
    expect(await anze.page.evaluate(inPage.sizeOfPicture, pictureUrl)).toEqual([2, 2]);
    const answer = await get(pageUrl);
    expect(answer.headers['content-security-policy']).toBe("sandbox; default-src 'none'");
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(await anze.page.evaluate(inPage.loadAsScript, pageUrl)).toBe('refused');
  });
});

test('nothing is asked of any other machine, neither by itself nor when the page tries', async () => {
  expect(new Set(Object.values(await anze.page.evaluate(inPage.reachOut)))).toEqual(new Set(['refused']));
  const reached = await anze.app.evaluate(async ({ net }) =>
    net.fetch('https://example.com/').then(
      () => 'went out',
      () => 'refused',
    ),
  );
  expect(reached).toBe('refused');
  const strange = (await asked()).filter((url) => !/^(app|file|data|blob|devtools):/.test(url));
  // What the page tried is cancelled before it leaves; nothing else was ever tried.
  expect(strange.filter((url) => !/example\.com|127\.0\.0\.1/.test(url))).toEqual([]);
});

test('the file of the workspace is not readable through the page even by its real path', async () => {
  const address = `file://${encodeURI(path.join(workspace, 'anze.db'))}`;
  expect((await readFile(path.join(workspace, 'anze.db'))).subarray(0, 6).toString()).toBe('SQLite');
  expect(await anze.page.evaluate(inPage.canRead, address)).toBe('refused');
});
