import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';

/**
 * Runs `work` while no other process holds the same lock file; calls `onWait` once if it has to wait.
 * An SQLite transaction is used as the lock because the system releases it when its holder dies, so there are no stale locks.
 */
export async function withLock(file, work, onWait = () => {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  const lock = new Database(file, { timeout: 0 });
  try {
    for (let first = true; !tryAcquire(lock); first = false) {
      if (first) onWait();
      await pause(250);
    }
    return await work();
  } finally {
    lock.close();
  }
}

function tryAcquire(lock) {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error.code === 'SQLITE_BUSY') return false;
    throw error;
  }
}
