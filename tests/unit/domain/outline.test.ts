import { expect, test } from 'vitest';
import { imageSize } from '../../../db/domain/map/imageSize';
import { labelOf } from '../../../db/domain/map/label';
import { cornersText, isArea, middleOf, moved, readCorners, rectangle, snapped, type Corner } from '../../../db/domain/map/outline';

const square = rectangle([200_000, 100_000], [100_000, 200_000]);

test('a rectangle goes round from its upper left corner, whichever corners it was drawn between', () => {
  expect(square).toEqual([
    [100_000, 100_000],
    [200_000, 100_000],
    [200_000, 200_000],
    [100_000, 200_000],
  ]);
});

test('what cannot be seen is no area', () => {
  expect(isArea(square)).toBe(true);
  expect(isArea(square.slice(0, 2))).toBe(false);
  expect(isArea([[0, 0], [500_000, 500_000], [1_000_000, 1_000_000]])).toBe(false); // prettier-ignore
});

test('an area that is moved keeps its shape at the edge of the plan', () => {
  expect(moved(square, [-300_000, 50_000])).toEqual(rectangle([0, 150_000], [100_000, 250_000]));
  expect(moved(square, [2_000_000, 2_000_000])).toEqual(rectangle([900_000, 900_000], [1_000_000, 1_000_000]));
});

test('the name of a shape with a hollow stands in its widest part', () => {
  const hollow: Corner[] = [[0, 0], [900_000, 0], [900_000, 900_000], [600_000, 900_000], [600_000, 300_000], [200_000, 300_000], [200_000, 900_000], [0, 900_000]]; // prettier-ignore
  expect(middleOf(hollow)).toEqual({ at: [750_000, 450_001], room: 300_000, height: 900_000 });
});

test('a corner lies on one nearby, in line with one, or where it is', () => {
  const reach: Corner = [10_000, 10_000];
  expect(snapped([105_000, 95_000], square, reach)).toEqual([100_000, 100_000]);
  expect(snapped([195_000, 700_000], square, reach)).toEqual([200_000, 700_000]);
  expect(snapped([500_000, 700_000], square, reach)).toEqual([500_000, 700_000]);
});

test('corners are typed and read as per cent', () => {
  expect(cornersText(square)).toBe('10, 10\n20, 10\n20, 20\n10, 20');
  expect(readCorners('１０，１０\n\n 20 10\n12.345,20')).toEqual({ corners: [[100_000, 100_000], [200_000, 100_000], [123_450, 200_000]] }); // prettier-ignore
  expect(readCorners('10, 10\n101, 3')).toEqual({ line: 2 });
  expect(readCorners('10')).toEqual({ line: 1 });
  expect(readCorners('x, 3')).toEqual({ line: 1 });
});

/** A jpg as far as its size, with the orientation that a camera wrote. */
function jpg(orientation: number | null): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation ?? 1, 0, 0, 0];
  const app1 = orientation === null ? [] : [0xff, 0xe1, 0, exif.length + 2, ...exif];
  return Uint8Array.from([0xff, 0xd8, ...app1, 0xff, 0xc0, 0, 11, 8, 0x01, 0x00, 0x02, 0x00, 1, 1, 0x11, 0]);
}

test('the size of a picture is read from its bytes, as it is shown', () => {
  const png = Uint8Array.from([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 3, 0x20, 0, 0, 2, 0x58,
  ]);
  expect(imageSize(png)).toEqual({ width: 800, height: 600 });
  expect(imageSize(jpg(null))).toEqual({ width: 512, height: 256 });
  expect(imageSize(jpg(1))).toEqual({ width: 512, height: 256 });
  expect(imageSize(jpg(6))).toEqual({ width: 256, height: 512 });
});

test('what is no picture, or cut off, has no size', () => {
  for (const bytes of [[], [0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0xff, 0xd8, 0xff, 0xe1, 0, 4, 0, 0], [1, 2, 3, 4, 5, 6, 7, 8]])
    expect(imageSize(Uint8Array.from(bytes))).toBeUndefined();
});

test('a long name is written in as many lines as let its letters be largest, and never grows or shrinks beyond measure', () => {
  const sizes = { least: 1, most: 5 };
  expect(labelOf('喷漆房', { width: 100, height: 100 }, sizes)).toEqual({ lines: ['喷漆房'], size: 5 });
  const narrow = labelOf('探伤曝光室', { width: 8, height: 40 }, sizes);
  expect(narrow.lines.join('')).toBe('探伤曝光室');
  expect(narrow.lines.length).toBeGreaterThan(1);
  expect(narrow.size).toBeGreaterThan(8 / 5);
  expect(labelOf('长'.repeat(100), { width: 8, height: 4 }, sizes).size).toBe(1);
  expect(labelOf('焊接101 区', { width: 8, height: 40 }, sizes).lines).toContain('101');
  expect(labelOf('', { width: 8, height: 4 }, sizes).lines).toEqual(['']);
});
