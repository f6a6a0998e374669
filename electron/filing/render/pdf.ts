import type { Document, Letter, PaperFormat } from '../document';
import { paperHtml, renderHtml, type HtmlOptions } from './html';
import { isNumberedOutside, marginsOf, type ChapterPages, type Margins } from './layout';

export interface PdfPage {
  paper: PaperFormat & { margins: Margins };
  /** With structure for readers that speak. It makes a register of ten thousand cells ten times as large. */
  tagged: boolean;
}

/**
 * Prints a page of html, injected by the application (Electron's printToPDF with `printBackground` and `preferCSSPageSize`).
 * Margins in mm.
 */
export type PrintPdf = (html: string, page: PdfPage) => Promise<Uint8Array>;

export interface PdfOptions extends HtmlOptions {
  printPdf: PrintPdf;
  /** Hears between two prints what part of the paper is done, from 0 to 1. */
  onProgress?: (share: number) => void;
}

/** A paper as pdf: what the preview shows, with numbers, running heads and marks laid over its pages. */
export async function renderPdf(paper: Document, { printPdf, onProgress, ...options }: PdfOptions): Promise<Uint8Array> {
  const { layOver } = await import('./pdfOver');
  const page = pdfPage(paper);
  const print = (html: string) => printPdf(html, page);
  const { file, unnumbered } = await laidOut(paper, options, print, onProgress);
  return layOver(file, paper, { unnumbered, fontUrls: options.fontUrls, print: (html) => printPdf(html, { ...page, tagged: false }) });
}

/** On which pages the chapters of a letter would stand in print. */
export async function printedChapterPages(paper: Letter, { printPdf, ...options }: PdfOptions): Promise<ChapterPages> {
  const { chapterPages } = await import('./pdfLetter');
  return chapterPages(paper, options, (html) => printPdf(html, pdfPage(paper)));
}

async function laidOut(
  paper: Document,
  options: HtmlOptions,
  print: (html: string) => Promise<Uint8Array>,
  onProgress: PdfOptions['onProgress'],
) {
  if (isNumberedOutside(paper)) {
    const { letterPages } = await import('./pdfLetter');
    return letterPages(paper, options, print);
  }
  if (paper.type === 'register') {
    const { registerPages } = await import('./pdfRegister');
    return { file: await registerPages(paper, (body) => print(paperHtml(paper, options.fontUrls, body)), onProgress), unnumbered: 0 };
  }
  const { loadPdf } = await import('./pdfFile');
  return { file: await loadPdf(await print(renderHtml(paper, { ...options, part: 'body' }))), unnumbered: 0 };
}

/** Paper and margins of a paper's pdf. */
export function pdfPage(paper: Document): PdfPage {
  const { paper: format } = paper.head;
  return {
    paper: { ...format, margins: marginsOf(paper, format.orientation) },
    // Structure of a letter triples the time; it has bookmarks.
    tagged: format.orientation === 'portrait' && !isNumberedOutside(paper),
  };
}
