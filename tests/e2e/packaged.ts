import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect } from '@playwright/test';
import { readChild } from '../../scripts/child.mjs';
import { electronEnvironment } from '../../scripts/launch.mjs';
import { resolveRuntime } from '../../scripts/runtime.mjs';
import { newWorkspace } from '../support/workspace';

const root = path.resolve(import.meta.dirname, '../..');

/** Packs the application as it is shipped, on the runtime of this machine. */
export async function pack(): Promise<string> {
  await readChild(process.execPath, [path.join(root, 'scripts/pack-for-tests.mjs'), '--as-shipped'], { cwd: root });
  return path.join(root, 'dist/shipped/linux-unpacked/anze-desk');
}

/** What must hold of every package, whatever electron-builder.yml says. */
const fuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
} satisfies Record<keyof typeof FuseV1Options, boolean>;

/**
 * Reads the fuses that are blown into a package; then starts it as whoever wants to bend it would, and expects that it opens the
 * workspace like any other time.
 */
export async function expectFusesAndStart(executable: string, scratch: string): Promise<void> {
  const wire = await getCurrentFuseWire(executable);
  // Each fuse is one character of the wire.
  for (const [name, isOn] of Object.entries(fuses))
    expect(String.fromCharCode(wire[FuseV1Options[name as keyof typeof fuses]]!), name).toBe(isOn ? '1' : '0');
  expect(existsSync(path.join(path.dirname(executable), 'resources/app.asar'))).toBe(true);

  const { folder, host } = await newWorkspace({ folder: path.join(scratch, '装好的') });
  await host.close();
  const runtime = await resolveRuntime();
  const userData = path.join(scratch, 'packaged-user-data');
  const started = spawn(executable, [...runtime.args, '--inspect=0', '--workspace', folder], {
    env: {
      ...electronEnvironment(runtime),
      ANZE_USER_DATA: userData,
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: `--require ${path.join(scratch, 'hook.cjs')}`,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  started.stderr.on('data', (part: Buffer) => (told += part.toString()));
  const ended = new Promise<void>((resolve) => started.once('exit', () => resolve()));
  try {
    await expect
      .poll(() => existsSync(path.join(userData, 'recent.json')) && readFileSync(path.join(userData, 'recent.json'), 'utf8'), {
        timeout: 60_000,
      })
      .toContain('装好的');
    expect(told).not.toContain('Debugger listening');
    expect(existsSync(path.join(scratch, 'hooked'))).toBe(false);
  } catch (cause) {
    const log = path.join(userData, 'logs/main.log');
    if (existsSync(log)) told += readFileSync(log, 'utf8');
    throw new Error(`the package (${started.exitCode ?? started.signalCode ?? 'running'}) told:\n${told}`, { cause });
  } finally {
    started.kill('SIGKILL');
    await ended;
  }
}
