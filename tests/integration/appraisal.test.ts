import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Seat } from '../../electron/api/procedure';
import { hashSecret } from '../../electron/workspace/secret';
import { approveList } from '../support/duties';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const post = { isSpecialOperation: false, isLeader: false, level: '' as const, isHazardExposed: false, validFrom: '2025-01-01' };
const person = {
  sex: '' as const,
  employeeNo: '',
  idNumber: '',
  phone: '',
  education: '',
  employment: 'formal' as const,
  employer: '',
  isLeader: false,
  enteredOn: '2025-03-01',
  remark: '',
};
const draft = { name: '三季度考核', kind: 'quarter' as const, fromOn: '2026-07-01', toOn: '2026-09-30', isOfLeaders: false };
const noResult = {
  assessorId: null,
  assessor: '',
  assessedOn: null,
  outcome: '' as const,
  outcomeNote: '',
  rectification: '',
  signedOn: null,
  remark: '',
};

let here: TestWorkspace;
const ids = { workshop: '', store: '', welder: '', keeper: '', people: {} as Record<string, string>, period: '' };
beforeAll(async () => {
  here = await newWorkspace();
  const { call } = here;
  const department = async (name: string) =>
    (await call('department.create', { draft: { name, parentId: null, kind: 'workshop', validFrom: '2025-01-01' } })).value.id;
  const postOf = async (name: string, departmentId: string) =>
    (await call('post.create', { draft: { ...post, name, departmentId } })).value.id;
  ids.workshop = await department('焊接车间');
  ids.store = await department('仓库');
  ids.welder = await postOf('焊工', ids.workshop);
  ids.keeper = await postOf('保管员', ids.store);
  for (const [name, departmentId, postId, enteredOn] of [
    ['张三', ids.workshop, ids.welder, '2025-03-01'],
    ['李四', ids.workshop, ids.welder, '2025-03-01'],
    ['王五', ids.store, ids.keeper, '2025-03-01'],
    ['赵六', null, null, '2025-03-01'],
    ['钱七', ids.workshop, ids.welder, '2026-10-08'],
  ] as const)
    ids.people[name] = (await call('person.create', { draft: { ...person, name, departmentId, postId, enteredOn } })).value.id;
  await approveList(here, ids.welder);
});
afterAll(() => here.host.close());

const rows = async () => (await here.call('appraisal.list', { periodId: ids.period })).rows;
const sheetOf = async (name: string) =>
  here.call('appraisal.get', { id: (await rows()).find(({ personName }) => personName === name)!.id });
const period = async () => (await here.call('appraisal.periods', {})).find(({ id }) => id === ids.period)!;
const reviewed = async () => {
  const { groups } = await here.call('review.run', { rule: 'V109' });
  return groups.flatMap(({ examples }) => examples.map(({ key, params }) => [key, params?.['post']]));
};

describe('责任制考核 of a period', () => {
  it('is asked for where nothing was assessed within a year', async () => {
    expect(await reviewed()).toEqual([['V109.none', undefined]]);
  });

  it('says who is assessed, and who is left out and why', async () => {
    const { call } = here;
    const plan = await call('appraisal.preview', { ...draft });
    expect([plan.people, plan.lists, plan.leftOut]).toEqual([2, 1, 3]);
    expect(plan.without.map(({ name, why }) => [name, why]).toSorted(([a], [b]) => (a! < b! ? -1 : 1))).toEqual([
      ['王五', 'noList'],
      ['赵六', 'noPost'],
      ['钱七', 'joinedLater'],
    ]);
    expect(await call('appraisal.propose', { kind: 'quarter', isOfLeaders: false, day: '2026-08-01' })).toEqual({
      fromOn: draft.fromOn,
      toOn: draft.toOn,
      name: '2026年第三季度安全生产责任制考核',
    });
  });

  it('opens once for the same days, with the names of that time and the duties that have points', async () => {
    const { call, fail } = here;
    const { value } = await call('appraisal.open', { draft });
    ids.period = value.periodId;
    expect(value).toMatchObject({ people: 2, leftOut: 3 });
    expect(await fail('appraisal.open', { draft })).toMatchObject({ code: 'CONFLICT', key: 'appraisalTwice' });
    expect(await fail('appraisal.open', { draft: { ...draft, fromOn: '2020-07-01', toOn: '2020-09-30' } })).toMatchObject({
      findings: [{ key: 'appraisalNobody' }],
    });
    const sheet = await sheetOf('张三');
    expect(sheet).toMatchObject({ personName: '张三', department: '焊接车间', title: '焊工', full10: 1000, check10: null, grade: null });
    expect(sheet.items.map(({ text, standard10 }) => [text, standard10])).toEqual([
      ['焊接前清除可燃物。', 500],
      ['作业结束后检查余火。', 500],
    ]);
    expect(await call('home.summary', {})).toMatchObject({ appraisals: { count: 1, name: '三季度考核', waiting: 2 } });
  });

  it('is scored: no more than the standard, no deduction without a reason, sums and grade by the limits', async () => {
    const { call, fail } = here;
    const { id, revision, items } = await sheetOf('张三');
    const scored = (check10: number, reason: string) =>
      items.map((item, at) => ({ id: item.id, self10: 500, check10: at === 0 ? check10 : 500, reason: at === 0 ? reason : '' }));
    const attempt = (check10: number, reason: string, result = noResult) => ({ id, revision, items: scored(check10, reason), result });
    expect(await fail('appraisal.save', attempt(501, ''))).toMatchObject({
      findings: [{ key: 'appraisalOver', field: 'items.0.check10' }],
    });
    expect(await fail('appraisal.save', attempt(350, ''))).toMatchObject({ findings: [{ key: 'appraisalReason', params: { row: 1 } }] });
    expect(await fail('appraisal.save', attempt(500, '', { ...noResult, signedOn: '2027-01-01' } as never))).toMatchObject({
      findings: [{ key: 'dateFuture', field: 'signedOn' }],
    });
    await call('appraisal.save', attempt(350, '缺动火记录一次', { ...noResult, assessor: '安全员', outcome: 'performance' } as never));
    expect(await sheetOf('张三')).toMatchObject({
      self10: 1000,
      check10: 850,
      grade: 'qualified',
      share: 850,
      state: 'checked',
      assessor: '安全员',
      assessedOn: '2026-11-21',
      selfOn: '2026-11-21',
    });
    expect(await fail('appraisal.save', attempt(500, ''))).toMatchObject({ code: 'CONFLICT', key: 'conflict' });
  });

  it('follows its limits when they change', async () => {
    const { call } = here;
    const { revision } = await period();
    await call('appraisal.updatePeriod', { id: ids.period, revision, draft: { ...draft, excellentFrom: 850 } });
    expect((await sheetOf('张三')).grade).toBe('excellent');
    await call('history.undo', {});
    expect((await sheetOf('张三')).grade).toBe('qualified');
  });

  it('fills in bulk only what nobody has scored, and leaves deductions without a reason to a person', async () => {
    const { call } = here;
    const all = (await rows()).map(({ id }) => id);
    const li = await sheetOf('李四');
    await call('appraisal.selfScore', { id: li.id, revision: li.revision, items: [{ id: li.items[0]!.id, self10: 400 }] });
    expect((await call('appraisal.fillSelf', { periodId: ids.period, ids: all })).value).toEqual({ filled: 1 });
    expect((await sheetOf('李四')).items.map(({ self10 }) => self10)).toEqual([400, 500]);
    expect((await call('appraisal.fillCheck', { periodId: ids.period, ids: all })).value).toEqual({ filled: 0, left: 1 });
    expect((await sheetOf('李四')).items.map(({ check10 }) => check10)).toEqual([null, 500]);
    expect((await call('appraisal.setMany', { periodId: ids.period, ids: all, patch: { signedOn: '2026-11-21' } })).value).toEqual({
      done: 1,
      left: 1,
    });
    expect((await rows()).map(({ personName, place, state }) => [personName, place, state])).toEqual([
      ['张三', 1, 'signed'],
      ['李四', null, 'self'],
    ]);
  });

  it('closes with people not assessed only where that is said, and is final until reopened with a reason', async () => {
    const { call, fail } = here;
    const close = { id: ids.period, on: '2026-11-21' };
    expect(await fail('appraisal.close', { ...close, revision: (await period()).revision })).toMatchObject({
      findings: [{ key: 'appraisalWaiting', params: { count: 1 } }],
    });
    await call('appraisal.close', { ...close, revision: (await period()).revision, acceptWaiting: true });
    const li = await sheetOf('李四');
    const write = { id: li.id, revision: li.revision, items: [], result: noResult };
    expect(await fail('appraisal.save', write)).toMatchObject({ code: 'CONFLICT', key: 'appraisalClosed' });
    expect(await fail('appraisal.removePeriod', { id: ids.period, revision: (await period()).revision })).toMatchObject({
      key: 'appraisalClosed',
    });
    // One of two welders is assessed; nobody of the store is.
    expect(await reviewed()).toEqual([['V109.missed', '保管员']]);
    expect((await call('home.summary', {})).appraisals.count).toBe(0);
    await call('appraisal.reopen', { id: ids.period, revision: (await period()).revision, reason: '补考核李四' });
    expect(await period()).toMatchObject({ closedOn: null, remark: expect.stringContaining('补考核李四') });
  });

  it('takes in who can be assessed since, and lets people out', async () => {
    const { call } = here;
    await approveList(here, ids.keeper);
    expect((await call('appraisal.missing', { periodId: ids.period })).people).toBe(1);
    expect((await call('appraisal.addMissing', { periodId: ids.period })).value).toEqual({ people: 1 });
    expect((await call('appraisal.addMissing', { periodId: ids.period })).value).toEqual({ people: 0 });
    const wang = await sheetOf('王五');
    expect((await call('appraisal.drop', { periodId: ids.period, ids: [wang.id] })).value).toEqual({ removed: 1 });
    await call('history.undo', {});
    expect((await rows()).map(({ personName }) => personName)).toContain('王五');
  });

  it('keeps what other registers told at the time', async () => {
    const { call } = here;
    const meeting = { place: '', chairId: null, chairName: '', recorder: '', agenda: [], attendees: [], minutes: '', remark: '' };
    const { value } = await call('committee.create', { draft: { ...meeting, name: '三季度会议', heldOn: '2026-07-10' } });
    const resolution = { agendaKey: '', departmentId: ids.workshop, ownerId: ids.people['李四']!, ownerText: '', dueOn: '2026-08-01' };
    await call('committee.addResolution', { meetingId: value.id, draft: { ...resolution, text: '更换护栏' } });
    const before = await sheetOf('李四');
    expect(before.others).toMatchObject([{ text: '更换护栏', topic: 'remedy', state: 'overdue', subject: 'committeeMeeting' }]);
    const { value: made } = await call('responsibility.revise', {
      id: (await call('responsibility.get', { key: ids.keeper })).currentId!,
    });
    expect(made.id).toBeTruthy();
    const wang = await sheetOf('王五');
    expect(wang.items.every(({ found, isFrozen }) => found.length === 0 && !isFrozen)).toBe(true);
    await call('appraisal.fillSelf', { periodId: ids.period, ids: [wang.id] });
    await call('appraisal.fillCheck', { periodId: ids.period, ids: [wang.id] });
    expect(await sheetOf('王五')).toMatchObject({ check10: 1000, grade: 'excellent', state: 'checked' });
  });

  it('shows how people and departments do from period to period', async () => {
    const { call } = here;
    expect(await call('appraisal.trend', { personId: ids.people['张三']! })).toMatchObject([{ share: 850, people: 1, qualified: 1 }]);
    expect(await call('appraisal.trend', { departmentId: ids.store })).toMatchObject([{ share: 1000, people: 1, excellent: 1 }]);
    expect(await call('appraisal.trend', { isOfLeaders: true })).toEqual([]);
  });

  it('assesses leaders by the list of their office', async () => {
    const { call } = here;
    const boss = (await call('person.create', { draft: { ...person, name: '欧阳建国', isLeader: true, departmentId: null, postId: null } }))
      .value.id;
    const certificate = { certificate: '', certificateNumber: '', certificateTo: null, notifiedOn: null, endNotifiedOn: null };
    await call('appointment.create', {
      draft: {
        personId: boss,
        role: 'principal',
        departmentId: null,
        title: '总经理',
        scope: '',
        documentNumber: '',
        ...certificate,
        validFrom: '2025-01-01',
        validTo: null,
        remark: '',
      },
    });
    const duty = { id: null, text: '每月带队检查', frequency: '每月一次', evidence: '', criteria: '', standard10: null, legalBasis: '' };
    const { value: list } = await call('responsibility.save', {
      id: null,
      revision: null,
      owner: { role: 'principal' },
      draft: { scope: '', criteria: '', preparedBy: '', reviewedBy: '', remark: '', duties: [duty, { ...duty, text: '主持会议' }] },
    });
    await call('responsibility.approve', {
      ids: [list.id],
      approval: { approvedBy: '欧阳建国', approvedOn: '2025-05-30', validFrom: '2025-06-01' },
    });
    const leaders = { ...draft, isOfLeaders: true };
    expect(await call('appraisal.preview', leaders)).toMatchObject({ people: 0, without: [{ name: '欧阳建国', why: 'noScores' }] });
    const { value } = await call('appraisal.open', { draft: { ...leaders, name: '领导履职评价' }, evenly: true });
    const [row] = (await call('appraisal.list', { periodId: value.periodId })).rows;
    expect(row).toMatchObject({ personName: '欧阳建国', title: '主要负责人', full10: 1000, items: 2 });
    await call('appraisal.removePeriod', { id: value.periodId, revision: 1 });
    await call('history.undo', {});
    expect((await call('appraisal.list', { periodId: value.periodId })).rows).toHaveLength(1);
  });

  it('lets a department score its own people, and nobody else’s', async () => {
    const { call, host } = here;
    const { value } = await call('appraisal.open', { draft: { ...draft, name: '四季度考核', fromOn: '2026-10-01', toOn: '2026-12-31' } });
    ids.period = value.periodId;
    const [zhang, wang] = [await sheetOf('张三'), await sheetOf('王五')];
    const secret = await hashSecret('钢丝绳与吊钩 2026');
    const enter = async (role: 'director' | 'reporter', name: string, seat: Seat): Promise<Seat> => {
      const entry = { name, role, personId: null, departments: role === 'reporter' ? [ids.workshop] : [] };
      const reply = await host.call('account.enter', { draft: entry, secret, recovery: null }, { seat });
      if (!reply.ok) throw new Error(JSON.stringify(reply.error));
      return { accountId: (reply.data as { value: { id: string } }).value.id, locked: false, opening: 1 };
    };
    const director = await enter('director', '王负责', { accountId: null, locked: false, opening: 1 });
    const seat = await enter('reporter', '张填报', director);
    const codeOf = async (name: string, input: unknown): Promise<string> => {
      const reply = await host.call(name, input, { seat });
      return reply.ok ? 'ok' : reply.error.code;
    };
    const self = ({ id, revision, items }: typeof zhang) => ({
      id,
      revision,
      items: items.map((item) => ({ id: item.id, self10: item.standard10 })),
    });
    expect(await codeOf('appraisal.selfScore', self(zhang))).toBe('ok');
    expect(await codeOf('appraisal.selfScore', self(wang))).toBe('FORBIDDEN');
    expect(await codeOf('appraisal.fillSelf', { periodId: ids.period, ids: [wang.id] })).toBe('FORBIDDEN');
    expect(await codeOf('appraisal.save', { ...self(zhang), result: noResult })).toBe('FORBIDDEN');
    expect(await codeOf('appraisal.get', { id: wang.id })).toBe('NOT_FOUND');
    const seen = await host.call('appraisal.list', { periodId: ids.period }, { seat });
    const told = seen.ok ? (seen.data as { rows: { department: string }[] }).rows.map(({ department }) => department) : [];
    expect(new Set(told)).toEqual(new Set(['焊接车间']));
  });
});
