import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Seat } from '../../electron/api/procedure';
import { hashSecret } from '../../electron/workspace/secret';
import { fillIn, openFilled, type Filling } from '../support/appraisalSheets';
import { approveList } from '../support/duties';
import { newWorkspace, type TestWorkspace } from '../support/workspace';

const post = { isSpecialOperation: false, isLeader: false, level: '' as const, isHazardExposed: false, validFrom: '2025-01-01' };
const person = { sex: '' as const, employeeNo: '', idNumber: '', phone: '', education: '', employment: 'formal' as const, employer: '', isLeader: false, enteredOn: '2025-03-01', remark: '' }; // prettier-ignore
const draft = { name: '三季度考核', kind: 'quarter' as const, fromOn: '2026-07-01', toOn: '2026-09-30', isOfLeaders: false };

async function assessed() {
  const here = await newWorkspace();
  const { call } = here;
  const posts: string[] = [];
  const departments: Record<string, string> = {};
  for (const [department, name, people] of [
    ['焊接车间', '焊工', ['张三', '李四']],
    ['仓库', '保管员', ['王五']],
  ] as const) {
    const { id } = (
      await call('department.create', { draft: { name: department, parentId: null, kind: 'workshop', validFrom: '2025-01-01' } })
    ).value;
    departments[department] = id;
    const { id: postId } = (await call('post.create', { draft: { ...post, name, departmentId: id } })).value;
    posts.push(postId);
    for (const one of people) await call('person.create', { draft: { ...person, name: one, departmentId: id, postId } });
    await approveList(here, postId);
  }
  const { periodId } = (await call('appraisal.open', { draft })).value;
  return { here, departments, periodId };
}

let here: TestWorkspace;
let periodId: string;
let departments: Record<string, string>;
beforeEach(async () => {
  ({ here, periodId, departments } = await assessed());
});
afterEach(() => here.host.close());

const folder = () => path.join(here.folder, '分发');
const handOut = (more: object = {}) => here.call('appraisal.exportSheets', { periodId, folder: folder(), ...more });
const fileOf = async (department: string, more: object = {}) =>
  (await handOut({ departmentIds: [departments[department]!], ...more })).files[0]!.file;
let saved = 0;
const fill = (file: string, filling: Filling, how?: { turned?: boolean }) =>
  fillIn(file, path.join(folder(), `交回 ${(saved += 1)}.xlsx`), filling, how);
const collect = async (files: string[], more: object = {}) =>
  (await here.call('appraisal.collectSheets', { periodId, files, apply: false, ...more }))!;
const apply = (files: string[], more: object = {}) => collect(files, { apply: true, ...more });
const sheetOf = async (name: string) => {
  const { rows } = await here.call('appraisal.list', { periodId });
  return here.call('appraisal.get', { id: rows.find(({ personName }) => personName === name)!.id });
};
const scoresOf = async (name: string) =>
  (await sheetOf(name)).items.map(({ self10, selfNote, check10, reason }) => [self10, selfNote, check10, reason]);
const selfScore = async (name: string, self10: number, selfNote?: string) => {
  const { id, revision, items } = await sheetOf(name);
  await here.call('appraisal.selfScore', {
    id,
    revision,
    items: [{ id: items[0]!.id, self10, ...(selfNote === undefined ? {} : { selfNote }) }],
  });
};

describe('sheets for departments', () => {
  it('are one file for each, protected but for what is filled in, with the scores so far', async () => {
    await selfScore('张三', 450, '缺一次记录');
    const { files } = await handOut();
    expect(readdirSync(folder()).sort()).toEqual(['三季度考核表 仓库.xlsx', '三季度考核表 焊接车间.xlsx']);
    expect(files.map(({ departments: names, people }) => [names, people])).toEqual([
      [['焊接车间'], 2],
      [['仓库'], 1],
    ]);
    const { sheet, head, columns } = (await openFilled(files[0]!.file)).tables[0]!;
    expect([...columns.keys()]).toEqual(['姓名', '岗位', '条', '考核条目（职责）', '考核标准', '标准分', '自评得分', '自评说明', '校验码']);
    expect((sheet as never as { sheetProtection: object }).sheetProtection).toMatchObject({ sheet: true, formatColumns: true });
    const cell = (title: string, line = 1) => sheet.getCell(head + line, columns.get(title)!);
    expect(cell('自评得分').protection).toMatchObject({ locked: false });
    expect(cell('标准分').protection?.locked ?? true).toBe(true);
    expect(sheet.getColumn(columns.get('校验码')!).hidden).toBe(true);
    expect(cell('自评得分').dataValidation).toMatchObject({ type: 'decimal', operator: 'between', showErrorMessage: true });
    expect(cell('自评说明').dataValidation).toMatchObject({ type: 'textLength' });
    const lines = [1, 2, 3, 4].map((line) => ['姓名', '条', '标准分', '自评得分', '自评说明'].map((title) => cell(title, line).value));
    expect(lines).toEqual([
      ['张三', 1, 50, 45, '缺一次记录'],
      ['张三', 2, 50, null, null],
      ['李四', 1, 50, null, null],
      ['李四', 2, 50, null, null],
    ]);
    expect(String(sheet.getCell('A4').value) + String(sheet.getCell('A3').value)).toContain('填写说明');
  });

  it('are together in one file where that is wished, with columns for the assessor; nothing is written over', async () => {
    const first = await handOut({ together: true, withCheck: true });
    const again = await handOut({ together: true });
    expect([first, again].map(({ files }) => files.map(({ file }) => path.basename(file)))).toEqual([
      ['三季度考核表.xlsx'],
      ['三季度考核表（2）.xlsx'],
    ]);
    const { tables } = await openFilled(first.files[0]!.file);
    expect(tables.map(({ sheet, columns }) => [sheet.name, columns.has('考核得分'), columns.has('扣分原因')])).toEqual([
      ['焊接车间', true, true],
      ['仓库', true, true],
    ]);
    expect(await here.fail('appraisal.exportSheets', { periodId, folder: folder(), departmentIds: [''] })).toMatchObject({
      findings: [{ key: 'appraisalNoSheets' }],
    });
  });
});

describe('sheets that came back', () => {
  it('are looked through before anything is written, and taken in as one step, whatever they are named and however sorted', async () => {
    const welding = await fill(
      await fileOf('焊接车间'),
      { '张三 1': { 自评得分: 45.5, 自评说明: '缺一次' }, '张三 2': { 自评得分: 50 }, '李四 1': { 自评得分: '４０分' } },
      { turned: true },
    );
    const store = await fill(await fileOf('仓库', { withCheck: true }), { '王五 1': { 自评得分: 50, 考核得分: 48, 扣分原因: '台账缺页' } });
    const plan = await collect([welding, store]);
    expect(plan).toMatchObject({ step: null, conflicts: [], refused: [], people: 3, same: 0, blank: 2 });
    expect(plan.taken.map(({ personName, no, side, before, after }) => [personName, no, side, before.score10, after.score10])).toEqual(
      expect.arrayContaining([
        ['张三', 1, 'self', null, 455],
        ['张三', 2, 'self', null, 500],
        ['李四', 1, 'self', null, 400],
        ['王五', 1, 'self', null, 500],
        ['王五', 1, 'check', null, 480],
      ]),
    );
    expect(plan.taken).toHaveLength(5);
    expect((await sheetOf('张三')).self10).toBeNull();
    const { step } = await apply([welding, store]);
    expect(step).not.toBeNull();
    expect(await scoresOf('张三')).toEqual([
      [455, '缺一次', null, ''],
      [500, '', null, ''],
    ]);
    expect(await sheetOf('张三')).toMatchObject({ self10: 955, selfOn: '2026-11-21', state: 'self' });
    expect(await scoresOf('王五')).toEqual([
      [500, '', 480, '台账缺页'],
      [null, '', null, ''],
    ]);
    expect(await collect([welding, store])).toMatchObject({ taken: [], conflicts: [], same: 5 });
    expect((await here.call('history.undo', {})) as object).toBeTruthy();
    expect([await scoresOf('张三'), await scoresOf('王五')].flat().every(([self]) => self === null)).toBe(true);
  });

  it('take one file with all departments, and leave lines that were not touched to what has changed here', async () => {
    const all = (await handOut({ together: true })).files[0]!.file;
    await selfScore('张三', 300);
    const plan = await collect([await fill(all, { '王五 2': { 自评得分: 0 } })]);
    expect(plan.conflicts).toEqual([]);
    expect(plan.taken.map(({ personName, after }) => [personName, after])).toEqual([['王五', { score10: 0, words: '' }]]);
  });

  it('wait for a decision where the same has changed here, or two files differ', async () => {
    const file = await fileOf('焊接车间');
    const one = await fill(file, { '张三 1': { 自评得分: 40 }, '李四 1': { 自评得分: 40 } });
    const other = await fill(file, { '李四 1': { 自评得分: 30 }, '李四 2': { 自评得分: 50 } });
    await selfScore('张三', 450);
    const plan = await collect([one, other]);
    expect(plan.taken.map(({ personName, no }) => [personName, no])).toEqual([['李四', 2]]);
    expect(
      plan.conflicts
        .map(({ personName, kind, before, answers }) => [personName, kind, before.score10, answers.map(({ after }) => after.score10)])
        .toSorted(),
    ).toEqual([
      ['张三', 'changedSince', 450, [400]],
      ['李四', 'twoAnswers', null, [400, 300]],
    ]);
    const zhang = plan.conflicts.find(({ personName }) => personName === '张三')!;
    const li = plan.conflicts.find(({ personName }) => personName === '李四')!;
    const place = ({ file: name, sheet, sheetRow }: (typeof zhang)['answers'][number]['place']) => `${name}#${sheet}#${sheetRow}`;
    const decided = { [zhang.key]: { from: null }, [li.key]: { from: place(li.answers[1]!.place) } };
    await apply([one, other], { decisions: decided });
    expect((await scoresOf('张三')).map(([self]) => self)).toEqual([450, null]);
    expect((await scoresOf('李四')).map(([self]) => self)).toEqual([300, 500]);
    await here.call('history.undo', {});
    await apply([one, other]);
    expect((await scoresOf('李四')).map(([self]) => self)).toEqual([null, 500]);
    await apply([one], { decisions: { [zhang.key]: { from: place(zhang.answers[0]!.place) } } });
    expect((await scoresOf('张三')).map(([self]) => self)).toEqual([400, null]);
  });

  it('are told line by line what cannot be taken, and the rest is', async () => {
    const file = await fileOf('焊接车间', { withCheck: true });
    const filled = await fill(file, {
      '张三 1': { 自评得分: 51, 考核得分: 40 },
      '张三 2': { 自评得分: '良好' },
      '李四 1': { 自评说明: '忘了写分' },
      '李四 2': { 自评得分: -1, 考核得分: 50 },
    });
    const plan = await apply([filled]);
    expect(plan.refused.map(({ person: who, no, key }) => [who, no, key]).toSorted()).toEqual([
      ['张三', '1', 'over'],
      ['张三', '1', 'reason'],
      ['张三', '2', 'notScore'],
      ['李四', '1', 'wordsAlone'],
      ['李四', '2', 'notScore'],
    ]);
    expect(await scoresOf('李四')).toEqual([
      [null, '', null, ''],
      [null, '', 500, ''],
    ]);
  });

  it('know lines whose code is gone, files without codes, and files that are something else', async () => {
    const file = await fileOf('焊接车间');
    const { workbook, tables } = await openFilled(file);
    const { sheet, head, columns } = tables[0]!;
    sheet.getCell(head + 1, columns.get('校验码')!).value = '改掉了';
    sheet.getCell(head + 1, columns.get('自评得分')!).value = 30;
    const damaged = path.join(folder(), '改过.xlsx');
    await workbook.xlsx.writeFile(damaged);
    expect((await collect([damaged])).refused).toMatchObject([{ key: 'noMark', value: '改掉了', sheetRow: head + 1 }]);
    sheet.spliceColumns(columns.get('校验码')!, 1);
    await workbook.xlsx.writeFile(damaged);
    expect(await here.fail('appraisal.collectSheets', { periodId, files: [damaged], apply: false })).toMatchObject({
      key: 'intake:failure.markColumnLost',
    });
    for (const { sheet: one } of (await openFilled(file)).tables) one.name = 'x';
    const other = await fillIn(file, path.join(folder(), '别的.xlsx'), {});
    const { workbook: plain } = await openFilled(other);
    plain.worksheets[0]!.spliceRows(1, head);
    await plain.xlsx.writeFile(other);
    expect(await here.fail('appraisal.collectSheets', { periodId, files: [other], apply: false })).toMatchObject({
      key: 'intake:failure.notFillSheet',
    });
  });

  it('of another period or another enterprise are told and left aside', async () => {
    const before = await fill(await fileOf('仓库'), { '王五 1': { 自评得分: 50 } });
    const first = periodId;
    periodId = (await here.call('appraisal.open', { draft: { ...draft, name: '四季度考核', fromOn: '2026-10-01', toOn: '2026-12-31' } }))
      .value.periodId;
    const plan = await apply([before]);
    expect(plan).toMatchObject({ taken: [], refused: [], step: null });
    expect(plan.sheets).toMatchObject([{ lines: 0, strange: [{ kind: 'otherPeriod', name: '三季度考核', isClosed: false, lines: 2 }] }]);
    const ours = here;
    const theirs = await assessed();
    here = theirs.here;
    periodId = theirs.periodId;
    const foreign = await collect([before]);
    expect(foreign.sheets).toMatchObject([{ lines: 0, strange: [{ kind: 'otherWorkspace', lines: 2 }] }]);
    await theirs.here.host.close();
    here = ours;
    periodId = first;
    expect((await collect([before])).taken).toHaveLength(1);
  });

  it('are not taken into a closed period, nor over a signature, nor for somebody who was taken out', async () => {
    const file = await fileOf('焊接车间');
    const filled = await fill(file, { '张三 1': { 自评得分: 30 }, '李四 1': { 自评得分: 30 } });
    const all = (await here.call('appraisal.list', { periodId })).rows;
    const idOf = (name: string) => all.find(({ personName }) => personName === name)!.id;
    await here.call('appraisal.fillSelf', { periodId, ids: [idOf('张三')] });
    await here.call('appraisal.fillCheck', { periodId, ids: [idOf('张三')] });
    await here.call('appraisal.setMany', { periodId, ids: [idOf('张三')], patch: { signedOn: '2026-11-21' } });
    await here.call('appraisal.drop', { periodId, ids: [idOf('李四')] });
    const plan = await apply([filled]);
    expect(plan.refused.map(({ person: who, key }) => [who, key]).toSorted()).toEqual([
      ['张三', 'signed'],
      ['李四', 'gone'],
    ]);
    expect(plan.taken).toEqual([]);
    const { revision } = (await here.call('appraisal.periods', {}))[0]!;
    await here.call('appraisal.close', { id: periodId, revision, on: '2026-11-21', acceptWaiting: true });
    expect(await here.fail('appraisal.collectSheets', { periodId, files: [filled], apply: true })).toMatchObject({
      key: 'appraisalClosed',
    });
    expect(await here.fail('appraisal.exportSheets', { periodId, folder: folder() })).toMatchObject({ key: 'appraisalClosed' });
  });

  it('are not written over what has changed since they were looked at', async () => {
    const item = (await sheetOf('张三')).items[0]!;
    const answer = { itemId: item.id, revision: item.revision, score10: 400, words: '' };
    await selfScore('张三', 450);
    expect(await here.fail('appraisal.applySelf', { periodId, self: [answer] })).toMatchObject({ code: 'CONFLICT', key: 'conflict' });
    const { revision } = (await sheetOf('张三')).items[0]!;
    expect(await here.fail('appraisal.applySheets', { periodId, self: [], check: [{ ...answer, revision }] })).toMatchObject({
      findings: [{ key: 'appraisalReason' }],
    });
    expect(await here.fail('appraisal.applySelf', { periodId, self: [{ ...answer, revision, score10: 501 }] })).toMatchObject({
      findings: [{ key: 'appraisalOver' }],
    });
  });

  it('of a department account hold its own people and self scores alone', async () => {
    const { host } = here;
    const all = (await handOut({ together: true, withCheck: true })).files[0]!.file;
    const filled = await fill(all, {
      '张三 1': { 自评得分: 40, 考核得分: 50 },
      '王五 1': { 自评得分: 40 },
    });
    const secret = await hashSecret('钢丝绳与吊钩 2026');
    const enter = async (role: 'director' | 'reporter', name: string, seat: Seat): Promise<Seat> => {
      const entry = { name, role, personId: null, departments: role === 'reporter' ? [departments['焊接车间']] : [] };
      const reply = await host.call('account.enter', { draft: entry, secret, recovery: null }, { seat });
      if (!reply.ok) throw new Error(JSON.stringify(reply.error));
      return { accountId: (reply.data as { value: { id: string } }).value.id, locked: false, opening: 1 };
    };
    const director = await enter('director', '王负责', { accountId: null, locked: false, opening: 1 });
    const seat = await enter('reporter', '张填报', director);
    const as = async <T>(name: string, input: object): Promise<T> => {
      const reply = await host.call(name, { periodId, ...input }, { seat });
      if (!reply.ok) throw new Error(reply.error.code);
      return reply.data as T;
    };
    const mine = await as<Awaited<ReturnType<typeof handOut>>>('appraisal.exportSheets', { folder: folder(), withCheck: true });
    expect(mine.files.map(({ departments: names }) => names)).toEqual([['焊接车间']]);
    expect((await openFilled(mine.files[0]!.file)).tables[0]!.columns.has('考核得分')).toBe(false);
    const plan = await as<Awaited<ReturnType<typeof collect>>>('appraisal.collectSheets', { files: [filled], apply: true });
    expect(plan.refused.map(({ person: who, key }) => [who, key]).toSorted()).toEqual([
      ['张三', 'notAssessor'],
      ['王五', 'notYours'],
    ]);
    expect(plan.taken.map(({ personName, side }) => [personName, side])).toEqual([['张三', 'self']]);
    const officer = await host.call('appraisal.get', { id: plan.taken[0]!.appraisalId }, { seat: director });
    expect(officer.ok && (officer.data as Awaited<ReturnType<typeof sheetOf>>).items[0]).toMatchObject({ self10: 400, check10: null });
    const foreign = (await host.call('appraisal.list', { periodId }, { seat: director })) as never as {
      data: { rows: { id: string; personName: string }[] };
    };
    const wang = foreign.data.rows.find(({ personName }) => personName === '王五')!;
    const theirs = (await host.call('appraisal.get', { id: wang.id }, { seat: director })) as never as {
      data: { items: { id: string; revision: number }[] };
    };
    const [first] = theirs.data.items;
    await expect(
      as('appraisal.applySelf', { self: [{ itemId: first!.id, revision: first!.revision, score10: 1, words: '' }] }),
    ).rejects.toThrow('FORBIDDEN');
    await expect(as('appraisal.applySheets', { self: [], check: [] })).rejects.toThrow('FORBIDDEN');
  });
});
