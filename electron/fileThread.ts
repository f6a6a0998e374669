import { Worker } from 'node:worker_threads';
import { paced } from './api/paced';
import { AppError, unavailable, type Failure } from './api/failure';
import type { DoFileWork, FileWork } from './workspace/fileWork';
import type { EngineSettings } from './wire';

export interface FileTask {
  settings: EngineSettings;
  name: keyof FileWork;
  input: unknown;
}
export type FromFileThread =
  | { type: 'progress'; done: number | undefined; key: string }
  | { type: 'done'; value: unknown }
  | { type: 'refused'; failure: Failure };

/**
 * Does work on files in a thread for each piece, so that the engine goes on answering. Whoever cancels ends the thread: SQLite's check
 * cannot be asked to stop, and what was staged is cleared away by whoever asked for it.
 */
export const inFileThread =
  (
    settings: EngineSettings,
    start = (task: FileTask) => new Worker(new URL('./fileWorker.js', import.meta.url), { workerData: task }),
  ): DoFileWork =>
  (name, input, { signal, progress } = {}) => {
    const work = new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const thread = start({ settings, name, input });
      const tell = progress && paced(progress);
      // Ended before it is answered: what it writes is written, or it is not running any more.
      const end = () => void thread.terminate().then(() => reject(signal!.reason as Error));
      signal?.addEventListener('abort', end, { once: true });
      thread.on('message', (message: FromFileThread) => {
        switch (message.type) {
          case 'progress':
            tell?.(message.done, message.key);
            break;
          case 'done':
            resolve(message.value);
            break;
          case 'refused':
            reject(new AppError(message.failure));
            break;
        }
      });
      thread.on('error', reject);
      thread.on('exit', () => {
        signal?.removeEventListener('abort', end);
        reject(unavailable('taskEnded'));
      });
    });
    return work as never;
  };
