import { cpSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { anze, newTerminal } from '../support/terminal';

test('copies: compare and apply, by decisions of a file, as JSON and for people', async () => {
  const { folder, workspace, run, say, write, sheet } = await newTerminal();
  const rows = (measures: string) => [
    ['编号', '风险点', '危险源', '管控措施', 'L', 'E', 'C', '责任部门'],
    ['R-1', '行车', '钢丝绳断丝', measures, 1, 6, 15, '一车间'],
  ];
  await run('import', 'risk', await sheet('清单.xlsx', rows('班前检查')));
  const home = path.join(folder, '回家的');
  cpSync(workspace, home, { recursive: true });
  expect((await run('copies', 'compare', home)).json).toMatchObject({ relation: 'same', total: 0, rows: [] });

  await anze('import', 'risk', await sheet('家里.xlsx', rows('每周检查')), '--workspace', home);
  expect((await run('copies', 'compare', home)).json).toMatchObject({ relation: 'ahead' });
  await run('import', 'risk', await sheet('单位.xlsx', rows('每班检查')));
  const { code, json } = await run('copies', 'compare', home);
  expect(code).toBe(0);
  expect(json).toMatchObject({ relation: 'diverged', kind: 'workspace', open: 1, isFinal: false });
  expect(json.rows[0]).toMatchObject({
    subject: '风险',
    verdict: '两边改了同一处',
    open: true,
    fields: [{ field: 'measures', base: '班前检查', mine: '每班检查', theirs: '每周检查', isConflict: true }],
  });
  const said = await say('copies', 'compare', home);
  expect(said.out).toContain('两份各有改动');
  expect(said.out).toContain('每周检查');

  expect(await run('copies', 'apply', home)).toMatchObject({ code: 1, json: { error: { code: 'CONFLICT' } } });
  const wrong = write('错.json', JSON.stringify({ 'R-9': 'theirs' }));
  expect((await run('copies', 'apply', home, '--decisions', wrong)).code).toBe(2);
  const decisions = write('决定.json', JSON.stringify({ 'R-1': { measures: 'theirs' }, 其余: 'mine' }));
  expect((await run('copies', 'apply', home, '--decisions', decisions)).json).toMatchObject({ relation: 'diverged', isFinal: false });
  expect((await run('list', 'risk')).json.rows[0]).toMatchObject({ measures: '每周检查' });
  expect((await run('audit', 'verify')).code).toBe(0);
  await run('undo');
  expect((await run('list', 'risk')).json.rows[0]).toMatchObject({ measures: '每班检查' });
  expect((await run('copies', 'apply', home, '--theirs')).code).toBe(0);
  expect((await run('list', 'risk')).json.rows[0]).toMatchObject({ measures: '每周检查' });
  expect((await run('copies', 'compare', path.join(folder, '没有'))).code).toBe(1);
});

test('copies: an export with a password is read, and taken as a whole where it only went on', async () => {
  const { folder, workspace, run, sheet } = await newTerminal();
  const home = path.join(folder, '回家的');
  cpSync(workspace, home, { recursive: true });
  const rows = [
    ['编号', '风险点', '危险源', 'L', 'E', 'C'],
    ['R-1', '行车', '钢丝绳断丝', 1, 6, 15],
  ];
  await anze('import', 'risk', await sheet('家里.xlsx', rows), '--workspace', home);
  process.env['ANZE_ARCHIVE_PASSWORD'] = '总经理保管的密码 2026';
  try {
    const file = path.join(folder, '带回.anze');
    await anze('archive', 'write', file, '--password', '--workspace', home);
    expect((await run('copies', 'apply', file)).json).toMatchObject({ relation: 'ahead', lacking: 0 });
    expect((await run('list', 'risk')).json).toMatchObject({ total: 1 });
    process.env['ANZE_ARCHIVE_PASSWORD'] = '不对的密码 2026';
    expect((await run('copies', 'compare', file)).code).toBe(1);
  } finally {
    delete process.env['ANZE_ARCHIVE_PASSWORD'];
  }
});
