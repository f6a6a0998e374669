import type { CellValue } from 'hucre';
import { describe, expect, it } from 'vitest';
import { newTerminal } from '../support/terminal';

const head = ['编号', '风险点', '危险源', 'L', 'E', 'C', '责任部门', '评价日期'];
const line = (source: string, department: string | null = null, on: string | null = null, point = '行车'): CellValue[] => [
  null,
  point,
  source,
  3,
  6,
  15,
  department,
  on,
];

describe('what a sheet says of itself', () => {
  it('is told: another enterprise, the period and who compiled it; nothing is refused', async () => {
    const { sheet, run, say } = await newTerminal();
    const foreign = await sheet('外来.xlsx', [
      ['西山铸造有限公司安全风险分级管控清单'],
      ['单位名称：西山铸造有限公司', null, '填报人：赵敏'],
      head,
      line('断丝'),
    ]);
    const { json } = await run('import', 'risk', foreign, '--dry-run');
    expect(json).toMatchObject({
      inserted: 1,
      sheets: [{ unit: '西山铸造有限公司', compiledBy: '赵敏', notes: [{ key: 'otherEnterprise' }] }],
    });
    const { out } = await say('import', 'risk', foreign, '--dry-run');
    expect(out).toContain('这张表的单位是“西山铸造有限公司”，不是本企业');
    expect(out).toContain('填报人 赵敏');
    const project = await sheet('2026年第三季度风险清单.xlsx', [['项目名称：二期扩建'], head, line('脱钩')]);
    expect((await run('import', 'risk', project, '--dry-run')).json).toMatchObject({
      sheets: [{ unit: '二期扩建', period: '2026Q3', notes: [] }],
    });
  });

  it('may be said for all rows that do not say it themselves', async () => {
    const { sheet, run, say } = await newTerminal();
    const file = await sheet('清单.xlsx', [head, line('断丝'), line('脱钩', '装配车间', '2026-03-01')]);
    const { code, json } = await run('import', 'risk', file, '--department', '机加工车间', '--date', '2026.5.26');
    expect([code, json.inserted]).toEqual([0, 2]);
    const { rows } = (await run('list', 'risk')).json as { rows: { hazardSource: string; department: string; assessedOn: string }[] };
    expect(rows.map(({ hazardSource, department, assessedOn }) => [hazardSource, department, assessedOn])).toEqual([
      ['断丝', '机加工车间', '2026-05-26'],
      ['脱钩', '装配车间', '2026-03-01'],
    ]);
    expect((await say('import', 'person', file, '--date', '2026-05-26')).err).toContain('--date 是评价日期，只用于导入风险');
    expect((await say('import', 'risk', file, '--date', '五月')).code).toBe(2);
  });
});

it('a name that was merged means the one that stayed, until a person says otherwise', async () => {
  const { sheet, run, decide } = await (async () => {
    const terminal = await newTerminal();
    return { ...terminal, decide: (content: unknown) => terminal.write('决定.json', JSON.stringify(content)) };
  })();
  await run(
    'import',
    'risk',
    await sheet('上季.xlsx', [head, line('通风不良', '涂装车间', null, '喷漆房'), line('未接地', '涂装一车间', null, '喷漆间')]),
  );
  await run('point', 'merge', '喷漆房', '喷漆间');
  await run('department', 'merge', '涂装车间', '涂装一车间');
  const again = await sheet('本季.xlsx', [head, line('未接地', '涂装一车间', null, '喷漆间')]);
  const { json } = await run('import', 'risk', again, '--dry-run');
  expect(json).toMatchObject({ inserted: 0, unchanged: 1 });
  expect(json.names).toEqual([
    expect.objectContaining({ kind: 'department', name: '涂装一车间', answer: '涂装车间' }),
    expect.objectContaining({ kind: 'riskPoint', name: '喷漆间', answer: '喷漆房' }),
  ]);
  const anew = decide({ names: { riskPoint: { 喷漆间: '+' } } });
  expect((await run('import', 'risk', again, '--dry-run', '--decide', anew)).json).toMatchObject({ inserted: 1 });
});

it('what the rows lack may be filled by a file', async () => {
  const { sheet, run, say, write } = await newTerminal();
  const file = await sheet('清单.xlsx', [head, line('断丝', '机加工车间'), line('脱钩', '装配车间')]);
  const fill = (content: unknown) => write('补填.json', JSON.stringify(content));
  const lacking = (await run('import', 'risk', file, '--dry-run')).json.lacking;
  expect(lacking).toContainEqual({ field: '检查周期', count: 2 });
  const stated = { 检查周期: { level: { 较大: '每周' } }, 责任人: { department: { 装配车间: '张三' } }, 后果: '砸伤' };
  expect((await run('import', 'risk', file, '--fill', fill(stated))).code).toBe(0);
  const { rows } = (await run('list', 'risk')).json as { rows: { checkCycle: string; owner: string; consequence: string }[] };
  expect(rows.map(({ checkCycle, owner, consequence }) => [checkCycle, owner, consequence])).toEqual([
    ['每周', '', '砸伤'],
    ['每周', '张三', '砸伤'],
  ]);
  for (const [wrong, told] of [
    [{ 颜色: '红' }, '补填文件里没有“颜色”这个字段'],
    [{ 后果: { level: { 特大: 'x' } } }, '没有“特大”这个等级'],
    [{ 评价日期: '五月' }, '“评价日期”的值不能用'],
    [[], '补填文件应写成'],
  ] as const) {
    const { code, err } = await say('import', 'risk', file, '--fill', fill(wrong));
    expect([code, err]).toEqual([2, expect.stringContaining(told)]);
  }
});
