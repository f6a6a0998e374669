import './node24.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const file = path.join(import.meta.dirname, '../package-lock.json');
const entry = 'node_modules/better-sqlite3';

/**
 * Two things that npm leaves out of the lock file it writes, and that break `npm ci` elsewhere:
 * - better-sqlite3's `gypfile: false`: without it npm before 11 compiles the package although it brings prebuilt bindings, which needs
 *   Python, a compiler and headers from a host that may be out of reach;
 * - the bindings of other platforms where the registry in use lacks them: npm 11 then calls the lock file out of sync, and the tool does
 *   not run on those platforms. Take a version of the tool that the registry has completely.
 */
export function lockfileComplaints() {
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  const locked = new Set(Object.keys(packages).map((place) => place.split('node_modules/').at(-1)));
  const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).filter((name) => !locked.has(name)),
  );
  return [
    ...(packages[entry].gypfile === false ? [] : [`package-lock.json: ${entry} lacks "gypfile": false; run \`node scripts/lockfile.mjs\``]),
    ...missing.map((name) => `package-lock.json: ${name} is missing`),
  ];
}

/** `node scripts/lockfile.mjs`: to be run after dependencies have changed. */
if (import.meta.main) {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  lock.packages[entry].gypfile = false;
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
