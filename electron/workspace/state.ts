import type { CallOptions, Clock, DispatcherOptions, WriteGate } from '../api/dispatch';
import type { AnyProcedure, Seat, TaskThread } from '../api/procedure';
import type { Content } from './content';
import type { DoFileWork } from './fileWork';
import type { Shell } from './shell';
import type { Failure, Reply } from '../api/failure';
import type { Damage } from './diagnose';
import type { RecentWorkspace } from './recent';

export interface CreateRequest {
  /** Folder of the new workspace; null takes the default place. */
  folder: string | null;
  way: 'blank' | 'sample';
  name: string;
  regionCode: string;
  sector: string;
}

export type WorkspaceState =
  | {
      open: false;
      recent: RecentWorkspace[];
      defaultFolder: string;
      /** The workspace that could not be opened last, and why; the welcome page says it. */
      refused: { folder: string; failure: Failure } | null;
      /** What is broken in it, where that is why: the damage page offers the ways out. */
      damage: Damage | null;
    }
  | {
      open: true;
      folder: string;
      name: string;
      isSample: boolean;
      synchronisedBy: string | null;
      /** A copy for investigators: who looks at it and when it was made, milliseconds UTC. */
      investigation: { who: string; at: number } | null;
      recent: RecentWorkspace[];
      defaultFolder: string;
    };

export interface HostOptions {
  procedures: Readonly<Record<string, AnyProcedure>>;
  content: Content;
  shell: Shell;
  clock: Clock;
  userName: string;
  version: string;
  migrationsFolder: string;
  nativeBinding: string | null;
  /** Folder of local application data: default place of workspaces and the list of recent ones. */
  home: string;
  gate?: WriteGate;
  /** Runs a task elsewhere (the engine's threads); absent: here. */
  runTask?(thread: TaskThread, name: string, input: unknown, options: CallOptions): Promise<Reply<unknown>>;
  /** Makes safe what is there before a call changes so many rows. @throws when it cannot: the call is not run */
  beforeMany?(rows: number): Promise<void>;
  /** Does work on files in a thread of its own; absent: here. */
  fileWork?: DoFileWork;
  changed?: DispatcherOptions['changed'];
  stateChanged?(): void;
  /** Told after somebody has signed in or out, or locked. */
  seatChanged?(seat: Seat): void;
  /** Ends what works on the open workspace elsewhere; called before it is closed. */
  settle?(): Promise<void>;
  log?: DispatcherOptions['log'];
}
