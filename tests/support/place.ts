import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/*
 * Temporary files of a test file lie in a folder of their own that goes with it; in memory where there is room, because every commit
 * waits until it is on the disk.
 */
const memory = '/dev/shm';
const leastRoom = 2 * 1024 ** 3;

function hasRoom(): boolean {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= leastRoom;
  } catch {
    return false;
  }
}

const root = path.resolve(import.meta.dirname, '../..');
const names = ['TMPDIR', 'TMP', 'TEMP'];
const before = names.map((name) => process.env[name]);
const own = mkdtempSync(path.join(hasRoom() ? memory : tmpdir(), 'anze-tests-'));
for (const name of names) process.env[name] = own;

afterAll(() => {
  // Whoever went into a folder of his own leaves it.
  process.chdir(root);
  for (const [index, name] of names.entries()) {
    if (before[index] === undefined) delete process.env[name];
    else process.env[name] = before[index];
  }
  // Windows keeps what somebody has still open.
  rmSync(own, { recursive: true, force: true, maxRetries: 3 });
});
