import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { safeFileName, writeFileSafely } from '../../electron/workspace/file';
import { readFact } from '../../electron/workspace/open';
import { workspacePaths } from '../../electron/workspace/paths';
import { placeOf, type PlaceMachine } from '../../electron/workspace/place';
import { openFile } from '../support/database';
import { newWorkspace } from '../support/workspace';

const fresh = () => mkdtempSync(path.join(tmpdir(), 'anze-工作 区 '));
const draft = { ...emptyRisk, hazardSource: '钢丝绳断丝', l: 1, e: 6, c: 15 };
const point = { name: '行车', kind: 'equipment' as const };
const firstPage = { offset: 0, limit: 10, sort: { by: 'riskNo' as const, descending: false }, filter: {} };
/** Closed and left behind by a program that lived to the end. */
async function leftBehind() {
  const made = await newWorkspace({ folder: path.join(fresh(), '一厂 2026（试用）') });
  await made.call('risk.create', { point, draft });
  await made.host.close();
  return made;
}

describe('opening', () => {
  test('a workspace in a folder with Chinese characters and blanks has its four parts and no lock when closed', async () => {
    const { folder, host, call } = await leftBehind();
    expect(readdirSync(folder).sort()).toEqual(['anze.db', 'attachments', 'backups', 'filings']);
    await call('workspace.open', { folder });
    expect(existsSync(workspacePaths(folder).lock)).toBe(true);
    expect((await call('risk.list', firstPage)).total).toBe(1);
    await host.close();
    expect(existsSync(workspacePaths(folder).lock)).toBe(false);
  });

  test('while another process lives in it, it is refused with the owner named', async () => {
    const { folder, fail } = await leftBehind();
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    onTestFinished(() => void other.kill());
    await once(other, 'spawn');
    const since = new Date().toISOString();
    writeFileSync(workspacePaths(folder).lock, JSON.stringify({ pid: other.pid, host: hostname(), user: '李四', since }));
    expect(await fail('workspace.open', { folder })).toEqual({
      code: 'UNAVAILABLE',
      key: 'locked',
      params: { user: '李四', pid: other.pid, since: expect.any(String) as string },
    });
    expect(readFact(openFile(folder), 'cleanEnd')).toBe('1');
  });

  test('a second application window of the same process does not get it either', async () => {
    const { folder, host } = await newWorkspace();
    const second = await newWorkspace();
    expect(await second.fail('workspace.open', { folder })).toMatchObject({ code: 'UNAVAILABLE', key: 'locked' });
    expect((await second.call('workspace.state', {})).open).toBe(true);
    await host.close();
    await second.call('workspace.open', { folder });
    await second.host.close();
  });

  test('opening it again by another spelling stays in it', async () => {
    const { folder, host, call } = await newWorkspace();
    const link = path.join(fresh(), '链接');
    symlinkSync(folder, link);
    for (const same of [folder, `${folder}/`, path.join(folder, '..', path.basename(folder)), link]) {
      await call('workspace.open', { folder: same });
      expect(existsSync(workspacePaths(folder).lock), same).toBe(true);
    }
    await host.close();
    expect(existsSync(workspacePaths(folder).lock)).toBe(false);
  });

  test('a file written by a newer application is refused untouched', async () => {
    const { folder, fail } = await leftBehind();
    const file = openFile(folder);
    file.prepare(`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)`).run();
    file.close();
    const before = readFileSync(workspacePaths(folder).database);
    expect(await fail('workspace.open', { folder })).toMatchObject({ code: 'UNAVAILABLE', key: 'newerFile' });
    expect(readFileSync(workspacePaths(folder).database).equals(before)).toBe(true);
    expect(existsSync(workspacePaths(folder).lock)).toBe(false);
  });

  test('after an end that was none it is checked and opened', async () => {
    const { folder, host, call } = await leftBehind();
    const file = openFile(folder);
    file.prepare(`UPDATE workspaceFact SET value = '0' WHERE key = 'cleanEnd'`).run();
    file.close();
    await call('workspace.open', { folder });
    expect((await call('risk.list', firstPage)).total).toBe(1);
    await host.close();
  });

  test.each([
    ['no database at all', (file: string) => writeFileSync(file, '这不是数据库'.repeat(500))],
    ['cut off', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    [
      'overwritten in the middle',
      (file: string) => {
        const bytes = readFileSync(file);
        bytes.fill(0xaa, 4096 * 4, bytes.length);
        writeFileSync(file, bytes);
      },
    ],
  ])('a file that is %s is told to be damaged and stays as it is', async (_name, damage) => {
    const { folder, fail } = await leftBehind();
    const file = openFile(folder);
    file.prepare(`UPDATE workspaceFact SET value = '0' WHERE key = 'cleanEnd'`).run();
    file.close();
    damage(workspacePaths(folder).database);
    const before = readFileSync(workspacePaths(folder).database);
    expect(await fail('workspace.open', { folder })).toMatchObject({ code: 'UNAVAILABLE', key: 'damaged' });
    expect(readFileSync(workspacePaths(folder).database).equals(before)).toBe(true);
    expect(existsSync(workspacePaths(folder).lock)).toBe(false);
  });

  test('a damaged search index is made anew, because everything in it stands in the records', async () => {
    const { folder, host, call } = await leftBehind();
    const file = openFile(folder);
    file.unsafeMode(true);
    file.exec(
      `UPDATE workspaceFact SET value = '0' WHERE key = 'cleanEnd'; DELETE FROM search_data WHERE id > 10; DELETE FROM search_idx;`,
    );
    expect(file.pragma('integrity_check(1)', { simple: true })).not.toBe('ok');
    file.close();
    await call('workspace.open', { folder });
    while ((await host.dispatcher!.catchUpSearch(10)) > 0);
    expect((await call('risk.list', { ...firstPage, filter: { text: '断丝' } })).total).toBe(1);
    expect((await call('search.everything', { text: '行车' })).map(({ subject }) => subject).sort()).toEqual(['risk', 'riskPoint']);
    await host.close();
  });

  test.each([
    ['a folder without a workspace', () => undefined],
    ['an empty file', (file: string) => writeFileSync(file, '')],
    [
      'the file of another program',
      (file: string) => {
        const other = new BetterSqlite3(file);
        other.exec('CREATE TABLE note (text TEXT); INSERT INTO note VALUES (1)');
        other.close();
      },
    ],
  ])('%s is no workspace and gets no tables', async (_name, prepare) => {
    const { fail, host } = await newWorkspace();
    const folder = fresh();
    prepare(workspacePaths(folder).database);
    expect(await fail('workspace.open', { folder })).toMatchObject({ code: 'UNAVAILABLE', key: 'noWorkspace' });
    const file = workspacePaths(folder).database;
    const tables = existsSync(file)
      ? new BetterSqlite3(file, { readonly: true }).prepare('SELECT name FROM sqlite_master').pluck().all()
      : [];
    expect(tables.filter((name) => name !== 'note')).toEqual([]);
    expect(await host.call('workspace.state', {})).toMatchObject({ data: { open: true } });
    await host.close();
  });

  test('a place that cannot be written to is told, the open workspace stays', async () => {
    const { fail, call, host } = await newWorkspace();
    const file = path.join(fresh(), 'file');
    writeFileSync(file, '');
    expect(
      await fail('workspace.create', {
        folder: path.join(file, 'inside'),
        way: 'blank',
        name: 'x',
        regionCode: '150200',
        sector: 'machinery',
      }),
    ).toMatchObject({ code: 'UNAVAILABLE', key: 'noPermission' });
    expect((await call('workspace.state', {})).open).toBe(true);
    await host.close();
  });
});

describe('creating', () => {
  const wish = { way: 'blank' as const, name: '某某公司', regionCode: '150200', sector: 'machinery' };

  test('never writes over a workspace', async () => {
    const { folder, fail, host } = await leftBehind();
    const before = readFileSync(workspacePaths(folder).database);
    expect(await fail('workspace.create', { ...wish, folder })).toMatchObject({ code: 'CONFLICT', key: 'workspaceExists' });
    expect(readFileSync(workspacePaths(folder).database).equals(before)).toBe(true);
    await host.close();
  });

  test('an open workspace is not begun again, neither blank nor with the sample', async () => {
    const { fail, call, host } = await newWorkspace();
    for (const way of ['blank', 'sample'] as const)
      expect(await fail('workspace.begin', { ...wish, way })).toMatchObject({ code: 'CONFLICT', key: 'workspaceExists' });
    expect((await call('risk.list', firstPage)).total).toBe(0);
    await host.close();
  });

  test('without a folder it goes to a place of its own by its name, the second beside the first', async () => {
    const home = fresh();
    const { call, host } = await newWorkspace({ home });
    const folders = [];
    for (const name of ['内蒙古/包头: 一*厂?', '内蒙古/包头: 一*厂?', '...', 'CON'])
      folders.push((await call('workspace.create', { ...wish, name, folder: null })).folder);
    expect(folders.map((folder) => path.relative(path.join(home, 'workspaces'), folder))).toEqual([
      '内蒙古_包头_ 一_厂_',
      '内蒙古_包头_ 一_厂_-2',
      '_',
      '_CON',
    ]);
    expect((await call('workspace.state', {})).recent).toHaveLength(5);
    await host.close();
  });

  test('one that fails leaves nothing that would bar the next try', async () => {
    const { host, call, fail } = await newWorkspace();
    const folder = path.join(fresh(), '新');
    expect(await fail('workspace.create', { ...wish, folder, name: '' })).toMatchObject({ code: 'INVALID' });
    mkdirSync(folder);
    const blocked = path.join(folder, 'attachments');
    writeFileSync(blocked, 'a file where a folder has to be');
    expect((await host.call('workspace.create', { ...wish, folder })).ok).toBe(false);
    rmSync(blocked);
    await call('workspace.create', { ...wish, folder });
    await host.close();
  });
});

describe('where a folder lies', () => {
  const linux = (mounts: string): PlaceMachine => ({ platform: 'linux', realpath: (file) => file, mounts: () => mounts });
  const windows = (real: Record<string, string> = {}): PlaceMachine => ({
    platform: 'win32',
    realpath: (file) => real[file] ?? file,
    mounts: () => '',
  });
  const mounts = [
    'overlay / overlay rw 0 0',
    '/dev/sda1 /home ext4 rw 0 0',
    'server:/x /mnt/共享 nfs4 rw 0 0',
    '//nas/数据 /mnt/nas\\040数据 cifs rw 0 0',
    'host /media/sf fuse.sshfs rw 0 0',
    'C:\\134 /mnt/c 9p rw 0 0',
    '/dev/sdb1 /mnt/共享/本地 ext4 rw 0 0',
    'tmpfs /home/u/ram tmpfs rw 0 0',
    'server:/y /home/u/ram nfs rw 0 0',
    '',
  ].join('\n');

  test.each([
    ['/home/u/工作区', 'local'],
    ['/', 'local'],
    ['/mnt/共享/厂', 'network'],
    ['/mnt/共享', 'network'],
    ['/mnt/nas 数据/厂', 'network'],
    ['/media/sf/x', 'network'],
    ['/mnt/c/Users', 'network'],
    ['/mnt/共享/本地/厂', 'local'],
    ['/home/u/ram/厂', 'network'],
    ['/mnt/共享的/厂', 'local'],
    ['/home/u/Dropbox/厂', 'synchronised'],
    ['/home/u/我的坚果云/厂', 'synchronised'],
    ['/home/u/Dropbox的/厂', 'local'],
  ])('Linux %s: %s', (folder, kind) => {
    expect(placeOf(folder, linux(mounts)).kind).toBe(kind);
  });

  test.each([
    ['C:\\Users\\u\\AppData\\Local\\安责台', 'local', undefined],
    ['\\\\server\\共享\\厂', 'network', undefined],
    ['\\\\?\\UNC\\server\\共享', 'network', undefined],
    ['\\\\?\\C:\\长路径', 'local', undefined],
    ['\\\\wsl.localhost\\Debian\\home', 'network', undefined],
    ['C:\\Users\\u\\OneDrive\\文档', 'synchronised', 'OneDrive'],
    ['C:\\Users\\u\\OneDrive - 某某公司\\文档', 'synchronised', 'OneDrive'],
    ['D:\\WPS Cloud Files\\1\\厂', 'synchronised', 'WPS 云盘'],
    ['D:\\WPSDrive\\1\\厂', 'synchronised', 'WPS 云盘'],
    ['D:\\BaiduSyncdisk\\厂', 'synchronised', '百度网盘'],
    ['D:\\坚果云\\厂', 'synchronised', '坚果云'],
    ['C:\\Users\\u\\iCloudDrive\\x', 'synchronised', 'iCloud'],
  ])('Windows %s: %s', (folder, kind, by) => {
    expect(placeOf(folder, windows())).toEqual(by === undefined ? { kind } : { kind, by });
  });

  test('a mapped drive and a link show what they lead to', () => {
    expect(placeOf('Z:\\厂', windows({ 'Z:\\厂': '\\\\server\\share\\厂' })).kind).toBe('network');
    expect(placeOf('/home/u/厂', { ...linux(mounts), realpath: () => '/home/u/Dropbox/厂' }).kind).toBe('synchronised');
  });

  test('of a folder that is yet to be made the part that exists counts', () => {
    const machine = linux(mounts);
    const missing = {
      ...machine,
      realpath: (file: string) => {
        if (file === '/mnt/共享') return file;
        throw new Error('ENOENT');
      },
    };
    expect(placeOf('/mnt/共享/新/厂', missing).kind).toBe('network');
  });

  test('without a list of mounts it counts as local', () => {
    expect(
      placeOf('/home/u/厂', {
        ...linux(''),
        mounts: () => {
          throw new Error('ENOENT');
        },
      }),
    ).toEqual({ kind: 'local' });
  });
});

describe('names of files', () => {
  test.each([
    ['F07-2026-001 清单.xlsx', 'F07-2026-001 清单.xlsx'],
    ['a/b\\c:d*e?f"g<h>i|j.docx', 'a_b_c_d_e_f_g_h_i_j.docx'],
    ['', '_'],
    ['...', '_'],
    ['名称. . ', '名称'],
    ['aux', '_aux'],
    ['CON.pdf', '_CON.pdf'],
    ['com1.x.pdf', '_com1.x.pdf'],
    ['console.pdf', 'console.pdf'],
    ['换\n行\u0000.pdf', '换_行_.pdf'],
    ['.pdf', '.pdf'],
  ])('%j becomes %j', (name, safe) => expect(safeFileName(name)).toBe(safe));

  test('long ones keep their extension and whole characters, and can be written', () => {
    const name = safeFileName(`${'𠮷安'.repeat(100)}.xlsx`);
    expect(name).toMatch(/[𠮷安]\.xlsx$/u);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    const folder = fresh();
    writeFileSafely(path.join(folder, name), Buffer.from('x'));
    expect(readdirSync(folder)).toEqual([name]);
  });

  test('a file that cannot take its place leaves the old one and no part', () => {
    const folder = fresh();
    mkdirSync(path.join(folder, 'target'));
    copyFileSync(import.meta.filename, path.join(folder, 'target', 'x'));
    expect(() => writeFileSafely(path.join(folder, 'target'), Buffer.from('x'))).toThrow('EISDIR');
    expect(readdirSync(folder)).toEqual(['target']);
  });
});
