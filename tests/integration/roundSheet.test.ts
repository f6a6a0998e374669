import { rmSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import type { CellValue } from 'hucre';
import { beforeEach, describe, expect, it } from 'vitest';
import { riskLines } from '../support/riskLines';
import { newTerminal } from '../support/terminal';
import { registerXlsx } from '../support/workbooks';

type Terminal = Awaited<ReturnType<typeof newTerminal>>;
let terminal: Terminal;
let no: string;

const heads = ['编号', '危险源', '确认无变化', '现L', '现E', '现C', '现S', '变化说明', '复核人', '确认人', '确认日期'];
type Answer = Partial<Record<(typeof heads)[number], CellValue>>;
let sheets = 0;
/** A sheet typed anew, as it comes back from people who do not like ours. */
const answers = (rows: Answer[], roundNo = no): Promise<string> => {
  sheets += 1;
  return terminal.sheet(`交回 ${sheets}.xlsx`, [
    ['机加工车间确认表'],
    [`轮次编号：${roundNo}`],
    heads,
    ...rows.map((row) => heads.map((head) => row[head] ?? null)),
    ['部门负责人：'],
  ]);
};
const collect = (...args: string[]) => terminal.run('round', 'collect', ...args);
const level = async (riskNo: string): Promise<string> =>
  (await terminal.run('list', 'risk')).json.rows.find((row: { riskNo: string }) => row.riskNo === riskNo).riskLevel as string;
const states = async () => (await terminal.run('round', 'list')).json.rows[0].states as Record<string, number>;

beforeEach(async () => {
  terminal = await newTerminal();
  // FX-0001 540 重大, FX-0002 270 较大, FX-0003 90 一般, FX-0004 10.5 低
  await terminal.run('import', 'risk', terminal.write('清单.xlsx', await registerXlsx(riskLines(12))));
  no = (await terminal.run('round', 'open', '--period', '2026Q4', '--started-on', '2026-11-01')).json.no as string;
});

describe('sheets that come back', () => {
  it('are those that were handed out, filled in', async () => {
    const out = path.join(terminal.folder, '分发');
    const { json } = await terminal.run('round', 'export', '--out', out);
    expect(json.files.map(({ department, risks }: { department: string; risks: number }) => [department, risks])).toEqual(
      expect.arrayContaining([
        ['机加工车间', 4],
        ['装配车间', 4],
        ['设备部', 4],
      ]),
    );
    const filled: string[] = [];
    for (const { file } of json.files as { file: string }[]) {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile(file);
      const sheet = workbook.worksheets[0]!;
      let head = 0;
      const columns = new Map<string, number>();
      sheet.eachRow((row, at) => {
        const texts = (row.values as unknown[]).map((value) => String(value ?? '').replaceAll(/\s/g, ''));
        if (head === 0 && texts.includes('确认无变化')) {
          head = at;
          for (const [column, text] of texts.entries()) columns.set(text, column);
        } else if (head > 0 && texts[columns.get('编号')!]?.startsWith('FX-')) {
          row.getCell(columns.get('确认无变化')!).value = '√';
          row.getCell(columns.get('确认人')!).value = '班组长';
        }
      });
      await workbook.xlsx.writeFile(file);
      filled.push(file);
    }
    const told = await collect(...filled, '--on', '2026/11/12');
    expect(told).toMatchObject({ code: 0, json: { round: no, confirmed: 12, changed: 0, refused: [] } });
    expect(await states()).toMatchObject({ 待确认: 0, 已确认: 12 });
    expect((await collect(...filled)).json).toMatchObject({ confirmed: 12 });
  });

  it('confirm only what they say, and give back the rest with reason and place', async () => {
    const file = await answers([
      { 编号: 'FX-0001', 确认无变化: '√' },
      { 编号: 'FX-0002', 现L: 'abc' },
      { 编号: 'FX-0003', 确认无变化: '×' },
      { 编号: 'FX-0004', 确认无变化: '√', 确认日期: '昨天' },
      { 编号: 'FX-0005', 变化说明: '只写了说明' },
      { 编号: 'FX-0006', 确认无变化: '√', 现L: 10 },
      { 编号: 'FX-0007', 现L: 4 },
      { 编号: 'FX-9999', 确认无变化: '√' },
      { 编号: 'FX-0008' },
    ]);
    const { code, json } = await collect(file);
    expect(code).toBe(0);
    expect(json).toMatchObject({ confirmed: 1, changed: 0, sheets: [{ answers: 4, blank: 0 }] });
    expect(
      json.refused.map((row: { sheetRow: number; column: string; reason: string }) => `${row.sheetRow} ${row.column} ${row.reason}`),
    ).toEqual([
      '5 D 现L “abc”不是一个数',
      '6 C 确认无变化 写的是“×”，看不出是不是没有变化。没有变化请打√，有变化请填新的分值',
      '7 K 确认日期 “昨天”读不成日期，请写成 2026-11-21 的样子',
      '8 C 确认无变化 没有打√，也没有填新的分值',
      '9 确认无变化 既打了√，又填了不同的分值（10）',
      '10 现L/现E/现C/现S 分值 4 不成立，应为 L = 10、6、3、1、0.5、0.2、0.1',
      '11 编号 清单里没有编号“FX-9999”',
    ]);
    expect(await states()).toMatchObject({ 待确认: 11, 已确认: 1 });
    const said = await terminal.say('round', 'collect', file, '--dry-run');
    expect(said.out).toContain('试收回（没有写入）：确认无变化 1 条，有变化 0 条，冲突 0 条，新增 0 条，退回 7 处');
    expect(said.out).toMatch(/退回 交回 \d+\.xlsx Sheet1 第 5 行 D 现L：“abc”不是一个数/);
  });

  it('tell of lines that somebody added without a number, and of nothing else without one', async () => {
    const file = await terminal.sheet('交回 新增.xlsx', [
      [null, `轮次编号：${no}`],
      ['序号', ...heads],
      [1, 'FX-0001', '钢丝绳断丝', '√'],
      [2, null, '新装的抛丸机粉尘爆炸', null, 3, 6, 15, null, '十月安装'],
      [3, null, null, '√'],
      [null, null, '部门负责人：张三', null, null, null, null, null, null, null, null, null],
    ]);
    const { code, json } = await collect(file);
    expect(code).toBe(0);
    expect(json).toMatchObject({ confirmed: 1, changed: 0 });
    expect(json.refused).toMatchObject([
      {
        sheetRow: 4,
        column: '编号',
        value: '新装的抛丸机粉尘爆炸；十月安装',
        reason: '“新装的抛丸机粉尘爆炸；十月安装”没有编号，作为新增的风险还缺 风险点，没有收进来',
      },
    ]);
  });

  it('conflict when two of them answer differently, and agree when they say the same', async () => {
    const first = await answers([
      { 编号: 'FX-0001', 确认无变化: '√' },
      { 编号: 'FX-0002', 确认无变化: '√' },
    ]);
    const second = await answers([
      { 编号: 'FX-0001', 现C: 40, 变化说明: '新增人员' },
      { 编号: 'FX-0002', 确认无变化: '√' },
    ]);
    const { json } = await collect(first, second);
    expect(json).toMatchObject({ confirmed: 1, changed: 0 });
    expect(json.refused).toEqual([]);
    expect(json.conflicts).toMatchObject([
      {
        riskNo: 'FX-0001',
        kind: '有两种不同的答复',
        answers: [
          { confirmed: true, fields: [] },
          { confirmed: false, reason: '新增人员', fields: [{ field: 'C', after: 40 }] },
        ],
      },
    ]);
    const [unsure, sure] = json.conflicts[0].answers as { place: string }[];
    const decide = (content: unknown) => terminal.write('决定.json', JSON.stringify(content));
    expect(await collect(first, second, '--decide', decide({ 'FX-0001': '表' }))).toMatchObject({
      code: 2,
      json: { error: { message: expect.stringContaining(`请写明用哪一行：${unsure!.place}，${sure!.place}`) } },
    });
    expect(await collect(first, second, '--decide', decide({ 'FX-0002': '登记' }))).toMatchObject({
      code: 2,
      json: { error: { message: '“FX-0002”没有冲突，不用决定；有冲突的：FX-0001' } },
    });
    expect((await collect(first, second, '--decide', decide({ 'FX-0001': sure!.place }))).json).toMatchObject({
      changed: 1,
      conflicts: [],
      changes: [{ riskNo: 'FX-0001', reason: '新增人员' }],
    });
    expect(await states()).toMatchObject({ 有变化: 1 });
  });

  it('raise a level at once, lower it with a reason and a second person only', async () => {
    const file = await answers([
      { 编号: 'FX-0004', 现L: 10, 现E: 10, 现C: 15, 变化说明: '转速提高', 确认人: '小王' },
      { 编号: 'FX-0001', 现L: 1, 确认人: '小王' },
      { 编号: 'FX-0002', 现L: 1, 变化说明: '已改造', 复核人: '小王', 确认人: '小王' },
      { 编号: 'FX-0003', 现L: 0.1, 变化说明: '已改造', 复核人: '老李', 确认人: '小王' },
    ]);
    const { json } = await collect(file, '--on', '2026-11-12');
    expect(json).toMatchObject({
      changed: 2,
      changes: [
        { riskNo: 'FX-0004', from: '低', to: '重大', by: '小王', reason: '转速提高' },
        { riskNo: 'FX-0003', from: '一般', to: '低' },
      ],
      refused: [
        { sheetRow: 5, reason: '等级由重大降为一般，要写明变化说明，并由确认人以外的人复核' },
        { sheetRow: 6, reason: '等级由较大降为一般，要写明变化说明，并由确认人以外的人复核' },
      ],
    });
    expect([await level('FX-0001'), await level('FX-0002'), await level('FX-0003'), await level('FX-0004')]).toEqual([
      '重大',
      '较大',
      '低',
      '重大',
    ]);
    await terminal.run('undo');
    expect([await level('FX-0003'), await level('FX-0004')]).toEqual(['一般', '低']);
  });

  it('go to some departments until a day, and it is told who has confirmed how many', async () => {
    const out = path.join(terminal.folder, '部分');
    expect(
      (await terminal.run('round', 'export', '--out', out, '--department', '装配车间', '设备部', '--due', '2099-11-30')).json.files,
    ).toMatchObject([
      { department: '装配车间', risks: 4 },
      { department: '设备部', risks: 4 },
    ]);
    expect(await terminal.run('round', 'export', '--out', out, '--department', '食堂')).toMatchObject({
      code: 2,
      json: { error: { message: expect.stringContaining('本轮没有“食堂”的风险，有风险的部门：') } },
    });
    expect(await terminal.run('round', 'export', '--out', out, '--format', 'docx')).toMatchObject({ code: 2 });
    const { rows } = (await terminal.run('round', 'sheets')).json as {
      rows: { department: string; state: string; dueOn: string | null }[];
    };
    expect(rows.map(({ department, state, dueOn }) => [department, state, dueOn])).toEqual(
      expect.arrayContaining([
        ['机加工车间', '未分发', null],
        ['设备部', '已分发', '2099-11-30'],
      ]),
    );
    await collect(await answers([{ 编号: 'FX-0001', 确认无变化: '√', 确认人: '小王', 确认日期: '2026-11-12' }]));
    expect((await terminal.run('round', 'confirmations')).json).toMatchObject({
      people: 1,
      confirmed: 1,
      rows: [{ by: '小王', on: '2026-11-12', confirmed: 1, changed: 0 }],
    });
  });

  it('are met about with a sign-in sheet that names guests', async () => {
    const out = path.join(terminal.folder, '会议');
    const { code, json } = await terminal.run(
      'round',
      'print',
      'sign-in',
      '--out',
      out,
      '--format',
      'docx',
      '--guest',
      '属地专家',
      '外聘专家',
    );
    expect([code, path.basename(json.file as string)]).toEqual([0, '2026年第四季度安全风险评估 评审会议签到表.docx']);
    expect(await terminal.run('round', 'print', 'menu', '--out', out)).toMatchObject({ code: 2 });
  });

  it('keep the name and the day of a confirmation when the same unsigned sheet comes again', async () => {
    const file = await answers([{ 编号: 'FX-0001', 确认无变化: '√' }]);
    await collect(file, '--by', '安全科', '--on', '2026-11-12');
    expect((await collect(file)).json).toMatchObject({ confirmed: 1, step: null });
  });

  it('of another round, of another kind or missing are told', async () => {
    const other = await answers([{ 编号: 'FX-0001', 确认无变化: '√' }], 'PG-2026Q3-01');
    const mine = await answers([{ 编号: 'FX-0001', 确认无变化: '√' }]);
    const said = await terminal.say('round', 'collect', other, mine);
    expect(said.out).toMatch(/这是 PG-2026Q3-01 的确认表，不是 PG-2026Q4-01 的，没有收回/);
    expect(said.out).toContain('确认无变化 1 条');
    const register = path.join(terminal.folder, '清单.xlsx');
    expect(await collect(mine, register)).toMatchObject({
      code: 1,
      json: { error: { message: expect.stringContaining('“清单.xlsx”不是确认表') } },
    });
    rmSync(other);
    expect(await collect(other)).toMatchObject({ code: 1, json: { error: { message: expect.stringContaining('找不到“交回') } } });
  });
});
