import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheRoot } from './cache.mjs';
import { withLock } from './lock.mjs';

const patience = { withoutProgress: 20_000, afterFailure: 12 * 3600_000 };

/**
 * Downloads the Electron of `package` (its folder in node_modules) with its own installer; resolves to whether it is there now.
 * A host out of reach is given up after 20 seconds without a byte, and not tried again for 12 hours or until a mirror is set.
 */
export async function downloadElectron(packageFolder, isInstalled, log) {
  const failure = path.join(cacheRoot(), 'electron-download-failed.json');
  const attempt = JSON.stringify({
    version: versionOf(packageFolder),
    mirror: process.env.ELECTRON_MIRROR ?? '',
    proxy: process.env.HTTPS_PROXY ?? '',
  });
  const failedLately = () =>
    existsSync(failure) && readFileSync(failure, 'utf8') === attempt && Date.now() - statSync(failure).mtimeMs < patience.afterFailure;
  if (failedLately()) return false;
  return withLock(
    path.join(cacheRoot(), 'electron-download.lock'),
    async () => {
      if (isInstalled()) return true;
      if (failedLately()) return false;
      log('正在下载 Electron……（内网可用环境变量 ELECTRON_MIRROR 指定镜像）');
      if ((await runInstaller(packageFolder)) && isInstalled()) return true;
      writeFileSync(failure, attempt);
      log(`Electron 下载不成功，12 小时内不再尝试（立即重试：删除 ${failure}）。`);
      return false;
    },
    () => log('另一个进程正在下载 Electron，等待其完成……'),
  );
}

function versionOf(packageFolder) {
  return JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')).version;
}

/** The installer shows no progress, so the growth of a temporary folder of its own is watched. */
function runInstaller(packageFolder) {
  const temporary = path.join(cacheRoot(), `electron-download-${process.pid}`);
  mkdirSync(temporary, { recursive: true });
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  return new Promise((resolve) => {
    const installer = spawn(process.execPath, [path.join(packageFolder, 'install.js')], { env, stdio: 'ignore' });
    let seen = { bytes: 0, at: Date.now() };
    const watch = setInterval(() => {
      const bytes = sizeOf(temporary) + sizeOf(path.join(packageFolder, 'dist'));
      if (bytes !== seen.bytes) seen = { bytes, at: Date.now() };
      else if (Date.now() - seen.at > patience.withoutProgress) installer.kill('SIGKILL');
    }, 1000);
    const finish = (done) => {
      clearInterval(watch);
      rmSync(temporary, { recursive: true, force: true });
      resolve(done);
    };
    installer.once('error', () => finish(false));
    installer.once('exit', (code) => finish(code === 0));
  });
}

function sizeOf(folder) {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce(
    (total, entry) => total + (statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
