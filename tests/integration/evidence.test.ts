import { hash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { attachmentFile, thumbnailFile, workspacePaths } from '../../electron/workspace/paths';
import { noShell } from '../../electron/workspace/shell';
import { telephonePhoto } from '../support/photo';
import { plainXlsx } from '../support/workbooks';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const shaOf = (bytes: Uint8Array | string) => hash('sha256', bytes, 'hex');

let outside: string;
let made: TestWorkspace;
let riskId: string;
let opened: string[];

beforeEach(async () => {
  outside = mkdtempSync(path.join(tmpdir(), 'anze-证据 '));
  opened = [];
  made = await newWorkspace({ shell: { ...noShell, openPath: async (file) => void opened.push(file) } });
  const draft = { ...emptyRisk, hazardSource: '吊具断丝', l: 3, e: 6, c: 15 };
  riskId = (await made.call('risk.create', { point: { name: '行车', kind: 'equipment' }, draft })).value.id;
});

const paths = () => workspacePaths(made.folder);
const kept = (bytes: Uint8Array | string) => attachmentFile(paths().attachments, shaOf(bytes));
function write(name: string, content: string | Uint8Array): string {
  const file = path.join(outside, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}
const add = (...files: string[]) =>
  made.call('attachment.addFiles', { place: { subject: 'risk', subjectId: riskId, use: 'evidence' }, files });
const names = async (state: 'used' | 'unused' | 'orphaned' | 'missing' | 'changed') =>
  (await made.call('evidence.list', { state })).rows.map(({ name }) => name);

describe('the check of kept files', () => {
  test('tells apart what is whole, missing, changed, in no record any more and known to nobody', async () => {
    await add(write('好.pdf', '%PDF-好'), write('缺.pdf', '%PDF-缺'), write('改.png', png), write('去.txt', '去'));
    const gone = (await made.call('attachment.list', { subject: 'risk', subjectId: riskId })).find(({ name }) => name === '去.txt')!;
    await made.call('attachment.remove', { id: gone.id, revision: gone.revision });
    rmSync(kept('%PDF-缺'));
    writeFileSync(kept(png), 'scribbled');
    const stranger = attachmentFile(paths().attachments, shaOf('谁的'));
    mkdirSync(path.dirname(stranger), { recursive: true });
    writeFileSync(stranger, '谁的');
    writeFileSync(path.join(paths().attachments, '1234.5.part'), 'left over');

    expect(await made.call('evidence.figures', {})).toMatchObject({ used: 3, missing: 0, checkedAt: null });
    expect(await made.call('evidence.verify', {})).toEqual({ files: 5, whole: 3, missing: 1, changed: 1, orphaned: 1 });
    expect(await made.call('evidence.figures', {})).toMatchObject({ used: 3, unused: 1, orphaned: 1, missing: 1, changed: 1 });
    expect([await names('missing'), await names('changed'), await names('unused')]).toEqual([['缺.pdf'], ['改.png'], ['去.txt']]);
    expect(await names('orphaned')).toEqual([shaOf('谁的').slice(0, 16)]);
    expect((await made.call('evidence.list', { state: 'used', text: '好' })).rows).toMatchObject([{ verdict: 'whole', uses: 1 }]);
    // Nothing of it is a step, and nothing is taken away.
    expect((await made.call('history.state', {})).undo?.command).toBe('attachment.remove');
    expect(existsSync(stranger)).toBe(true);
  });

  test('finds files again in the backups, or in a folder under whatever name, and keeps aside what stood there', async () => {
    await add(write('一.pdf', '%PDF-1'), write('二.pdf', '%PDF-2'), write('三.pdf', '%PDF-3'));
    writeFileSync(kept('%PDF-1'), '%PDF-x');
    rmSync(kept('%PDF-2'));
    rmSync(kept('%PDF-3'));
    await made.call('evidence.verify', {});
    const store = path.join(paths().backups, 'files');
    for (const [sha256, content] of [
      [shaOf('%PDF-1'), '%PDF-1'],
      [shaOf('%PDF-2'), 'damaged too'],
    ] as const) {
      const file = attachmentFile(store, sha256);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    expect(await made.call('evidence.restore', { from: 'backups' })).toEqual({ restored: 1, left: 2 });
    expect(readFileSync(kept('%PDF-1'), 'utf8')).toBe('%PDF-1');
    const aside = readdirSync(path.join(paths().backups, 'aside'), { recursive: true, encoding: 'utf8' });
    expect(aside.map((name) => path.basename(name))).toContain(shaOf('%PDF-1'));
    write('旧电脑/下面/改了名.bin', '%PDF-3');
    write('旧电脑/别的.txt', '别的');
    expect(await made.call('evidence.restore', { from: 'folder', folder: path.join(outside, '旧电脑') })).toEqual({ restored: 1, left: 1 });
    expect(await names('missing')).toEqual(['二.pdf']);
    expect(await made.call('evidence.verify', {})).toMatchObject({ whole: 2, missing: 1 });
  });
});

describe('files that no record names', () => {
  /** A file that lies there and that nothing knows, kept so many hours ago. */
  function stranger(content: string, hours = 2): string {
    const file = attachmentFile(paths().attachments, shaOf(content));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    const at = Date.parse('2026-11-21T04:00:00Z') / 1000 - hours * 3600;
    utimesSync(file, at, at);
    return file;
  }
  const all = { filter: {}, except: [] };

  test('go for good when nothing needs them, on record; what records, their past, a backup or a state put aside needs stays', async () => {
    await add(write('在用.pdf', '%PDF-在用'), write('去.txt', '去'));
    const gone = (await made.call('attachment.list', { subject: 'risk', subjectId: riskId })).find(({ name }) => name === '去.txt')!;
    await made.call('attachment.remove', { id: gone.id, revision: gone.revision });
    const before = await made.call('backup.run', { why: 'manual' });
    await add(write('后来.pdf', '%PDF-后来'));
    await made.call('backup.run', { why: 'manual' });
    await add(write('最后.pdf', '%PDF-最后'));
    // What came after it is known to the newer backup and to the state that is put aside.
    await made.call('restore.run', { source: { kind: 'backup', id: before.id }, reason: '误改' });
    const [first, second] = [stranger('没人要一'), stranger('没人要二')];
    stranger('刚刚', 0);
    await made.call('evidence.verify', {});
    expect((await made.call('evidence.figures', {})).orphaned).toBe(5);
    const ids = [
      shaOf('没人要一'),
      shaOf('没人要二'),
      shaOf('刚刚'),
      shaOf('%PDF-后来'),
      shaOf('%PDF-最后'),
      shaOf('%PDF-在用'),
      shaOf('去'),
    ];
    for (const content of ['%PDF-后来', '%PDF-最后']) utimesSync(kept(content), 0, 0);
    expect(await made.call('evidence.orphans', { selection: { ids } })).toEqual({ files: 2, bytes: 24, needed: 3 });
    expect(existsSync(first)).toBe(true);

    expect(await made.call('evidence.removeOrphans', { selection: { filter: {}, except: [shaOf('没人要二')] } })).toMatchObject({
      files: 1,
    });
    expect([existsSync(first), existsSync(second)]).toEqual([false, true]);
    const [step] = (await made.call('history.changes', { filter: { subject: 'disclosure' }, limit: 1 })).rows;
    expect(step?.command).toBe('evidence.noteRemoved');
    expect((await made.call('evidence.figures', {})).orphaned).toBe(4);
    expect(await made.call('evidence.removeOrphans', { selection: all })).toMatchObject({ files: 1, needed: 3 });
    expect(await made.call('evidence.removeOrphans', { selection: all })).toEqual({ files: 0, bytes: 0, needed: 3 });
    for (const content of ['%PDF-在用', '去', '%PDF-后来', '%PDF-最后', '刚刚']) expect(existsSync(kept(content)), content).toBe(true);
  });

  test('stay beside a backup whose files nobody can read', async () => {
    const file = stranger('没人要');
    const { id } = await made.call('backup.run', { why: 'manual' });
    writeFileSync(path.join(paths().backups, id, 'files.json'), '[ ]');
    await made.call('evidence.verify', {});
    expect(await made.fail('evidence.removeOrphans', { selection: all })).toMatchObject({ key: 'orphanUnsure', params: { name: id } });
    expect(existsSync(file)).toBe(true);
  });

  test('can be attached to a record', async () => {
    stranger('%PDF-捡回');
    await made.call('evidence.verify', {});
    const place = { subject: 'risk' as const, subjectId: riskId, use: 'evidence' as const };
    await made.call('attachment.add', { place, files: [{ name: '捡回.pdf', sha256: shaOf('%PDF-捡回') }] });
    expect(await made.call('evidence.figures', {})).toMatchObject({ used: 1, orphaned: 0 });
    expect(await made.call('evidence.removeOrphans', { selection: { ids: [shaOf('%PDF-捡回')] } })).toMatchObject({ files: 0 });
    await made.call('history.undo', {});
    expect(await names('unused')).toEqual(['捡回.pdf']);
  });
});

test('a file tells where it is used, and opens as a copy although no record has it', async () => {
  const file = write('证.png', png);
  await add(file);
  const { riskPointId } = (await made.call('risk.get', { id: riskId })).risk as { riskPointId: string };
  await made.call('attachment.addFiles', { place: { subject: 'riskPoint', subjectId: riskPointId, use: 'evidence' }, files: [file] });
  const { records, sent } = await made.call('evidence.usedBy', { sha256: shaOf(png) });
  expect(records.map(({ subject, title }) => `${subject} ${title}`)).toEqual(['risk FX-0001 吊具断丝', 'riskPoint 行车']);
  expect(sent).toEqual([]);
  expect((await made.call('evidence.list', {})).rows).toMatchObject([{ uses: 2, name: '证.png' }]);
  await made.call('history.undo', {});
  await made.call('history.undo', {});
  expect(await made.call('evidence.usedBy', { sha256: shaOf(png) })).toEqual({ records: [], sent: [] });
  await made.call('evidence.open', { sha256: shaOf(png) });
  expect(path.basename(opened[0]!)).toBe('证.png');
  expect(await made.fail('evidence.open', { sha256: 'a'.repeat(64) })).toMatchObject({ code: 'NOT_FOUND' });
});

describe('a small picture', () => {
  const webp = Buffer.from('RIFF\x04\0\0\0WEBPVP8 ', 'latin1');
  const bytes = (content: Uint8Array) => Uint8Array.from(content).buffer;

  test('is kept for a kept file when it is webp and small', async () => {
    await add(write('证.png', png));
    await made.call('evidence.keepThumbnail', { sha256: shaOf(png), bytes: bytes(webp) });
    expect(readFileSync(thumbnailFile(paths().thumbnails, shaOf(png)))).toEqual(webp);
    const refused = [
      { sha256: shaOf(png), bytes: bytes(png) },
      { sha256: shaOf(png), bytes: new ArrayBuffer(100 * 1024 + 1) },
      { sha256: '../../../etc/passwd', bytes: bytes(webp) },
    ];
    for (const input of refused) expect(await made.fail('evidence.keepThumbnail', input)).toMatchObject({ code: 'INVALID' });
    expect(await made.fail('evidence.keepThumbnail', { sha256: 'a'.repeat(64), bytes: bytes(webp) })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('looking into a file', () => {
  test('shows the cells of a workbook, a sheet at a time, cut where it is long', async () => {
    const rows = Array.from({ length: 400 }, (_, n) => [`行${n}`, n]);
    const file = write('台账.xlsx', await plainXlsx([['名称', '数'], ...rows]));
    await add(file);
    const sha256 = shaOf(readFileSync(file));
    const shown = await made.call('evidence.read', { sha256 });
    expect(shown).toMatchObject({ kind: 'sheets', at: 0, total: 401, columns: 2 });
    const { rows: seen } = shown as Extract<typeof shown, { kind: 'sheets' }>;
    expect([seen.length, seen[1]]).toEqual([300, ['行0', '0']]);
  });

  test.each([
    ['坏.xlsx', 'PK\x03\x04 no zip'],
    ['坏.docx', 'no docx'],
    ['说明.pdf', '%PDF-1.7'],
  ])('says in words why %s is not shown', async (name, content) => {
    await add(write(name, content));
    const failure = await made.fail('evidence.read', { sha256: shaOf(content) });
    expect(failure.code).toBe('INVALID');
  });
});

describe('a folder of pictures from a telephone', () => {
  const local = (time: string) => Date.parse(`2026-11-20T${time}`);

  test('is grouped by when they were taken, else by the time of the file; a group is attached with its times', async () => {
    const early = telephonePhoto();
    write('DCIM/IMG_2.jpg', early);
    for (const [name, time] of [
      ['DCIM/微信图片.png', '09:49:00'],
      ['DCIM/IMG_9.png', '10:10:00'],
      ['DCIM/坏.jpg', '10:11:00'],
    ] as const) {
      const file = write(name, name.endsWith('坏.jpg') ? 'no jpg' : png);
      utimesSync(file, local(time) / 1000, local(time) / 1000);
    }
    write('DCIM/空.jpg', '');
    write('DCIM/说明.txt', '别的');
    const found = (await made.call('evidence.scanFolder', { folder: outside }))!;
    expect(found.groups.map(({ photos }) => photos.map(({ name, isTaken }) => `${name} ${isTaken}`))).toEqual([
      ['IMG_2.jpg true', '微信图片.png false'],
      ['IMG_9.png false', '坏.jpg false'],
    ]);
    expect(found.groups[0]).toMatchObject({ from: local('09:30:00'), to: local('09:49:00') });
    expect(found).toMatchObject({ photos: 4, left: 1 });
    await add(...found.groups[0]!.photos.map(({ file }) => file));
    expect((await made.call('evidence.list', {})).rows.map(({ name, takenAt }) => [name, takenAt])).toEqual(
      expect.arrayContaining([
        ['IMG_2.jpg', local('09:30:00')],
        ['微信图片.png', null],
      ]),
    );
    expect(await made.call('evidence.scanFolder', { folder: '' })).toBeNull();
    for (const folder of [path.join(outside, '不在'), 'a\0b', write('文件.txt', '')])
      expect(await made.fail('evidence.scanFolder', { folder })).toMatchObject({ code: 'NOT_FOUND', key: 'file' });
  });
});
