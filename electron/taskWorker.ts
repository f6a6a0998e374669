import type { WriteGate } from './api/dispatch';
import type { Reply } from './api/failure';
import type { CallOptions } from './api/dispatch';
import type { FromWorkerMessage, ToWorkerMessage } from './wire';

/** What is used of a worker thread. */
export interface Thread {
  postMessage(message: ToWorkerMessage): void;
  on(event: 'message', listener: (message: FromWorkerMessage) => void): unknown;
  on(event: 'error', listener: (cause: unknown) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  terminate(): Promise<unknown>;
}

interface TaskWorkerOptions {
  start(): Thread;
  gate: WriteGate;
  /** Everything but what concerns tasks and the gate: shell requests, log, changes. */
  hear(message: FromWorkerMessage, send: (message: ToWorkerMessage) => void): void;
  log(cause: unknown): void;
}

interface Running {
  resolve(reply: Reply<unknown>): void;
  progress: CallOptions['progress'];
}

/**
 * The thread that runs tasks, started with the first one. It has a connection of its own and enters the gate before it
 * writes. However it ends, every task is answered and the gate is free again.
 */
export class TaskWorker {
  readonly #options: TaskWorkerOptions;
  readonly #running = new Map<number, Running>();
  #thread: Thread | undefined;
  #inGate = false;
  #lastTask = 0;

  constructor(options: TaskWorkerOptions) {
    this.#options = options;
  }

  run(name: string, input: unknown, { seat, session, signal, progress }: CallOptions): Promise<Reply<unknown>> {
    const thread = (this.#thread ??= this.#begin());
    const id = (this.#lastTask += 1);
    return new Promise((resolve) => {
      this.#running.set(id, { resolve, progress });
      signal?.addEventListener('abort', () => thread.postMessage({ type: 'cancel', id }), { once: true });
      thread.postMessage({ type: 'run', id, name, input, seat, session });
      if (signal?.aborted) thread.postMessage({ type: 'cancel', id });
    });
  }

  /** Ends the thread; resolves when its connection is closed and the gate is free. */
  async end(): Promise<void> {
    const thread = this.#thread;
    if (thread === undefined) return;
    this.#thread = undefined;
    await thread.terminate();
    this.#lost();
  }

  #begin(): Thread {
    const { start, gate, hear, log } = this.#options;
    const thread = start();
    const isCurrent = () => this.#thread === thread;
    const died = () => {
      if (!isCurrent()) return;
      this.#thread = undefined;
      this.#lost();
    };
    thread.on('error', (cause) => {
      log(cause);
      died();
    });
    thread.on('exit', died);
    thread.on('message', (message) => {
      switch (message.type) {
        case 'done':
          this.#running.get(message.id)?.resolve(message.reply);
          this.#running.delete(message.id);
          break;
        case 'progress':
          this.#running.get(message.id)?.progress?.(message.done, message.key);
          break;
        case 'enter':
          void gate.enter().then(() => {
            if (!isCurrent()) return gate.leave();
            this.#inGate = true;
            thread.postMessage({ type: 'gate' });
          });
          break;
        case 'leave':
          this.#leaveGate();
          break;
        default:
          hear(message, (answer) => thread.postMessage(answer));
      }
    });
    return thread;
  }

  #lost(): void {
    const left = [...this.#running.values()];
    this.#running.clear();
    for (const { resolve } of left) resolve({ ok: false, error: { code: 'UNAVAILABLE', key: 'taskEnded' } });
    this.#leaveGate();
  }

  #leaveGate(): void {
    if (!this.#inGate) return;
    this.#inGate = false;
    this.#options.gate.leave();
  }
}
