/**
 * Imported first by every script. better-sqlite3's prebuilt binding needs Node-API 10: an older Node does not report an error,
 * it dies with a segmentation fault. npm scripts run on the `node` dev dependency by themselves; a script started by hand with
 * the machine's older Node is started again on that one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

if (Number(process.versions.napi) < 10) {
  const node = path.join(import.meta.dirname, '../node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(node)) {
    console.error(`需要 Node.js 24，当前是 ${process.version}。请先运行 npm ci（不要加 --ignore-scripts）。`);
    process.exit(1);
  }
  const { status } = spawnSync(node, process.argv.slice(1), { stdio: 'inherit' });
  process.exit(status ?? 1);
}
