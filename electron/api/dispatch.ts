import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Finding } from '../../db/domain/rule';
import { Reader, type Database } from '../../db/handle';
import { loadInitials, SearchIndex } from '../../db/search';
import type { Subject } from '../../db/tables';
import { hasAccounts, sessionOf } from '../../db/query/account';
import { areChangesWithin } from '../../db/query/departmentOf';
import { finalCommands, isPassedOver } from '../../db/undo';
import { RevisionConflict, RowMissing, Writer } from '../../db/writer';
import type { Content } from '../workspace/content';
import type { WorkspacePaths } from '../workspace/paths';
import type { Shell } from '../workspace/shell';
import { classify } from './classify';
import { AppError, forbidden, type Failure, type Reply } from './failure';
import { isAllowed } from './rights';
import { paced } from './paced';
import {
  newSeat,
  soleSession,
  type Seat,
  type AnyProcedure,
  type Changed,
  type Command,
  type Keep,
  type Machine,
  type Query,
  type Scene,
  type Session,
  type Task,
} from './procedure';

export interface Connection {
  sqlite: Database;
  paths: WorkspacePaths;
  /** Number of migrations applied. */ schema: number;
}

export interface Clock {
  now(): number;
  /** Local business date. */ today(): string;
}

/** Lets one side write at a time: the engine and its worker share a file, and a blocked engine would freeze queries. */
export interface WriteGate {
  enter(): Promise<void>;
  leave(): void;
}

export interface DispatcherOptions {
  procedures: Readonly<Record<string, AnyProcedure>>;
  connection: Connection;
  content: Content;
  machine: Machine;
  /** Who uses the machine: the name that changes are kept under in a workspace without accounts. */
  userName: string;
  clock: Clock;
  version: string;
  shell: Shell;
  gate?: WriteGate;
  /** A copy for investigators: who looks at it, and where each look is told. Nothing is written, whoever asks. */
  watch?: { session: Session; seen(name: string, asked: unknown, outcome: 'ok' | 'refused'): void };
  /** Told after every commit which subjects have changed. */
  changed?(subjects: readonly Subject[]): void;
  log?(event: { level: 'warn' | 'error'; message: string; detail?: string; cause?: unknown }): void;
}

export interface CallOptions {
  /** Where the call comes from; absent: a seat where nobody has signed in. */
  seat?: Seat;
  /** Who calls, where that is settled already: a command of a task, of the application itself. */
  session?: Session;
  signal?: AbortSignal;
  progress?(done: number | undefined, key: string): void;
}

/** Records indexed within the command itself; more are done in the background. */
const indexAtOnce = 200;
const slowMilliseconds = 40;

/** Locked → rights → parse → transaction → audit → departments → envelope, written once for page, worker and terminal. */
export class Dispatcher {
  readonly #reader: Reader;
  readonly #search: SearchIndex;
  readonly #options: DispatcherOptions;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#reader = new Reader(options.connection.sqlite);
    this.#search = new SearchIndex(options.connection.sqlite);
  }

  get reader(): Reader {
    return this.#reader;
  }

  async call(name: string, input: unknown, options: CallOptions = {}): Promise<Reply<unknown>> {
    const started = performance.now();
    try {
      const procedure = Object.hasOwn(this.#options.procedures, name) ? this.#options.procedures[name] : undefined;
      if (!procedure || procedure.kind === 'host') return { ok: false, error: { code: 'NOT_FOUND', key: 'procedure', params: { name } } };
      const session = options.session ?? this.sessionAt(options.seat ?? newSeat());
      const { watch } = this.#options;
      if (watch && (procedure.kind === 'command' || procedure.kind === 'keep')) {
        if (options.session === undefined) watch.seen(name, input, 'refused');
        throw forbidden('copyOnlySeen');
      }
      this.permit(name, session);
      const parsed = procedure.input.safeParse(input) as { success: true; data: unknown } | { success: false; error: z.ZodError };
      if (!parsed.success) return { ok: false, error: { code: 'INVALID', key: 'invalid', findings: shapeFindings(parsed.error) } };
      // Written before anything is shown: what cannot be logged is not shown.
      if (options.session === undefined) watch?.seen(name, input, 'ok');
      switch (procedure.kind) {
        case 'query':
          return { ok: true, data: this.#query(session, procedure as Query<z.ZodType, unknown>, parsed.data) };
        case 'command':
          return { ok: true, data: await this.#command(session, name, procedure as Command<z.ZodType, unknown>, parsed.data) };
        case 'keep':
          return {
            ok: true,
            data: await this.kept((sqlite, now) => (procedure as Keep<z.ZodType, unknown>).run({ sqlite, now, session }, parsed.data)),
          };
        default:
          return { ok: true, data: await this.#task(session, procedure as Task<z.ZodType, unknown>, parsed.data, options) };
      }
    } catch (cause) {
      return { ok: false, error: this.#failure(name, cause) };
    } finally {
      const took = performance.now() - started;
      if (took > slowMilliseconds) this.#options.log?.({ level: 'warn', message: `${name} took ${Math.round(took)} ms` });
    }
  }

  /** Indexes some records that a bulk change left for later; returns how many were done. */
  async catchUpSearch(limit: number): Promise<number> {
    if (this.#options.watch || this.#reader.value('SELECT 1 FROM searchStale LIMIT 1') === undefined) return 0;
    await loadInitials();
    const { sqlite } = this.#options.connection;
    return sqlite.transaction(() => this.#search.catchUp(limit)).immediate();
  }

  /** Who sits there: in a workspace without accounts whoever uses the machine, otherwise who is signed in and has a right to be. */
  sessionAt({ accountId, locked }: Seat): Session | undefined {
    if (this.#options.watch) return this.#options.watch.session;
    if (!hasAccounts(this.#reader)) return soleSession(this.#options.userName);
    return accountId === null || locked ? undefined : sessionOf(this.#reader, accountId, this.#options.clock.today());
  }

  /** @throws FORBIDDEN where nobody is signed in, or the role may not */
  permit(name: string, session: Session | undefined): asserts session is Session {
    if (session === undefined) throw forbidden('signedOut');
    if (!isAllowed(name, session.role)) throw forbidden(session.role === 'viewer' ? 'onlySeeing' : 'notYours');
  }

  /** Writes what leaves no audit, in its turn. */
  async kept<T>(work: (sqlite: Database, now: number) => T): Promise<T> {
    const { gate, connection, clock } = this.#options;
    await gate?.enter();
    try {
      return work(connection.sqlite, clock.now());
    } finally {
      gate?.leave();
    }
  }

  /** What a call is going to change, by its own account; zero where the input does not fit, it says nothing or may not be made. */
  precaution(name: string, procedure: AnyProcedure, input: unknown, seat: Seat): number {
    const session = this.sessionAt(seat);
    if (session === undefined || !isAllowed(name, session.role)) return 0;
    const { precaution } = procedure as Command<z.ZodType, unknown>;
    const parsed = precaution && procedure.input.safeParse(input);
    return parsed?.success ? this.#reader.snapshot(() => precaution!({ ...this.#scene(session), db: this.#reader }, parsed.data)) : 0;
  }

  #scene(session: Session): Scene {
    const { clock, content, connection, machine, version } = this.#options;
    return {
      session,
      scope: session.departments,
      now: clock.now(),
      today: clock.today(),
      content,
      paths: connection.paths,
      machine,
      version,
    };
  }

  #query(session: Session, procedure: Query<z.ZodType, unknown>, input: unknown): unknown {
    return this.#reader.snapshot(() => procedure.run({ ...this.#scene(session), db: this.#reader }, input));
  }

  async #command(session: Session, name: string, procedure: Command<z.ZodType, unknown>, input: unknown): Promise<Changed<unknown>> {
    const { gate } = this.#options;
    await loadInitials();
    await gate?.enter();
    try {
      return this.#inTransaction(session, name, procedure, input);
    } finally {
      gate?.leave();
    }
  }

  #inTransaction(session: Session, name: string, procedure: Command<z.ZodType, unknown>, input: unknown): Changed<unknown> {
    const { sqlite, schema } = this.#options.connection;
    const scene = this.#scene(session);
    const writer = new Writer(sqlite, { actor: session.name, accountId: session.accountId, now: scene.now, command: name, schema });
    const changes = () => (sqlite.prepare('SELECT total_changes() AS n').get() as { n: number }).n;
    const result = sqlite
      .transaction((): Changed<unknown> => {
        const before = changes();
        const value = procedure.run({ ...scene, db: writer }, input);
        if (value instanceof Promise) {
          value.catch(() => {});
          throw new Error(`${name} returned a promise`);
        }
        if (changes() - before !== writer.expectedChanges) throw new Error(`${name} changed rows without recording them`);
        const { departments } = session;
        if (departments !== null && writer.step !== undefined && !areChangesWithin(writer, departments, writer.step))
          throw forbidden('otherDepartment');
        this.#index(writer.touched);
        return { changed: writer.changed, step: finalCommands.has(name) || isPassedOver(name) ? null : (writer.step ?? null), value };
      })
      .immediate();
    if (result.changed > 0) this.#options.changed?.([...new Set(writer.touched.values())]);
    return result;
  }

  #index(touched: ReadonlyMap<string, Subject>): void {
    const searchable = this.#search.concerned(touched);
    if (searchable.length > indexAtOnce) this.#search.markStale(searchable);
    else for (const [id, subject] of searchable) this.#search.index(subject, id);
  }

  #task(
    session: Session,
    procedure: Task<z.ZodType, unknown>,
    input: unknown,
    { signal = new AbortController().signal, progress = () => {} }: CallOptions,
  ): Promise<unknown> {
    return procedure.run(
      {
        ...this.#scene(session),
        db: this.#reader,
        shell: this.#options.shell,
        signal,
        progress: paced(progress),
        run: async (name, commandInput) => {
          signal.throwIfAborted();
          const reply = await this.call(name, commandInput, { session });
          if (!reply.ok) throw new AppError(reply.error);
          return reply.data;
        },
      },
      input,
    );
  }

  #failure(name: string, cause: unknown): Failure {
    if (cause instanceof AppError) return cause.failure;
    if (cause instanceof RevisionConflict) return { code: 'CONFLICT', key: 'conflict', params: { subject: cause.subject } };
    if (cause instanceof RowMissing) return { code: 'NOT_FOUND', key: 'notFound', params: { subject: cause.subject } };
    const known = classify(cause);
    if (known) return known;
    const detail = randomUUID().slice(0, 8);
    this.#options.log?.({ level: 'error', message: `${name} failed`, detail, cause });
    return { code: 'INTERNAL', key: 'internal', detail };
  }
}

function shapeFindings(error: z.ZodError): Finding[] {
  return error.issues.map((issue) => ({
    rule: 'shape',
    kind: 'arithmetic',
    key: `shape.${issue.code}`,
    field: issue.path.join('.'),
    ...('maximum' in issue ? { params: { maximum: Number(issue.maximum) } } : {}),
  }));
}
