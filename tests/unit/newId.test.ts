import { expect, test } from 'vitest';
import { randomHex } from '../../db/newId';

test('random digits are as many as asked for, also where the pool ends', () => {
  const drawn = Array.from({ length: 2000 }, () => randomHex(24));
  expect(drawn.every((text) => /^[0-9a-f]{24}$/.test(text))).toBe(true);
  expect(new Set(drawn).size).toBe(drawn.length);
});
