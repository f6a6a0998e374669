import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { openDatabase } from '../../db/open';
import { workspacePaths } from '../../electron/workspace/paths';
import {
  asideFile,
  finishSwitch,
  readAsides,
  renameStubbornly,
  stagedFile,
  stagingFolder,
  switchFiles,
} from '../../electron/workspace/switch';
import { backUp } from '../../electron/workspace/backup/run';
import { contents, openFile } from '../support/database';
import { writeEarlier } from '../support/earlier';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const fresh = () => mkdtempSync(path.join(tmpdir(), 'anze-恢复 '));
const shipped = path.resolve(import.meta.dirname, '../../db/migrations');
const point = { name: '行车', kind: 'equipment' as const };
const firstPage = { offset: 0, limit: 10, sort: { by: 'riskNo' as const, descending: false }, filter: {} };
const addRisk = ({ call }: TestWorkspace, hazardSource: string) =>
  call('risk.create', { point, draft: { ...emptyRisk, hazardSource, l: 1, e: 6, c: 15 } });
const risksOf = async ({ call }: TestWorkspace) =>
  (await call('risk.list', firstPage)).rows.map(({ hazardSource }) => hazardSource).toSorted();

/** Two risks in a backup, a third one since. */
async function withBackup() {
  const made = await newWorkspace();
  await addRisk(made, '断丝');
  await addRisk(made, '脱钩');
  const { manifest } = await backUp(
    { paths: workspacePaths(made.folder), nativeBinding: null, version: '1', now: Date.parse('2026-11-21T08:00:00Z') },
    { folder: workspacePaths(made.folder).backups },
    'manual',
  );
  await addRisk(made, '超载');
  return { made, source: { kind: 'backup' as const, id: manifest.id } };
}

describe('restoring', () => {
  test('shows what stands now and what stands in the backup side by side and changes nothing', async () => {
    const { made, source } = await withBackup();
    const before = readdirSync(made.folder).toSorted();
    const preview = await made.call('restore.preview', { source });
    expect(preview).toMatchObject({ relation: 'behind', lacking: 0, source: source.id });
    expect([preview.now!.counts['risk'], preview.there.counts['risk']]).toEqual([3, 2]);
    expect(preview.now!.steps).toBeGreaterThan(preview.there.steps);
    expect(preview.now!.newest).toMatchObject({ command: 'risk.create', actor: '王安全' });
    expect(readdirSync(made.folder).toSorted()).toEqual(before);
    expect(await risksOf(made)).toHaveLength(3);
    await made.host.close();
  });

  test('brings all of it back, writes it down, and can itself be taken back', async () => {
    const { made, source } = await withBackup();
    const { aside } = await made.call('restore.run', { source, reason: '误导入' });
    expect(await risksOf(made)).toEqual(['断丝', '脱钩']);
    const file = openFile(made.folder);
    expect(file.prepare('SELECT source, reason FROM restoration').all()).toEqual([{ source: source.id, reason: '误导入' }]);
    file.close();
    expect((await made.call('audit.verify', {})).faults).toEqual([]);
    // Undo goes on with the work as it was at that time.
    expect((await made.call('history.state', {})).undo?.command).toBe('risk.create');

    expect((await made.call('restore.list', {})).asides).toMatchObject([{ id: aside, why: 'restore', damaged: false }]);
    const back = await made.call('restore.preview', { source: { kind: 'aside', id: aside } });
    expect(back.there.counts['risk']).toBe(3);
    await made.call('restore.run', { source: { kind: 'aside', id: aside }, reason: '' });
    expect(await risksOf(made)).toEqual(['断丝', '脱钩', '超载'].toSorted());
    expect((await made.call('restore.list', {})).asides.map(({ why }) => why)).toEqual(['undo', 'restore']);
    expect((await made.call('audit.verify', {})).faults).toEqual([]);
    await made.host.close();
    expect(readdirSync(made.folder).toSorted()).toEqual(['anze.db', 'attachments', 'backups', 'filings']);
  });

  test('brings back evidence that has gone since', async () => {
    const made = await newWorkspace();
    const { value } = await addRisk(made, '断丝');
    await made.call('attachment.addPicture', {
      place: { subject: 'risk', subjectId: value.id, use: 'evidence' },
      name: '现场.png',
      bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]).buffer,
    });
    const paths = workspacePaths(made.folder);
    const { manifest } = await backUp(
      { paths, nativeBinding: null, version: '1', now: Date.parse('2026-11-21T08:00:00Z') },
      { folder: paths.backups },
      'manual',
    );
    expect(manifest.files.count).toBe(1);
    rmSync(paths.attachments, { recursive: true });
    const source = { kind: 'backup' as const, id: manifest.id };
    expect(await made.call('restore.preview', { source })).toMatchObject({ lacking: 0 });
    await made.call('restore.run', { source, reason: '' });
    expect(readdirSync(paths.attachments, { recursive: true })).toHaveLength(2);
    await made.host.close();
  });

  test('refuses a backup that is not as it was written, one that is gone, and that of another workspace', async () => {
    const { made, source } = await withBackup();
    const { backups } = workspacePaths(made.folder);
    const copy = path.join(backups, source.id, 'anze.db');
    const bytes = readFileSync(copy);
    bytes[bytes.length - 100]! ^= 1;
    writeFileSync(copy, bytes);
    expect(await made.fail('restore.run', { source, reason: '' })).toMatchObject({ key: 'backupDamaged' });
    expect(await made.fail('restore.preview', { source: { kind: 'backup', id: 'x' } })).toMatchObject({ code: 'NOT_FOUND' });
    const other = await newWorkspace();
    await other.host.close();
    expect(await made.fail('restore.run', { source: { kind: 'file', file: other.folder }, reason: '' })).toMatchObject({
      key: 'restoreForeign',
    });
    expect(await risksOf(made)).toHaveLength(3);
    await made.host.close();
  });

  test.each([1, 2, 3, 4, 5, 6])('takes the file of schema %i, from another place', async (schema) => {
    const made = await newWorkspace();
    await addRisk(made, '断丝');
    await made.host.close();
    const migrations = path.join(fresh(), 'migrations');
    cpSync(shipped, migrations, { recursive: true });
    const journal = path.join(migrations, 'meta/_journal.json');
    const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: object[] };
    writeFileSync(journal, JSON.stringify({ entries: entries.slice(0, schema) }));
    const earlier = path.join(fresh(), '别处');
    writeEarlier(made.folder, earlier, migrations);
    await made.call('workspace.open', { folder: made.folder });
    await addRisk(made, '超载');
    // Its audit was written anew for the test: by its origin it is another workspace.
    const preview = await made.call('restore.preview', { source: { kind: 'file', file: earlier } });
    expect(preview).toMatchObject({ schema });
    expect([preview.now!.counts['risk'], preview.there.counts['risk']]).toEqual([2, 1]);
    await made.host.close();
    // Where the present file cannot be read nobody asks whose it was.
    writeFileSync(workspacePaths(made.folder).database, '坏');
    expect(await made.fail('workspace.open', { folder: made.folder })).toMatchObject({ key: 'damaged' });
    await made.call('restore.run', { source: { kind: 'file', file: earlier }, reason: '' });
    expect(await risksOf(made)).toEqual(['断丝']);
    await made.host.close();
  });
});

describe('the switch of files', () => {
  const why = { at: 1, why: 'restore', source: 'x', sourceAt: 0, reason: '', damaged: false, formerHead: '', restoredHead: '' } as const;
  /** A closed workspace whose log was left behind, and another file staged. */
  async function staged() {
    const made = await newWorkspace();
    await addRisk(made, '断丝');
    await made.host.close();
    const paths = workspacePaths(made.folder);
    const other = await newWorkspace();
    await other.host.close();
    cpSync(workspacePaths(other.folder).database, stagedFile(paths), { recursive: true });
    writeFileSync(`${paths.database}-wal`, 'the log of the former file');
    return { paths, old: readFileSync(paths.database), next: readFileSync(stagedFile(paths)) };
  }

  test('never leaves the log of the former file beside the new one', async () => {
    const { paths, old, next } = await staged();
    const { id } = await switchFiles(paths, why);
    expect(readFileSync(paths.database).equals(next)).toBe(true);
    expect(existsSync(`${paths.database}-wal`)).toBe(false);
    expect(readFileSync(asideFile(paths, id)).equals(old)).toBe(true);
    expect(readFileSync(`${asideFile(paths, id)}-wal`, 'utf8')).toBe('the log of the former file');
    expect(existsSync(stagingFolder(paths))).toBe(false);
  });

  // Interrupted after so many of the moves: nothing, the file, its log, the staged file in its place.
  test.each([0, 1, 2, 3])('interrupted after %i moves it is finished at the next opening', async (moves) => {
    const { paths, old, next } = await staged();
    const { id } = await switchFiles(paths, why);
    const kept = asideFile(paths, id);
    writeFileSync(path.join(paths.folder, 'switch.json'), JSON.stringify({ aside: id }));
    if (moves < 3) {
      cpSync(paths.database, stagedFile(paths), { recursive: true });
      rmSync(paths.database);
    }
    if (moves < 2) renameSync(`${kept}-wal`, `${paths.database}-wal`);
    if (moves < 1) renameSync(kept, paths.database);
    await finishSwitch(paths);
    expect(readFileSync(paths.database).equals(next)).toBe(true);
    expect(existsSync(`${paths.database}-wal`)).toBe(false);
    expect(readFileSync(kept).equals(old)).toBe(true);
    expect(readdirSync(paths.folder).toSorted()).toEqual(['anze.db', 'attachments', 'backups', 'filings']);
    expect(readAsides(paths)).toMatchObject([{ id, why: 'restore' }]);
  });

  test('what was staged and never decided goes', async () => {
    const { paths, old } = await staged();
    await finishSwitch(paths);
    expect(readFileSync(paths.database).equals(old)).toBe(true);
    expect(existsSync(stagingFolder(paths))).toBe(false);
  });

  test('a file that somebody holds for a moment is moved all the same, one that is held for good is told', async () => {
    let tries = 0;
    await renameStubbornly('a', 'b', () => {
      tries += 1;
      if (tries < 3) throw Object.assign(new Error('held'), { code: 'EBUSY' });
    });
    expect(tries).toBe(3);
    await expect(
      renameStubbornly('a', 'b', () => {
        throw Object.assign(new Error('gone'), { code: 'ENOENT' });
      }),
    ).rejects.toThrow('gone');
  });

  test('a workspace that was interrupted in it opens with the restored state and writes it down', async () => {
    const { made, source } = await withBackup();
    const { aside } = await made.call('restore.run', { source, reason: '' });
    const paths = workspacePaths(made.folder);
    await made.host.close();
    // As if the row had never been written and the journal still stood.
    const file = openDatabase({ file: paths.database, nativeBinding: null });
    const rows = contents(file)['restoration'];
    file.close();
    expect(rows).toHaveLength(1);
    writeFileSync(path.join(paths.folder, 'switch.json'), JSON.stringify({ aside }));
    await made.call('workspace.open', { folder: made.folder });
    expect(await risksOf(made)).toEqual(['断丝', '脱钩']);
    const again = openFile(made.folder);
    expect(contents(again)['restoration']).toEqual(rows);
    again.close();
    await made.host.close();
  });
});
