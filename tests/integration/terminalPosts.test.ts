import path from 'node:path';
import { expect, it } from 'vitest';
import { newTerminal } from '../support/terminal';

it('imports posts and gives a template', async () => {
  const { run, say, sheet, folder } = await newTerminal();
  const file = await sheet('岗位.xlsx', [
    ['岗位名称', '部门', '车间', '岗位层级', '特种作业'],
    ['焊工', '生产部', '焊接车间', '员工', '是'],
    ['', '生产部', '', '', ''],
  ]);
  expect((await run('import', 'post', file, '--dry-run')).json).toMatchObject({
    rows: 2,
    inserted: 1,
    refused: [{ sheetRow: 3, column: 'A 岗位名称', reason: 'A 列“岗位名称”：没有写岗位名称，不能导入' }],
    notes: [{ sheetRow: 2, field: '所属部门', text: '部门“生产部/焊接车间”还没有，导入时新建' }],
    dryRun: true,
  });
  const done = await say('import', '岗位', file);
  expect(done.code).toBe(0);
  expect(done.out).toContain('导入完成：共 2 行，新增 1，更新 0，未变 0，退回 1');
  expect((await run('import', 'post', file)).json).toMatchObject({ inserted: 0, updated: 0, unchanged: 1, step: null });
  expect((await say('undo')).out).toContain('导入岗位');
  const template = path.join(folder, '模板.xlsx');
  expect((await run('template', 'post', '--out', template)).json).toEqual({ file: template });
});
