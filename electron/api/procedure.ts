import type { z } from 'zod';
import type { Database, Reader } from '../../db/handle';
import type { Role } from '../../db/domain/account/account';
import type { Writer } from '../../db/writer';
import type { Content } from '../workspace/content';
import type { CreateRequest, WorkspaceState } from '../workspace/state';
import type { DoFileWork, FileAround } from '../workspace/fileWork';
import type { Machine as Opening } from '../workspace/open';
import type { WorkspacePaths } from '../workspace/paths';
import type { Shell } from '../workspace/shell';
import type { Aside } from '../workspace/switch';

/** Who calls. A workspace without accounts has one session: whoever uses the machine, as `director`. */
export interface Session {
  /** NULL in a workspace without accounts. */
  accountId: string | null;
  name: string;
  role: Role;
  /** Departments, with all below them, that the session is confined to; NULL for none. */
  departments: readonly string[] | null;
}

/** Where a page or a terminal sits, as the engine keeps it: who signed in there, if anybody. The page never says who it is. */
export interface Seat {
  accountId: string | null;
  locked: boolean;
  /** Which opening of a workspace it was signed in to; another one knows nobody. */
  opening: number;
}
export const newSeat = (): Seat => ({ accountId: null, locked: false, opening: 0 });

/** The session of a workspace without accounts. */
export const soleSession = (name: string): Session => ({ accountId: null, name, role: 'director', departments: null });

/** What of this machine is needed to open another file and to remember what is no part of a workspace. */
export interface Machine {
  nativeBinding: string | null;
  migrationsFolder: string;
  /** Folder of local application data. */
  home: string;
}

/** What every procedure sees. Today and now come from here, never from the machine, so that tests can set them. */
export interface Scene {
  session: Session;
  /** `session.departments`: what a reading procedure confines its answer to; NULL for everything. */
  scope: readonly string[] | null;
  /** Milliseconds UTC. */
  now: number;
  /** Local business date `YYYY-MM-DD`. */
  today: string;
  content: Content;
  paths: WorkspacePaths;
  machine: Machine;
  /** Version of the application. */
  version: string;
}

export interface QueryScene extends Scene {
  db: Reader;
}
export interface CommandScene extends Scene {
  db: Writer;
}
export interface KeepScene {
  session: Session;
  sqlite: Database;
  now: number;
}
export interface TaskScene extends Scene {
  db: Reader;
  shell: Shell;
  signal: AbortSignal;
  /** 0 to 1, or undefined while the length is unknown; `key` names the step. */
  progress(done: number | undefined, key: string): void;
  /** Runs a command by name through the dispatcher: a task holds no transaction itself. */
  run<Name extends string>(name: Name, input: unknown): Promise<unknown>;
}

/** What a command answers: how many rows changed, under which step it can be undone, and its own value. */
export interface Changed<Value> {
  changed: number;
  step: number | null;
  value: Value;
}

export interface Query<I extends z.ZodType, O> {
  kind: 'query';
  input: I;
  run(scene: QueryScene, input: z.output<I>): O;
}
/**
 * About how many rows a call is going to change. The host asks before it runs the call of a page or terminal, and has a backup made
 * first where they are many.
 */
export type Precaution<I extends z.ZodType> = (scene: QueryScene, input: z.output<I>) => number;

/** What an import is taken to change: its rows are known only where they were read. */
export const anImport = 1000;

export interface Command<I extends z.ZodType, O> {
  kind: 'command';
  input: I;
  precaution?: Precaution<I>;
  run(scene: CommandScene, input: z.output<I>): O;
}
export type TaskThread = 'tasks' | 'keeper';
export interface Task<I extends z.ZodType, O> {
  kind: 'task';
  input: I;
  precaution?: Precaution<I>;
  /** `keeper` reads only, for long, and holds up neither imports nor papers: backups, checks. */
  thread: TaskThread;
  run(scene: TaskScene, input: z.output<I>): Promise<O>;
}
/** Writes what is no business record (preferences, drafts) and therefore leaves no audit and no undo step. */
export interface Keep<I extends z.ZodType, O> {
  kind: 'keep';
  input: I;
  run(scene: KeepScene, input: z.output<I>): O;
}
/** Works on the host itself (open, create, close a workspace), not on rows. */
export interface HostProcedure<I extends z.ZodType, O> {
  kind: 'host';
  input: I;
  run(host: Host, input: z.output<I>, seat: Seat, around: FileAround): Promise<O>;
}

/** The engine or the terminal: who holds the workspace. */
export interface Host {
  readonly content: Content;
  readonly shell: Shell;
  readonly version: string;
  state(): WorkspaceState;
  /** The open workspace, to read. @throws AppError when none is open */
  reader(): Reader;
  /** Who sits there now; undefined while nobody is signed in or it is locked. */
  sessionAt(seat: Seat): Session | undefined;
  /** Signs an account in at a seat, or out (NULL). */
  sit(seat: Seat, accountId: string | null, locked?: boolean): void;
  /** Writes what leaves no audit, in its turn. */
  keep<T>(work: (sqlite: Database, now: number) => T): Promise<T>;
  /** A command on behalf of a seat, or of the application itself. @throws AppError */
  run(name: string, input: unknown, by: Seat | Session): Promise<Changed<unknown>>;
  readonly today: string;
  readonly now: number;
  open(folder: string): Promise<void>;
  /** Opens a copy for investigators, to be looked at only. */
  openCopy(from: { file: string; password: string | null } | { folder: string }, who: string): Promise<{ folder: string }>;
  /** What is open is such a copy. */
  readonly isWatched: boolean;
  create(request: CreateRequest): Promise<{ folder: string }>;
  close(): Promise<void>;
  /** Folder of local application data. */
  readonly home: string;
  /** Who uses the machine. */
  readonly userName: string;
  /** What takes seconds on large files, where it holds nobody up. */
  fileWork: DoFileWork;
  /** One after the other: what is staged is for one of them only. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Works with the files of the open or the damaged workspace while nobody else can. @throws AppError `closed`, `locked` */
  holding<T>(work: (paths: WorkspacePaths, machine: Opening) => Promise<T>): Promise<T>;
  /** Puts the staged file in the place of the data file, which is kept, and opens the workspace again. */
  exchange(why: Omit<Aside, 'id' | 'at'>, by: Session | undefined): Promise<Aside>;
}

type NotPromise<T> = T extends Promise<unknown> ? never : T;

/** Reads; its handle has no way to write. */
export const query = <I extends z.ZodType, O>(input: I, run: (scene: QueryScene, input: z.output<I>) => O): Query<I, O> => ({
  kind: 'query',
  input,
  run,
});

/** Writes synchronously inside one IMMEDIATE transaction; returning a Promise does not compile. */
export const command = <I extends z.ZodType, O>(
  input: I,
  run: (scene: CommandScene, input: z.output<I>) => NotPromise<O>,
  around: Pick<Command<I, O>, 'precaution'> = {},
): Command<I, O> => ({ kind: 'command', input, run: run as (scene: CommandScene, input: z.output<I>) => O, ...around });

/** Files, documents, imports: asynchronous, reports progress, can be cancelled until it commits. */
export const task = <I extends z.ZodType, O>(
  input: I,
  run: (scene: TaskScene, input: z.output<I>) => Promise<O>,
  around: Partial<Pick<Task<I, O>, 'precaution' | 'thread'>> = {},
): Task<I, O> => ({ kind: 'task', input, run, thread: 'tasks', ...around });

/** A command as a task that names it: for more records than the engine can write while its queries wait. */
export const asTask = <I extends z.ZodType, O>(name: string, { input, precaution }: Command<I, O>): Task<I, Changed<O>> =>
  task(input, ({ run }, given) => run(name, given) as Promise<Changed<O>>, precaution && { precaution });

export const keep = <I extends z.ZodType, O>(input: I, run: (scene: KeepScene, input: z.output<I>) => O): Keep<I, O> => ({
  kind: 'keep',
  input,
  run,
});

export const hostProcedure = <I extends z.ZodType, O>(
  input: I,
  run: (host: Host, input: z.output<I>, seat: Seat, around: FileAround) => Promise<O>,
): HostProcedure<I, O> => ({ kind: 'host', input, run });

// eslint-disable-next-line -- the table of procedures is heterogeneous; each entry keeps its own types.
export type AnyProcedure = Query<any, any> | Command<any, any> | Keep<any, any> | Task<any, any> | HostProcedure<any, any>;

/** Input and data of a procedure as the page sees them. */
export type InputOf<P> = P extends { input: infer I extends z.ZodType } ? z.input<I> : never;
export type DataOf<P> =
  P extends Command<z.ZodType, infer O>
    ? Changed<O>
    : P extends Query<z.ZodType, infer O> | Keep<z.ZodType, infer O> | Task<z.ZodType, infer O> | HostProcedure<z.ZodType, infer O>
      ? O
      : never;
