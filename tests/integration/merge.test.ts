import { describe, expect, test } from 'vitest';
import { matchKey } from '../../db/domain/risk/matchKey';
import { emptyRisk, type RiskDraft } from '../../db/domain/risk/risk';
import { api } from '../../electron/api/index';
import { command } from '../../electron/api/procedure';
import { z } from 'zod';
import { aliasOf } from '../../db/query/nameAlias';
import { newTerminal } from '../support/terminal';
import { newWorkspace } from '../support/workspace';

const byNumber = { offset: 0, limit: 50, sort: { by: 'riskNo' as const, descending: false }, filter: {} };

/** Writes what other pages write. */
const insert = command(z.object({ subject: z.string(), row: z.record(z.string(), z.unknown()) }), ({ db }, { subject, row }) => ({
  id: db.insert(subject as 'activity', row as never).id,
}));

async function newRegister() {
  const workspace = await newWorkspace({ procedures: { ...api, 'test.insert': insert } });
  const { call, host } = workspace;
  const draft = { ...emptyRisk, l: 1, e: 6, c: 7 };
  const point = async (name: string, more: { location?: string; departmentId?: string | null; remark?: string } = {}) =>
    (
      await call('riskPoint.create', {
        draft: { no: '', name, kind: 'place', location: '', departmentId: null, remark: '', ...more },
      })
    ).value.id;
  const risk = async (pointId: string, hazardSource: string, more: Partial<RiskDraft> = {}) =>
    (await call('risk.create', { point: { id: pointId }, draft: { ...draft, hazardSource, ...more } })).value.id;
  const department = async (name: string, parentId: string | null = null, validFrom = '2026-01-01') =>
    (await call('department.create', { draft: { name, parentId, kind: 'workshop', validFrom } })).value.id;
  const add = async (subject: string, row: Record<string, unknown>) => {
    const reply = await host.call('test.insert', { subject, row });
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  };
  const rows = (sql: string) => host.dispatcher!.reader.all(sql);
  return { ...workspace, point, risk, department, add, rows };
}

describe('risk points spelled differently', () => {
  test('are found, told apart or made one with everything that hangs on them, and come back', async () => {
    const { call, point, risk, add, rows, host } = await newRegister();
    const [room, booth, tank] = [
      await point('喷漆房', { remark: '甲' }),
      await point('喷漆间', { location: '涂装车间' }),
      await point('酸洗槽'),
    ];
    await risk(room, '漆雾爆炸', { step: '喷涂' });
    const moved = await risk(booth, '静电', { step: '喷涂' });
    await risk(booth, '漆雾 爆炸', { step: '喷涂' });
    await risk(tank, '酸雾');
    await add('workplace', { riskPointId: room, area: 40 });
    await add('workplace', { riskPointId: booth, area: 60, purpose: '喷涂', headcount: 3 });
    await add('activity', { riskPointId: booth, steps: '["备料","喷涂"]' });
    await add('noticeCard', { riskPointId: room, version: 1, compiledOn: '2026-01-01', contentHash: 'a', texts: '{"measures":"通风"}' });
    await add('noticeCard', {
      riskPointId: booth,
      version: 1,
      compiledOn: '2026-02-01',
      contentHash: 'b',
      texts: '{"measures":"联锁","emergency":"撤离"}',
    });
    const { groups } = await call('riskPoint.alike', {});
    expect(groups.map((group) => group.map(({ name, risks }) => [name, risks]))).toEqual([
      [
        ['喷漆间', 2],
        ['喷漆房', 1],
      ],
    ]);
    const before = ['risk', 'riskPoint', 'workplace', 'activity', 'noticeCard'].map((table) =>
      rows(`SELECT * FROM "${table}" ORDER BY id`).map((row) => ({ ...(row as object), revision: 0, updatedAt: 0, seq: 0 })),
    );

    const { value, step } = await call('riskPoint.merge', { keep: room, others: [booth] });
    expect(value).toEqual({ id: room, merged: 1, moved: 2, twice: 1 });
    expect((await call('risk.list', byNumber)).rows.map(({ riskPoint, location }) => [riskPoint, location])).toEqual([
      ['喷漆房', '涂装车间'],
      ['喷漆房', '涂装车间'],
      ['喷漆房', '涂装车间'],
      ['酸洗槽', ''],
    ]);
    expect(host.dispatcher!.reader.value('SELECT matchKey FROM risk WHERE id = ?', [moved])).toBe(matchKey('喷漆房', '喷涂', '静电'));
    expect(rows('SELECT riskPointId, area, purpose, headcount FROM workplace')).toEqual([
      { riskPointId: room, area: 40, purpose: '喷涂', headcount: 3 },
    ]);
    expect(rows('SELECT riskPointId FROM activity')).toEqual([{ riskPointId: room }]);
    expect(rows('SELECT version, texts FROM noticeCard')).toEqual([{ version: 1, texts: '{"measures":"通风","emergency":"撤离"}' }]);
    expect((await call('riskPoint.alike', {})).total).toBe(0);

    expect((await call('history.state', {})).undo).toMatchObject({ step, command: 'riskPoint.merge' });
    await call('history.undo', {});
    expect(
      ['risk', 'riskPoint', 'workplace', 'activity', 'noticeCard'].map((table) =>
        rows(`SELECT * FROM "${table}" ORDER BY id`).map((row) => ({ ...(row as object), revision: 0, updatedAt: 0, seq: 0 })),
      ),
    ).toEqual(before);
    await call('preference.keepApart', { subject: 'riskPoint', ids: [room, booth] });
    expect((await call('riskPoint.alike', {})).total).toBe(0);
    expect((await call('audit.verify', {})).faults).toEqual([]);
    await host.close();
  });

  test('tell an open round, which shows the point that stays', async () => {
    const { call, point, risk, host } = await newRegister();
    const [room, booth] = [await point('喷漆房'), await point('喷漆间')];
    await risk(booth, '静电');
    const team = [{ name: '李四', title: '安全总监', role: '组长', isWorkerRepresentative: true, attended: true }];
    const draft = { kind: 'quarterly' as const, reason: '', scope: '', methodNote: '', noticeNo: '', noticeOn: null, team };
    const first = await call('round.open', {
      draft: { ...draft, name: '三季度', period: '2026Q3', startedOn: '2026-08-20', baseRoundId: null },
    });
    const { id } = first.value;
    const { revision } = (await call('round.get', { id })).round;
    await call('round.close', { id, revision, assessedOn: '2026-09-10', closedOn: '2026-09-20', acceptPending: true });
    const second = await call('round.open', {
      draft: { ...draft, name: '四季度', period: '2026Q4', startedOn: '2026-11-01', baseRoundId: id },
    });
    await call('riskPoint.merge', { keep: room, others: [booth] });
    const { rows } = await call('round.items', { id: second.value.id, offset: 0, limit: 10 });
    expect(rows).toMatchObject([{ state: 'changed', before: { riskPoint: '喷漆间' }, after: { riskPoint: '喷漆房' } }]);
    expect((await call('risk.list', byNumber)).rows[0]).toMatchObject({ riskPoint: '喷漆房' });
    await host.close();
  });

  test('cannot be merged into themselves or into one that is gone', async () => {
    const { fail, point, host } = await newRegister();
    const room = await point('喷漆房');
    expect(await fail('riskPoint.merge', { keep: room, others: [room] })).toMatchObject({
      code: 'INVALID',
      findings: [{ key: 'mergeSelf' }],
    });
    expect(await fail('riskPoint.merge', { keep: room, others: ['019a0000-0000-7000-8000-000000000000'] })).toMatchObject({
      code: 'NOT_FOUND',
    });
    await host.close();
  });
});

describe('departments spelled differently', () => {
  test('become one: people, posts, risks and departments below; yesterday it still had its name', async () => {
    const { call, department, point, risk, host } = await newRegister();
    const company = await department('公司');
    const painting = await department('涂装车间', company);
    const wrong = await department('涂装车间一', null);
    const team = await department('喷漆班', wrong);
    const pointId = await point('喷漆房', { departmentId: wrong });
    await risk(pointId, '静电', { departmentId: wrong });
    const person = await call('person.create', {
      draft: {
        name: '张三',
        sex: '',
        idNumber: '',
        phone: '',
        education: '',
        employment: 'formal',
        isLeader: false,
        enteredOn: '2026-02-01',
        departmentId: wrong,
        postId: null,
        remark: '',
      },
    });
    const { value } = await call('department.merge', { keep: painting, others: [wrong] });
    expect(value).toEqual({ id: painting, merged: 1, moved: 1 });
    const departments = await call('department.list', {});
    expect(departments.map(({ name, people, risks }) => [name, people, risks])).toEqual([
      ['公司', 0, 0],
      ['涂装车间', 1, 1],
      ['喷漆班', 0, 0],
    ]);
    expect(departments.find(({ id }) => id === team)?.parentId).toBe(painting);
    expect((await call('department.list', { day: '2026-11-20' })).map(({ name }) => name)).toContain('涂装车间一');
    expect((await call('person.list', { offset: 0, limit: 10 })).rows[0]).toMatchObject({ id: person.value.id, department: '涂装车间' });
    await call('history.undo', {});
    expect((await call('department.list', {})).map(({ name, risks }) => [name, risks])).toEqual([
      ['公司', 0],
      ['涂装车间', 0],
      ['涂装车间一', 1],
      ['喷漆班', 0],
    ]);
    await host.close();
  });

  test('one founded by mistake today goes, and one above that is merged into one below makes no ring', async () => {
    const { call, department, host } = await newRegister();
    const above = await department('机加车间', null, '2026-11-21');
    const middle = await department('机加一班', above);
    const below = await department('机加工车间', middle);
    expect((await call('department.alike', {})).groups.map((group) => group.map(({ name }) => name))).toEqual([['机加车间', '机加工车间']]);
    await call('department.merge', { keep: below, others: [above] });
    expect((await call('department.list', { withEnded: true })).map(({ name, parentId }) => [name, parentId])).toEqual([
      ['机加一班', below],
      ['机加工车间', null],
    ]);
    await call('history.undo', {});
    expect((await call('department.list', {})).map(({ id, parentId }) => [id, parentId])).toEqual([
      [above, null],
      [middle, above],
      [below, middle],
    ]);
    await host.close();
  });
});

test('the terminal lists and merges them', async () => {
  const { run, say, sheet } = await newTerminal();
  const file = await sheet('清单.xlsx', [
    ['风险点', '作业步骤', '危险源', 'L', 'E', 'C', '责任单位'],
    ['喷漆房', '喷涂', '漆雾爆炸', 1, 6, 7, '涂装车间'],
    ['喷漆间', '清理', '静电', 1, 6, 7, '涂装 车间'],
  ]);
  await run('import', 'risk', file);
  expect((await run('point', 'list', '--alike')).json).toMatchObject({ total: 1 });
  expect((await say('point', 'list')).out).toContain('喷漆间');
  expect((await say('point', 'merge', '喷漆房', '喷漆间')).out).toBe('已并入 1 个风险点，移过来 1 条风险');
  expect((await run('point', 'list')).json).toMatchObject({ total: 1, rows: [{ name: '喷漆房', risks: 2, riskLevel: '低' }] });
  expect(await say('point', 'merge', '喷漆房', '没有的')).toMatchObject({ code: 2, err: '没有风险点“没有的”' });
  expect((await run('department', 'list')).json.total).toBeGreaterThan(0);
  expect((await run('undo')).json).toMatchObject({ command: 'riskPoint.merge' });
  expect((await run('point', 'list')).json).toMatchObject({ total: 2 });
});

test('names that a merge did away with are remembered, follow a second merge, and are forgotten with its undo', async () => {
  const { call, point, department, host } = await newRegister();
  const [room, booth, hall] = [await point('喷漆房'), await point('喷漆 间'), await point('喷涂大厅')];
  const [first, second] = [await department('装配车间'), await department('装配一车间')];
  const means = (subject: 'riskPoint' | 'department', name: string) => aliasOf(host.dispatcher!.reader, '2026-11-21', subject, name)?.name;
  await call('riskPoint.merge', { keep: room, others: [booth] });
  await call('department.merge', { keep: second, others: [first] });
  expect(['喷漆间', '喷漆 间', '喷漆房'].map((name) => means('riskPoint', name))).toEqual(['喷漆房', '喷漆房', undefined]);
  expect([means('department', '装配车间'), means('riskPoint', '装配车间')]).toEqual(['装配一车间', undefined]);
  await call('riskPoint.merge', { keep: hall, others: [room] });
  expect(['喷漆间', '喷漆房'].map((name) => means('riskPoint', name))).toEqual(['喷涂大厅', '喷涂大厅']);
  const anew = await point('喷漆间');
  await call('riskPoint.merge', { keep: anew, others: [hall] });
  expect(['喷漆间', '喷漆房', '喷涂大厅'].map((name) => means('riskPoint', name))).toEqual([undefined, '喷漆间', '喷漆间']);
  const { revision } = (await call('riskPoint.list', { offset: 0, limit: 1 })).rows[0]!;
  await call('riskPoint.remove', { id: anew, revision });
  expect(means('riskPoint', '喷漆房')).toBeUndefined();
  for (let step = 0; step < 4; step += 1) await call('history.undo', {});
  expect(means('riskPoint', '喷漆房')).toBeUndefined();
  expect(['喷漆间', '装配车间'].map((name) => [means('riskPoint', name), means('department', name)])).toEqual([
    ['喷漆房', undefined],
    [undefined, '装配一车间'],
  ]);
  for (let step = 0; step < 2; step += 1) await call('history.undo', {});
  expect([means('riskPoint', '喷漆间'), means('department', '装配车间')]).toEqual([undefined, undefined]);
  expect((await call('audit.verify', {})).faults).toEqual([]);
  await host.close();
});
