import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeXlsx, type CellValue } from 'hucre';
import { describe, expect, it } from 'vitest';
import '../support/seed';
import { newWorkspace } from '../support/workspace';

const head: CellValue[] = [
  '序号',
  '岗位名称',
  '所属部门',
  '岗位层级',
  '是否接触职业病危害因素',
  '是否特种作业',
  '是否公司领导',
  '启用日期',
];

async function organization() {
  const workspace = await newWorkspace();
  const { call } = workspace;
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-岗位 '));
  const plan = async (...rows: CellValue[][]) => {
    const file = path.join(folder, '岗位.xlsx');
    writeFileSync(file, await writeXlsx({ sheets: [{ name: '岗位', rows: [head, ...rows] }] }));
    return call('intake.plan', { subject: 'post', files: [file] });
  };
  const rowsOf = async (sessionId: string) => (await call('intake.rows', { sessionId, offset: 0, limit: 200 })).rows;
  const commit = async (...rows: CellValue[][]) => call('intake.commit', { sessionId: (await plan(...rows)).sessionId });
  const posts = async () =>
    (await call('post.list', { day: '2099-01-01' }))
      .map(({ name, department, level, isHazardExposed, isSpecialOperation, isLeader }) =>
        [name, department ?? '不限', level, isHazardExposed, isSpecialOperation, isLeader].join(' '),
      )
      .sort();
  const tree = async () => {
    const rows = await call('department.list', {});
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    return rows.map(({ name, parentId }) => (parentId === null ? name : `${names.get(parentId)}/${name}`));
  };
  return { ...workspace, plan, rowsOf, commit, posts, tree };
}

const basic: CellValue[][] = [
  [1, '焊工', '生产部/焊接车间', '员工', '电焊烟尘', '是', null, null],
  [2, '车间主任', '生产部/焊接车间', '车间级', null, null, null, '2024-03-01'],
  [3, '安全总监', '不限部门', '分管负责人', '否', '否', '是', null],
];

describe('an import of posts', () => {
  it('creates posts and departments in one step that can be taken back, and changes nothing the second time', async () => {
    const { plan, rowsOf, commit, posts, tree, call } = await organization();
    const before = { posts: await posts(), tree: await tree() };
    const planned = await plan(...basic);
    expect(planned.counts).toMatchObject({ rows: 3, new: 3, changed: 0, refused: 0 });
    expect((await rowsOf(planned.sessionId)).map(({ title, place, notes }) => [title, place, ...notes.map(({ key }) => key)])).toEqual([
      ['焊工', '焊接车间', 'yesByWords', 'newDepartment'],
      ['车间主任', '焊接车间', 'newDepartment'],
      ['安全总监', ''],
    ]);
    await commit(...basic);
    const after = [...before.posts, '安全总监 不限 deputy 0 0 1', '焊工 焊接车间 worker 1 1 0', '车间主任 焊接车间 workshop 0 0 0'].sort();
    expect(await posts()).toEqual(after);
    expect(await tree()).toEqual([...before.tree, '生产部', '生产部/焊接车间']);
    expect((await call('intake.runs', { limit: 1 }))[0]).toMatchObject({ subject: 'post', rows: 3, inserted: 3 });
    const again = await plan(...basic);
    expect(again.counts).toMatchObject({ new: 0, changed: 0, same: 3 });
    expect((await call('intake.commit', { sessionId: again.sessionId })).step).toBeNull();
    await call('history.undo', {});
    expect({ posts: await posts(), tree: await tree() }).toEqual(before);
    await call('history.redo', {});
    expect(await posts()).toEqual(after);
    expect((await call('audit.verify', {})).faults).toEqual([]);
  });

  it('matches posts on file, shows what changes, leaves what the sheet leaves empty', async () => {
    const { plan, rowsOf, commit, posts, call } = await organization();
    await commit(...basic);
    const planned = await plan(
      [1, '焊工', null, '班组长', null, null, null, '2020-01-01'],
      [2, '车间主任', '焊接车间', '什么', '也许', '也许', '也许', null],
      [3, '车间主任', '焊接车间', null, null, null, null, null],
      [4, '安全总监', '安全部', null, null, null, null, null],
    );
    const rows = await rowsOf(planned.sessionId);
    expect(rows.map(({ state, place, changes, notes }) => [state, place, changes, notes.map(({ key }) => key)])).toEqual([
      ['changed', '焊接车间', [{ field: 'postLevel', before: 'worker', after: 'team' }], ['validFromKept']],
      ['same', '焊接车间', [], ['postLevelNotRead', 'yesNoNotRead', 'yesNoNotRead', 'yesNoNotRead']],
      ['same', '焊接车间', [], ['duplicatePost']],
      ['changed', '安全部', [{ field: 'postDepartment', before: '', after: '安全部' }], ['newDepartment']],
    ]);
    await call('intake.commit', { sessionId: planned.sessionId });
    expect(await posts()).toEqual(
      expect.arrayContaining(['安全总监 安全部 deputy 0 0 1', '焊工 焊接车间 team 1 1 0', '车间主任 焊接车间 workshop 0 0 0']),
    );
  });

  it('a name of several departments: each has its own, one without a department is asked for it', async () => {
    const { plan, rowsOf, commit, posts } = await organization();
    const before = await posts();
    const two: CellValue[][] = [
      [1, '焊工', '一车间', null, null, null, null, null],
      [2, '焊工', '二车间', null, null, null, null, null],
    ];
    await commit(...two);
    expect(await posts()).toEqual([...before, '焊工 一车间  0 0 0', '焊工 二车间  0 0 0'].sort());
    expect((await plan(...two)).counts).toMatchObject({ same: 2 });
    const [refused] = await rowsOf((await plan([1, '焊工', null, null, null, null, null, null])).sessionId);
    expect(refused).toMatchObject({ state: 'refused', title: '焊工', problems: [{ key: 'postAmbiguous', params: { count: 2 } }] });
    expect((await plan([1, '焊工', '不限部门', null, null, null, null, null])).counts).toMatchObject({ new: 1 });
  });

  it('a post of all departments gets a department only where nobody of another one holds it', async () => {
    const { plan, rowsOf, commit, call } = await organization();
    await commit([1, '电工', '不限部门', null, null, null, null, null], [2, '甲', '一车间', null, null, null, null, null]);
    const post = (await call('post.list', { day: '2099-01-01' })).find(({ name }) => name === '电工')!;
    const one = async () => (await rowsOf((await plan([1, '电工', '一车间', null, null, null, null, null])).sessionId))[0];
    expect(await one()).toMatchObject({ state: 'changed', place: '一车间', notes: [] });
    await call('department.create', { draft: { name: '二车间', kind: 'workshop', parentId: null, validFrom: post.validFrom } });
    const other = (await call('department.list', {})).find(({ name }) => name === '二车间')!;
    await call('person.create', {
      draft: {
        name: '乙',
        sex: '',
        idNumber: '',
        phone: '',
        education: '',
        employment: 'formal',
        isLeader: false,
        enteredOn: null,
        departmentId: other.id,
        postId: post.id,
        remark: '',
      },
    });
    expect(await one()).toMatchObject({ state: 'same', place: '', notes: [{ key: 'postOfSeveral' }] });
    const both = await rowsOf(
      (await plan([1, '电工', '一车间', null, null, null, null, null], [2, '电工', '二车间', null, null, null, null, null])).sessionId,
    );
    expect(both.map(({ state, notes }) => [state, ...notes.map(({ key }) => key)])).toEqual([
      ['new', 'postElsewhere'],
      ['new', 'postElsewhere'],
    ]);
  });
});
