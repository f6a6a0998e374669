import type { Failure, Reply } from '../electron/api/failure';

/** What the page hears without having asked (architecture §3): events announce, they never carry rows. */
export interface EngineEvents {
  changed(subjects: readonly string[]): void;
  /** A workspace was opened or closed, or the engine was started again: nothing fetched before holds. */
  state(): void;
  /** The workspace is going to be locked, because the system was. */
  locking(): void;
}

export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** `done` is 0 to 1, undefined while the length is unknown; `key` names the step. */
  onProgress?: ((done: number | undefined, key: string) => void) | undefined;
}

type FromEngine =
  | { id: number; reply: Reply<unknown> }
  | { event: 'changed'; subjects: string[] }
  | { event: 'progress'; id: number; done?: number; key: string }
  | { event: 'state' | 'locking' };

interface Pending {
  resolve(reply: Reply<unknown>): void;
  onProgress?: CallOptions['onProgress'];
}

const refusal = (key: string): Reply<never> => ({ ok: false, error: { code: 'UNAVAILABLE', key } satisfies Failure });

let port: MessagePort | undefined;
let lastId = 0;
let arrived: (port: MessagePort) => void;
let ready = new Promise<MessagePort>((resolve) => {
  arrived = resolve;
});
const pending = new Map<number, Pending>();
const listeners = new Set<Partial<EngineEvents>>();

function tell(event: 'state' | 'locking'): void;
function tell(event: 'changed', subjects: readonly string[]): void;
function tell(event: keyof EngineEvents, subjects: readonly string[] = []): void {
  for (const listener of listeners) listener[event]?.(subjects);
}

function receive({ data }: MessageEvent<FromEngine>): void {
  if ('reply' in data) {
    pending.get(data.id)?.resolve(data.reply);
    pending.delete(data.id);
    return;
  }
  switch (data.event) {
    case 'progress':
      return pending.get(data.id)?.onProgress?.(data.done, data.key);
    case 'changed':
      return tell('changed', data.subjects);
    case 'state':
    case 'locking':
      return tell(data.event);
  }
}

/** Takes the port that main hands over; a second one means that the engine was started again and will never answer what was asked of the first. */
export function attach(next: MessagePort): void {
  const isReplacement = port !== undefined;
  port?.close();
  port = next;
  next.addEventListener('message', receive);
  next.start();
  if (isReplacement) {
    const lost = [...pending.values()];
    pending.clear();
    ready = Promise.resolve(next);
    for (const { resolve } of lost) resolve(refusal('engineRestarted'));
    tell('state');
  } else {
    arrived(next);
  }
}

export function listen(listener: Partial<EngineEvents>): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Sends one call and waits for its reply; never rejects. Cancelling asks the engine to stop, the reply says whether it did. */
export async function send(name: string, input: unknown, { signal, onProgress }: CallOptions = {}): Promise<Reply<unknown>> {
  const through = await ready;
  if (signal?.aborted) return refusal('cancelled');
  lastId += 1;
  const id = lastId;
  return new Promise((resolve) => {
    const cancel = () => through.postMessage({ id, cancel: true });
    signal?.addEventListener('abort', cancel, { once: true });
    pending.set(id, {
      onProgress,
      resolve(reply) {
        signal?.removeEventListener('abort', cancel);
        resolve(reply);
      },
    });
    through.postMessage({ id, call: name, input });
  });
}

/** The preload forwards the port of main by a message of this window to itself. */
export function awaitPort(): void {
  window.addEventListener('message', (event) => {
    if (event.source !== window || (event.data as { type?: unknown } | null)?.type !== 'anze:port') return;
    const [first] = event.ports;
    if (first) attach(first);
  });
  window.postMessage({ type: 'anze:listening' }, window.location.origin);
}
