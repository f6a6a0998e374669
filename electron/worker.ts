/** A thread with its own connection: runs tasks (import, papers, backups) while the engine's thread answers queries. */
import { parentPort } from 'node:worker_threads';
import { openDatabase } from '../db/open';
import { appliedMigrations } from '../db/migrate';
import { Dispatcher, type WriteGate } from './api/dispatch';
import { api } from './api/index';
import { remoteShell } from './remoteShell';
import type { EngineSettings, FromWorkerMessage, ToWorkerMessage } from './wire';
import { systemClock } from './workspace/clock';
import { Content } from './workspace/content';
import { workspacePaths } from './workspace/paths';

const port = parentPort;
if (!port) throw new Error('worker.ts runs as a worker thread');
const send = (message: FromWorkerMessage) => port.postMessage(message);
const { shell, answer } = remoteShell(send);
const cancels = new Map<number, AbortController>();
const entering: (() => void)[] = [];
const gate: WriteGate = {
  enter: () =>
    new Promise((resolve) => {
      entering.push(resolve);
      send({ type: 'enter' });
    }),
  leave: () => send({ type: 'leave' }),
};

let dispatcher: Dispatcher | undefined;
function open(settings: EngineSettings, folder: string): void {
  const paths = workspacePaths(folder);
  const sqlite = openDatabase({ file: paths.database, nativeBinding: settings.nativeBinding, cache: 65_536 });
  dispatcher = new Dispatcher({
    procedures: api,
    content: new Content(settings.resources),
    machine: { nativeBinding: settings.nativeBinding, migrationsFolder: settings.migrations, home: settings.home },
    userName: settings.userName,
    clock: systemClock,
    version: settings.version,
    shell,
    gate,
    connection: { sqlite, paths, schema: appliedMigrations(sqlite) },
    changed: (subjects) => send({ type: 'changed', subjects }),
    log: ({ cause, ...event }) =>
      send({
        type: 'log',
        ...event,
        ...(cause === undefined ? {} : { cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }),
      }),
  });
}

async function run({ id, name, input, seat, session }: ToWorkerMessage & { type: 'run' }): Promise<void> {
  const controller = new AbortController();
  cancels.set(id, controller);
  const reply = await dispatcher!.call(name, input, {
    ...(seat ? { seat } : {}),
    ...(session ? { session } : {}),
    signal: controller.signal,
    progress: (done, key) => send({ type: 'progress', id, done, key }),
  });
  cancels.delete(id);
  send({ type: 'done', id, reply });
}

port.on('message', (message: ToWorkerMessage) => {
  switch (message.type) {
    case 'open':
      open(message.settings, message.folder);
      break;
    case 'run':
      void run(message);
      break;
    case 'cancel':
      cancels.get(message.id)?.abort();
      break;
    case 'gate':
      entering.shift()?.();
      break;
    case 'shell':
      answer(message);
      break;
  }
});
