import './node24.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const file = path.join(import.meta.dirname, '../package-lock.json');
const entry = 'node_modules/better-sqlite3';

/**
 * npm before 11 compiles every package that has a binding.gyp, which needs Python, a compiler and headers from a host that may be out of
 * reach. better-sqlite3 brings prebuilt bindings and declares `gypfile: false`, but npm forgets that in the lock file it writes.
 */
export function lockfileComplaints() {
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  return packages[entry].gypfile === false ? [] : [`package-lock.json: ${entry} lacks "gypfile": false; run \`node scripts/lockfile.mjs\``];
}

/** `node scripts/lockfile.mjs`: to be run after dependencies have changed. */
if (import.meta.main) {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  lock.packages[entry].gypfile = false;
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
