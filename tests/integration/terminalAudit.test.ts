import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { riskLines } from '../support/riskLines';
import { newTerminal } from '../support/terminal';
import { registerXlsx } from '../support/workbooks';

describe('a file that somebody wrote to past the application', () => {
  let terminal: Awaited<ReturnType<typeof newTerminal>>;
  let database: string;

  beforeAll(async () => {
    terminal = await newTerminal();
    const { run, write, workspace, folder } = terminal;
    database = path.join(workspace, 'anze.db');
    await run('import', 'risk', write('清单.xlsx', await registerXlsx(riskLines(6))));
    await run(
      'round',
      'open',
      '--period',
      '2026Q4',
      '--started-on',
      '2026-11-01',
      '--team',
      write('组.json', JSON.stringify([{ name: '王总', role: '组长' }])),
    );
    await run('round', 'confirm', '--by', '安全科', '--on', '2026-11-14');
    await run('round', 'close', '--assessed-on', '2026-11-15');
    await run('file', 'F07', '--out', path.join(folder, '报送'), '--compiled-on', '2026-11-16', '--reason', '先报后补');
  });

  /** Runs SQL without triggers and foreign keys, tells what `audit verify` says, and takes everything back. */
  async function tampered(sql: string): Promise<{ code: number; kinds: string[]; text: string; out: string }> {
    const file = new BetterSqlite3(database);
    const kept = file.serialize();
    file.pragma('foreign_keys = OFF');
    for (const { name } of file.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).all() as { name: string }[])
      file.exec(`DROP TRIGGER "${name}"`);
    file.exec(sql);
    file.close();
    try {
      const { code, json } = await terminal.run('audit', 'verify');
      const { out } = await terminal.say('audit', 'verify');
      const faults = json.faults as { kind: string; text: string }[];
      return { code, kinds: [...new Set(faults.map(({ kind }) => kind))], text: faults[0]?.text ?? '', out };
    } finally {
      const back = new BetterSqlite3(kept);
      writeFileSync(database, back.serialize());
      back.close();
      for (const end of ['-wal', '-shm']) rmSync(database + end, { force: true });
    }
  }

  it('is sound before', async () => {
    expect(await tampered('SELECT 1')).toMatchObject({
      code: 0,
      kinds: [],
      out: expect.stringMatching(/^审计链完整：\d+ 行，链头 [0-9a-f]{16}$/),
    });
  });

  it.each([
    ['a row changed', `UPDATE audit SET actor = '别人' WHERE seq = 5`, ['row'], '第 5 条与前一条接不上，可能被改过'],
    ['a row deleted', `DELETE FROM audit WHERE seq = 6; DELETE FROM auditPayload WHERE seq = 6`, ['gap', 'stray'], '第 6 条缺失'],
    [
      'an image changed',
      `UPDATE auditPayload SET after = replace(after, '防护', '无防护') WHERE seq IN (SELECT seq FROM audit WHERE subject = 'risk')`,
      ['payload'],
      /^第 \d+ 条的内容与校验值不符$/,
    ],
    [
      'a risk changed',
      `UPDATE risk SET hazardSource = '没有危险' WHERE riskNo = 'FX-0003'`,
      ['record'],
      /^第 \d+ 条所记的内容后来被绕过本软件改动（风险 FX-0003）$/,
    ],
    ['a risk removed', `DELETE FROM risk WHERE riskNo = 'FX-0003'`, ['record'], /^第 \d+ 条所记的内容后来被绕过本软件改动（风险 /],
    ['an issued paper changed', `UPDATE filing SET document = replace(document, '低', '高')`, ['record'], /（报送件 F07-2026-001）$/],
    [
      'a closed round changed',
      `UPDATE snapshot SET content = replace(content, '防护罩缺失', '防护罩完好')`,
      ['frozen'],
      '评估条目 PG-2026Q4-01 FX-0001 存下的内容被改动或删除',
    ],
    [
      'a closed round robbed',
      `DELETE FROM snapshot WHERE content LIKE '%防护罩缺失%'`,
      ['frozen'],
      '评估条目 PG-2026Q4-01 FX-0001 存下的内容被改动或删除',
    ],
    [
      'the end cut off',
      `DELETE FROM audit WHERE seq > (SELECT max(seq) - 2 FROM audit); DELETE FROM auditPayload WHERE seq > (SELECT max(seq) FROM audit)`,
      ['stray'],
      /没有任何操作记录，是绕过本软件写入的$/,
    ],
  ])('%s', async (_name, sql, kinds, text) => {
    const told = await tampered(sql);
    expect(told.code).toBe(1);
    expect(told.kinds).toEqual(kinds);
    expect(told.text).toMatch(text);
    expect(told.out).toMatch(/^审计链有 \d+ 处对不上，共 \d+ 行。请先整份复制工作区文件夹留底，再查原因：\n/);
  });
});
