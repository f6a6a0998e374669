import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { newTerminal } from '../support/terminal';
import { newWorkspace } from '../support/workspace';

const someone = { sex: '', idNumber: '', phone: '', education: '', employment: 'formal', isLeader: false, enteredOn: '2020-01-01', departmentId: null, postId: null, remark: '' } as const; // prettier-ignore
const office = { role: 'fullTimeOfficer', departmentId: null, title: '', scope: '', documentNumber: '安字〔2026〕3号', certificate: '安全管理人员资格证', certificateNumber: 'A-0001', certificateTo: '2028-01-01', notifiedOn: null, endNotifiedOn: null, validFrom: '2026-10-01', validTo: null, remark: '' } as const; // prettier-ignore
const f35 = { code: 'F35', compiledOn: '2026-11-21', day: null } as const;

test('F35 tells what is asked for, what there is and who they are, as of a day', async () => {
  const { call, fail, host, folder } = await newWorkspace();
  const lacking = async (request: Record<string, unknown> = {}) =>
    (await call('filing.draft', { request: { ...f35, ...request } })).gaps.filter(({ advice }) => !advice).map(({ key, params }) => params?.['staffing'] ?? key); // prettier-ignore
  expect(await lacking()).toEqual(['uscc', 'headcount']);
  const { revision } = await call('enterprise.get', {});
  await call('enterprise.update', { revision, patch: { headcount: 120, hasSpecialEquipment: true } });
  expect(await lacking()).toEqual(['uscc', 'V100', 'equipmentStaff']);
  const personId = (await call('person.create', { draft: { ...someone, name: '王建国' } })).value.id;
  await call('appointment.create', { draft: { ...office, personId } });
  expect(await lacking()).toEqual(['uscc', 'equipmentStaff']);
  expect(await lacking({ day: '2026-09-30' })).toEqual(['uscc', 'V100', 'equipmentStaff']);
  expect(await fail('filing.draft', { request: { ...f35, day: '2026-11-22' } })).toMatchObject({ findings: [{ rule: 'dateFuture', field: 'day' }] }); // prettier-ignore
  const { html } = await call('filing.draft', { request: f35 });
  for (const words of [
    '从业人员：120 人',
    '王建国',
    '安全管理人员资格证',
    '专职安全生产管理人员 1 人',
    '特种设备安全总监、安全员名单',
    '公章',
  ])
    expect(html).toContain(words);
  expect((await call('filing.issue', { request: f35, gapReason: '正在配备' })).value.number).toBe('F35-2026-001');
  const file = path.join(folder, '..', 'F35.xlsx');
  await call('filing.renderDraft', { request: f35, format: 'xlsx', file });
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
  await host.close();
});

test('F35 in the terminal', async () => {
  const { run, folder } = await newTerminal();
  const { code, json } = await run('file', 'F35', '--draft', '--day', '2026-10-01', '--out', folder);
  expect(code).toBe(0);
  expect(json.files).toHaveLength(1);
  expect((await run('file', 'F35', '--draft', '--month', '2026-10', '--out', folder)).code).toBe(2);
});

test('F37 tells the authority of takings up and leavings once, where the law asks for it', async () => {
  const { call, fail, host } = await newWorkspace();
  const notices = async () => (await call('appointment.notices', {})).rows.map(({ name, kind, on }) => [name, kind, on]);
  const told = async () => (await call('home.summary', {})).notices;
  const { revision } = await call('enterprise.get', {});
  await call('enterprise.update', { revision, patch: { startDate: '2026-10-01' } });
  const people = new Map<string, string>();
  for (const name of ['王建国', '李明', '赵强']) people.set(name, (await call('person.create', { draft: { ...someone, name } })).value.id);
  const appoint = async (name: string, patch: Partial<Record<keyof typeof office, string | null>> = {}) =>
    (await call('appointment.create', { draft: { ...office, personId: people.get(name)!, ...patch } as never })).value.id;
  const first = await appoint('王建国');
  // Before the workspace began to be used; but the end comes after it. An office of another kind is nobody's business.
  await appoint('李明', { validFrom: '2024-01-01', validTo: '2026-10-31', certificate: '' });
  await appoint('赵强', { role: 'departmentHead', departmentId: (await call('department.create', { draft: { name: '安环部', kind: 'department', parentId: null, validFrom: '2020-01-01', remark: '' } as never })).value.id }); // prettier-ignore
  await appoint('赵强', { validFrom: '2026-12-01' });
  expect(await notices()).toEqual([
    ['王建国', 'taking', '2026-10-01'],
    ['李明', 'leaving', '2026-10-31'],
  ]);
  expect(await told()).toEqual({ count: 0, first: null });
  const request = { code: 'F37', compiledOn: '2026-11-21', recipient: '区应急管理局' } as const;
  const gapsOf = async () => (await call('filing.draft', { request })).gaps.map(({ key }) => key);
  expect(await gapsOf()).toEqual(['uscc', 'noticeNotAsked']);
  const { revision: later } = await call('enterprise.get', {});
  await call('enterprise.update', { revision: later, patch: { isMetalSmelting: true } });
  expect(await gapsOf()).toEqual(['uscc']);
  expect(await told()).toEqual({ count: 2, first: '2026-10-01' });
  expect(await fail('appointment.notify', { items: [{ id: first, kind: 'taking' }], on: '2026-11-22' })).toMatchObject({ findings: [{ rule: 'dateFuture' }] }); // prettier-ignore
  const { value } = await call('filing.issue', { request, gapReason: '信用代码待核实' });
  expect(await notices()).toHaveLength(2);
  await call('filing.advance', { id: value.id, change: { state: 'sealed', on: '2026-11-21', note: '', authority: '' } });
  await call('filing.advance', { id: value.id, change: { state: 'sent', on: '2026-11-21', note: '', authority: '' } });
  expect(await notices()).toEqual([]);
  expect((await call('appointment.get', { id: first }))?.notifiedOn).toBe('2026-11-21');
  expect(await gapsOf()).toContain('noticeNone');
  // A new version tells of the same as the first.
  const { request: stated } = await call('filing.stated', { id: value.id });
  const { html } = await call('filing.draft', { request: stated! });
  expect(html).toContain('李明');
  // Its tables go on over pages rather than leave the opening words alone on theirs.
  expect(html).not.toMatch(/class="[^"]*\bwhole\b/);
  await call('appointment.notify', { items: [{ id: first, kind: 'taking' }], on: '2026-11-01' });
  expect((await call('appointment.get', { id: first }))?.notifiedOn).toBe('2026-11-21');
  await host.close();
});

test('F36 tells what the registers know of a year, keeps what a person wrote, and invents nothing', async () => {
  const { call, host } = await newWorkspace();
  const target = { year: 2026, departmentId: null, postId: null, kind: 'result', name: '重伤事故', value: '0 起', criteria: '' } as const;
  await call('target.create', { draft: target });
  const personId = (await call('person.create', { draft: { ...someone, name: '王建国' } })).value.id;
  await call('appointment.create', { draft: { ...office, role: 'legalRep', personId } });
  const inspect = async (on: string) => call('inspection.create', { draft: { on, inspectorId: personId, isFullScope: true, scope: '', participants: '', content: '', conclusion: '', signedOn: null, remark: '', findings: [] } }); // prettier-ignore
  await inspect('2026-11-05');
  const drafts = await call('annualReport.drafts', { year: 2026 });
  expect(drafts.hazard).toContain('领导带队检查 1 次，其中法定代表人或实际控制人全面检查 1 次');
  const request = { code: 'F36', compiledOn: '2026-11-21', year: 2026, audience: '职工代表大会' } as const;
  const { html, gaps } = await call('filing.draft', { request });
  for (const words of ['重伤事故', '由本单位填写', '职工代表大会', '（待补：安全生产投入情况）', '本年度没有登记责任制考核'])
    expect(html).toContain(words);
  expect(gaps.map(({ key }) => key)).toEqual(['uscc', 'report.training', 'report.investment', 'report.emergency', 'report.accident', 'report.plan']); // prettier-ignore
  await inspect('2026-11-06');
  const own = await call('filing.draft', { request: { ...request, hazard: '领导带队检查一次。', training: '培训 3 期。' } });
  expect(own.html).toContain('领导带队检查一次。');
  expect(own.html).not.toContain('领导带队检查 2 次');
  expect(own.gaps.map(({ key }) => key)).not.toContain('report.training');
  expect((await call('filing.draft', { request: { ...request, year: 2024 } })).html).toContain('本年度没有登记领导带队检查');
  await host.close();
});
