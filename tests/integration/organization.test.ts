import { describe, expect, test } from 'vitest';
import type { DepartmentKind } from '../../db/domain/organization/organization';
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
const create = async (
  { call }: TestWorkspace,
  name: string,
  parentId: string | null = null,
  validFrom = '2026-01-01',
  kind: DepartmentKind = 'workshop',
) => (await call('department.create', { draft: { name, parentId, kind, validFrom } })).value.id;
const rename = (id: string, name: string, from: string, revision = 1, parentId: string | null = null) => ({
  id,
  revision,
  name,
  parentId,
  kind: 'workshop' as const,
  from,
});
const names = async ({ call }: TestWorkspace, day: string, withEnded = false) =>
  (await call('department.list', { day, withEnded })).map(({ name }) => name);

describe('a department', () => {
  test('keeps its old name on old days and its new one from the day of the change', async () => {
    const workspace = await newWorkspace();
    const id = await create(workspace, '一车间');
    await workspace.call('department.update', rename(id, '冲压车间', '2026-07-01'));
    expect(await names(workspace, '2025-12-31')).toEqual([]);
    expect(await names(workspace, '2026-01-01')).toEqual(['一车间']);
    expect(await names(workspace, '2026-06-30')).toEqual(['一车间']);
    expect(await names(workspace, '2026-07-01')).toEqual(['冲压车间']);
    await workspace.host.close();
  });

  test('is named on the risks of a day as it was named on that day', async () => {
    const workspace = await newWorkspace({ today: '2026-06-30' });
    const { call, setToday } = workspace;
    const departmentId = await create(workspace, '一车间');
    await call('risk.create', {
      point: { name: '行车', kind: 'equipment' },
      draft: { ...emptyRisk, hazardSource: '断绳', l: 1, e: 1, c: 1, departmentId },
    });
    await call('department.update', rename(departmentId, '冲压车间', '2026-07-01'));
    const shown = async () =>
      (await call('risk.list', { offset: 0, limit: 1, sort: { by: 'riskNo', descending: false }, filter: {} })).rows[0]?.department;
    expect(await shown()).toBe('一车间');
    setToday('2026-07-01');
    expect(await shown()).toBe('冲压车间');
    await workspace.host.close();
  });

  test('is found by its new name, and by the old one again after undo', async () => {
    const workspace = await newWorkspace();
    const id = await create(workspace, '一车间');
    await workspace.call('department.update', rename(id, '冲压工段', '2026-07-01'));
    const found = async (text: string) => (await workspace.call('search.everything', { text })).map((hit) => hit.id);
    expect(await found('冲压')).toEqual([id]);
    expect(await found('cygd')).toEqual([id]);
    expect(await found('一车间')).toEqual([]);
    await workspace.call('history.undo', {});
    expect(await found('冲压')).toEqual([]);
    expect(await found('一车间')).toEqual([id]);
    await workspace.host.close();
  });

  test('that is renamed twice on one day has one name on that day', async () => {
    const workspace = await newWorkspace();
    const id = await create(workspace, '一车间');
    await workspace.call('department.update', rename(id, '甲', '2026-07-01'));
    await workspace.call('department.update', rename(id, '乙', '2026-07-01'));
    expect([await names(workspace, '2026-06-30'), await names(workspace, '2026-07-01')]).toEqual([['一车间'], ['乙']]);
    await workspace.host.close();
  });

  test('cannot stand below itself, directly or round about', async () => {
    const workspace = await newWorkspace();
    const first = await create(workspace, '甲');
    const second = await create(workspace, '乙', first);
    const third = await create(workspace, '丙', second);
    for (const parent of [first, second, third]) {
      expect(await workspace.fail('department.update', rename(first, '甲', '2026-02-01', 1, parent)), parent).toMatchObject({
        code: 'INVALID',
        findings: [{ rule: 'cycle', field: 'parentId' }],
      });
    }
    expect(
      await workspace.fail('department.update', rename(third, '丙', '2026-02-01', 1, '00000000-0000-7000-8000-000000000000')),
    ).toMatchObject({ code: 'CONFLICT', key: 'referenced' });
    await workspace.host.close();
  });

  test('shares its name with no other on the same day', async () => {
    const workspace = await newWorkspace();
    const id = await create(workspace, '一车间');
    const other = await create(workspace, '二车间');
    expect(
      await workspace.fail('department.create', { draft: { name: '一车间', parentId: null, kind: 'team', validFrom: '2026-05-01' } }),
    ).toMatchObject({ findings: [{ rule: 'unique', field: 'name' }] });
    expect(await workspace.fail('department.update', rename(other, '一车间', '2026-05-01'))).toMatchObject({
      findings: [{ rule: 'unique' }],
    });
    await workspace.call('department.end', { id, revision: 1, on: '2026-06-30' });
    await workspace.call('department.update', rename(other, '一车间', '2026-07-01'));
    expect(await names(workspace, '2026-07-01')).toEqual(['一车间']);
    await workspace.host.close();
  });

  test('is not ended while people, risks or departments are in it: the numbers are told', async () => {
    const workspace = await newWorkspace();
    const { call, fail } = workspace;
    const id = await create(workspace, '一车间');
    await create(workspace, '甲班', id);
    await create(workspace, '乙班', id);
    await call('person.create', { draft: { ...person, departmentId: id } });
    await call('risk.create', {
      point: { name: '行车', kind: 'equipment' },
      draft: { ...emptyRisk, hazardSource: '断绳', l: 1, e: 1, c: 1, departmentId: id },
    });
    expect(await fail('department.end', { id, revision: 1, on: '2026-12-31' })).toEqual({
      code: 'CONFLICT',
      key: 'departmentInUse',
      params: { people: 1, risks: 1, below: 2 },
    });
    await workspace.host.close();
  });

  test('that is ended is gone after its last day and stays in the papers before', async () => {
    const workspace = await newWorkspace();
    const id = await create(workspace, '一车间');
    await workspace.call('department.end', { id, revision: 1, on: '2026-09-30' });
    expect([
      await names(workspace, '2026-09-30'),
      await names(workspace, '2026-10-01'),
      await names(workspace, '2026-10-01', true),
    ]).toEqual([['一车间'], [], ['一车间']]);
    await workspace.host.close();
  });

  test('neither ends nor is renamed before it was founded, nor ends before its last name began', async () => {
    const workspace = await newWorkspace();
    const id = await create(workspace, '一车间', null, '2026-03-01');
    expect(await workspace.fail('department.update', rename(id, '甲', '2026-02-28'))).toMatchObject({
      findings: [{ rule: 'dateOrder', field: 'from', params: { date: '2026-03-01' } }],
    });
    expect(await workspace.fail('department.end', { id, revision: 1, on: '2026-02-28' })).toMatchObject({
      findings: [{ rule: 'dateOrder', field: 'on' }],
    });
    await workspace.call('department.update', rename(id, '甲', '2026-12-01'));
    expect(await workspace.fail('department.end', { id, revision: 1, on: '2026-11-30' })).toMatchObject({
      findings: [{ params: { date: '2026-12-01' } }],
    });
    await workspace.host.close();
  });
});

describe('a person', () => {
  const place = async ({ call, setToday }: TestWorkspace, day: string) => {
    setToday(day);
    const { rows } = await call('person.list', { offset: 0, limit: 10, withLeft: true });
    return rows.map(({ department, post }) => [department, post]);
  };

  test('who moves stays where they were on the days before', async () => {
    const workspace = await newWorkspace();
    const [first, second] = [await create(workspace, '一车间'), await create(workspace, '二车间')];
    const post = (
      await workspace.call('post.create', {
        draft: { name: '焊工', departmentId: null, isSpecialOperation: true, isLeader: false, validFrom: '2026-01-01' },
      })
    ).value.id;
    const { value } = await workspace.call('person.create', { draft: { ...person, enteredOn: '2026-02-01', departmentId: first } });
    await workspace.call('person.update', {
      id: value.id,
      revision: 1,
      draft: { ...person, enteredOn: '2026-02-01', departmentId: second, postId: post },
      from: '2026-08-01',
    });
    expect(await place(workspace, '2026-07-31')).toEqual([['一车间', null]]);
    expect(await place(workspace, '2026-08-01')).toEqual([['二车间', '焊工']]);
    await workspace.host.close();
  });

  test('who leaves is listed no more from that day on, unless those who left are asked for', async () => {
    const workspace = await newWorkspace();
    const department = await create(workspace, '一车间');
    const { value } = await workspace.call('person.create', { draft: { ...person, enteredOn: '2026-02-01', departmentId: department } });
    expect(await workspace.fail('person.leave', { id: value.id, revision: 1, on: '2026-01-31' })).toMatchObject({
      findings: [{ rule: 'enteredAfter', field: 'on' }],
    });
    await workspace.call('person.leave', { id: value.id, revision: 1, on: '2026-10-31' });
    const total = async (withLeft: boolean) => (await workspace.call('person.list', { offset: 0, limit: 10, withLeft })).total;
    expect([await total(false), await total(true)]).toEqual([0, 1]);
    await workspace.call('department.end', { id: department, revision: 1, on: '2026-11-01' });
    await workspace.host.close();
  });

  test('whose name is put right has the right name on the risks they own', async () => {
    const { call, host } = await newWorkspace();
    const { value } = await call('person.create', { draft: person });
    await call('risk.create', {
      point: { name: '行车', kind: 'equipment' },
      draft: { ...emptyRisk, hazardSource: '断绳', l: 1, e: 1, c: 1, ownerId: value.id },
    });
    await call('person.update', { id: value.id, revision: 1, draft: { ...person, name: '章三' }, from: '2026-11-21' });
    const list = { offset: 0, limit: 10, sort: { by: 'owner' as const, descending: false } };
    expect((await call('risk.list', { ...list, filter: { text: '章三' } })).rows[0]?.owner).toBe('章三');
    expect((await call('risk.list', { ...list, filter: { text: '张三' } })).total).toBe(0);
    await call('history.undo', {});
    expect((await call('risk.list', { ...list, filter: {} })).rows[0]?.owner).toBe('张三');
    await host.close();
  });

  test('has a revision: a form opened before a change does not overwrite it', async () => {
    const { call, fail, host } = await newWorkspace();
    const { value } = await call('person.create', { draft: person });
    await call('person.update', { id: value.id, revision: 1, draft: { ...person, phone: '1' }, from: '2026-11-21' });
    expect(await fail('person.update', { id: value.id, revision: 1, draft: { ...person, phone: '2' }, from: '2026-11-21' })).toEqual({
      code: 'CONFLICT',
      key: 'conflict',
      params: { subject: 'person' },
    });
    await host.close();
  });
});

describe('numbers of people', () => {
  const numbers = { idNumber: '150203197803120013', phone: '13800000004' };
  const known = async () => {
    const workspace = await newWorkspace();
    const { id } = (await workspace.call('person.create', { draft: { ...person, ...numbers } })).value;
    return { ...workspace, id };
  };

  test('are masked in the list, shown on purpose, and who asked stands in the audit', async () => {
    const { call, id } = await known();
    const [row] = (await call('person.list', { offset: 0, limit: 10 })).rows;
    expect([row!.idNumber, row!.phone]).toEqual(['1502************13', '138****0004']);
    const { value, changed } = await call('person.reveal', { id, fields: ['idNumber', 'phone'], reason: '办保险' });
    expect([value, changed]).toEqual([numbers, 1]);
    const [disclosure] = (await call('history.changes', { filter: { subject: 'disclosure' }, limit: 5 })).rows;
    expect(disclosure).toMatchObject({ actor: '王安全', command: 'person.reveal' });
    // Neither undone nor in the way of undo.
    expect((await call('history.state', {})).undo?.command).toBe('person.create');
  });

  test('stay as they are when the mask is saved, and a mask of something else is refused', async () => {
    const { call, fail, id } = await known();
    const draft = { ...person, idNumber: '1502************13', phone: '138****0004', education: '大专' };
    await call('person.update', { id, revision: 1, draft, from: '2026-11-21' });
    expect((await call('person.reveal', { id, fields: ['idNumber', 'phone'] })).value).toEqual(numbers);
    expect(await fail('person.update', { id, revision: 2, draft: { ...draft, phone: '138****9999' }, from: '2026-11-21' })).toMatchObject({
      code: 'INVALID',
      findings: [{ rule: 'masked', field: 'phone' }],
    });
  });

  test('are no words of the search, and a list finds them by four digits only', async () => {
    const { call } = await known();
    const found = async (text: string) => (await call('person.list', { offset: 0, limit: 10, text })).total;
    expect([await found('138'), await found('0004'), await found('13800000004')]).toEqual([0, 1, 1]);
    expect(await call('search.everything', { text: '13800000004' })).toEqual([]);
  });
});

describe('employer and employment', () => {
  test('count from the day of the change; who was with whom before stays', async () => {
    const workspace = await newWorkspace();
    const { call } = workspace;
    const stated = { ...person, employment: 'dispatched' as const, employer: '甲劳务公司', enteredOn: '2026-01-01' };
    const { id } = (await call('person.create', { draft: stated })).value;
    const moved = { ...stated, employment: 'contractor' as const, employer: '乙建筑公司' };
    await call('person.update', { id, revision: 1, draft: moved, from: '2026-07-01' });
    const on = async (day: string) => {
      const [row] = (await call('person.list', { day, offset: 0, limit: 1 })).rows;
      return [row?.employment, row?.employer];
    };
    expect(await on('2026-06-30')).toEqual(['dispatched', '甲劳务公司']);
    expect(await on('2026-07-01')).toEqual(['contractor', '乙建筑公司']);
    await workspace.host.close();
  });

  test('stay where a change says nothing of them', async () => {
    const workspace = await newWorkspace();
    const { call } = workspace;
    const { id } = (await call('person.create', { draft: { ...person, employeeNo: 'A001', employer: '甲劳务公司' } })).value;
    await call('person.update', { id, revision: 1, draft: { ...person, phone: '13800000004' }, from: '2026-11-21' });
    expect((await call('person.list', { offset: 0, limit: 1 })).rows[0]).toMatchObject({ employeeNo: 'A001', employer: '甲劳务公司' });
    await workspace.host.close();
  });
});
