/** What a camera writes into a jpg beside the picture: how it was held, when, where. */

interface Segment {
  marker: number;
  from: number;
  to: number;
}

const at16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const startsWith = (bytes: Uint8Array, at: number, words: string): boolean =>
  [...words].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

const startOfScan = 0xffda;
const endOfImage = 0xffd9;

/** The segments of a jpg up to its end, the coded picture after each start of a scan with it. */
function segmentsOf(bytes: Uint8Array): Segment[] {
  const segments: Segment[] = [];
  for (let from = 2; from + 4 <= bytes.length;) {
    const marker = at16(bytes, from);
    if (marker === 0xffff) {
      from += 1;
      continue;
    }
    if (marker < 0xffc0 || marker === endOfImage) break;
    let to = from + 2 + Math.max(2, at16(bytes, from + 2));
    // Coded data holds FF only before 00 and before restart marks.
    if (marker === startOfScan)
      while (to < bytes.length && !(bytes[to] === 0xff && bytes[to + 1] !== 0 && !isRestart(at16(bytes, to)))) to += 1;
    segments.push({ marker, from, to });
    from = to;
  }
  return segments;
}
const isRestart = (marker: number): boolean => marker >= 0xffd0 && marker <= 0xffd7;

export const isJpg = (bytes: Uint8Array): boolean => at16(bytes, 0) === 0xffd8;
const isPng = (bytes: Uint8Array): boolean => startsWith(bytes, 0, '\x89PNG\r\n\x1a\n');

/** What a camera wrote down of a picture. */
export interface Exif {
  /** How a jpg is held, 1 to 8; 1 is upright. */
  orientation: number;
  /** Day of the picture, `YYYY-MM-DD`. */
  takenOn: string | null;
  /** Its instant as far as it is told: `2026-11-20T09:30:00`, with the offset from UTC where the camera knew it. */
  takenAt: string | null;
  /** The small jpg that cameras put beside the picture. */
  thumbnail: Uint8Array | null;
}

/** Directories have some dozen entries; made ones that name thousands are not walked. */
const mostEntries = 200;

/** What a jpg says of itself; upright and nothing else where it does not say. Its first 128 KB are enough. */
export function exifOf(bytes: Uint8Array): Exif {
  const found: Exif = { orientation: 1, takenOn: null, takenAt: null, thumbnail: null };
  const exif = isJpg(bytes)
    ? segmentsOf(bytes).find(({ marker, from }) => marker === 0xffe1 && startsWith(bytes, from + 4, 'Exif\0\0'))
    : undefined;
  if (!exif) return found;
  const tiff = bytes.subarray(exif.from + 10, exif.to);
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  try {
    const little = view.getUint16(0) === 0x4949;
    /** Where the value of each tag stands, and where the directory after this one begins. */
    const directoryAt = (directory: number) => {
      const count = view.getUint16(directory, little);
      const places = new Map<number, number>();
      for (let entry = 0; entry < Math.min(count, mostEntries); entry += 1) {
        const at = directory + 2 + entry * 12;
        places.set(view.getUint16(at, little), at + 8);
      }
      return { places, next: directory + 2 + count * 12 };
    };
    const words = (at: number, length: number) => String.fromCharCode(...tiff.subarray(at, at + length));
    const main = directoryAt(view.getUint32(4, little));
    const held = main.places.get(0x0112);
    if (held !== undefined) found.orientation = view.getUint16(held, little);
    const camera = main.places.get(0x8769);
    const { places } = camera === undefined ? { places: new Map<number, number>() } : directoryAt(view.getUint32(camera, little));
    const [taken, offset] = [places.get(0x9003), places.get(0x9011)];
    const time = taken === undefined ? null : /^(\d{4}):(\d\d):(\d\d)(?: (\d\d:\d\d:\d\d))?/.exec(words(view.getUint32(taken, little), 19));
    if (time !== null && Number(time[2]) > 0) {
      found.takenOn = `${time[1]}-${time[2]}-${time[3]}`;
      const zone = offset === undefined ? undefined : /^[+-]\d\d:\d\d/.exec(words(view.getUint32(offset, little), 6))?.[0];
      if (time[4] !== undefined) found.takenAt = `${found.takenOn}T${time[4]}${zone ?? ''}`;
    }
    const second = view.getUint32(main.next, little);
    if (second === 0) return found;
    const small = directoryAt(second).places;
    const [from, length] = [small.get(0x0201), small.get(0x0202)].map((at) => (at === undefined ? 0 : view.getUint32(at, little)));
    const picture = tiff.subarray(from, from! + length!);
    if (picture.length === length && length > 0 && isJpg(picture)) found.thumbnail = picture;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
  }
  return found;
}

/** Exif data that say nothing but how the picture is held: one entry, 0x0112. */
function heldLike(orientation: number): Uint8Array {
  const bytes = Uint8Array.from(`\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0`, (letter) =>
    letter.charCodeAt(0),
  );
  bytes[29] = orientation;
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * A png or jpg without what goes along unseen: position, device, day, comments, previews and what was hung on behind it. How a
 * jpg is held and its colours stay. Anything else as it is.
 */
export function withoutMetadata(bytes: Uint8Array): Uint8Array {
  if (isJpg(bytes)) {
    const { orientation } = exifOf(bytes);
    const keeps = ({ marker, from }: Segment) =>
      marker <= 0xffe0 || marker === 0xffee || (marker === 0xffe2 && startsWith(bytes, from + 4, 'ICC_PROFILE'));
    return join([
      bytes.subarray(0, 2),
      ...(orientation > 1 ? [heldLike(orientation)] : []),
      ...segmentsOf(bytes)
        .filter(keeps)
        .map(({ from, to }) => bytes.subarray(from, to)),
      Uint8Array.of(0xff, 0xd9),
    ]);
  }
  if (!isPng(bytes)) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = [bytes.subarray(0, 8)];
  for (let from = 8; from + 12 <= bytes.length;) {
    const to = from + 12 + view.getUint32(from);
    const keeps = !['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'].some((name) => startsWith(bytes, from + 4, name));
    if (keeps) chunks.push(bytes.subarray(from, to));
    if (startsWith(bytes, from + 4, 'IEND')) break;
    from = to;
  }
  return join(chunks);
}
