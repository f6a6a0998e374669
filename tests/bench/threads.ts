import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Turnstile } from '../../electron/gate';
import { TaskWorker } from '../../electron/taskWorker';
import type { EngineSettings } from '../../electron/wire';
import { benchHost, must, type BenchMachine } from './generate';

/** A workspace opened as the application does it: long work goes to a thread of its own. */
export async function threadedHost(machine: BenchMachine, folder: string) {
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
  return host;
}
