import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { PrintPdf } from '../../electron/filing/render/pdf';
import { printThroughFiles } from '../../electron/workspace/printFile';
import type { BenchMachine } from './generate';
import type { Longest } from './measure';
import type { Runtime } from './start';

export interface MeasuredPrinter {
  printPdf: PrintPdf;
  /** Longest time that the main thread was held up since it was last asked. */
  heldUp(): Promise<Longest>;
  close(): void;
}

/** The printer of the terminal in an Electron that is watched. */
export async function startPrinter(machine: BenchMachine, runtime: Runtime): Promise<MeasuredPrinter> {
  const child = spawn(runtime.executable, [...runtime.args, '--log-level=3', path.join(machine.root, 'tests/bench/electron/print.mjs')], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      ...runtime.env,
      // The virtual display was begun after that environment was made.
      ...Object.fromEntries(['DISPLAY', 'XAUTHORITY'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
      ANZE_ROOT: machine.root,
    },
  });
  const waiting = new Map<number | 'loop', { resolve(line: string): void; reject(cause: Error): void }>();
  const answer = (of: number | 'loop') => new Promise<string>((resolve, reject) => waiting.set(of, { resolve, reject }));
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the printing process ended'));
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('BENCH ')) return waiting.get('loop')?.resolve(line.slice(6));
    if (!line.startsWith('{')) return;
    const { id, error } = JSON.parse(line) as { id: number; error?: string };
    if (error === undefined) waiting.get(id)?.resolve(line);
    else waiting.get(id)?.reject(new Error(error));
  });
  await answer(0);
  let last = 0;
  return {
    printPdf: printThroughFiles(async (job) => {
      last += 1;
      const printed = answer(last);
      child.stdin.write(`${JSON.stringify({ id: last, ...job })}\n`);
      await printed;
    }),
    heldUp: async () => {
      const told = answer('loop');
      child.kill('SIGUSR2');
      const [clock, processor] = JSON.parse(await told) as [number, number];
      return { clock, processor };
    },
    close: () => child.stdin.end(),
  };
}
