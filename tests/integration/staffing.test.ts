import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { AppointmentRole } from '../../db/domain/organization/appointment';
import type { Employment } from '../../db/domain/organization/organization';
import type { NewRow } from '../../db/tables';
import { api } from '../../electron/api/index';
import { command } from '../../electron/api/procedure';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

/** An appointment as it stands in its table. */
const appoint = command(z.record(z.string(), z.any()), ({ db }, row) => ({
  id: db.insert('appointment', row as NewRow<'appointment'>).id,
}));

let workspace: TestWorkspace;
afterEach(() => workspace.host.close());

async function begin(regionCode = '150200') {
  workspace = await newWorkspace({ regionCode, procedures: { ...api, 'test.appoint': appoint } });
  const { call } = workspace;
  const profile = async (patch: Record<string, unknown>) =>
    call('enterprise.update', { revision: (await call('enterprise.get', {})).revision, patch });
  const hire = async (name: string, employment: Employment = 'formal', enteredOn: string | null = '2025-01-01') =>
    (
      await call('person.create', {
        draft: { name, sex: '', idNumber: '', phone: '', education: '', employment, isLeader: false, enteredOn, departmentId: null, postId: null, remark: '' }, // prettier-ignore
      })
    ).value.id;
  const hold = (personId: string, role: AppointmentRole, around: Partial<NewRow<'appointment'>> = {}) =>
    (call as (name: string, input: unknown) => Promise<unknown>)('test.appoint', {
      personId,
      role,
      validFrom: '2026-01-01',
      validTo: null,
      ...around,
    });
  return { ...workspace, profile, hire, hold, at: (day?: string) => call('staffing.get', day === undefined ? {} : { day }) };
}
const body = {
  kind: 'office' as const,
  name: '安全环保部',
  departmentId: null,
  isMerged: false,
  documentNumber: '鹿原发〔2025〕6号',
  validFrom: '2026-02-01',
  validTo: null,
  remark: '',
};

describe('who counts', () => {
  test('those appointed and employed on the day, each once, nobody of a contractor', async () => {
    const { hire, hold, at, call } = await begin();
    const officer = await hire('王安');
    await hold(officer, 'fullTimeOfficer');
    await hold(officer, 'partTimeOfficer');
    await hold(await hire('李全'), 'partTimeOfficer', { validFrom: '2026-03-01', validTo: '2026-06-30' });
    await hold(await hire('外委员', 'contractor'), 'fullTimeOfficer');
    const leaver = await hire('赵离');
    await hold(leaver, 'fullTimeOfficer');
    const { revision } = (await call('person.list', { offset: 0, limit: 10, text: '赵离' })).rows[0]!;
    await call('person.leave', { id: leaver, revision, on: '2026-05-31' });
    const present = async (day?: string) => {
      const { fullTime, officers } = (await at(day)).present;
      return [fullTime, officers];
    };
    expect(await present('2025-12-31')).toEqual([0, 0]);
    expect(await present('2026-02-28')).toEqual([2, 2]);
    expect(await present('2026-03-01')).toEqual([2, 3]);
    expect(await present('2026-05-31')).toEqual([2, 3]);
    expect(await present('2026-06-01')).toEqual([1, 2]);
    expect(await present('2026-06-30')).toEqual([1, 2]);
    expect(await present()).toEqual([1, 1]);
  });

  test('an engineer whose certificate has run out is shown but not counted', async () => {
    const { hire, hold, at } = await begin();
    await hold(await hire('孙工'), 'certifiedSafetyEngineer', { certificate: '注册安全工程师', certificateTo: '2026-06-30' });
    expect((await at('2026-06-30')).present.engineers).toBe(1);
    const after = await at('2026-07-01');
    expect(after.present.engineers).toBe(0);
    expect(after.staff).toMatchObject([{ name: '孙工', expired: true }]);
  });

  test('the headcount of the profile stands beside the people registered, with those dispatched and interns', async () => {
    const { hire, at, profile } = await begin();
    for (const [name, kind] of [
      ['甲', 'formal'],
      ['乙', 'dispatched'],
      ['丙', 'intern'],
      ['丁', 'contractor'],
    ] as const)
      await hire(name, kind);
    await profile({ headcount: 101 });
    const view = await at();
    expect(view).toMatchObject({ headcount: 101, people: { employees: 3, formal: 1, dispatched: 1, intern: 1, contractor: 1 } });
    expect(view.differing).toEqual(['V100']);
  });

  test('special equipment apart, the committee by who is principal', async () => {
    const { hire, hold, at, profile, call } = await begin('130802');
    await profile({ headcount: 40, isAboveScale: true, hasSpecialEquipment: true, principal: '郭总' });
    const head = await hire('郭总');
    await hold(head, 'committeeChair');
    await hold(await hire('特设员'), 'equipmentSafetyOfficer');
    await call('safetyBody.create', { draft: { ...body, kind: 'committee', name: '安全生产委员会' } });
    const view = await at();
    expect(view.present).toMatchObject({ isChairPrincipal: true, committees: 1, officers: 0, equipmentOfficers: 1, equipmentDirectors: 0 });
    await hold(await hire('韩总'), 'principal');
    expect((await at()).present.isChairPrincipal).toBe(false);
  });
});

describe('a safety body', () => {
  test('is in force from its first to its last day; a day before the first is refused', async () => {
    const { call, at, fail } = await begin();
    const { id } = (await call('safetyBody.create', { draft: body })).value;
    expect((await at('2026-01-31')).present.offices).toBe(0);
    expect((await at('2026-02-01')).present.offices).toBe(1);
    expect(await fail('safetyBody.update', { id, revision: 1, draft: { ...body, validTo: '2026-01-31' } })).toMatchObject({
      code: 'INVALID',
      findings: [{ key: 'dateOrder', field: 'validTo' }],
    });
    await call('safetyBody.update', { id, revision: 1, draft: { ...body, validTo: '2026-09-30' } });
    expect((await at('2026-09-30')).present.offices).toBe(1);
    const { present, bodies } = await at('2026-10-01');
    expect(present.offices).toBe(0);
    expect(bodies).toMatchObject([{ name: '安全环保部', isOpen: false }]);
  });

  test('only a department can be merged; what was removed comes back by undo', async () => {
    const { call, at } = await begin();
    const { id } = (await call('safetyBody.create', { draft: { ...body, kind: 'entrusted', isMerged: true } })).value;
    expect((await at()).bodies).toMatchObject([{ kind: 'entrusted', isMerged: false }]);
    await call('safetyBody.remove', { id, revision: 1 });
    expect((await at()).bodies).toEqual([]);
    await call('history.undo', {});
    expect((await at()).bodies).toMatchObject([{ id, kind: 'entrusted' }]);
  });
});

describe('the review', () => {
  const found = async () =>
    (await workspace.call('review.run', {})).groups
      .filter(({ key }) => key.startsWith('staffing.'))
      .map(({ rule, kind, examples }) => `${rule} ${kind} ${examples[0]?.subject}`)
      .toSorted();

  test('speaks of what the law asks for everywhere and of local policy only where it is in force', async () => {
    const { profile } = await begin();
    await profile({ headcount: 301 });
    expect(await found()).toEqual(['V100 statutory staffing']);
  });

  test('keeps policy apart from law', async () => {
    const { profile, call } = await begin('130802');
    await profile({ headcount: 301, isAboveScale: true });
    await call('safetyBody.create', { draft: { ...body, isMerged: true } });
    expect(await found()).toEqual(['V101 policy staffing', 'V102 policy staffing', 'V104 policy staffing']);
  });

  test('tells the basis by its name', async () => {
    const { profile, at } = await begin('130802');
    await profile({ headcount: 301 });
    expect((await at()).requirements.map(({ rule, basis }) => [rule, ...basis])).toEqual([
      ['V100', '《安全生产法》第24条'],
      ['V101', '《双桥区关于推进安全生产领域改革发展的实施意见》（十一）'],
    ]);
  });
});
