import { expect, test } from 'vitest';
import { computedFigures, correctionsOf, figureFaults, standingFigure } from '../../../../db/domain/round/figure';

const counted = {
  levels: { major: 1, considerable: 2, general: 3, low: 4 },
  comparison: { up: 0, down: 0, added: 0, removed: 0, same: 10 },
};

test('corrections are what was entered and differs from what was counted, in the order of the figures', () => {
  const entered = {
    low: { entered: ' 5 ', reason: ' 漏登 ', by: '张三' },
    total: { entered: '11', reason: '', by: '' },
    major: { entered: '1', reason: '相同', by: '' },
    up: { entered: '', reason: '没有数', by: '' },
    另一项: { entered: '9', reason: '', by: '' },
  };
  const corrections = correctionsOf(computedFigures(counted, false), entered);
  expect(corrections).toEqual([
    { key: 'total', computed: 10, entered: '11', reason: '', by: '' },
    { key: 'low', computed: 4, entered: '5', reason: '漏登', by: '张三' },
  ]);
  expect(standingFigure(corrections, 'low', 4)).toBe(5);
  expect(standingFigure(corrections, 'general', 3)).toBe(3);
  expect(standingFigure([{ key: 'low', computed: 4, entered: '约五', reason: '', by: '' }], 'low', 4)).toBe(4);
});

test('a corrected figure needs a whole number and a reason; full-width digits are numbers', () => {
  const entered = {
    total: { entered: '１１', reason: '漏登一处', by: '' },
    low: { entered: '5', reason: ' ', by: '' },
    up: { entered: '约三', reason: '估计', by: '' },
    major: { entered: '1', reason: '', by: '' },
  };
  const corrections = correctionsOf(computedFigures(counted, false), entered);
  expect(corrections[0]).toMatchObject({ key: 'total', entered: '11' });
  expect(figureFaults(corrections)).toEqual([
    { key: 'low', fault: 'reason' },
    { key: 'up', fault: 'number' },
  ]);
  expect(correctionsOf(computedFigures(counted, true), entered).map(({ key }) => key)).toEqual(['total', 'low']);
});
