import { cp, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { cached } from './cache.mjs';
import { readChild } from './child.mjs';
import { fetchPackage } from './npm-package.mjs';
import { ensureSystem } from './system.mjs';

const modules = path.join(import.meta.dirname, '../node_modules');
const source = path.join(modules, 'better-sqlite3');

/** Returns the file of a better-sqlite3 binding that runs on Node-API 9 (Electron before 35), compiled on the first call. */
export async function nodeApi9Binding(log) {
  const { version } = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8'));
  const name = `better-sqlite3-${version}-napi9-${process.platform}-${process.arch}`;
  const folder = await cached(
    name,
    (staging) => compile(staging, log),
    () => log('另一个进程正在编译 better-sqlite3，等待其完成……'),
  );
  return path.join(folder, 'better_sqlite3.node');
}

async function compile(staging, log) {
  await ensureSystem(['compiler'], log);
  log('正在为备用运行环境编译 better-sqlite3（约 1–3 分钟，只需一次）……');
  const work = path.join(staging, 'work');
  await mkdir(work);
  for (const part of ['binding.gyp', 'package.json', 'deps', 'lib', 'src'])
    await cp(path.join(source, part), path.join(work, part), { recursive: true });

  // The package asks for Node-API 10 only to be able to run finalizers later; the experimental Node-API 9 has the same, under these names.
  const recipe = path.join(work, 'binding.gyp');
  const original = await readFile(recipe, 'utf8');
  const changed = original.replace("'NAPI_VERSION=10'", "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'");
  if (changed === original)
    throw new Error('better-sqlite3 的 binding.gyp 已改变，找不到 NAPI_VERSION=10：请检查 scripts/native-binding.mjs');
  await writeFile(recipe, changed);

  const gyp = path.join(modules, 'node-gyp/bin/node-gyp.js');
  await readChild(
    process.execPath,
    [gyp, 'rebuild', '--release', '--force_build=1', '--jobs=2', `--nodedir=${await nodeFolder(staging)}`],
    {
      cwd: work,
      // node-gyp calls `node` by name, and the copy must still find node-addon-api.
      env: { ...process.env, PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`, NODE_PATH: modules },
    },
  );
  const binding = path.join(staging, 'better_sqlite3.node');
  await copyFile(path.join(work, 'build/Release/better_sqlite3.node'), binding);
  await rm(work, { recursive: true });
  await rm(path.join(staging, 'headers'), { recursive: true, force: true });
  await proveItLoads(binding);
}

/**
 * The folder of Node's headers. The npm package `node` fetches another one that holds them, but npm clears that away at the next
 * installation; node-gyp itself would turn to a host that may be out of reach.
 */
async function nodeFolder(staging) {
  const carrier = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const places = [path.join(modules, 'node/node_modules', carrier), path.join(process.execPath, '../..')];
  const place = places.find((candidate) => existsSync(path.join(candidate, 'include/node/node_api.h')));
  return place ?? fetchPackage(`${carrier}@${process.versions.node}`, path.join(staging, 'headers'));
}

async function proveItLoads(binding) {
  const program = `new (require(${JSON.stringify(source)}))(':memory:', { nativeBinding: ${JSON.stringify(binding)} }).exec('create virtual table t using fts5(x)')`;
  await readChild(process.execPath, ['-e', program]);
}
