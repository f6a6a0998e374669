import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { newTerminal } from '../support/terminal';

it('imports departments, writes refused rows back, asks, decides and gives a template', async () => {
  const { run, say, sheet, folder } = await newTerminal();
  const file = await sheet('部门.xlsx', [
    ['部门名称', '上级部门', '类别'],
    ['甲班', '一车间', '班组'],
    ['甲班', '二车间', '班组'],
    ['一车间', '生产部', '车间'],
    ['丙部', '丙部', ''],
  ]);
  const tried = await run('import', 'department', file, '--dry-run');
  expect(tried.json).toMatchObject({
    rows: 4,
    inserted: 3,
    refused: [{ sheetRow: 5, column: 'B 上级部门', value: '丙部', reason: 'B 列“上级部门”：“丙部”的上级部门写的是它自己' }],
    open: [{ sheetRow: 3, question: 'sameName', otherwise: 'apart' }],
    names: [
      { kind: 'department', name: '二车间' },
      { kind: 'department', name: '生产部' },
    ],
    dryRun: true,
  });
  expect(tried.json.remarks).toContain('2 个上级部门没有自己的一行');
  const decide = path.join(folder, '决定.json');
  writeFileSync(decide, JSON.stringify({ all: { sameName: 'first' } }));
  expect((await run('import', 'department', file, '--dry-run', '--decide', decide)).json).toMatchObject({ inserted: 2, open: [] });
  const back = path.join(folder, '退回.xlsx');
  const done = await say('import', '部门', file, '--write-back', back);
  expect(done.code).toBe(0);
  expect(done.out).toContain('导入完成：共 4 行，新增 3，更新 0，未变 0，退回 1');
  expect(existsSync(back)).toBe(true);
  const { json } = await run('import', 'department', file);
  expect(json).toMatchObject({ inserted: 0, updated: 0, unchanged: 3, open: [], step: null });
  expect((await say('undo')).out).toContain('导入部门');
  const template = path.join(folder, '模板.xlsx');
  expect((await run('template', 'department', '--out', template)).json).toEqual({ file: template });
});
