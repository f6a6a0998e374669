import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readXlsx } from 'hucre';
import { describe, expect, it } from 'vitest';
import { newTerminal } from '../support/terminal';

const head = ['风险点', '危险源', 'L', 'E', 'C', '责任部门', '责任人'];
type Listed = { hazardSource: string; riskPoint: string; department: string; owner: string };

async function register() {
  const terminal = await newTerminal();
  return {
    ...terminal,
    decide: (content: unknown): string => terminal.write('决定.json', JSON.stringify(content)),
    listed: async (): Promise<string[]> =>
      ((await terminal.run('list', 'risk')).json.rows as Listed[]).map(
        (row) => `${row.riskPoint} ${row.hazardSource} ${row.department} ${row.owner}`,
      ),
  };
}

describe('names that the workspace does not have', () => {
  it('are told with those that may mean the same, and become them when a person says so', async () => {
    const { run, sheet, decide, listed } = await register();
    await run('import', 'risk', await sheet('旧.xlsx', [head, ['喷漆间', '静电', 3, 6, 15, '机加工车间', '']]));
    const path = await sheet('新.xlsx', [
      head,
      ['喷漆房', '静电', 3, 6, 15, '机加车间', '生人'],
      ['喷漆房', '噪声', 3, 6, 15, '机加车间', '生人'],
    ]);
    const { json } = await run('import', 'risk', path, '--dry-run');
    expect(json.names).toEqual([
      { kind: 'department', name: '机加车间', count: 2, near: ['机加工车间'], answer: null },
      { kind: 'riskPoint', name: '喷漆房', count: 2, near: ['喷漆间'], answer: null },
      { kind: 'owner', name: '生人', count: 2, near: [], answer: null },
    ]);
    const names = { department: { 机加车间: '机加工车间' }, riskPoint: { 喷漆房: '喷漆间' }, owner: { 生人: '+person' } };
    const done = await run('import', 'risk', path, '--decide', decide({ names }));
    expect(done.json).toMatchObject({ inserted: 1, updated: 1, remarks: [] });
    expect((await listed()).sort()).toEqual(['喷漆间 噪声 机加工车间 生人', '喷漆间 静电 机加工车间 生人']);
    expect((await run('import', 'risk', path, '--decide', decide({ names }))).json).toMatchObject({ unchanged: 2, notes: [], step: null });
    await run('undo');
    expect(await listed()).toEqual(['喷漆间 静电 机加工车间 ']);
    expect((await run('import', 'risk', path, '--dry-run')).json.names).toHaveLength(3);
  });

  it('of owners become posts, too, and each of several in one cell is asked about', async () => {
    const { run, sheet, decide, listed } = await register();
    const path = await sheet('新.xlsx', [
      head,
      ['行车', '断丝', 3, 6, 15, '机加工车间', '车间主任'],
      ['行车', '坠落', 3, 6, 15, '机加工车间', '张三、李四'],
    ]);
    const names = { owner: { 车间主任: '+post', 张三: '+person', 李四: '王五' } };
    const { json } = await run('import', 'risk', path, '--decide', decide({ names }));
    expect(json.notes.filter(({ key }: { key: string }) => key !== 'newDepartment').map(({ text }: { text: string }) => text)).toEqual([
      '“车间主任”导入时新建为岗位',
      '责任人“张三”不在册，导入时新建为人员',
      '责任人“王五”不在册，也不是岗位名称，按原文保留',
    ]);
    expect((await listed()).sort()).toEqual(['行车 坠落 机加工车间 张三、王五', '行车 断丝 机加工车间 车间主任']);
    expect((await run('import', 'risk', path, '--decide', decide({ names }))).json).toMatchObject({ unchanged: 2, step: null });
  });

  it('of departments and posts in a list of people, too', async () => {
    const { run, sheet, decide } = await register();
    const people = ['姓名', '部门', '岗位'];
    await run('import', 'person', await sheet('旧.xlsx', [people, ['张三', '机加工车间', '电焊工']]));
    const path = await sheet('新.xlsx', [people, ['李四', '机加车间', '电焊工人']]);
    expect(
      (await run('import', 'person', path, '--dry-run')).json.names.map(({ name, near }: { name: string; near: string[] }) => [name, near]),
    ).toEqual([
      ['机加车间', ['机加工车间']],
      ['电焊工人', ['电焊工']],
    ]);
    const names = { department: { 机加车间: '机加工车间' }, post: { 电焊工人: '电焊工' } };
    expect((await run('import', 'person', path, '--decide', decide({ names }))).json).toMatchObject({ inserted: 1, notes: [] });
  });
});

describe('what is asked once', () => {
  it('the direction of grade numbers is remembered with the layout', async () => {
    const { run, sheet, say } = await register();
    const rows = (source: string) => [
      ['危险源', '风险等级'],
      [`${source}甲`, '1级'],
      [`${source}乙`, '5级'],
    ];
    const levels = async () =>
      ((await run('list', 'risk')).json.rows as { hazardSource: string; riskLevel: string }[])
        .map(({ hazardSource, riskLevel }) => `${hazardSource} ${riskLevel}`)
        .sort();
    await run('import', 'risk', await sheet('一.xlsx', rows('一')), '--grades', 'up5');
    await run('import', 'risk', await sheet('二.xlsx', rows('二')));
    expect(await levels()).toEqual(['一甲 低', '一乙 重大', '二甲 低', '二乙 重大'].sort());
    const { code, err } = await say('import', 'risk', await sheet('三.xlsx', rows('三')), '--grades', 'sideways');
    expect([code, err]).toEqual([2, expect.stringContaining('--grades 只能写 down5')]);
  });

  it('the mapping becomes that of the enterprise with the import, and goes back with it', async () => {
    const { run, sheet, say } = await register();
    const table = [head, ['行车', '断丝', 1, 10, 7, '', '']];
    const chosen = async () => (await run('risk', 'scales')).json as unknown;
    const before = await chosen();
    const [other] = ((await run('risk', 'scales')).json as { scales: { id: string; method: string; inUse?: boolean }[] }).scales ?? [];
    expect(other).toBeDefined();
    await run('import', 'risk', await sheet('一.xlsx', table), '--scale', 'lec=lec-above70@1');
    expect(await chosen()).not.toEqual(before);
    await run('undo');
    expect(await chosen()).toEqual(before);
    const wrong = await say('import', 'risk', await sheet('二.xlsx', table), '--scale', 'lec=nothing');
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('没有“nothing”这套等级映射')]);
    expect((await say('import', 'risk', await sheet('三.xlsx', table), '--scale', 'x')).code).toBe(2);
  });
});

it('the template offers what the workspace knows', async () => {
  const { run, sheet, say, folder } = await register();
  await run('import', 'risk', await sheet('一.xlsx', [head, ['喷漆间', '静电', 3, 6, 15, '机加工车间', '']]));
  const out = path.join(folder, '模板.xlsx');
  expect((await run('template', 'risk', '--out', out)).json).toEqual({ file: out });
  const { dataValidations } = (await readXlsx(readFileSync(out))).sheets[0]!;
  const offered = JSON.stringify(dataValidations);
  for (const name of ['喷漆间', '机加工车间', '每旬']) expect(offered).toContain(name);
  expect((await say('template', 'risk', '--out', path.join(folder, '模板.doc'))).code).toBe(2);
});
