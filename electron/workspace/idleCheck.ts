import type { Reply } from '../api/failure';

interface IdleCheckOptions {
  /** When the last check began, milliseconds UTC; null before the first, undefined where there is nothing to check or nothing is open. */
  lastCheck(): Promise<number | null | undefined>;
  check(): Promise<Reply<unknown>>;
  now(): number;
  log(message: string): void;
}

/** Nobody has done anything for so long. */
const idleFor = 5 * 60_000;
/** A check is due again after so long: once in a day of work, whenever the application stands idle. */
const dueAfter = 20 * 60 * 60_000;
const look = 60_000;

/** Reads every kept file once a day while nobody works, so that damage is found while a backup still has the bytes. */
export class IdleCheck {
  readonly #options: IdleCheckOptions;
  #usedAt: number;
  #triedAt: number | undefined;
  #isChecking = false;

  constructor(options: IdleCheckOptions) {
    this.#options = options;
    this.#usedAt = options.now();
  }

  /** Begins to look now and then whether a check is due. */
  start(): void {
    setInterval(() => void this.look(), look).unref();
  }

  /** Somebody does something. */
  used(): void {
    this.#usedAt = this.#options.now();
  }

  /** Another workspace is open: it has a last check of its own. */
  opened(): void {
    this.#triedAt = undefined;
    this.used();
  }

  /** Checks when it is time. A clock that was set back counts as due. */
  async look(): Promise<void> {
    const { now, lastCheck, check, log } = this.#options;
    if (this.#isChecking || now() - this.#usedAt < idleFor) return;
    if (this.#triedAt !== undefined && isRecent(this.#triedAt, now())) return;
    this.#isChecking = true;
    try {
      const last = await lastCheck();
      if (last === undefined || (last !== null && isRecent(last, now()))) return;
      this.#triedAt = now();
      const reply = await check();
      if (!reply.ok) log(`evidence check: ${reply.error.key}`);
    } finally {
      this.#isChecking = false;
    }
  }
}

const isRecent = (at: number, now: number): boolean => now >= at && now - at < dueAfter;
