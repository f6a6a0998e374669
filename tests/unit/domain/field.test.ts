import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysInMonth, isCalendarDate, isoDate, text } from '../../../db/domain/field';

describe('business dates', () => {
  it.each(['2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31', '2026-11-30'])('%s exists', (date) =>
    expect(isCalendarDate(date)).toBe(true),
  );
  it.each([
    '2026-02-29',
    '1900-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    '2026/01/01',
    '1899-12-31',
    '2200-01-01',
    '2026-01-01T00:00',
    ' 2026-01-01',
    '2026-01-01\n',
    '２０２６-01-01',
    '',
    '待定',
  ])('%j does not', (date) => expect(isCalendarDate(date)).toBe(false));

  it('agree with the calendar of the machine on every day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2199 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (year, month, day) => {
          const stamp = new Date(Date.UTC(year, month - 1, day));
          const pad = (n: number) => String(n).padStart(2, '0');
          expect(isCalendarDate(`${year}-${pad(month)}-${pad(day)}`)).toBe(stamp.getUTCMonth() === month - 1);
          expect(daysInMonth(year, month)).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate());
        },
      ),
    );
  });

  it('are refused as a finding of shape, never thrown', () => {
    expect(isoDate.safeParse(20_260_101).success).toBe(false);
    expect(isoDate.safeParse('2026-02-30').success).toBe(false);
  });
});

it('text is trimmed before it is measured', () => {
  expect(text(3).parse('  一二三  ')).toBe('一二三');
  expect(text(3).safeParse('一二三四').success).toBe(false);
  expect(text(3).parse('')).toBe('');
});
