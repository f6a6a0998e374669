import { unzip } from '../unit/filing/archive';
import { pdfDetails, pdfPages } from './pdf';

/**
 * Everything that can be read out of a file, wherever it stands: every part of an xlsx, docx or zip, with its tags and without, names
 * of parts, properties, and what is packed inside; of a pdf its pages and what it says of itself.
 */
export async function inBytes(bytes: Uint8Array): Promise<string> {
  const raw = Buffer.from(bytes);
  const start = raw.subarray(0, 4).toString('latin1');
  if (start === '%PDF')
    return [...(await pdfPages(bytes)).map(({ text }) => text), await pdfDetails(bytes), raw.toString('latin1')].join('\n');
  if (!start.startsWith('PK')) return raw.toString('utf8');
  const texts: string[] = [];
  for (const [name, part] of await unzip(bytes)) {
    const text = await inBytes(part.bytes);
    texts.push(name, text, ...(/\.(xml|rels)$/.test(name) ? [text.replaceAll(/<[^>]*>/g, '')] : []));
  }
  return texts.join('\n');
}
