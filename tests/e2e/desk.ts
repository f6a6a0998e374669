import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test as plain, type Page } from '@playwright/test';
import { launch, type Launched } from '../support/electron';
import { newWorkspace } from '../support/workspace';

export interface Desk extends Launched {
  /** A folder that goes with the application. */
  scratch: string;
  /** Signs in as the 安全负责人, wherever the sign-in stands. */
  signIn(): Promise<void>;
  /** Every page there is, once a paper has been printed: ours and the hidden one that prints. */
  pages: { url: string; preferences: Record<string, unknown> }[];
  /** Addresses that the sessions of page and print were asked for, cancelled ones included. */
  asked(): Promise<string[]>;
  /** Policies that printed papers came with. */
  papers(): Promise<string[]>;
  /** Addresses that were given to the browser of the system, which is not started. */
  opened(): Promise<string[]>;
  /** A window that a careless hand may add one day: a session of its own, nothing guarded by its maker. */
  stranger: Page;
}

/** What the main process notes for the tests. */
interface Noted {
  asked: string[];
  papers: string[];
  opened: string[];
}

/** `stranger.ask()` wants a port as our page does. */
const strangerPreload = `const { contextBridge, ipcRenderer } = require('electron');
contextBridge.exposeInMainWorld('stranger', { ask: () => ipcRenderer.send('port:wanted') });`;

/** One application for all tests about what guards it: an account is signed in, a paper has been printed. */
export const test = plain.extend<object, { desk: Desk }>({
  desk: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      const scratch = await mkdtemp(path.join(os.tmpdir(), 'anze-security-'));
      const { call, host, folder } = await newWorkspace({ folder: path.join(scratch, '工作区') });
      const word = { filledBy: '', phone: '', preparedBy: '', reviewedBy: '', approvedBy: '' };
      const request = { code: 'F07' as const, roundId: null, compiledOn: '2026-11-21', ...word };
      const { id } = (await call('filing.issue', { request, gapReason: '试验' })).value;
      const account = { name: '王安全', password: '安全帽要系好下颏带' };
      await call('account.begin', { ...account, heldBy: '' });
      await host.close();
      const launched = await launch({ workspace: folder, userData: path.join(scratch, 'user-data') });
      const { app, page } = launched;
      const signIn = async () => {
        const name = page.getByLabel('名称');
        const password = page.getByRole('textbox', { name: '密码' });
        await password.waitFor().catch(async (cause: unknown) => {
          throw new Error(`no sign-in at ${page.url()} but: ${await page.locator('#root').innerText()}`, { cause });
        });
        if (await name.isVisible()) await name.fill(account.name);
        await password.fill(account.password);
        await page.keyboard.press('Enter');
        await password.waitFor({ state: 'detached' });
      };
      await app.evaluate(({ session, shell }) => {
        const noted = globalThis as unknown as Noted;
        noted.asked = [];
        noted.papers = [];
        noted.opened = [];
        for (const each of [session.defaultSession, session.fromPartition('print')]) {
          each.webRequest.onCompleted(({ url, responseHeaders }) => {
            noted.asked.push(url);
            if (url.startsWith('app://print/')) noted.papers.push(JSON.stringify(responseHeaders));
          });
          each.webRequest.onErrorOccurred(({ url }) => noted.asked.push(url));
        }
        shell.openExternal = (url) => {
          noted.opened.push(url);
          return Promise.resolve();
        };
      });
      await signIn();
      const printing = app.waitForEvent('window');
      await page.goto(`app://anze/index.html#/filing/F07/issued-${id}`);
      await printing;
      await page.locator('canvas').first().waitFor();
      const pages = await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map(({ webContents }) => ({
          url: webContents.getURL(),
          preferences: (webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
        })),
      );
      const preload = path.join(scratch, 'stranger.cjs');
      await writeFile(preload, strangerPreload);
      const opening = app.waitForEvent('window');
      await app.evaluate(async ({ BrowserWindow, session }, file) => {
        const own = session.fromPartition('stranger');
        own.protocol.handle(
          'app',
          () => new Response('<!doctype html><title>stranger</title><body></body>', { headers: { 'Content-Type': 'text/html' } }),
        );
        const window = new BrowserWindow({ show: false, webPreferences: { session: own, webviewTag: true, preload: file } });
        await window.loadURL('app://stranger/');
      }, preload);
      const noted = (key: keyof Noted) => app.evaluate((_electron, name) => (globalThis as unknown as Noted)[name], key);
      await use({
        ...launched,
        scratch,
        signIn,
        pages,
        asked: () => noted('asked'),
        papers: () => noted('papers'),
        opened: () => noted('opened'),
        stranger: await opening,
      });
      await launched.close();
      await rm(scratch, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});
