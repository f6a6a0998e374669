import { expect, test } from 'vitest';
import { newTerminal } from '../support/terminal';
import { newWorkspace } from '../support/workspace';

const head = ['风险编号', '风险点', '作业步骤', '危险源', 'L', 'E', 'C', '风险等级', '责任部门', '责任人'];
const now = [
  head,
  ['A-1', '行车', '起吊', '钢丝绳断丝', 3, 6, 15, '较大', '机加工车间', '张建国'],
  ['A-2', '喷漆房', '喷涂', '通风不良', 3, 6, 7, '一般', '涂装车间', '李秀兰'],
  ['', '配电室', '巡检', '绝缘手套破损', 1, 6, 15, '一般', '设备部', '王志强'],
];
const then = [
  ['2026年第二季度安全风险分级管控清单'],
  ['评价日期：', '2026年5月20日'],
  head,
  ['A-1', '行车', '起吊', '钢丝绳断丝', 6, 6, 15, '重大', '机加工车间', '张建国'],
  ['B-9', '喷漆房', '喷涂', '通风不良', 3, 6, 7, '一般', '涂装车间', '李秀兰'],
  ['', '老锅炉房', '点火', '炉膛爆燃', 3, 2, 40, '较大', '设备部', '王志强'],
  ['A-7', '空压机房', '启动', '', 1, 1, 1, '低', '设备部', '王志强'],
];

test('a register of a past quarter becomes a closed round that is compared, taken back and read again', async () => {
  const { run, say, sheet } = await newTerminal();
  await run('import', 'risk', await sheet('现在.xlsx', now));
  const file = await sheet('二季度.xlsx', then);
  expect((await run('round', 'import', file, '--dry-run')).json).toMatchObject({ no: null, risks: 3 });
  expect((await run('list', 'round')).json.total).toBe(0);

  const first = (await run('round', 'import', file)).json;
  expect(first).toMatchObject({
    no: 'PG-2026Q2-01',
    name: '2026年第二季度安全风险评估',
    period: '2026Q2',
    assessedOn: '2026-05-20',
    closedOn: '2026-05-20',
    origin: '历史补录',
    risks: 3,
    matches: { 与现有清单对上: 2, 与以往轮次对上: 0, 现在没有的: 1 },
    levels: { 重大: 1, 较大: 1, 一般: 1 },
    refused: [{ file: '二季度.xlsx', sheetRow: 7 }],
  });
  // The risk that is gone from the register is the same one in both quarters.
  const third = await sheet('一季度.xlsx', [head, then[5]!, ['A-1', ...then[3]!.slice(1, 4), 3, 6, 15, '较大', ...then[3]!.slice(8)]]);
  const earlier = (await run('round', 'import', third, '--period', '2026q1', '--assessed-on', '2026-02-20')).json;
  expect(earlier.matches).toEqual({ 与现有清单对上: 1, 与以往轮次对上: 1, 现在没有的: 0 });
  const compared = (await run('round', 'compare', '--earlier', 'PG-2026Q1-01', '--later', 'PG-2026Q2-01')).json;
  expect(compared.counts).toEqual({ 升级: 1, 降级: 0, 新增: 1, 消除: 0, 不变: 1 });
  expect(
    compared.changes.map(({ riskNo, comparison }: { riskNo: string; comparison: string }) => `${comparison} ${riskNo}`).sort(),
  ).toEqual(['升级 A-1', '新增 B-9']);
  // The register stands as it was, and each import goes with one undo.
  expect((await run('list', 'risk')).json.total).toBe(3);
  await run('undo');
  expect((await run('list', 'round')).json.rows.map(({ no }: { no: string }) => no)).toEqual(['PG-2026Q2-01']);
  expect((await say('audit', 'verify')).code).toBe(0);
});

test('what is stated wrongly is told and nothing is written', async () => {
  const { run, say, sheet, write } = await newTerminal();
  const plain = await sheet('无期间.xlsx', now);
  expect((await say('round', 'import', plain)).err).toContain('表里没有写明期间');
  expect((await say('round', 'import', plain, '--period', '2027Q1')).err).toContain('不能晚于今天');
  expect((await say('round', 'import', plain, '--period', '2026Q1', '--closed-on', '2026-01-01')).err).toContain('不能早于');
  expect((await say('round', 'import', write('坏.xlsx', 'PK'), '--period', '2026Q1')).code).toBe(1);
  expect((await run('list', 'round')).json.total).toBe(0);
});

test('lines come in windows, refused ones first', async () => {
  const { host, fail } = await newWorkspace();
  expect(await fail('round.pastRows', { sessionId: crypto.randomUUID(), offset: 0, limit: 200 })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await fail('round.planPast', { files: ['/没有/这个.xlsx'] })).toMatchObject({
    code: 'INVALID',
    key: 'intake:failure.fileMissing',
  });
  await host.close();
});

test('sheets of other words are read as an import reads them: columns, grades, mapping, department and date stated', async () => {
  const { run, say, sheet, write } = await newTerminal();
  const rows = [
    ['地方', '描述', 'L', 'S', '等级'],
    ['行车', '钢丝绳断丝', 3, 4, '1级'],
    ['喷漆房', '通风不良', 2, 2, '4级'],
  ];
  const file = await sheet('老表.xlsx', rows);
  expect((await run('round', 'import', file, '--period', '2026Q1', '--dry-run')).json).toMatchObject({ risks: 0, refused: [{}, {}] });
  const none = await say(
    'round',
    'import',
    await sheet('说明.xlsx', [['填表说明'], ['一、请如实填写']]),
    '--period',
    '2026Q1',
    '--dry-run',
  );
  expect([none.code, none.err]).toEqual([1, expect.stringContaining('说明.xlsx')]);
  const mapping = write('映射.json', JSON.stringify({ 地方: '风险点', 描述: '危险源' }));
  const stated = ['--mapping', mapping, '--grades', 'down4', '--department', '机加工车间', '--date', '2026-03-10'];
  const { json } = await run('round', 'import', file, ...stated, '--scale', 'ls=ls-shandong@1');
  expect(json).toMatchObject({ period: '2026Q1', assessedOn: '2026-03-10', risks: 2, refused: [] });
  // An import knows the layout now, and the mapping of the enterprise is what it was.
  const known = await run('import', 'risk', file, '--dry-run');
  expect(known.json.sheets[0].columns).toContainEqual({ letter: 'B', title: '描述', field: '危险源' });
  expect((await say('round', 'import', file, '--period', '2025Q4', '--mapping', write('错.json', '{"没有":"危险源"}'))).code).toBe(2);
  expect((await say('round', 'import', file, '--period', '2025Q4', '--grades', 'sideways')).code).toBe(2);
  expect((await say('round', 'import', file, '--period', '2025Q4', '--scale', 'ls=没有')).code).toBe(1);
  await run('undo');
  expect((await run('list', 'round')).json.total).toBe(0);
});
