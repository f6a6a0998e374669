import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { openDatabase } from '../../db/open';
import { api } from '../../electron/api/index';
import type { AnyProcedure } from '../../electron/api/procedure';
import { readLooks } from '../../electron/workspace/investigation/log';
import { newHost, newWorkspace, type TestWorkspace } from '../support/workspace';

const fresh = () => mkdtempSync(path.join(tmpdir(), 'anze-调查 '));
const handed = { recipient: '市事故调查组', reason: '调取资料通知书 12 号' };
const who = '李明，市应急管理局';
const password = '调查组的密码 2026';
let archive: string;
let sealed: string;
let riskId: string;

let maker: TestWorkspace;
beforeAll(async () => {
  maker = await newWorkspace();
  const draft = { ...emptyRisk, hazardSource: '钢丝绳断丝', l: 3, e: 6, c: 15 } as const;
  riskId = (await maker.call('risk.create', { point: { name: '行车', kind: 'equipment' }, draft })).value.id;
  archive = path.join(fresh(), '副本.anze');
  sealed = path.join(fresh(), '加密.anze');
  await maker.call('investigation.write', { ...handed, file: archive, password: null });
  await maker.call('investigation.write', { ...handed, file: sealed, password });
  return () => maker.host.close();
});

test('handing a copy out is on record, and no step to be taken back', async () => {
  expect(maker.host.reader().column('SELECT reason FROM disclosure')).toEqual(Array(2).fill('市事故调查组：调取资料通知书 12 号'));
  expect((await maker.call('history.state', {})).undo?.command).toBe('risk.create');
});

async function opened(): Promise<TestWorkspace & { folder: string; log: string }> {
  const made = newHost();
  const { folder } = (await made.call('investigation.open', { file: archive, password: null, who }))!;
  return { ...made, folder, log: path.join(path.dirname(folder), 'log.jsonl') };
}
const list = { offset: 0, limit: 50, sort: { by: 'riskNo', descending: false }, filter: {} } as const;

describe('a copy for investigators', () => {
  test('is looked at like a workspace and says whose look it is', async () => {
    const { call, host } = await opened();
    expect((await call('risk.list', list)).rows.map(({ id }) => id)).toEqual([riskId]);
    expect((await call('search.everything', { text: '钢丝绳' })).length).toBe(1);
    expect((await call('audit.verify', {})).faults).toEqual([]);
    expect(await call('workspace.state', {})).toMatchObject({ open: true, investigation: { who } });
    expect(await call('session.state', {})).toMatchObject({ hasAccounts: false });
    await host.close();
  });

  test('cannot be changed by any procedure, and nothing of its file is', async () => {
    const { call, host, folder } = await opened();
    const file = path.join(folder, 'anze.db');
    const before = readFileSync(file);
    for (const [name, { kind }] of Object.entries(api as Record<string, AnyProcedure>)) {
      if (kind !== 'command' && kind !== 'keep') continue;
      expect(await host.call(name, {}), name).toMatchObject({ ok: false, error: { code: 'FORBIDDEN', key: 'copyOnlySeen' } });
    }
    expect(await host.call('risk.update', { id: riskId, revision: 1, patch: { remark: '改' } })).toMatchObject({ ok: false });
    // Not even on behalf of the application.
    const by = { accountId: null, name: '安责台', role: 'director', departments: null } as const;
    expect(await host.call('history.undo', {}, { session: by })).toMatchObject({ error: { key: 'copyOnlySeen' } });
    expect((await call('history.state', {})).undo).toBeNull();
    await host.close();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('is opened in no other way, and only under a name', async () => {
    const { call, fail, host, folder } = await opened();
    await call('workspace.close', {});
    expect(await fail('workspace.open', { folder })).toMatchObject({ key: 'investigationCopy' });
    expect(await fail('investigation.open', { file: archive, password: null, who: ' ' })).toMatchObject({ code: 'INVALID' });
    expect(await fail('investigation.open', { file: sealed, password: '不是这一个密码', who })).toMatchObject({ key: 'archivePassword' });
    await call('investigation.open', { file: sealed, password, who });
    await call('investigation.open', { file: '', password: null, folder, who });
    await host.close();
    const sqlite = openDatabase({ file: path.join(folder, 'anze.db'), nativeBinding: null });
    sqlite.prepare(`UPDATE risk SET remark = '改'`).run();
    sqlite.close();
    expect(await fail('investigation.open', { file: '', password: null, folder, who })).toMatchObject({ key: 'copyChanged' });
    await call('investigation.open', { file: archive, password: null, who });
    await host.close();
  });

  test('an archive of another kind is not taken for one', async () => {
    const made = await newWorkspace();
    const file = path.join(fresh(), '整个.anze');
    await made.call('archive.write', { file, password: null });
    expect(await made.fail('investigation.open', { file, password: null, who })).toMatchObject({ key: 'notInvestigation' });
    expect(await made.call('workspace.state', {})).toMatchObject({ open: true, investigation: null });
    expect(await made.fail('investigation.log', { limit: 10 })).toMatchObject({ key: 'notInvestigation' });
    await made.host.close();
  });
});

describe('the log of looks', () => {
  test('holds who looked at what, goes on with the next opening, and is shown and exported', async () => {
    const first = await opened();
    await first.call('risk.get', { id: riskId });
    await first.host.call('risk.remove', { selection: { ids: [riskId] } });
    await first.call('preference.get', { key: 'list.risk' }).catch(() => {});
    const { rows, faults, total } = await first.call('investigation.log', { limit: 50 });
    expect([faults, total]).toEqual([[], 3]);
    expect(rows.map(({ what, who: by, outcome }) => [what, by, outcome])).toEqual([
      ['risk.remove', who, 'refused'],
      ['risk.get', who, 'ok'],
      ['open', who, 'ok'],
    ]);
    expect(rows[1]).toMatchObject({ record: 'FX-0001 钢丝绳断丝', asked: JSON.stringify({ id: riskId }) });
    const xlsx = path.join(fresh(), '记录.xlsx');
    expect(await first.call('investigation.exportLog', { format: 'xlsx', file: xlsx })).toEqual({ file: xlsx, rows: 3 });
    await first.call('investigation.open', { file: archive, password: null, who: '王芳' });
    expect((await first.call('investigation.log', { limit: 50 })).rows[0]).toMatchObject({ seq: 4, who: '王芳', what: 'open' });
    await first.host.close();
  });

  test.each<[string, (lines: string[]) => string[], { kind: string; seq: number }]>([
    ['a changed name', (lines) => lines.map((line, at) => (at === 1 ? line.replace('李明', '张三') : line)), { kind: 'changed', seq: 2 }],
    ['a line taken out', (lines) => lines.filter((_line, at) => at !== 1), { kind: 'changed', seq: 3 }],
    ['the end cut off', (lines) => lines.slice(0, 2), { kind: 'missing', seq: 3 }],
    ['a line that is none', (lines) => lines.map((line, at) => (at === 1 ? line.slice(0, 40) : line)), { kind: 'unreadable', seq: 2 }],
    ['all of it gone', () => [], { kind: 'missing', seq: 1 }],
  ])('tells of %s', async (_name, harm, fault) => {
    const { call, host, log } = await opened();
    await call('risk.list', list);
    await call('risk.get', { id: riskId });
    await host.close();
    expect(readLooks(log).faults).toEqual([]);
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    rmSync(log);
    writeFileSync(
      log,
      harm(lines)
        .map((line) => `${line}\n`)
        .join(''),
    );
    expect(readLooks(log).faults).toContainEqual(fault);
    // Later looks do not make it good again.
    await call('investigation.open', { file: archive, password: null, who });
    expect((await call('investigation.log', { limit: 10 })).faults.length).toBeGreaterThan(0);
    await host.close();
  });
});
