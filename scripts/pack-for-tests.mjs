import './node24.mjs';
import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'electron-builder';
import { resolveRuntime } from './runtime.mjs';

/**
 * `node scripts/pack-for-tests.mjs`: packs the application into dist/test/ as electron-builder.yml says, but without a download, on the
 * runtime of this machine, and with the fuse on that Playwright needs. It is never shipped. Afterwards:
 * `ANZE_EXECUTABLE=dist/test/linux-unpacked/anze-desk npm run test:e2e`. With `--as-shipped` into dist/shipped/, every fuse as it is shipped.
 */
const asShipped = process.argv.includes('--as-shipped');
const root = path.join(import.meta.dirname, '..');
const output = asShipped ? 'dist/shipped' : 'dist/test';
const runtime = await resolveRuntime({ log: console.log });
const electronDist = mkdtempSync(path.join(os.tmpdir(), 'anze-pack-'));
try {
  // A copy: the builder takes everything that lies there, and a default application has no place in a packed one.
  cpSync(path.dirname(runtime.executable), electronDist, { recursive: true });
  rmSync(path.join(electronDist, 'resources/default_app.asar'), { force: true });
  await build({
    linux: ['dir'],
    config: {
      extends: path.join(root, 'electron-builder.yml'),
      directories: { output },
      electronDist,
      electronVersion: runtime.version,
      ...(!asShipped && { electronFuses: { enableNodeCliInspectArguments: true } }),
    },
  });
  // Not as one of `extraResources`: they would be added to those of electron-builder.yml, and of two files for one place either may win.
  if (runtime.nativeBinding)
    copyFileSync(runtime.nativeBinding, path.join(root, output, 'linux-unpacked/resources/native/better_sqlite3.node'));
} finally {
  rmSync(electronDist, { recursive: true, force: true });
}
