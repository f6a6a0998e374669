import { expect, test } from 'vitest';
import { exifOf, withoutMetadata } from '../../../db/domain/map/exif';
import { imageSize } from '../../../db/domain/map/imageSize';
import { telephonePhoto } from '../../support/photo';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

test('a photo tells its day and how it was held, and goes out without where it was taken', () => {
  const photo = telephonePhoto();
  expect(exifOf(photo)).toEqual({ orientation: 6, takenOn: '2026-11-20' });
  expect(text(photo)).toContain('40.6574N');
  const clean = withoutMetadata(photo);
  expect(text(clean)).not.toMatch(/40\.6574|GPS|vivo|MotionPhoto|2026:11:20/);
  expect(exifOf(clean)).toEqual({ orientation: 6, takenOn: null });
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
