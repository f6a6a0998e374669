import './node24.mjs';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
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
const runtime = await resolveRuntime({ log: console.log });
const electronDist = mkdtempSync(path.join(os.tmpdir(), 'anze-pack-'));
try {
  // A copy: the builder takes everything that lies there, and a default application has no place in a packed one.
  cpSync(path.dirname(runtime.executable), electronDist, { recursive: true });
  rmSync(path.join(electronDist, 'resources/default_app.asar'), { force: true });
  await build({
    linux: ['dir'],
    config: {
      extends: path.join(import.meta.dirname, '../electron-builder.yml'),
      directories: { output: asShipped ? 'dist/shipped' : 'dist/test' },
      electronDist,
      electronVersion: runtime.version,
      ...(!asShipped && { electronFuses: { enableNodeCliInspectArguments: true } }),
      ...(runtime.nativeBinding && { linux: { extraResources: [{ from: runtime.nativeBinding, to: 'native/better_sqlite3.node' }] } }),
    },
  });
} finally {
  rmSync(electronDist, { recursive: true, force: true });
}
