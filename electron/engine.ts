/** The utility process: opens the workspace and serves the contract on message ports. Main never touches SQLite. */
import { Worker } from 'node:worker_threads';
import type { MessagePortMain } from 'electron';
import { api } from './api/index';
import type { Reply } from './api/failure';
import { Turnstile } from './gate';
import { remoteShell } from './remoteShell';
import type { EngineMessage, EngineSettings, FromWorkerMessage, MainMessage, PageMessage, ToMainMessage, ToWorkerMessage } from './wire';
import { systemClock } from './workspace/clock';
import { Content } from './workspace/content';
import { WorkspaceHost } from './workspace/host';

const settings = JSON.parse(process.argv[2] ?? '{}') as EngineSettings;
const parent = process.parentPort;
const toMain = (message: ToMainMessage) => parent.postMessage(message);
const pages = new Set<MessagePortMain>();
const toPages = (message: EngineMessage) => pages.forEach((page) => page.postMessage(message));
const gate = new Turnstile();
const { shell, answer } = remoteShell(toMain);
const log: NonNullable<ConstructorParameters<typeof WorkspaceHost>[0]['log']> = ({ cause, ...event }) =>
  toMain({ type: 'log', ...event, ...(cause === undefined ? {} : { cause: cause instanceof Error ? cause.stack ?? cause.message : String(cause) }) });

const host = new WorkspaceHost({
  procedures: api, content: new Content(settings.resources), shell, clock: systemClock, actor: { id: '', name: settings.actor }, version: settings.version,
  migrationsFolder: settings.migrations, nativeBinding: settings.nativeBinding, home: settings.home, gate, log,
  runTask: (name, input, options) => runInWorker(name, input, options),
  changed: (subjects) => {
    toPages({ event: 'changed', subjects });
    indexInBackground();
  },
  stateChanged: () => {
    stopWorker();
    const state = host.state();
    toMain({ type: 'workspace', name: state.open ? state.name : '', folder: state.open ? state.folder : null });
    toPages({ event: 'state' });
    if (state.open) indexInBackground();
  },
});

let indexing = false;
/** Small portions, so that no query waits long behind them. */
function indexInBackground(): void {
  if (indexing) return;
  indexing = true;
  const portion = async () => {
    await gate.enter();
    let done = 0;
    try {
      done = host.dispatcher?.catchUpSearch(60) ?? 0;
    } catch (cause) {
      log({ level: 'warn', message: 'search index', cause });
    } finally {
      gate.leave();
    }
    if (done > 0) setTimeout(() => void portion(), 2);
    else indexing = false;
  };
  void portion();
}

interface Running { resolve(reply: Reply<unknown>): void; progress: ((done: number | undefined, key: string) => void) | undefined }
let worker: Worker | undefined;
const running = new Map<number, Running>();
let lastTask = 0;

/** The worker has a connection of its own; it enters the gate before it writes, and queries here go on. */
function runInWorker(name: string, input: unknown, { signal, progress }: { signal?: AbortSignal; progress?: Running['progress'] }): Promise<Reply<unknown>> {
  worker ??= startWorker();
  const id = (lastTask += 1);
  const send = (message: ToWorkerMessage) => worker?.postMessage(message);
  return new Promise((resolve) => {
    running.set(id, { resolve, progress });
    signal?.addEventListener('abort', () => send({ type: 'cancel', id }), { once: true });
    send({ type: 'run', id, name, input });
  });
}

function startWorker(): Worker {
  const started = new Worker(new URL('./worker.js', import.meta.url));
  const send = (message: ToWorkerMessage) => started.postMessage(message);
  const failAll = (cause: unknown) => {
    log({ level: 'error', message: 'worker ended', cause });
    for (const [id, entry] of running) {
      entry.resolve({ ok: false, error: { code: 'UNAVAILABLE', key: 'taskEnded' } });
      running.delete(id);
    }
    if (worker === started) worker = undefined;
  };
  started.on('error', failAll);
  started.on('message', (message: FromWorkerMessage) => {
    switch (message.type) {
      case 'done':
        running.get(message.id)?.resolve(message.reply);
        running.delete(message.id);
        break;
      case 'progress': running.get(message.id)?.progress?.(message.done, message.key); break;
      case 'enter': void gate.enter().then(() => send({ type: 'gate' })); break;
      case 'leave': gate.leave(); break;
      case 'changed':
        toPages({ event: 'changed', subjects: message.subjects });
        indexInBackground();
        break;
      case 'log': log(message); break;
      case 'shell':
        void (shell[message.method as keyof typeof shell] as (...args: unknown[]) => Promise<unknown>)(...message.args).then(
          (result) => send({ type: 'shell', id: message.id, result }),
          (cause: unknown) => send({ type: 'shell', id: message.id, error: String(cause) }));
        break;
    }
  });
  send({ type: 'open', settings, folder: host.folder ?? '' });
  return started;
}

function stopWorker(): void {
  void worker?.terminate();
  worker = undefined;
}

function serve(page: MessagePortMain): void {
  pages.add(page);
  const calls = new Map<number, AbortController>();
  page.on('message', ({ data }) => {
    const message = data as PageMessage;
    if ('cancel' in message) {
      calls.get(message.id)?.abort();
      return;
    }
    const controller = new AbortController();
    calls.set(message.id, controller);
    const send = (answerMessage: EngineMessage) => page.postMessage(answerMessage);
    void host.call(message.call, message.input, {
      signal: controller.signal,
      progress: (done, key) => send({ event: 'progress', id: message.id, done, key }),
    }).then((reply) => {
      calls.delete(message.id);
      send({ id: message.id, reply });
    });
  });
  page.on('close', () => {
    pages.delete(page);
    for (const controller of calls.values()) controller.abort();
  });
  page.start();
}

parent.on('message', ({ data, ports }) => {
  const message = data as MainMessage;
  switch (message.type) {
    case 'port':
      if (ports[0]) serve(ports[0]);
      break;
    case 'shell': answer(message); break;
    case 'quit':
      stopWorker();
      void host.close().finally(() => {
        toMain({ type: 'bye' });
        setTimeout(() => process.exit(0), 50);
      });
      break;
  }
});

/** A workspace that cannot be opened is told to the page when it asks; the application starts all the same. */
async function begin(): Promise<void> {
  const folder = settings.workspace ?? host.state().recent[0]?.folder;
  if (folder !== undefined && folder !== null) {
    const reply = await host.call('workspace.open', { folder });
    if (!reply.ok) log({ level: 'warn', message: `cannot open: ${reply.error.key}` });
  }
  toMain({ type: 'ready' });
}
void begin();
