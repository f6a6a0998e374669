import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withLock } from './lock.mjs';

/** The folder outside the repository where fetched and compiled things are kept; `ANZE_CACHE` overrides it. */
export function cacheRoot() {
  const places = [
    process.env.ANZE_CACHE ?? path.join(userCache(), 'anze-desk'),
    path.join(os.tmpdir(), `anze-desk-cache-${os.userInfo().username}`),
  ];
  for (const place of places) {
    try {
      mkdirSync(place, { recursive: true });
      accessSync(place, constants.W_OK);
      return path.resolve(place);
    } catch {
      // Build accounts often have a home folder that does not exist or cannot be written: take the next place.
    }
  }
  throw new Error(`缓存目录无法写入：${places.join('、')}。请用环境变量 ANZE_CACHE 指定一个可写的目录。`);
}

function userCache() {
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? path.join(os.homedir(), 'AppData/Local');
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library/Caches');
  return process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
}

/**
 * Returns the cached folder `name`, made by `build(emptyFolder)` when it is missing.
 * It appears by a rename, so it is either complete or absent, whatever happens to the process that builds it.
 */
export async function cached(name, build, onWait) {
  const root = cacheRoot();
  const target = path.join(root, name);
  if (existsSync(target)) return target;
  const make = async () => {
    if (existsSync(target)) return target;
    const stagingPrefix = `${name}.building-`;
    // We hold the lock: folders of this prefix were left by processes that were killed.
    for (const left of readdirSync(root).filter((entry) => entry.startsWith(stagingPrefix)))
      rmSync(path.join(root, left), { recursive: true, force: true });
    const staging = mkdtempSync(path.join(root, stagingPrefix));
    try {
      await build(staging);
      renameSync(staging, target);
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
    return target;
  };
  return withLock(path.join(root, `${name}.lock`), make, onWait);
}
