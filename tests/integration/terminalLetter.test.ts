import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { approveList } from '../support/duties';
import { newTerminal } from '../support/terminal';
import { newHost } from '../support/workspace';

/** The terminal lives by the clock of the machine: posts that it makes begin today. */
const now = new Date();
const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
const year = day.slice(0, 4);

it('makes, prints, hands out and takes back letters from the terminal', async () => {
  const { run, say, folder, workspace, write, sheet } = await newTerminal();
  const people = [
    ['姓名', '部门', '岗位'],
    ...['张三', '李四', '王五'].map((name) => [name, '焊接车间', '焊工']),
    ['赵六', '仓库', '保管员'],
  ];
  await run('import', 'person', await sheet('人员.xlsx', people));
  const { call, host } = newHost({ today: day });
  await call('workspace.open', { folder: workspace });
  const posts = await call('post.list', {});
  await approveList({ call }, posts.find(({ name }) => name === '焊工')!.id);
  await host.close();

  const none = await say('letter', 'list');
  expect([none.code, none.err]).toEqual([2, '还没有生成责任书']);
  await run('target', 'add', '死亡事故', '--year', year, '--value', '0 起');
  expect((await run('target', 'cascade', '--year', year)).json).toEqual({ made: 2 });
  await run('target', 'add', '违章动火', '--year', year, '--post', '焊工', '--kind', '过程指标', '--value', '0 次');
  const { json: targets } = await run('target', 'list', '--year', year);
  expect([targets.total, targets.rows[0]]).toMatchObject([4, { level: '公司级', kind: '结果指标', name: '死亡事故', value: '0 起' }]);

  const issue = ['letter', 'issue', '--year', year, '--on', day, '--issuer', '欧阳建国'];
  expect((await run(...issue, '--dry-run')).json).toMatchObject({
    letters: 3,
    posts: 1,
    without: [{ name: '赵六', department: '仓库', post: '保管员', reason: '岗位没有现行的责任清单' }],
  });
  expect((await run(...issue)).json).toMatchObject({ letters: 3, leftOut: 1 });
  await run('letter', 'print', '--out', path.join(folder, '责任书'), '--together', '--each');
  expect(readdirSync(path.join(folder, '责任书'))).toHaveLength(4);
  expect((await run('file', 'F32', '--year', year, '--out', path.join(folder, 'F32'))).json).toMatchObject({ letters: 3 });
  expect(readdirSync(path.join(folder, 'F32'))).toHaveLength(3);
  expect((await say('file', 'F32', '--draft', '--out', folder)).code).toBe(2);
  expect((await run('letter', 'advance', `zrs-${year}-0002`, '--state', '已发出', '--on', day)).json).toEqual({ done: 1, left: 0 });

  const scans = [write(`ZRS-${year}-0001.pdf`, '%PDF-1.4'), write('李四责任书.pdf', '%PDF-1.4 2'), write('IMG_1.jpg', 'x')];
  expect((await run('letter', 'scans', ...scans, '--on', day)).json).toMatchObject({ taken: 2, left: ['IMG_1.jpg'] });
  const { json } = await run('letter', 'list', '--state', '已签订');
  expect(json.total).toBe(2);
  expect(json.rows[0]).toMatchObject({
    number: `ZRS-${year}-0001`,
    department: '焊接车间',
    post: '焊工',
    state: '已签订',
    signedOn: day,
    scans: 1,
  });
});
