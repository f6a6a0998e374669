import type { Reply } from './api/failure';
import type { Seat, Session } from './api/procedure';

/** What passes between page and engine over the message port. */
export type PageMessage = { id: number; call: string; input: unknown } | { id: number; cancel: true };
export type EngineMessage =
  | { id: number; reply: Reply<unknown> }
  | { event: 'changed'; subjects: readonly string[] }
  | { event: 'progress'; id: number; done: number | undefined; key: string }
  | { event: 'state' }
  /** The workspace is going to be locked: what is typed is kept now. */
  | { event: 'locking' };

/** What passes between main and engine over the utility process's own port. */
export type MainMessage =
  | { type: 'port' }
  | { type: 'shell'; id: number; result: unknown }
  | { type: 'shell'; id: number; error: string }
  | { type: 'quit' }
  /** Close without what can wait. */
  | { type: 'hurry' }
  /** The system was locked or goes to sleep. */
  | { type: 'lock' };
export type ToMainMessage =
  | { type: 'shell'; id: number; method: string; args: unknown[] }
  | { type: 'log'; level: 'warn' | 'error'; message: string; detail?: string; cause?: string }
  | { type: 'ready' }
  | { type: 'workspace'; name: string; folder: string | null }
  /** Closing goes on: a backup is being made. */
  | { type: 'closing' }
  | { type: 'bye' };

/** What main hands to the engine at its start. */
export interface EngineSettings {
  home: string;
  resources: string;
  migrations: string;
  nativeBinding: string | null;
  version: string;
  workspace: string | null;
  userName: string;
}

/** What passes between engine and its worker. */
export type ToWorkerMessage =
  | { type: 'open'; settings: EngineSettings; folder: string }
  | { type: 'run'; id: number; name: string; input: unknown; seat: Seat | undefined; session: Session | undefined }
  | { type: 'cancel'; id: number }
  | { type: 'gate' }
  | { type: 'shell'; id: number; result?: unknown; error?: string };
export type FromWorkerMessage =
  | { type: 'done'; id: number; reply: Reply<unknown> }
  | { type: 'progress'; id: number; done: number | undefined; key: string }
  | { type: 'enter' }
  | { type: 'leave' }
  | { type: 'changed'; subjects: readonly string[] }
  | { type: 'log'; level: 'warn' | 'error'; message: string; detail?: string; cause?: string }
  | { type: 'shell'; id: number; method: string; args: unknown[] };
