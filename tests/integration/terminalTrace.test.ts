import { expect, it } from 'vitest';
import { newTerminal } from '../support/terminal';

it('traces a department on a day with stable names, and writes the paper', async () => {
  const { run, say, folder, sheet } = await newTerminal();
  const file = await sheet('部门.xlsx', [['部门名称'], ['焊接车间']]);
  expect((await run('import', 'department', file)).json).toMatchObject({ inserted: 1 });
  const { code, json } = await run('trace', '部门车间', '焊接车间');
  expect(code).toBe(0);
  expect(json).toMatchObject({ subject: '部门车间', title: '焊接车间', departments: [{ name: '焊接车间', successor: '' }], missing: [] });
  expect(json.links[0]).toEqual({ place: '焊接车间负责人', kind: '部门负责人', missing: ['当日没有登记负责人'], people: [] });
  expect(json.gaps).toBeGreaterThan(0);
  expect((await say('trace', 'department', '焊接车间')).out).toContain('法定代表人：当日没有登记任职人员');
  const paper = await run('trace', '部门车间', '焊接车间', '--out', `${folder}/`);
  expect(paper.json.file).toMatch(/安全生产责任追溯表 焊接车间 \d{4}-\d{2}-\d{2}\.docx$/);
});

it('says which records there are where a number means none or several', async () => {
  const { run } = await newTerminal();
  expect((await run('trace', '事故', '1')).json.error.message).toContain('种类只能是：风险、风险点');
  expect((await run('trace', '风险', 'R-9')).json.error.message).toBe('没有找到风险“R-9”');
  expect((await run('trace', '风险', 'R-9', '--day', '2026-02-30')).code).toBe(2);
});
