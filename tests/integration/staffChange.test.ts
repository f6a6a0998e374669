import { describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const person = {
  name: '张三',
  sex: '' as const,
  idNumber: '',
  phone: '',
  education: '',
  employment: 'formal' as const,
  isLeader: false,
  enteredOn: null,
  departmentId: null,
  postId: null,
  remark: '',
};
const enter = async ({ call }: TestWorkspace, name: string, patch: Partial<typeof person> = {}) =>
  (await call('person.create', { draft: { ...person, ...patch, name } })).value.id;
const own = async ({ call }: TestWorkspace, owners: readonly { ownerId: string; ownerText: string }[]) =>
  (
    await call('risk.create', {
      point: { name: '行车', kind: 'equipment' },
      draft: { ...emptyRisk, hazardSource: '断绳', l: 1, e: 1, c: 1 },
      owners: owners.map((owner) => ({ ...owner, ownerPostId: null })),
    } as never)
  ).value.id;
const ownersOf = async ({ call }: TestWorkspace) =>
  (await call('risk.list', { offset: 0, limit: 10, sort: { by: 'riskNo', descending: false }, filter: {} })).rows.map(({ owner }) => owner);
const here = async ({ call }: TestWorkspace, day?: string) =>
  (await call('person.list', { offset: 0, limit: 10, ...(day === undefined ? {} : { day }) })).rows.map(({ name }) => name).toSorted();

describe('people who leave', () => {
  test('hand what is open in their names to somebody else in the same step, or stay', async () => {
    const workspace = await newWorkspace();
    const { call, fail } = workspace;
    const [zhang, li, wang] = [await enter(workspace, '张三'), await enter(workspace, '李四'), await enter(workspace, '王五')];
    await own(workspace, [
      { ownerId: zhang, ownerText: '张三' },
      { ownerId: wang, ownerText: '王五' },
    ]);
    await own(workspace, [
      { ownerId: wang, ownerText: '王五' },
      { ownerId: li, ownerText: '李四' },
      { ownerId: zhang, ownerText: '张三' },
    ]);
    const selection = { ids: [zhang, li] };
    const asked = await call('person.openItems', { selection });
    expect([asked.people, asked.total, asked.counts]).toEqual([2, 3, { risk: 3 }]);
    expect(await fail('person.leaveMany', { selection, on: '2026-11-20' })).toMatchObject({ key: 'openItems', params: { count: 3 } });
    const refused = await fail('person.leaveMany', { selection, on: '2026-11-20', successorId: li });
    expect(refused.findings).toMatchObject([{ key: 'successorLeaves', field: 'successorId' }]);
    expect(await here(workspace)).toEqual(['张三', '李四', '王五'].toSorted());
    const { value } = await call('person.leaveMany', { selection, on: '2026-11-20', successorId: wang });
    expect(value).toEqual({ left: 2, given: 3 });
    expect(await ownersOf(workspace)).toEqual(['王五', '王五']);
    expect(await here(workspace)).toEqual(['王五']);
    expect(await call('person.leftOwners', {})).toEqual([]);
    await call('history.undo', {});
    expect(await ownersOf(workspace)).toEqual(['张三、王五', '王五、李四、张三']);
    expect(await here(workspace)).toEqual(['张三', '李四', '王五'].toSorted());
    await workspace.host.close();
  });

  test('need nobody to take over where nothing is open, and cannot leave before they came', async () => {
    const workspace = await newWorkspace();
    const { call, fail } = workspace;
    const id = await enter(workspace, '张三', { enteredOn: '2026-05-01' as never });
    const early = await fail('person.leave', { id, revision: 1, on: '2026-04-30' });
    expect(early.findings).toMatchObject([{ key: 'enteredAfter', field: 'on' }]);
    expect((await fail('person.leave', { id, revision: 7, on: '2026-06-30' })).code).toBe('CONFLICT');
    await call('person.leave', { id, revision: 1, on: '2026-05-01' });
    expect(await here(workspace)).toEqual([]);
    await workspace.host.close();
  });

  test('with something open, as by an import, are told until it is given to somebody', async () => {
    const workspace = await newWorkspace();
    const { call } = workspace;
    const [zhang, wang] = [await enter(workspace, '张三'), await enter(workspace, '王五')];
    await call('person.leave', { id: zhang, revision: 1, on: '2026-11-01' });
    await own(workspace, [{ ownerId: zhang, ownerText: '张三' }]);
    expect(await call('person.leftOwners', {})).toEqual([{ id: zhang, name: '张三', leftOn: '2026-11-01', items: 1 }]);
    await call('person.handOver', { personId: zhang, successorId: wang });
    expect(await call('person.leftOwners', {})).toEqual([]);
    expect(await ownersOf(workspace)).toEqual(['王五']);
    await workspace.host.close();
  });
});

describe('people who move together', () => {
  test('are with the new employer and department from the day, and where they were before it', async () => {
    const workspace = await newWorkspace();
    const { call, fail } = workspace;
    const departmentId = (
      await call('department.create', { draft: { name: '检修队', parentId: null, kind: 'team', validFrom: '2026-01-01' } })
    ).value.id;
    const contractor = { ...person, employment: 'contractor' as const, employer: '甲检修公司', enteredOn: '2026-01-01' };
    for (const name of ['甲一', '甲二', '甲三']) await call('person.create', { draft: { ...contractor, name } });
    const selection = { filter: { text: '甲检修' }, except: [] };
    const early = await fail('person.moveMany', { selection, from: '2025-12-31', patch: { employer: '乙检修公司' } });
    expect(early.findings).toMatchObject([{ key: 'enteredAfter', field: 'from' }]);
    const { value } = await call('person.moveMany', { selection, from: '2026-07-01', patch: { employer: '乙检修公司', departmentId } });
    expect(value).toEqual({ moved: 3 });
    const on = async (day: string) =>
      (await call('person.list', { day, offset: 0, limit: 10 })).rows.map(({ employer, employment, department }) =>
        [employment, employer, department].join(' '),
      );
    expect(new Set(await on('2026-06-30'))).toEqual(new Set(['contractor 甲检修公司 ']));
    expect(new Set(await on('2026-07-01'))).toEqual(new Set(['contractor 乙检修公司 检修队']));
    await call('history.undo', {});
    expect(new Set(await on('2026-07-01'))).toEqual(new Set(['contractor 甲检修公司 ']));
    await workspace.host.close();
  });

  test('become formal in their own right', async () => {
    const workspace = await newWorkspace();
    const { call } = workspace;
    const stated = { ...person, employment: 'dispatched' as const, employer: '甲劳务', enteredOn: '2026-01-01' };
    const { id } = (await call('person.create', { draft: stated })).value;
    await call('person.moveMany', { selection: { ids: [id] }, from: '2026-07-01', patch: { employment: 'formal', employer: '' } });
    const on = async (day: string) => (await call('person.list', { day, offset: 0, limit: 1 })).rows[0];
    expect(await on('2026-06-30')).toMatchObject({ employment: 'dispatched', employer: '甲劳务' });
    expect(await on('2026-07-01')).toMatchObject({ employment: 'formal', employer: '' });
    await workspace.host.close();
  });
});
