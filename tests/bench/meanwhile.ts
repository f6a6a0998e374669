import { rmSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { generated, must, type benchHost, type BenchMachine } from './generate';
import { held, type Measured } from './measure';
import { threadedHost } from './threads';

const firstPage = { offset: 0, limit: 100, sort: { by: 'level', descending: false }, filter: {} };

/**
 * Many rows imported as the application does it, in a thread of its own, beside a register of a tenth of them: how long the first page
 * of the list waits meanwhile, what of it is work and not a machine that others use, and how long the engine's own thread is held up.
 */
export async function benchMeanwhile(machine: BenchMachine, rows: number): Promise<Measured[]> {
  const folder = await generated(machine, rows / 10, 'import-meanwhile');
  const host = await threadedHost(machine, folder);
  await must(host.call('risk.list', firstPage));

  let isDone = false;
  const imported = importFile(host, path.join(machine.cache, `import-${rows}.xlsx`)).finally(() => (isDone = true));
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  let longest = 0;
  let dearest = 0;
  while (!isDone) {
    const [asked, used] = [performance.now(), process.threadCpuUsage()];
    await must(host.call('risk.list', firstPage));
    longest = Math.max(longest, performance.now() - asked);
    const { user, system } = process.threadCpuUsage(used);
    dearest = Math.max(dearest, (user + system) / 1000);
    await pause(5);
  }
  loop.disable();
  await imported;
  await host.close();
  rmSync(folder, { recursive: true, force: true });
  return [
    held(`导入 ${rows} 行时，清单首页最长等待（毫秒）`, longest, 50, 1, '50 毫秒'),
    held(`导入 ${rows} 行时，清单首页最多用去的处理器时间（毫秒）`, dearest, 50, null, '50 毫秒'),
    held(`导入 ${rows} 行时，引擎最长停顿（毫秒）`, loop.max / 1e6, 50, 1, '50 毫秒'),
  ];
}

async function importFile(host: ReturnType<typeof benchHost>, file: string): Promise<void> {
  const { sessionId } = (await must(host.call('intake.plan', { subject: 'risk', files: [file] }))) as { sessionId: string };
  await must(host.call('intake.commit', { sessionId }));
}
