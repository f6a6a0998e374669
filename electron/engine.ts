/** The utility process: opens the workspace and serves the contract on message ports. Main never touches SQLite. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { MessagePortMain } from 'electron';
import { first } from './api/first';
import { newSeat, soleSession, type AnyProcedure, type Seat, type TaskThread } from './api/procedure';
import { inFileThread } from './fileThread';
import { Turnstile } from './gate';
import { remoteShell } from './remoteShell';
import { TaskWorker } from './taskWorker';
import { IdleCheck } from './workspace/idleCheck';
import { Upkeep } from './workspace/upkeep';
import type { EngineMessage, EngineSettings, MainMessage, PageMessage, ToMainMessage, ToWorkerMessage } from './wire';
import { systemClock } from './workspace/clock';
import { Content } from './workspace/content';
import { WorkspaceHost } from './workspace/host';

const settings = JSON.parse(process.argv[2] ?? '{}') as EngineSettings;
const parent = process.parentPort;
const toMain = (message: ToMainMessage) => parent.postMessage(message);
/** Pages and who sits there. */
const pages = new Map<MessagePortMain, Seat>();
const toPages = (message: EngineMessage) => pages.forEach((_seat, page) => page.postMessage(message));
const gate = new Turnstile();
const { shell, answer } = remoteShell(toMain);
const log: NonNullable<ConstructorParameters<typeof WorkspaceHost>[0]['log']> = ({ cause, ...event }) =>
  toMain({
    type: 'log',
    ...event,
    ...(cause === undefined ? {} : { cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }),
  });

/** What is asked for later is added when it is: reading the libraries of papers would hold up every start. */
const procedures: Record<string, AnyProcedure> = { ...first };
async function addLater(): Promise<void> {
  Object.assign(procedures, (await import('./api/later')).later);
}

const host = new WorkspaceHost({
  procedures,
  content: new Content(settings.resources),
  shell,
  clock: systemClock,
  userName: settings.userName,
  version: settings.version,
  migrationsFolder: settings.migrations,
  nativeBinding: settings.nativeBinding,
  home: settings.home,
  gate,
  log,
  fileWork: inFileThread(settings),
  runTask: async (thread, name, input, options) => {
    const reply = await threads[thread].run(name, input, options);
    if (name.startsWith('backup.')) toPages({ event: 'changed', subjects: ['backup'] });
    return reply;
  },
  beforeMany: () => upkeep.before(),
  settle: async () => {
    await upkeep.close();
    await Promise.all(Object.values(threads).map((thread) => thread.end()));
  },
  changed: heard,
  seatChanged: (seat) => {
    toLock.delete(seat);
    tellState();
  },
  stateChanged: () => {
    tellState();
    if (host.folder !== undefined) {
      folder = host.folder;
      indexInBackground();
    }
    idleCheck.opened();
    void followUpkeep(host.folder !== undefined && !host.isWatched);
  },
});

/** Rows have changed, here or in a thread. */
function heard(subjects: readonly string[]): void {
  toPages({ event: 'changed', subjects });
  // Whoever is signed in may be so no more.
  if (subjects.includes('account') || subjects.includes('accountDepartment')) tellState();
  indexInBackground();
  upkeep.changed();
}

/** Main serves attachments and printed papers as long as somebody may see them. */
function tellMain(): void {
  const state = host.state();
  const isSeen = [...pages.values()].some((seat) => host.isOpenAt(seat));
  toMain({ type: 'workspace', name: state.open ? state.name : '', folder: state.open && isSeen ? state.folder : null });
}
function tellState(): void {
  tellMain();
  toPages({ event: 'state' });
}

/** Longer than a page takes to keep what is typed, in milliseconds. */
const untilLocked = 1500;
/** Seats that are to be locked and have not been yet; whoever has come back meanwhile is not locked a second time. */
const toLock = new Set<Seat>();
/** Locks every page at which somebody is signed in. It may keep what is typed first; then it is locked whatever the page does. */
function lockPages(): void {
  for (const [page, seat] of pages) {
    if (seat.accountId === null || !host.isOpenAt(seat)) continue;
    toLock.add(seat);
    page.postMessage({ event: 'locking' } satisfies EngineMessage);
  }
  setTimeout(() => {
    for (const seat of toLock) host.sit(seat, seat.accountId, true);
  }, untilLocked);
}

/** Folder of the workspace that is open or being closed. */
let folder = '';
let isClosing = false;
/** Closing must not wait for a backup. */
const hurry = new AbortController();
/** What nobody asked for is done whoever is signed in. */
const application = soleSession('安责台');
const upkeep = new Upkeep({
  backUp: async (why) => {
    if (hurry.signal.aborted) return { ok: false, error: { code: 'UNAVAILABLE', key: 'cancelled' } };
    const reply = await threads.keeper.run(
      'backup.run',
      { why },
      {
        session: application,
        ...(isClosing && { signal: hurry.signal }),
        progress: () => {
          if (isClosing) toMain({ type: 'closing' });
        },
      },
    );
    toPages({ event: 'changed', subjects: ['backup'] });
    return reply;
  },
  log: (message) => log({ level: 'warn', message }),
});

/** Evidence is read through while nobody works. */
const idleCheck = new IdleCheck({
  now: systemClock.now,
  lastCheck: async () => {
    const due =
      host.folder === undefined || host.isWatched ? undefined : await host.call('attachment.checked', {}, { session: application });
    return due?.ok ? (due.data as { at: number | null } | null)?.at : undefined;
  },
  check: async () => {
    const reply = await threads.keeper.run('evidence.verify', {}, { session: application });
    toPages({ event: 'changed', subjects: ['attachmentCheck'] });
    return reply;
  },
  log: (message) => log({ level: 'warn', message }),
});
idleCheck.start();

async function followUpkeep(isOpen: boolean): Promise<void> {
  const reply = isOpen ? await host.call('backup.state', {}, { session: application }) : undefined;
  upkeep.opened(reply?.ok === true && (reply.data as { isBehind: boolean }).isBehind);
}

let indexing = false;
/** Small portions, so that no query waits long behind them. */
function indexInBackground(): void {
  if (indexing) return;
  indexing = true;
  const portion = async () => {
    await gate.enter();
    let done = 0;
    try {
      done = (await host.dispatcher?.catchUpSearch(60)) ?? 0;
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

/** What tasks run in, beside the queries, which go on here. */
const taskWorker = (): TaskWorker =>
  new TaskWorker({
    start: () => {
      const thread = new Worker(new URL('./worker.js', import.meta.url));
      thread.postMessage({ type: 'open', settings, folder } satisfies ToWorkerMessage);
      return thread;
    },
    gate,
    log: (cause) => log({ level: 'error', message: 'worker ended', cause }),
    hear: (message, send) => {
      switch (message.type) {
        case 'changed':
          heard(message.subjects);
          break;
        case 'log':
          log(message);
          break;
        case 'shell':
          void (shell[message.method as keyof typeof shell] as (...args: unknown[]) => Promise<unknown>)(...message.args).then(
            (result) => send({ type: 'shell', id: message.id, result }),
            (cause: unknown) => send({ type: 'shell', id: message.id, error: String(cause) }),
          );
          break;
        default:
          break;
      }
    },
  });

const threads: Record<TaskThread, TaskWorker> = { tasks: taskWorker(), keeper: taskWorker() };

/** Whatever the page may send: nothing of it ends the engine. */
const isPageMessage = (data: unknown): data is PageMessage =>
  typeof data === 'object' &&
  data !== null &&
  'id' in data &&
  typeof data.id === 'number' &&
  ('cancel' in data || ('call' in data && typeof data.call === 'string'));

function serve(page: MessagePortMain): void {
  const seat = newSeat();
  pages.set(page, seat);
  tellMain();
  const calls = new Map<number, AbortController>();
  page.on('message', ({ data }) => {
    if (!isPageMessage(data)) return;
    idleCheck.used();
    const message = data;
    if ('cancel' in message) {
      calls.get(message.id)?.abort();
      return;
    }
    const controller = new AbortController();
    calls.set(message.id, controller);
    const send = (answerMessage: EngineMessage) => page.postMessage(answerMessage);
    const ready = Object.hasOwn(procedures, message.call) ? Promise.resolve() : addLater();
    const progress = (done: number | undefined, key: string) => send({ event: 'progress', id: message.id, done, key });
    void ready
      .then(() => host.call(message.call, message.input, { seat, signal: controller.signal, progress }))
      .then((reply) => {
        calls.delete(message.id);
        send({ id: message.id, reply });
      });
  });
  page.on('close', () => {
    pages.delete(page);
    tellMain();
    for (const controller of calls.values()) controller.abort();
  });
  page.start();
}

parent.on('message', ({ data, ports }) => {
  const message = data as MainMessage;
  switch (message.type) {
    case 'port':
      // Calls wait in the port until the workspace of last time is open, so that no page hears of it as of a change.
      if (ports[0]) void begun.then(() => serve(ports[0]!));
      break;
    case 'shell':
      answer(message);
      break;
    case 'hurry':
      hurry.abort();
      break;
    case 'lock':
      lockPages();
      break;
    case 'quit':
      isClosing = true;
      void host
        .close()
        .catch((cause: unknown) => log({ level: 'error', message: 'close', cause }))
        .finally(() => {
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
    const open = () => host.call('workspace.open', { folder });
    let reply = await open();
    // After a main process that was killed its engine lives on for a moment: whoever starts the application again need not know.
    for (let wait = 250; !reply.ok && reply.error.key === 'locked' && wait <= 2_000; wait *= 2) {
      await sleep(wait);
      reply = await open();
    }
    if (!reply.ok) log({ level: 'warn', message: `cannot open: ${reply.error.key}` });
  }
  toMain({ type: 'ready' });
}
const begun = begin();
