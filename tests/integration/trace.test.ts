import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import type { Trace } from '../../db/domain/responsibility/trace';
import { openPackage } from '../../electron/intake/zip';
import { approveList } from '../support/duties';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const blank = { sex: '', idNumber: '', phone: '', education: '', employment: 'formal', isLeader: false, enteredOn: '2020-01-01', remark: '' } as const; // prettier-ignore
const office = { title: '', scope: '', documentNumber: '', certificate: '', certificateNumber: '', certificateTo: null, notifiedOn: null, endNotifiedOn: null, validFrom: '2020-01-01', validTo: null, remark: '' } as const; // prettier-ignore

/** A workshop with a head, a post with a list and somebody on it, who owns a risk since March. */
async function workshop(workspace: TestWorkspace) {
  const { call } = workspace;
  workspace.setToday('2026-03-01');
  const departmentIn = async (name: string) =>
    (await call('department.create', { draft: { name, parentId: null, kind: 'workshop', validFrom: '2020-01-01' } })).value.id;
  const departmentId = await departmentIn('焊接车间');
  const otherId = await departmentIn('装配车间');
  const post = { name: '焊工', departmentId, isSpecialOperation: true, isLeader: false, validFrom: '2020-01-01' };
  const postId = (await call('post.create', { draft: post })).value.id;
  const enter = async (name: string, own: string | null = postId) =>
    (await call('person.create', { draft: { ...blank, name, departmentId, postId: own } })).value.id;
  const [welder, head] = [await enter('张三'), await enter('马主任', null)];
  await call('appointment.create', { draft: { ...office, personId: head, role: 'departmentHead', departmentId } });
  await approveList(workspace, postId);
  const draft = { ...emptyRisk, riskNo: 'R-1', hazardSource: '焊渣飞溅', l: 3, e: 6, c: 15, departmentId, ownerId: welder };
  const risk = (await call('risk.create', { point: { name: '焊接工位', kind: 'place' }, draft })).value;
  return { departmentId, otherId, postId, welder, head, riskId: risk.id, enter };
}

const at = (trace: Trace, kind: Trace['links'][number]['kind'], role: string | null = null) =>
  trace.links.filter((link) => link.kind === kind && (role === null || link.role === role));
const names = (trace: Trace, kind: Trace['links'][number]['kind']) =>
  at(trace, kind).flatMap(({ holders }) => holders.map(({ name }) => name));

test('a day in the past has the owner, the names and the departments of that day', async () => {
  const workspace = await newWorkspace({ today: '2026-03-01' });
  const { call, fail } = workspace;
  const { departmentId, otherId, welder, riskId, enter } = await workshop(workspace);
  workspace.setToday('2026-06-01');
  const next = await enter('李四');
  const { revision } = (await call('risk.get', { id: riskId })).risk;
  await call('risk.update', { id: riskId, revision, patch: { ownerId: next } });
  workspace.setToday('2026-09-01');
  await call('person.leaveMany', { selection: { ids: [welder] }, on: '2026-08-31' });
  await call('department.merge', { keep: otherId, others: [departmentId], from: '2026-09-01' });
  workspace.setToday('2026-11-21');

  const ask = (day?: string) => call('trace.get', { subject: 'risk', id: riskId, ...(day === undefined ? {} : { day }) });
  const past = await ask('2026-05-01');
  expect(names(past, 'direct')).toEqual(['张三']);
  expect(at(past, 'direct')[0]!.holders[0]).toMatchObject({ department: '焊接车间', post: '焊工', list: { version: 1, total: 2 } });
  expect(past.people.find(({ id }) => id === welder)).toMatchObject({ name: '张三', leftOn: '2026-08-31', letter: null });
  expect(past.units).toMatchObject([{ name: '焊接车间', successor: '装配车间' }]);
  expect(at(past, 'head')).toMatchObject([{ unit: '焊接车间', holders: [{ name: '马主任', basis: 'appointed' }] }]);
  expect(past.events).toMatchObject([{ act: 'recorded', on: '2026-03-01' }]);
  expect(past.gaps).toEqual([]);

  const now = await ask();
  expect(names(now, 'direct')).toEqual(['李四']);
  expect(at(now, 'head')).toMatchObject([{ unit: '装配车间', holders: [], gaps: ['noHead'] }]);
  expect((await ask('2026-02-01')).gaps).toEqual(['recordedLater']);
  expect(await fail('trace.get', { subject: 'risk', id: riskId, day: '2026-11-22' })).toMatchObject({ findings: [{ rule: 'dateFuture' }] });
  await workspace.host.close();
});

test('somebody whose records were joined is found by the record that is kept; a mere name says whether it is one person', async () => {
  const workspace = await newWorkspace();
  const { call } = workspace;
  const { welder, riskId, enter } = await workshop(workspace);
  workspace.setToday('2026-10-01');
  const kept = await enter('张三');
  await call('person.merge', { keep: kept, others: [welder] });
  workspace.setToday('2026-11-21');
  const past = await call('trace.get', { subject: 'risk', id: riskId, day: '2026-05-01' });
  expect(past.people.map(({ id, name }) => [id, name])).toContainEqual([kept, '张三']);
  expect(names(past, 'direct')).toEqual(['张三']);

  const { revision } = (await call('risk.get', { id: riskId })).risk;
  for (const name of ['王五', '王五']) await enter(name);
  await call('risk.update', { id: riskId, revision, patch: { ownerId: null, ownerText: '王五' } });
  const shared = await call('trace.get', { subject: 'risk', id: riskId });
  expect(at(shared, 'direct')[0]!.holders).toMatchObject([{ personId: null, name: '王五', gaps: ['namesakes'] }]);
  await workspace.host.close();
});

test('offices are told by who was appointed that day, else by the record of the enterprise, else as a gap', async () => {
  const workspace = await newWorkspace();
  const { call } = workspace;
  const { head, riskId } = await workshop(workspace);
  await call('appointment.create', {
    draft: { ...office, personId: head, role: 'safetyDirector', departmentId: null, validTo: '2026-06-30', documentNumber: '〔2020〕1号' },
  });
  const enterprise = await call('enterprise.get', {});
  await call('enterprise.update', { revision: enterprise.revision, patch: { legalRep: '欧阳建国' } });
  workspace.setToday('2026-11-21');
  const ask = (day: string) => call('trace.get', { subject: 'risk', id: riskId, day });
  const may = await ask('2026-05-01');
  expect(at(may, 'office', 'safetyDirector')[0]!.holders).toMatchObject([{ name: '马主任', documentNumber: '〔2020〕1号' }]);
  expect(at(may, 'office', 'legalRep')[0]!.holders).toMatchObject([{ name: '欧阳建国', basis: 'stated', gaps: ['statedOnly'] }]);
  expect(at(may, 'office', 'safetyDeputy')).toMatchObject([{ holders: [], gaps: ['noHolder'] }]);
  expect(at(await ask('2026-07-01'), 'office', 'safetyDirector')).toMatchObject([{ holders: [], gaps: ['noHolder'] }]);
  await workspace.host.close();
});

test('findings, resolutions, departments and issued papers begin a trace on their own day, and it is printed', async () => {
  const workspace = await newWorkspace();
  const { call, folder } = workspace;
  const { departmentId, head, welder } = await workshop(workspace);
  const finding = { text: '护罩缺失', place: '焊接工位', ownerId: welder, ownerText: '张三', measure: '', dueOn: null, doneOn: null, doneNote: '', verifiedBy: '', verifiedOn: null }; // prettier-ignore
  workspace.setToday('2026-04-10');
  const inspection = await call('inspection.create', {
    draft: { on: '2026-04-09', isFullScope: false, scope: '车间', participants: '', content: '', conclusion: '', signedOn: null, remark: '', inspectorId: head, findings: [finding] }, // prettier-ignore
  });
  const meeting = await call('committee.create', {
    draft: { name: '一季度会议', heldOn: '2026-04-01', place: '', chairId: head, chairName: '', recorder: '', agenda: [], attendees: [], minutes: '', remark: '' }, // prettier-ignore
  });
  await call('committee.addResolution', {
    meetingId: meeting.value.id,
    draft: { text: '更换护罩', agendaKey: '', departmentId, ownerId: welder, ownerText: '', dueOn: '2026-05-01' },
  });
  workspace.setToday('2026-11-21');
  const [found] = await call('trace.find', { subject: 'inspectionFinding', text: `${inspection.value.no}-1` });
  const traced = await call('trace.get', { subject: 'inspectionFinding', id: found!.id });
  expect(traced).toMatchObject({ day: '2026-04-09', number: `${inspection.value.no}-1`, gaps: ['recordedLater', 'noDepartment'] });
  expect(traced.events).toMatchObject([{ act: 'inspected', name: '马主任' }]);
  const [resolved] = await call('trace.find', { subject: 'resolution', text: '护罩' });
  expect(names(await call('trace.get', { subject: 'resolution', id: resolved!.id, day: '2026-04-30' }), 'direct')).toEqual(['张三']);

  const accident = await call('trace.get', { subject: 'department', id: departmentId, day: '2026-04-15' });
  expect(accident.events).toMatchObject([{ act: 'resolved', text: 'AWH-2026-001 更换护罩（当日尚未完成）' }]);
  expect(accident.people.find(({ id }) => id === head)!.deeds.map(({ title }) => title)).toEqual([
    '带队检查 DDJC-2026-001',
    '主持一季度会议',
  ]);

  const file = path.join(folder, '..', '追溯.docx');
  await call('trace.print', { subject: 'department', id: departmentId, day: '2026-04-15', format: 'docx', file });
  const body = await (await openPackage(readFileSync(file), 'docx')).read('word/document.xml');
  const text = Buffer.from(body)
    .toString('utf8')
    .replaceAll(/<[^>]*>/g, '');
  expect(text).toContain('安全生产责任追溯表');
  expect(text).toContain('焊接车间负责人');
  expect(text).toContain('不作责任认定');
  await workspace.host.close();
});
