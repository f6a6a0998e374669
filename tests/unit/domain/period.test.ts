import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  longDate,
  nextPeriod,
  nextReviewOn,
  periodBounds,
  periodOf,
  periodTitle,
  previousPeriod,
  quarterOf,
} from '../../../db/domain/period';

const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const period = fc.tuple(fc.integer({ min: 1950, max: 2150 }), fc.constantFrom('', 'Q1', 'Q2', 'Q3', 'Q4')).map((parts) => parts.join(''));

describe('natural periods', () => {
  it.each([
    ['2026-01-01', '2026Q1'],
    ['2026-03-31', '2026Q1'],
    ['2026-04-01', '2026Q2'],
    ['2026-06-30', '2026Q2'],
    ['2026-07-01', '2026Q3'],
    ['2026-09-30', '2026Q3'],
    ['2026-10-01', '2026Q4'],
    ['2026-12-31', '2026Q4'],
  ])('%s lies in %s', (date, quarter) => {
    expect(quarterOf(date)).toBe(quarter);
    expect(periodOf(date, 'quarter')).toBe(quarter);
    expect(periodOf(date, 'year')).toBe('2026');
  });

  it('have a first and a last day', () => {
    expect(periodBounds('2026Q1')).toEqual({ from: '2026-01-01', to: '2026-03-31' });
    expect(periodBounds('2026Q2')).toEqual({ from: '2026-04-01', to: '2026-06-30' });
    expect(periodBounds('2026')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
    for (const wrong of ['2026Q5', '2026Q0', '2026-Q1', '26Q1', '', '2026年']) expect(() => periodBounds(wrong), wrong).toThrow(RangeError);
  });

  it('every day lies within the bounds of its period', () => {
    fc.assert(
      fc.property(day, fc.constantFrom('quarter' as const, 'year' as const), (date, cadence) => {
        const { from, to } = periodBounds(periodOf(date, cadence));
        expect([from, date, to]).toEqual([from, date, to].sort());
      }),
    );
  });

  it('follow each other without a gap', () => {
    fc.assert(
      fc.property(period, (one) => {
        const next = nextPeriod(one);
        expect(previousPeriod(next)).toBe(one);
        expect(Date.parse(periodBounds(next).from) - Date.parse(periodBounds(one).to)).toBe(86_400_000);
      }),
    );
  });

  it('are named as papers name them', () => {
    expect(['2026Q1', '2026Q2', '2026Q3', '2026Q4', '2026'].map(periodTitle)).toEqual([
      '2026年第一季度',
      '2026年第二季度',
      '2026年第三季度',
      '2026年第四季度',
      '2026年度',
    ]);
    expect(longDate('2026-01-05')).toBe('2026年1月5日');
  });
});

describe('the next review', () => {
  it.each([
    ['2026-07-01', '2026-12-31'],
    ['2026-09-30', '2026-12-31'],
    ['2026-10-01', '2027-03-31'],
    ['2026-12-31', '2027-03-31'],
    ['2026-02-28', '2026-06-30'],
  ])('by quarter: %s until %s', (date, due) => expect(nextReviewOn(date, 'quarter')).toBe(due));
  it.each([
    ['2026-01-01', '2027-12-31'],
    ['2026-12-31', '2027-12-31'],
  ])('by year: %s until %s', (date, due) => expect(nextReviewOn(date, 'year')).toBe(due));

  it('never comes sooner for a later assessment', () => {
    fc.assert(
      fc.property(day, day, fc.constantFrom('quarter' as const, 'year' as const), (a, b, cadence) => {
        const due = [a, b].sort().map((date) => nextReviewOn(date, cadence));
        expect(due).toEqual([...due].sort());
      }),
    );
  });
});
