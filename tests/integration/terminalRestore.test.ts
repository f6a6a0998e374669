import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { backUp } from '../../electron/workspace/backup/run';
import { workspacePaths } from '../../electron/workspace/paths';
import { openFile } from '../support/database';
import { anze } from '../support/terminal';
import { newWorkspace } from '../support/workspace';

test('restores, takes it back, and salvages from the terminal', async () => {
  process.env['ANZE_USER_DATA'] = mkdtempSync(path.join(tmpdir(), 'anze-终端 '));
  const made = await newWorkspace();
  const add = (hazardSource: string) =>
    made.call('risk.create', { point: { name: '行车', kind: 'equipment' }, draft: { ...emptyRisk, hazardSource, l: 1, e: 6, c: 15 } });
  await add('断丝');
  const paths = workspacePaths(made.folder);
  const { manifest } = await backUp(
    { paths, nativeBinding: null, version: '1', now: Date.parse('2026-11-21T08:00:00Z') },
    { folder: paths.backups },
    'manual',
  );
  await add('脱钩');
  await made.host.close();
  const at = ['--workspace', made.folder];
  const risks = async () => (await anze('list', 'risk', ...at)).out;

  expect((await anze('restore', 'list', ...at)).out).toContain(manifest.id);
  expect((await anze('restore', 'preview', manifest.id, ...at)).out).toContain('风险\t2\t1');
  expect((await anze('restore', 'run', manifest.id, '--reason', '误加', ...at)).code).toBe(0);
  expect(await risks()).toContain('1 条');
  expect((await anze('restore', 'undo', ...at)).code).toBe(0);
  expect(await risks()).toContain('2 条');
  expect((await anze('restore', 'run', '没有的', ...at)).code).toBe(2);
  expect((await anze('restore', 'salvage', ...at)).out).toBe('数据文件没有损坏，不用抢救');

  // As one file, with a password, onto a folder that has no workspace.
  const [archive, key] = [path.join(process.env['ANZE_USER_DATA'], '带走.anze'), '恢复用的密码 2026'];
  process.env['ANZE_ARCHIVE_PASSWORD'] = key;
  expect((await anze('archive', 'write', archive, '--password', ...at)).code).toBe(0);
  const elsewhere = ['--workspace', path.join(process.env['ANZE_USER_DATA'], '新机器')];
  expect((await anze('restore', 'run', archive, ...elsewhere)).code).toBe(1);
  expect((await anze('restore', 'preview', archive, '--password', ...elsewhere)).out).toContain(
    '将恢复出“包头市示范机械制造有限公司”的工作区',
  );
  process.env['ANZE_ARCHIVE_PASSWORD'] = '另一个密码 2026';
  expect((await anze('restore', 'run', archive, '--password', ...elsewhere)).code).toBe(1);
  process.env['ANZE_ARCHIVE_PASSWORD'] = key;
  expect((await anze('restore', 'run', archive, '--password', ...elsewhere)).out).toContain('已在');
  expect((await anze('list', 'risk', ...elsewhere)).out).toContain('2 条');
  expect((await anze('restore', 'run', archive, '--password', ...at)).out).toContain('已恢复');
  delete process.env['ANZE_ARCHIVE_PASSWORD'];
  // Backups of a folder, and the newest of them.
  const stick = path.join(process.env['ANZE_USER_DATA'], 'U 盘');
  expect((await anze('backup', 'target', stick, ...at)).code).toBe(1);
  mkdirSync(stick);
  expect((await anze('backup', 'target', stick, ...at)).code).toBe(0);
  expect((await anze('restore', 'list', ...at)).out).toContain('第二处备份');
  expect((await anze('restore', 'list', '--from', stick, ...at)).out).toContain('包头市示范机械制造有限公司');
  expect((await anze('restore', 'run', stick, '--workspace', path.join(process.env['ANZE_USER_DATA'], '又一台'))).code).toBe(0);

  const file = openFile(made.folder);
  file.exec(`UPDATE workspaceFact SET value = '0' WHERE key = 'cleanEnd'`);
  const page = file.prepare(`SELECT rootpage FROM sqlite_master WHERE name = 'risk'`).pluck().get() as number;
  file.close();
  const bytes = readFileSync(paths.database);
  bytes.fill(0xaa, (page - 1) * 4096, page * 4096);
  writeFileSync(paths.database, bytes);
  expect((await anze('list', 'risk', ...at)).code).toBe(3);
  expect((await anze('restore', 'salvage', '--adopt', ...at)).out).toContain('已采用读出来的内容');
  expect(await risks()).toContain('2 条');
});
