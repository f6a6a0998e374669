import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analysisLines, notesOf, remarkWith } from '../../../../db/domain/point/analysis';

describe('what an analysis keeps in the remark of a risk', () => {
  it('stands under its label, and the rest stays as it was', () => {
    const remark = remarkWith('外委单位同用', { suggested: '加装\n联锁', standard: '无裂纹' });
    expect(remark).toBe('外委单位同用\n检查标准：无裂纹\n建议新增措施：加装；联锁');
    expect(notesOf(remark)).toEqual({ suggested: '加装；联锁', standard: '无裂纹', rest: '外委单位同用' });
    expect(remarkWith(remark, { suggested: '', standard: '' })).toBe('外委单位同用');
    expect(remarkWith(remark, { standard: '' })).toBe('外委单位同用\n建议新增措施：加装；联锁');
  });

  it('is read back as it was written, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (remark, suggested, standard) => {
        const once = remarkWith(remark, { suggested, standard });
        expect(remarkWith(once, {})).toBe(once);
        expect(notesOf(once).suggested).toBe(suggested.replaceAll(/\s*\n\s*/g, '；').trim());
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
    [risk('收尾'), risk('清淤', '建议新增措施：配三脚架'), risk('清淤')],
  );
  expect(lines).toEqual([
    { item: '检测', standard: '', suggested: '', risk: null },
    { item: '清淤', standard: '不少于两人', suggested: '配三脚架', risk: risk('清淤', '建议新增措施：配三脚架') },
    { item: '清淤', standard: '不少于两人', suggested: '', risk: risk('清淤') },
    { item: '收尾', standard: '', suggested: '', risk: risk('收尾') },
  ]);
});
