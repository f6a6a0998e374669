import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Letter } from '../../../electron/filing/document';
import { composeF09 } from '../../../electron/filing/f09/compose';
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
    ['定量不超过 8 吨，双人收发', '定量不超过 ×× 吨，双人收发'],
    ['存量 12 t', '存量 ×× t'],
    ['最大储存量1,200 kg', '最大储存量×× kg'],
    ['当班用量不超过５０千克', '当班用量不超过××千克'],
    ['存量十二吨', '存量××吨'],
    ['液氨储罐2×50m³', '液氨储罐××m³'],
    ['氧气 20 瓶、丙烷 8 瓶', '氧气 ×× 瓶、丙烷 ×× 瓶'],
    ['12吨（柴油存量）', '××吨（柴油存量）'],
    ['稀释剂 1～2 吨', '稀释剂 ×× 吨'],
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
    expect(text).not.toMatch(/(?:存量|储存量|定量不超过|甲醇|油漆桶|丙烷)\s*\d/);
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
});
