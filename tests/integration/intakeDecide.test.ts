import { describe, expect, it } from 'vitest';
import type { CellValue } from 'hucre';
import { newTerminal, type Told } from '../support/terminal';

const head = ['编号', '风险点', '作业步骤', '危险源', 'L', 'E', 'C', '责任部门', '责任人'];
type Line = [no: string, point: string, source: string, department?: string, owner?: string];
const rowOf = ([no, point, source, department = '机加工车间', owner = '']: Line): CellValue[] => [
  no,
  point,
  '吊装',
  source,
  3,
  6,
  15,
  department,
  owner,
];

async function register() {
  const terminal = await newTerminal();
  let files = 0;
  const file = async (lines: Line[]): Promise<string> => {
    files += 1;
    return terminal.sheet(`第${files}份.xlsx`, [head, ...lines.map(rowOf)]);
  };
  return {
    ...terminal,
    file,
    take: async (lines: Line[], ...options: string[]): Promise<Told> => terminal.run('import', 'risk', await file(lines), ...options),
    decide: (content: unknown): string => terminal.write('决定.json', JSON.stringify(content)),
    listed: async (): Promise<string[]> =>
      ((await terminal.run('list', 'risk')).json.rows as { riskNo: string; hazardSource: string; department: string }[]).map(
        (row) => `${row.riskNo} ${row.hazardSource} ${row.department}`,
      ),
  };
}
type Open = { key: string; question: string; otherwise: string; choices: { value: string; text: string }[] }[];

describe('a row that a person may know better', () => {
  it('is told with its choices, taken as new when nobody decides, and met when somebody does', async () => {
    const { take, file, run, decide, listed } = await register();
    await take([['A-1', '行车', '钢丝绳断丝超过标准']]);
    const path = await file([['', '行车', '钢丝绳断丝超过报废标准']]);
    const { json } = await run('import', 'risk', path, '--dry-run');
    const [asked] = json.open as Open;
    expect(json).toMatchObject({ inserted: 1, updated: 0 });
    expect(asked).toMatchObject({ question: 'similar', otherwise: 'new' });
    expect(asked!.choices.map(({ text }) => text)).toEqual(['A-1 吊装：钢丝绳断丝超过标准', '都不是，作为新增']);
    const same = decide({ rows: { [asked!.key]: { similar: asked!.choices[0]!.value } } });
    expect((await run('import', 'risk', path, '--decide', same)).json).toMatchObject({ inserted: 0, updated: 1, open: [] });
    expect(await listed()).toEqual(['A-1 钢丝绳断丝超过报废标准 机加工车间']);
    await run('undo');
    expect((await run('import', 'risk', path)).json).toMatchObject({ inserted: 1, updated: 0 });
    expect(await listed()).toEqual(['A-1 钢丝绳断丝超过标准 机加工车间', 'FX-0001 钢丝绳断丝超过报废标准 机加工车间']);
  });

  it('is asked about its number and its department; one answer settles all that ask the same', async () => {
    const { take, file, run, say, decide, listed } = await register();
    await take([
      ['A-1', '行车', '断丝'],
      ['', '配电箱', '触电'],
    ]);
    const path = await file([
      ['A-1', '叉车', '撞人'],
      ['', '配电箱', '触电', '装配车间'],
    ]);
    const { json } = await run('import', 'risk', path, '--dry-run');
    expect((json.open as Open).map(({ question }) => question)).toEqual(['numberTaken', 'sameElsewhere']);
    const { out } = await say('import', 'risk', path, '--dry-run');
    expect(out).toContain(
      '待定 2 行：1 条的编号已用在别的风险上（不选就作为新增，另编新号）；1 条在别的部门有一样的（不选就作为本部门的新增）',
    );
    const all = decide({ all: { numberTaken: 'new', sameElsewhere: 'same' } });
    expect((await run('import', 'risk', path, '--decide', all)).json).toMatchObject({ inserted: 1, updated: 1, open: [] });
    expect((await listed()).sort()).toEqual(['A-1 断丝 机加工车间', 'FX-0001 触电 装配车间', 'FX-0002 撞人 机加工车间']);
  });

  it('asks nothing about a workshop that merely numbers its own sheet from 1', async () => {
    const { take } = await register();
    await take([['1', '行车', '断丝']]);
    expect((await take([['1', '叉车', '撞人', '装配车间']])).json).toMatchObject({ inserted: 1, open: [] });
  });

  it('may leave out either of two rows of one risk', async () => {
    const { file, run, decide, listed } = await register();
    const path = await file([
      ['', '行车', '断丝', '机加工车间', '张三'],
      ['', '行车', '断丝', '机加工车间', '李四'],
    ]);
    const [asked] = (await run('import', 'risk', path, '--dry-run')).json.open as Open;
    expect(asked).toMatchObject({ question: 'duplicate', otherwise: 'both' });
    const taken = async (answer: string) => {
      await run('import', 'risk', path, '--decide', decide({ rows: { [asked!.key]: { duplicate: answer } } }));
      const owners = ((await run('list', 'risk')).json.rows as { owner: string }[]).map(({ owner }) => owner);
      await run('undo');
      return owners;
    };
    expect(await taken('first')).toEqual(['张三']);
    expect(await taken('this')).toEqual(['李四']);
    expect(await taken('both')).toEqual(['张三', '李四']);
    expect(await listed()).toEqual([]);
  });

  it('names one of two people of the same name, or goes by the department', async () => {
    const { sheet, run, file, decide } = await register();
    await run(
      'import',
      'person',
      await sheet('人员.xlsx', [
        ['姓名', '部门', '岗位'],
        ['李四', '机加工车间', '车工'],
        ['李四', '装配车间', '电工'],
      ]),
    );
    const path = await file([['', '行车', '断丝', '装配车间', '李四']]);
    const [asked] = (await run('import', 'risk', path, '--dry-run')).json.open as Open;
    expect(asked!.choices.map(({ text }) => text).sort()).toEqual(
      ['不对应到人，按文字保留', '李四 · 机加工车间 · 车工', '李四 · 装配车间 · 电工'].sort(),
    );
    const { json } = await run('import', 'risk', path, '--decide', decide({ all: { namesake: 'department' } }));
    expect(json).toMatchObject({ inserted: 1, open: [], notes: [] });
    expect((await run('import', 'risk', path)).json).toMatchObject({ unchanged: 1, open: [], step: null });
  });

  it('is asked again when its row says something else by then', async () => {
    const { take, file, run, decide } = await register();
    await take([['A-1', '行车', '钢丝绳断丝超过标准']]);
    const path = await file([['', '行车', '钢丝绳断丝超过报废标准']]);
    const [asked] = (await run('import', 'risk', path, '--dry-run')).json.open as Open;
    const gone = decide({ rows: { [asked!.key]: { similar: 'no such risk' } } });
    expect(((await run('import', 'risk', path, '--dry-run', '--decide', gone)).json.open as Open).length).toBe(1);
  });

  it('tells what a file of decisions lacks', async () => {
    const { file, say, write } = await register();
    const path = await file([['', '行车', '断丝']]);
    for (const [stated, told] of [
      ['{', '决定文件读不出来'],
      ['{"rows":{"a":{"nothing":"1"}}}', '决定文件应写成'],
      ['{"all":{"duplicate":"maybe"}}', '不能写“maybe”，可写：both、first'],
    ] as const) {
      const { code, err } = await say('import', 'risk', path, '--decide', write('坏.json', stated));
      expect([code, err]).toEqual([2, expect.stringContaining(told)]);
    }
  });
});
