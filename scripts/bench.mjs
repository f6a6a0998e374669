import './node24.mjs';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildIfStale } from './build.mjs';
import { runChild } from './child.mjs';
import { electronEnvironment, onDisplay } from './launch.mjs';
import { resolveRuntime } from './runtime.mjs';
import { ensureSystem, hasDisplay } from './system.mjs';

const root = path.join(import.meta.dirname, '..');
const results = path.join(root, 'out/bench');
const log = (message) => console.log(message);
/** Each in a process of its own, so that none measures what another left in memory. */
const parts = ['start', 'scroll', 'map', 'list', 'command', 'import', 'compare', 'papers', 'staff', 'backup'];

/**
 * `npm run bench [-- --only=start,list --rows=100000 --runs=9]`: measures the application against a reference in the same run, writes
 * out/bench/<part>.json and prints a table. Only the ratios mean something on another machine.
 */
async function bench(args) {
  const option = (name) => args.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  const wanted = option('only')?.split(',') ?? parts;
  const unknown = wanted.filter((part) => !parts.includes(part));
  if (unknown.length > 0) throw new Error(`--only= 只能是 ${parts.join('、')}`);
  await ensureSystem(hasDisplay ? ['electron'] : ['electron', 'display'], log);
  const { executable, args: electronArgs, ...runtime } = await resolveRuntime({ log });
  await buildIfStale({ log });
  await bundle();
  mkdirSync(results, { recursive: true });
  for (const part of wanted) {
    log(`正在测量：${part}……`);
    const task = { part, root, rows: Number(option('rows') ?? 100_000), runs: Number(option('runs') ?? 9) };
    const env = electronEnvironment(runtime);
    const line = [
      process.execPath,
      [path.join(results, 'program/main.js'), JSON.stringify({ ...task, runtime: { executable, args: electronArgs, env } })],
    ];
    const onScreen = ['start', 'scroll', 'map', 'papers', 'staff'].includes(part);
    const code = await runChild(...(onScreen ? onDisplay(...line) : line), { cwd: root });
    if (code !== 0) throw new Error(`测量没有完成：${part}`);
  }
  const tables = wanted.map((part) => JSON.parse(readFileSync(path.join(results, `${part}.json`), 'utf8')));
  for (const { measured, steps } of tables) {
    for (const row of measured) log(line(row));
    for (const [name, times] of Object.entries(steps ?? {}))
      log(
        `  ${name}：${Object.entries(times)
          .map((entry) => entry.join(' '))
          .join('，')}`,
      );
  }
  const missed = tables.flatMap(({ measured }) => measured).filter(({ ratio, target }) => target !== null && ratio > target);
  log(missed.length === 0 ? '全部达到目标' : `${missed.length} 项没有达到目标：${missed.map(({ name }) => name).join('；')}`);
  return 0;
}

const line = ({ name, ours, reference, ratio, target, against }) =>
  `${target === null ? ' ' : ratio <= target ? '✓' : '✗'} ${name}：${ratio.toFixed(2)} 倍${target === null ? '' : `（目标 ≤ ${target}）`}，${ours.toFixed(2)} 对 ${reference.toFixed(2)}（${against}）`;

/** The measuring program as one file: what it measures is compiled as the application is. */
async function bundle() {
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      outDir: path.join(results, 'program'),
      emptyOutDir: true,
      target: 'node24',
      rolldownOptions: {
        input: { main: path.join(root, 'tests/bench/main.ts') },
        external: ['better-sqlite3'],
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}

try {
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
