import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeXlsx, type CellValue } from 'hucre';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../electron/intake/workbook';
import { newWorkspace } from '../support/workspace';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

const groups: CellValue[] = [
  '编号',
  '风险点',
  '危险源',
  '固有风险',
  null,
  null,
  null,
  null,
  '现有风险',
  null,
  null,
  null,
  null,
  '责任部门',
];
const leaves: CellValue[] = [null, null, null, 'L', 'E', 'C', 'D', '等级', 'L', 'E', 'C', 'D', '等级', null];
const across = (left: number, right: number) => ({ startRow: 0, startCol: left, endRow: 0, endCol: right });
const down = (column: number) => ({ startRow: 0, startCol: column, endRow: 1, endCol: column });

async function register() {
  const workspace = await newWorkspace();
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-固有 '));
  const plan = async (rows: CellValue[][], name = '清单.xlsx', head = [groups, leaves]) => {
    const merges = head.length === 2 ? [down(0), down(1), down(2), across(3, 7), across(8, 12), down(13)] : [];
    writeFileSync(path.join(folder, name), await writeXlsx({ sheets: [{ name: '清单', rows: [...head, ...rows], merges }] }));
    return workspace.call('intake.plan', { subject: 'risk', files: [path.join(folder, name)] });
  };
  const commit = async (rows: CellValue[][], name?: string, head?: CellValue[][]) => {
    const { sessionId } = await plan(rows, name, head);
    return workspace.call('intake.commit', { sessionId });
  };
  const rowsOf = async (sessionId: string) => (await workspace.call('intake.rows', { sessionId, offset: 0, limit: 50 })).rows;
  const listed = async () =>
    (await workspace.call('risk.list', { offset: 0, limit: 50, sort: { by: 'riskNo', descending: false }, filter: {} })).rows;
  const inherent = async (riskNo: string) => {
    const row = (await listed()).find((risk) => risk.riskNo === riskNo);
    return row && (await workspace.call('risk.get', { id: row.id })).assessments.find(({ role }) => role === 'inherent');
  };
  return { ...workspace, folder, plan, commit, rowsOf, listed, inherent };
}
const line = (no: string, source: string, before: CellValue[], now: CellValue[] = [3, 6, 15, 270, '较大']): CellValue[] => [
  no,
  '行车',
  source,
  ...before,
  ...now,
  '机加工车间',
];

describe('the risk without measures', () => {
  it('comes from its own group of columns, is undone with the import and met again', async () => {
    const { plan, commit, rowsOf, inherent, call } = await register();
    const rows = [line('A-1', '断丝', [6, 6, 15, 540, '重大']), line('A-2', '脱钩', [null, null, null, null, '重大'])];
    const planned = await plan(rows);
    expect(planned.sheets[0]!.columns.filter(({ field }) => field?.startsWith('inherent')).map(({ field }) => field)).toEqual([
      'inherentL',
      'inherentE',
      'inherentC',
      'inherentScore',
      'inherentLevel',
    ]);
    expect((await rowsOf(planned.sessionId))[0]).toMatchObject({ level: 'considerable', raw: { inherentL: '6', inherentLevel: '重大' } });
    await commit(rows);
    expect(await inherent('A-1')).toMatchObject({ method: 'lec', l: 6, e: 6, c: 15, graded: { level: 'major', score100: 54_000 } });
    expect(await inherent('A-2')).toMatchObject({ method: 'direct', level: 'major' });
    const again = await plan(rows);
    expect(again.counts).toMatchObject({ same: 2, changed: 0 });
    const changed = [line('A-1', '断丝', [10, 6, 15, 900, '重大']), rows[1]!];
    const planning = await plan(changed);
    expect(planning.counts).toMatchObject({ same: 1, changed: 1 });
    expect((await rowsOf(planning.sessionId))[0]!.changes).toEqual([{ field: 'inherentL', before: '6', after: '10' }]);
    await call('intake.commit', { sessionId: planning.sessionId });
    expect(await inherent('A-1')).toMatchObject({ l: 10 });
    await call('history.undo', {});
    expect(await inherent('A-1')).toMatchObject({ l: 6 });
    // A sheet that does not speak of it leaves it.
    await commit([['A-1', '行车', '断丝', 3, 6, 15, '机加工车间']], 'b.xlsx', [['编号', '风险点', '危险源', 'L', 'E', 'C', '责任部门']]);
    expect(await inherent('A-1')).toMatchObject({ l: 6 });
  });

  it('is computed anew where the sheet contradicts its factors, told where it is incomplete, refused where it is impossible', async () => {
    const { plan, rowsOf } = await register();
    const { sessionId } = await plan([
      line('1', '断丝', [3, 6, 15, 999, '重大']),
      line('2', '脱钩', [3, 6, null, null, null]),
      line('3', '倾覆', [4, 6, 15, null, null]),
      line('4', '挤压', [6, 6, 15, 540, '重大'], [null, null, null, null, null]),
    ]);
    const told = (await rowsOf(sessionId)).map(({ state, notes, problems, level }) => [
      state,
      level,
      ...[...problems, ...notes].filter(({ key }) => !key.startsWith('new')).map(({ key, field }) => `${key} ${field}`),
    ]);
    expect(told).toEqual([
      ['new', 'considerable', 'scoreDiffers inherentScore', 'levelDiffers inherentLevel'],
      ['new', 'considerable', 'inherentLeft inherentC'],
      ['refused', null, 'factorImpossible inherentL'],
      ['new', 'major', 'inherentAsMain inherentLevel'],
    ]);
  });

  it('goes back into the same cells, and into our own export, which reads as the same', async () => {
    const { commit, folder, listed, call, plan } = await register();
    await commit([line('A-1', '断丝', [6, 6, 15, 540, '重大']), line('A-2', '脱钩', [6, 6, 15, 540, '重大'])]);
    const [first, second] = await listed();
    const edit = (risk: typeof first, assessments: object[]) =>
      call('risk.update', { id: risk!.id, revision: risk!.revision, patch: {}, assessments } as never);
    const { assessments } = await call('risk.get', { id: first!.id });
    await edit(first, [{ ...assessments[0], graded: undefined, l: 10 }]);
    await edit(second, []);
    const back = await call('intake.asImported', { folder });
    const sheet = (await readWorkbook(readFileSync(back.files[0]!), 'x.xlsx')).sheets[0]!;
    const texts = sheet.rows.slice(2).map((row) => row.slice(3, 8).map(({ text }) => text));
    expect(texts).toEqual([
      ['10', '6', '15', '900', '重大'],
      ['', '', '', '', ''],
    ]);
    const out = path.join(folder, '导出.xlsx');
    await call('risk.export', {
      fields: ['riskNo', 'riskPoint', 'hazardSource', 'l', 'e', 'c', 'inherentLevel'],
      filter: {},
      sort: { by: 'riskNo', descending: false },
      file: out,
    });
    const planned = await call('intake.plan', { subject: 'risk', files: [out] });
    expect(planned.sheets[0]!.columns.map(({ title }) => title)).toContain('固有风险L');
    expect(planned.counts).toMatchObject({ same: 2, changed: 0, new: 0 });
    expect((await plan([line('A-1', '断丝', [10, 6, 15, null, null])])).counts).toMatchObject({ same: 1 });
  });
});
