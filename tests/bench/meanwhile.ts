import { rmSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Turnstile } from '../../electron/gate';
import { TaskWorker } from '../../electron/taskWorker';
import type { EngineSettings } from '../../electron/wire';
import { benchHost, generated, must, type BenchMachine } from './generate';
import { held, type Measured } from './measure';

const firstPage = { offset: 0, limit: 100, sort: { by: 'level', descending: false }, filter: {} };

/**
 * Many rows imported as the application does it, in a thread of its own, beside a register of a tenth of them: how long the first page
 * of the list waits meanwhile, what of it is work and not a machine that others use, and how long the engine's own thread is held up.
 */
export async function benchMeanwhile(machine: BenchMachine, rows: number): Promise<Measured[]> {
  const folder = await generated(machine, rows / 10, 'import-meanwhile');
  const gate = new Turnstile();
  const settings: EngineSettings = {
    home: machine.cache,
    resources: path.join(machine.root, 'resources'),
    migrations: path.join(machine.root, 'db/migrations'),
    nativeBinding: null,
    version: '0.0.0-bench',
    workspace: null,
    userName: '测量',
  };
  const tasks = new TaskWorker({
    start: () => {
      const thread = new Worker(path.join(machine.root, 'out/main/worker.js'));
      thread.postMessage({ type: 'open', settings, folder });
      return thread;
    },
    gate,
    hear: () => {},
    log: (cause) => console.error(cause),
  });
  const host = benchHost(machine, {
    gate,
    runTask: (_thread, name, input, options) => tasks.run(name, input, options),
    settle: () => tasks.end(),
  });
  await must(host.call('workspace.open', { folder }));
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
