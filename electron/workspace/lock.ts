import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';

export interface LockOwner { pid: number; host: string; user: string; since: string }

export class WorkspaceLocked extends Error {
  constructor(readonly owner: LockOwner) { super(`locked by ${owner.user} (${owner.pid})`); }
}

/**
 * Takes the workspace for this process; a lock left by a process that is gone is taken over.
 * @returns a function that gives it back
 * @throws WorkspaceLocked with the owner
 */
export function takeLock(file: string): () => void {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const handle = openSync(file, 'wx');
      const owner: LockOwner = { pid: process.pid, host: hostname(), user: userName(), since: new Date().toISOString() };
      writeSync(handle, JSON.stringify(owner));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw cause;
      const owner = readOwner(file);
      if (owner !== undefined && isAlive(owner)) throw new WorkspaceLocked(owner);
      rmSync(file, { force: true });
    }
  }
}

function readOwner(file: string): LockOwner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LockOwner;
  } catch {
    return undefined;
  }
}

/** On another machine (a copied folder) a process cannot be asked; such a lock does not hold. */
function isAlive(owner: LockOwner): boolean {
  if (owner.host !== hostname() || owner.pid === process.pid) return false;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
