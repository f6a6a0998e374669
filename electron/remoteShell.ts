import { printThroughFiles } from './workspace/printFile';
import type { MainShell, Shell } from './workspace/shell';

/** A shell whose methods are done elsewhere: the engine asks main, the worker asks the engine. */
export function remoteShell(send: (message: { type: 'shell'; id: number; method: string; args: unknown[] }) => void): {
  shell: Shell & MainShell;
  /** Call with every answer that arrives. */
  answer(message: { id: number; result?: unknown; error?: string }): void;
} {
  let last = 0;
  const waiting = new Map<number, { resolve(value: unknown): void; reject(cause: Error): void }>();
  const ask = <T>(method: keyof MainShell, ...args: unknown[]): Promise<T> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve: resolve as (value: unknown) => void, reject });
      send({ type: 'shell', id: last, method, args });
    });
  const print: MainShell['print'] = (job) => ask('print', job);
  return {
    shell: {
      print,
      printPdf: printThroughFiles(print),
      chooseFolder: (title) => ask('chooseFolder', title),
      chooseFiles: (title, extensions) => ask('chooseFiles', title, extensions),
      chooseSave: (title, name) => ask('chooseSave', title, name),
      openPath: (path) => ask('openPath', path),
    },
    answer: ({ id, result, error }) => {
      const entry = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) entry?.resolve(result);
      else entry?.reject(new Error(error));
    },
  };
}
