import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { riskLines } from '../support/riskLines';
import { anze, newTerminal } from '../support/terminal';
import { registerXlsx } from '../support/workbooks';

type Terminal = Awaited<ReturnType<typeof newTerminal>>;
const hasEnglish = (text: string): boolean => /\b(error|option|argument|required|unknown|invalid|Usage|Options|Commands)\b/.test(text);

describe('a command written wrongly', () => {
  let terminal: Terminal;
  beforeAll(async () => {
    terminal = await newTerminal();
  });

  it.each([
    [[], '还缺一个命令'],
    [['list'], '还缺一个命令'],
    [['lisst'], '没有“lisst”这个命令，是不是 list'],
    [['list', 'risk', '--limt', '3'], '没有 --limt 这个选项，是不是 --limit'],
    [['list', 'risk', '--limit'], '--limit <条数> 后面要写内容'],
    [['list', 'risk', '--limit', '多'], '--limit <条数>：“多”不是条数，请写 0 或正整数'],
    [['import'], '缺少“类别”'],
    [['import', 'risk'], '缺少“文件”'],
    [['undo', '多余的'], '命令后面多写了内容；带空格的路径和名称要用引号括起来'],
    [['round', 'close'], '缺少 --assessed-on <日期>'],
    [['round', 'open', '--period', '2026Q9'], '“2026Q9”不是期间，季度写成 2026Q4，年度写成 2026'],
    [['round', 'open', '--started-on', '2026-02-30'], '“2026-02-30”不是日期，请写成 2026-11-21 的样子'],
    [['file', '--out', 'x'], '缺少“代号”'],
  ])('%j', async (args, message) => {
    const said = await terminal.say(...args);
    expect(said.code).toBe(2);
    expect(said.out).toBe('');
    expect(said.err).toContain(message);
    expect(said.err).toContain('用法：');
    expect(hasEnglish(said.err)).toBe(false);
    const { code, json } = await terminal.run(...args);
    expect(code).toBe(2);
    expect(json).toMatchObject({ error: { code: 'USAGE', findings: [] } });
    expect(json.error.message).toContain(message);
  });

  it.each([
    [['import', '隐患', 'a.xlsx'], '没有“隐患”这个类别，类别只能是：risk 风险、person 人员、department 部门'],
    [['import', 'department', 'a.xlsx', '--department', '一车间'], '导入部门时不用'],
    [['list', 'risk', '--sort', '大小'], '--sort 里的“大小”不认识'],
    [['list', 'risk', '--filter', '大小=3'], '--filter 里的“大小”不认识'],
    [['list', 'risk', '--filter', 'level=很大'], '“很大”不认识，可用：重大、较大、一般、低'],
    [['list', 'risk', '--filter', 'level='], '后面要写值'],
    [['list', 'risk', '--filter', 'dueBefore=明天'], '“明天”不是日期'],
    [['list', 'risk', '--filter', 'department=没有的部门'], '没有部门“没有的部门”'],
    [['import', 'risk', 'a.xlsx', '--mapping', '没有.json'], '映射文件读不出来'],
    [['import', 'risk', 'a.xlsx', '--reason', '改造'], '还缺 --reviewer 复核人'],
    [['round', 'export', '--out', 'x'], '还没有评估轮次'],
    [['file', 'F99', '--out', 'x'], '能出的报送件：F07'],
    [['file', 'map', '--out', 'x'], '还没有平面图'],
    [['file', 'map', '--out', 'x', '--format', 'docx'], 'map 的格式只能是：pdf'],
    [['file', 'F33', '--out', 'x', '--per-page', '3'], '--per-page 只能是 4、2 或 1'],
    [['file', 'F33', '--out', 'x', '--point', '没有的'], '没有风险点“没有的”'],
    [['file', 'F07', '--out', 'x', '--format', 'docx'], 'F07 的格式只能是：xlsx、pdf'],
  ])('%j', async (args, message) => {
    const { code, json } = await terminal.run(...args);
    expect(code).toBe(2);
    expect(json.error).toMatchObject({ code: 'USAGE' });
    expect(json.error.message).toContain(message);
    const said = await terminal.say(...args);
    expect(said.err).toContain(message);
    expect(hasEnglish(said.err)).toBe(false);
  });

  it('lacks a workspace', async () => {
    const said = await anze('list', 'risk', '--json');
    expect(said.code).toBe(2);
    expect(JSON.parse(said.out)).toEqual({
      error: { code: 'USAGE', message: '缺少 --workspace <目录>：工作区所在的文件夹', findings: [] },
    });
  });

  it('shows how it is meant, in Chinese, when asked', async () => {
    for (const args of [['--help'], ['round', '--help'], ['import', '--help'], ['list', 'risk', '-h']]) {
      const { code, out, err } = await anze(...args);
      expect(code).toBe(0);
      expect(err).toBe('');
      expect(out).toContain('用法：');
      expect(hasEnglish(out)).toBe(false);
    }
  });

  it('takes the options of every command before it too', async () => {
    const { code, out } = await anze('--workspace', terminal.workspace, '--json', 'list', 'risk');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ total: 0, rows: [] });
  });
});

describe('a workspace that cannot be used', () => {
  it('is not there, is no workspace, is held by somebody', async () => {
    const { folder, workspace } = await newTerminal();
    const at = async (place: string) => {
      const { code, out } = await anze('list', 'risk', '--workspace', place, '--json');
      return { code, message: (JSON.parse(out) as { error: { message: string } }).error.message };
    };
    expect(await at(path.join(folder, '没有'))).toMatchObject({ code: 3, message: expect.stringContaining('没有工作区') });
    expect(existsSync(path.join(folder, '没有'))).toBe(false);
    const other = path.join(folder, '别的');
    mkdirSync(other);
    writeFileSync(path.join(other, 'anze.db'), 'no database at all, whatever its name says');
    expect(await at(other)).toMatchObject({ code: 3, message: expect.stringContaining('完整性检查') });
    writeFileSync(
      path.join(workspace, 'anze.lock'),
      JSON.stringify({ pid: process.ppid, host: (await import('node:os')).hostname(), user: '李明', since: new Date().toISOString() }),
    );
    const locked = await at(workspace);
    expect(locked.code).toBe(3);
    expect(locked.message).toMatch(/正由 李明 打开着（进程 \d+，自 \d{4}-\d\d-\d\d \d\d:\d\d）/);
  });

  it('exists already where a new one is wanted', async () => {
    const { run } = await newTerminal();
    expect(await run('init')).toMatchObject({ code: 1, json: { error: { code: 'CONFLICT' } } });
  });
});

describe('files that cannot be taken in', () => {
  it('are all named, and nothing is applied', async () => {
    const { folder, run, say, write } = await newTerminal();
    const good = write('好.xlsx', await registerXlsx(riskLines(5)));
    const cut = write('截断.xlsx', readFileSync(good).subarray(0, 2000));
    const args = ['import', 'risk', good, cut, path.join(folder, '没有.xlsx'), folder];
    const { code, json } = await run(...args);
    expect(code).toBe(1);
    expect(json.error.message).toBe('有 3 个文件读不进来，什么都没有导入：');
    expect(json.error.findings).toEqual([
      expect.stringContaining('找不到“没有.xlsx”'),
      expect.stringContaining('是文件夹'),
      expect.stringContaining('“截断.xlsx”已损坏'),
    ]);
    expect((await say(...args)).err.split('\n')).toHaveLength(4);
    expect((await run('list', 'risk')).json.total).toBe(0);
    const dry = await run(...args, '--dry-run');
    expect(dry).toMatchObject({ code: 1, json: { dryRun: true, rows: 5, inserted: 5, failures: [{}, {}, {}] } });
    expect(await run('import', 'risk', path.join(folder, '没有.xlsx'))).toMatchObject({
      code: 1,
      json: { error: { message: '找不到“没有.xlsx”，可能已被移动、改名或删除。请检查文件名和文件夹' } },
    });
  });

  it('of one name from several folders are told apart, one named twice is read once', async () => {
    const { folder, run, write } = await newTerminal();
    const lines = riskLines(6);
    const first = write('机加工/清单.xlsx', await registerXlsx(lines.slice(0, 3)));
    const second = write('装配/清单.xlsx', await registerXlsx(lines.slice(3).map((line, at) => (at === 0 ? { ...line, l: 4 } : line))));
    const back = path.join(folder, '退回');
    const { code, json } = await run('import', 'risk', first, second, second, '--write-back', back + path.sep);
    expect(code).toBe(0);
    expect(json).toMatchObject({ rows: 6, inserted: 5, refused: [{ file: '装配 清单.xlsx', sheetRow: 2 }] });
    expect(json.written).toEqual(
      ['机加工 清单（问题）.xlsx', '装配 清单（问题）.xlsx']
        .filter((name) => existsSync(path.join(back, name)))
        .map((name) => path.join(back, name)),
    );
    expect(json.written).toContain(path.join(back, '装配 清单（问题）.xlsx'));
  });

  it('are never written over by what was refused', async () => {
    const { run, write } = await newTerminal();
    const file = write('清单.xlsx', await registerXlsx(riskLines(3)));
    expect(await run('import', 'risk', file, '--write-back', file)).toMatchObject({ code: 2 });
    expect(await run('import', 'risk', file, '--write-back', path.join(path.dirname(file), '退回'))).toMatchObject({ code: 2 });
    expect((await run('list', 'risk')).json.total).toBe(0);
  });
});

describe('an import', () => {
  it('says what it did, for programs and for people', async () => {
    const { run, say, sheet } = await newTerminal();
    const file = await sheet('清单.xlsx', [
      ['序号', '风险点', '作业步骤', '危险源', 'L', 'E', 'C', 'D', '风险等级', '责任部门', '责任人'],
      [1, '行车', '吊装', '断丝', 3, 6, 15, 270, '较大', '机加工车间', '张三'],
      [2, '行车', '检修', '坠落', 4, 6, 15, 360, '重大', '机加工车间', '张三'],
      ['三', '行车', '点检', '触电', 1, 6, 15, 90, '低', '机加工车间', '张三'],
      [4, '行车', '吊装', '断丝', 3, 6, 15, 270, '较大', '机加工车间', '张三'],
    ]);
    const { code, json } = await run('import', 'risk', file);
    expect(code).toBe(0);
    expect(json).toMatchObject({
      rows: 4,
      inserted: 2,
      updated: 0,
      unchanged: 1,
      refused: [{ row: 2, file: '清单.xlsx', sheet: 'Sheet1', sheetRow: 3, column: 'E L', value: '4' }],
      failures: [],
      sheets: [{ used: true, headRows: [1, 1] }],
    });
    expect(json.notes).toContainEqual(expect.objectContaining({ row: '三', sheetRow: 4, key: 'levelDiffers', field: '风险等级' }));
    expect(json.notes).toContainEqual(expect.objectContaining({ row: 4, sheetRow: 5, key: 'duplicateRow' }));
    expect(Number.isInteger(json.step)).toBe(true);
    const again = await say('import', 'risk', file);
    expect(again.out).toContain('导入完成：共 4 行，新增 0，更新 0，未变 3，退回 1');
    expect(again.out).toContain('退回 清单.xlsx Sheet1 第 3 行：E 列“L”：没有 4 这一档');
    expect(again.out).toMatch(/提示 清单\.xlsx Sheet1 第 2、4 行：责任人“张三”不在册/);
    expect((await run('import', 'risk', file)).json).toMatchObject({ inserted: 0, unchanged: 3, step: null });
  });

  it('is taken back and done again', async () => {
    const { run, say, write } = await newTerminal();
    const file = write('清单.xlsx', await registerXlsx(riskLines(8)));
    const first = (await run('import', 'risk', file)).json;
    await run('import', 'risk', file);
    expect((await run('undo')).json).toMatchObject({ step: first.step, command: 'intake.applyRisks', title: '导入风险' });
    expect((await run('list', 'risk')).json.total).toBe(0);
    expect((await run('redo')).json).toMatchObject({ command: 'intake.applyRisks', title: '导入风险' });
    expect((await run('list', 'risk')).json.total).toBe(8);
    await run('undo');
    expect((await run('import', 'risk', file)).json).toMatchObject({ inserted: 8, updated: 0 });
    expect((await say('undo')).out).toMatch(/^已撤销“导入风险”，\d+ 条记录恢复原样$/);
    const barred = await run('undo');
    expect(barred).toMatchObject({ code: 1, json: { error: { code: 'CONFLICT' } } });
    expect(barred.json.error.message).toContain('“新建工作区”');
    expect((await run('audit', 'verify')).json.faults).toEqual([]);
  });

  it('follows a mapping, and says which of its columns are not there', async () => {
    const { run, sheet, write } = await newTerminal();
    const file = await sheet('清单.xlsx', [['车间的表'], ['地方', '说 明', '甲', '乙', '丙'], ['行车', '断丝', 3, 6, 15]]);
    const mapping = write('映射.json', `\uFEFF${JSON.stringify({ 说明: '危险源', 甲: 'l', 乙: 'E', 丙: 'c' })}`);
    expect((await run('import', 'risk', file, '--mapping', mapping)).json).toMatchObject({ inserted: 1, refused: [] });
    expect((await run('list', 'risk')).json.rows).toMatchObject([
      { hazardSource: '断丝', l: 3, e: 6, c: 15, score: 270, riskLevel: '较大' },
    ]);
    const slip = write('错.json', JSON.stringify({ 解释: '危险源' }));
    const plain = await sheet('平常.xlsx', [
      ['序号', '风险点', '危险源', 'L', 'E', 'C'],
      [1, '行车', '限位失灵', 3, 6, 15],
    ]);
    const { code, json } = await run('import', 'risk', plain, '--mapping', slip);
    const byLetter = write('列号.json', JSON.stringify({ A: '编号', B: null, L: 'L', E: 'E', F: 'C' }));
    expect((await run('import', 'risk', plain, '--mapping', byLetter)).json).toMatchObject({ inserted: 1 });
    expect(code).toBe(2);
    expect(json.error.message).toBe('表里没有映射文件写的列“解释”，现有：序号、风险点、危险源、L、E、C');
    expect((await run('import', 'risk', file, '--mapping', write('空.json', '[]'))).code).toBe(2);
  });
});

describe('the list', () => {
  it('is filtered and sorted by Chinese words', async () => {
    const { run, say, write } = await newTerminal();
    await run('import', 'risk', write('清单.xlsx', await registerXlsx(riskLines(24))));
    const total = async (...filters: string[]) => (await run('list', 'risk', '--filter', ...filters, '--limit', '0')).json.total as number;
    const levels = { 重大: 9, 较大: 3, 一般: 3, 低: 9 };
    for (const [word, count] of Object.entries(levels)) {
      expect(await total(`等级=${word}`)).toBe(count);
      expect(await total(`level=${word}风险`)).toBe(count);
    }
    expect(await total('level=重大,较大')).toBe(12);
    expect(await total('等级=红色')).toBe(9);
    expect(await total('部门=机加工车间', '等级=重大')).toBeGreaterThan(0);
    expect(await total('风险点=行车')).toBe(3);
    expect(await total('评价方法=lec')).toBe(24);
    expect(await total('待补')).toBe(24);
    expect(await total('待补=检查周期')).toBe(24);
    expect(await total('待补=责任人')).toBe(0);
    expect(await total('文字=钢丝绳')).toBe(4);
    expect(await total('到期日=2027.1.1')).toBe(24);
    const sorted = await run('list', 'risk', '--sort', '评价值:倒序', '--limit', '3', '--offset', '1');
    const scores = (sorted.json.rows as { score: number }[]).map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(sorted.json.rows).toHaveLength(3);
    expect((await run('list', 'risk', '--limit', '0')).json.rows).toEqual([]);
    const lines = (await say('list', 'risk', '--limit', '2')).out.split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe('共 24 条，列出 2 条');
  });
});
