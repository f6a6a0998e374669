import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { readCatalogue, verifyBackup } from '../../electron/workspace/backup/catalogue';
import { keepAttachment } from '../../electron/workspace/attachment';
import { workspacePaths } from '../../electron/workspace/paths';
import { locateTarget, otherPlaces } from '../../electron/workspace/target';
import { newWorkspace } from '../support/workspace';

async function prepared() {
  const made = await newWorkspace();
  onTestFinished(() => made.host.close());
  const { value } = await made.call('risk.create', {
    point: { name: '行车', kind: 'equipment' },
    draft: { ...emptyRisk, hazardSource: '钢丝绳断丝', l: 1, e: 6, c: 15 },
  });
  const sha256 = keepAttachment(workspacePaths(made.folder), Buffer.from('照片'));
  await made.call('attachment.add', {
    place: { subject: 'risk', subjectId: value.id, use: 'evidence' },
    files: [{ name: '照片.jpg', sha256 }],
  });
  const stick = mkdtempSync(path.join(tmpdir(), 'anze-U盘 '));
  const there = () => ({ folder: path.join(stick, '安责台备份', readdirSync(path.join(stick, '安责台备份'))[0]!) });
  return { ...made, stick, there };
}

describe('the second target', () => {
  test('is found again by its mark under another letter or name', async () => {
    const { call, host, stick } = await prepared();
    await call('backup.setTarget', { folder: stick });
    const origin = host.reader().value<string>('SELECT hash FROM audit WHERE seq = 1')!;
    const moved = `${stick} 2`;
    renameSync(stick, moved);
    const elsewhere = mkdtempSync(path.join(tmpdir(), 'anze-别的盘 '));
    expect(locateTarget(stick, origin, [elsewhere, moved])).toBe(moved);
    expect(locateTarget(stick, origin, [elsewhere])).toBe(stick);
    // Another stick that took the old place bears no mark.
    mkdirSync(stick);
    expect(locateTarget(stick, origin, [moved])).toBe(moved);
    expect(locateTarget(stick, 'another', [moved])).toBe(stick);
    expect(otherPlaces('E:\\备份', 'win32')).toContain('F:\\备份');
    expect(otherPlaces('/home/x', 'linux')).toEqual([]);
  });

  test('gets the newest backup whole, at once and with every later one', async () => {
    const { call, stick, there } = await prepared();
    expect((await call('backup.state', {})).target).toBeNull();
    expect(await call('backup.setTarget', { folder: stick })).toMatchObject({
      folder: stick,
      failedAt: null,
      copiedAt: expect.any(Number) as number,
    });
    const [entry] = readCatalogue(there());
    expect(entry).toMatchObject({ state: 'proven', manifest: { counts: { risk: 1 }, files: { count: 1 } } });
    expect((await verifyBackup(there(), entry!.id, 1)).faults).toEqual([]);
    await call('department.create', { draft: { name: '一车间', parentId: null, kind: 'workshop', validFrom: '2026-01-01' } });
    expect(await call('backup.run', { why: 'manual' })).toMatchObject({ isNew: true, target: { failure: '' } });
    expect(readCatalogue(there())).toHaveLength(2);
    await call('backup.run', { why: 'manual' });
    expect(readCatalogue(there())).toHaveLength(2);
  });

  test('that is pulled out is told, the first backup stands, and it goes on when it is back', async () => {
    const { call, stick, there } = await prepared();
    await call('backup.setTarget', { folder: stick });
    const { target: before } = await call('backup.state', {});
    rmSync(stick, { recursive: true });
    await call('department.create', { draft: { name: '一车间', parentId: null, kind: 'workshop', validFrom: '2026-01-01' } });
    expect(await call('backup.run', { why: 'interval' })).toMatchObject({
      isNew: true,
      target: { failure: 'targetGone', copiedAt: before!.copiedAt },
    });
    expect((await call('backup.list', {})).entries).toHaveLength(2);
    mkdirSync(stick);
    expect(await call('backup.run', { why: 'manual' })).toMatchObject({ isNew: false, target: { failure: '', failedAt: null } });
    expect(readCatalogue(there())).toHaveLength(1);
  });

  test('takes no damaged backup', async () => {
    const { call, stick, folder, there } = await prepared();
    const { id } = await call('backup.run', { why: 'manual' });
    writeFileSync(path.join(folder, 'backups', id, 'files.json'), '[]');
    expect(await call('backup.setTarget', { folder: stick })).toMatchObject({ failedAt: null });
    // What is unsound was made anew first.
    for (const entry of readCatalogue(there())) expect((await verifyBackup(there(), entry.id, 1)).faults).toEqual([]);
  });

  test('lies outside of the workspace, is a folder, and can be dropped', async () => {
    const { call, fail, folder, stick } = await prepared();
    expect(await fail('backup.setTarget', { folder: path.join(folder, 'backups') })).toMatchObject({
      findings: [{ rule: 'targetInside' }],
    });
    expect(await fail('backup.setTarget', { folder: path.join(stick, '没有') })).toMatchObject({ code: 'NOT_FOUND' });
    await call('backup.setTarget', { folder: stick });
    await call('backup.dropTarget', {});
    expect((await call('backup.state', {})).target).toBeNull();
    expect(readdirSync(stick)).toEqual(['安责台备份']);
  });
});
