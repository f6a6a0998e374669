import { PDFDocument } from '@cantoo/pdf-lib';
import type { PrintPdf } from '../../electron/filing/render/pdf';

/** Whether what is printed is a paper, not what is laid over its pages. */
export const isPaper = (html: string): boolean => !html.includes('class="over ');

/** Stands in for Electron's printer: a blank page for each page that is laid over a paper, else a single one. */
export const blankPdf: PrintPdf = async (html, { paper }) => {
  const file = await PDFDocument.create();
  const count = html.match(/class="over /g)?.length ?? 1;
  for (let page = 0; page < count; page += 1) file.addPage(paper.orientation === 'portrait' ? [595, 842] : [842, 595]).drawSquare();
  return file.save({ useObjectStreams: false });
};
