/** A thread for one piece of work on files: checking, restoring, salvaging. It ends with the work. */
import { parentPort, workerData } from 'node:worker_threads';
import { classify } from './api/classify';
import { AppError } from './api/failure';
import type { FileTask, FromFileThread } from './fileThread';
import { systemClock } from './workspace/clock';
import { Content } from './workspace/content';
import { fileWork } from './workspace/fileWork';

const port = parentPort;
if (!port) throw new Error('fileWorker.ts runs as a worker thread');
const send = (message: FromFileThread) => port.postMessage(message);
const { settings, name, input } = workerData as FileTask;
const machine = {
  content: new Content(settings.resources),
  migrationsFolder: settings.migrations,
  nativeBinding: settings.nativeBinding,
  version: settings.version,
  now: () => systemClock.now(),
};
try {
  const progress = (done: number | undefined, key: string) => send({ type: 'progress', done, key });
  send({ type: 'done', value: await (fileWork[name] as (...given: unknown[]) => Promise<unknown>)(input, machine, { progress }) });
} catch (cause) {
  const failure = cause instanceof AppError ? cause.failure : classify(cause);
  if (failure) send({ type: 'refused', failure });
  else throw cause;
}
