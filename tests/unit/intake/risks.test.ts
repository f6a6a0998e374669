import { describe, expect, it } from 'vitest';
import type { CellValue } from 'hucre';
import { takeRisks, type IntakeChoices, type TakenRisks } from '../../../electron/intake/intake';
import type { RiskOptions } from '../../../electron/intake/risks';
import { riskLines, scales, otherScales } from '../../support/riskLines';
import { coverSheet, emptySheet, plainXlsx, registerXlsx } from '../../support/workbooks';

const take = async (rows: CellValue[][], options: Partial<RiskOptions & IntakeChoices> = {}, name = '清单.xlsx'): Promise<TakenRisks> =>
  takeRisks([{ name, bytes: await plainXlsx(rows) }], { scales, ...options });
const head = ['序号', '风险点', '作业步骤', '危险源', 'L', 'E', 'C', 'D', '风险等级'];
const keys = (findings: readonly { key: string }[]): string[] => findings.map(({ key }) => key);

describe('what a row needs', () => {
  it('is a hazard source and one basis of assessment', async () => {
    const taken = await take([
      head,
      [1, '行车', '吊运', '钢丝绳断丝', 3, 6, 15, null, null],
      [2, '行车', '吊运', '吊钩无防脱', null, null, null, null, '较大'],
      [3, '行车', '吊运', '限位失灵', null, null, null, 270, null],
      [4, '行车', '吊运', null, 3, 6, 15, 270, '较大'],
      [5, '行车', '吊运', '无警示', null, null, null, null, null],
      [6, '行车', '吊运', '轨道下沉', 3, 6, null, null, null],
    ]);
    expect(taken.candidates.map(({ no, risk, graded }) => [no, risk.method, graded.level, graded.score100])).toEqual([
      ['1', 'lec', 'considerable', 27_000],
      ['2', 'direct', 'considerable', null],
      ['3', 'direct', 'considerable', null],
    ]);
    expect(keys(taken.candidates[2]!.notes)).toEqual(['scoreOnly']);
    expect(taken.refused.map(({ no, sheetRow, problems }) => [no, sheetRow, keys(problems)])).toEqual([
      ['4', 5, ['hazardMissing']],
      ['5', 6, ['basisMissing']],
      ['6', 7, ['basisMissing']],
    ]);
    expect(taken.refused[0]!.problems[0]).toMatchObject({ field: 'hazardSource', column: { letter: 'D', title: '危险源' } });
    expect(taken.refused[2]!.problems[0]).toMatchObject({ field: 'c', column: { letter: 'G', title: 'C' }, params: { missing: 'C' } });
  });

  it('must be possible: the column and the value are named', async () => {
    const taken = await take([
      head,
      [1, '行车', '吊运', '断丝', 4, 6, 15, 360, '重大'],
      [2, '行车', '吊运', '脱钩', 3, 7, 15, null, null],
      [3, '行车', '吊运', '倾覆', 3, 6, 16, null, null],
      [4, 'x', 'y', 'z', '３', '6分', '1５', null, null],
    ]);
    expect(taken.refused.map(({ problems }) => problems[0])).toEqual([
      expect.objectContaining({
        key: 'factorImpossible',
        field: 'l',
        column: { letter: 'E', title: 'L' },
        value: '4',
        params: { allowed: '10、6、3、1、0.5、0.2、0.1' },
      }),
      expect.objectContaining({ key: 'factorImpossible', field: 'e', column: { letter: 'F', title: 'E' }, value: '7' }),
      expect.objectContaining({ key: 'factorImpossible', field: 'c', column: { letter: 'G', title: 'C' }, value: '16' }),
    ]);
    expect(taken.candidates[0]!.risk).toMatchObject({ l: 3, e: 6, c: 15 });
  });

  it('tells when no column is the hazard source', async () => {
    const taken = await take([
      ['风险点', '作业步骤', 'L', 'E', 'C', '等级'],
      ['行车', '吊运', 3, 6, 15, '较大'],
    ]);
    expect(keys(taken.refused[0]!.problems)).toEqual(['hazardColumnMissing']);
    const again = await take(
      [
        ['风险点', '作业步骤', 'L', 'E', 'C', '等级'],
        ['行车', '吊运', 3, 6, 15, '较大'],
      ],
      { choices: { '清单.xlsx': { Sheet1: { columns: { B: 'hazardSource' } } } } },
    );
    expect(again.candidates[0]!.risk).toMatchObject({ hazardSource: '吊运', step: '' });
  });

  it('takes a range for no number, but the level still counts', async () => {
    const taken = await take([head, [1, 'p', 's', 'h1', '3-6', 6, 15, null, '一般'], [2, 'p', 's', 'h2', '3-6', 6, 15, null, null]]);
    expect(taken.candidates[0]).toMatchObject({ risk: { method: 'direct', level: 'general' } });
    expect(keys(taken.candidates[0]!.notes)).toEqual(['numberNotRead', 'factorsIncomplete']);
    expect(keys(taken.refused[0]!.problems)).toEqual(['basisMissing']);
    expect(taken.refused[0]!.notes[0]).toMatchObject({ key: 'numberNotRead', column: { letter: 'E', title: 'L' }, value: '3-6' });
  });
});

describe('a sheet that contradicts its own factors', () => {
  it('is computed anew, but a level that would fall stays until confirmed', async () => {
    const taken = await take([
      head,
      [1, 'p', 's', 'h1', 3, 6, 15, 999, '一般'],
      [2, 'p', 's', 'h2', 1, 2, 3, 6, '重大'],
      [3, 'p', 's', 'h3', 3, 6, 15, 270.004, '较大'],
    ]);
    expect(taken.candidates.map(({ graded, sheetLevel, levelKept, notes }) => [graded.level, sheetLevel, levelKept, keys(notes)])).toEqual([
      ['considerable', 'general', undefined, ['scoreDiffers', 'levelDiffers']],
      ['low', 'major', { from: 'major', to: 'low' }, ['levelKept']],
      ['considerable', 'considerable', undefined, []],
    ]);
  });

  it('may judge 重大 directly with a reason', async () => {
    const taken = await take([
      [...head, '判定依据'],
      [1, 'p', 's', 'h', 1, 2, 3, 6, '重大', '构成重大危险源'],
    ]);
    expect(taken.candidates[0]).toMatchObject({ risk: { directMajor: true, directReason: '构成重大危险源', method: 'lec' } });
    expect(taken.candidates[0]!.levelKept).toBeUndefined();
    const marked = await take([
      [...head, '辅助方法（Ⅰ/Ⅱ/Ⅲ/Ⅳ/Ⅴ）'],
      [1, 'p', 's', 'h', 1, 2, 3, 6, '重大', 'Ⅴ'],
    ]);
    expect(marked.candidates[0]).toMatchObject({
      risk: { directMajor: false, directReason: 'Ⅴ' },
      levelKept: { from: 'major', to: 'low' },
    });
  });
});

describe('the two methods', () => {
  it('are told apart by the columns, and LS grades by its own mapping', async () => {
    const taken = await take([
      ['风险点', '危险源', '可能性', '严重性', '风险值', '风险等级'],
      ['p', 'h', 4, 5, 20, '重大'],
      ['p', 'h2', 3, 4, 12, '一般'],
      ['p', 'h3', 6, 4, 24, '重大'],
    ]);
    expect(taken.candidates.map(({ risk, graded }) => [risk.method, risk.s, graded.level, graded.scale])).toEqual([
      ['ls', 5, 'major', scales.ls.id],
      ['ls', 4, 'general', scales.ls.id],
    ]);
    expect(taken.refused[0]!.problems[0]).toMatchObject({ key: 'factorImpossible', field: 'l', params: { allowed: '1、2、3、4、5' } });
  });

  it('tell which mapping the levels of a sheet fit', async () => {
    const rows = [
      ['风险点', '危险源', 'L', 'S', '风险等级'],
      ['p', 'a', 2, 4, '一般'],
      ['p', 'b', 2, 4, '一般'],
      ['p', 'c', 5, 5, '重大'],
    ];
    const { fits } = await take(rows, { known: otherScales });
    expect(fits.map(({ id, agree, total }) => [id, agree, total])).toEqual([
      ['ls-province@1', 3, 3],
      ['ls-shandong@1', 1, 3],
    ]);
  });
});

describe('grades in numbers', () => {
  const rows = (grades: (string | number)[]): CellValue[][] => [
    head,
    ...grades.map((grade, index): CellValue[] => [index + 1, 'p', 's', `h${index}`, null, null, null, [540, 270, 90, 30][index]!, grade]),
  ];

  it('run as the scores say', async () => {
    const down = await take(rows(['1级', '2级', '3级', '4级']));
    const up = await take(rows(['Ⅳ', 'Ⅲ', 'Ⅱ', 'Ⅰ']));
    for (const taken of [down, up])
      expect(taken.candidates.map(({ risk }) => risk.level)).toEqual(['major', 'considerable', 'general', 'low']);
    expect(down.schemes).toEqual({ '清单.xlsx#Sheet1': { direction: 'down', grades: 4, basis: 'data' } });
    expect(up.schemes).toEqual({ '清单.xlsx#Sheet1': { direction: 'up', grades: 4, basis: 'data' } });
  });

  it('are supposed and told where nothing says which way they run, and asked once', async () => {
    const bare = [
      ['风险点', '危险源', '风险等级'],
      ['p', 'h', '2级'],
    ];
    const taken = await take(bare);
    expect(taken.schemes['清单.xlsx#Sheet1']!.basis).toBe('supposed');
    expect(taken.candidates[0]).toMatchObject({ risk: { level: 'considerable' }, notes: [{ key: 'gradeSupposed' }] });
    const told = await take(bare, { schemes: { '清单.xlsx#Sheet1': { direction: 'up', grades: 4 } } });
    expect(told.candidates[0]).toMatchObject({ risk: { level: 'general' }, notes: [] });
  });
});

describe('what stands around the rows', () => {
  it('gives department and date to rows without their own', async () => {
    const bytes = await registerXlsx(
      riskLines(3),
      { titleRow: true, factsRow: true, endRows: true },
      { name: '3-喷涂车间风险清单', before: [coverSheet], after: [emptySheet] },
    );
    const choices = { '北方.xlsx': { '3-喷涂车间风险清单': { columns: { 责任部门: null, 评价日期: null } } } };
    const taken = await takeRisks([{ name: '北方.xlsx', bytes }], { scales, choices });
    expect(taken.candidates[0]).toMatchObject({
      risk: { department: '喷涂车间', assessedOn: '2026-03-25' },
      fromSheet: ['department', 'assessedOn'],
    });
    expect(taken.files[0]!.surveys.map(({ sheet, kind, used, facts }) => [sheet, kind, used, facts.compiledBy])).toEqual([
      ['封面', 'cover', false, undefined],
      ['3-喷涂车间风险清单', 'table', true, '赵敏'],
      ['Sheet2', 'empty', false, undefined],
    ]);
    expect(taken.files[0]!.surveys[1]!.facts).toMatchObject({
      title: '北方机械有限公司安全风险分级管控清单',
      date: '2026-03-25',
      year: 2026,
      unit: '二期扩建',
    });
    expect(taken.files[0]!.skipped['3-喷涂车间风险清单']!.map(({ why }) => why)).toEqual(['total', 'signature', 'note']);
  });

  it('names a department in a section row, and a risk point by the place', async () => {
    const taken = await take([
      ['序号', '位置', '危险源', '风险等级', '备注', '电话'],
      ['一、装配车间', null, null, null, null, null],
      [1, '东跨', '绊倒', '低', null, '１３８００００００００'],
      ['二、设备部', null, null, null, null, null],
      [1, '配电室', '触电', '较大', null, null],
    ]);
    expect(taken.candidates.map(({ risk }) => [risk.department, risk.riskPoint, risk.location, risk.phone])).toEqual([
      ['装配车间', '东跨', '东跨', '13800000000'],
      ['设备部', '配电室', '配电室', ''],
    ]);
    expect(taken.candidates[0]!.notes).toEqual([
      { key: 'riskPointFrom', field: 'riskPoint', params: { source: 'location', name: '东跨' } },
    ]);
  });

  it('names the risk point of an analysis by job, one block after the other', async () => {
    const head = ['序号', '作业步骤', '危险源或潜在事件', 'L', 'E', 'C'];
    const taken = await take([
      ['工作危害分析（JHA）记录表'],
      ['风险点：砂轮机', null, '岗位：磨工', null, '分析日期：2026.1.5'],
      head,
      [1, '开机', '砂轮破裂', 3, 6, 7],
      ['风险点：行 车', null, '岗位：起重工'],
      head,
      [1, '吊运', '断丝', 3, 6, 15],
    ]);
    expect(taken.candidates.map(({ risk, notes }) => [risk.riskPoint, risk.step, notes])).toEqual([
      ['砂轮机', '开机', []],
      ['行 车', '吊运', []],
    ]);
    expect(taken.files[0]!.skipped['Sheet1']!.map(({ why }) => why)).toEqual(['section', 'repeatedHead']);
  });

  it('goes on downwards where a sheet leaves the risk point empty instead of merging it', async () => {
    const taken = await take([
      head,
      [1, '行车', '吊运', 'h1', 3, 6, 15, null, null],
      [2, null, null, 'h2', 3, 6, 15, null, null],
      [3, null, '检修', 'h3', 3, 6, 15, null, null],
    ]);
    expect(taken.candidates.map(({ risk }) => [risk.riskPoint, risk.step])).toEqual([
      ['行车', '吊运'],
      ['行车', '吊运'],
      ['行车', '检修'],
    ]);
    expect(keys(taken.candidates[1]!.notes)).toEqual(['filledFromAbove']);
  });

  it('skips numbers without records, lines of column numbers and examples', async () => {
    const taken = await take([
      head,
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
      ['示例', 'p', 's', 'x', 3, 6, 15, 270, '较大'],
      [1, 'p', 's', 'h', 3, 6, 15, 270, '较大'],
      [2, null, null, null, null, null, null, 0, null],
      [3],
    ]);
    expect(taken.candidates).toHaveLength(1);
    expect(taken.refused).toEqual([]);
    expect(taken.files[0]!.skipped['Sheet1']!.map(({ why }) => why)).toEqual(['columnNumbers', 'example', 'numberOnly', 'numberOnly']);
  });
});

describe('texts', () => {
  it('in several columns of one field come together; a consequence in the accident column moves', async () => {
    const taken = await take([
      ['风险点', '危险源', '危险有害因素', '可能导致的事故', '控制措施', '现有措施', '等级'],
      ['p', '砂轮机', '碎片飞出', '物体打击，造成人员受伤', '防护罩\n点检', '点检', '一般'],
    ]);
    expect(taken.candidates[0]!.risk).toMatchObject({
      hazardSource: '砂轮机\n碎片飞出',
      accidentTypes: ['物体打击'],
      consequence: '造成人员受伤',
      measures: '防护罩\n点检',
    });
  });

  it('too long for their field go whole into the remark; only what fits nowhere refuses the row', async () => {
    const taken = await take([
      head,
      [1, 'p', '步'.repeat(600), 'h', 3, 6, 15, null, null],
      [2, 'p', 's', '险'.repeat(50_000), 3, 6, 15, null, null],
    ]);
    expect(taken.candidates[0]!.risk).toMatchObject({ step: '步'.repeat(500), remark: '步'.repeat(600) });
    expect(keys(taken.candidates[0]!.notes)).toEqual(['longTextMoved']);
    expect(taken.refused[0]!.problems).toEqual([
      expect.objectContaining({ key: 'tooLong', field: 'hazardSource', params: { length: 50_000, max: 2000 } }),
    ]);
  });
});

describe('the same risk twice', () => {
  it('is told with its place, over sheets and files', async () => {
    const rows = [head, [1, '行车', '吊运', '断丝', 3, 6, 15, null, null], [2, '行 车', '吊运', '断丝。', 3, 6, 15, null, null]];
    const taken = await takeRisks(
      [
        { name: 'a.xlsx', bytes: await plainXlsx(rows) },
        { name: 'b.xlsx', bytes: await plainXlsx(rows.slice(0, 2)) },
      ],
      { scales },
    );
    expect(taken.candidates.map(({ duplicateOf }) => duplicateOf)).toEqual([
      undefined,
      { file: 'a.xlsx', sheet: 'Sheet1', sheetRow: 2, same: false },
      { file: 'a.xlsx', sheet: 'Sheet1', sheetRow: 2, same: true },
    ]);
    expect(taken.candidates[2]!.notes).toEqual([
      { key: 'duplicateRow', field: 'hazardSource', params: { where: 'a.xlsx Sheet1 ', row: 2 } },
    ]);
  });

  it('by number is told when the contents differ', async () => {
    const taken = await take([
      ['编号', '风险点', '危险源', '等级'],
      ['FX-1', 'p', 'a', '低'],
      ['FX-1', 'p', 'b', '低'],
    ]);
    expect(taken.candidates[1]!.notes).toEqual([
      expect.objectContaining({ key: 'duplicateNumber', value: 'FX-1', params: { where: '', row: 2 } }),
    ]);
  });
});

it('one broken file is told and the others are still looked at', async () => {
  const taken = await takeRisks(
    [
      { name: '坏.xlsx', bytes: Buffer.from('PK\u0003\u0004') },
      { name: '好.xlsx', bytes: await registerXlsx(riskLines(2)) },
      { name: '空表.xlsx', bytes: await plainXlsx([['a', 'b']]) },
    ],
    { scales },
  );
  expect(taken.failures.map(({ key, params }) => [key, params['file']])).toEqual([
    ['damaged', '坏.xlsx'],
    ['noTable', '空表.xlsx'],
  ]);
  expect(taken.candidates).toHaveLength(2);
});

it('a hidden sheet is left out until it is wanted; a head may be pointed at', async () => {
  const bytes = await plainXlsx([['x'], ['说明'], ['点', '源', '级'], ['p', 'h', '低']], { hidden: true });
  const out = await takeRisks([{ name: 'a.xlsx', bytes }], { scales });
  expect(out.failures.map(({ key }) => key)).toEqual(['noTable']);
  const choices = {
    'a.xlsx': {
      Sheet1: {
        use: true,
        head: { top: 3, bottom: 3 },
        columns: { A: 'riskPoint', B: 'hazardSource', C: 'level' },
        department: '设备部',
        date: '2026-02-01',
      },
    },
  };
  const taken = await takeRisks([{ name: 'a.xlsx', bytes }], { scales, choices });
  expect(taken.candidates[0]!.risk).toMatchObject({
    riskPoint: 'p',
    hazardSource: 'h',
    level: 'low',
    department: '设备部',
    assessedOn: '2026-02-01',
  });
});
