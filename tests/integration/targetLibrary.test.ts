import { expect, onTestFinished, test } from 'vitest';
import { newWorkspace } from '../support/workspace';

async function prepared() {
  const made = await newWorkspace();
  onTestFinished(() => made.host.close());
  const department = async (name: string) =>
    (await made.call('department.create', { draft: { name, parentId: null, kind: 'workshop', validFrom: '2026-01-01' } })).value.id;
  return { ...made, workshop: await department('焊接车间'), finance: await department('财务部') };
}
const enterprise = { year: 2026, departmentId: null, postId: null };
const words = ({ id, value, criteria }: { id: string; value: string; criteria: string }) => ({ key: id, value, criteria });

test('targets of the library are added in one step as adapted, marked for the year, and undone in one', async () => {
  const { call } = await prepared();
  const offered = await call('target.library', enterprise);
  expect(offered.length).toBeGreaterThan(5);
  expect(offered.every(({ level, isThere }) => level === 'enterprise' && !isThere)).toBe(true);
  const [deaths, injuries] = offered;
  const targets = [
    { ...words(deaths!), criteria: '一票否决' },
    { ...words(injuries!), value: '≤1 起' },
  ];
  expect((await call('target.addFromLibrary', { ...enterprise, targets })).value).toEqual({ made: 2 });
  expect(await call('target.list', { year: 2026 })).toMatchObject([
    { level: 'enterprise', name: deaths!.name, value: deaths!.value, criteria: '一票否决', kind: 'result' },
    { level: 'enterprise', name: injuries!.name, value: '≤1 起', criteria: injuries!.criteria },
  ]);
  const isThere = async (year: number) => (await call('target.library', { ...enterprise, year })).slice(0, 3).map((one) => one.isThere);
  expect(await isThere(2026)).toEqual([true, true, false]);
  expect(await isThere(2027)).toEqual([false, false, false]);
  // What stands there stays as it is.
  expect((await call('target.addFromLibrary', { ...enterprise, targets: [words(deaths!)] })).value).toEqual({ made: 0 });
  await call('history.undo', {});
  expect(await call('target.list', { year: 2026 })).toEqual([]);
});

test('a department is offered those of its kind, below the target that they serve; a post those of its level', async () => {
  const { call, fail, workshop, finance } = await prepared();
  await call('target.addFromLibrary', { ...enterprise, targets: (await call('target.library', enterprise)).map(words) });
  const keys = async (departmentId: string) => (await call('target.library', { ...enterprise, departmentId })).map(({ name }) => name);
  expect(await keys(workshop)).toContain('被查处的违章');
  expect(await keys(finance)).not.toContain('被查处的违章');
  const place = { ...enterprise, departmentId: workshop };
  const offered = await call('target.library', place);
  await call('target.addFromLibrary', { ...place, targets: offered.map(words) });
  const targets = await call('target.list', { year: 2026 });
  const fires = targets.find(({ name }) => name === '火灾事故')!;
  expect(targets.find(({ name }) => name === '本部门火险火情')).toMatchObject({
    level: 'department',
    departmentId: workshop,
    parentId: fires.id,
  });
  const { value: post } = await call('post.create', {
    draft: { name: '焊工', departmentId: workshop, isSpecialOperation: true, isLeader: false, level: 'worker', validFrom: '2026-01-01' },
  });
  const ofPost = await call('target.library', { ...enterprise, postId: post.id });
  expect(ofPost.length).toBeGreaterThan(0);
  await call('target.addFromLibrary', { ...enterprise, postId: post.id, targets: [words(ofPost[0]!)] });
  expect((await call('target.list', { year: 2026 })).at(-1)).toMatchObject({ level: 'post', departmentId: workshop, postId: post.id });
  expect((await call('target.library', { ...enterprise, postId: post.id }))[0]!.isThere).toBe(true);
  expect(await fail('target.addFromLibrary', { ...enterprise, targets: [words(ofPost[0]!)] })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await fail('target.library', { ...enterprise, departmentId: post.id })).toMatchObject({ code: 'NOT_FOUND' });
});
