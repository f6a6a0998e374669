import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilingRequest } from '../../electron/filing/request';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
let roundId: string;
beforeAll(async () => {
  workspace = await newWorkspace({ way: 'sample' });
  roundId = (await workspace.call('round.list', {})).find(({ period }) => period === '2026Q3')!.id;
});
afterAll(() => workspace.host.close());

const compiledOn = '2026-11-21';
const gapReason = '底稿';
const paper = (code: string, change: object = {}): FilingRequest => ({ code, roundId, compiledOn, ...change }) as FilingRequest;
const issue = async (request: FilingRequest) => (await workspace.call('filing.issue', { request, gapReason })).value;

describe('数字互校', () => {
  it('puts the round and its papers beside each other, and finds nothing where they agree', async () => {
    const [list, report] = [await issue(paper('F07')), await issue(paper('F10'))];
    await issue(paper('signoff', { chair: '', recorder: '', blankRows: 0 }));
    const [plan] = await workspace.call('map.plans', {});
    await issue({ code: 'map', compiledOn: '2026-09-25', planId: plan!.id, preparedBy: '', reviewedBy: '' });
    const { tables, outdated, letters } = await workspace.call('filing.crossTable', { period: '2026Q3' });
    const [table] = tables;
    expect(tables).toHaveLength(1);
    expect(table!.columns.map(({ kind, number }) => [kind, number.slice(0, 3)])).toEqual([
      ['round', ''],
      ['conclusion', ''],
      ['paper', 'F07'],
      ['paper', 'F10'],
      ['paper', 'HQ-'],
      ['paper', 'SST'],
    ]);
    expect(table!.rows.find(({ key }) => key === 'total')).toMatchObject({ expected: 344, values: [344, null, 344, 344, 344, 344] });
    expect(table!.rows.find(({ key }) => key === 'lines')?.values).toEqual([null, null, 5, 5, null, null]);
    expect(table!.rows.find(({ kind }) => kind === 'department')?.values[1]).toBeNull();
    expect(table!.differing).toBe(0);
    expect([outdated, letters]).toEqual([[], []]);
    // Papers of earlier versions kept no figures: their dossier says the same.
    const { reader } = workspace.host.dispatcher!;
    const kept = reader.value<string>('SELECT figures FROM filing WHERE id = ?', [list.id])!;
    expect(JSON.parse(kept)).toMatchObject({ code: 'F07', roundId, total: 344 });
    expect(report.number).toBe('F10-2026-001');
  });

  it('marks what was issued before the round was corrected, and the letter that names what was replaced', async () => {
    const { call } = workspace;
    const round = (await call('round.get', { id: roundId })).round;
    await call('round.correct', {
      id: roundId,
      patch: { entered: { ...round.entered, low: { entered: '188', reason: '纸质记录', by: '李明' } } },
      why: '漏计一条',
      by: '李明',
      on: compiledOn,
    });
    const item = { title: '安全风险分级管控清单', number: 'F07-2026-001', copies: 1, pages: null, format: 'xlsx' };
    const letter = await issue({
      code: 'F40',
      compiledOn,
      period: '2026年第三季度',
      recipient: '某区应急管理局',
      contact: {},
      items: [item],
    } as unknown as FilingRequest);
    const [old] = await call('filing.list', { code: 'F07' });
    await call('filing.issue', { request: paper('F07', { filledBy: '李明' }), gapReason, replacesId: old!.id });
    const { tables, outdated, letters } = await call('filing.crossTable', { period: '2026Q3' });
    const low = tables[0]!.rows.find(({ key }) => key === 'low')!;
    expect(low.expected).toBe(188);
    // The list went out anew with the figure of the round, beside what it counts.
    const list = tables[0]!.columns.findIndex(({ code }) => code === 'F07');
    expect([low.values[list], low.entered[list]]).toEqual([188, { computed: 187, reason: '纸质记录', by: '李明' }]);
    expect(new Set(low.values.filter((_, at) => at !== 0 && at !== list))).toEqual(new Set([187, null]));
    expect(tables[0]!.differing).toBeGreaterThan(0);
    expect(outdated.map(({ code }) => code)).toEqual(['F10', 'signoff']);
    expect(letters).toMatchObject([{ number: letter.number, items: [{ number: 'F07-2026-001', state: 'replaced' }] }]);
  });

  it('shows papers of the register alone where the period has no round', async () => {
    expect((await workspace.call('filing.crossTable', { period: '2031Q1' })).tables).toEqual([
      { round: null, columns: [], rows: [], differing: 0 },
    ]);
    expect(await workspace.host.call('filing.crossTable', { period: '今年' })).toMatchObject({ ok: false, error: { code: 'INVALID' } });
  });
});

describe('与上次报送比较', () => {
  const register = (change: object = {}): FilingRequest => ({ code: 'F08', roundId: null, compiledOn, ...change }) as FilingRequest;

  it('has nothing to compare with at first, then the last one that went to the same authority', async () => {
    const { call } = workspace;
    expect(await call('filing.difference', { of: { request: register() } })).toEqual({ against: null });
    const sent = await issue(register({ recipient: '某区应急管理局' }));
    await call('filing.advance', { id: sent.id, change: { state: 'sent', on: compiledOn, note: '', authority: '某区应急管理局' } });
    const other = await issue(register({ recipient: '某市应急管理局' }));
    const against = async (request: FilingRequest) => (await call('filing.difference', { of: { request } })).against;
    expect(await against(register({ recipient: '某区应急管理局' }))).toMatchObject({
      id: sent.id,
      sentOn: compiledOn,
      authority: '某区应急管理局',
    });
    expect(await against(register({ recipient: '某市应急管理局' }))).toMatchObject({ id: other.id, sentOn: '' });
    expect(await against(register({ recipient: '某省应急管理厅' }))).toMatchObject({ id: sent.id });
    expect(await call('filing.difference', { of: { id: sent.id } })).toEqual({ against: null });
  });

  it('tells by field what changed, what came and what went, and saves all of it as a table', async () => {
    const { call } = workspace;
    const [sent] = (await call('filing.list', { code: 'F08' })).filter(({ state }) => state === 'sent');
    const { rows } = await call('risk.list', { offset: 0, limit: 200, sort: { by: 'riskNo', descending: false }, filter: {} } as never);
    const [first, second] = rows.filter(({ level }) => level === 'major');
    await call('risk.update', { id: first!.id, revision: first!.revision, patch: { emergency: '立即疏散' } } as never);
    await call('risk.remove', { selection: { ids: [second!.id] } } as never);
    const of = { request: register({ recipient: '某区应急管理局', filledBy: '李明' }) };
    const found = await call('filing.difference', { of, against: sent!.id });
    if (found.against === null) throw new Error('nothing to compare with');
    expect(found.figures.find(({ key }) => key === 'major')).toEqual({ key: 'major', before: 5, after: 4 });
    expect(found.particulars).toContainEqual({ field: 'filledBy', before: '', after: '李明' });
    expect(found.gone).toMatchObject([{ key: second!.id }]);
    expect(found.changed.find(({ key }) => key === first!.id)?.fields).toContainEqual(
      expect.objectContaining({ field: 'emergency', after: '立即疏散' }),
    );
    const folder = mkdtempSync(path.join(tmpdir(), 'anze-比较 '));
    const saved = await call('filing.saveDifference', { of, against: sent!.id, format: 'xlsx', file: folder + path.sep });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(readFileSync(saved.file!) as never);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['数字', '条目']);
    const texts = workbook.getWorksheet('条目')!.getSheetValues().flat().map(String);
    expect(texts).toEqual(expect.arrayContaining(['减少', '变更', '应急处置措施', '立即疏散']));
  });

  it('does not compare papers of different kinds', async () => {
    const [list] = await workspace.call('filing.list', { code: 'F07' });
    expect(await workspace.host.call('filing.difference', { of: { request: register() }, against: list!.id })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
  });
});
