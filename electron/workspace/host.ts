import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Dispatcher, type CallOptions, type DispatcherOptions } from '../api/dispatch';
import type { Database, Reader } from '../../db/handle';
import { rightOf } from '../api/rights';
import { AppError, conflict, type Failure, type Reply, unavailable } from '../api/failure';
import {
  newSeat,
  soleSession,
  type AnyProcedure,
  type Changed,
  type Host,
  type HostProcedure,
  type Seat,
  type Session,
} from '../api/procedure';
import { classify } from '../api/classify';
import { paced } from '../api/paced';
import type { Content } from './content';
import { openCopy, unpackCopy } from './investigation/copy';
import type { Damage } from './diagnose';
import type { DoFileWork } from './fileWork';
import { DamagedWorkspace, lock, openWorkspace, type Machine, type OpenWorkspace } from './open';
import { freeFolder, sameFolder, workspacePaths, type WorkspacePaths } from './paths';
import { readRecent, rememberRecent } from './recent';
import type { Shell } from './shell';
import type { CreateRequest, HostOptions, WorkspaceState } from './state';
import { readAsides, switchFiles, type Aside } from './switch';

/** A call that changes more rows than these is preceded by a backup. */
const manyRows = 100;

/** Holds at most one open workspace and answers every call; the engine and the terminal are thin around it. */
export class WorkspaceHost implements Host {
  readonly content: Content;
  readonly shell: Shell;
  readonly version: string;
  readonly #options: HostOptions;
  #current: { workspace: OpenWorkspace; dispatcher: Dispatcher; investigation: { who: string; at: number } | null } | undefined;
  /** Where calls come from that name no seat: the terminal's. */
  readonly #seat = newSeat();
  #opening = 0;
  #refused: { folder: string; failure: Failure } | null = null;
  #damage: Damage | null = null;
  #isLooking = false;
  #last: Promise<unknown> = Promise.resolve();
  /** Who restores: signed in to what was open before. */
  #restorer: Session | undefined;

  constructor(options: HostOptions) {
    this.#options = options;
    this.content = options.content;
    this.shell = options.shell;
    this.version = options.version;
  }

  get folder(): string | undefined {
    return this.#current?.workspace.paths.folder;
  }
  get dispatcher(): Dispatcher | undefined {
    return this.#current?.dispatcher;
  }

  state(): WorkspaceState {
    const recent = readRecent(this.#options.home);
    const defaultFolder = path.join(this.#options.home, 'workspaces');
    if (!this.#current) return { open: false, recent, defaultFolder, refused: this.#refused, damage: this.#damage };
    const { workspace, dispatcher } = this.#current;
    const enterprise = dispatcher.reader.get<{ name: string; isSample: number }>('SELECT name, isSample FROM enterprise LIMIT 1');
    return {
      open: true,
      folder: workspace.paths.folder,
      name: enterprise?.name ?? '',
      isSample: enterprise?.isSample === 1,
      synchronisedBy: workspace.synchronisedBy,
      investigation: this.#current.investigation,
      recent,
      defaultFolder,
    };
  }

  async open(folder: string): Promise<void> {
    try {
      await this.#attach(path.resolve(folder), false);
      this.#refused = null;
      this.#damage = null;
      // No reason to refuse the workspace: it is tried again at the next opening.
      await this.#recordSwitch().catch((cause: unknown) => this.#failure('workspace.restored', cause));
    } catch (cause) {
      this.#refuse(folder, cause);
      throw cause;
    }
    this.#options.stateChanged?.();
  }

  /** What is open can only be looked at. */
  get isWatched(): boolean {
    return (this.#current?.investigation ?? null) !== null;
  }

  /** Opens a copy for investigators, from its archive or where it was unpacked. What was open before stays so until the copy is known to be whole. */
  async openCopy(from: { file: string; password: string | null } | { folder: string }, who: string): Promise<{ folder: string }> {
    const unpacked = 'file' in from ? await unpackCopy(from.file, from.password, this.#options.home, this.#machine) : undefined;
    const folder = 'folder' in from ? from.folder : unpacked!.folder;
    // What is open stays so until the copy is; only the copy itself is closed before its files are put anew.
    const isHere = this.folder !== undefined && sameFolder(this.folder, folder);
    if (isHere) await this.#leave();
    try {
      unpacked?.put();
      const { workspace, facts, watch } = await openCopy(folder, this.#machine, who);
      if (!isHere) await this.#leave();
      this.#use(workspace, { who, at: facts.at }, watch);
      this.#refused = null;
      this.#damage = null;
    } finally {
      this.#options.stateChanged?.();
    }
    return { folder };
  }

  #refuse(folder: string, cause: unknown): void {
    const failure = cause instanceof AppError ? cause.failure : classify(cause);
    if (failure) this.#refused = { folder, failure };
    this.#damage = cause instanceof DamagedWorkspace ? { folder: cause.folder, found: cause.found } : null;
    if (this.#damage !== null && !this.#current) this.#options.stateChanged?.();
  }

  /** A new workspace in an empty place; one that exists is never written over, and a failed one leaves nothing behind. */
  async create(request: CreateRequest): Promise<{ folder: string }> {
    const folder = path.resolve(request.folder ?? freeFolder(this.home, request.name));
    const paths = workspacePaths(folder);
    if (existsSync(paths.database)) throw conflict('workspaceExists', { folder });
    await this.#attach(folder, true);
    const { way, name, regionCode, sector } = request;
    const reply = await this.call('workspace.begin', { way, name, regionCode, sector });
    if (!reply.ok) {
      await this.close();
      for (const end of ['', '-wal', '-shm']) rmSync(paths.database + end, { force: true });
      throw new AppError(reply.error);
    }
    this.#remember();
    this.#options.stateChanged?.();
    return { folder };
  }

  get home(): string {
    return this.#options.home;
  }

  get userName(): string {
    return this.#options.userName;
  }

  fileWork: DoFileWork = (name, input, around = {}) => {
    const here = async (): Promise<unknown> => {
      const { fileWork } = await import('./fileWork');
      return (fileWork[name] as (...given: unknown[]) => Promise<unknown>)(input, this.#machine, around);
    };
    return (this.#options.fileWork?.(name, input, around) ?? here()) as never;
  };

  alone<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next.catch(() => undefined);
    return next;
  }

  get today(): string {
    return this.#options.clock.today();
  }
  get now(): number {
    return this.#options.clock.now();
  }
  get #opened(): Dispatcher {
    if (!this.#current) throw unavailable('closed');
    return this.#current.dispatcher;
  }

  reader(): Reader {
    return this.#opened.reader;
  }

  /** A seat as it holds for what is open now: whoever signed in to something else is nobody here. */
  #here(seat: Seat): Seat {
    return seat.opening === this.#opening ? seat : newSeat();
  }

  sessionAt(seat: Seat): Session | undefined {
    return this.#opened.sessionAt(this.#here(seat));
  }

  sit(seat: Seat, accountId: string | null, locked = false): void {
    Object.assign(seat, { accountId, locked, opening: this.#opening });
    this.#options.seatChanged?.(seat);
  }

  keep<T>(work: (sqlite: Database, now: number) => T): Promise<T> {
    return this.#opened.kept(work);
  }

  async run(name: string, input: unknown, by: Seat | Session): Promise<Changed<unknown>> {
    const reply = await this.#opened.call(name, input, 'role' in by ? { session: by } : { seat: this.#here(by) });
    if (!reply.ok) throw new AppError(reply.error);
    return reply.data as Changed<unknown>;
  }

  /** Whether what lies beside the records may be shown there: pictures, papers. */
  isOpenAt(seat: Seat): boolean {
    return this.#current !== undefined && this.sessionAt(seat) !== undefined;
  }

  async close(): Promise<void> {
    await this.#leave();
    this.#refused = null;
    this.#damage = null;
    this.#options.stateChanged?.();
  }

  /**
   * Works with the files of the open or the damaged workspace while nobody else can.
   * @throws AppError `closed` when there is neither, `locked`
   */
  async holding<T>(work: (paths: WorkspacePaths, machine: Machine) => Promise<T>): Promise<T> {
    const folder = this.folder ?? this.#damage?.folder;
    if (folder === undefined) throw unavailable('closed');
    const paths = workspacePaths(folder);
    const unlock = this.#current ? () => {} : lock(paths.lock);
    try {
      return await work(paths, this.#machine);
    } finally {
      unlock();
    }
  }

  /** Puts the staged file in the place of the data file, which is kept, and opens the workspace again. Nothing else may have it open. */
  async exchange(why: Omit<Aside, 'id' | 'at'>, by: Session | undefined): Promise<Aside> {
    const folder = this.folder ?? this.#damage?.folder;
    if (folder === undefined) throw unavailable('closed');
    const paths = workspacePaths(folder);
    this.#restorer = by;
    await this.#leave();
    const unlock = lock(paths.lock);
    let aside: Aside;
    try {
      aside = await switchFiles(paths, { ...why, at: this.#options.clock.now() });
    } finally {
      unlock();
      await this.open(folder);
    }
    return aside;
  }

  /** The row in the audit for a switch of files, whenever it was finished. */
  async #recordSwitch(): Promise<void> {
    const { workspace } = this.#current!;
    const newest = readAsides(workspace.paths)[0];
    const by = this.#restorer ?? soleSession(this.#options.userName);
    this.#restorer = undefined;
    if (newest !== undefined) await this.run('workspace.restored', { id: newest.id }, by);
  }

  get #machine(): Machine {
    const { content, migrationsFolder, nativeBinding, clock } = this.#options;
    const inspect = (file: string) => this.fileWork('inspect', { file });
    return { content, migrationsFolder, nativeBinding, version: this.version, now: () => clock.now(), inspect };
  }

  /** Every call of page, terminal and worker comes through here. */
  async call(name: string, input: unknown, options: CallOptions = {}): Promise<Reply<unknown>> {
    const procedure = Object.hasOwn(this.#options.procedures, name) ? this.#options.procedures[name] : undefined;
    const seat = options.seat ?? this.#seat;
    if (procedure?.kind === 'host') return this.#callHost(procedure, name, input, { ...options, seat });
    if (!this.#current) return { ok: false, error: { code: 'UNAVAILABLE', key: 'closed' } };
    const here = this.#here(seat);
    const { beforeMany, runTask } = this.#options;
    if (procedure && beforeMany) {
      try {
        const rows = this.#current.dispatcher.precaution(name, procedure, input, here);
        if (rows > manyRows) await beforeMany(rows);
      } catch (cause) {
        return { ok: false, error: this.#failure(name, cause) };
      }
    }
    const { dispatcher } = this.#current;
    const reply = await (procedure?.kind === 'task' && runTask && !this.isWatched
      ? runTask(procedure.thread, name, input, { ...options, seat: here })
      : dispatcher.call(name, input, { ...options, seat: here }));
    if (!reply.ok && reply.error.key === 'damaged') await this.#look();
    return reply;
  }

  /** Something could not be read: when it is our own file that is broken it is closed at once, so that nothing more is written to it. */
  async #look(): Promise<void> {
    if (this.#current === undefined || this.#isLooking) return;
    this.#isLooking = true;
    try {
      const { paths } = this.#current.workspace;
      const found = await this.fileWork('diagnose', { file: paths.database });
      if (found.state === 'sound' || found.state === 'hindered') return;
      const left = this.#current;
      this.#current = undefined;
      await this.#options.settle?.();
      left.workspace.abandon();
      // A broken index for searching is mended by opening; everything else is told.
      await this.open(paths.folder);
    } catch (cause) {
      if (!(cause instanceof AppError)) this.#failure('look', cause);
    } finally {
      this.#isLooking = false;
    }
  }

  async #callHost(
    procedure: AnyProcedure,
    name: string,
    input: unknown,
    { seat, signal, progress }: CallOptions & { seat: Seat },
  ): Promise<Reply<unknown>> {
    try {
      // Of a file that is broken nobody can say who may do what; whoever has it may repair it.
      const isRepair = !this.#current && this.#damage !== null && name.startsWith('restore.');
      if (rightOf(name) !== 'anybody' && !isRepair) {
        const dispatcher: Dispatcher = this.#opened;
        dispatcher.permit(name, this.sessionAt(seat));
      }
      const parsed = procedure.input.safeParse(input);
      if (!parsed.success) return { ok: false, error: { code: 'INVALID', key: 'invalid', findings: [] } };
      const around = { ...(signal && { signal }), ...(progress && { progress: paced(progress) }) };
      return { ok: true, data: await (procedure as HostProcedure<never, unknown>).run(this, parsed.data as never, seat, around) };
    } catch (cause) {
      return { ok: false, error: this.#failure(name, cause) };
    }
  }

  #failure(name: string, cause: unknown): Failure {
    const known = cause instanceof AppError ? cause.failure : classify(cause);
    if (known) return known;
    const detail = String(this.#options.clock.now());
    this.#options.log?.({ level: 'error', message: `${name} failed`, detail, cause });
    return { code: 'INTERNAL', key: 'internal', detail };
  }

  async #attach(folder: string, mayCreate: boolean): Promise<void> {
    if (this.#current && sameFolder(this.#current.workspace.paths.folder, folder)) return;
    const workspace = await openWorkspace(folder, this.#machine, mayCreate);
    await this.#leave();
    const dispatcher = this.#use(workspace, null);
    if (!mayCreate) {
      if (dispatcher.reader.value('SELECT 1 FROM enterprise') === undefined) {
        await this.close();
        throw unavailable('noWorkspace', { folder });
      }
      this.#remember();
    }
  }

  #use(workspace: OpenWorkspace, investigation: { who: string; at: number } | null, watch?: DispatcherOptions['watch']): Dispatcher {
    const { procedures, content, clock, userName, version, shell, gate, changed, log, home, nativeBinding, migrationsFolder } =
      this.#options;
    const dispatcher = new Dispatcher({
      procedures,
      content,
      machine: { nativeBinding, migrationsFolder, home },
      userName,
      clock,
      version,
      shell,
      connection: { sqlite: workspace.sqlite, paths: workspace.paths, schema: workspace.schema },
      ...(watch ? { watch } : {}),
      ...(gate ? { gate } : {}),
      ...(changed ? { changed } : {}),
      ...(log ? { log } : {}),
    });
    this.#opening += 1;
    this.#current = { workspace, dispatcher, investigation };
    return dispatcher;
  }

  /** Whoever works on the file elsewhere has stopped before its lock is given back. */
  async #leave(): Promise<void> {
    const left = this.#current;
    this.#current = undefined;
    if (left === undefined) return;
    await this.#options.settle?.();
    left.workspace.close();
  }

  #remember(): void {
    const state = this.state();
    if (state.open)
      rememberRecent(this.#options.home, {
        folder: state.folder,
        name: state.name,
        isSample: state.isSample,
        openedAt: this.#options.clock.now(),
      });
  }
}
