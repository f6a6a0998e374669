/** A jpg as a telephone takes it: lying on its side, with day and position, a comment, and a film hung on behind. */
export function telephonePhoto(): Uint8Array {
  const words = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
  const short = (value: number) => [value >> 8, value & 255];
  const long = (value: number) => [...short(value >> 16), ...short(value & 65_535)];
  const entry = (tag: number, type: number, count: number, value: number[]) => [...short(tag), ...short(type), ...long(count), ...value];
  const directory = 8 + 2 + 2 * 12 + 4;
  const day = directory + 2 + 12 + 4;
  const tiff = [
    ...words('MM'),
    ...short(42),
    ...long(8),
    ...short(2),
    ...entry(0x0112, 3, 1, [...short(6), 0, 0]),
    ...entry(0x8769, 4, 1, long(directory)),
    ...long(0),
    ...short(1),
    ...entry(0x9003, 2, 20, long(day)),
    ...long(0),
    ...words('2026:11:20 09:30:00\0'),
    ...words('GPS 40.6574N 109.8403E'),
  ];
  const segment = (marker: number, content: number[]) => [0xff, marker, ...short(content.length + 2), ...content];
  return Uint8Array.from([
    0xff,
    0xd8,
    ...segment(0xe0, [...words('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xe1, [...words('Exif\0\0'), ...tiff]),
    ...segment(0xe1, words('http://ns.adobe.com/xap/1.0/\0<gps>40.6574N</gps>')),
    ...segment(0xfe, words('vivo 40.6574N')),
    ...segment(0xc0, [8, ...short(300), ...short(400), 1, 1, 0x11, 0]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    // oxfmt-ignore
    1,
    2,
    0xff,
    0,
    3,
    0xff,
    0xd0,
    4,
    0xff,
    0xd9,
    ...words('MotionPhoto 40.6574N'),
  ]);
}
