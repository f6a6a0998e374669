import { describe, expect, it } from 'vitest';
import type { CellValue } from 'hucre';
import { newTerminal, type Told } from '../support/terminal';

const head = ['序号', '编号', '风险点', '作业步骤', '危险源', 'L', 'E', 'C', '风险等级', '责任部门', '责任人', '评价日期'];
interface Line {
  no?: string;
  point?: string;
  step?: string;
  source: string;
  factors?: [number, number, number];
  department?: string;
  owner?: string;
  date?: string;
}
const levels: Record<number, string> = { 540: '重大', 270: '较大', 90: '一般', 18: '低' };
const rowOf = (
  {
    no = '',
    point = '行车',
    step = '吊装',
    source,
    factors = [3, 6, 15],
    department = '机加工车间',
    owner = '',
    date = '2026-03-01',
  }: Line,
  at: number,
): CellValue[] => [
  at + 1,
  no,
  point,
  step,
  source,
  ...factors,
  levels[factors[0] * factors[1] * factors[2]] ?? null,
  department,
  owner,
  date,
];

async function register() {
  const terminal = await newTerminal();
  let files = 0;
  return {
    ...terminal,
    take: async (lines: Line[], ...options: string[]): Promise<Told> => {
      files += 1;
      return terminal.run('import', 'risk', await terminal.sheet(`第${files}份.xlsx`, [head, ...lines.map(rowOf)]), ...options);
    },
    listed: async (): Promise<string[]> => {
      const { json } = await terminal.run('list', 'risk');
      return (json.rows as { riskNo: string; hazardSource: string; department: string; riskLevel: string }[]).map(
        (row) => `${row.riskNo} ${row.hazardSource} ${row.department} ${row.riskLevel}`,
      );
    },
  };
}
const keys = ({ json }: Told): string[] =>
  (json.notes as { key: string }[]).map(({ key }) => key).filter((key) => key !== 'ownerUnmatched' && key !== 'newDepartment');

describe('a row finds its risk', () => {
  it('by number, though reworded, moved to another department or written in full width', async () => {
    const { take, listed } = await register();
    await take([
      { no: 'A-1', source: '钢丝绳断丝超标' },
      { no: 'A-2', source: '限位失灵' },
    ]);
    const second = await take([
      { no: 'Ａ－１', source: '吊具钢丝绳断丝超标' },
      { no: 'A-2', source: '限位失灵', department: '装配车间' },
    ]);
    expect(second.json).toMatchObject({ inserted: 0, updated: 2 });
    expect(await listed()).toEqual(['A-1 吊具钢丝绳断丝超标 机加工车间 较大', 'A-2 限位失灵 装配车间 较大']);
  });

  it('by its words where it has no number', async () => {
    const { take, listed } = await register();
    await take([{ source: '钢丝绳断丝' }, { no: 'B-7', source: '限位失灵' }]);
    const second = await take([{ source: '钢丝绳 断丝。', date: '2026-06-01' }, { source: '限位失灵' }]);
    expect(second.json).toMatchObject({ inserted: 0, updated: 1, unchanged: 1 });
    expect(await listed()).toEqual(['B-7 限位失灵 机加工车间 较大', 'FX-0001 钢丝绳 断丝。 机加工车间 较大']);
  });

  it('never in a workshop that merely numbers its own sheet from 1, too', async () => {
    const { take, listed } = await register();
    const sheets = ['机加工车间', '装配车间', '铆焊车间'].map((department) =>
      ['防护罩缺失', '触电', '物体打击'].map((source, at): Line => ({
        no: String(at + 1),
        point: `${department}设备`,
        source: `${source}（${department}）`,
        department,
      })),
    );
    for (const lines of sheets) expect((await take(lines)).json).toMatchObject({ inserted: 3, updated: 0, refused: [] });
    expect(await listed()).toHaveLength(9);
    for (const lines of sheets) expect((await take(lines)).json).toMatchObject({ inserted: 0, updated: 0, unchanged: 3 });
    expect((await take(sheets.flat())).json).toMatchObject({ inserted: 0, updated: 0, unchanged: 9 });
  });

  it('nor by the same words in another department', async () => {
    const { take, listed } = await register();
    const generic = { point: '配电箱', step: '', source: '触电' };
    await take([{ ...generic, department: '机加工车间' }]);
    const second = await take([{ ...generic, department: '装配车间' }]);
    expect(second.json).toMatchObject({ inserted: 1, updated: 0 });
    expect(keys(second)).toEqual(['sameElsewhere']);
    expect(await listed()).toEqual(['FX-0001 触电 机加工车间 较大', 'FX-0002 触电 装配车间 较大']);
    const both = await take([
      { ...generic, department: '装配车间' },
      { ...generic, department: '机加工车间' },
    ]);
    expect(both.json).toMatchObject({ unchanged: 2, step: null });
  });
});

describe('rows of one file that contradict each other', () => {
  it('under one number, new: the second gets a number of its own, and keeps it', async () => {
    const { take, listed } = await register();
    const lines: Line[] = [
      { no: 'B-1', source: '断丝' },
      { no: 'B-1', source: '坠落' },
    ];
    const first = await take(lines);
    expect(first).toMatchObject({ code: 0, json: { inserted: 2, refused: [] } });
    expect(keys(first)).toEqual(['duplicateNumber', 'numberTaken']);
    expect(await listed()).toEqual(['B-1 断丝 机加工车间 较大', 'FX-0001 坠落 机加工车间 较大']);
    expect((await take(lines)).json).toMatchObject({ inserted: 0, updated: 0, unchanged: 2, step: null });
  });

  it('under one number that is on file: one of them is it', async () => {
    const { take, listed } = await register();
    await take([{ no: 'A-4', source: '断丝' }]);
    const lines: Line[] = [
      { no: 'A-4', source: '断丝', factors: [6, 6, 15] },
      { no: 'A-4', source: '断丝', factors: [3, 6, 15], owner: '赵六' },
    ];
    expect((await take(lines)).json).toMatchObject({ inserted: 1, updated: 1, refused: [] });
    expect(await listed()).toEqual(['A-4 断丝 机加工车间 重大', 'FX-0001 断丝 机加工车间 较大']);
    expect((await take(lines)).json).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 });
  });

  it('without numbers: each is kept, equal ones once, and the next import finds them all', async () => {
    const { take } = await register();
    const lines: Line[] = [
      { source: '烟尘' },
      { source: '烟尘', factors: [1, 6, 15] },
      { source: '烟尘' },
      { source: '烟尘', factors: [1, 6, 15] },
    ];
    const first = await take(lines);
    expect(first.json).toMatchObject({ rows: 4, inserted: 2, unchanged: 2 });
    expect(keys(first)).toEqual(['duplicateRow', 'duplicateRow', 'duplicateRow']);
    expect((await take(lines)).json).toMatchObject({ rows: 4, inserted: 0, updated: 0, unchanged: 4, step: null });
    const changed = await take([{ source: '烟尘', date: '2026-06-01' }]);
    expect(changed.json).toMatchObject({ inserted: 0, updated: 1 });
    expect(keys(changed)).toEqual(['alreadyTwice']);
  });

  it('a stated number that the next running number would have been', async () => {
    const { take, listed } = await register();
    expect(await take([{ source: '甲' }, { no: 'FX-0001', source: '乙' }, { source: '丙' }])).toMatchObject({
      code: 0,
      json: { inserted: 3 },
    });
    expect(await listed()).toEqual(['FX-0001 乙 机加工车间 较大', 'FX-0002 甲 机加工车间 较大', 'FX-0003 丙 机加工车间 较大']);
  });
});

describe('a level that would fall', () => {
  const before: Line[] = [
    { no: 'A-1', source: '断丝' },
    { no: 'A-2', source: '坠落' },
  ];
  const after: Line[] = [
    { ...before[0]!, factors: [1, 6, 15], date: '2026-06-01' },
    { ...before[1]!, factors: [1, 6, 15], owner: '赵六' },
  ];

  it('stays with its assessment and the date of it; the rest of the row is taken', async () => {
    const { take, listed, run } = await register();
    await take(before);
    const told = await take(after);
    expect(told.json).toMatchObject({ updated: 1, unchanged: 1 });
    expect(keys(told)).toEqual(['levelWouldFall', 'levelWouldFall']);
    expect(await listed()).toEqual(['A-1 断丝 机加工车间 较大', 'A-2 坠落 机加工车间 较大']);
    expect((await run('list', 'risk')).json.rows).toMatchObject([
      { l: 3, assessedOn: '2026-03-01' },
      { l: 3, owner: '赵六' },
    ]);
    expect((await take(after)).json).toMatchObject({ updated: 0, unchanged: 2, step: null });
    expect((await take(after, '--dry-run')).json).toMatchObject({ updated: 0, unchanged: 2 });
  });

  it('falls with a reason and a second person, and comes back with one undo', async () => {
    const { take, listed, run } = await register();
    await take(before);
    const lowering = ['--reason', '加装限位', '--reviewer', '李四', '--assessor', '王五'];
    expect((await take(after, '--dry-run', ...lowering)).json).toMatchObject({ updated: 2, dryRun: true });
    const told = await take(after, ...lowering);
    expect(told.json).toMatchObject({ updated: 2, unchanged: 0 });
    expect(keys(told)).toEqual(['levelFell', 'levelFell']);
    expect(await listed()).toEqual(['A-1 断丝 机加工车间 一般', 'A-2 坠落 机加工车间 一般']);
    await run('undo');
    expect(await listed()).toEqual(['A-1 断丝 机加工车间 较大', 'A-2 坠落 机加工车间 较大']);
    const same = await take(after, '--reason', '加装限位', '--reviewer', '李四', '--assessor', '李四');
    expect(same).toMatchObject({ code: 1, json: { error: { code: 'INVALID', findings: ['V16 复核人与评价人是同一人，请换一人复核'] } } });
    expect(await listed()).toEqual(['A-1 断丝 机加工车间 较大', 'A-2 坠落 机加工车间 较大']);
  });

  it('rises without asking anybody', async () => {
    const { take, listed } = await register();
    await take(before);
    expect((await take([{ ...before[0]!, factors: [6, 6, 15] }])).json).toMatchObject({ updated: 1 });
    expect(await listed()).toEqual(['A-1 断丝 机加工车间 重大', 'A-2 坠落 机加工车间 较大']);
  });
});

describe('owners', () => {
  const people = ['姓名', '部门', '岗位', '离职日期'];

  it('are told apart: on file, left, of one name with another, unknown, a post', async () => {
    const { take, run, sheet } = await register();
    await run(
      'import',
      'person',
      await sheet('人员.xlsx', [
        people,
        ['张三', '机加工车间', '车间主任', ''],
        ['李四', '机加工车间', '', ''],
        ['李四', '装配车间', '', ''],
        ['王五', '装配车间', '', '2025-12-31'],
      ]),
    );
    const owners = ['张三', '李四', '王五', '生人', '车间主任'];
    const { json } = await take(owners.map((owner, at) => ({ source: `危险源${at}`, owner })));
    expect(json.notes.map(({ key, row }: { key: string; row: number }) => `${row} ${key}`)).toEqual([
      '2 ownerNamesake',
      '3 ownerLeft',
      '4 ownerUnmatched',
    ]);
    expect(json.notes.map(({ text }: { text: string }) => text)).toEqual([
      '在册的“李四”有 2 人，认不出是哪一位，按原文保留',
      '责任人“王五”已于 2025-12-31 离职，按原文保留',
      '责任人“生人”不在册，也不是岗位名称，按原文保留',
    ]);
  });

  it('are counted by name in the first line of the result, as a person would say it', async () => {
    const { run, say, sheet } = await register();
    await run(
      'import',
      'person',
      await sheet('人员.xlsx', [people, ['张三', '', '', ''], ['王五', '', '', '2025-12-31'], ['赵六', '', '', '2025-12-31']]),
    );
    const lines = ['王五', '王五', '赵六', '生人', '张三', '张三'].map((owner, at) => rowOf({ source: `危险源${at % 5}`, owner }, at));
    lines[3]![8] = '低';
    const { out } = await say('import', 'risk', await sheet('风险.xlsx', [head, ...lines]), '--dry-run');
    expect(out.split('\n').slice(0, 2)).toEqual([
      '您的表里有 1 处等级与得分不符、2 名责任人已不在册、1 条重复、1 名责任人还没有登记。',
      expect.stringContaining('共 6 行'),
    ]);
  });

  it('who come on file later are found by the next import', async () => {
    const { take, run, sheet } = await register();
    const lines: Line[] = [{ no: 'A-1', source: '断丝', owner: '张三' }];
    await take(lines);
    await run('import', 'person', await sheet('人员.xlsx', [people, ['张三', '机加工车间', '', '']]));
    expect((await take(lines)).json).toMatchObject({ updated: 1, notes: [] });
    expect((await take(lines)).json).toMatchObject({ unchanged: 1, step: null });
  });
});

describe('people', () => {
  it('are found again, namesakes and leavers too', async () => {
    const { run, sheet } = await register();
    const file = await sheet('人员.xlsx', [
      ['姓名', '手机号', '部门', '岗位', '离职日期'],
      ['李四', '', '机加工车间', '班组长', ''],
      ['李四', '', '装配车间', '起重工', ''],
      ['赵六', '13800000001', '设备部', '', ''],
      ['赵六', '13800000002', '设备部', '', ''],
      ['王五', '', '装配车间', '电工', '2025-12-31'],
    ]);
    expect((await run('import', 'person', file)).json).toMatchObject({ inserted: 5, refused: [] });
    expect((await run('import', 'person', file)).json).toMatchObject({ inserted: 0, updated: 0, unchanged: 5, step: null });
    const moved = await sheet('调动.xlsx', [
      ['姓名', '手机号', '部门', '岗位'],
      ['赵六', '13800000002', '仓储部', ''],
      ['王五', '', '装配车间', '电工'],
    ]);
    const { json } = await run('import', 'person', moved);
    expect(json).toMatchObject({ inserted: 0, updated: 1, unchanged: 1 });
    expect(json.notes.map(({ key }: { key: string }) => key)).toEqual(['newDepartment', 'leftBefore']);
  });

  it('keep their certificates in the remark, which is told, once however often they come', async () => {
    const { run, sheet } = await register();
    const file = await sheet('持证人员.xlsx', [
      ['姓名', '手机号', '证件类别', '证件编号', '发证日期', '有效期至'],
      ['张三', '13800000001', '低压电工作业', 'T123', '2022-05-01', '2028-04-30'],
      ['张三', '13800000001', '高处作业', '', '', ''],
      ['李四', '13800000002', '', '', '', ''],
    ]);
    const { json } = await run('import', 'person', file);
    expect(json.notes.map(({ text }: { text: string }) => text)).toEqual([
      '证件“低压电工作业，T123，2022-05-01 发证，2028-04-30 到期”记在备注里',
      '证件“高处作业”记在备注里',
      '“张三”与第 2 行是同一人',
    ]);
    expect((await run('import', 'person', file)).json).toMatchObject({ updated: 0, step: null });
    const remarked = await sheet('备注.xlsx', [
      ['姓名', '手机号', '证件类别', '备注'],
      ['张三', '13800000001', '高处作业', '退休返聘'],
    ]);
    expect((await run('import', 'person', remarked)).json).toMatchObject({ updated: 1 });
  });
});
