import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { provenBackups } from '../../electron/workspace/backup/catalogue';
import { backUp } from '../../electron/workspace/backup/run';
import { workspacePaths } from '../../electron/workspace/paths';
import { openFile } from '../support/database';
import { putReleased, releasedSchemas } from '../support/released';
import { newHost, newWorkspace, type TestWorkspace } from '../support/workspace';

const fresh = () => mkdtempSync(path.join(tmpdir(), 'anze-别处 '));
const firstPage = { offset: 0, limit: 10, sort: { by: 'riskNo' as const, descending: false }, filter: {} };
const addRisk = ({ call }: TestWorkspace, hazardSource: string) =>
  call('risk.create', {
    point: { name: '行车', kind: 'equipment' as const },
    draft: { ...emptyRisk, hazardSource, l: 1, e: 6, c: 15 },
  });
const risksOf = async ({ call }: TestWorkspace) =>
  (await call('risk.list', firstPage)).rows.map(({ hazardSource }) => hazardSource).toSorted();
const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const password = '恢复用的密码 2026';

/** A workspace with a risk and a picture of it. */
async function withEvidence() {
  const made = await newWorkspace();
  const { value } = await addRisk(made, '断丝');
  await made.call('attachment.addPicture', {
    place: { subject: 'risk', subjectId: value.id, use: 'evidence' },
    name: '现场.png',
    bytes: picture.slice().buffer,
  });
  return made;
}
async function exported(made: TestWorkspace, key: string | null) {
  const { file } = (await made.call('archive.write', { file: path.join(fresh(), '导出.anze'), password: key }))!;
  return file;
}
const evidenceOf = (folder: string): string[] =>
  readdirSync(workspacePaths(folder).attachments, { recursive: true, encoding: 'utf8' }).filter((name) => name.length > 60);

describe('an exported file', () => {
  test('brings its records and its evidence back, and that can be taken back', async () => {
    const made = await withEvidence();
    const file = await exported(made, password);
    await addRisk(made, '脱钩');
    rmSync(workspacePaths(made.folder).attachments, { recursive: true });
    const source = { kind: 'archive' as const, file, password };
    const preview = await made.call('restore.preview', { source, keeps: true });
    expect(preview).toMatchObject({ relation: 'behind', lacking: 0, source: '导出.anze' });
    const { aside, lacking } = await made.call('restore.run', { source, reason: '' });
    expect(lacking).toBe(0);
    expect(await risksOf(made)).toEqual(['断丝']);
    expect(evidenceOf(made.folder)).toHaveLength(1);
    expect((await made.call('audit.verify', {})).faults).toEqual([]);
    await made.call('restore.run', { source: { kind: 'aside', id: aside }, reason: '' });
    expect(await risksOf(made)).toEqual(['断丝', '脱钩'].toSorted());
    await made.host.close();
    expect(readdirSync(made.folder).toSorted()).toEqual(['anze.db', 'attachments', 'backups', 'filings']);
  });

  test('is refused for what is wrong with it, and leaves nothing behind', async () => {
    const made = await withEvidence();
    const [sealed, open] = [await exported(made, password), await exported(made, null)];
    const before = readdirSync(made.folder).toSorted();
    const fault = async (file: string, key: string | null) =>
      (await made.fail('restore.run', { source: { kind: 'archive', file, password: key }, reason: '' })).key;
    expect(await fault(sealed, null)).toBe('archiveSealed');
    expect(await fault(sealed, '别的密码 123456')).toBe('archivePassword');
    const harmed = (file: string, change: (bytes: Buffer) => Buffer) => {
      const other = path.join(fresh(), path.basename(file));
      writeFileSync(other, change(readFileSync(file)));
      return other;
    };
    const flipped = (bytes: Buffer) => {
      bytes[bytes.length >> 1]! ^= 1;
      return bytes;
    };
    expect(await fault(harmed(sealed, flipped), password)).toBe('archiveDamaged');
    expect(await fault(harmed(open, flipped), null)).toBe('archiveDamaged');
    expect(
      await fault(
        harmed(sealed, (bytes) => bytes.subarray(0, -40)),
        password,
      ),
    ).toBe('archiveCut');
    expect(
      await fault(
        harmed(open, (bytes) => bytes.subarray(0, -40)),
        null,
      ),
    ).toBe('archiveCut');
    expect(
      await fault(
        harmed(open, () => Buffer.from('别的文件')),
        null,
      ),
    ).toBe('archiveForeign');
    expect((await made.fail('restore.run', { source: { kind: 'archive', file: '/没有.anze', password: null }, reason: '' })).code).toBe(
      'NOT_FOUND',
    );
    expect(readdirSync(made.folder).toSorted()).toEqual(before);
    expect(await risksOf(made)).toEqual(['断丝']);
    await made.host.close();
  });

  test('of another workspace is not taken here', async () => {
    const [made, other] = [await newWorkspace(), await withEvidence()];
    const file = await exported(other, null);
    expect(await made.fail('restore.run', { source: { kind: 'archive', file, password: null }, reason: '' })).toMatchObject({
      key: 'restoreForeign',
    });
    await Promise.all([made.host.close(), other.host.close()]);
  });

  test('is a way out of a damaged file', async () => {
    const made = await withEvidence();
    const file = await exported(made, password);
    await made.host.close();
    writeFileSync(workspacePaths(made.folder).database, '坏');
    expect(await made.fail('workspace.open', { folder: made.folder })).toMatchObject({ key: 'damaged' });
    const { aside } = await made.call('restore.run', { source: { kind: 'archive', file, password }, reason: '' });
    expect(await risksOf(made)).toEqual(['断丝']);
    expect((await made.call('restore.list', {})).asides).toMatchObject([{ id: aside, damaged: true }]);
    await made.host.close();
  });
});

describe('the second place', () => {
  async function withTarget() {
    const made = await withEvidence();
    const stick = fresh();
    await made.call('backup.setTarget', { folder: stick });
    return { made, stick };
  }

  test('gives its backups, evidence too, also where the data file is damaged', async () => {
    const { made, stick } = await withTarget();
    await addRisk(made, '脱钩');
    const { shelf } = (await made.call('restore.target', {}))!;
    expect(shelf).toMatchObject({ name: '包头市示范机械制造有限公司', backups: [{ state: 'proven' }] });
    const source = { kind: 'elsewhere' as const, folder: shelf!.folder, id: shelf!.backups[0]!.id };
    await made.host.close();
    const paths = workspacePaths(made.folder);
    rmSync(paths.attachments, { recursive: true });
    writeFileSync(paths.database, '坏');
    await made.fail('workspace.open', { folder: made.folder });
    expect(await made.call('restore.target', {})).toMatchObject({ folder: stick, shelf: { folder: shelf!.folder } });
    await made.call('restore.run', { source, reason: '' });
    expect(await risksOf(made)).toEqual(['断丝']);
    expect(evidenceOf(made.folder)).toHaveLength(1);
    rmSync(stick, { recursive: true });
    expect(await made.call('restore.target', {})).toEqual({ folder: stick, shelf: null });
    await made.host.close();
  });

  test('a harmed copy there is refused', async () => {
    const { made } = await withTarget();
    const { shelf } = (await made.call('restore.target', {}))!;
    const source = { kind: 'elsewhere' as const, folder: shelf!.folder, id: shelf!.backups[0]!.id };
    const file = path.join(source.folder, source.id, 'anze.db');
    const bytes = readFileSync(file);
    bytes[5000]! ^= 1;
    writeFileSync(file, bytes);
    expect(await made.fail('restore.run', { source, reason: '' })).toMatchObject({ key: 'backupDamaged' });
    await made.host.close();
  });

  test('is found on the stick by another machine, as are backups in a folder and a single one copied by hand', async () => {
    const { made, stick } = await withTarget();
    await made.host.close();
    const other = newHost();
    const stickFound = (await other.call('restore.look', { folder: stick }))!;
    expect(stickFound.shelves).toMatchObject([{ name: '包头市示范机械制造有限公司' }]);
    const { backups } = workspacePaths(made.folder);
    expect((await other.call('restore.look', { folder: made.folder }))!).toMatchObject({
      isWorkspace: true,
      shelves: [{ folder: backups }],
    });
    const [newest] = provenBackups({ folder: backups });
    const alone = fresh();
    cpSync(path.join(backups, newest!.id), path.join(alone, newest!.id), { recursive: true });
    expect((await other.call('restore.look', { folder: path.join(alone, newest!.id) }))!.shelves).toMatchObject([
      { folder: alone, backups: [{ id: newest!.id }] },
    ]);
    expect((await other.call('restore.look', { folder: fresh() }))!).toMatchObject({ shelves: [], isWorkspace: false });
  });
});

describe('a machine without a workspace', () => {
  test('makes one of an exported file: records, evidence, history, ready to go on', async () => {
    const made = await withEvidence();
    const file = await exported(made, password);
    await made.host.close();
    rmSync(made.folder, { recursive: true });
    const other = newHost();
    const source = { kind: 'archive' as const, file, password };
    expect(await other.fail('restore.runNew', { source: { ...source, password: null }, folder: null })).toMatchObject({
      key: 'archiveSealed',
    });
    const preview = await other.call('restore.previewNew', { source });
    expect(preview).toMatchObject({ now: null, lacking: 0, there: { name: '包头市示范机械制造有限公司' } });
    expect(path.basename(preview.folder)).toBe('包头市示范机械制造有限公司');
    expect(existsSync(preview.folder)).toBe(false);
    const { folder } = await other.call('restore.runNew', { source, folder: null });
    expect(folder).toBe(preview.folder);
    expect(await other.call('workspace.state', {})).toMatchObject({ open: true, folder });
    expect(await risksOf(other)).toEqual(['断丝']);
    expect(evidenceOf(folder)).toHaveLength(1);
    const written = openFile(folder);
    expect(written.prepare('SELECT source, formerHead FROM restoration').all()).toEqual([{ source: '导出.anze', formerHead: '' }]);
    written.close();
    expect((await other.call('audit.verify', {})).faults).toEqual([]);
    expect((await other.call('history.state', {})).undo?.command).toBe('attachment.add');
    await addRisk(other, '脱钩');
    await other.host.close();
    expect(readdirSync(folder).toSorted()).toEqual(['anze.db', 'attachments', 'backups', 'filings']);
    expect(existsSync(path.join(other.host.home, 'arriving/restoring'))).toBe(false);
    await other.call('workspace.open', { folder });
    expect(await risksOf(other)).toHaveLength(2);
    await other.host.close();
  });

  test('leaves an existing workspace alone, and nothing of what failed', async () => {
    const made = await withEvidence();
    const file = await exported(made, null);
    await made.host.close();
    const other = newHost();
    const source = { kind: 'archive' as const, file, password: null };
    expect(await other.fail('restore.runNew', { source, folder: made.folder })).toMatchObject({ key: 'workspaceExists' });
    expect(existsSync(workspacePaths(made.folder).database)).toBe(true);
    const empty = fresh();
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(file, bytes);
    expect(await other.fail('restore.runNew', { source, folder: empty })).toMatchObject({ key: 'archiveDamaged' });
    expect(existsSync(empty) ? readdirSync(empty) : []).toEqual([]);
  });

  test('takes a copied workspace, log included', async () => {
    const made = await withEvidence();
    const copy = path.join(fresh(), '复制');
    cpSync(made.folder, copy, { recursive: true });
    await addRisk(made, '脱钩');
    await made.host.close();
    const other = newHost();
    const folder = path.join(fresh(), '新机器');
    await other.call('restore.runNew', { source: { kind: 'file', file: copy }, folder });
    expect(await risksOf(other)).toEqual(['断丝']);
    expect(evidenceOf(folder)).toHaveLength(1);
    await other.host.close();
  });
});

describe('a backup made by each earlier version', () => {
  test.each(releasedSchemas)('of schema %i is restored where it was made and on another machine', async (schema) => {
    const folder = path.join(fresh(), '工作区');
    putReleased(schema, folder);
    const paths = workspacePaths(folder);
    const { manifest } = await backUp(
      { paths, nativeBinding: null, version: '1', now: Date.parse('2026-11-21T08:00:00Z') },
      { folder: paths.backups },
      'manual',
    );
    expect(manifest.schema).toBe(schema);
    const host = newHost();
    await host.call('workspace.open', { folder });
    const before = await risksOf(host);
    await addRisk(host, '超载');
    const source = { kind: 'backup' as const, id: manifest.id };
    expect(await host.call('restore.preview', { source })).toMatchObject({ schema, relation: 'behind' });
    const { aside } = await host.call('restore.run', { source, reason: '' });
    expect(await risksOf(host)).toEqual(before);
    expect((await host.call('audit.verify', {})).faults).toEqual([]);
    expect(await host.call('filing.list', {})).toHaveLength(1);
    await host.call('restore.run', { source: { kind: 'aside', id: aside }, reason: '' });
    expect(await risksOf(host)).toEqual([...before, '超载'].toSorted());
    await host.host.close();

    const other = newHost();
    const elsewhere = { kind: 'elsewhere' as const, folder: paths.backups, id: manifest.id };
    await other.call('restore.runNew', { source: elsewhere, folder: path.join(fresh(), '新机器') });
    expect(await risksOf(other)).toEqual(before);
    expect((await other.call('audit.verify', {})).faults).toEqual([]);
    await other.host.close();
  });
});
