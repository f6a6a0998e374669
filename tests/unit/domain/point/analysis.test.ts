import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analysisLines, notesOf, remarkWith } from '../../../../db/domain/point/analysis';

describe('the standard that an analysis keeps in the remark of a risk', () => {
  it('stands under its label, and the rest stays as it was', () => {
    const remark = remarkWith('外委单位同用', '无裂纹\n无变形');
    expect(remark).toBe('外委单位同用\n检查标准：无裂纹；无变形');
    expect(notesOf(remark)).toEqual({ standard: '无裂纹；无变形', rest: '外委单位同用' });
    expect(remarkWith(remark, '')).toBe('外委单位同用');
    expect(remarkWith(remark, '无锈蚀')).toBe('外委单位同用\n检查标准：无锈蚀');
  });

  it('is read back as it was written, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (remark, standard) => {
        const once = remarkWith(remark, standard);
        expect(notesOf(once).standard).toBe(standard.replaceAll(/\s*\n\s*/g, '；').trim());
        expect(remarkWith(once, notesOf(once).standard)).toBe(once);
      }),
    );
  });
});

it('lines follow the steps, a step without a risk has its own, and what only risks name comes last', () => {
  const risk = (step: string, remark = '') => ({ step, remark });
  const lines = analysisLines(
    [
      { item: '检测', standard: '' },
      { item: '清淤', standard: '不少于两人' },
    ],
    [risk('收尾'), risk('清淤', '检查标准：不少于三人'), risk('清淤')],
  );
  expect(lines).toEqual([
    { item: '检测', standard: '', risk: null },
    { item: '清淤', standard: '不少于两人', risk: risk('清淤', '检查标准：不少于三人') },
    { item: '清淤', standard: '不少于两人', risk: risk('清淤') },
    { item: '收尾', standard: '', risk: risk('收尾') },
  ]);
});
