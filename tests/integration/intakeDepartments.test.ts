import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { writeXlsx, type CellValue, type MergeRange } from 'hucre';
import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../electron/api/procedure';
import type { Api } from '../../electron/api/index';
import { readWorkbook } from '../../electron/intake/workbook';
import { csvBytes } from '../support/csv';
import '../support/seed';
import { newWorkspace } from '../support/workspace';

const head: CellValue[] = ['序号', '部门名称', '上级部门', '类别', '启用日期'];
type PlanInput = Partial<InputOf<Api['intake.plan']>>;

async function organization() {
  const workspace = await newWorkspace();
  const { call } = workspace;
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-部门 '));
  const file = async (rows: CellValue[][], name = '部门.xlsx', merges: MergeRange[] = []) => {
    writeFileSync(path.join(folder, name), await writeXlsx({ sheets: [{ name: '部门', rows, merges }] }));
    return path.join(folder, name);
  };
  const planFile = (from: string, input: PlanInput = {}) => call('intake.plan', { subject: 'department', files: [from], ...input });
  const plan = async (rows: CellValue[][], input?: PlanInput) => planFile(await file(rows), input);
  const commit = async (rows: CellValue[][], input?: PlanInput) =>
    call('intake.commit', { sessionId: (await plan(rows, input)).sessionId });
  const rowsOf = async (sessionId: string) => (await call('intake.rows', { sessionId, offset: 0, limit: 200 })).rows;
  /** Each department with what stands above it. */
  const tree = async () => {
    const rows = await call('department.list', { day: '2099-01-01' });
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    return Object.fromEntries(rows.map(({ name, parentId }) => [name, parentId === null ? '' : names.get(parentId)]));
  };
  const kinds = async () => Object.fromEntries((await call('department.list', {})).map(({ name, kind }) => [name, kind]));
  return { ...workspace, folder, file, plan, planFile, commit, rowsOf, tree, kinds };
}

const basic: CellValue[][] = [
  head,
  [1, '甲班', '一车间', null, null],
  [2, '一车间', '生产部', '车间', '2024年3月1日'],
  [3, '生产部', null, '部门', null],
  [4, '机修组', '设备部', '班组', null],
];

describe('an import of departments', () => {
  it('takes those below before those above, tells of those without a row, and is one step back and forth', async () => {
    const { plan, commit, rowsOf, tree, kinds, call } = await organization();
    const before = await tree();
    const planned = await plan(basic);
    expect(planned.counts).toMatchObject({ rows: 4, new: 4, refused: 0, open: 0 });
    expect(planned.remarks).toMatchObject([{ key: 'parents', count: 1 }]);
    expect(planned.names).toMatchObject([{ kind: 'department', name: '设备部', count: 1 }]);
    const rows = await rowsOf(planned.sessionId);
    expect(rows.map(({ title, place, notes }) => [title, place, ...notes.map(({ key, value }) => `${key} ${value}`)])).toEqual([
      ['甲班', '一车间'],
      ['一车间', '生产部'],
      ['生产部', ''],
      ['机修组', '设备部', 'newParent 设备部'],
    ]);
    const { step, counts } = await commit(basic);
    expect(counts).toMatchObject({ new: 4 });
    const after = { ...before, 设备部: '', 生产部: '', 一车间: '生产部', 甲班: '一车间', 机修组: '设备部' };
    expect(await tree()).toEqual(after);
    expect(await kinds()).toMatchObject({ 甲班: 'team', 一车间: 'workshop', 生产部: 'department', 设备部: 'department', 机修组: 'team' });
    const { startDate } = (await call('enterprise.get', {})) as { startDate: string };
    const listed = await call('department.list', {});
    expect(listed.find(({ name }) => name === '一车间')).toMatchObject({ validFrom: '2024-03-01' });
    expect(listed.find(({ name }) => name === '甲班')).toMatchObject({ validFrom: startDate });
    expect((await call('intake.runs', { limit: 5 }))[0]).toMatchObject({ subject: 'department', rows: 4, inserted: 4, refused: 0 });
    expect((await call('history.undo', {})).step).not.toBeNull();
    expect(await tree()).toEqual(before);
    await call('history.redo', {});
    expect(await tree()).toEqual(after);
    expect(step).not.toBeNull();
    expect((await call('audit.verify', {})).faults).toEqual([]);
    // The same again changes nothing and leaves nothing to undo.
    const again = await plan(basic);
    expect(again.counts).toMatchObject({ new: 0, changed: 0, same: 4 });
    expect((await commit(basic)).step).toBeNull();
  });

  it('moves what stands below another, and leaves what the sheet does not say', async () => {
    const { commit, plan, rowsOf, tree, kinds } = await organization();
    await commit(basic);
    const moved: CellValue[][] = [head, [1, '一车间', '设备部', '部门', '2025-1-1'], [2, '甲班', null, '不知道', null]];
    const planned = await plan(moved);
    const [first, second] = await rowsOf(planned.sessionId);
    expect(first).toMatchObject({
      state: 'changed',
      changes: [
        { field: 'parent', before: '生产部', after: '设备部' },
        { field: 'departmentKind', before: 'workshop', after: 'department' },
      ],
      notes: [{ key: 'validFromKept', params: { date: '2024-03-01' } }],
    });
    expect(second).toMatchObject({ state: 'same', notes: [{ key: 'departmentKindNotRead' }] });
    await commit(moved);
    expect(await tree()).toMatchObject({ 一车间: '设备部', 甲班: '一车间' });
    expect(await kinds()).toMatchObject({ 一车间: 'department', 甲班: 'team' });
  });

  it('refuses what stands above itself and what has no name, with the reason in the cell; the rest is taken', async () => {
    const { plan, commit, rowsOf, tree, call, folder } = await organization();
    const rows: CellValue[][] = [
      head,
      [1, '甲部', '乙部', null, null],
      [2, '乙部', '丙部', null, null],
      [3, '丙部', '甲部', null, null],
      [4, '丁部', '丁部', null, null],
      [5, null, '戊部', '车间', null],
      [6, '戊部', null, null, null],
      [7, '长'.repeat(101), '戊部', null, null],
    ];
    const planned = await plan(rows);
    expect(planned.counts).toMatchObject({ new: 1, refused: 6 });
    expect(planned.remarks).toMatchObject([{ key: 'cycles', count: 4 }]);
    const refused = (await rowsOf(planned.sessionId)).filter(({ state }) => state === 'refused');
    expect(refused.map(({ sheetRow, problems }) => [sheetRow, problems[0]!.key, problems[0]!.column?.letter])).toEqual([
      [2, 'parentCycle', 'C'],
      [3, 'parentCycle', 'C'],
      [4, 'parentCycle', 'C'],
      [5, 'ownParent', 'C'],
      [6, 'departmentMissing', 'B'],
      [8, 'nameTooLong', 'B'],
    ]);
    expect(refused[0]!.problems[0]!.params).toEqual({ chain: '甲部 → 乙部 → 丙部 → 甲部' });
    const back = await call('intake.giveBack', { sessionId: planned.sessionId, file: path.join(folder, '退回.xlsx') });
    const sheet = (await readWorkbook(readFileSync(back.files[0]!), '退回.xlsx')).sheets[0]!;
    expect(sheet.rows[0]!.at(-1)!.text).toBe('问题');
    expect(sheet.rows[4]!.at(-1)!.text).toBe('C 列“上级部门”：“丁部”的上级部门写的是它自己');
    await commit(rows);
    expect(await tree()).toMatchObject({ 戊部: '' });
    expect(Object.keys(await tree())).not.toContain('甲部');
  });

  it('refuses a move below what stands below already, also where only the two together make the ring', async () => {
    const { commit, plan, tree } = await organization();
    await commit(basic);
    expect((await plan([head, [1, '生产部', '甲班', null, null]])).counts).toMatchObject({ refused: 1 });
    const swap: CellValue[][] = [head, [1, '生产部', '甲班', null, null], [2, '甲班', '设备部', null, null]];
    expect((await plan(swap)).counts).toMatchObject({ refused: 0, changed: 2 });
    await commit(swap);
    expect(await tree()).toMatchObject({ 生产部: '甲班', 甲班: '设备部', 一车间: '生产部' });
  });

  it('asks about one name below two departments, and meets the answer again', async () => {
    const { plan, commit, rowsOf, tree } = await organization();
    const rows: CellValue[][] = [
      head,
      [1, '甲班', '一车间', null, null],
      [2, '甲班', '二车间', null, null],
      [3, '甲班', '一车间', null, null],
    ];
    const planned = await plan(rows);
    expect(planned.counts).toMatchObject({ rows: 3, new: 2, same: 1, open: 1 });
    const asked = (await rowsOf(planned.sessionId))[1]!;
    expect(asked).toMatchObject({ state: 'open', title: '二车间甲班' });
    expect(asked.questions).toMatchObject([{ key: 'sameName', fallback: 'apart', answer: null }]);
    const first = await plan(rows, { answers: { sameName: 'first' } });
    expect(first.counts).toMatchObject({ new: 1, same: 2, open: 0 });
    const second = await plan(rows, { decisions: { [asked.key]: { sameName: 'this', of: asked.of } } });
    expect((await rowsOf(second.sessionId))[0]).toMatchObject({ title: '甲班', place: '二车间' });
    await commit(rows);
    expect(await tree()).toMatchObject({ 甲班: '一车间', 二车间甲班: '二车间' });
    expect((await plan(rows)).counts).toMatchObject({ new: 0, changed: 0, same: 3, open: 0 });
  });

  it('asks about a name like one on file, remembers what it means, and makes it where nobody says', async () => {
    const { plan, commit, rowsOf, tree, call } = await organization();
    await commit([head, [1, '维修保养车间', null, null, null]]);
    const rows: CellValue[][] = [head, [1, '维修保养车问', null, '车间', null], [2, '乙组', '维修保养车问', null, null]];
    const planned = await plan(rows);
    const [asked] = await rowsOf(planned.sessionId);
    expect(planned.counts).toMatchObject({ open: 1, new: 2 });
    const choice = asked!.questions[0]!.choices[0]!;
    expect(choice.text).toBe('维修保养车间');
    const decisions = { [asked!.key]: { similar: choice.value, of: asked!.of } };
    const decided = await plan(rows, { decisions });
    expect((await rowsOf(decided.sessionId)).map(({ state, place }) => [state, place])).toEqual([
      ['changed', ''],
      ['new', '维修保养车间'],
    ]);
    await commit(rows, { decisions });
    expect(await tree()).toMatchObject({ 乙组: '维修保养车间' });
    expect(Object.keys(await tree())).not.toContain('维修保养车问');
    expect((await plan(rows)).counts).toMatchObject({ same: 2, open: 0 });
    await call('history.undo', {});
    await commit(rows);
    expect(await tree()).toMatchObject({ 乙组: '维修保养车问', 维修保养车问: '' });
  });

  it('reads paths, indented names, columns for each level and csv', async () => {
    const shapes: [string, CellValue[][], MergeRange[]?][] = [
      ['路径', [['部门'], ['本部/一车间/甲班'], ['本部／一车间'], ['本部']]],
      [
        '上级路径',
        [
          ['部门名称', '上级部门'],
          ['甲班', '本部/一车间'],
          ['一车间', '本部'],
          ['本部', '无'],
        ],
      ],
      [
        '缩进',
        [
          ['部门名称', '类别'],
          ['本部', '部门'],
          ['　一车间', '车间'],
          ['　　甲班', '班组'],
        ],
      ],
      [
        '画线',
        [
          ['部门名称', '类别'],
          ['本部', '部门'],
          ['├─一车间', '车间'],
          ['│  └─甲班', '班组'],
        ],
      ],
      [
        '分级合并',
        [
          ['一级部门', '二级部门', '三级部门'],
          ['本部', '一车间', '甲班'],
          [null, null, '乙班'],
          [null, '二车间'],
        ],
        [
          { startRow: 1, startCol: 0, endRow: 3, endCol: 0 },
          { startRow: 1, startCol: 1, endRow: 2, endCol: 1 },
        ],
      ],
      ['分级留空', [['一级部门', '二级部门', '三级部门'], ['本部'], [null, '一车间'], [null, null, '甲班']]],
    ];
    for (const [name, rows, merges] of shapes) {
      const { planFile, file, call, tree } = await organization();
      const planned = await planFile(await file(rows, `${name}.xlsx`, merges));
      expect([name, planned.failures, planned.counts.refused]).toEqual([name, [], 0]);
      await call('intake.commit', { sessionId: planned.sessionId });
      const merged = merges === undefined ? {} : { 乙班: '一车间', 二车间: '本部' };
      expect([name, await tree()]).toEqual([name, expect.objectContaining({ 本部: '', 一车间: '本部', 甲班: '一车间', ...merged })]);
      expect((await planFile(await file(rows, `${name}.xlsx`, merges))).counts).toMatchObject({ new: 0, changed: 0 });
    }
    const { planFile, folder, call, tree } = await organization();
    writeFileSync(
      path.join(folder, '部门.csv'),
      csvBytes(
        [
          ['部门名称', '上级部门'],
          ['一车间', '公司'],
          ['公司', ''],
        ],
        'gbk',
      ),
    );
    await call('intake.commit', { sessionId: (await planFile(path.join(folder, '部门.csv'))).sessionId });
    expect(await tree()).toMatchObject({ 一车间: '公司', 公司: '' });
  });

  it('begins a department of an ended one’s name the day after, never before', async () => {
    const { commit, plan, rowsOf, call, tree, setToday } = await organization();
    await commit([head, [1, '老车间', null, null, null]]);
    setToday('2026-12-10');
    const old = (await call('department.list', {})).find(({ name }) => name === '老车间')!;
    await call('department.end', { id: old.id, revision: old.revision, on: '2026-11-30' });
    const early = await plan([head, [1, '老车间', null, null, '2026-11-25']]);
    expect((await rowsOf(early.sessionId))[0]).toMatchObject({
      state: 'refused',
      problems: [{ key: 'nameTakenThen', params: { date: '2026-11-30' } }],
    });
    await commit([head, [1, '老车间', null, null, null]]);
    expect(await tree()).toMatchObject({ 老车间: '' });
    const now = (await call('department.list', {})).find(({ name }) => name === '老车间')!;
    expect(now).toMatchObject({ validFrom: '2026-12-01' });
    expect(now.id).not.toBe(old.id);
  });

  it('plans again where departments were made since', async () => {
    const { plan, call, fail } = await organization();
    const planned = await plan(basic);
    await call('department.create', { draft: { name: '一车间', parentId: null, kind: 'workshop', validFrom: '2026-01-01' } });
    expect(await fail('intake.commit', { sessionId: planned.sessionId })).toMatchObject({ code: 'CONFLICT', key: 'previewOld' });
  });
});

/** Departments whose parents are drawn among those before them; -1 is the top. */
const forest = fc
  .array(fc.integer({ min: -1, max: 30 }), { minLength: 1, maxLength: 30 })
  .map((draws) => draws.map((draw, at) => (draw < 0 || at === 0 ? -1 : draw % at)));
const nameOf = (at: number) => `第${at + 1}科`;

it('any tree in any order comes back as it is, from a column or from paths, and the second time as the same', async () => {
  const { planFile, file, call, tree } = await organization();
  const before = await tree();
  const pathOf = (parents: readonly number[], at: number): string =>
    parents[at]! < 0 ? nameOf(at) : `${pathOf(parents, parents[at]!)}/${nameOf(at)}`;
  let files = 0;
  await fc.assert(
    fc.asyncProperty(forest, fc.boolean(), fc.infiniteStream(fc.nat()), async (parents, inPaths, draws) => {
      const rows = parents.map((parent, at): CellValue[] =>
        inPaths ? [pathOf(parents, at), '部门'] : [nameOf(at), parent < 0 ? '' : nameOf(parent), '部门'],
      );
      const keys = rows.map(() => draws.next().value as number);
      const shuffled = rows.map((row, at) => ({ row, key: keys[at]! })).sort((a, b) => a.key - b.key);
      files += 1;
      const titles = inPaths ? ['部门名称', '类别'] : ['部门名称', '上级部门', '类别'];
      const from = await file([titles, ...shuffled.map(({ row }) => row)], `第${files}份.xlsx`);
      const { sessionId, counts } = await planFile(from);
      expect(counts).toMatchObject({ new: rows.length, refused: 0, open: 0 });
      await call('intake.commit', { sessionId });
      const made = Object.fromEntries(parents.map((parent, at) => [nameOf(at), parent < 0 ? '' : nameOf(parent)]));
      expect(await tree()).toEqual({ ...before, ...made });
      expect((await planFile(from)).counts).toMatchObject({ new: 0, changed: 0, same: rows.length });
      await call('history.undo', {});
      expect(await tree()).toEqual(before);
    }),
    { numRuns: 15 },
  );
});
