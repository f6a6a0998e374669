import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Letter } from '../../../electron/filing/document';
import { keyMeasures } from '../../../electron/filing/f09/attachments';
import { composeF09 } from '../../../electron/filing/f09/compose';
import type { F09Dossier } from '../../../electron/filing/f09/dossier';
import { publicView, removalsText } from '../../../electron/filing/f09/publish';
import { scrub } from '../../../electron/filing/f09/scrub';
import { renderHtml } from '../../../electron/filing/render/html';
import { sampleF09 } from './sample';

const found = (text: string, about?: string) => scrub(text, about).hidden.map((hidden) => hidden.text);

describe('personal numbers', () => {
  it.each([
    '13800000001',
    '138 0000 0001',
    '138-0000-0001',
    '+86 13800000001',
    '８６-１３８００００００１２',
    '150102199001011234',
    '15010219900101123X',
  ])('%s is hidden', (number) => {
    expect(found(`有事打${number}。`)).toEqual([number]);
    expect(scrub(`有事打${number}。`).text).toBe('有事打×××。');
  });

  it.each(['0471-6660000', '12350', '119', '91150200MA00000072', '6222138000000011234', '2026-11-21', 'FX-13800', '10138000000019'])(
    '%s stays',
    (number) => {
      expect(scrub(`编号${number}`)).toEqual({ text: `编号${number}`, hidden: [] });
    },
  );
});

describe('stocks of dangerous chemicals', () => {
  it.each([
    ['定量不超过 8 吨，双人收发', '双人收发'],
    ['防爆通风；定量不超过 8 吨。', '防爆通风。'],
    ['防爆通风，定量不超过 8 吨，双人收发', '防爆通风，双人收发'],
    ['危化库（存量 2 吨）每日检查', '危化库每日检查'],
    ['危化库（双人收发，存量 2 吨）', '危化库（双人收发）'],
    ['存量 12 t', ''],
    ['双人收发，库存 3 吨', '双人收发'],
    ['最大储存量1,200 kg', ''],
    ['当班用量不超过５０千克，余料当班退库', '余料当班退库'],
    ['存量十二吨', ''],
    ['液氨储罐2×50m³', '液氨储罐'],
    ['调漆间存放稀释剂不超过 200 kg', '调漆间存放稀释剂'],
    ['氧气 20 瓶、丙烷 8 瓶', '氧气、丙烷'],
    ['氧气 20 瓶、丙烷 8 瓶分库存放；防倾倒链', '氧气、丙烷分库存放；防倾倒链'],
    ['稀释剂 1～2 吨', '稀释剂'],
  ])('%s', (text, clean) => {
    expect(scrub(text).text).toBe(clean);
  });

  it('knows by the record what a clause alone does not say', () => {
    expect(found('每次领取 25 kg', '油漆、稀释剂库')).toEqual(['25 kg']);
    expect(found('每次领取 25 L', '更衣室')).toEqual([]);
  });

  it.each([
    '叉车运输（3 t、7 t、10 t 共 6 台）',
    '双梁起重机（铆焊 50/10 t）',
    '双机抬吊大型构件（100/20 t 与 50 t）',
    '160 t 开式冲床',
    '空压机与储气罐（3×10 m³）',
    '油漆、稀释剂库（甲类 180 m²）',
    '苯浓度不超过 6 mg/m³',
    '配 8 kg 灭火器 4 具',
    '周边 30 米禁火，每周 3 次',
    '温度升到 60 ℃，压力 0.8 MPa',
  ])('%s stays', (text) => {
    expect(scrub(text)).toEqual({ text, hidden: [] });
  });
});

/** Every text of the paper, as a reader of the notice board sees it. */
function wordsOf(letter: Letter): string {
  const of = (block: Block): string[] => {
    switch (block.type) {
      case 'facts':
        return block.facts.flatMap(({ label, value }) => [label, value]);
      case 'table':
        return [block.caption ?? '', ...block.table.columns.map(({ title }) => title), ...block.table.rows.flat().map(String)];
      case 'list':
        return [...block.items];
      case 'signatures':
        return block.signatures.map(({ label }) => label);
      case 'attachment':
        return [block.label, block.title];
      case 'heading':
      case 'paragraph':
      case 'note':
        return [block.text];
      case 'image':
        return [block.caption ?? ''];
      case 'contentsList':
      case 'pageBreak':
        return [];
    }
  };
  return letter.blocks.flatMap(of).join('\n');
}

const mobile = fc
  .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([second, rest]) => `1${second}${String(rest).padStart(9, '0')}`);
const stock = fc
  .tuple(
    fc.constantFrom('存量', '最大储存量', '定量不超过', '甲醇', '油漆桶', '丙烷'),
    fc.integer({ min: 1, max: 9999 }),
    fc.constantFrom('', ' ', '余'),
    fc.constantFrom('t', '吨', 'kg', '公斤', 'm³', '升', '瓶'),
  )
  .map(([word, number, gap, unit]) => `${word}${number}${gap}${unit}`);
const words = fc.constantFrom(
  '防爆通风',
  '双人收发',
  '行车 50 t',
  '周边 30 米禁火',
  '每周检查 1 次',
  '报告',
  '；',
  '，',
  '。',
  '（',
  '）',
  '\n',
  ' ',
);
const note = fc.array(fc.oneof(words, mobile, stock), { maxLength: 12 }).map((parts) => parts.join(''));

describe('a publication', () => {
  const seen = (text: string) => {
    expect(text).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
    expect(text).not.toMatch(/(?:存量|储存量|定量不超过|甲醇|油漆桶|丙烷) *\d/);
  };

  it('shows no mobile and no stock, wherever people wrote them, and every removal is told', () => {
    fc.assert(
      fc.property(note, note, note, note, note, (measures, reason, place, phone, scope) => {
        const sample = sampleF09(8);
        const dossier = {
          ...sample,
          scope,
          serious: sample.serious.map((risk) => ({ ...risk, measures, hazardSource: reason })),
          changes: sample.changes.map((change) => ({ ...change, reason })),
          publicity: { ...sample.publicity, place, phone },
        };
        const paper = composeF09(dossier, { draft: false });
        seen(wordsOf(paper));
        const { removals } = publicView(dossier);
        const written = [measures, reason, place, phone, scope].join('\n');
        for (const { text } of removals) expect(written).toContain(text);
        expect(removals.length > 0).toBe(JSON.stringify(publicView(dossier).dossier) !== JSON.stringify(dossier));
      }),
      { numRuns: 60 },
    );
  });

  it('takes nothing out twice', () => {
    fc.assert(
      fc.property(note, (text) => {
        const once = scrub(text).text;
        expect(scrub(once)).toEqual({ text: once, hidden: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('says where something was taken out, and prints no mobile as the telephone of supervision', () => {
    const sample = sampleF09(8);
    const [first, ...others] = sample.serious;
    const dossier = {
      ...sample,
      serious: [{ ...first!, measures: '定量不超过 8 吨，值班 13900000001' }, ...others],
      publicity: { ...sample.publicity, phone: '13800000001' },
    };
    const { removals } = publicView(dossier);
    expect(removals).toEqual([
      { kind: 'mobile', text: '13900000001', where: `${first!.riskNo} 管控措施` },
      { kind: 'stock', text: '8 吨', where: `${first!.riskNo} 管控措施` },
      { kind: 'mobile', text: '13800000001', where: '监督电话' },
    ]);
    expect(removalsText(removals, 2)).toBe(`${first!.riskNo} 管控措施“13900000001”、${first!.riskNo} 管控措施“8 吨”等 3 处`);
    const words = wordsOf(composeF09(dossier, { draft: true }));
    expect(words).toContain('（待补：监督电话（固定电话））');
    expect(words).toContain('12350');
  });

  it('has what a notice board needs: days, place, telephone, record, photos', () => {
    const words = wordsOf(composeF09(sampleF09(8), { draft: false }));
    for (const part of [
      '2026年10月8日至2026年10月15日',
      '厂区大门公告栏、公司网站',
      '0471-6660000',
      '12350',
      '公示期内未收到异议',
      '公示首日照片',
      '公示末日照片',
      '拍摄日期',
    ])
      expect(words).toContain(part);
    expect(
      renderHtml(
        composeF09({ ...sampleF09(8), publicity: { from: null, to: null, place: '', department: '', phone: '' } }, { draft: true }),
      ),
    ).toContain('（待补：公示地点）');
  });

  it('leaves out annexes without content and points at the others', () => {
    const bare = composeF09({ ...sampleF09(8), serious: [], changes: [], previous: null }, { draft: false });
    expect(bare.attachments).toEqual(['公示结果记录']);
    expect(wordsOf(bare)).toContain('我单位无重大、较大安全风险。');
    const full = composeF09(sampleF09(40), { draft: false });
    expect(wordsOf(full)).toContain('责任人见附件1');
    expect(wordsOf(full)).toContain('原因见附件2');
  });

  it('takes the words of a person in place of the register, and the same out of them', () => {
    const sample = sampleF09(8);
    const [first, ...others] = sample.serious;
    const dossier = {
      ...sample,
      serious: [{ ...first!, measures: '定量不超过 8 吨' }, ...others],
      wording: { [`${first!.id}.measures`]: '限量存放，库存 2 吨' },
    };
    const { dossier: shown, texts } = publicView(dossier);
    expect(shown.serious[0]!.measures).toBe('限量存放');
    expect(texts).toEqual([
      {
        key: `${first!.id}.measures`,
        where: `${first!.riskNo} 管控措施`,
        register: '定量不超过 8 吨',
        shown: '限量存放',
        own: true,
      },
    ]);
  });

  it('says of every level who controls it', () => {
    const sample = sampleF09(8);
    const at = (controlLevel: 'company' | 'workshop' | 'team' | null, index: number) => ({
      ...sample.serious[0]!,
      id: `r${index}`,
      level: 'considerable' as const,
      controlLevel,
    });
    const said = (serious: F09Dossier['serious']) => wordsOf(composeF09({ ...sample, serious }, { draft: false }));
    expect(said([at('company', 1), at('workshop', 2), at('workshop', 3)])).toContain(
      '重大风险 0 条；较大风险 3 条，其中 1 条由公司级管控、2 条由车间级管控。',
    );
    expect(said([at('workshop', 1), at('workshop', 2)])).toContain('较大风险 2 条，均由车间级管控。');
    expect(said([at('workshop', 1), at(null, 2)])).toContain('1 条由车间级管控、1 条待明确管控层级');
  });

  it('tells corrected figures beside the counted ones, by whom only where people are named', () => {
    const corrections: F09Dossier['corrections'] = [{ key: 'total', computed: 8, entered: '9', reason: '漏登', by: '李志强' }];
    const said = (change: object) => wordsOf(composeF09({ ...sampleF09(8), corrections, ...change }, { draft: false }));
    expect(said({})).toContain('数字更正：风险总数按清单统计 8 条，填报 9 条（原因：漏登；填报人：李志强）。');
    expect(said({ posts: true })).toContain('填报 9 条（原因：漏登）。');
  });

  it('writes into the record what came of the posting, lines to write on only before', () => {
    const said = (change: object) =>
      wordsOf(composeF09({ ...sampleF09(8), publicity: { ...sampleF09(8).publicity, ...change } }, { draft: false }));
    const recorded = said({ result: '公示期内未收到异议。', objections: '' });
    expect(recorded).toContain('收到的意见\n及处理情况\n无');
    expect(recorded).not.toContain('□');
    const objected = said({ result: '', objections: '10 月 9 日职工提出吊具数量有误，10 月 10 日核实更正' });
    expect(objected).toContain('10 月 9 日职工提出吊具数量有误');
    expect(objected).toContain('收到异议，已核实处理并答复。');
    expect(said({ result: '', objections: '' })).toContain('□ 公示期内未收到异议。');
  });
});

describe('key measures', () => {
  it.each([
    ['行车限位；每班检查；持证上岗', '行车限位；每班检查；持证上岗'],
    [`${'甲'.repeat(30)}；${'乙'.repeat(20)}`, '甲'.repeat(30)],
    [`${'甲'.repeat(20)}，${'乙'.repeat(30)}`, '甲'.repeat(20)],
    ['甲'.repeat(60), `${'甲'.repeat(40)}…`],
    ['', ''],
  ])('%s', (measures, line) => {
    expect(keyMeasures(measures)).toBe(line);
  });
});
