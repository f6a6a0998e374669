import { expect, test } from 'vitest';
import { z } from 'zod';
import { api } from '../../electron/api/index';
import { command } from '../../electron/api/procedure';
import { newWorkspace } from '../support/workspace';

/** As if the list had been taken from an edition before the one that is shipped. */
const older = command(z.object({ id: z.string(), dutyId: z.string(), mine: z.string(), base: z.string() }), ({ db }, stated) => {
  db.update('responsibility', stated.id, { libraryEdition: 'duty-library@0' });
  db.update('responsibilityDuty', stated.dutyId, { text: stated.mine, base: JSON.stringify({ text: stated.base }) });
  return {};
});

async function adopted() {
  const workspace = await newWorkspace({ procedures: { ...api, 'test.older': older } });
  const { call } = workspace;
  const { value } = await call('responsibility.adopt', { items: [{ owner: { role: 'principal' }, libraryPost: 'principal' }] });
  const id = value.ids[0]!;
  const shown = async (key = id) => (await call('responsibility.get', { key })).shown!;
  const save = async (change: (items: Awaited<ReturnType<typeof shown>>['items']) => unknown[]) => {
    const { revision, scope, criteria, preparedBy, reviewedBy, remark, items } = await shown();
    const duties = change(items).map((item) => {
      const { id: dutyId, text, frequency, evidence, criteria: how, standard10, legalBasis } = item as (typeof items)[number];
      return { id: dutyId, text, frequency, evidence, criteria: how, standard10, legalBasis };
    });
    const draft = { scope, criteria, preparedBy, reviewedBy, remark, duties };
    await call('responsibility.save', { id, revision, owner: { role: 'principal' }, draft });
  };
  const against = (listId = id, libraryPost = '') => call('responsibility.againstLibrary', { id: listId, libraryPost });
  return { ...workspace, id, shown, save, against };
}
const counted = ({ duties }: { duties: readonly { state: string }[] }) =>
  Object.fromEntries([...Map.groupBy(duties, ({ state }) => state)].map(([state, those]) => [state, those.length]));

test('an adapted list stands beside the library it came from, and takes over what is chosen, field by field', async () => {
  const { call, fail, host, id, shown, save, against } = await adopted();
  const { items } = await shown();
  expect(await against()).toMatchObject({ taken: 'duty-library@1', isNewer: false, scope: null, post: { id: 'principal' } });
  expect(counted(await against())).toEqual({ unchanged: items.length });
  await save(([first, second, , ...rest]) => [
    { ...first!, text: '我们自己的话', frequency: '每周' },
    { ...second! },
    ...rest,
    { ...rest[0]!, id: null, text: '本单位自有的一条' },
  ]);
  const differing = await against();
  expect(counted(differing)).toEqual({ mineChanged: 1, unchanged: items.length - 2, own: 1, dropped: 1 });
  const [changed] = differing.duties;
  expect(changed!.fields.map(({ field, mine, base }) => [field, mine, base])).toEqual([
    ['text', '我们自己的话', items[0]!.text],
    ['frequency', '每周', items[0]!.frequency],
  ]);
  const left = differing.duties.find(({ state }) => state === 'dropped')!;
  const merge = { id, libraryPost: 'principal', edition: differing.edition, scope: 'mine' as const, fields: [], take: [] };
  expect(await fail('responsibility.mergeLibrary', { ...merge, revision: 99 })).toMatchObject({ code: 'CONFLICT' });
  expect(await fail('responsibility.mergeLibrary', { ...merge, revision: 1, edition: 'duty-library@9' })).toMatchObject({
    findings: [{ rule: 'libraryEdition' }],
  });
  expect(await fail('responsibility.mergeLibrary', { ...merge, revision: 1, libraryPost: 'nothing' })).toMatchObject({
    findings: [{ rule: 'libraryPost' }],
  });
  const fields = [{ dutyId: changed!.dutyId!, field: 'text' as const, side: 'library' as const }];
  const take = [left.libraryDuty!];
  const { value } = await call('responsibility.mergeLibrary', { ...merge, revision: (await shown()).revision, fields, take });
  expect(value.id).toBe(id);
  const merged = (await shown()).items;
  expect(merged[0]).toMatchObject({ id: items[0]!.id, text: items[0]!.text, frequency: '每周' });
  expect(merged[2]).toMatchObject({ libraryDuty: left.libraryDuty });
  expect(merged.at(-1)).toMatchObject({ text: '本单位自有的一条', libraryDuty: '' });
  await call('history.undo', {});
  expect((await shown()).items[0]).toMatchObject({ text: '我们自己的话' });
  await host.close();
});

test('a newer edition is told, what the enterprise wrote stays, and an approved version gets its next one as a draft', async () => {
  const { call, fail, host, id, shown, against } = await adopted();
  const run = call as unknown as (name: string, input: unknown) => Promise<unknown>;
  const { items } = await shown();
  const [first] = items;
  await run('test.older', { id, dutyId: first!.id, mine: '旧版的话', base: '旧版的话' });
  await call('responsibility.approve', { ids: [id], approval: { approvedBy: '王总', approvedOn: '2026-03-01', validFrom: '2026-03-01' } });
  const found = await against();
  expect(found.isNewer).toBe(true);
  expect(found.duties[0]).toMatchObject({ state: 'libraryChanged' });
  expect(found.duties[0]!.fields.find(({ field }) => field === 'text')).toMatchObject({
    state: 'libraryChanged',
    base: '旧版的话',
    library: first!.text,
  });
  const merge = { id, libraryPost: 'principal', edition: found.edition, scope: 'mine' as const, take: [] };
  const fields = found.duties[0]!.fields.map(({ field }) => ({ dutyId: first!.id, field, side: 'library' as const }));
  const { value } = await call('responsibility.mergeLibrary', { ...merge, revision: (await shown()).revision, fields });
  expect(value.id).not.toBe(id);
  expect(await shown(value.id)).toMatchObject({ status: 'draft', version: 2, libraryEdition: 'duty-library@1' });
  expect((await shown(value.id)).items[0]).toMatchObject({ text: first!.text });
  expect((await shown(id)).items[0]).toMatchObject({ text: '旧版的话' });
  expect(counted(await against(value.id))).toEqual({ unchanged: items.length });
  expect(await fail('responsibility.mergeLibrary', { ...merge, revision: (await shown(id)).revision, fields })).toMatchObject({
    key: 'responsibilityDraft',
  });
  await host.close();
});

test('a list of the enterprise itself can be held against any post of the library', async () => {
  const { call, fail, host, against } = await adopted();
  const duty = { id: null, text: '自己写的', frequency: '', evidence: '', criteria: '', standard10: null, legalBasis: '' };
  const draft = { scope: '全厂', criteria: '', preparedBy: '', reviewedBy: '', remark: '', duties: [duty] };
  const { id } = (await call('responsibility.save', { id: null, revision: null, owner: { role: 'safetyDeputy' }, draft })).value;
  expect(await against(id)).toMatchObject({ post: null, duties: [] });
  const found = await against(id, 'safetyDeputy');
  expect(found).toMatchObject({ isNewer: false, taken: '', scope: { mine: '全厂' } });
  expect(counted(found)).toEqual({ own: 1, new: found.duties.length - 1 });
  const take = [found.duties[1]!.libraryDuty!];
  const merge = { id, revision: 1, libraryPost: 'safetyDeputy', edition: found.edition, scope: 'library' as const, fields: [], take };
  await call('responsibility.mergeLibrary', merge);
  const { shown } = await call('responsibility.get', { key: id });
  expect(shown).toMatchObject({ scope: found.scope!.library, items: [{ libraryDuty: take[0] }, { text: '自己写的' }] });
  expect(await fail('responsibility.againstLibrary', { id: crypto.randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
  await host.close();
});
