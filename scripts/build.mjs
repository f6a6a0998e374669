import './node24.mjs';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readChild } from './child.mjs';
import { makeFonts } from './fonts.mjs';
import { withLock } from './lock.mjs';

const root = path.join(import.meta.dirname, '..');
const sources = [
  'electron',
  'renderer',
  'db',
  'resources',
  'scripts/fonts.mjs',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'postcss.config.cjs',
  'tsconfig.base.json',
];
const stampFile = path.join(root, 'out/build-stamp');
const product = path.join(root, 'out/main/main.js');

/** Builds the application into out/ unless that is already the build of these very sources. */
export async function buildIfStale({ log }) {
  const isFresh = (stamp) => existsSync(product) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (isFresh(sourceStamp())) return;
  const build = async () => {
    // Taken before the build: what is edited meanwhile makes the next start build again.
    const stamp = sourceStamp();
    if (isFresh(stamp)) return;
    log('正在构建应用……');
    await readChild(process.execPath, [path.join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], { cwd: root });
    makeFonts();
    writeFileSync(stampFile, stamp);
  };
  await withLock(path.join(root, 'out/build.lock'), build, () => log('另一个进程正在构建，等待其完成……'));
}

/** Makes the next `buildIfStale` build, whatever lies in out/. */
export function forgetBuild() {
  rmSync(stampFile, { force: true });
}

/** A digest of the names and contents of everything that goes into a build. */
function sourceStamp() {
  const hash = createHash('sha256').update(process.version);
  for (const file of sources.flatMap(filesIn).sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

function filesIn(source) {
  const place = path.join(root, source);
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [source];
  return readdirSync(place, { recursive: true })
    .map((entry) => path.join(source, entry))
    .filter((entry) => statSync(path.join(root, entry), { throwIfNoEntry: false })?.isFile());
}

if (import.meta.main) {
  try {
    await buildIfStale({ log: console.log });
    console.log('构建完成：out/');
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
