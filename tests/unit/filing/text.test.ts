import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineCount, linesOf, printable, textWidth } from '../../../electron/filing/render/text';
import { titleLines } from '../../../electron/filing/render/title';

describe('printable', () => {
  it('keeps what people write and drops what XML cannot carry', () => {
    expect(printable('危险源\r\n≥70 <b> & “引号” 𠮷\t·')).toBe('危险源\n≥70 <b> & “引号” 𠮷\t·');
    expect(printable('a\u0000b\u0008c\u000bd\ufffee')).toBe('abcde');
    expect(printable('半个\ud842字')).toBe('半个\ufffd字');
    expect(printable('GB/T 33000\u20112025')).toBe('GB/T 33000-2025');
  });

  it('is stable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = printable(text);
        expect(printable(once)).toBe(once);
        expect(once).not.toMatch(/\r/);
      }),
    );
  });
});

describe('room of a text', () => {
  it('counts Chinese as one and Latin as about a half', () => {
    expect(textWidth('重大风险')).toBe(4);
    expect(textWidth('F07-2026')).toBeCloseTo(4.4);
  });

  it('counts lines by width and by break', () => {
    expect(lineCount('一二三四五六', 4)).toBe(2);
    expect(lineCount('一\n二\n\n三', 4)).toBe(4);
    expect(linesOf('')).toEqual(['']);
  });
});

describe('titleLines', () => {
  it('leaves a short title alone', () => {
    expect(titleLines('安全风险评估报告', 20)).toEqual(['安全风险评估报告']);
  });

  it('breaks at words, evenly, never before 的 or a unit of time', () => {
    expect(titleLines('关于开展2026年第三季度安全风险评估的通知', 19)).toEqual(['关于开展2026年第三季度', '安全风险评估的通知']);
    expect(titleLines('关于报送2026年第三季度安全风险分级管控材料的函', 20)).toEqual([
      '关于报送2026年第三季度',
      '安全风险分级管控材料的函',
    ]);
    expect(titleLines('评价方法', 3)).toEqual(['评价', '方法']);
  });

  it('loses nothing but blanks, whatever the title', () => {
    const bare = (text: string) => text.replace(/\s/g, '');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 2, max: 25 }), (title, perLine) => {
        expect(bare(titleLines(title, perLine).join(''))).toBe(bare(printable(title)));
      }),
      { numRuns: 200 },
    );
  });
});
