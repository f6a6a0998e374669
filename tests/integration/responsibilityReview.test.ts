import { expect, test } from 'vitest';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const approval = { approvedBy: '王总', approvedOn: '2026-03-01', validFrom: '2026-03-01' };
const duty = (text: string) => ({ id: null, text, frequency: '', evidence: '', criteria: '见记录', standard10: null, legalBasis: '' });

const found = async ({ call }: TestWorkspace) =>
  (await call('review.run', { limit: 200 })).groups
    .filter(({ key }) => key.startsWith('responsibility.'))
    .flatMap(({ rule, kind, key, examples }) =>
      examples.map(({ title, subject }) => `${rule} ${kind} ${subject} ${key.split('.')[1]} ${title}`),
    )
    .toSorted();

async function inForce({ call }: TestWorkspace, owner: { postId: string } | { role: 'legalRep' | 'actualController' }, texts: string[]) {
  const draft = { scope: '全公司', criteria: '', preparedBy: '', reviewedBy: '', remark: '', duties: texts.map(duty) };
  const { id } = (await call('responsibility.save', { id: null, revision: null, owner, draft })).value;
  await call('responsibility.approve', { ids: [id], approval });
  return id;
}
const someone = { sex: '', idNumber: '', phone: '', education: '', employment: 'formal', isLeader: false, enteredOn: '2026-01-01', departmentId: null, remark: '' } as const; // prettier-ignore

async function holder({ call }: TestWorkspace, name: string, roles: readonly ('legalRep' | 'actualController')[]) {
  const { id: personId } = (await call('person.create', { draft: { ...someone, name, postId: null } as never })).value;
  for (const role of roles) {
    const words = { title: '', scope: '', documentNumber: '', certificate: '', certificateNumber: '', remark: '' };
    const days = { certificateTo: null, notifiedOn: null, endNotifiedOn: null, validFrom: '2026-01-01', validTo: null };
    await call('appointment.create', { draft: { personId, role, departmentId: null, ...words, ...days } });
  }
  return personId;
}

test('the review asks for a list of every post in use, and for its publication', async () => {
  const workspace = await newWorkspace({ regionCode: '510100' });
  const { call } = workspace;
  const draft = { name: '车工', departmentId: null, isSpecialOperation: false, isLeader: false, validFrom: '2026-01-01' };
  const postId = (await call('post.create', { draft: draft as never })).value.id;
  expect(await found(workspace)).toEqual(['V107 statutory responsibility none 车工']);
  const id = await inForce(workspace, { postId }, ['班前检查']);
  expect(await found(workspace)).toEqual(['V107 statutory responsibility lacking 车工', 'V108 policy responsibility unpublished 车工']);
  await call('person.create', { draft: { ...someone, name: '张三', postId } as never });
  await call('responsibility.publish', { ids: [id], posting: { from: '2026-03-02', to: null, place: '公告栏' } });
  expect(await found(workspace)).toEqual([]);
});

test('both leaders are the first responsible where policy asks, one list is enough for one person in both offices', async () => {
  const workspace = await newWorkspace();
  await holder(workspace, '王总', ['legalRep', 'actualController']);
  const rules = async () => (await found(workspace)).filter((line) => line.startsWith('V106'));
  expect(await rules()).toHaveLength(2);
  await inForce(workspace, { role: 'legalRep' }, ['定期到现场检查']);
  expect(await rules()).toEqual(['V106 policy responsibility firstLacking 法定代表人', 'V106 policy responsibility firstNone 实际控制人']);
  await inForce(workspace, { role: 'actualController' }, ['作为安全生产第一责任人签署安全承诺']);
  expect(await rules()).toEqual([]);
});

test('two people need each a list of their own', async () => {
  const workspace = await newWorkspace();
  await holder(workspace, '王总', ['legalRep']);
  await holder(workspace, '李总', ['actualController']);
  await inForce(workspace, { role: 'legalRep' }, ['与实际控制人同为安全生产第一责任人']);
  expect((await found(workspace)).filter((line) => line.startsWith('V106'))).toEqual(['V106 policy responsibility firstNone 实际控制人']);
});
