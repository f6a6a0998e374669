import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { generated, type BenchMachine } from './generate';
import { held, median, type Longest, type Measured } from './measure';

/** How to run Electron on this machine; worked out by scripts/bench.mjs. */
export interface Runtime {
  executable: string;
  args: string[];
  env: Record<string, string>;
}

/** Steps of a start in milliseconds since the process was asked for, and what it then held. */
interface Start {
  steps: Record<string, number>;
  /** Memory of all its processes in MB, shared pages divided among those who share them. */
  pss: number | null;
  scrolled: { frames: number; longTasks: number; longest: number; height: number } | null;
  drawn: { ours: MapFrames; reference: MapFrames } | null;
  visited: Longest | null;
  written: Written | null;
}

/** Letters made and written by the buttons: milliseconds in all, and what held up the page between two frames and the main process. */
export interface Written {
  took: number;
  frames: number;
  page: Longest;
  main: Longest;
}

/** Frames drawn while a plan is moved about: mean and the slowest twentieth, in milliseconds. */
export type MapFrames = Record<'pan' | 'zoom' | 'drag', { frames: number; mean: number; slow: number }>;

const rowOfList = '[role="row"][aria-rowindex="2"]:not([aria-busy])';
const anyList = `${rowOfList}, .tabler-icon-shield-search`;

interface Wish {
  name: string;
  workspace?: string;
  selector: string;
  idleSeconds?: number;
  scrollSeconds?: number;
  /** Page to begin with, the register where it is left out. */
  page?: string;
  mapSeconds?: number;
  /** Address of a page to go to afterwards and what is to be seen there. */
  visit?: [address: string, selector: string];
  /** Folder into which the letters of everybody are written. */
  letters?: string;
}

export async function start(
  machine: BenchMachine,
  runtime: Runtime,
  { name, workspace, selector, idleSeconds = 0, scrollSeconds = 0, page = '/risk', mapSeconds = 0, visit, letters }: Wish,
): Promise<Start> {
  const bare = workspace === undefined;
  const folder = path.join(machine.root, 'tests/bench/electron');
  const from = Date.now();
  const child = spawn(
    runtime.executable,
    [...runtime.args, '--log-level=3', path.join(folder, 'hook.mjs'), ...(bare ? [] : ['--workspace', workspace])],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {
        ...runtime.env,
        // The virtual display was begun after that environment was made.
        ...Object.fromEntries(['DISPLAY', 'XAUTHORITY'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
        ANZE_USER_DATA: path.join(machine.cache, `user-${name}`),
        ANZE_BENCH_MAIN: bare ? path.join(folder, 'bare.mjs') : path.join(machine.root, 'out/main/main.js'),
        ANZE_BENCH_ROOT: bare ? '' : machine.root,
        ANZE_BENCH_SELECTOR: selector,
        ANZE_BENCH_PAGE: page,
        ANZE_BENCH_MAP: mapSeconds === 0 ? '' : String(mapSeconds),
        ANZE_BENCH_VISIT: visit ? JSON.stringify(visit) : '',
        ANZE_BENCH_LETTERS: letters ?? '',
        ANZE_BENCH_SCROLL: scrollSeconds === 0 ? '' : String(scrollSeconds),
        ANZE_TODAY: '2026-11-21',
      },
    },
  );
  const steps: Record<string, number> = {};
  let scrolled: Start['scrolled'] = null;
  let drawn: Start['drawn'] = null;
  let visited: Start['visited'] = null;
  let written: Start['written'] = null;
  let pss: number | null = null;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    const limit = setTimeout(
      () => {
        child.kill('SIGKILL');
        reject(new Error(`${name}: 没有等到列表出现（已到 ${Object.keys(steps).join('、')}）`));
      },
      60_000 + (scrollSeconds + mapSeconds * 6 + (visit || letters ? 180 : 0)) * 1000,
    );
    let rest = '';
    child.stdout.on('data', (data: Buffer) => {
      const lines = (rest + String(data)).split('\n');
      rest = lines.pop()!;
      for (const line of lines.filter((entry) => entry.startsWith('BENCH '))) {
        const [step, value] = JSON.parse(line.slice(6)) as [string, unknown];
        if (step === 'scrolled') scrolled = value as Start['scrolled'];
        else if (step === 'drawn') drawn = value as Start['drawn'];
        else if (step === 'visited') visited = value as Start['visited'];
        else if (step === 'written') written = value as Start['written'];
        else steps[step] ??= (value as number) - from;
        if (step !== 'done') continue;
        clearTimeout(limit);
        resolve();
      }
    });
  });
  if (idleSeconds > 0) {
    await rest(idleSeconds * 1000);
    pss = treeOf(child.pid!).reduce((sum, pid) => sum + pssOf(pid), 0);
  }
  child.stdin.write('quit\n');
  await ended;
  return { steps, pss, scrolled, drawn, visited, written };
}

/** A process and all that descend from it. */
function treeOf(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return [Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const;
      } catch {
        return [0, 0] as const;
      }
    });
  const tree = [root];
  for (const pid of tree) tree.push(...parents.filter(([, parent]) => parent === pid).map(([child]) => child));
  return tree;
}

function pssOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** From the start of the process to the register in use, against a bare window and against an empty workspace; memory at rest. */
export async function benchStart(
  machine: BenchMachine,
  rows: number,
  runtime: Runtime,
  runs: number,
): Promise<{ measured: Measured[]; steps: Record<string, Record<string, number>> }> {
  const kinds: readonly Wish[] = [
    { name: 'bare', selector: '' },
    { name: 'full', workspace: await generated(machine, rows, 'start-full'), selector: anyList },
    { name: 'empty', workspace: await generated(machine, 0, 'start-empty'), selector: anyList },
  ];
  const seen: Record<string, Start[]> = {};
  // The first of each warms the caches of disk and code, as yesterday's use has on a real machine.
  for (const kind of kinds) await start(machine, runtime, kind);
  for (let run = 0; run < runs; run += 1) {
    for (const kind of kinds)
      (seen[kind.name] ??= []).push(await start(machine, runtime, { ...kind, idleSeconds: run === 0 || run === 1 ? 8 : 0 }));
  }
  const middle = (name: string, step: string) =>
    median(seen[name]!.map(({ steps }) => steps[step] ?? Number.NaN).filter((value) => !Number.isNaN(value)));
  const memory = (name: string) => median(seen[name]!.flatMap(({ pss }) => (pss === null ? [] : [pss])));
  const names = [
    'main',
    'ready',
    'engineForked',
    'window',
    'engineSpawned',
    'navigated',
    'loaded',
    'firstPaint',
    'firstContent',
    'engineOpened',
    'rowsInPage',
    'rowsPainted',
  ];
  return {
    measured: [
      held(
        `启动到风险清单可用（${rows} 条）`,
        middle('full', 'rowsPainted'),
        middle('bare', 'firstPaint'),
        1.35,
        '空 Electron 窗口的首次绘制',
      ),
      held(`启动到风险清单可用（${rows} 条）`, middle('full', 'rowsPainted'), middle('empty', 'rowsPainted'), 1.1, '空工作区的启动'),
      held('静置内存 PSS（MB）', memory('full'), memory('bare'), 1.4, '空 Electron 窗口'),
    ],
    steps: Object.fromEntries(
      kinds.map(({ name }) => [
        name,
        Object.fromEntries(names.map((step) => [step, Math.round(middle(name, step))]).filter(([, value]) => !Number.isNaN(value))),
      ]),
    ),
  };
}

/** Long scrolling through all rows: how long the page was blocked at most. */
export async function benchScroll(machine: BenchMachine, rows: number, runtime: Runtime, seconds = 20): Promise<Measured[]> {
  const { scrolled } = await start(machine, runtime, {
    name: 'scroll',
    workspace: await generated(machine, rows, 'start-full'),
    selector: rowOfList,
    scrollSeconds: seconds,
  });
  if (scrolled === null) throw new Error('没有滚动');
  return [
    {
      name: `滚动 ${rows} 条 ${seconds} 秒（${scrolled.frames} 帧），最长阻塞（毫秒）`,
      ours: scrolled.longest,
      reference: 50,
      ratio: scrolled.longest / 50,
      target: 1,
      against: `50 毫秒；超过的有 ${scrolled.longTasks} 次`,
    },
  ];
}
