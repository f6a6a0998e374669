import { randomBytes } from 'node:crypto';
import { closeSync, cpSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../../db/open';
import { workspacePaths } from '../../electron/workspace/paths';
import { generated, must, type benchHost, type BenchMachine } from './generate';
import { held, type Measured } from './measure';
import { threadedHost } from './threads';

const firstPage = { offset: 0, limit: 100, sort: { by: 'level', descending: false }, filter: {} };
/** Evidence in MB, in files as large as a picture of a telephone. */
const amounts = [100, 500] as const;
const pictureSize = 5 * 2 ** 20;

/**
 * A first backup of a register with its evidence, made beside the engine as the application does it: how long it takes against copying,
 * flushing and checking the same bytes, whether five times the evidence takes more than five times as long, how long the window waits.
 */
export async function benchBackup(machine: BenchMachine, rows: number): Promise<Measured[]> {
  const times = new Map<number, { ours: number; reference: number; stall: number; bytes: number }>();
  for (const amount of amounts) times.set(amount, await measured(machine, rows, amount));
  const [less, more] = amounts.map((amount) => times.get(amount)!);
  return [
    ...amounts.map((amount) => {
      const { ours, reference } = times.get(amount)!;
      return held(`备份 ${rows} 条风险和 ${amount} MB 证据（毫秒）`, ours, reference, 1.5, '复制、刷盘并检查同样的字节');
    }),
    held(
      `备份从 ${amounts[0]} 到 ${amounts[1]} MB 证据，用时之比对字节之比`,
      more!.ours / less!.ours,
      more!.bytes / less!.bytes,
      1.2,
      '字节之比',
    ),
    held('备份时引擎最长停顿（毫秒）', Math.max(less!.stall, more!.stall), 50, 1, '50 毫秒'),
  ];
}

async function measured(machine: BenchMachine, rows: number, amount: number) {
  const folder = await generated(machine, rows, 'backup');
  const { database, attachments, backups } = workspacePaths(folder);
  const host = await threadedHost(machine, folder);
  const { rows: listed } = (await must(host.call('risk.list', firstPage))) as { rows: { id: string }[] };
  await attach(host, path.join(machine.cache, 'evidence'), listed[0]!.id, amount);
  rmSync(backups, { recursive: true, force: true });
  mkdirSync(backups);

  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const from = performance.now();
  let isDone = false;
  const made = must(host.call('backup.run', { why: 'manual' })).finally(() => (isDone = true));
  while (!isDone) {
    await must(host.call('risk.list', firstPage));
    await pause(5);
  }
  const { databaseSize, fileSize } = (await made) as { databaseSize: number; fileSize: number };
  const ours = performance.now() - from;
  loop.disable();
  await host.close();
  const reference = copied([database, attachments], path.join(machine.cache, 'copy'));
  rmSync(folder, { recursive: true, force: true });
  return { ours, reference, stall: loop.max / 1e6, bytes: databaseSize + fileSize };
}

/** Files of random bytes, as evidence of one risk. */
async function attach(host: ReturnType<typeof benchHost>, folder: string, subjectId: string, amount: number): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = Array.from({ length: amount / 5 }, (_, i) => path.join(folder, `${i}.jpg`));
  for (const file of files) writeFileSync(file, randomBytes(pictureSize));
  await must(host.call('attachment.addFiles', { place: { subject: 'risk', subjectId, use: 'evidence' }, files }));
  rmSync(folder, { recursive: true, force: true });
}

/** The same bytes copied, flushed and, where they are a database, checked. @returns milliseconds */
function copied(places: readonly string[], target: string): number {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const from = performance.now();
  for (const place of places) cpSync(place, path.join(target, path.basename(place)), { recursive: true });
  for (const entry of readdirSync(target, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const handle = openSync(path.join(entry.parentPath, entry.name), 'r+');
    fsyncSync(handle);
    closeSync(handle);
  }
  const sqlite = openDatabase({ file: path.join(target, path.basename(places[0]!)), nativeBinding: null, cache: 65_536 });
  sqlite.pragma('integrity_check');
  sqlite.close();
  const took = performance.now() - from;
  rmSync(target, { recursive: true, force: true });
  return took;
}
