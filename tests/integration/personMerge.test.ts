import { describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const person = {
  sex: '' as const,
  idNumber: '',
  phone: '',
  education: '',
  employment: 'formal' as const,
  isLeader: false,
  enteredOn: null as string | null,
  departmentId: null as string | null,
  postId: null,
  remark: '',
};
const number = '150203197803120013';
const enter = async ({ call }: TestWorkspace, name: string, patch: Partial<typeof person> & { employeeNo?: string } = {}) =>
  (await call('person.create', { draft: { ...person, ...patch, name } })).value.id;
const groups = async ({ call }: TestWorkspace) =>
  (await call('person.alike', {})).groups.map((group) => group.map(({ id }) => id).toSorted());

describe('two records', () => {
  test('of one number are one person; of one name only where nothing tells them apart', async () => {
    const workspace = await newWorkspace();
    const one = await enter(workspace, '张三', { idNumber: number });
    const two = await enter(workspace, '张 三', { idNumber: number });
    const three = await enter(workspace, '李四');
    const four = await enter(workspace, '李四', { phone: '13800000004' });
    await enter(workspace, '王五', { employeeNo: 'A1' });
    await enter(workspace, '王五', { employeeNo: 'A2' });
    expect(await groups(workspace)).toEqual([[one, two].toSorted(), [three, four].toSorted()]);
    expect((await workspace.call('person.alike', {})).groups[0]![0]!.idNumber).not.toBe(number);
    await workspace.call('person.tellApart', { ids: [three, four] });
    expect(await groups(workspace)).toEqual([[one, two].toSorted()]);
    const five = await enter(workspace, '李四');
    expect(await groups(workspace)).toEqual([[one, two].toSorted(), [three, four, five].toSorted()]);
    await workspace.host.close();
  });

  test('become one with the history, the items and the particulars of both, and two again by undo', async () => {
    const workspace = await newWorkspace();
    const { call } = workspace;
    const found = async (name: string) =>
      (await call('department.create', { draft: { name, parentId: null, kind: 'workshop', validFrom: '2025-01-01' } })).value.id;
    const [first, second] = [await found('一车间'), await found('二车间')];
    const keep = await enter(workspace, '张三', { departmentId: second, enteredOn: '2026-06-01', idNumber: number });
    const other = await enter(workspace, '张三', { departmentId: first, enteredOn: '2025-03-01', phone: '13800000004' });
    await call('risk.create', {
      point: { name: '行车', kind: 'equipment' },
      draft: { ...emptyRisk, hazardSource: '断绳', l: 1, e: 1, c: 1 },
      owners: [
        { ownerId: keep, ownerPostId: null, ownerText: '张三' },
        { ownerId: other, ownerPostId: null, ownerText: '张三' },
      ],
    } as never);
    const office = {
      role: 'partTimeOfficer' as const,
      departmentId: null,
      title: '',
      scope: '',
      documentNumber: '',
      certificate: '',
      certificateNumber: '',
      certificateTo: null,
      notifiedOn: null,
      endNotifiedOn: null,
      validTo: null,
      remark: '',
    };
    await call('appointment.create', { draft: { ...office, personId: keep, validFrom: '2026-06-01' } });
    await call('appointment.create', { draft: { ...office, personId: other, validFrom: '2025-03-01' } });
    await call('person.merge', { keep, others: [other] });
    const on = async (day: string) => (await call('person.list', { day, offset: 0, limit: 5 })).rows.map(({ department }) => department);
    expect(await on('2026-05-31')).toEqual(['一车间']);
    expect(await on('2026-06-01')).toEqual(['二车间']);
    const [merged] = (await call('person.list', { offset: 0, limit: 5 })).rows;
    expect(merged).toMatchObject({ id: keep, enteredOn: '2025-03-01', phone: '138****0004' });
    expect((await call('appointment.list', { which: 'all' })).rows).toMatchObject([{ personId: keep, validFrom: '2025-03-01' }]);
    const [risk] = (await call('risk.list', { offset: 0, limit: 1, sort: { by: 'riskNo', descending: false }, filter: {} })).rows;
    expect(risk?.owner).toBe('张三');
    await call('history.undo', {});
    expect(await on('2026-07-01')).toHaveLength(2);
    expect((await call('appointment.list', { which: 'all' })).total).toBe(2);
    await workspace.host.close();
  });

  test('of different numbers are not one person', async () => {
    const workspace = await newWorkspace();
    const keep = await enter(workspace, '张三', { idNumber: number });
    const other = await enter(workspace, '张三', { idNumber: '11010519491231002X' });
    expect((await workspace.fail('person.merge', { keep, others: [other] })).findings).toMatchObject([{ key: 'idNumbersDiffer' }]);
    await workspace.host.close();
  });
});
