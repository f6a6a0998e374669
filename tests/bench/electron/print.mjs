/*
 * The printing process of the terminal in a measured Electron. On the signal SIGUSR2 it tells for how long its main thread, through
 * which the windows of the application speak too, was held up at most since the signal before, by the clock and on the processor:
 * lines read `BENCH [milliseconds, milliseconds]`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Milliseconds that this thread has been on a processor. */
const onProcessor = () => Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1e6;

let last = { clock: performance.now(), processor: onProcessor() };
let longest = [0, 0];
setInterval(() => {
  const now = { clock: performance.now(), processor: onProcessor() };
  longest = [Math.max(longest[0], now.clock - last.clock), Math.max(longest[1], now.processor - last.processor)];
  last = now;
}, 1);
process.on('SIGUSR2', () => {
  process.stdout.write(`BENCH ${JSON.stringify(longest)}\n`);
  longest = [0, 0];
});
await import(pathToFileURL(path.join(process.env.ANZE_ROOT, 'out/main/printer.js')));
