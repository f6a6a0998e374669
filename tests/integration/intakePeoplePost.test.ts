import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeXlsx, type CellValue } from 'hucre';
import { expect, it } from 'vitest';
import '../support/seed';
import { newWorkspace } from '../support/workspace';

async function staff() {
  const workspace = await newWorkspace();
  const { call } = workspace;
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-岗位归属 '));
  const bring = async (...rows: CellValue[][]) => {
    const file = path.join(folder, '花名册.xlsx');
    writeFileSync(
      file,
      await writeXlsx({ sheets: [{ name: '花名册', rows: [['姓名', '部门', '岗位', '离职日期', '入职日期', '班组'], ...rows] }] }),
    );
    const { sessionId } = await call('intake.plan', { subject: 'person', files: [file] });
    return (await call('intake.commit', { sessionId })).counts;
  };
  /** Posts in force with their departments, and how many hold them. */
  const posts = async () =>
    (await call('post.list', {})).map(({ name, department, people }) => `${name} ${department ?? '不限'} ${people}`).sort();
  return { ...workspace, bring, posts };
}

it('a new post belongs to the department of those who hold it, to none where they are of several', async () => {
  const { bring, posts, call } = await staff();
  const before = await posts();
  await bring(
    ['甲', '焊接车间', '焊工', null],
    ['乙', '焊接车间', '焊工', null],
    ['丙', '焊接车间', '电工', null],
    ['丁', '装配车间', '电工', null],
    ['戊', null, '司机', null],
    ['己', '装配车间', '焊工', '2020-01-31', '2019-01-01'],
  );
  expect(await posts()).toEqual([...before, '司机 不限 1', '焊工 焊接车间 2', '电工 不限 2'].sort());
  await call('history.undo', {});
  expect(await posts()).toEqual(before);
});

it('the post of another department is another one, and nothing is doubled by importing again', async () => {
  const { bring, posts, call } = await staff();
  const before = await posts();
  await bring(['甲', '焊接车间', '焊工', null]);
  const rows: CellValue[][] = [
    ['甲', '焊接车间', '焊工', null],
    ['乙', '装配车间', '焊工', null],
    ['丙', '装配车间', '钳工', null],
  ];
  await bring(...rows);
  const after = [...before, '焊工 焊接车间 1', '焊工 装配车间 1', '钳工 装配车间 1'].sort();
  expect(await posts()).toEqual(after);
  expect(await bring(...rows)).toMatchObject({ new: 0, changed: 0, same: 3 });
  expect(await posts()).toEqual(after);
  // Teams have the posts of their workshop.
  const [workshop] = (await call('department.list', {})).filter(({ name }) => name === '焊接车间');
  await call('department.create', {
    draft: { name: '焊接一班', kind: 'team', parentId: workshop!.id, validFrom: workshop!.validFrom },
  });
  await bring(['庚', '焊接一班', '焊工', null]);
  expect(await posts()).toEqual([...before, '焊工 焊接车间 2', '焊工 装配车间 1', '钳工 装配车间 1'].sort());
});

it('who moves takes the post of the new department', async () => {
  const { bring, posts } = await staff();
  const before = await posts();
  await bring(['甲', '焊接车间', '焊工'], ['乙', '焊接车间', '焊工']);
  const rows: CellValue[][] = [
    ['甲', '装配车间', '焊工'],
    ['丙', '装配车间', '焊工'],
  ];
  await bring(...rows);
  const after = [...before, '焊工 焊接车间 1', '焊工 装配车间 2'].sort();
  expect(await posts()).toEqual(after);
  expect(await bring(...rows)).toMatchObject({ new: 0, changed: 0, same: 2 });
  expect(await posts()).toEqual(after);
});

it('a team that comes with its people has the posts of its workshop', async () => {
  const { bring, posts } = await staff();
  const before = await posts();
  await bring(['甲', '焊接车间', '焊工']);
  await bring(['乙', '焊接车间', '焊工', null, null, '新三班']);
  expect(await posts()).toEqual([...before, '焊工 焊接车间 2'].sort());
});
