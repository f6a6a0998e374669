import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { randomUUID } from 'node:crypto';

export interface LockOwner {
  pid: number;
  host: string;
  user: string;
  since: string;
}

export class WorkspaceLocked extends Error {
  constructor(readonly owner: LockOwner) {
    super(`locked by ${owner.user} (${owner.pid})`);
  }
}

/** Texts of the locks that this process holds: a lock of our own process id that is not among them is a dead one's. */
const held = new Set<string>();

/**
 * Takes the workspace for this process; a lock left by a process that is gone is taken over.
 * @returns a function that gives it back
 * @throws WorkspaceLocked with the owner
 */
export function takeLock(file: string, user = ''): () => void {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const owner: LockOwner & { key: string } = {
        pid: process.pid,
        host: hostname(),
        user,
        since: new Date().toISOString(),
        key: randomUUID(),
      };
      const text = JSON.stringify(owner);
      create(file, text);
      held.add(text);
      return () => {
        held.delete(text);
        if (read(file) === text) rmSync(file, { force: true });
      };
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw cause;
      const text = read(file);
      if (text === undefined) continue;
      const owner = ownerOf(text);
      if (owner !== undefined && isAlive(owner, text)) throw new WorkspaceLocked(owner);
      putAside(file, text);
    }
  }
}

/** Who holds a workspace now; undefined for nobody. Nothing is written. */
export function lockOwner(file: string): LockOwner | undefined {
  const text = read(file);
  const owner = text === undefined ? undefined : ownerOf(text);
  return owner !== undefined && isAlive(owner, text!) ? owner : undefined;
}

/** The lock appears with its text: an empty one would pass for that of a dead process. @throws EEXIST */
function create(file: string, text: string): void {
  const whole = `${file}.${process.pid}`;
  try {
    writeFileSync(whole, text);
    linkSync(whole, file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw cause;
    // A file system without links, such as that of a USB stick.
    writeFileSync(file, text, { flag: 'wx' });
  } finally {
    rmSync(whole, { force: true });
  }
}

/** Removes a dead lock, unless another process has done so in the meantime and put its own there. */
function putAside(file: string, dead: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== dead) linkSync(aside, file);
  } catch {
    // Somebody else was faster: the next attempt sees what stands there now.
  } finally {
    rmSync(aside, { force: true });
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function ownerOf(text: string): LockOwner | undefined {
  try {
    const owner = JSON.parse(text) as LockOwner | null;
    return Number.isInteger(owner?.pid) ? owner! : undefined;
  } catch {
    return undefined;
  }
}

/**
 * On another machine (a copied folder) a process cannot be asked, and before the last start of this one there was none of
 * today's, whoever has its number now: such locks do not hold.
 */
function isAlive(owner: LockOwner, text: string): boolean {
  if (owner.pid === process.pid) return held.has(text);
  if (owner.host !== hostname()) return false;
  const clockMayDiffer = 60_000;
  if (Date.parse(owner.since) < Date.now() - uptime() * 1000 - clockMayDiffer) return false;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}
