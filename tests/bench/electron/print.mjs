/*
 * The printing process of the terminal in a measured Electron. On the signal SIGUSR2 it tells for how long its main thread, through
 * which the windows of the application speak too, was held up at most since the signal before: lines read `BENCH milliseconds`.
 */
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

const loop = monitorEventLoopDelay({ resolution: 1 });
loop.enable();
process.on('SIGUSR2', () => {
  process.stdout.write(`BENCH ${loop.max / 1e6}\n`);
  loop.reset();
});
await import(pathToFileURL(path.join(process.env.ANZE_ROOT, 'out/main/printer.js')));
