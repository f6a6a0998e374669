import type { Shell } from '../../workspace/shell';
import type { Print } from '../document';
import { styleSheet, type FontUrls } from './htmlStyle';
import { escape } from './htmlTable';
import { cardsBody, cardsStyle } from './htmlCards';
import { pictureBody, pictureStyle } from './htmlPicture';
import { pdfPage } from './pdf';

/** Address of a picture by its SHA-256, as data: the printing window may load nothing else. */
type PictureUrl = (sha256: string) => string;

const noPicture: PictureUrl = () => '';

/** What is hung up or carried, as pdf. */
export async function renderPrint(
  paper: Print,
  shell: Pick<Shell, 'printPdf' | 'fontUrls'>,
  pictureUrl: PictureUrl = noPicture,
): Promise<Uint8Array> {
  return shell.printPdf(printHtml(paper, await shell.fontUrls(), pictureUrl), pdfPage(paper));
}

function printHtml(paper: Print, fontUrls: FontUrls, pictureUrl: PictureUrl): string {
  const [style, body] =
    paper.type === 'picture'
      ? [pictureStyle, pictureBody(paper, paper.image === null ? null : pictureUrl(paper.image))]
      : [cardsStyle, cardsBody(paper)];
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src * data: blob: file: app:">
<title>${escape(paper.head.title)}</title>
<style>${styleSheet(paper, fontUrls)}
${style}</style></head>
<body>${body}</body></html>`;
}
