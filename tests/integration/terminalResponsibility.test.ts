import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { newTerminal } from '../support/terminal';

const today = new Date().toLocaleDateString('sv');

it('takes lists from the library, approves and publishes them, lists and prints them', async () => {
  const { run, say, folder } = await newTerminal();
  const first = (await run('list', 'responsibility')).json;
  expect(first).toMatchObject({ day: today, total: 5, inForce: 0 });
  expect(first.rows[0]).toMatchObject({ title: '法定代表人', role: true, stand: '没有清单', version: null, draft: false });
  expect((await run('responsibility', 'adopt', '--dry-run')).json).toMatchObject({ adopted: 0, without: [] });
  expect((await run('responsibility', 'adopt', '法定代表人', '主要负责人')).json).toMatchObject({
    adopted: 2,
    rows: [{ title: '法定代表人', library: '法定代表人（董事长）' }, { title: '主要负责人' }],
  });
  expect((await say('responsibility', 'adopt', '法定代表人')).err).toContain('已有责任清单：法定代表人');
  expect((await say('responsibility', 'approve', '--by', '王总', '--on', today)).out).toContain('已批准 2 份');
  expect((await run('responsibility', 'publish', '--from', today, '--place', '公告栏', '主要负责人')).json).toEqual({ published: 1 });
  expect((await say('responsibility', 'publish', '--from', today, '--place', '公告栏')).out).toContain('已登记 1 份');
  expect((await say('responsibility', 'publish', '--from', today, '--place', '公告栏')).err).toContain('没有待公示的清单');
  const rows = (await run('list', 'responsibility', '--stand', '待完善')).json.rows;
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({ version: 1, validFrom: today, publishedFrom: today, people: 0 });
  expect((await run('list', 'responsibility', '--day', '2020-01-01')).json.inForce).toBe(0);

  const out = path.join(folder, '件');
  const filed = await run('file', 'F31', '--out', out, '--draft', '--compiled-on', today, '--format', 'docx,xlsx', '--post', '主要负责人');
  expect(filed.code).toBe(0);
  expect(readdirSync(out)).toHaveLength(2);
  expect(filed.json.files.every((file: string) => existsSync(file))).toBe(true);
});

it('refuses what is no post, department or stand, and options of other papers', async () => {
  const { run, say, folder } = await newTerminal();
  const out = path.join(folder, '件');
  for (const args of [
    ['responsibility', 'adopt', '没有的岗位'],
    ['responsibility', 'adopt', '法定代表人', '--library', '没有'],
    ['responsibility', 'approve', '--by', '王总', '--on', today],
    ['responsibility', 'approve', '法定代表人', '--by', '王总', '--on', today],
    ['responsibility', 'publish', '法定代表人', '--from', today, '--place', '公告栏'],
    ['list', 'responsibility', '--stand', '好'],
    ['list', 'responsibility', '--department', '没有'],
    ['file', 'F31', '--out', out, '--post', '没有的岗位'],
    ['file', 'F31', '--out', out, '--department', '没有'],
    ['file', 'F34', '--out', out, '--post', '主要负责人'],
  ])
    expect((await say(...args)).code, args.join(' ')).toBe(2);
  expect((await run('file', 'F31', '--out', out, '--compiled-on', today)).code).not.toBe(0);
});
