import { expect, test } from 'vitest';
import { occasionsOf } from '../../../db/domain/evidence/photoGroup';

const minute = 60_000;
const photos = (...minutes: number[]) => minutes.map((at) => ({ at: at * minute }));

test('a new occasion begins after more than twenty minutes, whatever the order of the files', () => {
  const found = occasionsOf(photos(41, 0, 20, 62, 40));
  expect(found.map(({ photos: own }) => own.map(({ at }) => at / minute))).toEqual([[0, 20, 40, 41], [62]]);
  expect(found[0]).toMatchObject({ from: 0, to: 41 * minute });
  expect(occasionsOf([])).toEqual([]);
});
