import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../electron/intake/workbook';
import { riskLines } from '../support/riskLines';
import { newTerminal } from '../support/terminal';
import { registerXlsx } from '../support/workbooks';

type Terminal = Awaited<ReturnType<typeof newTerminal>>;
let terminal: Terminal;
let run: Terminal['run'];
let out: string;
const lines = riskLines(12);

beforeEach(async () => {
  terminal = await newTerminal();
  ({ run } = terminal);
  out = path.join(terminal.folder, '报送');
  await run('import', 'risk', terminal.write('清单.xlsx', await registerXlsx(lines)));
});

const open = (...args: string[]) => run('round', 'open', '--period', '2026Q4', '--started-on', '2026-11-01', ...args);
const team = () => terminal.write('组.json', JSON.stringify([{ name: '王总', title: '总经理', role: '组长' }]));

/** Texts of a written xlsx but for the dates of the paper itself. */
async function textsOf(file: string): Promise<string[]> {
  const { sheets } = await readWorkbook(readFileSync(file), path.basename(file));
  return sheets
    .flatMap(({ rows }) => rows.map((row) => row.map(({ text }) => text).join('|')))
    .filter((line) => !line.includes('编制日期'));
}

describe('a round', () => {
  it('is opened once, closed in order, and then left alone', async () => {
    expect(await open('--team', team())).toMatchObject({ code: 0, json: { no: 'PG-2026Q4-01', status: '进行中', states: { 待确认: 12 } } });
    expect(await open()).toMatchObject({ code: 1, json: { error: { code: 'CONFLICT' } } });
    const close = (...args: string[]) => run('round', 'close', ...args);
    expect((await close('--assessed-on', '2026-11-15')).json.error.findings).toEqual(['还有 12 条风险没有确认']);
    expect((await close('--assessed-on', '2026-10-15', '--accept-pending')).json.error.findings).toEqual(['评价日期：不能早于 2026-11-01']);
    expect((await close('--assessed-on', '2026-11-15', '--closed-on', '2026-11-14', '--accept-pending')).json.error.findings).toEqual([
      '关闭日期：不能早于 2026-11-15',
    ]);
    expect((await run('round', 'list')).json.rows).toMatchObject([{ status: '进行中' }]);
    expect(await run('round', 'confirm', '--by', '安全科', '--on', '2026.11.14')).toMatchObject({ code: 0, json: { confirmed: 12 } });
    expect(await close('--assessed-on', '2026-11-15')).toMatchObject({
      code: 0,
      json: { status: '已关闭', closedOn: '2026-11-15', levels: { 重大: 4 } },
    });
    for (const again of [
      ['round', 'close', '--assessed-on', '2026-11-15'],
      ['round', 'confirm', '--by', '安全科', '--on', '2026-11-14'],
    ]) {
      const { code, json } = await run(...again);
      expect([code, json.error.code]).toEqual([1, 'CONFLICT']);
      expect(json.error.message).toContain('已经关闭');
    }
    expect((await run('undo')).json.error.message).toBe('前一步是“关闭评估轮次”，属于已经定下来的事，不能撤销，只能更正、作废或换版。');
  });

  it('that confirms a risk has assessed it: it falls due anew', async () => {
    await open();
    const dates = async () => {
      const { json } = await run('list', 'risk', '--limit', '1');
      const [{ assessedOn, nextReviewOn }] = json.rows as [{ assessedOn: string; nextReviewOn: string }];
      return [assessedOn, nextReviewOn];
    };
    expect(await dates()).toEqual(['2026-01-01', '2026-06-30']);
    await run('round', 'confirm', '--by', '安全科', '--on', '2026-11-14');
    expect(await dates()).toEqual(['2026-11-14', '2027-03-31']);
    expect((await run('round', 'list')).json.rows).toMatchObject([{ states: { 已确认: 12, 有变化: 0 } }]);
    expect((await run('list', 'risk', '--filter', '到期日=2026-12-31', '--limit', '0')).json.total).toBe(0);
    await run('undo');
    expect(await dates()).toEqual(['2026-01-01', '2026-06-30']);
  });

  it.each([
    [{ name: '王总' }, '评估组文件应是 JSON 数组'],
    [[{ title: '总经理' }], '第 1 人没有写 name'],
    [[{ name: 5 }], '第 1 人的 name 应是 60 个字以内的文字'],
    [[{ name: '甲' }, null], '第 2 人没有写 name'],
  ])('refuses a team %j', async (members, message) => {
    const { code, json } = await open('--team', terminal.write('组.json', JSON.stringify(members)));
    expect(code).toBe(2);
    expect(json.error.message).toContain(message);
  });

  it('is compared with the one before, and only with one that is there', async () => {
    await open('--team', team());
    expect(await run('round', 'compare')).toMatchObject({
      code: 2,
      json: { error: { message: '没有可比较的上一轮，请用 --earlier 指定' } },
    });
    expect(await run('round', 'compare', '--earlier', 'PG-X')).toMatchObject({ code: 2 });
    await run('round', 'close', '--assessed-on', '2026-11-15', '--accept-pending');
    await run(
      'import',
      'risk',
      terminal.write(
        '变化.xlsx',
        await registerXlsx(lines.map((line) => (line.no === 3 ? { ...line, l: 10, e: 10, c: 100, score: 10000, level: 'major' } : line))),
      ),
    );
    await run('round', 'open', '--period', '2027Q1', '--started-on', '2026-11-16');
    const { json } = await run('round', 'compare');
    expect(json).toMatchObject({ earlier: 'PG-2026Q4-01', later: 'PG-2027Q1-01', counts: { 升级: 1, 降级: 0, 不变: 11 } });
    expect(json.changes).toMatchObject([{ riskNo: 'FX-0003', comparison: '升级', before: '一般', after: '重大' }]);
  });
});

describe('a paper', () => {
  const paper = (code: string, ...args: string[]) => run('file', code, '--out', out, ...args);

  it('needs its day, and a reason while something is missing', async () => {
    expect((await paper('F07')).json.error).toMatchObject({ code: 'INVALID', findings: [expect.stringContaining('编制日期')] });
    const lacking = await paper('F07', '--compiled-on', '2026-11-16');
    expect(lacking.code).toBe(1);
    expect(lacking.json.error.message).toMatch(/^没有执行，有 \d 处不合要求：$/);
    for (const finding of lacking.json.error.findings) expect(finding).not.toMatch(/[a-z]/);
    const said = await terminal.say('file', 'F07', '--out', out, '--compiled-on', '2026-11-16');
    expect(said.err.split('\n').at(-1)).toBe('要带着这些缺项出件，请用 --reason 写明理由');
    expect((await run('filings')).json).toEqual({ total: 0, rows: [] });
    expect(await paper('F07', '--compiled-on', '2026-11-16', '--reason', '先报后补')).toMatchObject({
      code: 0,
      json: { number: 'F07-2026-001' },
    });
    expect((await run('filings')).json.rows).toMatchObject([{ number: 'F07-2026-001', gapReason: '先报后补', state: '已出件' }]);
  });

  it('states another figure than it counts with a reason, and refuses one without', async () => {
    const issue = (...more: string[]) => paper('F07', '--compiled-on', '2026-11-16', '--reason', '先报后补', ...more);
    expect(await issue('--figure', '风险总数=99')).toMatchObject({
      code: 2,
      json: { error: { message: expect.stringContaining('要写明原因') } },
    });
    expect((await issue('--figure', '升降=3:误')).json.error.message).toContain('风险总数');
    const { json } = await issue('--figure', '风险总数＝９９：漏登一处', '--contact-name', '李明');
    const told = (await textsOf(json.files[0] as string)).join('\n');
    expect(told).toMatch(/风险总数按清单统计 \d+ 条，填报 99 条（原因：漏登一处；填报人：李明）/);
    expect(json.findings.join('\n')).toMatch(/更正后的风险总数是 99 条/);
  });

  it('of a round that is not there is not issued about something else', async () => {
    for (const code of ['F07', 'F08', 'F09', 'F10', 'signoff']) {
      const { code: exit, json } = await paper(code, '--round', 'PG-2026Q4-01', '--compiled-on', '2026-11-16', '--reason', '先报后补');
      expect([exit, json.error.code]).toEqual([2, 'USAGE']);
    }
    expect(
      await paper('F40', '--round', 'PG-2026Q4-01', '--compiled-on', '2026-11-16', '--recipient', '应急管理局', '--reason', 'x'),
    ).toMatchObject({ code: 2 });
    expect(await paper('F40', '--compiled-on', '2026-11-16')).toMatchObject({
      code: 2,
      json: { error: { message: expect.stringContaining('--recipient') } },
    });
    expect((await run('filings')).json.total).toBe(0);
    expect(existsSync(out)).toBe(false);
  });

  it('of a closed round stays as it was, whatever happens to the register', async () => {
    await open('--team', team());
    await run('round', 'close', '--assessed-on', '2026-11-15', '--accept-pending');
    const reason = ['--reason', '先报后补'];
    const first = (await paper('F07', '--compiled-on', '2026-11-16', ...reason)).json.files[0] as string;
    const before = await textsOf(first);
    const worse = lines.map((line) => ({
      ...line,
      l: 10,
      e: 10,
      c: 100,
      score: 10000,
      level: 'major' as const,
      hazardSource: `${line.hazardSource}，加重`,
    }));
    await run('import', 'risk', terminal.write('变化.xlsx', await registerXlsx(worse)));
    const second = (await paper('F07', '--compiled-on', '2026-11-17', ...reason)).json.files[0] as string;
    expect((await textsOf(second)).map((line) => line.replaceAll('F07-2026-002', 'F07-2026-001'))).toEqual(before);
    const now = (await paper('F07', '--register', '--compiled-on', '2026-11-17', ...reason)).json.files[0] as string;
    expect(await textsOf(now)).not.toEqual(before);
    expect((await run('audit', 'verify')).json.faults).toEqual([]);
  });

  it('gets no number while its folder cannot be written', async () => {
    const stands = terminal.write('报送', 'a file');
    const inside = path.join(stands, '里面');
    for (const folder of [stands, inside, '/proc/没有/这里']) {
      const { code, json } = await run('file', 'F07', '--out', folder, '--compiled-on', '2026-11-16', '--reason', '先报后补');
      expect([folder, code, json.error.code]).toEqual([folder, 3, 'UNAVAILABLE']);
      expect(json.error.message).toContain('“/');
    }
    expect((await run('filings')).json.total).toBe(0);
    await open('--team', team());
    for (const args of [[], ['--recipient', '应急管理局', '--compiled-on', '2026-11-16', '--reason', 'x']])
      expect((await run('package', '--out', inside, ...args)).code).toBe(args.length === 0 ? 2 : 3);
    expect((await run('filings')).json.total).toBe(0);
  });

  it('is drafted at any time without a number', async () => {
    const { json } = await paper('F07', '--draft');
    expect(json).toMatchObject({ draft: true });
    expect(readdirSync(out)).toEqual(['安全风险分级管控清单（送审稿）.xlsx']);
    expect((await run('filings')).json.total).toBe(0);
  });

  it('made public needs days in order', async () => {
    await open('--team', team());
    await run('round', 'close', '--assessed-on', '2026-11-15', '--accept-pending');
    const { code, json } = await paper('F09', '--compiled-on', '2026-11-16', '--reason', 'x', '--from', '2026-12-01', '--to', '2026-11-20');
    expect([code, json.error.message]).toEqual([2, '公示结束日期 --to 2026-11-20 早于开始日期 --from 2026-12-01']);
  });

  it('made public takes the words of a person for a text that was scrubbed, and says which there are', async () => {
    await open('--team', team());
    await run('round', 'close', '--assessed-on', '2026-11-15', '--accept-pending');
    const draft = (words: unknown) => {
      const file = terminal.write('对外文字.json', JSON.stringify(words));
      return paper('F09', '--draft', '--place', '大门，值班 13800000001', '--short', '--posts', '--wording', file);
    };
    const { code, json } = await draft({ 'XX-1 管控措施': '限量' });
    expect([code, json.error.message]).toEqual([2, '公示稿里没有要改写的“XX-1 管控措施”，现有：公示地点']);
    expect((await draft(['限量'])).json.error.message).toContain('应是 JSON');
    expect((await draft({ 公示地点: '厂区大门' })).json).toMatchObject({ draft: true });
  });
});
