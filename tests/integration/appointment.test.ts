import { describe, expect, test } from 'vitest';
import type { AppointmentDraft } from '../../db/domain/organization/appointment';
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
const enter = async ({ call }: TestWorkspace, name: string) => (await call('person.create', { draft: { ...person, name } })).value.id;
const draft = (personId: string, patch: Partial<AppointmentDraft> = {}): AppointmentDraft => ({
  personId,
  role: 'principal',
  departmentId: null,
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
  ...patch,
});
const holders = async ({ call }: TestWorkspace, day?: string) =>
  (await call('appointment.list', day === undefined ? {} : { day })).rows.map(({ person, role }) => `${role} ${person}`);
const refusal = async ({ fail }: TestWorkspace, refused: AppointmentDraft) =>
  (await fail('appointment.create', { draft: refused })).findings?.map(({ key, field }) => `${field} ${key}`);

describe('an appointment', () => {
  test('counts from its day to its last day', async () => {
    const workspace = await newWorkspace();
    const id = await enter(workspace, '王强');
    const made = await workspace.call('appointment.create', { draft: draft(id) });
    await workspace.call('appointment.end', { id: made.value.id, revision: 1, on: '2026-06-30' });
    expect(await holders(workspace, '2025-12-31')).toEqual([]);
    expect(await holders(workspace, '2026-01-01')).toEqual(['principal 王强']);
    expect(await holders(workspace, '2026-06-30')).toEqual(['principal 王强']);
    expect(await holders(workspace, '2026-07-01')).toEqual([]);
    await workspace.host.close();
  });

  test('to an office of one person is refused while another holds it, and ends the former where that is said, in one step', async () => {
    const workspace = await newWorkspace();
    const { call } = workspace;
    const [former, next] = [await enter(workspace, '王强'), await enter(workspace, '周涛')];
    await call('appointment.create', { draft: draft(former) });
    const succession = draft(next, { validFrom: '2026-07-01' });
    expect(await refusal(workspace, succession)).toEqual(['personId officeHeld']);
    await call('appointment.create', { draft: succession, succeeds: true });
    expect(await holders(workspace, '2026-06-30')).toEqual(['principal 王强']);
    expect(await holders(workspace, '2026-07-01')).toEqual(['principal 周涛']);
    await call('history.undo', {});
    expect(await holders(workspace, '2026-07-01')).toEqual(['principal 王强']);
    await workspace.host.close();
  });

  test('is refused twice for one person, without a department for its head, and after the person left', async () => {
    const workspace = await newWorkspace();
    const { call } = workspace;
    const id = await enter(workspace, '赵敏');
    const refused = (patch: Partial<AppointmentDraft>) => refusal(workspace, draft(id, patch));
    await call('appointment.create', { draft: draft(id, { role: 'safetyDeputy' }) });
    expect(await refused({ role: 'safetyDeputy', validFrom: '2026-05-01' })).toEqual(['personId appointmentTwice']);
    expect(await refused({ role: 'departmentHead' })).toEqual(['departmentId departmentNeeded']);
    expect(await refused({ role: 'technicalLead', validTo: '2025-12-31' })).toEqual(['validTo dateOrder']);
    await call('person.leave', { id, revision: 1, on: '2026-03-31' });
    expect(await refused({ role: 'technicalLead' })).toEqual(['validTo personLeft']);
    expect(await refused({ role: 'technicalLead', validFrom: '2026-04-01' })).toEqual(['personId personLeft']);
    await call('appointment.create', { draft: draft(id, { role: 'technicalLead', validTo: '2026-03-31' }) });
    await workspace.host.close();
  });

  test('ends with the last day of a person who leaves', async () => {
    const workspace = await newWorkspace();
    const { call } = workspace;
    const id = await enter(workspace, '赵敏');
    await call('appointment.create', { draft: draft(id, { role: 'safetyDeputy' }) });
    await call('appointment.create', { draft: draft(id, { role: 'technicalLead', validFrom: '2026-06-01' }) });
    await call('person.leave', { id, revision: 1, on: '2026-03-31' });
    expect(await holders(workspace, '2026-03-31')).toEqual(['safetyDeputy 赵敏']);
    expect(await holders(workspace, '2026-06-01')).toEqual([]);
    await workspace.host.close();
  });

  test('closes a gap, for which the people whom the record of the enterprise names are offered', async () => {
    const workspace = await newWorkspace();
    const { call } = workspace;
    const { revision } = await call('enterprise.get', {});
    await call('enterprise.update', { revision, patch: { principal: '王强' } });
    const id = await enter(workspace, '王强');
    const before = await call('appointment.gaps', {});
    expect(before.gaps).toContainEqual({ kind: 'missing', role: 'principal', stated: '王强' });
    expect(before.named).toEqual([{ id, name: '王强' }]);
    await call('appointment.create', { draft: draft(id) });
    const after = await call('appointment.gaps', {});
    expect(after.gaps.map(({ role }) => role)).not.toContain('principal');
    expect(after.held).toMatchObject([{ role: 'principal', personId: id }]);
    await workspace.host.close();
  });

  test('is taken back altogether where it was a mistake', async () => {
    const workspace = await newWorkspace();
    const made = await workspace.call('appointment.create', { draft: draft(await enter(workspace, '王强')) });
    await workspace.call('appointment.remove', { id: made.value.id, revision: 1 });
    expect((await workspace.call('appointment.list', { which: 'all' })).total).toBe(0);
    await workspace.host.close();
  });
});
