import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { test, type Desk } from './desk';
import * as inPage from './inPage.mjs';

/* How page, frames, scheme and network are closed, case by case; checklist.spec.ts goes through what Electron publishes. */

let anze: Desk;
test.beforeEach(({ desk }) => {
  anze = desk;
  anze.errors.length = 0;
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
});

test('a port comes anew with every load and the old one is closed', async () => {
  await anze.page.reload();
  await anze.page.waitForLoadState('load');
  await expect(anze.page.locator('#root > *').first()).toBeAttached();
  expect(anze.errors).toEqual([]);
  await anze.signIn();
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
      await mkdir(path.join(anze.workspace, 'attachments', name.slice(0, 2)), { recursive: true });
      await writeFile(path.join(anze.workspace, 'attachments', name.slice(0, 2), name), bytes);
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

test('the file of the workspace is not readable through the page even by its real path', async () => {
  const address = `file://${encodeURI(path.join(anze.workspace, 'anze.db'))}`;
  expect((await readFile(path.join(anze.workspace, 'anze.db'))).subarray(0, 6).toString()).toBe('SQLite');
  expect(await anze.page.evaluate(inPage.canRead, address)).toBe('refused');
});
