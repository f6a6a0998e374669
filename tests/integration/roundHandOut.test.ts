import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { noShell } from '../../electron/workspace/shell';
import { fillSheet } from '../support/roundSheets';
import { blankPdf } from '../support/printer';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
let call: TestWorkspace['call'];
let roundId: string;
let painting: string;
const ids = new Map<string, string>();

const draft = {
  name: '2026年第四季度安全风险评估',
  kind: 'quarterly' as const,
  period: '2026Q4',
  reason: '',
  scope: '',
  methodNote: '',
  noticeNo: '',
  noticeOn: null,
  startedOn: '2026-11-01',
  baseRoundId: null,
  team: [],
};

beforeEach(async () => {
  workspace = await newWorkspace({
    shell: { ...noShell, printPdf: blankPdf },
  } as never);
  ({ call } = workspace);
  const department = async (name: string) =>
    (await call('department.create', { draft: { name, kind: 'workshop', parentId: null, validFrom: '2026-01-01' } } as never)).value.id;
  painting = await department('涂装车间');
  const assembly = await department('装配车间');
  for (const [riskNo, departmentId] of [
    ['A-1', painting],
    ['A-2', painting],
    ['A-3', painting],
    ['B-1', assembly],
    ['C-1', null],
  ] as const) {
    const { value } = await call('risk.create', {
      point: { name: '喷漆房', kind: 'place', location: '' },
      draft: { ...emptyRisk, riskNo, departmentId, hazardSource: `危险源${riskNo}`, measures: '通风', l: 3, e: 6, c: 15 },
    });
    ids.set(riskNo, value.id);
  }
  roundId = (await call('round.open', { draft })).value.id;
});

const folder = () => path.join(workspace.folder, '分发');
const handOut = (more: object = {}) => call('round.exportSheets', { id: roundId, folder: folder(), ...more });
const sheets = async () => (await call('round.sheets', { id: roundId, offset: 0, limit: 200 })).rows;
const stateOf = async (department: string) => (await sheets()).find((row) => row.department === department)!;

/** Fills lines of a sheet in place, by number; `''` fills the first line that was left for a new risk. */
async function fill(file: string, lines: Record<string, Record<string, string | number>>): Promise<string> {
  const filled = file.replace('.xlsx', ` 交回${Math.max(1, readdirSync(folder()).length)}.xlsx`);
  await fillSheet(file, filled, Object.entries(lines));
  return filled;
}
const fileOf = async (department: string) =>
  (await handOut({ departmentIds: [(await stateOf(department)).id] })).files.find((file) => file.department === department)!.file;
const collect = async (files: string[], more: object = {}) =>
  (await call('round.collectSheets', { id: roundId, files, apply: false, ...more }))!;
const apply = (files: string[], more: object = {}) => collect(files, { apply: true, ...more });
const risk = async (riskNo: string) => (await call('risk.get', { id: ids.get(riskNo)! })).risk;
const signature = { 确认人: '赵工', 确认日期: '2026-11-20' };

describe('sheets handed out', () => {
  it('are written by department as workbook and print, and it is known what went to whom until when', async () => {
    const { files } = await handOut({ formats: ['xlsx', 'pdf'], handedTo: '各主任', dueOn: '2026-11-25' });
    expect(files.map(({ file }) => path.basename(file)).toSorted()).toEqual(
      ['涂装车间', '装配车间', '未分部门'].flatMap((name) => ['pdf', 'xlsx'].map((kind) => `PG-2026Q4-01 ${name}.${kind}`)).toSorted(),
    );
    expect(await stateOf('涂装车间')).toMatchObject({
      state: 'out',
      risks: 3,
      pending: 3,
      sheet: { handedTo: '各主任', handedOn: '2026-11-21', dueOn: '2026-11-25', risks: 3 },
    });
    workspace.setToday('2026-11-26');
    expect(await stateOf('涂装车间')).toMatchObject({ state: 'overdue' });
    await call('history.undo', {});
    expect(await stateOf('涂装车间')).toMatchObject({ state: 'notHanded', sheet: null });
  });

  it('never lie over a file that is there, and go again to one department alone', async () => {
    await handOut();
    const { files } = await handOut({ departmentIds: [painting] });
    expect(files.map(({ file }) => path.basename(file))).toEqual(['PG-2026Q4-01 涂装车间（2）.xlsx']);
    expect(await sheets()).toHaveLength(3);
  });

  it('are not due before they go out, and need an open round', async () => {
    expect(await workspace.fail('round.exportSheets', { id: roundId, folder: folder(), dueOn: '2026-11-20' })).toMatchObject({
      findings: [{ key: 'dateOrder', field: 'dueOn' }],
    });
    expect(await workspace.fail('round.exportSheets', { id: roundId, folder: folder(), departmentIds: [] })).toMatchObject({
      findings: [{ key: 'noSheets' }],
    });
  });

  it('that came back on paper are noted by hand', async () => {
    await handOut();
    const { sheet } = await stateOf('装配车间');
    await call('round.updateSheet', {
      id: sheet!.id,
      revision: sheet!.revision,
      patch: { returnedOn: '2026-11-22', returnedBy: '钱主任' },
    });
    expect(await stateOf('装配车间')).toMatchObject({ state: 'returned', sheet: { returnedBy: '钱主任' } });
    expect(
      await workspace.fail('round.updateSheet', { id: sheet!.id, revision: sheet!.revision + 1, patch: { returnedOn: '2026-11-01' } }),
    ).toMatchObject({ findings: [{ key: 'dateOrder', field: 'returnedOn' }] });
  });
});

describe('sheets collected', () => {
  it('are looked through before anything is written, and taken in as one step', async () => {
    const file = await fill(await fileOf('涂装车间'), {
      'A-1': { 确认无变化: '√', ...signature },
      'A-2': { 现C: 40, 危险源: '危险源A-2，增设烘干', 变化说明: '增设烘干机', ...signature },
      'A-3': { 取消: '√', 变化说明: '设备已拆除', ...signature },
      '': { 风险点: '调漆间', 危险源: '静电火花', 现L: 3, 现E: 6, 现C: 15, ...signature },
    });
    const plan = await collect([file]);
    expect(plan).toMatchObject({
      confirmed: 1,
      changed: 2,
      step: null,
      departments: [{ department: '涂装车间', confirmed: 1, changed: 2, conflicts: 0, added: 1, refused: 0 }],
      added: [{ riskPoint: '调漆间', hazardSource: '静电火花', level: 'considerable', department: '涂装车间' }],
      refused: [],
      conflicts: [],
    });
    expect(plan.changes[0]).toMatchObject({
      riskNo: 'A-2',
      fields: [
        { field: 'c', before: 15, after: 40 },
        { field: 'hazardSource', before: '危险源A-2', after: '危险源A-2，增设烘干' },
      ],
      from: 'considerable',
      to: 'major',
    });
    expect((await stateOf('涂装车间')).state).toBe('out');

    await apply([file], { accepted: 'all' });
    expect(await risk('A-2')).toMatchObject({ level: 'major', hazardSource: '危险源A-2，增设烘干' });
    expect(await risk('A-3')).toMatchObject({ status: 'retired' });
    expect(await stateOf('涂装车间')).toMatchObject({
      state: 'returned',
      sheet: { returnedOn: '2026-11-21', returnedBy: '赵工', confirmed: 1, changed: 3, refused: 0 },
    });
    const { figures } = await call('round.get', { id: roundId });
    expect(figures.states).toMatchObject({ confirmed: 1, changed: 1, removed: 1, added: 1, pending: 2 });
    expect((await call('round.confirmations', { id: roundId, offset: 0, limit: 10 })).rows).toMatchObject([
      { by: '赵工', on: '2026-11-20', department: '涂装车间', confirmed: 4, changed: 3 },
    ]);

    // The same sheet again changes nothing and enters nothing twice.
    const again = await apply([file], { accepted: 'all' });
    expect(again).toMatchObject({ added: [], refused: [{ key: 'addedAlready' }] });
    expect((await stateOf('涂装车间')).sheet).toMatchObject({ confirmed: 1, changed: 3 });

    for (let steps = 0; steps < 2; steps += 1) await call('history.undo', {});
    expect(await risk('A-2')).toMatchObject({ level: 'considerable', hazardSource: '危险源A-2' });
    expect((await stateOf('涂装车间')).state).toBe('out');
  });

  it('leave declined lines out and tell what a new risk lacks', async () => {
    const file = await fill(await fileOf('涂装车间'), { '': { 危险源: '静电火花', 现L: 3, 现E: 6, 现C: 15 } });
    expect((await collect([file])).refused).toMatchObject([{ key: 'addedLine', params: { lacks: '风险点' }, department: '涂装车间' }]);
    const whole = await fill(await fileOf('涂装车间'), { '': { 风险点: '调漆间', 危险源: '静电火花', 现L: 3, 现E: 6, 现C: 15 } });
    await apply([whole]);
    expect((await call('risk.list', { offset: 0, limit: 50, sort: { by: 'riskNo', descending: false }, filter: {} })).total).toBe(5);
  });

  it('conflict with what has changed here meanwhile, and only there', async () => {
    const file = await fill(await fileOf('涂装车间'), {
      'A-1': { 确认无变化: '√', ...signature },
      'A-2': { 现C: 40, 变化说明: '增人', ...signature },
      'A-3': { 现C: 7, 变化说明: '改造', 复核人: '孙总', ...signature },
    });
    const change = async (riskNo: string, patch: object) => {
      const { id, revision } = await risk(riskNo);
      await call('risk.update', { id, revision, patch });
    };
    await change('A-1', { hazardSource: '改写过的危险源' });
    await change('A-2', { hazardSource: '改写过的另一个' });
    await change('A-3', { c: 40 });
    const plan = await collect([file]);
    // the sheet speaks of the factors alone, which nobody has touched here.
    expect(plan.conflicts.map(({ riskNo, kind }) => [riskNo, kind])).toEqual([
      ['A-1', 'changedSince'],
      ['A-3', 'changedSince'],
    ]);
    expect(plan).toMatchObject({ confirmed: 0, changed: 1 });
    const from = (riskNo: string) => {
      const { file: name, sheet, sheetRow } = plan.conflicts.find((entry) => entry.riskNo === riskNo)!.answers[0]!.place;
      return `${name}#${sheet}#${sheetRow}`;
    };
    await apply([file], { decisions: { 'A-1': { from: from('A-1') }, 'A-3': { from: null } } });
    expect(await risk('A-2')).toMatchObject({ c: 40, hazardSource: '改写过的另一个' });
    expect(await risk('A-3')).toMatchObject({ c: 40 });
    const { figures } = await call('round.get', { id: roundId });
    expect(figures.states).toMatchObject({ changed: 3, pending: 2 });
    await call('history.undo', {});
    await apply([file], { decisions: { 'A-3': { from: from('A-3'), fields: ['c'] } } });
    expect(await risk('A-3')).toMatchObject({ c: 7 });
    expect((await call('round.confirmations', { id: roundId, offset: 0, limit: 10 })).rows).toMatchObject([{ confirmed: 2, changed: 2 }]);
  });

  it('settle a kept level with a reason and a second person, and with nothing less', async () => {
    const { id, revision } = await risk('A-1');
    await call('risk.update', { id, revision, patch: { keptLevel: 'major' } });
    const words = { 现L: 3, 现E: 6, 现C: 15, ...signature };
    const half = await fill(await fileOf('涂装车间'), { 'A-1': { ...words, 变化说明: '复核过' } });
    await apply([half]);
    expect(await risk('A-1')).toMatchObject({ level: 'major', keptLevel: 'major' });
    const whole = await fill(await fileOf('涂装车间'), { 'A-1': { ...words, 变化说明: '复核过', 复核人: '孙总' } });
    expect((await collect([whole])).changes).toMatchObject([
      { fields: [{ field: 'keptLevel', before: 'major', after: null }], to: 'considerable' },
    ]);
    await apply([whole]);
    expect(await risk('A-1')).toMatchObject({ level: 'considerable', keptLevel: null });
    expect((await call('risk.get', { id })).levelChanges[0]).toMatchObject({ reason: '复核过', reviewer: '孙总', assessor: '赵工' });
  });

  it('take a mended text of measures only where it has one place, and no day that has not come', async () => {
    const { id, revision } = await risk('A-2');
    await call('risk.update', { id, revision, patch: { engineering: '防爆风机', measures: '' } });
    const file = await fill(await fileOf('涂装车间'), {
      'A-1': { 现有管控措施: '通风，每班检测浓度', ...signature },
      'A-2': { 现有管控措施: '通风，每班检测浓度', ...signature },
      'A-3': { 确认无变化: '√', 确认人: '赵工', 确认日期: '2026-12-20' },
    });
    const plan = await collect([file]);
    expect(plan.refused.map(({ key }) => key)).toEqual(['measuresSplit', 'futureDate']);
    expect(plan.changes).toMatchObject([{ riskNo: 'A-1', fields: [{ field: 'measures', after: '通风，每班检测浓度' }] }]);
  });
});
