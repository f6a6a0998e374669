import { inflateSync } from 'node:zlib';

const pictures: ReadonlySet<string> = new Set(['jpg', 'jpeg', 'png', 'gif', 'webp', 'bmp', 'heic']);

/** Pages of a file as it is printed: of a pdf as many as it has, of a picture one; null where they cannot be counted. */
export function filePages(format: string, bytes: Uint8Array): number | null {
  if (pictures.has(format)) return 1;
  return format === 'pdf' ? pdfPages(bytes) : null;
}

/** Pages of a pdf by its tree of pages, of which the root counts them all; null where there is none to be read. */
function pdfPages(bytes: Uint8Array): number | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let pages = 0;
  for (const object of objectsOf(text)) {
    if (!/\/Type\s*\/Pages(?![a-zA-Z])/.test(object)) continue;
    pages = Math.max(pages, Number(/\/Count\s+(\d+)/.exec(object)?.[1] ?? 0));
  }
  return pages || null;
}

/** Dictionaries of a pdf, also those that scanners pack into streams of objects. */
function* objectsOf(text: string): Generator<string> {
  for (const object of text.split('endobj')) {
    const stream = object.indexOf('stream');
    const head = stream < 0 ? object : object.slice(0, stream);
    if (stream >= 0 && /\/Type\s*\/ObjStm/.test(head)) yield* packedObjects(head, object.slice(stream).replace(/^stream\r?\n/, ''));
    else yield head;
  }
}

const largestStream = 20_000_000;

function packedObjects(head: string, stream: string): string[] {
  try {
    const content = inflateSync(Buffer.from(stream, 'latin1'), { maxOutputLength: largestStream }).toString('latin1');
    const first = Number(/\/First\s+(\d+)/.exec(head)?.[1] ?? 0);
    const starts = content
      .slice(0, first)
      .trim()
      .split(/\s+/)
      .flatMap((word, index) => (index % 2 === 1 ? [first + Number(word)] : []));
    return starts.map((start, index) => content.slice(start, starts[index + 1]));
  } catch {
    // Encrypted, or packed in another way: its pages stay uncounted.
    return [];
  }
}
