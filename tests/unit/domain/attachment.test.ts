import { describe, expect, it } from 'vitest';
import { attachmentUses, isTakenName, pictureType } from '../../../db/domain/attachment';
import { terms } from '../../../db/domain/term';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('a name', () => {
  it.each(['扫描.pdf', '照片.JPG', '公章.2026.ofd', 'a.7z'])('%s is taken', (name) => expect(isTakenName(name)).toBe(true));
  it.each(['安装.exe', '宏.xlsm', '网页.svg', 'pdf', '.', '', '扫描.pdf.bat'])('%s is not', (name) =>
    expect(isTakenName(name)).toBe(false),
  );
});

describe('a picture is told by its first bytes', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n...', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF89a', 'image/gif'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
    ['%PDF-1.7', undefined],
    ['<svg xmlns="…">', undefined],
    ['RIFF\0\0\0\0WAVE', undefined],
    ['', undefined],
  ])('%j', (text, type) => expect(pictureType(bytes(text))).toBe(type));
});

it('every use of files has its term, and every term a use', () => {
  expect([...new Set(Object.values(attachmentUses).flat())].toSorted()).toEqual(Object.keys(terms.attachmentUse).toSorted());
});
