import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openFindingsOf } from '../../db/query/inspection';
import { openPackage } from '../../electron/intake/zip';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const textOf = async (file: string): Promise<string> =>
  Buffer.from(await (await openPackage(readFileSync(file), 'docx')).read('word/document.xml'))
    .toString('utf8')
    .replaceAll(/<[^>]*>/g, '');
const someone = { sex: '', idNumber: '', phone: '', education: '', employment: 'formal', isLeader: true, enteredOn: '2020-01-01', departmentId: null, postId: null, remark: '' } as const; // prettier-ignore
const personIn = async ({ call }: TestWorkspace, name: string): Promise<string> =>
  (await call('person.create', { draft: { ...someone, name } })).value.id;
const finding = { text: '3 号行车护罩缺失', place: '二车间', ownerId: null, ownerText: '', measure: '补装', dueOn: '2026-11-30', doneOn: null, doneNote: '', verifiedBy: '', verifiedOn: null }; // prettier-ignore
const inspection = { on: '2026-11-05', isFullScope: true, scope: '各车间', participants: '安环部', content: '查现场', conclusion: '总体可控', signedOn: null, remark: '', findings: [finding] }; // prettier-ignore
const appointment = { role: 'legalRep', departmentId: null, title: '', scope: '', documentNumber: '', certificate: '', certificateNumber: '', certificateTo: null, notifiedOn: null, endNotifiedOn: null, validFrom: '2026-10-01', validTo: null, remark: '' } as const; // prettier-ignore

test('full inspections by 法定代表人 make the month, are printed as F34, and are told where they are missing', async () => {
  const workspace = await newWorkspace();
  const { call, fail, host, folder } = workspace;
  const [head, deputy] = [await personIn(workspace, '张三'), await personIn(workspace, '李四')];
  await call('appointment.create', { draft: { ...appointment, personId: head } });
  const create = async (patch: Partial<typeof inspection> & { inspectorId?: string } = {}) =>
    (await call('inspection.create', { draft: { ...inspection, inspectorId: head, ...patch } })).value;
  const made = await create();
  expect(made.no).toBe('DDJC-2026-001');
  await create({ on: '2026-09-30' });
  await create({ on: '2026-11-06', inspectorId: deputy });
  const { rows } = await call('inspection.list', { offset: 0, limit: 10 });
  expect(rows.map(({ on, role, isMonthly }) => [on, role, isMonthly])).toEqual([
    ['2026-11-06', null, false],
    ['2026-11-05', 'legalRep', true],
    ['2026-09-30', null, false],
  ]);
  const { isPolicy, months } = await call('inspection.months', { year: 2026 });
  expect(isPolicy).toBe(true);
  expect(months[10]).toMatchObject({ month: '2026-11', state: 'done', nos: ['DDJC-2026-001'] });
  expect(months[11]!.state).toBe('later');
  expect(await fail('inspection.create', { draft: { ...inspection, inspectorId: head, on: '2026-11-22', findings: [] } })).toMatchObject({
    findings: [{ rule: 'dateFuture', field: 'on' }],
  });
  const request = { code: 'F34' as const, compiledOn: '2026-11-21', month: '2026-11' };
  const { html, gaps } = await call('filing.draft', { request });
  expect(html).toContain('3 号行车护罩缺失');
  expect(html).not.toContain('2026年11月6日');
  expect(gaps.filter(({ advice }) => !advice).map(({ key }) => key)).toEqual(['uscc']);
  expect((await call('filing.draft', { request: { ...request, month: '2026-10' } })).gaps.map(({ key }) => key)).toContain(
    'inspectionNone',
  );
  expect((await call('filing.issue', { request, gapReason: '信用代码待核实' })).value.number).toBe('F34-2026-001');
  const file = path.join(folder, '..', 'F34.docx');
  await call('filing.renderDraft', { request, format: 'docx', file });
  expect(await textOf(file)).toContain('检查人（法定代表人）');

  const stored = await call('inspection.get', { id: made.id });
  const draft = {
    ...inspection,
    inspectorId: head,
    findings: stored.list.map(({ state: _state, ...one }) => ({ ...one, ownerId: deputy, ownerText: '李四' })),
  };
  await call('inspection.update', { id: made.id, revision: stored.revision, draft });
  expect(openFindingsOf(host.reader(), deputy, '2026-11-21')).toHaveLength(1);
  expect(await fail('inspection.update', { id: made.id, revision: stored.revision, draft })).toMatchObject({ code: 'CONFLICT' });
  const { revision } = await call('inspection.get', { id: made.id });
  await call('inspection.remove', { id: made.id, revision });
  expect((await call('inspection.months', { year: 2026 })).months[10]!.state).toBe('open');
  await call('history.undo', {});
  expect((await call('inspection.get', { id: made.id })).list).toMatchObject([{ ownerText: '李四', state: 'open' }]);
  await host.close();
});

test('the record of a leader gathers what was done in all registers and is printed', async () => {
  const workspace = await newWorkspace();
  const { call, fail, host, folder } = workspace;
  const personId = await personIn(workspace, '张三');
  await call('inspection.create', { draft: { ...inspection, inspectorId: personId, findings: [] } });
  const attendee = { personId, name: '张三', title: '', isPresent: true, note: '' };
  const meeting = { name: '安委会会议', heldOn: '2026-10-12', place: '', chairId: null, chairName: '', recorder: '', agenda: [], attendees: [attendee], minutes: '', remark: '' }; // prettier-ignore
  await call('committee.create', { draft: meeting });
  await call('committee.create', { draft: { ...meeting, heldOn: '2026-07-10', chairId: personId } });
  const draft = {
    personId,
    on: '2026-06-20',
    kind: 'drill' as const,
    title: '参加火灾应急演练',
    place: '一车间',
    content: '',
    result: '合格',
  };
  const { value } = await call('performance.create', { draft });
  expect(await fail('performance.create', { draft: { ...draft, on: '2026-11-22' } })).toMatchObject({ findings: [{ field: 'on' }] });
  const dossier = await call('performance.get', { personId, year: 2026 });
  expect(dossier.deeds.map(({ on, kind, title }) => [on, kind, title])).toEqual([
    ['2026-06-20', 'drill', '参加火灾应急演练'],
    ['2026-07-10', 'meeting', '主持安委会会议'],
    ['2026-10-12', 'meeting', '参加安委会会议'],
    ['2026-11-05', 'inspection', '带队全面检查 DDJC-2026-001'],
  ]);
  expect(await call('performance.leaders', { year: 2026 })).toMatchObject([{ name: '张三', total: 4 }]);
  expect(await call('performance.leaders', { year: 2025 })).toMatchObject([{ name: '张三', total: 0 }]);
  const file = path.join(folder, '..', '履职.docx');
  await call('performance.print', { personId, year: 2026, format: 'docx', file });
  expect(await textOf(file)).toContain('参加火灾应急演练');
  await call('performance.update', { id: value.id, revision: 1, draft: { ...draft, title: '指挥火灾应急演练' } });
  await call('performance.remove', { id: value.id, revision: 2 });
  expect((await call('performance.get', { personId, year: 2026 })).deeds).toHaveLength(3);
  await call('history.undo', {});
  expect(await call('performance.record', { id: value.id })).toMatchObject({ title: '指挥火灾应急演练' });
  await host.close();
});

test('months without a full inspection are told by the review and on the first page only where the region asks for it', async () => {
  for (const [regionCode, missing] of [
    ['150200', ['2026-11', '2026-10']],
    ['440300', []],
  ] as const) {
    const workspace = await newWorkspace({ regionCode });
    const { call, host, setToday } = workspace;
    const { revision } = await call('enterprise.get', {});
    await call('enterprise.update', { revision, patch: { startDate: '2026-09-20' } });
    const personId = await personIn(workspace, '张三');
    await call('appointment.create', { draft: { ...appointment, personId, validFrom: '2026-09-01' } });
    await call('inspection.create', { draft: { ...inspection, on: '2026-09-30', inspectorId: personId, findings: [{ ...finding, dueOn: '2026-10-09' }] } }); // prettier-ignore
    setToday('2026-12-01');
    const { groups } = await call('review.run', { rule: 'V31' });
    expect(groups.flatMap(({ examples }) => examples.map(({ params }) => params?.['month']))).toEqual(missing);
    const { inspections } = await call('home.summary', {});
    expect(inspections).toEqual({ overdue: 1, first: '2026-10-09', missing: missing.length, month: missing.length === 0 ? null : '2026-12' }); // prettier-ignore
    await host.close();
  }
});
