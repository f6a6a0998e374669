import './node24.mjs';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { downloadElectron } from './electron-download.mjs';
import { fallbackAvailable, fallbackRuntime } from './fallback-runtime.mjs';
import { onDisplay } from './launch.mjs';
import { nodeApi9Binding } from './native-binding.mjs';
import { ensureSystem, hasDisplay } from './system.mjs';

const electronPackage = path.join(import.meta.dirname, '../node_modules/electron');
const executableIn = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';

/**
 * Finds the Electron that this machine can run, fetching it when necessary, and says in one line which one it took.
 * `nativeBinding` is the better-sqlite3 binding to use, or null where the prebuilt one of the package runs (Node-API 10 and later).
 */
export async function resolveRuntime({ log = () => {} } = {}) {
  const { kind, folder, title } = await chooseRuntime(log);
  const version = versionIn(folder);
  const nativeBinding = runsPrebuiltBinding(version) ? null : await nodeApi9Binding(log);
  const args = [];
  if (process.platform === 'linux' && process.getuid() === 0) {
    args.push('--no-sandbox');
    log('当前用户是 root：Electron 只能以 --no-sandbox 启动；日常使用请换普通用户。');
  }
  log(`运行环境：${title}（Electron ${version}）`);
  return { kind, version, executable: path.join(folder, executableIn), args, nativeBinding };
}

async function chooseRuntime(log) {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    if (!existsSync(path.join(override, executableIn)))
      throw new Error(`ELECTRON_OVERRIDE_DIST_PATH 指向的目录里没有 ${executableIn}：${override}`);
    return { kind: 'override', folder: path.resolve(override), title: 'ELECTRON_OVERRIDE_DIST_PATH 指定的 Electron' };
  }
  const installed = { kind: 'installed', folder: path.join(electronPackage, 'dist'), title: '已安装的 Electron' };
  const isInstalled = () => existsSync(path.join(installed.folder, executableIn)) && existsSync(path.join(electronPackage, 'path.txt'));
  if (isInstalled()) return installed;
  if (await downloadElectron(electronPackage, isInstalled, log)) return { ...installed, kind: 'downloaded', title: '刚下载的 Electron' };
  if (fallbackAvailable) return { kind: 'fallback', folder: await fallbackRuntime(log), title: '备用的 Electron，仅供开发和测试' };
  throw new Error(
    '没有可用的 Electron。请用 ELECTRON_MIRROR 指定可访问的镜像，或用 ELECTRON_OVERRIDE_DIST_PATH 指定已解压的 Electron 目录。',
  );
}

function versionIn(folder) {
  const file = path.join(folder, 'version');
  if (!existsSync(file)) throw new Error(`${folder} 不是完整的 Electron 目录：缺少 version 文件`);
  return readFileSync(file, 'utf8').trim().replace(/^v/, '');
}

/** Electron 35 is the first with Node-API 10 (Node 22.14). On an older one the prebuilt binding crashes without a message. */
function runsPrebuiltBinding(electronVersion) {
  return Number.parseInt(electronVersion, 10) >= 35;
}

/**
 * `node scripts/runtime.mjs --json`: prints { executable, args, nativeBinding } for another program to run Electron with, on a virtual
 * display where there is none; messages go to stderr. Without --json it only prepares the runtime.
 */
if (import.meta.main) {
  try {
    await ensureSystem(hasDisplay ? ['electron'] : ['electron', 'display']);
    const runtime = await resolveRuntime({ log: console.error });
    const [executable, args] = onDisplay(runtime.executable, runtime.args);
    console.log(process.argv.includes('--json') ? JSON.stringify({ ...runtime, executable, args }) : runtime.executable);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
