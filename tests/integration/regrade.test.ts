import { expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { newTerminal } from '../support/terminal';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const point = { name: '10t 桥式起重机', kind: 'equipment' as const, location: '一车间' };
const byNumber = { offset: 0, limit: 50, sort: { by: 'riskNo' as const, descending: false }, filter: {} };
const choice = { lec: 'lec-above70@1', ls: 'ls-third@1' };

/** Two LEC risks, four LS risks, one of them major directly, one judged without factors. */
async function register({ call }: TestWorkspace): Promise<void> {
  const lec = { method: 'lec' as const, e: 1, c: 7, s: null };
  const ls = { method: 'ls' as const, e: null, c: null };
  const risks = [
    { ...lec, riskNo: 'A-1', l: 10 },
    { ...lec, riskNo: 'A-2', l: 6, e: 6, c: 15 },
    { ...ls, riskNo: 'B-1', l: 3, s: 3 },
    { ...ls, riskNo: 'B-2', l: 2, s: 2 },
    { ...ls, riskNo: 'B-3', l: 1, s: 1 },
    { ...ls, riskNo: 'B-4', l: 1, s: 1, directMajor: true, directReason: '集团认定' },
    { ...ls, riskNo: 'C-1', method: 'direct' as const, l: null, s: null, level: 'general' as const },
  ];
  for (const risk of risks) await call('risk.create', { point, draft: { ...emptyRisk, hazardSource: `危险源 ${risk.riskNo}`, ...risk } });
}
const levels = async ({ call }: TestWorkspace) =>
  Object.fromEntries(
    (await call('risk.list', byNumber)).rows.map((row) => [row.riskNo, [row.level, row.keptLevel, row.scale, row.controlLevel]]),
  );

test('another mapping is planned first: how many rise, fall and stay, and which', async () => {
  const workspace = await newWorkspace();
  const { call } = workspace;
  await register(workspace);
  const before = await levels(workspace);
  expect(await call('risk.regradePlan', choice)).toEqual({
    up: 2,
    down: 1,
    same: 3,
    moves: [
      { from: 'general', to: 'considerable', count: 1 },
      { from: 'general', to: 'low', count: 1 },
      { from: 'low', to: 'general', count: 1 },
    ],
  });
  const asked = { ...choice, offset: 0, limit: 10 };
  expect(
    (await call('risk.regradeList', { ...asked, move: ['up', 'down'] })).rows.map(({ riskNo, level, to }) => [riskNo, level, to]),
  ).toEqual([
    ['A-1', 'general', 'low'],
    ['B-1', 'general', 'considerable'],
    ['B-2', 'low', 'general'],
  ]);
  expect(await call('risk.regradeList', { ...asked, move: ['up'], offset: 1, limit: 1 })).toMatchObject({
    total: 2,
    rows: [{ riskNo: 'B-2' }],
  });
  expect(await levels(workspace)).toEqual(before);
  await workspace.host.close();
});

test('one command grades everything anew; a level that falls is kept until it is confirmed; one undo takes all back', async () => {
  const workspace = await newWorkspace();
  const { call, fail } = workspace;
  await register(workspace);
  const before = await levels(workspace);
  const { value, step } = await call('risk.regrade', choice);
  expect(value).toEqual({ up: 2, down: 0, kept: 1, same: 3 });
  expect(await levels(workspace)).toEqual({
    'A-1': ['general', 'general', 'lec-above70@1', 'team'],
    'A-2': ['major', null, 'lec-above70@1', 'company'],
    'B-1': ['considerable', null, 'ls-third@1', 'workshop'],
    'B-2': ['general', null, 'ls-third@1', 'team'],
    'B-3': ['low', null, 'ls-third@1', 'post'],
    'B-4': ['major', null, 'ls-third@1', 'company'],
    'C-1': ['general', null, null, 'team'],
  });
  expect(await call('risk.scales', {})).toMatchObject(choice);
  expect(await call('risk.regradePlan', choice)).toEqual({ up: 0, down: 0, same: 0, moves: [] });

  const [kept, , raised] = (await call('risk.list', byNumber)).rows;
  expect((await call('risk.get', { id: raised!.id })).levelChanges).toMatchObject([
    { fromLevel: 'general', toLevel: 'considerable', reason: expect.stringContaining('等级映射改为') },
  ]);
  const fall = { id: kept!.id, revision: kept!.revision, patch: { keptLevel: null } };
  expect(await fail('risk.update', fall)).toMatchObject({ findings: [{ key: 'V16.reason' }] });

  await call('history.undo', {});
  expect(await levels(workspace)).toEqual(before);
  expect(await call('risk.scales', {})).toMatchObject({ lec: 'lec@1', ls: 'ls-shandong@1' });
  expect(step).not.toBeNull();
  expect((await call('audit.verify', {})).faults).toEqual([]);
  await workspace.host.close();
});

test('levels fall at once with a reason and a second person', async () => {
  const workspace = await newWorkspace();
  const { call, fail } = workspace;
  await register(workspace);
  const lowering = { reason: '按当地表样', assessor: '', reviewer: '王安全' };
  expect(await fail('risk.regrade', { ...choice, lowering })).toMatchObject({ findings: [{ key: 'V16.same' }] });
  const { value } = await call('risk.regrade', { ...choice, lowering: { ...lowering, reviewer: '李四' } });
  expect(value).toEqual({ up: 2, down: 1, kept: 0, same: 3 });
  const [fallen] = (await call('risk.list', byNumber)).rows;
  expect(fallen).toMatchObject({ riskNo: 'A-1', level: 'low', keptLevel: null, controlLevel: 'post' });
  expect((await call('risk.get', { id: fallen!.id })).levelChanges).toMatchObject([
    { reason: '按当地表样', assessor: '王安全', reviewer: '李四' },
  ]);
  expect(await fail('risk.regradePlan', { lec: 'ls-third@1', ls: 'ls-third@1' })).toMatchObject({
    findings: [{ key: 'scaleUnknown', field: 'lec' }],
  });
  await workspace.host.close();
});

test('the terminal plans and does the same', async () => {
  const { run, say, sheet } = await newTerminal();
  await run(
    'import',
    'risk',
    await sheet('清单.xlsx', [
      ['编号', '风险点', '危险源', 'L', 'E', 'C', '后果'],
      ['A-1', '行车', '脱钩', 10, 1, 7, '砸伤'],
    ]),
  );
  const scales = await run('risk', 'scales');
  expect(scales.json.scales.filter((scale: { used: boolean }) => scale.used).map(({ id }: { id: string }) => id)).toEqual([
    'lec@1',
    'ls-shandong@1',
  ]);
  const planned = await run('risk', 'regrade', '--lec', 'lec-above70@1', '--dry-run');
  expect(planned).toMatchObject({
    code: 0,
    json: { up: 0, down: 1, kept: 1, moves: [{ from: '一般', to: '低', count: 1 }], dryRun: true },
  });
  expect(await say('risk', 'regrade', '--lec', 'lec9')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--lec 可用：lec-above70@1'),
  });
  expect(await say('risk', 'regrade', '--lec', 'lec-above70@1', '--reason', '表样')).toMatchObject({ code: 2 });
  const done = await say('risk', 'regrade', '--lec', 'lec-above70@1', '--reason', '按当地表样', '--reviewer', '李四');
  expect(done).toMatchObject({ code: 0, out: expect.stringContaining('降级 1 条') });
  expect((await run('list', 'risk')).json.rows).toMatchObject([{ riskNo: 'A-1', riskLevel: '低', scale: 'lec-above70@1' }]);
});
