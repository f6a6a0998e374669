import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exifOf, withoutMetadata } from '../../../db/domain/map/exif';
import { imageSize } from '../../../db/domain/map/imageSize';
import { telephonePhoto } from '../../support/photo';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

test('a photo tells its day and how it was held, and goes out without where it was taken', () => {
  const photo = telephonePhoto();
  expect(exifOf(photo)).toEqual({ orientation: 6, takenOn: '2026-11-20', takenAt: '2026-11-20T09:30:00', thumbnail: null });
  expect(text(photo)).toContain('40.6574N');
  const clean = withoutMetadata(photo);
  expect(text(clean)).not.toMatch(/40\.6574|GPS|vivo|MotionPhoto|2026:11:20/);
  expect(exifOf(clean)).toEqual({ orientation: 6, takenOn: null, takenAt: null, thumbnail: null });
  expect(imageSize(clean)).toEqual({ width: 300, height: 400 });
  expect(text(clean)).toContain('JFIF');
  // The coded picture is whole, and nothing comes after its end.
  expect(Array.from(clean.slice(-10))).toEqual([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xd9]);
  expect(withoutMetadata(clean)).toEqual(clean);
});

test('a png goes out without its texts, anything else as it is', () => {
  const chunk = (name: string, content: string) => {
    const bytes = Buffer.alloc(12 + content.length);
    bytes.writeUInt32BE(content.length);
    bytes.write(name + content, 4, 'latin1');
    return bytes;
  };
  const sign = Buffer.from('89504e470d0a1a0a', 'hex');
  const png = Buffer.concat([
    sign,
    chunk('IHDR', 'head'),
    chunk('tEXt', 'Location 40.6574N'),
    chunk('IDAT', 'picture'),
    chunk('IEND', ''),
    chunk('more', '40.6574N'),
  ]);
  expect(text(withoutMetadata(png))).toBe(text(Buffer.concat([sign, chunk('IHDR', 'head'), chunk('IDAT', 'picture'), chunk('IEND', '')])));
  expect(text(withoutMetadata(Buffer.from('GIF89a')))).toBe('GIF89a');
});

test('broken data say nothing and break nothing', () => {
  const photo = telephonePhoto();
  for (let length = 0; length < photo.length; length += 7) {
    const cut = photo.slice(0, length);
    expect(text(withoutMetadata(cut)).includes('40.6574N')).toBe(false);
    expect(exifOf(cut).orientation).toBeGreaterThan(0);
  }
});

/** A jpg whose Exif data are these bytes behind `MM`, 42 and the place of the first directory. */
function jpgWith(directories: readonly number[]): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, ...directories];
  const length = tiff.length + 8;
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 255, ...Buffer.from('Exif\0\0', 'latin1'), ...tiff, 0xff, 0xd9]);
}

test('directories that lead into themselves, name thousands of entries or lie outside are passed over', () => {
  const camera = (at: number) => [0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, at];
  const nothing = { orientation: 1, takenOn: null, takenAt: null, thumbnail: null };
  expect(exifOf(jpgWith([0, 1, ...camera(8), 0, 0, 0, 8]))).toEqual(nothing);
  expect(exifOf(jpgWith([0xff, 0xff, ...Array.from({ length: 4000 }, () => camera(8)).flat()]))).toEqual(nothing);
  expect(exifOf(jpgWith([0, 1, ...camera(255)]))).toEqual(nothing);
  expect(exifOf(jpgWith([]))).toEqual(nothing);
});

test('a small picture beside the large one is found where it lies whole', () => {
  const long = (value: number) => [0, 0, value >> 8, value & 255];
  const small = [0xff, 0xd8, 1, 2, 0xff, 0xd9];
  const second = (length: number) => [0, 2, 2, 1, 0, 4, ...long(1), ...long(44), 2, 2, 0, 4, ...long(1), ...long(length), ...long(0)];
  expect(exifOf(jpgWith([0, 0, ...long(14), ...second(6), ...small])).thumbnail).toEqual(Uint8Array.from(small));
  expect(exifOf(jpgWith([0, 0, ...long(14), ...second(6000), ...small])).thumbnail).toBeNull();
});

test('whatever bytes are changed, nothing is thrown', () => {
  const photo = telephonePhoto();
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(photo.length - 1), fc.nat(255)), { maxLength: 12 }), (changes) => {
      const made = photo.slice();
      for (const [at, value] of changes) made[at] = value;
      expect(exifOf(made).orientation).toBeTypeOf('number');
      expect(withoutMetadata(made).length).toBeGreaterThan(0);
    }),
    { seed: 5, numRuns: 2000 },
  );
});
