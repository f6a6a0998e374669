import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyRisk } from '../../db/domain/risk/risk';
import type { Role } from '../../db/domain/account/account';
import { api } from '../../electron/api/index';
import type { AnyProcedure, Seat } from '../../electron/api/procedure';
import { hashSecret } from '../../electron/workspace/secret';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const words = (text: string): string[] => text.trim().split(/\s+/);
/** Written by hand, not read from the table of rights: what is asked of them must not come from what is tested. */
const anybody = words(`workspace.state workspace.open workspace.create workspace.close workspace.chooseFolder workspace.choices
  session.state session.signIn session.lock session.end session.recover investigation.open
  restore.choose restore.look restore.discard restore.previewNew restore.runNew`);
/** All that 部门填报 may call beside that. */
const ofReporter = words(`workspace.openSaved session.changePassword preference.get preference.set preference.drafts backup.state
  search.everything search.waiting home.due enterprise.choices department.list post.list person.list
  risk.list risk.facets risk.spread risk.get risk.reveal risk.choices risk.scales risk.check risk.create risk.update risk.updateEach risk.duplicate
  riskPoint.list riskPoint.names round.list round.get round.items round.confirm round.explain round.implement round.implementMany
  attachment.list attachment.addFiles attachment.addPicture attachment.add attachment.remove attachment.open
  evidence.usedBy evidence.open evidence.read evidence.keepThumbnail evidence.scanFolder
  appraisal.applySelf appraisal.collectSheets appraisal.exportSheets appraisal.fillSelf appraisal.fillSelfLarge appraisal.get appraisal.list appraisal.periods appraisal.print appraisal.propose
  appraisal.selfScore appraisal.trend
  history.state history.undo history.redo history.record`);
/** What belongs to 安全负责人 alone; further subjects of this kind are in `headedSubjects`. */
const headed = words('workspace.begin archive.write investigation.write investigation.record evidence.removeOrphans');
const headedSubjects = words('account. recovery.');

const procedures = Object.entries(api as Record<string, AnyProcedure>);
let workspace: TestWorkspace;
const seats = {} as Record<Role | 'locked' | 'nobody', Seat>;
const ids = { own: '', below: '', foreign: '', theirs: '', ours: '', theirPerson: '', theirPoint: '', round: '' };

beforeAll(async () => {
  workspace = await newWorkspace();
  const { call, host } = workspace;
  const department = async (name: string, parentId: string | null) =>
    (await call('department.create', { draft: { name, parentId, kind: 'workshop', validFrom: '2026-01-01' } })).value.id;
  ids.own = await department('一车间', null);
  ids.below = await department('一车间一班', ids.own);
  ids.foreign = await department('二车间', null);
  const someone = { sex: '', idNumber: '', phone: '', education: '', employment: 'formal', isLeader: false, enteredOn: null, postId: null, remark: '' } as const; // prettier-ignore
  ids.theirPerson = (await call('person.create', { draft: { ...someone, name: '外车间的人', departmentId: ids.foreign } })).value.id;
  const risk = async (name: string, departmentId: string) =>
    (
      await call('risk.create', {
        point: { name: `${name}的设备`, kind: 'equipment' },
        draft: { ...emptyRisk, hazardSource: `${name}的危险源`, l: 3, e: 6, c: 15, departmentId },
      })
    ).value.id;
  ids.ours = await risk('内', ids.below);
  ids.theirs = await risk('外', ids.foreign);
  ids.theirPoint = (await call('risk.get', { id: ids.theirs })).risk.riskPointId;
  const member = { name: '李四', title: '', role: '组长', isWorkerRepresentative: true, attended: true };
  ids.round = (
    await call('round.open', {
      draft: { name: '四季度', period: '2026Q4', startedOn: '2026-10-08', baseRoundId: null, kind: 'quarterly', reason: '', scope: '', methodNote: '', noticeNo: '', noticeOn: null, team: [member] }, // prettier-ignore
    })
  ).value.id;
  while ((await host.dispatcher!.catchUpSearch(1000)) > 0);
  const secret = await hashSecret('钢丝绳与吊钩 2026');
  const opening = { seat: { accountId: null, locked: false, opening: 1 } as Seat };
  const enter = async (role: Role, name: string): Promise<Seat> => {
    const draft = { name, role, personId: null, departments: role === 'reporter' ? [ids.own] : [] };
    const reply = await host.call('account.enter', { draft, secret, recovery: null }, opening);
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    const seat: Seat = { accountId: (reply.data as { value: { id: string } }).value.id, locked: false, opening: 1 };
    if (opening.seat.accountId === null) opening.seat = seat;
    return seat;
  };
  seats.director = await enter('director', '王负责');
  seats.officer = await enter('officer', '李安全');
  seats.reporter = await enter('reporter', '张填报');
  seats.viewer = await enter('viewer', '赵查看');
  seats.locked = { ...seats.director, locked: true };
  seats.nobody = { accountId: null, locked: false, opening: 1 };
});
afterAll(() => workspace.host.close());

/** Rights are looked at before the input: one that never fits tells them without running anything. */
const refused = async (name: string, seat: Seat): Promise<boolean> => {
  const reply = await workspace.host.call(name, null, { seat });
  if (reply.ok) throw new Error(`${name} takes anything`);
  expect(['INVALID', 'FORBIDDEN'], name).toContain(reply.error.code);
  return reply.error.code === 'FORBIDDEN';
};
const allowedTo = async (seat: Seat): Promise<string[]> => {
  const allowed: string[] = [];
  for (const [name] of procedures) if (!(await refused(name, seat))) allowed.push(name);
  return allowed;
};

describe('of all procedures', () => {
  test.each(['nobody', 'locked'] as const)('%s may call those that tell nothing of the workspace', async (who) => {
    expect((await allowedTo(seats[who])).sort()).toEqual([...anybody].sort());
  });

  test('安全负责人 may call all', async () => {
    expect((await allowedTo(seats.director)).sort()).toEqual(procedures.map(([name]) => name).sort());
  });

  test('安全员 may call all but those of accounts and of the workspace as a whole', async () => {
    const allowed = new Set(await allowedTo(seats.officer));
    const not = procedures.map(([name]) => name).filter((name) => !allowed.has(name));
    for (const name of headed) expect(not).toContain(name);
    for (const [name] of procedures.filter(([each]) => headedSubjects.some((subject) => each.startsWith(subject))))
      expect(not).toContain(name);
    expect(not.filter((name) => ofReporter.includes(name) || anybody.includes(name))).toEqual([]);
  });

  test('部门填报 may call these', async () => {
    const allowed = await allowedTo(seats.reporter);
    expect(allowed.filter((name) => !anybody.includes(name)).sort()).toEqual([...ofReporter].sort());
  });

  test('查看 may call no command, and every query but those of accounts', async () => {
    const allowed = new Set(await allowedTo(seats.viewer));
    expect(procedures.filter(([name, { kind }]) => kind === 'command' && allowed.has(name)).map(([name]) => name)).toEqual([]);
    const unseen = procedures.filter(([name, { kind }]) => kind === 'query' && !allowed.has(name)).map(([name]) => name);
    expect(unseen.filter((name) => !headedSubjects.some((subject) => name.startsWith(subject)))).toEqual([]);
  });
});

describe('部门填报', () => {
  const asReporter = async (name: string, input: unknown) => workspace.host.call(name, input, { seat: seats.reporter });
  const window = { offset: 0, limit: 50 };
  const sort = { by: 'riskNo', descending: false };

  test.each<[string, () => unknown]>([
    ['risk.list', () => ({ ...window, sort, filter: {} })],
    ['risk.list', () => ({ ...window, sort, filter: { departmentId: [ids.foreign] } })],
    ['risk.list', () => ({ ...window, sort, filter: { text: '危险源' } })],
    ['risk.facets', () => ({ filter: {} })],
    ['risk.spread', () => ({ filter: {} })],
    ['risk.get', () => ({ id: ids.theirs })],
    ['risk.choices', () => ({})],
    ['riskPoint.list', () => window],
    ['riskPoint.names', () => ({ ids: [ids.ours] })],
    ['department.list', () => ({ withEnded: true })],
    ['post.list', () => ({})],
    ['person.list', () => ({ ...window, withLeft: true })],
    ['round.list', () => ({})],
    ['round.get', () => ({ id: ids.round })],
    ['round.items', () => ({ id: ids.round, ...window })],
    ['round.items', () => ({ id: ids.round, ...window, text: '危险源' })],
    ['attachment.list', () => ({ subject: 'risk', subjectId: ids.theirs })],
    ['search.everything', () => ({ text: '危险源' })],
    ['search.everything', () => ({ text: '二车间' })],
    ['search.everything', () => ({ text: '外车间' })],
    ['history.state', () => ({})],
    ['history.record', () => ({ id: ids.theirs, limit: 50 })],
    ['home.due', () => ({})],
  ])('is told nothing of another department by %s', async (name, input) => {
    const reply = await asReporter(name, input());
    expect(reply.ok ? 'NOT_FOUND' : reply.error.code).toBe('NOT_FOUND');
    const text = JSON.stringify(reply);
    for (const foreign of [ids.foreign, ids.theirs, ids.theirPerson, ids.theirPoint, '外的危险源', '外车间的人', '二车间'])
      expect(text, `${name} ${foreign}`).not.toContain(foreign);
  });

  test('is told of the own ones', async () => {
    expect(await asReporter('risk.list', { ...window, sort, filter: {} })).toMatchObject({ data: { total: 1, rows: [{ id: ids.ours }] } });
    expect(await asReporter('round.items', { id: ids.round, ...window })).toMatchObject({ data: { total: 1 } });
    expect(await asReporter('search.everything', { text: '危险源' })).toMatchObject({ data: [{ id: ids.ours }] });
    expect(await asReporter('department.list', {})).toMatchObject({ data: [{ id: ids.own }, { id: ids.below, parentId: ids.own }] });
  });

  test.each<[string, () => unknown]>([
    ['risk.update', () => ({ id: ids.theirs, revision: 1, patch: { remark: '改' } })],
    ['risk.update', () => ({ id: ids.ours, revision: 1, patch: { departmentId: ids.foreign } })],
    ['risk.updateEach', () => ({ changes: [ids.ours, ids.theirs].map((id) => ({ id, revision: 1, patch: { remark: '改' } })) })],
    ['risk.duplicate', () => ({ id: ids.theirs })],
    ['attachment.add', () => ({ place: { subject: 'risk', subjectId: ids.theirs, use: 'evidence' }, files: [] })],
    ['history.undo', () => ({})],
  ])('changes nothing of another department by %s', async (name, input) => {
    const changes = () => workspace.host.reader().value('SELECT max(seq) FROM audit');
    const before = changes();
    await asReporter(name, input());
    expect(changes()).toBe(before);
    expect(workspace.host.reader().value('SELECT departmentId FROM risk WHERE id = ?', [ids.ours])).toBe(ids.below);
  });

  test('confirms of a whole round what is of the own departments', async () => {
    const input = { id: ids.round, selection: { filter: {}, except: [] }, by: '张填报', on: '2026-11-20' };
    expect(await asReporter('round.confirm', input)).toMatchObject({ ok: true, data: { value: { confirmed: 1 } } });
  });
});
