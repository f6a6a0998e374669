import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openResolutionsOf } from '../../db/query/committee';
import { openPackage } from '../../electron/intake/zip';
import type { TestWorkspace } from '../support/workspace';
import { newWorkspace } from '../support/workspace';

const textOf = async (file: string): Promise<string> =>
  Buffer.from(await (await openPackage(readFileSync(file), 'docx')).read('word/document.xml'))
    .toString('utf8')
    .replaceAll(/<[^>]*>/g, '');
const someone = { sex: '', idNumber: '', phone: '', education: '', employment: 'formal', isLeader: false, enteredOn: '2020-01-01', departmentId: null, postId: null, remark: '' } as const; // prettier-ignore
const personIn = async ({ call }: TestWorkspace, name: string): Promise<string> =>
  (await call('person.create', { draft: { ...someone, name } })).value.id;
const meeting = {
  name: '2026年第四季度安委会会议',
  heldOn: '2026-10-15',
  place: '二楼会议室',
  chairId: null,
  chairName: '',
  recorder: '王安全',
  agenda: [{ key: '', text: '听取三季度隐患排查治理情况汇报' }],
  attendees: [],
  minutes: '总经理讲话。\n各部门汇报。',
  remark: '',
};
const resolution = { text: '更换行车限位器', agendaKey: '', departmentId: null, ownerId: null, ownerText: '', dueOn: '2026-11-20' };

test('a meeting is held, its names are matched, its papers printed, and undo takes all of it back', async () => {
  const workspace = await newWorkspace();
  const { call, fail, host, folder } = workspace;
  const chairId = await personIn(workspace, '张三');
  await personIn(workspace, '李四');
  const attendees = (await call('committee.matchAttendees', { pasted: '张三、李四（请假）、应急局来宾', day: '2026-10-15' })).map(
    ({ bearers: _bearers, ...one }) => one,
  );
  expect(attendees.map(({ personId }) => personId !== null)).toEqual([true, true, false]);
  const { value } = await call('committee.create', { draft: { ...meeting, chairId, attendees } });
  expect(value.no).toBe('AWH-2026-001');
  expect((await call('committee.create', { draft: meeting })).value.no).toBe('AWH-2026-002');
  await call('history.undo', {});
  expect(await call('committee.meetings', { offset: 0, limit: 10 })).toMatchObject({
    total: 1,
    rows: [{ no: 'AWH-2026-001', chairName: '张三', asked: 3, present: 2 }],
  });
  const stored = await call('committee.get', { id: value.id });
  expect(stored.attendees.map(({ name, isPresent, note }) => [name, isPresent, note])).toEqual([
    ['张三', true, ''],
    ['李四', false, '请假'],
    ['应急局来宾', true, ''],
  ]);
  const kept = stored.attendees.map(({ department: _department, ...one }) => one);
  await call('committee.update', { id: value.id, revision: 1, draft: { ...meeting, chairId, attendees: kept.slice(0, 2) } });
  expect((await call('committee.get', { id: value.id })).attendees.map(({ id }) => id)).toEqual(kept.slice(0, 2).map(({ id }) => id));
  expect(await fail('committee.update', { id: value.id, revision: 1, draft: meeting })).toMatchObject({ code: 'CONFLICT' });
  expect(await fail('committee.create', { draft: { ...meeting, attendees: [kept[0]!, kept[0]!] } })).toMatchObject({
    findings: [{ rule: 'unique', field: 'attendees' }],
  });
  await call('committee.addResolution', { meetingId: value.id, draft: { ...resolution, ownerText: '设备部' } });
  for (const [paper, words] of [
    ['notice', ['关于召开2026年第四季度安委会会议的通知', '二楼会议室', '张三、李四']],
    ['signIn', ['会议签到表', '签字']],
    ['minutes', ['应到 2 人，实到 1 人', '缺席：李四（请假）', '更换行车限位器', '各部门汇报。']],
    ['followUp', ['落实情况', '已超期', '设备部']],
  ] as const) {
    const file = path.join(folder, '..', `${paper}.docx`);
    await call('committee.print', { id: value.id, paper, format: 'docx', file });
    const text = await textOf(file);
    for (const word of words) expect(text).toContain(word);
  }
  const { revision } = await call('committee.get', { id: value.id });
  await call('committee.remove', { id: value.id, revision });
  expect((await call('committee.resolutions', { offset: 0, limit: 10 })).total).toBe(0);
  await call('history.undo', {});
  expect((await call('committee.get', { id: value.id })).resolutions).toHaveLength(1);
  await host.close();
});

test('the agenda takes items of the catalogue by key, in own words and order, into the notice', async () => {
  const { call, host, folder } = await newWorkspace();
  const { items } = await call('committee.agendaLibrary', {});
  expect(items.filter(({ clause }) => clause !== undefined).map(({ clause }) => clause)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  expect(items.every(({ materials }) => materials !== '')).toBe(true);
  const agenda = [
    { key: '', text: '讨论新车间验收' },
    { key: items[1]!.key, text: '审议2027年目标' },
    { key: items[0]!.key, text: items[0]!.text },
  ];
  const { value } = await call('committee.create', { draft: { ...meeting, agenda } });
  expect((await call('committee.get', { id: value.id })).agenda).toEqual(agenda);
  const file = path.join(folder, '..', 'agenda.docx');
  await call('committee.print', { id: value.id, paper: 'notice', format: 'docx', file });
  expect(await textOf(file)).toContain(`（1）讨论新车间验收（2）审议2027年目标（3）${items[0]!.text}`);
  await host.close();
});

test('a resolution is followed to the end, and never stays with somebody who has left', async () => {
  const workspace = await newWorkspace();
  const { call, fail, host, setToday } = workspace;
  const [owner, other] = [await personIn(workspace, '赵六'), await personIn(workspace, '钱七')];
  const { value } = await call('committee.create', { draft: meeting });
  const add = async (draft: Partial<typeof resolution> & { ownerId?: string | null } = {}) =>
    (await call('committee.addResolution', { meetingId: value.id, draft: { ...resolution, ...draft } })).value.id;
  expect(await fail('committee.addResolution', { meetingId: value.id, draft: { ...resolution, dueOn: '2026-10-14' } })).toMatchObject({
    findings: [{ rule: 'dateOrder', field: 'dueOn' }],
  });
  // Nobody leaves with something open in that name; an import may bring it in afterwards.
  await call('person.leave', { id: owner, revision: 1, on: '2026-11-20' });
  const first = await add({ ownerId: owner as never });
  const second = await add({ ownerId: owner as never, dueOn: '2026-12-01' });
  expect(await call('committee.figures', {})).toMatchObject({
    interval: { isHeld: true },
    resolutions: { overdue: 1, soon: 1, ownerless: 2 },
  });
  expect((await call('home.summary', {})).resolutions).toMatchObject({ overdue: 1, next: '2026-11-20' });
  expect((await call('home.due', {})).overdue).toBe(1);
  const reader = () => host.reader();
  expect(openResolutionsOf(reader(), owner, '2026-11-21').map(({ id }) => id)).toEqual([first, second]);

  expect((await call('committee.resolutions', { offset: 0, limit: 10, ownerLeft: true })).total).toBe(2);
  const given = await call('committee.reassign', { selection: { filter: { ownerLeft: true }, except: [] }, ownerId: other, ownerText: '' });
  expect(given.value.count).toBe(2);
  expect((await call('committee.resolutions', { offset: 0, limit: 10, ownerLeft: true })).total).toBe(0);

  const { revision } = (await call('committee.get', { id: value.id })).resolutions[0]!;
  const done = { id: first, revision, doneOn: '2026-11-19', doneNote: '已更换', verifiedBy: '', verifiedOn: null };
  expect(await fail('committee.finishResolution', { ...done, doneOn: '2026-11-22' })).toMatchObject({
    findings: [{ rule: 'dateFuture', field: 'doneOn' }],
  });
  expect(await fail('committee.finishResolution', { ...done, doneOn: '2026-10-14' })).toMatchObject({
    findings: [{ rule: 'dateOrder', field: 'doneOn' }],
  });
  expect(await fail('committee.finishResolution', { ...done, verifiedOn: '2026-11-20' })).toMatchObject({
    findings: [{ field: 'verifiedBy' }],
  });
  const { value: advised } = await call('committee.finishResolution', { ...done, verifiedBy: '钱七', verifiedOn: '2026-11-20' });
  expect(advised.findings).toMatchObject([{ kind: 'house', key: 'verifiedByOwner' }]);
  expect((await call('committee.figures', {})).resolutions).toMatchObject({ overdue: 0, soon: 1 });
  setToday('2027-01-05');
  expect(await call('committee.figures', {})).toMatchObject({ interval: { isHeld: false, period: '2027Q1' }, resolutions: { overdue: 1 } });
  await host.close();
});
