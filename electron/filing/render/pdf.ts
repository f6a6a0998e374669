import type { Document, PaperFormat } from '../document';
import { renderHtml, type HtmlOptions } from './html';
import { escape } from './htmlTable';
import { headerLine, letterMargins, formMargins, registerMargins, type Margins } from './layout';

export interface PdfPage {
  paper: PaperFormat & { margins: Margins };
  headerTemplate: string;
  footerTemplate: string;
  /** With structure for readers that speak. It makes a register of ten thousand cells ten times as large. */
  tagged: boolean;
}

/**
 * Prints a page of html, injected by the application (Electron's printToPDF with `printBackground`, `displayHeaderFooter`
 * and `preferCSSPageSize`). Margins in mm.
 */
export type PrintPdf = (html: string, page: PdfPage) => Promise<Uint8Array>;

/** A paper as pdf: what the preview shows, with header and footer. */
export async function renderPdf(paper: Document, { printPdf, ...options }: HtmlOptions & { printPdf: PrintPdf }): Promise<Uint8Array> {
  if (paper.type !== 'letter' || paper.form) return printPdf(renderHtml(paper, options), pdfPage(paper));
  const { numberedPdf } = await import('./pdfLetter');
  const page = { ...pdfPage(paper), headerTemplate: '', footerTemplate: '', tagged: false };
  return numberedPdf(paper, options, (html) => printPdf(html, page));
}

/** Paper, margins, header and footer of a paper's pdf. */
export function pdfPage(paper: Document): PdfPage {
  const margins = paper.type !== 'letter' ? registerMargins : paper.form ? formMargins : letterMargins;
  return {
    paper: { ...paper.head.paper, margins },
    headerTemplate: headerTemplate(paper, margins),
    footerTemplate: footerTemplate(paper),
    tagged: paper.head.paper.orientation === 'portrait',
  };
}

// Header and footer inherit nothing of the page, so that font and size stand in them (stack of Chromium's print templates).
// TrueType ones before the OpenType ones of other systems, which a pdf could only hold as drawings.
const family = "SimSun,'宋体','Liberation Serif','Droid Sans Fallback','WenQuanYi Micro Hei','Noto Serif CJK SC','Noto Serif SC',serif";
const line = (style: string, content: string): string =>
  `<div style="width:100%;box-sizing:border-box;font-family:${family};color:#000;${style}">${content}</div>`;

function headerTemplate({ head }: Document, margins: Margins): string {
  const { left, right } = headerLine(head);
  const side = `padding:0 ${margins.right}mm 0 ${margins.left}mm`;
  return line(
    `font-size:7pt;display:flex;justify-content:space-between;${side}`,
    `<span>${escape(left)}</span><span>${escape(right)}</span>`,
  );
}

const page = '<span class="pageNumber"></span>';

/** 第 1 页 共 3 页 on registers and forms. */
function footerTemplate(paper: Document): string {
  const made = paper.head.generatedBy ? `<div style="font-size:7pt">${escape(paper.head.generatedBy)}</div>` : '';
  return line('font-size:9pt;text-align:center', `第 ${page} 页 共 <span class="totalPages"></span> 页${made}`);
}
