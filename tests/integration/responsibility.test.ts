import { expect, test } from 'vitest';
import type { ListDraft } from '../../db/domain/responsibility/list';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const duty = (text: string) => ({
  id: null,
  text,
  frequency: '每班',
  evidence: '交接班记录',
  criteria: '记录齐全',
  standard10: 100,
  legalBasis: '',
});
const words = (patch: Partial<ListDraft> = {}): ListDraft => ({
  scope: '本岗位作业范围内的安全生产',
  criteria: '',
  preparedBy: '安全部',
  reviewedBy: '',
  remark: '',
  duties: [duty('班前检查设备安全装置'), duty('正确佩戴劳动防护用品')],
  ...patch,
});
const approval = { approvedBy: '王总', approvedOn: '2026-03-01', validFrom: '2026-03-01' };
const note = { on: '2026-03-05', way: 'signature' as const, remark: '' };

async function withPost({ call }: TestWorkspace, name = '车工', people = ['张三', '李四']) {
  const draft = { name, departmentId: null, isSpecialOperation: false, isLeader: false, validFrom: '2026-01-01' };
  const postId = (await call('post.create', { draft: draft as never })).value.id;
  const someone = { sex: '', idNumber: '', phone: '', education: '', employment: 'formal', isLeader: false, enteredOn: '2026-01-01', departmentId: null, remark: '' } as const; // prettier-ignore
  const personIds: string[] = [];
  for (const one of people) personIds.push((await call('person.create', { draft: { ...someone, name: one, postId } as never })).value.id);
  return { postId, personIds };
}
const line = async ({ call }: TestWorkspace, id: string, day?: string) =>
  (await call('responsibility.list', day === undefined ? {} : { day })).rows.find((row) => row.id === id);

test('a list is written, approved, published and signed for; who has none comes first', async () => {
  const workspace = await newWorkspace();
  const { call, fail, host } = workspace;
  const { postId } = await withPost(workspace);
  const idle = await withPost(workspace, '保洁', []);
  const { value: made } = await call('responsibility.save', { id: null, revision: null, owner: { postId }, draft: words() });
  expect(await line(workspace, postId)).toMatchObject({ stand: 'draft', duties: 2, people: 2, level: '' });
  expect((await call('responsibility.list', {})).rows.at(-1)).toMatchObject({ id: postId });
  expect(
    await fail('responsibility.publish', { ids: [made.id], posting: { from: '2026-03-02', to: null, place: '公告栏' } }),
  ).toMatchObject({ code: 'CONFLICT', key: 'responsibilityDrafted' });
  await call('responsibility.approve', { ids: [made.id], approval });
  expect(await line(workspace, postId)).toMatchObject({ stand: 'unpublished', inForce: true, version: 1 });
  // Before it is in force there was none.
  expect(await line(workspace, postId, '2026-02-28')).toMatchObject({ stand: 'coming', inForce: false });
  await call('responsibility.publish', { ids: [made.id], posting: { from: '2026-03-02', to: '2026-03-31', place: '公告栏' } });
  expect(await line(workspace, postId)).toMatchObject({ stand: 'unread', acknowledged: 0 });
  expect(await fail('responsibility.acknowledge', { ids: [made.id], personIds: null, note: { ...note, on: '2026-02-01' } })).toMatchObject({
    findings: [{ rule: 'dateOrder', field: 'on' }],
  });
  expect((await call('responsibility.acknowledge', { ids: [made.id], personIds: null, note })).value).toEqual({ acknowledged: 2 });
  expect((await call('responsibility.acknowledge', { ids: [made.id], personIds: null, note })).changed).toBe(0);
  expect(await line(workspace, postId)).toMatchObject({ stand: 'done' });
  const { rows, ...sums } = await call('responsibility.list', {});
  expect(sums).toMatchObject({ inForce: 1, people: 2, acknowledged: 2 });
  expect(rows.find(({ id }) => id === idle.postId)).toMatchObject({ stand: 'none', people: 0 });
  // A new colleague has not signed yet.
  await withPost(workspace, '焊工', []);
  await call('history.undo', {});
  await host.close();
});

test('an approved version stays as it is; the next one ends it the day before, and each day shows its own', async () => {
  const workspace = await newWorkspace();
  const { call, fail, host } = workspace;
  const { postId, personIds } = await withPost(workspace);
  const { value: first } = await call('responsibility.save', { id: null, revision: null, owner: { postId }, draft: words() });
  await call('responsibility.approve', { ids: [first.id], approval });
  expect(await fail('responsibility.save', { id: first.id, revision: 2, owner: { postId }, draft: words() })).toMatchObject({
    code: 'CONFLICT',
    key: 'responsibilityApproved',
  });
  expect(await fail('responsibility.remove', { id: first.id, revision: 2 })).toMatchObject({ key: 'responsibilityApproved' });
  const { value: second } = await call('responsibility.revise', { id: first.id });
  expect(await fail('responsibility.revise', { id: first.id })).toMatchObject({ key: 'responsibilityDraft' });
  const base = await call('responsibility.get', { key: postId });
  expect(base.shown).toMatchObject({ id: second.id, version: 2, status: 'draft', items: [{ text: '班前检查设备安全装置' }, {}] });
  const [one, two] = base.shown!.items;
  const kept = { ...duty('班前检查设备安全装置和急停按钮'), id: one!.id };
  await call('responsibility.save', {
    id: second.id,
    revision: base.shown!.revision,
    owner: { postId },
    draft: words({ duties: [duty('参加班前会'), kept] }),
  });
  expect(
    await fail('responsibility.save', { id: second.id, revision: base.shown!.revision, owner: { postId }, draft: words() }),
  ).toMatchObject({ code: 'CONFLICT' });
  expect(await fail('responsibility.approve', { ids: [second.id], approval })).toMatchObject({
    findings: [{ rule: 'listOrder', field: 'validFrom', params: { date: '2026-03-01' } }],
  });
  await call('responsibility.approve', { ids: [second.id], approval: { ...approval, approvedOn: '2026-06-20', validFrom: '2026-07-01' } });
  const { versions } = await call('responsibility.get', { key: postId });
  expect(versions).toMatchObject([
    { version: 2, status: 'approved', validFrom: '2026-07-01', validTo: null },
    { version: 1, status: 'replaced', validTo: '2026-06-30' },
  ]);
  expect((await line(workspace, postId, '2026-06-30'))?.version).toBe(1);
  expect((await line(workspace, postId, '2026-07-01'))?.version).toBe(2);
  expect(await call('responsibility.compare', { earlier: first.id, later: second.id })).toMatchObject({
    duties: [
      { kind: 'added', after: { text: '参加班前会' } },
      { kind: 'changed', fields: ['text'], before: { text: one!.text } },
      { kind: 'removed', before: { text: two!.text } },
    ],
  });
  // Who signed for a version and holds the post no more is still shown.
  await call('responsibility.acknowledge', { ids: [second.id], personIds: [personIds[0]!], note: { ...note, on: '2026-07-01' } });
  await call('person.leave', { id: personIds[0]!, revision: 1, on: '2026-08-31' });
  const after = await call('responsibility.get', { key: postId });
  expect(after.holders).toMatchObject([{ name: '李四', on: null }]);
  expect(after.former).toMatchObject([{ name: '张三', on: '2026-07-01' }]);
  expect((await call('responsibility.get', { key: postId, day: '2026-08-31' })).holders).toHaveLength(2);
  await host.close();
});

test('a removed draft comes back from the bin with its duties; fixed roles have lists of their own', async () => {
  const workspace = await newWorkspace();
  const { call, host } = workspace;
  expect(await line(workspace, 'legalRep')).toMatchObject({ title: '法定代表人', stand: 'none' });
  expect(await line(workspace, 'unionChair')).toBeUndefined();
  const { value } = await call('responsibility.save', { id: null, revision: null, owner: { role: 'legalRep' }, draft: words() });
  await call('responsibility.remove', { id: value.id, revision: 1 });
  expect(await line(workspace, 'legalRep')).toMatchObject({ stand: 'none' });
  const [removed] = (await call('history.removed', { limit: 10 })).rows;
  await call('history.restore', { seqs: [removed!.seq] });
  expect((await call('responsibility.get', { key: 'legalRep' })).shown?.items).toHaveLength(2);
  await host.close();
});

test('posts without a list are given what fits them of the library, seen before', async () => {
  const workspace = await newWorkspace();
  const { call, fail, host } = workspace;
  const welder = await withPost(workspace, '电焊工', ['张三']);
  const odd = await withPost(workspace, '某某特殊岗', []);
  const { rows, edition } = await call('responsibility.proposals', {});
  const of = (id: string) => rows.find((row) => row.id === id);
  expect(of('legalRep')?.libraryPost).not.toBeNull();
  expect(of(welder.postId)).toMatchObject({ people: 1, libraryPost: expect.stringMatching(/./) as string });
  expect(of(odd.postId)).toBeDefined();
  const items = rows.flatMap(({ owner, libraryPost }) => (libraryPost === null ? [] : [{ owner, libraryPost }]));
  expect((await call('responsibility.adopt', { items })).value.ids).toHaveLength(items.length);
  const { shown } = await call('responsibility.get', { key: welder.postId });
  expect(shown).toMatchObject({ status: 'draft', libraryEdition: edition });
  expect(shown!.scope).not.toBe('');
  expect(shown!.items.length).toBeGreaterThan(5);
  expect(shown!.items.reduce((sum, { standard10 }) => sum + standard10!, 0)).toBe(1000);
  expect(await fail('responsibility.adopt', { items: items.slice(0, 1) })).toMatchObject({ code: 'CONFLICT', key: 'responsibilityDraft' });
  expect(await fail('responsibility.adopt', { items: [{ owner: { postId: odd.postId }, libraryPost: 'nothing' }] })).toMatchObject({
    findings: [{ rule: 'libraryPost' }],
  });
  await call('history.undo', {});
  expect(await line(workspace, welder.postId)).toMatchObject({ stand: 'none' });
  await host.close();
});

test('a day shows what was in force then and nothing else; a list ends without another, a replaced version stays as it is', async () => {
  const workspace = await newWorkspace();
  const { call, fail, host } = workspace;
  const { postId } = await withPost(workspace);
  const { value: first } = await call('responsibility.save', { id: null, revision: null, owner: { postId }, draft: words() });
  await call('responsibility.approve', { ids: [first.id], approval });
  const { value: second } = await call('responsibility.revise', { id: first.id });
  const on = async (day?: string) => (await call('responsibility.get', day === undefined ? { key: postId } : { key: postId, day })).shown;
  expect(await on()).toMatchObject({ id: second.id, status: 'draft' });
  expect(await on('2026-11-20')).toMatchObject({ id: first.id });
  expect(await on('2026-02-28')).toBeNull();
  await call('responsibility.approve', { ids: [second.id], approval: { ...approval, approvedOn: '2026-06-01', validFrom: '2026-06-01' } });
  const [newest, replaced] = (await call('responsibility.get', { key: postId })).versions;
  const ending = { id: second.id, revision: newest!.revision };
  expect(await fail('responsibility.end', { id: first.id, revision: replaced!.revision, on: '2026-11-01' })).toMatchObject({
    code: 'CONFLICT',
    key: 'responsibilityOver',
  });
  expect(await fail('responsibility.end', { ...ending, on: '2026-05-31' })).toMatchObject({
    findings: [{ rule: 'dateOrder', field: 'on' }],
  });
  await call('responsibility.end', { ...ending, on: '2026-10-31' });
  expect(await on('2026-10-31')).toMatchObject({ id: second.id, status: 'ended' });
  expect(await on('2026-11-01')).toBeNull();
  expect(await line(workspace, postId)).toMatchObject({ stand: 'none' });
  await host.close();
});

test('a post of the whole enterprise is listed in the departments of those who hold it, as of the day', async () => {
  const workspace = await newWorkspace({ way: 'sample' });
  const { call, host } = workspace;
  const { rows } = await call('responsibility.list', {});
  const of = (title: string) => rows.find((row) => row.title === title)!;
  expect(of('车间主任')).toMatchObject({ departmentId: null, department: '备料车间、机加工车间、铆焊车间、涂装车间、装配车间' });
  expect(of('实际控制人')).toMatchObject({ departments: [], department: '' });
  // Who is 安全总监 by office has the list of the post.
  expect(rows.find(({ role }) => role === 'safetyDirector')).toMatchObject({ stand: 'elsewhere' });
  expect(rows.filter(({ stand }) => stand === 'none').map(({ title }) => title)).toEqual(['货运平板车司机']);
  await host.close();
});
