import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newHost, newWorkspace, type TestWorkspace } from '../support/workspace';

const founding = (workspace: TestWorkspace) => (name: string) =>
  workspace.call('department.create', { draft: { name, parentId: null, kind: 'workshop', validFrom: '2026-01-01' } });
const names = async ({ call }: TestWorkspace): Promise<string[]> => (await call('department.list', {})).map(({ name }) => name);

/** Opens what stood in the folder at this moment, as after a power cut: nothing was closed. */
async function afterPowerCut(from: string, spoil: (log: string) => void = () => {}): Promise<TestWorkspace> {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'anze-断电 ')), '工作区');
  cpSync(from, folder, { recursive: true });
  rmSync(path.join(folder, 'anze.lock'), { recursive: true, force: true });
  rmSync(path.join(folder, 'anze.db-shm'), { force: true });
  spoil(path.join(folder, 'anze.db-wal'));
  const opened = newHost({ folder, today: '2026-11-22' });
  onTestFinished(() => opened.host.close());
  await opened.call('workspace.open', { folder });
  return opened;
}

/** A backup that knows two departments more than the part of the log that is still whole. */
async function prepared() {
  const made = await newWorkspace();
  onTestFinished(() => made.host.close());
  const found = founding(made);
  await found('一车间');
  // From an empty log on.
  await made.host.close();
  await made.call('workspace.open', { folder: made.folder });
  await found('二车间');
  const whole = statSync(path.join(made.folder, 'anze.db-wal')).size;
  await found('三车间');
  await found('四车间');
  const backup = await made.call('backup.run', { why: 'manual' });
  const spoil = (log: string) => {
    const bytes = readFileSync(log);
    bytes[whole + 100]! ^= 0xff;
    writeFileSync(log, bytes);
  };
  return { ...made, found, backup, spoil };
}

describe('a file that fell back to an earlier state in silence', () => {
  test('is told by the backup that knows more: how many steps, until when; restoring that one brings them back', async () => {
    const { folder, backup, spoil } = await prepared();
    const opened = await afterPowerCut(folder, spoil);
    expect(await names(opened)).toEqual(['一车间', '二车间']);
    const ahead = await opened.call('backup.ahead', {});
    expect(ahead).toMatchObject({ id: backup.id, at: backup.at, newestChange: backup.newestChange, since: 0 });
    expect(ahead!.lost).toBeGreaterThanOrEqual(2);

    const { aside } = await opened.call('restore.run', { source: { kind: 'backup', id: backup.id }, reason: '断电' });
    expect(await names(opened)).toEqual(['一车间', '二车间', '三车间', '四车间']);
    expect(await opened.call('backup.ahead', {})).toBeNull();
    // Whoever takes that back knows what is lost.
    await opened.call('restore.run', { source: { kind: 'aside', id: aside }, reason: '' });
    expect(await names(opened)).toEqual(['一车间', '二车间']);
    expect(await opened.call('backup.ahead', {})).toBeNull();
    expect((await opened.call('audit.verify', {})).faults).toEqual([]);
  });

  test('is told for as long as nobody did anything about it, with what was done since', async () => {
    const { folder, backup, spoil } = await prepared();
    const opened = await afterPowerCut(folder, spoil);
    const { lost } = (await opened.call('backup.ahead', {}))!;
    for (const name of ['五车间', '六车间', '七车间', '八车间']) await founding(opened)(name);
    await opened.call('backup.run', { why: 'manual' });
    await opened.host.close();
    await opened.call('workspace.open', { folder: opened.folder });
    const ahead = (await opened.call('backup.ahead', {}))!;
    expect(ahead).toMatchObject({ id: backup.id, lost });
    expect(ahead.since).toBeGreaterThanOrEqual(4);
  });

  test('is not told from a backup that cannot be read', async () => {
    const { folder, backup, spoil } = await prepared();
    const opened = await afterPowerCut(folder, spoil);
    const file = path.join(opened.folder, 'backups', backup.id, 'anze.db');
    writeFileSync(file, Buffer.alloc(statSync(file).size));
    expect(await opened.call('backup.ahead', {})).toBeNull();
  });
});

describe('a file that lost nothing', () => {
  test('is not suspected after a power cut', async () => {
    const { folder, found } = await prepared();
    const opened = await afterPowerCut(folder);
    expect(await names(opened)).toHaveLength(4);
    expect(await opened.call('backup.ahead', {})).toBeNull();
    await found('五车间');
    expect(await (await afterPowerCut(folder)).call('backup.ahead', {})).toBeNull();
  });

  test('is not suspected when an earlier state was restored on purpose, nor when that was taken back', async () => {
    const { call, found, backup, folder } = await prepared();
    await found('五车间');
    await call('backup.run', { why: 'manual' });
    const { aside } = await call('restore.run', { source: { kind: 'backup', id: backup.id }, reason: '误改' });
    expect(await call('backup.ahead', {})).toBeNull();
    await found('六车间');
    await call('backup.run', { why: 'manual' });
    expect(await (await afterPowerCut(folder)).call('backup.ahead', {})).toBeNull();
    await call('restore.run', { source: { kind: 'aside', id: aside }, reason: '' });
    expect(await call('backup.ahead', {})).toBeNull();
    await found('七车间');
    await call('backup.run', { why: 'manual' });
    expect(await call('backup.ahead', {})).toBeNull();
  });
});
