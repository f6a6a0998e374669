import { beforeEach, describe, expect, it } from 'vitest';
import { riskLines } from '../support/riskLines';
import { newTerminal } from '../support/terminal';
import { registerXlsx } from '../support/workbooks';

let terminal: Awaited<ReturnType<typeof newTerminal>>;
let run: typeof terminal.run;
const by = ['--reason', '抄写有误', '--by', '王安全', '--on', '2026-11-20'];

/** Six risks, one closed round. */
beforeEach(async () => {
  terminal = await newTerminal();
  ({ run } = terminal);
  await run('import', 'risk', terminal.write('清单.xlsx', await registerXlsx(riskLines(6))));
  const team = terminal.write('组.json', JSON.stringify([{ name: '王总', title: '总经理', role: '组长' }]));
  await run('round', 'open', '--period', '2026Q4', '--started-on', '2026-11-01', '--team', team);
  await run('round', 'close', '--assessed-on', '2026-11-15', '--accept-pending');
});

describe('a closed round', () => {
  it('is corrected by words of the papers, with what is to be reissued', async () => {
    const wrong = await run('round', 'correct', '--set', '期间=2026Q3', ...by);
    expect([wrong.code, wrong.json.error.message]).toEqual([2, expect.stringContaining('项目可以是：轮次名称、')]);
    expect((await run('round', 'correct', ...by)).code).toBe(2);
    expect((await run('round', 'correct', '--set', '评估日期=2026-10-01', ...by)).json.error.findings).toEqual([
      '评价日期：不能早于 2026-11-01',
    ]);
    const { code, json } = await run(
      'round',
      'correct',
      '--set',
      '评估日期=2026.11.14',
      '评审会地点=二楼会议室',
      '--figure',
      '风险总数=7',
      ...by,
    );
    expect([code, json]).toMatchObject([
      0,
      {
        round: 'PG-2026Q4-01',
        corrections: [
          { field: '评估日期', before: '2026-11-15', after: '2026-11-14', reason: '抄写有误', by: '王安全', on: '2026-11-20' },
          { field: '评审会地点', before: '', after: '二楼会议室' },
          { field: '填报数字', before: '', after: '风险总数 7' },
        ],
        papers: [],
      },
    ]);
    expect((await run('round', 'correct', '--set', '评估日期=2026-11-14', ...by)).json.corrections).toEqual([]);
    expect((await run('round', 'list')).json.rows).toMatchObject([{ assessedOn: '2026-11-14' }]);
    expect((await run('round', 'corrections')).json.corrections).toHaveLength(3);
    await run('undo');
    expect((await run('round', 'corrections')).json.corrections).toEqual([]);
  });

  it('is replaced by a reissue that starts from what it froze', async () => {
    const opened = await run('round', 'follow', '--reason', '漏报一条');
    expect([opened.code, opened.json]).toMatchObject([
      0,
      { no: 'PG-2026Q4-02', follows: 'PG-2026Q4-01', followReason: '漏报一条', outside: 0 },
    ]);
    expect((await run('round', 'take', '--risk', '没有的编号')).code).toBe(2);
    expect((await run('round', 'take')).json).toEqual({ taken: 6 });
    expect((await run('round', 'take', '--former')).json).toEqual({ taken: 6 });
    expect((await run('round', 'take', '--outside')).json).toEqual({ added: 0 });
    await run('round', 'close', '--assessed-on', '2026-11-15', '--accept-pending');
    expect((await run('round', 'list')).json.rows).toMatchObject([
      { no: 'PG-2026Q4-02', replacedBy: null },
      { no: 'PG-2026Q4-01', replacedBy: 'PG-2026Q4-02' },
    ]);
    expect((await run('round', 'corrections', '--round', '2026Q4')).json).toMatchObject({ no: 'PG-2026Q4-02', follows: 'PG-2026Q4-01' });
    expect((await run('round', 'follow', '--round', 'PG-2026Q4-01', '--reason', '再来')).json.error.code).toBe('CONFLICT');
  });
});
