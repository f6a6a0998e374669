import { expect, it } from 'vitest';
import { newTerminal } from '../support/terminal';

it('people come into department, workshop and team, teams of one name are told apart, posts are those of the department', async () => {
  const { run, say, sheet } = await newTerminal();
  const file = await sheet('花名册.xlsx', [
    ['工号', '姓名', '部门', '车间', '班组', '岗位', '用工形式', '用工单位'],
    ['G1', '王强', '生产部', '焊接车间', '一班', '电工', '正式', ''],
    ['G2', '王强', '生产部', '装配车间', '一班', '电工', '劳务派遣', '包头某劳务公司'],
    ['G3', '李丽', '生产部', '装配车间', '', '统计员', '正式', ''],
  ]);
  const first = await run('import', 'person', file);
  expect(first.json).toMatchObject({ inserted: 3, refused: [] });
  expect(first.json.sheets[0].columns.map(({ field }: { field: string }) => field)).toEqual([
    '工号',
    '姓名',
    '部门',
    '车间',
    '班组',
    '岗位',
    '用工形式',
    '用人单位',
  ]);
  expect((await run('import', 'person', file)).json).toMatchObject({ inserted: 0, updated: 0, unchanged: 3, notes: [] });
  const { json } = await run('trace', '部门车间', '焊接车间一班');
  expect(json.departments.map(({ name }: { name: string }) => name)).toEqual(['焊接车间一班', '焊接车间', '生产部']);
  expect((await say('trace', '部门车间', '装配车间一班')).code).toBe(0);
});
