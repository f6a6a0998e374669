import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir, uptime } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takeLock, WorkspaceLocked, type LockOwner } from '../../electron/workspace/lock';

const newFile = () => path.join(mkdtempSync(path.join(tmpdir(), 'anze-锁 ')), 'anze.lock');
const owned = (owner: Partial<LockOwner>) =>
  JSON.stringify({ pid: 1, host: hostname(), user: '张三', since: new Date().toISOString(), ...owner });

/** Another process that lives until the test ends; and one that is already gone. */
async function otherProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill());
  await once(child, 'spawn');
  return child.pid!;
}
async function goneProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid!;
}

test('a lock is taken, names its owner, and is given back', () => {
  const file = newFile();
  const unlock = takeLock(file);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() });
  unlock();
  expect(readdirSync(path.dirname(file))).toEqual([]);
});

test('the lock of a living process holds and names it', async () => {
  const file = newFile();
  const pid = await otherProcess();
  writeFileSync(file, owned({ pid }));
  expect(() => takeLock(file)).toThrow(WorkspaceLocked);
  expect(() => takeLock(file)).toThrow(`张三 (${pid})`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid });
});

test('the lock of a process that is gone is taken over', async () => {
  const file = newFile();
  writeFileSync(file, owned({ pid: await goneProcess() }));
  takeLock(file)();
  expect(existsSync(file)).toBe(false);
});

test.each([
  ['nothing', ''],
  ['half a text', '{"pid": 12'],
  ['no owner', 'null'],
  ['no number', '{"pid":"1"}'],
])('a lock with %s in it does not hold', (_name, text) => {
  const file = newFile();
  writeFileSync(file, text);
  expect(takeLock(file)).not.toThrow();
});

test('a number that another program got after the machine was started again does not hold', async () => {
  const file = newFile();
  const beforeStart = new Date(Date.now() - uptime() * 1000 - 3_600_000).toISOString();
  writeFileSync(file, owned({ pid: await otherProcess(), since: beforeStart }));
  expect(takeLock(file)).not.toThrow();
});

test('a lock from another machine does not hold: the folder was copied', async () => {
  const file = newFile();
  writeFileSync(file, owned({ pid: await otherProcess(), host: 'somewhere-else' }));
  expect(takeLock(file)).not.toThrow();
});

test('this process cannot take the same workspace twice, but takes over from a dead one with the same number', () => {
  const file = newFile();
  writeFileSync(file, owned({ pid: process.pid }));
  const unlock = takeLock(file);
  expect(() => takeLock(file)).toThrow(WorkspaceLocked);
  unlock();
  takeLock(file)();
});

test('giving back removes only the own lock', () => {
  const file = newFile();
  const unlock = takeLock(file);
  writeFileSync(file, owned({ pid: 1 }));
  unlock();
  expect(existsSync(file)).toBe(true);
});

test('of many processes that find a dead lock at once exactly one gets it', async () => {
  const file = newFile();
  writeFileSync(file, owned({ pid: await goneProcess() }));
  const source = path.resolve(import.meta.dirname, '../../electron/workspace/lock.ts');
  const script = `
    const { takeLock } = await import(${JSON.stringify(source)});
    await new Promise((resolve) => process.stdin.once('data', resolve));
    let got = true;
    try { takeLock(${JSON.stringify(file)}); } catch { got = false; }
    process.send({ got });
    await new Promise((resolve) => process.stdin.once('data', resolve));`;
  const children = Array.from({ length: 6 }, () =>
    spawn(
      process.execPath,
      ['--experimental-transform-types', '--no-warnings', '--input-type=module', '-e', `process.send('ready');${script}`],
      {
        stdio: ['pipe', 'ignore', 'inherit', 'ipc'],
      },
    ),
  );
  await Promise.all(children.map((child) => once(child, 'message')));
  const answers = children.map((child) => once(child, 'message') as Promise<[{ got: boolean }]>);
  for (const child of children) child.stdin!.write('go\n');
  const got = (await Promise.all(answers)).filter(([answer]) => answer.got);
  for (const child of children) child.stdin!.end('end\n');
  await Promise.all(children.map((child) => once(child, 'exit')));
  expect(got).toHaveLength(1);
});
