import type { Document } from '../document';
import { draftMark, htmlPage, type FontUrls } from './html';
import { paperStyle } from './htmlStyle';
import { inline } from './htmlTable';
import { headerLine, isNumberedOutside, isPlainLetter, marginsOf, plainLetter, seamWords } from './layout';

/** A page that is laid out: its size in mm and its number where it bears one. */
export interface LaidPage {
  width: number;
  height: number;
  number?: number;
}

/**
 * What stands around the text of a paper, page by page, to be laid over it: Chromium's own headers and footers know neither our
 * fonts, nor odd and even pages, nor a cover, nor what was printed before.
 * @param count of all pages, if these are some of them
 */
export const overHtml = (paper: Document, pages: readonly LaidPage[], fonts: FontUrls | undefined, count = pages.length): string =>
  htmlPage(
    paper.head.title,
    `${paperStyle(fonts)}${style}${[...new Set(pages.map(sizeOf))].map(pageRule).join('')}`,
    pages.map((page) => drawPage(paper, page, count)).join('\n'),
  );

const sizeOf = ({ width, height }: LaidPage): string => `${Math.round(width)}x${Math.round(height)}`;
function pageRule(size: string): string {
  const [width, height] = size.split('x');
  return `@page over${size}{size:${width}mm ${height}mm;margin:0}.over${size}{page:over${size}}\n`;
}

const mm = (value: number): string => value.toFixed(2);

/** How far from the edges of the paper head, number and last line stand, in mm. */
function edgesOf(paper: Document, bottom: number): { head: number; foot: number; made: number } {
  const isForm = paper.type === 'letter' && paper.form;
  if (isForm) return { head: 10, foot: 10, made: 6 };
  if (isNumberedOutside(paper)) return { head: 15, foot: bottom - 12, made: 8 };
  return { head: 5.5, foot: paper.head.generatedBy ? 8 : 6, made: 4.5 };
}

function drawPage(paper: Document, { width, height, number }: LaidPage, count: number): string {
  const { head } = paper;
  const margins = marginsOf(paper, width > height ? 'landscape' : 'portrait');
  const { left, right } = headerLine(head);
  const plain = paper.type === 'letter' && isPlainLetter(paper) && number === 1;
  const within = `left:${margins.left}mm;right:${margins.right}mm`;
  const edges = edgesOf(paper, margins.bottom);
  return `<section class="over over${sizeOf({ width, height })}" style="height:${mm(height)}mm">
<div class="head" style="${within};top:${edges.head}mm"><span>${inline(left)}</span><span>${inline(right)}</span></div>
${number === undefined || plain ? '' : `<div class="foot ${sideOf(paper, number)}" style="${within};bottom:${edges.foot}mm">${numberText(paper, number, count)}</div>`}
${head.generatedBy ? `<div class="made" style="${within};bottom:${edges.made}mm">${inline(head.generatedBy)}</div>` : ''}
${plain ? `<div class="lower"></div>` : ''}
${head.seam && count > 1 ? `<div class="seam">${[...seamWords].join('<br>')}</div>` : ''}
${head.draft ? draftMark : ''}</section>`;
}

function sideOf(paper: Document, number: number): 'odd' | 'even' | 'middle' {
  if (!isNumberedOutside(paper)) return 'middle';
  return number % 2 === 0 ? 'even' : 'odd';
}

const numberText = (paper: Document, number: number, count: number): string =>
  isNumberedOutside(paper) ? `— ${number} —` : `第 ${number} 页 共 ${count} 页`;

// A hair less than the paper, or rounding makes a second page of each.
const style = `.over{position:relative;overflow:hidden;margin-bottom:-1mm}.over+.over{break-before:page}
.over>div{position:absolute}
.over .head{display:flex;justify-content:space-between;font-size:7pt;line-height:10pt}
.foot{font-size:14pt;line-height:18pt;padding:0 1em}.odd{text-align:right}
.foot.middle{font-size:9pt;line-height:12pt;padding:0;text-align:center}
.made{text-align:center;font-size:7pt;line-height:10pt}
.lower{left:${(210 - plainLetter.rule) / 2}mm;width:${plainLetter.rule}mm;bottom:${plainLetter.lower}mm;height:3pt;box-sizing:border-box;border:solid #f00;border-width:.75pt 0 2.25pt}
.seam{right:2.5mm;top:calc(50% - 8mm);font-size:7pt;line-height:11pt;color:#808080}
.over .draft{position:absolute}
body{font-family:PaperSong,"SimSun","宋体","Noto Serif SC","Noto Serif CJK SC",serif}`;
