import { expect, test } from 'vitest';
import { newId, randomHex } from '../../db/newId';

test('ids are UUIDs of version 7 that rise and bear the time', () => {
  const before = Date.now();
  const ids = Array.from({ length: 20_000 }, newId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  const stamped = Number.parseInt(ids[0]!.replace('-', '').slice(0, 12), 16);
  expect(stamped).toBeGreaterThanOrEqual(before);
  expect(stamped).toBeLessThanOrEqual(Date.now() + 1);
});

test('random digits are as many as asked for, also where the pool ends', () => {
  const drawn = Array.from({ length: 2000 }, () => randomHex(24));
  expect(drawn.every((text) => /^[0-9a-f]{24}$/.test(text))).toBe(true);
  expect(new Set(drawn).size).toBe(drawn.length);
});
