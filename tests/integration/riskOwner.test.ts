import { describe, expect, test } from 'vitest';
import { emptyRisk, type RiskDraft } from '../../db/domain/risk/risk';
import { newTerminal } from '../support/terminal';
import { newWorkspace } from '../support/workspace';

const byNumber = { offset: 0, limit: 50, sort: { by: 'riskNo' as const, descending: false }, filter: {} };

async function newRegister() {
  const workspace = await newWorkspace();
  const { call } = workspace;
  const person = async (name: string, isLeader = false) =>
    (
      await call('person.create', {
        draft: {
          name,
          sex: '',
          idNumber: '',
          phone: '',
          education: '',
          employment: 'formal',
          isLeader,
          enteredOn: null,
          departmentId: null,
          postId: null,
          remark: '',
        },
      })
    ).value.id;
  let count = 0;
  const risk = async (draft: Partial<RiskDraft> = {}) =>
    (
      await call('risk.create', {
        point: { name: '喷漆房', kind: 'place', location: '' },
        draft: { ...emptyRisk, hazardSource: '漆雾爆炸', riskNo: `A-${(count += 1)}`, l: 1, e: 6, c: 7, ...draft },
      })
    ).value.id;
  const owners = async () => (await call('risk.list', byNumber)).rows.map(({ owner }) => owner);
  const found = async (filter: object) => (await call('risk.list', { ...byNumber, filter })).rows.map(({ riskNo }) => riskNo);
  return { ...workspace, person, risk, owners, found };
}

describe('several people responsible for a risk', () => {
  test('are taken apart, known by name, found, shown together and told by the history', async () => {
    const { call, person, risk, owners, found, host } = await newRegister();
    const li = await person('李四');
    const id = await risk({ ownerText: '张三、李四' });
    await risk({ ownerText: '王五' });
    expect(await owners()).toEqual(['张三、李四', '王五']);
    expect(await found({ ownerId: [li] })).toEqual(['A-1']);
    expect(await found({ text: '李四' })).toEqual(['A-1']);
    expect(await found({ owner: 'unmatched' })).toEqual(['A-1', 'A-2']);

    const revision = async () => (await call('risk.get', { id })).risk.revision;
    await call('risk.update', { id, revision: await revision(), patch: { phone: '123' } });
    await call('risk.update', { id, revision: await revision(), patch: { ownerId: null, ownerPostId: null, ownerText: '张三、李四' } });
    expect(await owners()).toEqual(['张三、李四', '王五']);
    await call('risk.update', { id, revision: await revision(), patch: { ownerText: '张三、赵六、李四' } });
    expect(await owners()).toEqual(['张三、赵六、李四', '王五']);
    expect((await call('risk.get', { id })).draft.ownerText).toBe('张三、赵六、李四');
    await call('risk.update', { id, revision: await revision(), patch: { ownerId: li, ownerPostId: null, ownerText: '李四' } });
    expect(await owners()).toEqual(['李四', '王五']);
    expect(await found({ text: '赵六' })).toEqual([]);
    const told = (await call('history.record', { id, limit: 50 })).map(({ before, after }) => [
      before?.['ownerText'],
      after?.['ownerText'],
    ]);
    expect(told).toContainEqual(['赵六', '']);
    expect(told).toContainEqual(['张三', '李四']);
    for (let step = 0; step < 2; step += 1) await call('history.undo', {});
    expect(await owners()).toEqual(['张三、李四', '王五']);
    expect((await call('audit.verify', {})).faults).toEqual([]);
    await host.close();
  });

  test('go with a copy, are replaced at once for many, and any of them may be the leader', async () => {
    const { call, person, risk, owners, host } = await newRegister();
    await person('张三');
    await person('钱总', true);
    const major = { l: 6, e: 6, c: 40, controlLevel: 'company' as const };
    const id = await risk({ ...major, ownerText: '张三、钱总' });
    const alone = await risk({ ...major, ownerText: '张三' });
    const leaders = async (one: string) => (await call('risk.get', { id: one })).findings.filter(({ key }) => key === 'V06.owner').length;
    expect(await leaders(id)).toBe(0);
    const zhang = (await call('person.list', { offset: 0, limit: 1, text: '张三' })).rows[0]!.id;
    await call('risk.updateMany', { selection: { ids: [alone] }, patch: { ownerId: zhang } });
    expect(await leaders(alone)).toBe(1);
    await call('risk.duplicate', { id });
    expect(await owners()).toEqual(['张三、钱总', '张三', '张三、钱总']);
    await call('risk.updateMany', {
      selection: { filter: {}, except: [] },
      patch: { ownerText: '张三', ownerId: zhang, ownerPostId: null },
    });
    expect(await owners()).toEqual(['张三', '张三', '张三']);
    await host.close();
  });
});

test('a change of further owners alone raises the revision, and is refused to whoever read the risk before', async () => {
  const { call, fail, person, risk, owners, host } = await newRegister();
  const [zhang, li] = [await person('张三'), await person('李四')];
  await person('李四');
  const id = await risk({ ownerText: '张三' });
  const one = (ownerId: string | null, ownerText: string) => ({ ownerId, ownerPostId: null, ownerText });
  const chosen = [one(null, '张三'), one(li, ''), one(null, '外委老赵')];
  await call('risk.updateEach', { changes: [{ id, revision: 1, patch: { ownerId: zhang } }] });
  await call('risk.update', { id, revision: 2, patch: {}, owners: chosen });
  expect(await owners()).toEqual(['张三、李四、外委老赵']);
  expect((await call('risk.get', { id })).owners).toEqual([
    { ...one(zhang, '张三'), isLeader: false },
    { ...one(li, '李四'), isLeader: false },
    { ...one(null, '外委老赵'), isLeader: null },
  ]);
  expect(await fail('risk.update', { id, revision: 2, patch: { phone: '1' } })).toMatchObject({ code: 'CONFLICT' });
  expect((await call('risk.get', { id })).risk.revision).toBe(3);
  expect(await call('risk.update', { id, revision: 3, patch: {}, owners: chosen })).toMatchObject({ changed: 0 });
  await call('risk.update', { id, revision: 3, patch: { phone: '1' }, owners: chosen.slice(0, 2) });
  expect((await call('risk.get', { id })).risk).toMatchObject({ revision: 4, phone: '****1', owner: '张三、李四' });
  await call('risk.update', { id, revision: 4, patch: {}, owners: [] });
  expect(await owners()).toEqual(['']);
  for (let step = 0; step < 3; step += 1) await call('history.undo', {});
  expect(await owners()).toEqual(['张三']);
  expect((await call('audit.verify', {})).faults).toEqual([]);
  await host.close();
});

describe('words that are yet to be matched', () => {
  test('are listed with whom they may mean and matched in one step', async () => {
    const { call, fail, person, risk, owners, found, host } = await newRegister();
    await risk({ ownerText: '张三（车间主任）' });
    await risk({ ownerText: '小李、张三（车间主任）' });
    await risk({ ownerText: '安全员' });
    const [zhang, li] = [await person('张三'), await person('李四')];
    const { names, total } = await call('owner.unmatched', { limit: 200 });
    expect(total).toBe(3);
    expect(names).toMatchObject([
      { text: '张三（车间主任）', risks: 2, proposal: { value: `person:${zhang}`, label: '张三' } },
      { text: '安全员', risks: 1, proposal: null },
      { text: '小李', risks: 1, proposal: null },
    ]);
    const matches = [
      { text: '张三（车间主任）', owner: { ownerId: zhang } },
      { text: '小李', owner: { ownerId: li } },
    ];
    expect((await call('owner.match', { matches })).value).toEqual({ risks: 2 });
    expect(await owners()).toEqual(['张三', '李四、张三', '安全员']);
    expect(await found({ owner: 'unmatched' })).toEqual(['A-3']);
    await call('history.undo', {});
    expect(await owners()).toEqual(['张三（车间主任）', '小李、张三（车间主任）', '安全员']);
    expect(await call('owner.matchLarge', { matches })).toMatchObject({ value: { risks: 2 } });
    expect(await fail('owner.match', { matches: [{ text: '安全员', owner: { ownerPostId: zhang } }] })).toMatchObject({
      code: 'NOT_FOUND',
    });
    await host.close();
  });
});

test('an import takes several owners apart, and the same sheet again changes nothing', async () => {
  const { run, sheet } = await newTerminal();
  const people = await sheet('人员.xlsx', [
    ['姓名', '部门', '岗位'],
    ['李四', '涂装车间', '班长'],
  ]);
  await run('import', 'person', people);
  const file = await sheet('清单.xlsx', [
    ['风险点', '作业步骤', '危险源', 'L', 'E', 'C', '责任人'],
    ['喷漆房', '喷涂', '漆雾爆炸', 1, 6, 7, '张三,李四'],
  ]);
  const first = await run('import', 'risk', file);
  expect(first.json).toMatchObject({ inserted: 1 });
  expect(first.json.notes.filter(({ key }: { key: string }) => key === 'ownerUnmatched')).toHaveLength(1);
  expect((await run('import', 'risk', file)).json).toMatchObject({ inserted: 0, updated: 0, unchanged: 1 });
  expect((await run('list', 'risk', '--filter', 'owner=待对上')).json).toMatchObject({ total: 1, rows: [{ owner: '张三、李四' }] });
  const changed = await sheet('清单.xlsx', [
    ['风险点', '作业步骤', '危险源', 'L', 'E', 'C', '责任人'],
    ['喷漆房', '喷涂', '漆雾爆炸', 1, 6, 7, '李四'],
  ]);
  expect((await run('import', 'risk', changed)).json).toMatchObject({ updated: 1 });
  expect((await run('list', 'risk')).json.rows[0].owner).toBe('李四');
});
