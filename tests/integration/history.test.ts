import { readFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { beforeEach, describe, expect, test } from 'vitest';
import { chain, type AuditRow } from '../../db/audit';
import { emptyRisk } from '../../db/domain/risk/risk';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const point = { name: '行车', kind: 'equipment' as const };
const draft = { ...emptyRisk, hazardSource: '断绳', l: 3, e: 6, c: 15, phone: '13800001234' };
const lowering = { reason: '加装限位', reviewer: '李复核', assessor: '' };

async function cellsOf(file: string): Promise<unknown[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  return book.worksheets[0]!.getSheetValues();
}

let workspace: TestWorkspace;
let id: string;
beforeEach(async () => {
  workspace = await newWorkspace({ today: '2026-02-10' });
  id = (await workspace.call('risk.create', { point, draft })).value.id;
  workspace.setToday('2026-03-05');
  await workspace.call('risk.update', { id, revision: 1, patch: { l: 1 }, lowering });
  workspace.setToday('2026-04-02');
  await workspace.call('risk.update', { id, revision: 2, patch: { step: '吊装' } });
  return () => workspace.host.close();
});
const changes = async (filter: object, limit = 50) => (await workspace.call('history.changes', { filter, limit })).rows;

describe('changes of all records', () => {
  test('tell who changed a level in March, from what to what', async () => {
    const found = await changes({ subject: 'risk', field: 'level', from: '2026-03-01', to: '2026-03-31' });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ actor: '王安全', command: 'risk.update', subjectId: id, kind: 'changed', name: 'FX-0001 断绳' });
    expect(found[0]!.fields.find(({ field }) => field === 'level')).toEqual({ field: 'level', before: 'considerable', after: 'general' });
    expect(await changes({ subject: 'risk', field: 'level', from: '2026-04-01' })).toEqual([]);
    expect(await changes({ actor: '别人' })).toEqual([]);
  });

  test('come in pages without one missing or twice', async () => {
    const all = (await changes({}, 200)).map(({ seq }) => seq);
    const seen: number[] = [];
    for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null;) {
      const page: { rows: { seq: number }[]; next: number | null } = await workspace.call('history.changes', {
        filter: {},
        limit: 2,
        before,
      });
      seen.push(...page.rows.map(({ seq }) => seq));
      before = page.next;
    }
    expect(seen).toEqual(all);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
  });

  test('name the record that a part belongs to, even when it is gone', async () => {
    await workspace.call('risk.remove', { selection: { ids: [id] } });
    const level = (await changes({ subject: 'levelChange' }))[0]!;
    expect([level.kind, level.name]).toEqual(['removed', 'FX-0001 断绳']);
  });

  test('and histories show numbers of people in part only', async () => {
    const told = JSON.stringify([await changes({}), await workspace.call('history.record', { id, limit: 50 })]);
    expect(told).toContain('138****1234');
    expect(told).not.toContain('13800001234');
  });

  test('a number changed within its hidden part is still told as a change', async () => {
    await workspace.call('risk.update', { id, revision: 3, patch: { phone: '13899991234' } });
    expect((await changes({ field: 'phone' }))[0]!.fields).toEqual([{ field: 'phone', before: '138****1234', after: '138****1234 (2)' }]);
  });

  test('are exported as a workbook and as entries whose chain can be checked', async () => {
    const xlsx = path.join(workspace.folder, '操作记录.xlsx');
    await workspace.call('audit.export', { format: 'xlsx', filter: { field: 'level' }, file: xlsx });
    expect(JSON.stringify(await cellsOf(xlsx))).toMatch(/风险等级.*较大.*一般/);
    const jsonl = path.join(workspace.folder, '操作记录.jsonl');
    const { rows } = await workspace.call('audit.export', { format: 'jsonl', filter: {}, file: jsonl });
    const text = readFileSync(jsonl, 'utf8');
    expect(text).not.toContain('13800001234');
    const [head, ...lines] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditRow & { masked?: true; salt?: string });
    expect(lines).toHaveLength(rows);
    let previous = '';
    for (const { ...line } of lines) {
      expect(chain(previous, line)).toBe(line.hash);
      expect(line.masked === true && 'salt' in line).toBe(false);
      previous = line.hash;
    }
    expect((head as unknown as { head: { hash: string } }).head.hash).toBe(previous);
  });
});

describe('the recycle bin', () => {
  const bin = async () => (await workspace.call('history.removed', { limit: 50 })).rows;
  const list = async () =>
    (await workspace.call('risk.list', { offset: 0, limit: 50, sort: { by: 'riskNo', descending: false }, filter: {} })).rows;

  test('holds what was removed and brings it back with what belongs to it', async () => {
    const before = await workspace.call('risk.get', { id });
    await workspace.call('risk.remove', { selection: { ids: [id] } });
    const [removed] = await bin();
    expect(removed).toMatchObject({ subject: 'risk', subjectId: id, name: 'FX-0001 断绳', actor: '王安全' });
    const { value } = await workspace.call('history.restore', { seqs: [removed!.seq] });
    expect(value.restored).toEqual([{ subject: 'risk', id, name: 'FX-0001 断绳', emptied: [] }]);
    expect(await bin()).toEqual([]);
    expect((await workspace.call('risk.get', { id })).levelChanges).toEqual(before.levelChanges);
    expect((await workspace.call('audit.verify', {})).faults).toEqual([]);
    expect(await workspace.fail('history.restore', { seqs: [removed!.seq] })).toMatchObject({ code: 'CONFLICT', key: 'restore.gone' });
    await workspace.call('history.undo', {});
    expect(await list()).toEqual([]);
    expect(await bin()).toHaveLength(1);
  });

  test('of many removed together gives back the one that is asked for', async () => {
    await workspace.call('risk.create', { point, draft: { ...draft, hazardSource: '脱钩' } });
    await workspace.call('risk.remove', { selection: { filter: {}, except: [] } });
    const rows = await bin();
    expect(rows.map(({ name }) => name).sort()).toEqual(['FX-0001 断绳', 'FX-0002 脱钩']);
    await workspace.call('history.restore', { seqs: [rows.find(({ name }) => name.includes('脱钩'))!.seq] });
    expect((await list()).map(({ hazardSource }) => hazardSource)).toEqual(['脱钩']);
    expect((await bin()).map(({ name }) => name)).toEqual(['FX-0001 断绳']);
  });

  test('does not hold what an undo took back or a removal that was undone', async () => {
    await workspace.call('risk.remove', { selection: { ids: [id] } });
    await workspace.call('history.undo', {});
    expect(await bin()).toEqual([]);
    const second = await workspace.call('risk.create', { point, draft: { ...draft, hazardSource: '脱钩' } });
    expect(second.changed).toBeGreaterThan(0);
    await workspace.call('history.undo', {});
    expect(await bin()).toEqual([]);
  });

  test('says why something cannot come back, and loses nothing', async () => {
    const riskPointId = (await list())[0]!.riskPointId;
    await workspace.call('risk.remove', { selection: { ids: [id] } });
    const revision = (await workspace.call('riskPoint.list', { offset: 0, limit: 50 })).rows.find(
      (row) => row.id === riskPointId,
    )!.revision;
    await workspace.call('riskPoint.remove', { id: riskPointId, revision });
    const [pointRow, riskRow] = await bin();
    expect([pointRow!.subject, riskRow!.subject]).toEqual(['riskPoint', 'risk']);
    expect(await workspace.fail('history.restore', { seqs: [riskRow!.seq] })).toMatchObject({
      key: 'restore.parent',
      params: { subject: 'riskPoint', name: 'FX-0001 断绳' },
    });
    await workspace.call('risk.create', { point: { ...point, name: '行车二' }, draft: { ...draft, riskNo: 'FX-0001' } });
    await workspace.call('history.restore', { seqs: [pointRow!.seq] });
    expect(await workspace.fail('history.restore', { seqs: [riskRow!.seq] })).toMatchObject({
      key: 'restore.taken',
      params: { subject: 'risk' },
    });
    expect((await bin()).map(({ seq }) => seq)).toEqual([riskRow!.seq]);
  });
});
