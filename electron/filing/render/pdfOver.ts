import { beginMarkedContent, endMarkedContent, type PDFDocument } from '@cantoo/pdf-lib';
import type { Document } from '../document';
import { overHtml, type LaidPage } from './htmlOver';
import type { FontUrls } from './htmlStyle';
import { loadPdf, savePdf } from './pdfFile';

const mm = (points: number): number => (points / 72) * 25.4;
/** So many pages are printed at once. */
const pagesAtOnce = 200;

interface OverOptions {
  /** Pages at the beginning that bear no number. */
  unnumbered: number;
  fontUrls: FontUrls | undefined;
  print: (html: string) => Promise<Uint8Array>;
}

/** The file with numbers, running heads and marks over its pages. Who hears a page read out is spared them. */
export async function layOver(file: PDFDocument, paper: Document, { unnumbered, fontUrls, print }: OverOptions): Promise<Uint8Array> {
  const pages = file.getPages();
  const laid = pages.map((page, index): LaidPage => {
    const number = index + 1 - unnumbered;
    return { width: mm(page.getWidth()), height: mm(page.getHeight()), ...(number > 0 ? { number } : {}) };
  });
  for (let from = 0; from < pages.length; from += pagesAtOnce) {
    const to = from + pagesAtOnce;
    const over = await loadPdf(await print(overHtml(paper, laid.slice(from, to), fontUrls, pages.length)));
    const drawn = await file.embedPages(over.getPages());
    for (const [index, page] of pages.slice(from, to).entries()) {
      page.pushOperators(beginMarkedContent('Artifact'));
      page.drawPage(drawn[index]!);
      page.pushOperators(endMarkedContent());
    }
  }
  return savePdf(file);
}
