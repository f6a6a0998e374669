import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppointmentDraft } from '../../db/domain/organization/appointment';
import type { LetterBatchDraft, LetterContent } from '../../db/domain/responsibility/letter';
import { openFile } from '../support/database';
import { approveDuties, approveList } from '../support/duties';
import { officeComplaints } from '../support/ooxml';
import { piecesOf } from '../support/pieces';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const draft: LetterBatchDraft = {
  year: 2026,
  name: '2026年度安全生产责任书',
  issuerId: null,
  issuerName: '欧阳建国',
  issuerTitle: '总经理',
  ownIssuer: '',
  isByLevel: true,
  issuedOn: '2026-01-10',
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  rewards: '考核结果与年度绩效挂钩。',
  remark: '',
};
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

const appointment = {
  scope: '',
  documentNumber: '',
  certificate: '' as const,
  certificateNumber: '',
  certificateTo: null,
  notifiedOn: null,
  endNotifiedOn: null,
  validFrom: '2025-06-01',
  validTo: null,
  remark: '',
};

let here: TestWorkspace;
const ids = { workshop: '', store: '', welder: '', people: [] as string[] };
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
  const keeper = await postOf('保管员', ids.store);
  for (const [name, departmentId, postId] of [
    ['张三', ids.workshop, ids.welder],
    ['李四', ids.workshop, ids.welder],
    ['张三丰', ids.workshop, ids.welder],
    ['王五', ids.store, keeper],
    ['赵六', null, null],
  ] as const)
    ids.people.push((await call('person.create', { draft: { ...person, name, departmentId, postId } })).value.id);
  await approveList(here, ids.welder);
  await call('target.create', {
    draft: { year: 2026, departmentId: null, postId: null, kind: 'result', name: '生产安全死亡事故', value: '0 起', criteria: '一票否决' },
  });
});
afterAll(() => here.host.close());

const preview = () => here.call('letter.preview', { year: 2026, day: '2026-01-10' });
const onlyBatch = async () => (await here.call('letter.batches', {}))[0]!;
const rows = async () => (await here.call('letter.list', { batchId: (await onlyBatch()).id })).rows;

describe('targets', () => {
  it('come down to departments once, and to another year with their ties', async () => {
    const { call, fail } = here;
    expect((await call('target.cascade', { year: 2026, departmentIds: [ids.workshop, ids.store] })).value).toEqual({ made: 2 });
    expect(await call('target.cascade', { year: 2026, departmentIds: [ids.workshop] })).toMatchObject({ changed: 0, value: { made: 0 } });
    const [above, ...below] = await call('target.list', { year: 2026 });
    expect([above!.level, above!.below, below.map(({ department, parentId }) => [department, parentId === above!.id])]).toEqual([
      'enterprise',
      2,
      [
        ['焊接车间', true],
        ['仓库', true],
      ],
    ]);
    expect(await fail('target.remove', { id: above!.id, revision: above!.revision })).toMatchObject({
      code: 'CONFLICT',
      key: 'targetBelow',
    });
    expect((await call('target.copyYear', { from: 2026, to: 2027 })).value).toEqual({ made: 3 });
    const next = await call('target.list', { year: 2027 });
    expect(next.filter(({ parentId }) => parentId === next[0]!.id)).toHaveLength(2);
    expect(await fail('target.copyYear', { from: 2026, to: 2027 })).toMatchObject({ findings: [{ key: 'targetsThere' }] });
    const own = below[0]!;
    await call('target.update', {
      id: own.id,
      revision: own.revision,
      draft: { ...own, kind: 'result', name: '焊接火灾事故', value: '0 起', criteria: '' },
    });
  });
});

describe('letters', () => {
  it('are made for whoever works here and has a list in force; the others are named with the reason', async () => {
    const found = await preview();
    expect([found.letters, found.posts, found.people.map(({ name }) => name)]).toEqual([3, 1, ['张三', '张三丰', '李四']]);
    expect(found.without.map(({ name, why }) => [name, why]).toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))).toEqual([
      ['王五', 'noList'],
      ['赵六', 'noPost'],
    ]);
    const made = await here.call('letter.issueAll', { draft });
    expect(made.value).toMatchObject({ letters: 3, leftOut: 2 });
    expect(
      (await rows()).map(({ number, personName, department, title, state }) => [number, personName, department, title, state]),
    ).toEqual([
      ['ZRS-2026-0001', '张三', '焊接车间', '焊工', 'printed'],
      ['ZRS-2026-0002', '张三丰', '焊接车间', '焊工', 'printed'],
      ['ZRS-2026-0003', '李四', '焊接车间', '焊工', 'printed'],
    ]);
    expect(await preview()).toMatchObject({ letters: 0, leftOut: 5 });
    expect(await here.fail('letter.issue', { draft })).toMatchObject({ findings: [{ key: 'letterNobody' }] });
  });

  it('are taken back in one step and made again with the same numbers', async () => {
    await here.call('history.undo', {});
    expect(await here.call('letter.batches', {})).toEqual([]);
    await here.call('letter.issue', { draft });
    expect((await rows()).map(({ number }) => number)).toEqual(['ZRS-2026-0001', 'ZRS-2026-0002', 'ZRS-2026-0003']);
  });

  it('say what was in force that day, whatever is changed afterwards', async () => {
    const file = openFile(here.folder);
    const contents = file.prepare('SELECT content FROM letterContent').pluck().all() as string[];
    file.close();
    expect(contents.map((content) => JSON.parse(content) as object)).toMatchObject([
      {
        issuer: { name: '欧阳建国', title: '总经理' },
        targets: [{ level: 'department', name: '焊接火灾事故' }],
        duties: [{ text: '焊接前清除可燃物。', standard10: 500 }, { text: '作业结束后检查余火。' }],
      },
    ]);
  });

  it('are written one by one and together', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'anze-责任书 '));
    const { id: batchId } = await onlyBatch();
    const { files } = await here.call('letter.print', { selection: { filter: { batchId } }, how: 'both', folder });
    expect(readdirSync(folder).sort()).toEqual([
      'ZRS-2026-0001 张三.docx',
      'ZRS-2026-0002 张三丰.docx',
      'ZRS-2026-0003 李四.docx',
      '安全生产责任书 ZRS-2026-0001至ZRS-2026-0003.docx',
    ]);
    const words = async (file: string) => (await piecesOf('docx', readFileSync(file))).join('\n');
    for (const file of [files[0]!, files[3]!]) expect(await officeComplaints(readFileSync(file))).toEqual([]);
    const one = await words(files[0]!);
    for (const said of [
      '安全生产责任书',
      'ZRS-2026-0001',
      '张三',
      '焊接火灾事故',
      '焊接前清除可燃物',
      '考核结果与年度绩效挂钩',
      '甲方（签字）',
    ])
      expect(one).toContain(said);
    const together = await words(files[3]!);
    for (const said of ['张三', '张三丰', '李四']) expect(together).toContain(said);
    expect(together.match(/本责任书一式两份/g)).toHaveLength(3);
  });

  it('are signed by their scans: by number, by name, and those that nobody can tell are left to a person', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'anze-扫描 '));
    const named = (name: string) => {
      const file = path.join(folder, name);
      writeFileSync(file, `%PDF-1.4 ${name}`);
      return file;
    };
    const { id: batchId } = await onlyBatch();
    const files = ['扫描_ZRS－2026－0001(1).pdf', '张三丰 责任书.pdf', '李四.jpg', 'IMG_0001.jpg'].map(named);
    const matches = await here.call('letter.matchScans', { batchId, files });
    expect(matches.map(({ letter, why }) => [letter?.number, why])).toEqual([
      ['ZRS-2026-0001', 'number'],
      ['ZRS-2026-0002', 'person'],
      ['ZRS-2026-0003', 'person'],
      [undefined, 'none'],
    ]);
    const scans = matches.flatMap(({ file, letter }) => (letter ? [{ letterId: letter.id, file }] : []));
    expect((await here.fail('letter.takeScans', { scans, on: '2026-01-09' })).code).toBe('INVALID');
    expect((await rows()).map(({ state, scans: count }) => [state, count])).toEqual([
      ['printed', 0],
      ['printed', 0],
      ['printed', 0],
    ]);
    expect((await here.call('letter.takeScans', { scans: scans.slice(0, 2), on: '2026-01-20' })).value).toEqual({ letters: 2 });
    expect((await rows()).map(({ state, signedOn, scans: count }) => [state, signedOn, count])).toEqual([
      ['signed', '2026-01-20', 1],
      ['signed', '2026-01-20', 1],
      ['printed', null, 0],
    ]);
  });

  it('are handed out, signed and voided with a reason; what cannot go there stays and is counted', async () => {
    const { id: batchId } = await onlyBatch();
    const advance = { selection: { filter: { batchId } }, on: '2026-01-15' };
    expect((await here.call('letter.advance', { ...advance, state: 'sent' })).value).toEqual({ done: 1, left: 2 });
    expect(await here.fail('letter.advance', { ...advance, state: 'sent' })).toMatchObject({ key: 'letterState' });
    expect((await here.fail('letter.advance', { ...advance, state: 'voided' })).code).toBe('INVALID');
    const last = (await rows())[2]!;
    await here.call('letter.advance', { selection: { ids: [last.id] }, state: 'voided', on: '2026-02-01', reason: '调岗' });
    expect((await rows())[2]).toMatchObject({ state: 'voided', reason: '调岗', voidedOn: '2026-02-01' });
    expect(await preview()).toMatchObject({ letters: 1 });
    expect(await onlyBatch()).toMatchObject({ letters: 3, signed: 2, voided: 1, printed: 0, sent: 0 });
  });

  it('are renewed the next year, each after the one before', async () => {
    await here.call('letter.issue', {
      draft: { ...draft, year: 2027, issuedOn: '2026-12-28', validFrom: '2027-01-01', validTo: '2027-12-31' },
    });
    expect((await rows()).map(({ number, renews }) => [number, renews])).toEqual([
      ['ZRS-2027-0001', 'ZRS-2026-0001'],
      ['ZRS-2027-0002', 'ZRS-2026-0002'],
      ['ZRS-2027-0003', null],
    ]);
    expect((await here.call('audit.verify', {})).faults).toEqual([]);
  });
});

describe('who signs for the enterprise', () => {
  it('is no party to the own letter, and the nearest head above is 甲方 of everybody else', async () => {
    const { call, host, folder } = await newWorkspace();
    const department = async (name: string, parentId: string | null) =>
      (await call('department.create', { draft: { name, parentId, kind: 'workshop', validFrom: '2025-01-01' } })).value.id;
    const workshop = await department('焊接车间', null);
    const team = await department('一班', workshop);
    const posts: Record<string, string> = {};
    for (const [name, isLeader] of [
      ['总经理', true],
      ['车间主任', false],
      ['班组长', false],
      ['焊工', false],
    ] as const) {
      posts[name] = (await call('post.create', { draft: { ...post, name, isLeader, departmentId: null } })).value.id;
      await approveList({ call }, posts[name]);
    }
    const enter = async (name: string, postName: string, departmentId: string | null) =>
      (await call('person.create', { draft: { ...person, name, departmentId, postId: posts[postName]! } })).value.id;
    const appoint = (personId: string, role: AppointmentDraft['role'], title: string, departmentId: string | null = null) =>
      call('appointment.create', { draft: { ...appointment, personId, role, title, departmentId } });
    await appoint(await enter('欧阳建国', '总经理', null), 'legalRep', '法定代表人');
    await enter('欧阳建国', '焊工', team);
    await appoint(await enter('周八', '车间主任', workshop), 'departmentHead', '主任', workshop);
    await appoint(await enter('吴九', '班组长', team), 'departmentHead', '班长', team);
    await enter('郑十', '焊工', team);
    await approveDuties({ call }, { role: 'legalRep' }, ['作业结束后检查余火。', '本人每月带队全面检查一次。']);
    const { value } = await call('letter.issueAll', { draft: { ...draft, ownIssuer: '公司股东会' } });

    const file = openFile(folder);
    const stored = file.prepare('SELECT l.personName, c.title, c.content FROM letter l JOIN letterContent c ON c.id = l.contentId').all();
    file.close();
    const letters = (stored as { personName: string; title: string; content: string }[]).map(({ content, ...letter }) => ({
      ...letter,
      ...(JSON.parse(content) as LetterContent),
    }));
    expect(letters.map(({ title, personName, issuer }) => `${title} ${personName}：${issuer.name} ${issuer.title}`).toSorted()).toEqual([
      '总经理 欧阳建国：公司股东会 ',
      '焊工 欧阳建国：吴九 班长',
      '焊工 郑十：吴九 班长',
      '班组长 吴九：周八 主任',
      '车间主任 周八：欧阳建国 总经理',
    ]);
    expect(letters.flatMap(({ personName, offices }) => offices.map((held) => [personName, held]))).toMatchObject([
      ['欧阳建国', { title: '法定代表人', duties: [{ text: '本人每月带队全面检查一次。' }] }],
    ]);
    const target = mkdtempSync(path.join(tmpdir(), 'anze-责任书 '));
    const { files } = await call('letter.print', { selection: { filter: { batchId: value.batchId } }, how: 'each', folder: target });
    const own = files.filter((name) => name.includes('欧阳建国')).map((name) => readFileSync(name));
    const printed = await Promise.all(own.map(async (bytes) => (await piecesOf('docx', bytes)).join('')));
    expect(printed.filter((words) => words.includes('同时担任法定代表人，另有下列职责'))).toHaveLength(1);
    await host.close();
  });
});
