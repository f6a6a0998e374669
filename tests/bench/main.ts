import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { benchBackup } from './backup';
import { benchCommand } from './command';
import { benchCompare } from './compare';
import { benchImport } from './import';
import { benchList } from './list';
import { benchMap } from './map';
import type { Measured } from './measure';
import { benchPapers } from './papers';
import { benchStaff } from './staff';
import { benchScroll, benchStart, type Runtime } from './start';

interface Task {
  part: string;
  root: string;
  rows: number;
  runs: number;
  runtime: Runtime;
}

/** `main.js <task as JSON>`: measures one part and writes out/bench/<part>.json. */
const { part, root, rows, runs, runtime } = JSON.parse(process.argv[2] ?? '{}') as Task;
const folder = path.join(root, 'out/bench');
const machine = { root, cache: path.join(folder, 'cache') };
mkdirSync(machine.cache, { recursive: true });

const parts: Readonly<Record<string, () => Promise<{ measured: Measured[]; steps?: unknown }>>> = {
  start: () => benchStart(machine, rows, runtime, runs),
  scroll: async () => ({ measured: await benchScroll(machine, rows, runtime) }),
  map: async () => ({ measured: await benchMap(machine, runtime) }),
  list: async () => ({ measured: await benchList(machine, rows) }),
  compare: async () => ({ measured: await benchCompare(machine, rows) }),
  import: async () => ({ measured: await benchImport(machine, rows) }),
  papers: async () => ({ measured: await benchPapers(machine, runtime, Math.min(rows, 10_000)) }),
  staff: async () => ({ measured: await benchStaff(machine, runtime, runs) }),
  backup: async () => ({ measured: await benchBackup(machine, rows) }),
  command: async () => ({ measured: await benchCommand(machine, rows) }),
};
const result = await parts[part]!();
writeFileSync(path.join(folder, `${part}.json`), `${JSON.stringify({ part, rows, node: process.version, ...result }, null, 2)}\n`);
