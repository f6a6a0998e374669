import type { BackupReason } from '../../db/domain/backup/reason';
import { AppError, type Reply } from '../api/failure';

interface UpkeepOptions {
  /** Makes a backup of the open workspace. */
  backUp(why: BackupReason): Promise<Reply<unknown>>;
  log(message: string): void;
  /** Milliseconds of change after which a backup is made. */
  interval?: number;
}

const halfHour = 30 * 60_000;
/** After opening, what was left without a backup by a crash or a shutdown of the system gets one soon. */
const soon = 2 * 60_000;

/**
 * Makes backups by itself: 30 minutes after the first change since the last one, before many rows are changed, and on closing. What
 * fails is tried again at the next of these; what the user is doing goes on.
 */
export class Upkeep {
  readonly #options: UpkeepOptions;
  #timer: NodeJS.Timeout | undefined;
  #hasChanged = false;

  constructor(options: UpkeepOptions) {
    this.#options = options;
  }

  /** Another workspace is open; `isBehind`: its newest backup lacks something. */
  opened(isBehind: boolean): void {
    this.#forget();
    if (!isBehind) return;
    this.#hasChanged = true;
    this.#arm(soon);
  }

  /** Something was committed. */
  changed(): void {
    this.#hasChanged = true;
    this.#arm(this.#options.interval ?? halfHour);
  }

  /** @throws AppError when what stands now cannot be made safe: nothing may be changed in bulk then */
  async before(): Promise<void> {
    const failure = await this.#run('bulk');
    if (failure) throw new AppError({ code: 'UNAVAILABLE', key: 'backupFirst', params: { ...failure.params, context: failure.key } });
  }

  /** On closing, when there is something to save; never keeps the workspace from being closed. */
  async close(): Promise<void> {
    const isDue = this.#hasChanged;
    this.#forget();
    if (isDue) await this.#run('close');
  }

  /** On closing after one of many short commands: when something has changed and the newest backup is half an hour old. */
  async closeSeldom(state: Reply<unknown>): Promise<void> {
    const { now = 0, newestAt = null } = state.ok ? (state.data as { now: number; newestAt: number | null }) : {};
    if (newestAt !== null && Math.abs(now - newestAt) < halfHour) this.#forget();
    await this.close();
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#hasChanged = false;
  }

  #arm(delay: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#run('interval');
    }, delay);
    this.#timer.unref();
  }

  async #run(why: BackupReason) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#hasChanged = false;
    const reply = await this.#options.backUp(why);
    if (reply.ok) return undefined;
    this.#options.log(`backup (${why}): ${reply.error.key}`);
    if (why !== 'close') this.changed();
    return reply.error;
  }
}
