import './node24.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readChild } from './child.mjs';

/** What each purpose needs of the system, and how its presence is seen. Names are Debian's. */
const needs = {
  electron: [
    { package: 'libgtk-3-0', library: 'libgtk-3.so.0' },
    { package: 'libnss3', library: 'libnss3.so' },
    { package: 'libgbm1', library: 'libgbm.so.1' },
    { package: 'libasound2', library: 'libasound.so.2' },
    { package: 'libxss1', library: 'libXss.so.1' },
    { package: 'fonts-noto-cjk', file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc' },
  ],
  display: [
    { package: 'xvfb', program: 'xvfb-run' },
    { package: 'xauth', program: 'xauth' },
  ],
  compiler: [
    { package: 'build-essential', program: 'g++' },
    { package: 'build-essential', program: 'make' },
    { package: 'python3', program: 'python3' },
  ],
  rendering: [{ package: 'poppler-utils', program: 'pdftotext' }],
};

/** True where a window can be shown without a virtual display. */
export const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Makes sure that what the given purposes need is installed: installs it with apt-get as root or with a sudo that asks for no
 * password, else throws with the one command to run. Does nothing on other systems than Linux.
 */
export async function ensureSystem(purposes, log = console.error) {
  const missing = () => missingPackages(purposes);
  if (missing().length === 0) return;
  const packages = missing().map(nameOnThisRelease);
  const elevated = process.getuid() === 0 ? [] : ['sudo'];
  const advice = `缺少系统组件，请运行：\n  ${[...elevated, 'apt-get install -y', ...packages].join(' ')}`;
  if (!programInPath('apt-get')) throw new Error(`缺少系统组件，请用本机的软件包管理器安装（Debian 上的名称）：${packages.join(' ')}`);
  if (elevated.length > 0 && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) throw new Error(advice);

  log(`正在安装系统组件：${packages.join(' ')}`);
  const aptGet = (...args) => {
    const [program, ...rest] = [
      ...elevated,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-y',
      '-o',
      'DPkg::Lock::Timeout=300',
      ...args,
    ];
    return readChild(program, rest);
  };
  try {
    // An update fails when one of several sources is out of reach; the installation may succeed all the same.
    await aptGet('update').catch((error) => log(error.message));
    await aptGet('install', '--no-install-recommends', ...missing().map(nameOnThisRelease));
  } catch (error) {
    throw new Error(`${advice}\n${error.message}`, { cause: error });
  }
  if (missing().length > 0) throw new Error(advice);
}

function missingPackages(purposes) {
  if (process.platform !== 'linux') return [];
  const libraries = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';
  const present = (need) =>
    need.library ? libraries.includes(`${need.library} `) : need.file ? existsSync(need.file) : programInPath(need.program);
  return [
    ...new Set(
      purposes
        .flatMap((purpose) => needs[purpose])
        .filter((need) => !present(need))
        .map((need) => need.package),
    ),
  ];
}

export function programInPath(program) {
  return process.env.PATH.split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));
}

/** Debian 13 gave libraries with 64-bit time new names; the old ones are not always kept as aliases. */
function nameOnThisRelease(name) {
  const renamed = `${name}t64`;
  const known = name.startsWith('lib') && spawnSync('apt-cache', ['show', renamed], { stdio: 'ignore' }).status === 0;
  return known ? renamed : name;
}

/** `node scripts/system.mjs`: installs everything that the application and its tests need. */
if (import.meta.main) {
  try {
    await ensureSystem(Object.keys(needs));
    console.log('系统组件齐全');
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
