import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { noShell } from '../../electron/workspace/shell';
import { blankPdf } from '../support/printer';
import { riskLines } from '../support/riskLines';
import { newTerminal } from '../support/terminal';
import { registerXlsx } from '../support/workbooks';
import { unzip } from '../unit/filing/archive';

vi.mock('../../electron/terminal/printer', () => ({
  TerminalShell: class {
    shell = { ...noShell, printPdf: blankPdf };
    ready = () => Promise.resolve();
    close = () => Promise.resolve();
  },
}));

type Terminal = Awaited<ReturnType<typeof newTerminal>>;
let terminal: Terminal;
let run: Terminal['run'];
let out: string;
const day = ['--compiled-on', '2026-11-16'];
const county = '石拐区应急管理局';
const park = '示范工业园区管理委员会安全生产监督管理办公室';

async function prepared(): Promise<void> {
  terminal = await newTerminal();
  ({ run } = terminal);
  out = path.join(terminal.folder, '报送');
  await run('import', 'risk', terminal.write('清单.xlsx', await registerXlsx(riskLines(12))));
  const team = terminal.write('组.json', JSON.stringify([{ name: '王总', title: '总经理', role: '组长' }]));
  await run('round', 'open', '--period', '2026Q4', '--started-on', '2026-11-01', '--team', team);
  await run('round', 'close', '--assessed-on', '2026-11-15', '--accept-pending');
  await run('authority', 'add', county, '--short-name', '区局');
  await run('authority', 'add', park);
}
const problem = async (...args: string[]): Promise<[number, string]> => {
  const { code, json } = await run(...args);
  return [code, json.error?.message];
};
/** What a written Word file says. */
const words = async (file: string): Promise<string> => {
  const parts = await unzip(readFileSync(file));
  return parts.get('word/document.xml')!.text.replaceAll(/<[^>]+>/g, '');
};

describe('a letter in the terminal', () => {
  beforeAll(async () => {
    await prepared();
    await run('file', 'F40', '--out', out, ...day, '--recipient', '某镇人民政府', '--reason', '先报后补');
  });
  const letter = (...args: string[]) => run('file', 'F40', '--out', out, ...day, '--contact-name', '王安全', ...args);

  it('states all that the window does', async () => {
    await run('file', 'F07', '--out', out, ...day, '--reason', '先报后补');
    await run(
      'file',
      'F10',
      '--out',
      out,
      ...day,
      '--reason',
      '先报后补',
      '--chair',
      '李主持',
      '--recorder',
      '赵记录',
      '--notice-text',
      '各车间：请参加。',
    );
    const { json } = await letter(
      '--authority',
      '区局',
      '--style',
      '报告',
      '--signer',
      '张法人',
      '--basis',
      '《安全生产法》第四十一条',
      '--copy-to',
      '园区管委会',
      '--body',
      '现将材料报上。\n请审阅。',
      '--subject',
      '第四季度风险材料',
      '--document-number',
      '示安〔2026〕7号',
      '--period',
      '2026年第四季度',
      '--contact-address',
      '工业路 9 号',
      '--contact-phone',
      '0472-5550100',
      '--with',
      'F07-2026-001',
      '--with',
      'f10-2026-001',
      '--copies',
      '2',
      '--copies',
      'F10=3',
    );
    expect(json).toMatchObject({ number: 'F40-2026-002' });
    const said = await words(json.files[0]);
    for (const text of [
      county,
      '张法人',
      '现将材料报上。',
      '请审阅。',
      '示安〔2026〕7号',
      '园区管委会',
      '工业路 9 号',
      '关于报送第四季度风险材料的报告',
      '（2份）',
      '（3份）',
    ])
      expect(said).toContain(text);
    const { rows } = (await run('filings')).json;
    expect(rows.find((row: { number: string }) => row.number === 'F40-2026-002')).toMatchObject({
      addressee: county,
      period: '2026年第四季度',
    });
  });

  it.each([
    [['--authority', '没有的局'], `没有接收单位“没有的局”，已有的：${county}、${park}`],
    [['--authority', '区局', '--signer', '张法人'], '签发人写在 报告 上，函 没有签发人：去掉 --signer，或加 --style 报告'],
    [['--authority', '区局', '--style', '通知'], '--style 只能是：函、报告'],
    [['--authority', '区局', '--copies', '两份'], '--copies 写成 2（各 2 份）或 F07=3（只说这一件）的样子，份数 1 到 99，不能是“两份”'],
    [['--authority', '区局', '--copies', 'F09=2'], '--copies 里的“F09”不在随函材料中，有：无'],
    [['--authority', '区局', '--with', 'F40-2026-001'], 'F40-2026-001 是报送函，不能随另一份函报送'],
    [['--authority', '区局', '--with', 'F07-2026-099'], '没有“F07-2026-099”这一件，编号见 filings'],
    [[], '报送函要写明收件单位：--authority 接收单位，或 --recipient 收件单位全称'],
    [['--authority', '区局', '--leader', '王总'], '--leader 用于 F08，F40 没有这一项'],
  ])('tells what is wrong with %j', async (args, message) => {
    expect((await letter(...args)).json.error).toMatchObject({ code: 'USAGE', message });
  });

  it('is for an authority that is still one', async () => {
    await run('authority', 'add', '原安全生产监督管理局');
    await run('authority', 'retire', '原安全生产监督管理局', '--on', '2026-01-01');
    expect((await letter('--authority', '原安全生产监督管理局')).json.error.message).toBe(
      '接收单位“原安全生产监督管理局”自 2026-01-01 起已停用',
    );
  });

  it.each([
    [['F07', '--signer', '张法人'], '--signer 用于 F40，F07 没有这一项'],
    [['F09', '--authority', '区局'], '--authority 用于 F07、F08、F10、F35、F36、F37、F40，F09 没有这一项'],
    [['signoff', '--blank', '99'], '--blank <行数>：“99”应是 0 到 40 的整数'],
    [['JHA', '--short'], '--short 用于 F09，JHA 没有这一项'],
  ])('leaves nothing aside in silence: %j', async (args, message) => {
    const [code, told] = await problem('file', ...args, '--out', out);
    expect([code, told]).toEqual([2, message]);
  });
});

describe('a package by the requirements of an authority', () => {
  beforeEach(prepared);
  const pack = (...args: string[]) =>
    run('package', '--out', out, ...day, '--contact-name', '王安全', '--contact-phone', '13800001234', ...args);
  const require = (...args: string[]) => run('authority', 'profile', county, '--paper', 'F07:xlsx:2', '--paper', 'F10:docx', ...args);
  const inside = (json: { volumes: { entries: string[] }[] }) => json.volumes.map(({ entries }) => entries);

  it('has its papers, copies, wording, names and receipt', async () => {
    await require('--mask', '手机号,身份证号', '--file-names', '字母数字', '--receipt', '--style', '报告', '--signer', '张法人', '--basis', '市局通知');
    const { code, json } = await pack('--profile', '区局', '--reason', '先报后补');
    expect(code).toBe(0);
    expect(json).toMatchObject({ letter: 'F40-2026-001', papers: ['F07-2026-001', 'F10-2026-001'], missing: [] });
    expect(inside(json)).toEqual([['01-letter.pdf', '02-contents.pdf', '03-receipt.pdf', '04-F07-2026-001.xlsx', '05-F10-2026-001.docx']]);
    const { rows } = (await run('filings')).json;
    expect(rows.map((row: { number: string; addressee: string }) => [row.number, row.addressee])).toEqual([
      ['F41-2026-001', county],
      ['F40-2026-001', county],
      ['F10-2026-001', county],
      ['F07-2026-001', county],
    ]);
    const letter = (await run('file', 'F40', '--draft', '--out', out, '--authority', '区局', '--contact-name', '王')).json.files[0];
    for (const text of ['张法人', '市局通知']) expect(await words(letter)).toContain(text);
    expect((await run('submission', 'list')).json.rows).toMatchObject([{ no: json.submission.no, recipient: county }]);
  });

  it('takes what is stated instead, and the papers that stand', async () => {
    await require('--volume-mb', '20', '--receipt');
    const { profiles } = (await run('authority', 'profile', county)).json;
    expect(profiles).toMatchObject([{ withReceipt: true, volumeMb: 20 }]);
    await run('file', 'F07', '--out', out, ...day, '--reason', '先报后补');
    const { json } = await pack(
      '--profile',
      '报送要求',
      '--no-receipt',
      '--file-names',
      'gbk',
      '--copies',
      'F07=5',
      '--reason',
      '先报后补',
    );
    expect(json.papers).toEqual(['F07-2026-001', 'F10-2026-001']);
    expect(inside(json)[0]!.map((name) => name.slice(0, 6))).toEqual(['01-报送函', '02-目录.', '03-安全风', '04-安全风']);
    const again = await run('package', '--letter', 'F40-2026-001', '--profile', '区局', '--out', out);
    expect(inside(again.json)).toEqual([
      [...inside(json)[0]!.slice(0, 2), '03-签收回执.pdf', expect.stringMatching(/^04.*xlsx$/), expect.stringMatching(/^05.*docx$/)],
    ]);
    expect(again.json.submission).toEqual(json.submission);
  });

  it('issues nothing while something is missing, and says so of letter and papers at once', async () => {
    await require('--style', '报告');
    const { code, json } = await pack('--profile', '区局');
    expect(code).toBe(1);
    expect(json.error.findings.join('\n')).toMatch(/签发人/);
    expect((await run('filings')).json.total).toBe(0);
    expect(await problem('package', '--profile', '区局', '--out', out)).toMatchObject([1, expect.any(String)]);
    await run('authority', 'profile', county, '--paper', 'F07', '--paper', 'F09:pdf');
    expect(await pack('--profile', '区局')).toMatchObject({
      code: 2,
      json: { error: { message: expect.stringContaining(`${county} 的报送要求里还有没出的：F09 年度安全风险评估结果公示`) } },
    });
    expect((await pack('--profile', '区局', '--reason', '公示另报')).json).toMatchObject({ papers: ['F07-2026-001'], missing: ['F09'] });
  });

  it('is told which requirements there are', async () => {
    expect(await problem('package', '--profile', '区局', '--out', out)).toEqual([2, '没有“区局”的报送要求，先用 authority profile 写明']);
    await require('--name', '季报');
    await run('authority', 'profile', county, '--name', '年报', '--paper', 'F08');
    const both = `${county} 季报、${county} 年报`;
    expect(await problem('package', '--profile', '月报', '--out', out)).toEqual([2, `没有“月报”的报送要求，有：${both}`]);
    expect(await problem('package', '--profile', '区局', '--out', out)).toEqual([
      2,
      `“区局”有 2 份报送要求，请用 --authority 和 --profile 写清楚：${both}`,
    ]);
    expect(await problem('package', '--authority', '区局', '--out', out)).toEqual([
      2,
      `${county} 有 2 份报送要求，请用 --profile 写明按哪一份：季报、年报`,
    ]);
    expect(await problem('package', '--authority', '区局', '--profile', '年报', '--file-names', 'latin', '--out', out)).toEqual([
      2,
      '--file-names 只能是：utf8 通用（UTF-8）、gbk 兼容旧版 Windows（GBK）、ascii 仅字母数字',
    ]);
    const { json } = await pack('--authority', '区局', '--profile', '年报', '--reason', '先报后补');
    expect(json.papers).toEqual(['F08-2026-001']);
    expect(readdirSync(out).some((name) => name.endsWith('.zip'))).toBe(true);
  });

  it('is followed to its receipt and its return as one, by the record or by its papers', async () => {
    await require();
    const { json } = await pack('--profile', '区局', '--reason', '先报后补');
    const no = json.submission.no as string;
    const advance = (...args: string[]) => run('submission', 'advance', no, ...args);
    expect(await problem('submission', 'advance', no, '--state', '已作废', '--on', '2026-11-17')).toEqual([
      2,
      '--state 只能是：已报送、已签收、被退回',
    ]);
    expect((await advance('--state', '报送', '--on', '2026-11-17', '--way', '窗口递交')).json).toMatchObject({
      state: '已报送',
      filings: 3,
    });
    const papers = ['F40-2026-001', 'F07-2026-001', 'F10-2026-001'];
    const received = await run('filing', 'advance', ...papers, '--state', '已签收', '--on', '2026-11-18', '--received-by', '刘科长');
    expect(received.code).toBe(0);
    const record = async () => (await run('submission', 'list')).json.rows[0];
    expect(await record()).toMatchObject({ no, way: '窗口递交', sentOn: '2026-11-17', receivedOn: '2026-11-18', returnedOn: null });
    await run(
      'filing',
      'advance',
      'F07-2026-001',
      '--state',
      '已退回',
      '--on',
      '2026-11-19',
      '--kind',
      '数据不符',
      '--note',
      '第 3 条等级不符',
    );
    expect(await record()).toMatchObject({ returnedOn: '2026-11-19', outdated: 1 });
  });
});

describe('papers that contradict each other', () => {
  beforeEach(prepared);

  it('are told before they are packed, and packed all the same', async () => {
    const stated = ['--reason', '先报后补', ...day];
    await run('file', 'F07', '--out', out, ...stated, '--figure', '风险总数=99:漏登一处');
    const { code, json } = await run('package', '--out', out, '--recipient', '某镇人民政府', '--contact-name', '王安全', ...stated);
    expect([code, json.volumes.length]).toEqual([0, 1]);
    expect(json.warnings.join('\n')).toMatch(/风险总数不一致：F07-2026-001 是 99（按清单统计 \d+），F08-2026-001 是/);
  });
});
