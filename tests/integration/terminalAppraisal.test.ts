import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fillIn } from '../support/appraisalSheets';
import { approveList } from '../support/duties';
import { piecesOf } from '../support/pieces';
import { newTerminal } from '../support/terminal';
import { newHost } from '../support/workspace';

/** The terminal lives by the clock of the machine: posts that it makes begin today. */
const now = new Date();
const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

it('opens, lists, prints and closes an assessment from the terminal', async () => {
  const { run, say, folder, workspace, sheet } = await newTerminal();
  const people = [['姓名', '部门', '岗位'], ...['张三', '李四'].map((name) => [name, '焊接车间', '焊工']), ['赵六', '仓库', '保管员']];
  await run('import', 'person', await sheet('人员.xlsx', people));
  const { call, host } = newHost({ today: day });
  await call('workspace.open', { folder: workspace });
  await approveList({ call }, (await call('post.list', {})).find(({ name }) => name === '焊工')!.id);
  await host.close();

  const none = await say('appraisal', 'close', '--on', day);
  expect([none.code, none.err]).toEqual([2, '还没有责任制考核']);
  expect((await say('appraisal', 'open', '--kind', '旬')).err).toContain('月度、季度、半年、年度');
  expect((await run('appraisal', 'open', '--kind', '年度', '--dry-run')).json).toMatchObject({
    people: 2,
    lists: 1,
    without: [{ name: '赵六', department: '仓库', post: '保管员', reason: '岗位没有现行的责任清单' }],
  });
  const { json: opened } = await run('appraisal', 'open', '--kind', '年度');
  expect(opened).toMatchObject({ name: `${day.slice(0, 4)}年度安全生产责任制考核`, people: 2, leftOut: 1 });
  const { json: list } = await run('list', 'appraisal');
  expect(list).toMatchObject({ total: 1, rows: [{ kind: '年度', people: 2, assessed: 0, closedOn: null, leaders: false, share: null }] });
  expect((await run('list', 'appraisal', '--period', day.slice(0, 4))).json.rows[0]).toMatchObject({
    person: '张三',
    department: '焊接车间',
    post: '焊工',
    full: 100,
    score: null,
    grade: null,
    state: '待评分',
  });
  const out = path.join(folder, '考核');
  expect((await run('appraisal', 'print', '--out', out, '--together')).json).toMatchObject({ sheets: 2 });
  expect((await run('appraisal', 'print', '--out', out, '--person', '李四')).json).toMatchObject({ sheets: 1 });
  await run('appraisal', 'print', '--out', out, '--summary');
  expect(readdirSync(out).sort()).toEqual(
    [`考核表 ${opened.name}.docx`, `${opened.name}结果汇总表.xlsx`, '安全生产责任制考核表 焊接车间 李四 焊工.docx'].sort(),
  );
  const refused = await say('appraisal', 'close', '--on', day);
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('还有 2 人没有考核')]);
  expect((await run('appraisal', 'close', '--on', day, '--accept-waiting')).json).toMatchObject({ waiting: 2 });
});

it('writes sheets for departments and takes them back, with decisions where the same has changed here', async () => {
  const { run, say, folder, workspace, sheet, write } = await newTerminal();
  const people = [['姓名', '部门', '岗位'], ...['张三', '李四'].map((name) => [name, '焊接车间', '焊工'])];
  await run('import', 'person', await sheet('人员.xlsx', people));
  const { call, host } = newHost({ today: day });
  await call('workspace.open', { folder: workspace });
  await approveList({ call }, (await call('post.list', {})).find(({ name }) => name === '焊工')!.id);
  await host.close();
  const { json: opened } = await run('appraisal', 'open', '--kind', '年度');
  const out = path.join(folder, '分发');
  const stray = await say('appraisal', 'sheets', '--out', out, '--department', '仓库');
  expect([stray.code, stray.err]).toEqual([2, expect.stringContaining('有人的部门：焊接车间')]);
  const { json: sent } = await run('appraisal', 'sheets', '--out', out, '--check');
  expect(sent).toMatchObject({ name: opened.name, files: [{ departments: ['焊接车间'], people: 2 }] });
  const filled = await fillIn(sent.files[0].file, path.join(out, '填好.xlsx'), {
    '张三 1': { 自评得分: 45, 自评说明: '缺一次', 考核得分: 40, 扣分原因: '缺动火记录' },
    '李四 1': { 自评得分: 60 },
  });
  expect((await run('appraisal', 'collect', filled, '--dry-run')).json).toMatchObject({ people: 1, blank: 2, conflicts: [], step: null });
  const { json: taken } = await run('appraisal', 'collect', filled);
  expect(taken).toMatchObject({
    people: 1,
    taken: [
      { person: '张三', no: 1, part: '自评', before: { score: null, words: '' }, after: { score: 45, words: '缺一次' } },
      { part: '考核', after: { score: 40, words: '缺动火记录' } },
    ],
    refused: [{ person: '李四', reason: '超过标准分（50 分）', value: '60' }],
  });
  expect(taken.step).not.toBeNull();
  await run('appraisal', 'print', '--out', out, '--person', '张三');
  const printed = await piecesOf('docx', readFileSync(path.join(out, '安全生产责任制考核表 焊接车间 张三 焊工.docx')));
  expect(printed.slice(printed.indexOf('附：自评说明'))).toContain('缺一次');
  const other = await fillIn(sent.files[0].file, path.join(out, '另一份.xlsx'), { '张三 1': { 自评得分: 30 } });
  const { json: asked } = await run('appraisal', 'collect', other);
  expect(asked.conflicts).toMatchObject([{ name: '张三 1 自评', kind: '发出以后这里改过', now: { score: 45 }, answers: [{ score: 30 }] }]);
  const wrong = await say('appraisal', 'collect', other, '--decide', write('错.json', '{"王五 1 自评": "表"}'));
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('有冲突的：张三 1 自评')]);
  expect((await run('appraisal', 'collect', other, '--decide', write('决定.json', '{"其余": "表"}'))).json).toMatchObject({
    taken: [{ after: { score: 30 } }],
    conflicts: [],
  });
  await run('appraisal', 'close', '--on', day, '--accept-waiting');
  const late = await say('appraisal', 'collect', filled);
  expect([late.code, late.err]).toEqual([1, expect.stringContaining('已经关闭')]);
});
