import { expect, test } from 'vitest';
import { newId, randomHex } from '../../db/newId';

test('random digits are as many as asked for, also where the pool ends', () => {
  const drawn = Array.from({ length: 2000 }, () => randomHex(24));
  expect(drawn.every((text) => /^[0-9a-f]{24}$/.test(text))).toBe(true);
  expect(new Set(drawn).size).toBe(drawn.length);
});

test('ids are UUIDs of version 7 that rise, however many come in one millisecond', () => {
  const drawn = Array.from({ length: 20_000 }, newId);
  expect(drawn.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
  expect(drawn.toSorted()).toEqual(drawn);
  expect(new Set(drawn).size).toBe(drawn.length);
});
