import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronEnvironment } from '../../scripts/launch.mjs';
import { resolveRuntime } from '../../scripts/runtime.mjs';

const root = path.resolve(import.meta.dirname, '../..');

export interface Launched {
  app: ElectronApplication;
  page: Page;
  /** The workspace that the application was told to open, or else a place where the test may create one. */
  workspace: string;
  userData: string;
  /** Console errors, uncaught errors and preload errors of all windows so far; a test ends with `expect(errors).toEqual([])`. */
  errors: string[];
  /** Closes the application and removes the folders that `launch` made. */
  close(): Promise<void>;
}

/**
 * Starts the built application in the real Electron, each time with a user folder of its own unless one is given (to start again where an
 * earlier launch ended), and with the given workspace, if any. Returns when the first window has loaded its page.
 * `ANZE_EXECUTABLE` names a packaged application to be tested instead (with the fuse for --inspect on, or Playwright cannot start it).
 */
export async function launch(options: { workspace?: string; userData?: string; args?: string[] } = {}): Promise<Launched> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'anze-e2e-'));
  // A name with Chinese characters and a blank: what users have.
  const workspace = options.workspace ?? path.join(scratch, '测试 工作区');
  const userData = options.userData ?? path.join(scratch, 'user-data');
  const { runtime, application } = await subject();

  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [...runtime.args, ...application, ...(options.workspace ? ['--workspace', workspace] : []), ...(options.args ?? [])],
    cwd: root,
    env: { ...electronEnvironment(runtime), ANZE_USER_DATA: userData },
    timeout: 60_000,
  });
  const errors: string[] = [];
  app.on('window', (window) => collectErrors(window, errors));
  const page = await app.firstWindow();
  await page.waitForLoadState('load');

  const close = async () => {
    await app.close();
    await rm(scratch, { recursive: true, force: true });
  };
  return { app, page, workspace, userData, errors, close };
}

/** What is tested: a packaged application, or the one in out/ on the runtime that `npm start` would take. */
async function subject() {
  const runtime = await resolveRuntime();
  const packaged = process.env.ANZE_EXECUTABLE;
  if (packaged) return { runtime: { ...runtime, executable: path.resolve(packaged), nativeBinding: null }, application: [] };
  return { runtime, application: [root] };
}

/** Electron reports a preload that fails in the console of the page, which otherwise loads as if nothing had happened. */
function collectErrors(window: Page, errors: string[]) {
  window.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  window.on('pageerror', (error) => errors.push(error.stack ?? error.message));
}
