import fc from 'fast-check';
import { expect, it } from 'vitest';
import { meanShareOf, shareOf } from '../../../db/domain/responsibility/appraise';
import { shareIn } from '../../../db/domain/share';

it('rounds, but is all only when nothing lacks, and nothing only when there is nothing', () => {
  expect(shareIn(1000, 9998, 10_000)).toBe(999);
  expect(shareIn(1000, 10_000, 10_000)).toBe(1000);
  expect(shareIn(1000, 1, 10_000)).toBe(1);
  expect(shareIn(1000, 0, 10_000)).toBe(0);
  expect(shareIn(1000, 2, 3)).toBe(667);
  expect(shareIn(100, 344, 345)).toBe(99);
  expect(shareIn(100, 0, 0)).toBe(0);
  // More than all is told as it is.
  expect(shareIn(100, 3, 2)).toBe(150);
});

it('is at most half a unit off between the ends', () => {
  fc.assert(
    fc.property(fc.constantFrom(100 as const, 1000 as const), fc.nat(1e6), fc.integer({ min: 1, max: 1e6 }), (units, part, whole) => {
      fc.pre(part <= whole);
      const share = shareIn(units, part, whole);
      expect(share === units).toBe(part === whole);
      expect(share === 0).toBe(part === 0);
      expect(Math.abs(share - (part * units) / whole)).toBeLessThanOrEqual(part > 0 && part < whole ? 1 : 0);
    }),
  );
});

it('a mean of scores is full only when everybody has the full score', () => {
  expect(meanShareOf((207 + 0.96) / 208)).toBe(999);
  expect(meanShareOf(1)).toBe(1000);
  expect(meanShareOf(0.85)).toBe(850);
  expect(meanShareOf(null)).toBeNull();
  expect([shareOf(9998, 10_000), shareOf(1000, 1000), shareOf(0, 1000), shareOf(null, 1000), shareOf(5, 0)]).toEqual([
    999,
    1000,
    0,
    null,
    null,
  ]);
});
