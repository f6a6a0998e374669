import type * as FileSystem from 'node:fs';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../db/handle';
import { Content } from '../../electron/workspace/content';
import { words } from '../../electron/workspace/words';
import { openFile } from '../support/database';
import { riskLines } from '../support/riskLines';
import { businessRows } from '../support/dump';
import { plainXlsx, registerXlsx } from '../support/workbooks';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

/** What the system says when `call` meets a path that ends with `end`; as a full disk or a file open in Excel would. */
const fault = vi.hoisted(() => ({ call: '', part: '', code: '' }));

vi.mock('node:fs', async (importOriginal) => {
  const system = await importOriginal<typeof FileSystem>();
  const open = new Map<number, string>();
  const meet = (call: string, file: unknown): void => {
    if (fault.call !== call || !String(file).includes(fault.part)) return;
    throw Object.assign(new Error(`${fault.code}: ${call} '${String(file)}'`), { code: fault.code, path: file, syscall: call });
  };
  const met = {
    readFileSync: (...args: Parameters<typeof system.readFileSync>) => {
      meet('read', args[0]);
      return system.readFileSync(...args);
    },
    openSync: (...args: Parameters<typeof system.openSync>) => {
      meet('open', args[0]);
      const handle = system.openSync(...args);
      open.set(handle, String(args[0]));
      return handle;
    },
    writeSync: (handle: number, bytes: Uint8Array, from: number) => {
      meet('write', open.get(handle));
      return system.writeSync(handle, bytes, from);
    },
    renameSync: (from: string, to: string) => {
      meet('rename', to);
      system.renameSync(from, to);
    },
  };
  return { ...system, ...met, default: { ...system, ...met } };
});

const folder = mkdtempSync(path.join(tmpdir(), 'anze-磁盘 '));
const { t } = words(new Content(path.resolve(import.meta.dirname, '../../resources')));
const sentence = ({ key, params = {} }: { key: string; params?: Record<string, string | number> }): string =>
  t(key.includes(':') ? key : `failure:${key}`, params);
let workspace: TestWorkspace;
let file: Database;
let source: string;
let before: Record<string, string[]>;

beforeAll(async () => {
  workspace = await newWorkspace();
  file = openFile(workspace.folder);
  source = path.join(folder, '机加工车间.xlsx');
  writeFileSync(source, await registerXlsx(riskLines(300)));
  before = businessRows(file);
});
afterEach(() => {
  Object.assign(fault, { call: '', part: '', code: '' });
});
afterAll(async () => {
  file.close();
  await workspace.host.close();
});

const plan = async () => (await workspace.call('intake.plan', { subject: 'risk', files: [source] })).sessionId;
/** The same session again, now that nothing is in the way; then taken back. */
async function expectDoneLater(sessionId: string): Promise<void> {
  expect((await workspace.call('intake.commit', { sessionId })).counts).toMatchObject({ new: 300, refused: 0 });
  await workspace.call('history.undo', {});
  expect(businessRows(file)).toEqual(before);
  expect((await workspace.call('audit.verify', {})).faults).toEqual([]);
}

describe('a disk that gives out during an import', () => {
  test.each([1, 20, 60])('after %i pages: no row stays, and the same preview is committed once there is room', async (room) => {
    const sessionId = await plan();
    const connection = workspace.host.dispatcher!.reader['sqlite'];
    const pages = connection.pragma('page_count', { simple: true }) as number;
    connection.pragma(`max_page_count = ${pages + room}`);
    const error = await workspace.fail('intake.commit', { sessionId });
    expect(error).toMatchObject({ code: 'UNAVAILABLE', key: 'diskFull' });
    expect(sentence(error)).toContain('磁盘空间不够');
    expect(businessRows(file)).toEqual(before);
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
    connection.pragma('max_page_count = 1073741823');
    await expectDoneLater(sessionId);
  });

  test('that has become read-only: nothing is written, and it is said', async () => {
    const sessionId = await plan();
    const connection = workspace.host.dispatcher!.reader['sqlite'];
    connection.pragma('query_only = ON');
    const error = await workspace.fail('intake.commit', { sessionId });
    expect(error).toMatchObject({ code: 'UNAVAILABLE', key: 'readOnly' });
    expect(sentence(error)).toContain('只能读、不能写');
    connection.pragma('query_only = OFF');
    expect(businessRows(file)).toEqual(before);
    await expectDoneLater(sessionId);
  });

  test.each([
    ['write', 'ENOSPC', '磁盘空间不够'],
    ['write', 'EDQUOT', '磁盘空间不够'],
    ['write', 'EIO', '时出错'],
    ['open', 'EROFS', '只能读、不能写'],
    ['open', 'EACCES', '权限'],
    ['rename', 'EPERM', '权限'],
  ])('while the workbook is kept beside the records (%s, %s): no record without its source, no half file', async (call, code, said) => {
    const sessionId = await plan();
    rmSync(path.join(workspace.folder, 'attachments'), { recursive: true, force: true });
    Object.assign(fault, { call, part: `attachments${path.sep}`, code });
    const error = await workspace.fail('intake.commit', { sessionId });
    expect(error.code).toBe('UNAVAILABLE');
    expect(sentence(error)).toContain(said);
    expect(businessRows(file)).toEqual(before);
    expect(readdirSync(workspace.folder, { recursive: true }).filter((name) => String(name).endsWith('.part'))).toEqual([]);
    fault.call = '';
    await expectDoneLater(sessionId);
  });
});

describe('a source that cannot be read', () => {
  test.each([
    ['EBUSY', '正被别的程序（如 Excel、WPS）打开'],
    ['EACCES', '没有读写'],
    ['EPERM', '没有读写'],
    ['EIO', '时出错'],
    ['ENOENT', '找不到'],
  ])('%s: told with the name of the file, nothing written', async (code, said) => {
    Object.assign(fault, { call: 'read', part: '机加工车间', code });
    const reply = await workspace.host.call('intake.plan', { subject: 'risk', files: [source] });
    const told = reply.ok
      ? (reply.data as { failures: { key: string; params: Record<string, string> }[] }).failures.map(({ key, params }) =>
          sentence({ key: `intake:failure.${key}`, params }),
        )
      : [sentence(reply.error)];
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(said);
    expect(told[0]).toContain('机加工车间.xlsx');
    expect(businessRows(file)).toEqual(before);
  });

  test('the file that Excel keeps beside an open workbook is named as what it is', async () => {
    const owner = path.join(folder, '~$机加工车间.xlsx');
    writeFileSync(
      owner,
      Buffer.concat([Buffer.from([5]), Buffer.from('赵敏'.padEnd(80)), Buffer.alloc(60, 0x20), Buffer.from('赵敏', 'utf16le')]),
    );
    const { failures, sessionId } = await workspace.call('intake.plan', { subject: 'risk', files: [owner, source] });
    expect(failures.map(({ key, params }) => sentence({ key: `intake:failure.${key}`, params }))).toEqual([
      '“~$机加工车间.xlsx”是 Excel、WPS 打开表格时留下的临时文件，里面没有表。请选择名称前面没有“~$”的那一份',
    ]);
    await workspace.fail('intake.commit', { sessionId });
    expect(businessRows(file)).toEqual(before);
  });
});

describe('refused rows that are given back', () => {
  test('into a workbook that is open: it stays as it is, and the place is named', async () => {
    const bad = path.join(folder, '有错.xlsx');
    writeFileSync(
      bad,
      await plainXlsx([
        ['序号', '风险点', '危险源', 'L', 'E', 'C'],
        [1, '行车', '断绳', 4, 6, 15],
      ]),
    );
    const { sessionId } = await workspace.call('intake.plan', { subject: 'risk', files: [bad] });
    const target = path.join(folder, '退回.xlsx');
    writeFileSync(target, '旧的');
    Object.assign(fault, { call: 'rename', part: '退回.xlsx', code: 'EBUSY' });
    const error = await workspace.fail('intake.giveBack', { sessionId, file: target });
    expect(sentence(error)).toContain('退回.xlsx”正被别的程序（如 Excel、WPS）打开');
    fault.call = '';
    expect(readdirSync(folder).filter((name) => name.startsWith('退回'))).toEqual(['退回.xlsx']);
    expect((await workspace.call('intake.giveBack', { sessionId, file: target })).files).toEqual([target]);
  });
});
