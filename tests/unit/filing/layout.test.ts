import { describe, expect, it } from 'vitest';
import type { Column, Letter } from '../../../electron/filing/document';
import {
  attachmentLines,
  brokenTitles,
  closingLines,
  columnWidths,
  headerLine,
  headRows,
  letterheadLines,
  pageRuns,
  paperDate,
  paperSize,
  printSize,
  signatureText,
} from '../../../electron/filing/render/layout';
import { textWidth } from '../../../electron/filing/render/text';
import { levelFill } from '../../../electron/filing/render/level';

const column = (title: string, more: Partial<Column> = {}): Column => ({ key: title, title, width: 4, ...more });
const head: Letter['head'] = {
  code: 'F10',
  title: '报告',
  draft: false,
  paper: { size: 'A4', orientation: 'portrait' },
  enterprise: '某公司',
};

describe('headRows', () => {
  it('is one row without groups', () => {
    expect(headRows([column('甲'), column('乙')])).toEqual([
      [
        { text: '甲', from: 0, columns: 1, rows: 1 },
        { text: '乙', from: 1, columns: 1, rows: 1 },
      ],
    ]);
  });

  it('joins neighbours of a group and stretches the others over both rows', () => {
    const [upper, lower] = headRows([
      column('甲'),
      column('L', { group: '评价' }),
      column('C', { group: '评价' }),
      column('乙'),
      column('D', { group: '评价' }),
    ]);
    expect(upper!.map(({ text, from, columns, rows }) => [text, from, columns, rows])).toEqual([
      ['甲', 0, 1, 2],
      ['评价', 1, 2, 1],
      ['乙', 3, 1, 2],
      ['评价', 4, 1, 1],
    ]);
    expect(lower!.map(({ text, from }) => [text, from])).toEqual([
      ['L', 1],
      ['C', 2],
      ['D', 4],
    ]);
  });

  it('breaks a long title evenly in a narrow column, for print only', () => {
    expect(brokenTitles([column('评价方法', { width: 2 })], [2.5])[0]!.title).toBe('评价\n方法');
    expect(brokenTitles([column('责任人')], [4])[0]!.title).toBe('责任人');
  });
});

describe('columnWidths', () => {
  const rows = [[1, '短', '字'.repeat(200)]];
  const columns = [column('序号', { kind: 'number', width: 2 }), column('名称'), column('措施', { width: 8 })];

  it('grows a column of long texts, as far as the print stays legible', () => {
    const [number, name, measures] = columnWidths({ columns, rows }, 400, 'register');
    expect([number, name]).toEqual([2, 4]);
    expect(measures).toBeCloseTo(24);
    const narrow = columnWidths({ columns, rows }, 60, 'register')[2]!;
    expect(narrow).toBeGreaterThanOrEqual(8);
    expect(narrow).toBeLessThan(24);
  });

  it('prints smaller what is wider, never below 6.5 pt', () => {
    expect(printSize([10, 10], 160)).toBe(12);
    expect(printSize([30, 30], 156)).toBe(7);
    expect(printSize([300], 156)).toBe(6.5);
  });
});

describe('a letter on paper', () => {
  it('turns the paper only where an attachment says so', () => {
    const runs = pageRuns({
      type: 'letter',
      head,
      blocks: [
        { type: 'paragraph', text: '正文' },
        { type: 'attachment', label: '附件1', title: '名单' },
        { type: 'attachment', label: '附件2', title: '清单', orientation: 'landscape' },
        { type: 'paragraph', text: '表' },
        { type: 'attachment', label: '附件3', title: '签到表' },
      ],
    });
    expect(runs.map(({ orientation, blocks }) => [orientation, blocks.length])).toEqual([
      ['portrait', 2],
      ['landscape', 2],
      ['portrait', 1],
    ]);
    expect(paperSize({ size: 'A3', orientation: 'landscape' })).toEqual({ width: 420, height: 297 });
  });

  it('centres the name over the date, four characters from the right', () => {
    const axis = ({ text, indent }: { text: string; indent: number }) => indent + textWidth(text) / 2;
    const [sender, date] = closingLines('一二三四', '2026年9月1日');
    expect(date).toEqual({ text: '2026年9月1日', indent: 4 });
    expect(axis(sender!)).toBeCloseTo(axis(date!));
    expect(closingLines('内蒙古北方重型装备制造有限责任公司', '2026年9月1日')[0]!.indent).toBe(2);
    const long = closingLines('中国某某国际重型装备制造与工程技术服务（集团）股份有限公司呼和浩特第二分公司', '2026年9月1日');
    expect(long).toHaveLength(3);
    expect(new Set(long.map((line) => axis(line).toFixed(6))).size).toBe(1);
  });

  it('makes the letterhead as large as the line holds', () => {
    expect(letterheadLines('某公司')).toEqual({ lines: ['某公司'], points: 42 });
    expect(letterheadLines('中国某某国际重型装备制造与工程技术服务（集团）股份有限公司').lines).toHaveLength(2);
  });

  it('leaves blanks to write on', () => {
    expect(paperDate(head)).toMatch(/^\s+年\s+月\s+日$/);
    expect(paperDate({ ...head, compiledOn: '2026-09-28' })).toBe('2026年9月28日');
    expect(signatureText({ label: '审核人', date: true })).toMatch(/^审核人：\s+日期：\s+年\s+月\s+日$/);
    expect(signatureText({ label: '单位', seal: true })).toContain('单位（公章）：');
    expect(signatureText({ label: '编制人', name: '李志强' })).toBe('编制人：李志强');
  });

  it('numbers several attachments and leaves a single one without', () => {
    expect(attachmentLines(['清单'])).toEqual(['清单']);
    expect(attachmentLines(['清单', '报告'])).toEqual(['1．清单', '2．报告']);
  });

  it('says 送审稿, or the number and the audit hash', () => {
    expect(headerLine({ ...head, draft: true, auditHead: 'abc' })).toEqual({ left: '', right: '送审稿' });
    expect(headerLine({ ...head, number: 'F10-2026-001', auditHead: 'abc' })).toEqual({ left: '编号：F10-2026-001', right: '校验码 abc' });
    expect(headerLine({ ...head, code: 'F40', number: 'F40-2026-001', auditHead: 'abc' })).toEqual({ left: '', right: '' });
  });
});

describe('levelFill', () => {
  it('knows the statutory four and nothing else', () => {
    expect(['重大', '较大', '一般', '低'].map((word) => levelFill(word)?.fill)).toEqual(['FF0000', 'FF9900', 'FFFF00', '0070C0']);
    expect(levelFill('低风险')?.fill).toBe('0070C0');
    expect(levelFill('特大')).toBeUndefined();
    expect(levelFill('')).toBeUndefined();
  });
});
