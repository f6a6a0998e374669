import { describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const blank = {
  sex: '' as const,
  idNumber: '',
  phone: '',
  education: '',
  employment: 'formal' as const,
  isLeader: false,
  enteredOn: '2026-01-01',
  remark: '',
};
const office = {
  title: '',
  scope: '',
  documentNumber: '',
  certificate: '',
  certificateNumber: '',
  certificateTo: null,
  notifiedOn: null,
  endNotifiedOn: null,
  validFrom: '2026-01-01',
  validTo: null,
  remark: '',
};

/** 一车间 with a person, a post, a risk, its head and an officer; 二车间 with none. */
async function twoWorkshops(workspace: TestWorkspace) {
  const { call } = workspace;
  const found = async (name: string) =>
    (await call('department.create', { draft: { name, parentId: null, kind: 'workshop', validFrom: '2026-01-01' } })).value.id;
  const [first, second] = [await found('一车间'), await found('二车间')];
  const post = { name: '车工', departmentId: first, isSpecialOperation: false, isLeader: false, validFrom: '2026-01-01' };
  const postId = (await call('post.create', { draft: post })).value.id;
  const personId = (await call('person.create', { draft: { ...blank, name: '张三', departmentId: first, postId } })).value.id;
  for (const role of ['departmentHead', 'partTimeOfficer'] as const)
    await call('appointment.create', { draft: { ...office, personId, role, departmentId: first } });
  await call('risk.create', {
    point: { name: '行车', kind: 'equipment' },
    draft: { ...emptyRisk, hazardSource: '断绳', l: 1, e: 1, c: 1, departmentId: first },
  });
  return { first, second };
}
const whereOn = async ({ call }: TestWorkspace, day: string) =>
  (await call('person.list', { day, offset: 0, limit: 5 })).rows.map(({ department, post }) => `${department} ${post}`);
const officesOn = async ({ call }: TestWorkspace, day: string) =>
  (await call('appointment.list', { day })).rows.map(({ role, department }) => `${role} ${department}`);
const namesOn = async ({ call }: TestWorkspace, day: string) => (await call('department.list', { day })).map(({ name }) => name);

describe('two workshops that become one on a day', () => {
  test('are two before it with everybody where they were, and one from it on', async () => {
    const workspace = await newWorkspace();
    const { call } = workspace;
    const { first, second } = await twoWorkshops(workspace);
    const { value } = await call('department.merge', { keep: second, others: [first], from: '2026-07-01' });
    expect(value).toMatchObject({ id: second, merged: 1, moved: 1 });
    expect(await namesOn(workspace, '2026-06-30')).toEqual(['一车间', '二车间']);
    expect(await namesOn(workspace, '2026-07-01')).toEqual(['二车间']);
    expect(await whereOn(workspace, '2026-06-30')).toEqual(['一车间 车工']);
    expect(await whereOn(workspace, '2026-07-01')).toEqual(['二车间 车工']);
    expect(await officesOn(workspace, '2026-06-30')).toEqual(['departmentHead 一车间', 'partTimeOfficer 一车间']);
    expect(await officesOn(workspace, '2026-07-01')).toEqual(['partTimeOfficer 二车间']);
    const [risk] = (await call('risk.list', { offset: 0, limit: 1, sort: { by: 'riskNo', descending: false }, filter: {} })).rows;
    expect(risk?.department).toBe('二车间');
    await call('history.undo', {});
    expect(await namesOn(workspace, '2026-07-01')).toEqual(['一车间', '二车间']);
    expect(await whereOn(workspace, '2026-07-01')).toEqual(['一车间 车工']);
    expect(await officesOn(workspace, '2026-07-01')).toEqual(['departmentHead 一车间', 'partTimeOfficer 一车间']);
    await workspace.host.close();
  });

  test('cannot be one from a day to come, nor from before the last of them was founded', async () => {
    const workspace = await newWorkspace();
    const { first, second } = await twoWorkshops(workspace);
    const refused = async (from: string) => (await workspace.fail('department.merge', { keep: second, others: [first], from })).findings;
    expect(await refused('2026-11-22')).toMatchObject([{ key: 'dateFuture', field: 'from' }]);
    expect(await refused('2026-01-01')).toMatchObject([{ key: 'dateOrder', field: 'from', params: { date: '2026-01-02' } }]);
    await workspace.call('department.merge', { keep: second, others: [first], from: '2026-01-02' });
    expect(await whereOn(workspace, '2026-01-01')).toEqual(['一车间 车工']);
    await workspace.host.close();
  });

  test('were one all along where no day is said', async () => {
    const workspace = await newWorkspace();
    const { first, second } = await twoWorkshops(workspace);
    await workspace.call('department.merge', { keep: second, others: [first] });
    expect(await whereOn(workspace, '2026-06-30')).toEqual(['二车间 车工']);
    await workspace.host.close();
  });
});
