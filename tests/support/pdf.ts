import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A page of a pdf: size in mm, its text in reading order without blanks, the lines of text it has, fonts drawn as pictures. */
export interface PdfPage {
  width: number;
  height: number;
  text: string;
  lines: number;
}

/** Pages of a pdf, read by a library that did not write it. */
export async function pdfPages(bytes: Uint8Array): Promise<PdfPage[]> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: PdfPage[] = [];
  for (let at = 1; at <= document.numPages; at += 1) {
    const page = await document.getPage(at);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []));
    pages.push({
      width: Math.round((width / 72) * 25.4),
      height: Math.round((height / 72) * 25.4),
      text: texts
        .map(({ str }) => str)
        .join('')
        .replaceAll(/\s/g, ''),
      lines: new Set(texts.map(({ transform }) => Math.round((transform as number[])[5]!))).size,
    });
  }
  await task.destroy();
  return pages;
}

/** What a pdf says of itself: title, author, bookmarks, notes. */
export async function pdfDetails(bytes: Uint8Array): Promise<string> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const document = await task.promise;
  const notes = [];
  for (let at = 1; at <= document.numPages; at += 1) notes.push(await (await document.getPage(at)).getAnnotations());
  const { info, metadata } = await document.getMetadata();
  const told = JSON.stringify([info, metadata?.getRaw() ?? '', await document.getOutline(), await document.getAttachments(), notes]);
  await task.destroy();
  return told;
}
