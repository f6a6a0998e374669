import type { Shell } from '../../workspace/shell';
import type { Print } from '../document';
import { styleSheet, type FontUrls } from './htmlStyle';
import { escape } from './htmlTable';
import { pictureBody, pictureStyle } from './htmlPicture';
import { pdfPage } from './pdf';

/** Address of a picture by its SHA-256, as data: the printing window may load nothing else. */
type PictureUrl = (sha256: string) => string;

/** What is hung up or carried, as pdf. */
export async function renderPrint(paper: Print, shell: Pick<Shell, 'printPdf' | 'fontUrls'>, pictureUrl: PictureUrl): Promise<Uint8Array> {
  return shell.printPdf(printHtml(paper, await shell.fontUrls(), pictureUrl), pdfPage(paper));
}

/** The same as a page. */
function printHtml(paper: Print, fontUrls: FontUrls, pictureUrl: PictureUrl): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src * data: blob: file: app:">
<title>${escape(paper.head.title)}</title>
<style>${styleSheet(paper, fontUrls)}
${pictureStyle}</style></head>
<body>${pictureBody(paper, paper.image === null ? null : pictureUrl(paper.image))}</body></html>`;
}
