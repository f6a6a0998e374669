import { describe, expect, it } from 'vitest';
import type { FigureCorrection } from '../../../db/domain/round/figure';
import { composeContents } from '../../../electron/filing/contents/compose';
import { contentsDossier } from '../../../electron/filing/contents/dossier';
import type { Document, Letter } from '../../../electron/filing/document';
import { composeF07 } from '../../../electron/filing/f07/compose';
import { f07Dossier } from '../../../electron/filing/f07/dossier';
import { composeF08 } from '../../../electron/filing/f08/compose';
import { f08Dossier } from '../../../electron/filing/f08/dossier';
import { composeF09 } from '../../../electron/filing/f09/compose';
import { f09Dossier } from '../../../electron/filing/f09/dossier';
import { composeF10 } from '../../../electron/filing/f10/compose';
import { f10Dossier } from '../../../electron/filing/f10/dossier';
import { composeF40 } from '../../../electron/filing/f40/compose';
import { f40Dossier } from '../../../electron/filing/f40/dossier';
import { composeSignoff } from '../../../electron/filing/signoff/compose';
import { signoffDossier, type SignoffDossier } from '../../../electron/filing/signoff/dossier';
import { chineseNumber, dateWords, regulationText, scaleText } from '../../../electron/filing/wording';
import { sampleContents, sampleF07, sampleF08, sampleF09, sampleF10, sampleF40, sampleRisk, sampleSignoff, scale } from './sample';

const stamp = { draft: false, number: 'F07-2026-003', auditHead: 'abc' };
const corrections: FigureCorrection[] = [
  { key: 'total', computed: 6, entered: '7', reason: '纸质记录多一条', by: '李志强' },
  { key: 'added', computed: 2, entered: '3', reason: '', by: '' },
];
const golden = (name: string, paper: Document) =>
  expect(`${JSON.stringify(paper, null, 1)}\n`).toMatchFileSnapshot(`golden/${name}.golden`);

describe('golden papers', () => {
  it('F07', () => golden('f07', composeF07(f07Dossier.parse(sampleF07(4)), stamp)));
  it('F08', () => golden('f08', composeF08(f08Dossier.parse(sampleF08(6)), { ...stamp, number: 'F08-2026-002' })));
  it('F09', () => golden('f09', composeF09(f09Dossier.parse(sampleF09(6)), { ...stamp, number: 'F09-2026-001' })));
  it('F10', () => golden('f10', composeF10(f10Dossier.parse(sampleF10(6)), { ...stamp, number: 'F10-2026-003' })));
  it('F40', () => golden('f40', composeF40(f40Dossier.parse(sampleF40), { draft: true })));
  it('signoff', () => golden('signoff', composeSignoff(signoffDossier.parse(sampleSignoff(6)), { draft: true })));
  it('contents', () => golden('contents', composeContents(contentsDossier.parse(sampleContents), { draft: false })));
});

describe('a dossier', () => {
  it.each([
    ['f07', f07Dossier, sampleF07(3)],
    ['f08', f08Dossier, sampleF08(6)],
    ['f09', f09Dossier, sampleF09(6)],
    ['f10', f10Dossier, sampleF10(6)],
    ['f40', f40Dossier, sampleF40],
    ['signoff', signoffDossier, sampleSignoff(3)],
    ['contents', contentsDossier, sampleContents],
  ] as const)('%s survives JSON unchanged', (_name, schema, dossier) => {
    expect(schema.parse(JSON.parse(JSON.stringify(dossier)))).toEqual(dossier);
  });
});

describe('F07', () => {
  const columnsOf = (change: object) =>
    composeF07({ ...sampleF07(1), risks: [{ ...sampleRisk(0), ...change }] }, stamp).sections[1]!.table.columns.map(({ key }) => key);

  it('lists 重大 first and unfinished assessments last', () => {
    const dossier = sampleF07(40);
    const table = composeF07({ ...dossier, risks: [{ ...sampleRisk(1), level: null, score100: null }, ...dossier.risks] }, stamp)
      .sections[1]!.table;
    const at = table.columns.findIndex(({ key }) => key === 'level');
    const levels = table.rows.map((row) => row[at]);
    expect([...new Set(levels)]).toEqual(['重大', '一般', '低', '']);
    expect(levels.at(-1)).toBe('');
    expect(table.rows.map((row) => row[0])).toEqual(table.rows.map((_, index) => index + 1));
  });

  it('sums every risk once, 未明确 where no department is known', () => {
    const dossier = sampleF07(10);
    const table = composeF07({ ...dossier, risks: [...dossier.risks, { ...sampleRisk(20), department: '', level: null }] }, stamp)
      .sections[0]!.table;
    const total = table.columns.findIndex(({ key }) => key === 'total');
    expect(table.total![total]).toBe(11);
    expect(table.rows.reduce((sum, row) => sum + Number(row[total]), 0)).toBe(11);
    expect(table.rows.at(-1)!.slice(1, 7)).toEqual(['未明确', 0, 0, 0, 0, 1]);
  });

  it('lists no department without a risk', () => {
    const dossier = sampleF07(2);
    const { rows } = composeF07({ ...dossier, departments: [...dossier.departments, '空部门'] }, stamp).sections[0]!.table;
    expect(rows.map((row) => row[1])).toEqual(dossier.departments.slice(0, 2));
  });

  it('shows the factors of the methods in use, the unsplit measures and the reason of a direct judgement only where they are', () => {
    expect(columnsOf({})).toEqual(expect.arrayContaining(['l', 'e', 'c', 'score']));
    expect(columnsOf({})).not.toEqual(expect.arrayContaining(['s']));
    expect(columnsOf({ method: 'ls', l: 3, e: null, c: null, s: 4, score100: 1200 })).not.toContain('e');
    expect(columnsOf({ method: 'direct', directReason: '构成重大危险源' })).toContain('directReason');
    expect(columnsOf({ measures: '合在一起的措施' })).toContain('measures');
    expect(columnsOf({ inherentLevel: 'major' })).toContain('inherent');
  });

  it('is signed once: with posts on the summary, the list behind it never', () => {
    const posts = { preparedBy: '安全总监', reviewedBy: '', approvedBy: '' };
    const [summary, list] = composeF07({ ...sampleF07(40), posts }, stamp).sections;
    expect(summary!.signatures![0]).toMatchObject({ label: '编制人', name: '李志强（安全总监）' });
    expect(summary!.signatures![1]).toMatchObject({ label: '审核人', name: '' });
    expect(list!.signatures).toBeUndefined();
    expect(composeF07(sampleF07(2), stamp).sections[1]!.signatures).toBeUndefined();
  });

  it('can be printed empty', () => {
    const paper = composeF07({ ...sampleF07(0), compiledOn: null }, { draft: true });
    expect(paper.head).not.toHaveProperty('compiledOn');
    expect(paper.sections[1]!.table).toMatchObject({ rows: [], empty: '本期无安全风险' });
  });

  it('shows in an empty list the columns of any list, not those of special cases', () => {
    const { columns } = composeF07(sampleF07(0), stamp).sections[1]!.table;
    const keys = columns.map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['factorCode', 'l', 'e', 'c', 's', 'score', 'level', 'emergency', 'nextReviewOn']));
    for (const special of ['inherent', 'directReason', 'measures', 'checklistItems', 'remark']) expect(keys).not.toContain(special);
  });
});

describe('F08', () => {
  const sectionOf = (change: object) => composeF08({ ...sampleF08(6), ...change }, stamp).sections[0]!;
  const none = { risks: [], counts: { ...sampleF08(6).counts, major: 0 } };

  it('has one line for each 重大 risk, with the leader, the post and the telephone, and places for date and receipt', () => {
    const { table } = sectionOf({});
    const at = (key: string) => table.rows.map((row) => row[table.columns.findIndex((column) => column.key === key)]);
    expect(at('level')).toEqual(sampleF08(6).risks.map(() => '重大'));
    expect(at('leaderName')).toEqual(['欧阳建国', '欧阳建国']);
    expect(at('leaderTitle')).toEqual(['总经理', '总经理']);
    expect(at('leaderPhone')).toEqual(['13900000001', '13900000001']);
    expect(at('changed')[0]).toEqual('2026-09-15\n由较大升级');
    expect(at('reportedOn')).toEqual(['2026-07-02', null]);
    expect(at('receipt')).toEqual(['2026-07-03 签收', '']);
    expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
  });

  it('is a report of change where something moved since the last, whatever the round', () => {
    const kindOf = (change: object) => sectionOf(change).facts!.find(({ label }) => label === '报告类别')!.value;
    const { round, previous } = sampleF08(6);
    const same = { ...previous, added: [], removed: [] };
    expect(kindOf({})).toBe('变化报告');
    expect(kindOf({ previous: same })).toBe('定期报告');
    expect(kindOf({ previous: null })).toBe('定期报告');
    expect(kindOf({ round: { ...round, kind: 'annual' } })).toBe('定期报告（较上次有变化）');
    expect(kindOf({ round: { ...round, kind: 'accident' }, previous: same })).toBe('变化报告');
  });

  it('closes the list under its last line, and tells the day of the register beside the period', () => {
    const { table } = sectionOf({});
    expect(table.total).toHaveLength(table.columns.length);
    expect(table.total!.slice(0, 4)).toEqual([null, '合计', '2 条', '（以下空白）']);
    const ofRegister = sectionOf({ round: null, roundId: null, period: '2026年度', asOf: '2026-11-21' });
    expect(ofRegister.notes![0]).toContain('截至2026年11月21日，');
    expect(ofRegister.facts).toContainEqual({ label: '所属期间', value: '2026年度' });
  });

  it('is a zero report where there is none', () => {
    const section = sectionOf(none);
    expect(section.title).toBe('重大安全风险清单报告（零报告）');
    expect(section.table).toMatchObject({ rows: [], empty: '本单位无重大安全风险' });
    expect(section.facts).toContainEqual({ label: '报告类别', value: '零报告（变化报告）' });
    expect(section.table).not.toHaveProperty('total');
    expect(sectionOf({ ...none, previous: null }).facts).toContainEqual({ label: '报告类别', value: '零报告' });
    expect(section.notes![0]).toContain('本单位无重大安全风险');
  });

  it('says what came and went since the report before', () => {
    expect(sectionOf({}).notes![1]).toContain(
      '新增 1 条（FX-0004 喷漆室及调漆间）'.replace('喷漆室及调漆间', sampleF08(6).previous!.added[0]!.riskPoint),
    );
    expect(sectionOf({}).notes![1]).toContain('不再属于重大安全风险 1 条（FX-0901 旧冲天炉）');
    expect(sectionOf({ previous: null }).notes![1]).toContain('首次报告');
    expect(sectionOf({ previous: { ...sampleF08(6).previous!, added: [], removed: [] } }).notes![1]).toContain('没有增减');
  });

  it('keeps a place to sign for the responsible person and both seals', () => {
    expect(sectionOf({}).signatures!.map(({ label }) => label)).toEqual(['主要负责人（签字）', '单位', '接收部门', '接收人（签字）']);
  });
});

describe('F10', () => {
  const words = (paper: Letter) => paper.blocks.flatMap((block) => ('text' in block ? [block.text] : [])).join('\n');

  it('says that a first round has nothing to compare with and leaves the table of changes out', () => {
    const paper = composeF10({ ...sampleF10(6), previous: null, changes: [] }, stamp);
    expect(words(paper)).toContain('首轮评估');
    expect(paper.attachments!.join()).not.toContain('变化');
  });

  it('numbers its annexes without gaps and points at the right one', () => {
    const paper = composeF10({ ...sampleF10(6), notice: null, plan: null }, stamp);
    expect(paper.attachments![0]).toBe('评估组名单及签字');
    expect(paper.blocks.filter(({ type }) => type === 'attachment').map((block) => (block as { label: string }).label)).toEqual(
      paper.attachments!.map((_, index) => `附件${index + 1}`),
    );
    expect(words(paper)).toContain('名单及签字见附件1');
    const only = { notice: null, plan: null, meeting: null, changes: [], serious: [] };
    const single = composeF10({ ...sampleF10(6), ...only }, stamp);
    expect(words(single)).toContain('名单及签字见附件。');
    expect(single.blocks).toContainEqual({ type: 'attachment', label: '附件', title: '评估组名单及签字' });
  });

  it('counts the measures without a finding in a draft only; an issued paper leaves room to write', () => {
    const dossier = sampleF10(6);
    const open = { ...dossier, serious: dossier.serious.map((risk) => ({ ...risk, implementation: '' })) };
    expect(words(composeF10(open, { draft: true }))).toContain('落实情况待填写');
    expect(words(composeF10(open, { draft: false }))).not.toContain('待填写');
  });

  it('tells corrected figures beside the counted ones with reason and name, each under its own table', () => {
    const paper = composeF10({ ...sampleF10(6), corrections }, stamp);
    const notes = paper.blocks.filter(({ type }) => type === 'note').map((block) => (block as { text: string }).text);
    expect(notes).toEqual([
      '数字更正：风险总数按清单统计 6 条，填报 7 条（原因：纸质记录多一条；填报人：李志强）。',
      '数字更正：新增按清单统计 2 条，填报 3 条。',
    ]);
  });

  it('names on the cover who wrote, checked and approved it, and has a place for the seal', () => {
    const paper = composeF10({ ...sampleF10(6), preparedBy: '李志强', approvedBy: '欧阳建国' }, stamp);
    expect(paper.cover!.map(({ value }) => value).slice(3, 6)).toEqual(['李志强', '', '欧阳建国']);
    expect(paper.blocks.find(({ type }) => type === 'signatures')).toMatchObject({ signatures: [{}, {}, { seal: true }] });
  });

  it('lists the first of many changes, what went up before all others, and says where the rest is', () => {
    const dossier = sampleF10(6);
    const added = dossier.changes.find(({ change }) => change === 'added')!;
    const paper = composeF10({ ...dossier, changes: [...Array.from({ length: 300 }, () => added), ...dossier.changes] }, stamp);
    const tables = paper.blocks.flatMap((block) => (block.type === 'table' ? [block.table] : []));
    const rows = tables.find(({ columns }) => columns.some(({ key }) => key === 'reason'))!.rows;
    expect(rows).toHaveLength(200);
    expect(rows[0]![5]).toBe('升级');
    expect(words(paper)).toContain('有变化的风险共 305 条，本表按升级、新增、降级、消除的顺序列出 200 条；其余 105 条详见');
  });

  it('ends the scope with one full stop, however it was typed', () => {
    for (const scope of ['全公司', '全公司。 ']) expect(words(composeF10({ ...sampleF10(6), scope }, stamp))).toMatch(/\n全公司。\n/);
  });

  it('counts no department where none is known', () => {
    const counts = { major: 0, considerable: 0, general: 0, low: 1, ungraded: 0 };
    const paper = composeF10({ ...sampleF10(6), results: [{ department: '未明确', counts }] }, stamp);
    expect(words(paper)).toContain('涉及责任单位 0 个');
  });

  it('shows what is still to be written instead of hiding it', () => {
    const text = words(
      composeF10({ ...sampleF10(6), regulations: [], ownPapers: [], conclusion: ' ', scope: '', team: [] }, { draft: true }),
    );
    for (const what of ['评估结论', '评估范围', '评估组名单', '评估日现行有效的法律法规和标准'])
      expect(text).toContain(`（待补：${what}）`);
  });
});

describe('signoff', () => {
  it('puts corrected figures before those who sign', () => {
    const factsOf = (dossier: SignoffDossier) => {
      const block = composeSignoff(dossier, stamp).blocks[0]!;
      return block.type === 'facts' ? block.facts.map(({ label, value }) => `${label}：${value}`) : [];
    };
    expect(factsOf({ ...sampleSignoff(3), corrections: corrections.slice(1) })).toContain('数字更正：新增按清单统计 2 条，填报 3 条');
    expect(factsOf(sampleSignoff(3)).join()).not.toContain('更正');
  });
});

describe('F40', () => {
  it('name the person to ask only as far as somebody is named', () => {
    const contactOf = (contact: typeof sampleF40.contact) => composeF40({ ...sampleF40, contact }, stamp).contact;
    expect(contactOf({ name: '', phone: '', address: '' })).toBe('');
    expect(contactOf({ name: '李志强', phone: '', address: '' })).toBe('联系人：李志强');
  });

  it('counts its enclosures only where there are any', () => {
    const wordsOf = (items: typeof sampleF40.items) => JSON.stringify(composeF40({ ...sampleF40, items }, stamp).blocks);
    expect(wordsOf(sampleF40.items)).toContain('（共 3 件）报送贵局，请予接收');
    expect(wordsOf([])).toContain('材料报送贵局，请予接收');
  });

  it("keeps a person's own words", () => {
    const paper = composeF40({ ...sampleF40, body: '第一段\n\n第二段' }, stamp);
    expect(paper.blocks).toEqual([
      { type: 'paragraph', text: '第一段' },
      { type: 'paragraph', text: '第二段' },
    ]);
  });
});

describe('wording', () => {
  it('cites a regulation with its edition and number outside the title', () => {
    expect(regulationText('安全生产法（2021 年第三次修正）', '主席令第 88 号')).toBe(
      '《安全生产法》（2021\u00a0年第三次修正，主席令第\u00a088\u00a0号）',
    );
    expect(regulationText('生产安全事故分类与编码', 'GB 6441-2025')).toBe('《生产安全事故分类与编码》（GB\u00a06441\u20112025）');
    expect(regulationText('某办法', '')).toBe('《某办法》');
  });

  it('writes ISO dates in words and leaves other words alone', () => {
    expect([dateWords('2026-09-15'), dateWords('9月15日上午'), dateWords('')]).toEqual(['2026年9月15日', '9月15日上午', '']);
  });

  it('writes the ranges of a scale without a gap', () => {
    expect(scaleText(scale('lec@1'))).toContain(
      '重大风险（红）D＞320；较大风险（橙）160≤D≤320；一般风险（黄）70≤D＜160；低风险（蓝）D＜70',
    );
    expect(scaleText(scale('ls-shandong@1'))).toContain(
      '重大风险（红）R≥20；较大风险（橙）15≤R＜20；一般风险（黄）9≤R＜15；低风险（蓝）R＜9',
    );
  });

  it('counts headings in Chinese', () => {
    expect([1, 10, 11, 20, 21].map(chineseNumber)).toEqual(['一', '十', '十一', '二十', '二十一']);
  });
});

describe('the sign-off sheet', () => {
  const order = (reviewers: number, blankRows = 4) => {
    const sample = sampleSignoff(40);
    const dossier = { ...sample, reviewers: Array.from({ length: reviewers }, () => sample.reviewers[0]!), blankRows };
    return composeSignoff(dossier, stamp).blocks.map((block) => (block.type === 'table' ? (block.caption ?? '签章') : block.type));
  };

  it('has conclusion and seal below the reviewers while they fit on the page, above them where they do not', () => {
    expect(order(4)).toEqual(['facts', '会签意见', 'facts', '签章']);
    expect(order(30)).toEqual(['facts', 'facts', '签章', '会签意见']);
    expect(order(30, 0)).toEqual(['facts', 'facts', '签章', '会签意见']);
  });

  it('leaves out a few blank lines that would stand alone on a page, not many that were asked for', () => {
    const sample = sampleSignoff(40);
    const linesOf = (reviewers: number, blankRows: number) =>
      composeSignoff(
        { ...sample, reviewers: Array.from({ length: reviewers }, () => sample.reviewers[0]!), blankRows },
        stamp,
      ).blocks.flatMap((block) => (block.type === 'table' && block.caption ? [block.table.rows.length] : []))[0]!;
    const most = Math.max(...Array.from({ length: 20 }, (_, count) => count).filter((count) => order(count, 0)[1] === '会签意见'));
    expect(linesOf(most - 1, 4)).toBe(most);
    expect(order(most - 1, 4)).toEqual(['facts', '会签意见', 'facts', '签章']);
    expect(linesOf(most - 4, 4)).toBe(most);
    expect(linesOf(most - 1, 12)).toBe(most + 11);
  });

  it('knows that names and posts of several lines take more of the page', () => {
    const sample = sampleSignoff(40);
    const reviewers = Array.from({ length: 7 }, () => ({ department: '合成车间', title: '主任', name: '李伟', opinion: '' }));
    const blocksOf = (one: object) =>
      composeSignoff({ ...sample, reviewers: reviewers.map((reviewer) => ({ ...reviewer, ...one })), blankRows: 0 }, stamp).blocks;
    expect(blocksOf({})[1]).toMatchObject({ type: 'table' });
    expect(blocksOf({ name: '吾买尔江·阿卜杜热合曼', title: '原料预处理工段值班主任兼安全员' })[1]).toMatchObject({ type: 'facts' });
  });
});
