import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepWhich, type Thinnable } from '../../../db/domain/backup/thin';

const hour = 3_600_000;
const day = 24 * hour;
const china = 480;
/** 2026-11-22 18:00 in China. */
const now = Date.UTC(2026, 10, 22, 10);
const at = (time: number): Thinnable => ({ id: String(time), at: time });
const times = (kept: Set<string>) => [...kept].map(Number).sort((a, b) => b - a);

describe('thinning', () => {
  test('of a backup every hour for three years: all of today, 14 days, 8 weeks, 24 months', () => {
    const entries = Array.from({ length: 3 * 365 * 24 }, (_, n) => at(now - n * hour));
    const kept = times(keepWhich(entries, now, china));
    const local = (time: number) => new Date(time + china * 60_000);
    const today = kept.filter((time) => local(time).toISOString().startsWith('2026-11-22'));
    expect(today).toHaveLength(19);
    const before = kept.slice(19);
    // The last of each of the 14 days before.
    expect(before.slice(0, 14).map((time) => local(time).toISOString().slice(5, 16))).toEqual(
      Array.from({ length: 14 }, (_, n) => `11-${String(21 - n).padStart(2, '0')}T23:00`),
    );
    const months = new Set(before.map((time) => local(time).toISOString().slice(0, 7)));
    expect(months.size).toBe(24);
    const weeks = before.filter((time) => local(time).getUTCDay() === 0 && local(time).getUTCHours() === 23);
    expect(weeks.length).toBeGreaterThanOrEqual(7);
    expect(before.length).toBeLessThanOrEqual(14 + 8 + 24);
  });

  test('thinned every day, month ends are there two years later', () => {
    let shelf: Thinnable[] = [];
    for (let n = 900; n >= 0; n -= 1) {
      const time = now - n * day;
      shelf = [...shelf, at(time)];
      const kept = keepWhich(shelf, time, china);
      shelf = shelf.filter(({ id }) => kept.has(id));
    }
    const months = shelf.map(({ at: time }) => new Date(time).toISOString().slice(0, 7));
    expect(new Set(months).size).toBe(24);
    expect(shelf.some(({ at: time }) => new Date(time).toISOString().startsWith('2024-12-31'))).toBe(true);
  });

  test('a clock that was set forward by ten years and back again loses nothing', () => {
    const past = Array.from({ length: 60 }, (_, n) => at(now - n * day));
    const before = keepWhich(past, now, china);
    const ahead = at(now + 3650 * day);
    const whileAhead = keepWhich([...past, ahead], ahead.at, china);
    // The one made then takes no turn of the days before it.
    for (const id of [...before].filter((id) => id !== String(now))) expect(whileAhead.has(id), id).toBe(true);
    const after = keepWhich([...past.filter(({ id }) => whileAhead.has(id)), ahead, at(now + hour)], now + hour, china);
    expect(after.has(ahead.id)).toBe(true);
    expect(after.size).toBeGreaterThanOrEqual(before.size);
  });

  test('a clock that was set back keeps all that it takes for the future', () => {
    const entries = Array.from({ length: 40 }, (_, n) => at(now - n * hour));
    expect(keepWhich(entries, now - 30 * day, china).size).toBe(40);
  });

  test('after a year without the computer the shelf is as it was', () => {
    const entries = Array.from({ length: 20 }, (_, n) => at(now - n * day));
    const then = keepWhich(entries, now, china);
    expect([...then].every((id) => keepWhich(entries, now + 365 * day, china).has(id))).toBe(true);
  });

  test('what is pinned stays until its day', () => {
    const pinned = { ...at(now - 1000 * day), pinnedUntil: now + day };
    const entries = [...Array.from({ length: 1200 }, (_, n) => at(now - n * day)), pinned];
    expect(keepWhich(entries, now, china).has(pinned.id)).toBe(true);
    expect(keepWhich(entries, now + 2 * day, china).has(pinned.id)).toBe(false);
  });

  test('for any times and any clock: the newest and the future stay, thinning twice is thinning once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { maxLength: 60 }),
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        fc.constantFrom(-660, 0, 330, 480),
        (list, clock, offset) => {
          const entries = [...new Set(list)].map(at);
          const kept = keepWhich(entries, clock, offset);
          const future = entries.filter((entry) => entry.at > clock);
          const [newest] = entries.filter((entry) => entry.at <= clock).toSorted((a, b) => b.at - a.at);
          for (const { id } of [...future, ...(newest ? [newest] : [])]) expect(kept.has(id)).toBe(true);
          const left = entries.filter(({ id }) => kept.has(id));
          expect(keepWhich(left, clock, offset)).toEqual(kept);
        },
      ),
    );
  });
});
