import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readXlsx } from 'hucre';
import { expect, test } from 'vitest';
import { openPackage } from '../../electron/intake/zip';
import { newWorkspace } from '../support/workspace';

const textOf = async (file: string): Promise<string> =>
  Buffer.from(await (await openPackage(readFileSync(file), 'docx')).read('word/document.xml'))
    .toString('utf8')
    .replaceAll(/<[^>]*>/g, '');
const duty = (text: string, legalBasis = '') => ({
  id: null,
  text,
  frequency: '每班',
  evidence: '',
  criteria: '缺一次扣2分',
  standard10: 105,
  legalBasis,
});
const stated = { code: 'F31', compiledOn: '2026-11-20', day: null, part: '', from: null, to: null, place: '', preparedBy: '', reviewedBy: '', approvedBy: '', apart: false } as const; // prettier-ignore
const someone = { sex: '', idNumber: '', phone: '', education: '', employment: 'formal', isLeader: false, enteredOn: '2026-01-01', departmentId: null, remark: '' } as const; // prettier-ignore

async function factory() {
  const workspace = await newWorkspace({ regionCode: '510100' });
  const { call } = workspace;
  const department = async (name: string, parentId: string | null) =>
    (await call('department.create', { draft: { name, parentId, kind: 'workshop', validFrom: '2026-01-01' } })).value.id;
  const shop = await department('铸造车间', null);
  const team = await department('熔炼班', shop);
  const office = await department('行政部', null);
  const post = async (name: string, departmentId: string) => {
    const draft = { name, departmentId, isSpecialOperation: false, isLeader: false, validFrom: '2026-01-01' };
    return (await call('post.create', { draft: draft as never })).value.id;
  };
  const posts = { smelter: await post('熔炼工', team), moulder: await post('造型工', shop), clerk: await post('文员', office) };
  for (const [name, postId] of [['张三', posts.smelter], ['李四', posts.moulder]] as const) await call('person.create', { draft: { ...someone, name, postId } as never }); // prettier-ignore
  const approved = async (postId: string, text: string) => {
    const draft = { scope: '本岗位', criteria: '', preparedBy: '安全部', reviewedBy: '', remark: '', duties: [duty(text)] };
    const { id } = (await call('responsibility.save', { id: null, revision: null, owner: { postId }, draft })).value;
    await call('responsibility.approve', {
      ids: [id],
      approval: { approvedBy: '王总', approvedOn: '2026-03-01', validFrom: '2026-03-01' },
    });
    return id;
  };
  return {
    ...workspace,
    posts,
    shop,
    smelting: await approved(posts.smelter, '炉前检查冷却水'),
    moulding: await approved(posts.moulder, '检查吊具'),
  };
}

test('F31 prints what is in force on a day, whole, of a department with those below it, or of one post', async () => {
  const { call, fail, host, folder, posts, shop } = await factory();
  const { html, gaps } = await call('filing.draft', { request: stated });
  for (const words of ['岗位一览', '炉前检查冷却水', '检查吊具', '张三', '10.5', '王总']) expect(html).toContain(words);
  expect(html.indexOf('检查吊具')).toBeLessThan(html.indexOf('炉前检查冷却水'));
  expect(html).not.toContain('文员');
  expect(gaps.map(({ key, advice, at }) => [key, advice ?? false, at])).toEqual([
    ['uscc', false, 'enterprise'],
    ['list.none', false, 'responsibility'],
    ['list.unpublished', true, 'responsibility'],
    ['list.posting', true, 'request'],
  ]);
  const of = async (part: string) => (await call('filing.draft', { request: { ...stated, part } })).html;
  expect(await of(`department:${shop}`)).toContain('炉前检查冷却水');
  const one = await of(`post:${posts.smelter}`);
  expect(one).toContain('岗位安全生产责任清单');
  expect(one).not.toContain('检查吊具');
  expect(await fail('filing.draft', { request: { ...stated, part: `post:${crypto.randomUUID()}` } })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await fail('filing.draft', { request: { ...stated, part: `department:${crypto.randomUUID()}` } })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await fail('filing.draft', { request: { ...stated, part: 'post:一' } })).toMatchObject({ code: 'INVALID' });
  const before = await call('filing.draft', { request: { ...stated, day: '2026-02-01' } });
  expect(before.gaps.map(({ key }) => key)).toContain('list.nothing');
  for (const format of ['docx', 'xlsx'] as const)
    await call('filing.renderDraft', { request: stated, format, file: path.join(folder, `F31.${format}`) });
  expect(await textOf(path.join(folder, 'F31.docx'))).toContain('主要负责人批准（签字）：王总');
  const { sheets } = await readXlsx(readFileSync(path.join(folder, 'F31.xlsx')));
  expect(sheets.map(({ name }) => name)).toEqual(['职责条目', '岗位一览']);
  const cells = sheets[1]!.rows.flat();
  for (const word of ['没有清单', '待公示']) expect(cells).toContain(word);
  await host.close();
});

test('an issued F31 keeps what was in force, says where it hangs out and needs a reason while posts have no list', async () => {
  const { call, fail, host, posts, smelting, moulding } = await factory();
  await call('responsibility.publish', { ids: [smelting, moulding], posting: { from: '2026-03-02', to: null, place: '公告栏' } });
  expect(await fail('filing.issue', { request: stated })).toMatchObject({ code: 'INVALID' });
  const { number, id } = (await call('filing.issue', { request: stated, gapReason: '文员本周编制' })).value;
  expect(number).toBe('F31-2026-001');
  const { html } = await call('filing.preview', { id });
  for (const words of ['2026年3月2日起长期公示', '公告栏']) expect(html).toContain(words);
  await call('responsibility.end', { id: smelting, revision: (await call('responsibility.get', { key: posts.smelter })).versions[0]!.revision, on: '2026-11-20' }); // prettier-ignore
  expect((await call('filing.preview', { id })).html).toContain('炉前检查冷却水');
  expect((await call('filing.draft', { request: stated })).html).not.toContain('炉前检查冷却水');
  // What is stated on the paper goes before what is recorded.
  const other = await call('filing.draft', { request: { ...stated, from: '2026-11-21', to: '2026-11-30', place: '食堂门口' } });
  for (const words of ['2026年11月21日至2026年11月30日', '食堂门口']) expect(other.html).toContain(words);
  await host.close();
});
