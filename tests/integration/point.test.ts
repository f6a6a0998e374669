import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptySheets } from '../../db/domain/point/sheet';
import { emptyRisk } from '../../db/domain/risk/risk';
import { anze } from '../support/terminal';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await newWorkspace();
});
afterAll(() => workspace.host.close());

const all = { offset: 0, limit: 200 };
const rows = async (sheet: 'activity' | 'equipment' | 'workplace', more: object = {}) =>
  (await workspace.call('point.list', { sheet, ...all, ...more })).rows;

describe('the lists of activities, equipment and workplaces', () => {
  it('keep every field and make the risk point of a new name, as one step that can be undone', async () => {
    const { call } = workspace;
    const { value } = await call('point.create', {
      sheet: 'activity',
      point: { name: '受限空间清淤', location: '污水站' },
      draft: {
        ...emptySheets.activity,
        steps: ['检测', '清淤'],
        place: '污水站',
        frequency: 'atTimes',
        dangerousWork: ['confinedSpace'],
        headcount: 4,
      },
    });
    expect(await call('point.get', { sheet: 'activity', id: value.id })).toMatchObject({
      name: '受限空间清淤',
      kind: 'activity',
      location: '污水站',
      steps: ['检测', '清淤'],
      frequency: 'atTimes',
      dangerousWork: ['confinedSpace'],
      headcount: 4,
      risks: 0,
      topRank: null,
    });
    await call('history.undo', {});
    expect(await rows('activity')).toEqual([]);
    expect((await call('riskPoint.list', all)).total).toBe(0);
    await call('history.redo', {});
    expect(await rows('activity')).toHaveLength(1);
  });

  it('take a risk point once', async () => {
    const failure = await workspace.fail('point.create', {
      sheet: 'activity',
      point: { name: '受限空间清淤' },
      draft: emptySheets.activity,
    });
    expect(failure).toMatchObject({ code: 'INVALID', findings: [{ field: 'name', key: 'unique' }] });
    expect(await workspace.fail('point.create', { sheet: 'activity', point: { name: ' ' }, draft: emptySheets.activity })).toMatchObject({
      code: 'INVALID',
    });
  });

  it('rename the risk point with its entry, and refuse the name of another and a stale entry', async () => {
    const { call, fail } = workspace;
    const made = await call('point.create', {
      sheet: 'equipment',
      point: { name: '空压机' },
      draft: { ...emptySheets.equipment, checkItems: [{ item: '安全阀', standard: '年检合格' }], isSpecialEquipment: true },
    });
    const entry = await call('point.get', { sheet: 'equipment', id: made.value.id });
    const { risk } = await call('risk.get', {
      id: (
        await call('risk.create', {
          point: { id: entry.riskPointId },
          draft: { ...emptyRisk, step: '安全阀', hazardSource: '超压爆炸', l: 3, e: 6, c: 40 },
        })
      ).value.id,
    });
    const change = (name: string) => ({
      sheet: 'equipment' as const,
      id: entry.id,
      revision: entry.revision,
      draft: { ...emptySheets.equipment, count: 2 },
      point: { revision: entry.pointRevision, name, no: entry.no, location: '动力站' },
    });
    expect(await fail('point.update', change('受限空间清淤'))).toMatchObject({ code: 'INVALID', findings: [{ key: 'unique' }] });
    await call('point.update', change('1# 空压机'));
    expect(await rows('equipment')).toMatchObject([
      { name: '1# 空压机', location: '动力站', count: 2, risks: 1, topRank: 1, checkItems: [] },
    ]);
    expect((await call('risk.get', { id: risk.id })).risk).toMatchObject({ riskPoint: '1# 空压机' });
    expect(await fail('point.update', change('空压机'))).toMatchObject({ code: 'CONFLICT' });
  });

  it('are found by words, departments and what is dangerous', async () => {
    const { call } = workspace;
    const department = (
      await call('department.create', { draft: { name: '动力车间', parentId: null, kind: 'workshop', validFrom: '2026-01-01' } })
    ).value.id;
    await call('point.create', {
      sheet: 'equipment',
      point: { name: '桥式起重机' },
      draft: { ...emptySheets.equipment, isSpecialEquipment: true, departmentId: department, model: 'QD32/5_A' },
    });
    expect(await rows('equipment', { text: '32/5_' })).toMatchObject([{ name: '桥式起重机' }]);
    expect(await rows('equipment', { text: '32/5%' })).toEqual([]);
    expect(await rows('equipment', { departmentId: [department] })).toMatchObject([{ name: '桥式起重机' }]);
    expect(await rows('equipment', { marked: true })).toMatchObject([{ name: '桥式起重机' }]);
    expect(await rows('activity', { marked: true })).toMatchObject([{ name: '受限空间清淤' }]);
  });

  it('take over the risk points of their kinds with the steps of the risks, and give an entry back without its risks', async () => {
    const { call } = workspace;
    const point = { name: '喷漆作业', kind: 'activity' as const, location: '喷漆房' };
    for (const step of ['调漆', '喷漆', '调漆'])
      await call('risk.create', { point, draft: { ...emptyRisk, step, hazardSource: `${step}时挥发`, l: 3, e: 6, c: 15 } });
    const { value } = await call('point.fill', { sheet: 'activity' });
    expect(value).toEqual({ added: 1 });
    const [entry] = await rows('activity', { text: '喷漆作业' });
    expect(entry).toMatchObject({ steps: ['调漆', '喷漆'], place: '喷漆房', risks: 3 });
    await call('point.remove', { sheet: 'activity', id: entry!.id, revision: entry!.revision });
    expect((await call('risk.list', { ...all, sort: { by: 'riskNo', descending: false }, filter: { text: '调漆' } })).total).toBe(2);
    expect(await call('point.unlisted', { sheet: 'activity' })).toMatchObject([{ name: '喷漆作业' }]);
  });
});

it('the terminal lists them with the words of the field', async () => {
  const own = await newWorkspace();
  await own.call('point.create', {
    sheet: 'equipment',
    point: { name: '桥式起重机', location: '一跨' },
    draft: {
      ...emptySheets.equipment,
      category: 'lifting',
      isSpecialEquipment: true,
      checkItems: [{ item: '钢丝绳', standard: '无断丝' }],
    },
  });
  await own.host.close();
  const at = ['--workspace', own.folder] as const;
  expect(JSON.parse((await anze('list', 'equipment', ...at, '--json')).out)).toMatchObject({
    total: 1,
    rows: [
      { name: '桥式起重机', location: '一跨', category: '起重', isSpecialEquipment: true, checkItems: [{ item: '钢丝绳' }], risks: 0 },
    ],
  });
  expect((await anze('list', 'activity', ...at)).out).toContain('共 0 条');
  expect((await anze('list', '设备', ...at)).code).toBe(2);
});
