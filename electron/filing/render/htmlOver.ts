import type { Letter } from '../document';
import { draftMark, htmlPage, type FontUrls } from './html';
import { paperStyle } from './htmlStyle';
import { inline } from './htmlTable';
import { headerLine, isPlainLetter, letterMargins, plainLetter, seamWords, turnedMargins } from './layout';

/** A page that is laid out: its size in mm, and its number where it bears one. */
export interface LaidPage {
  width: number;
  height: number;
  number?: number;
}

/**
 * What stands around the text of a letter, page by page, to be laid over it: Chromium's own footers know neither odd and even
 * pages nor a cover.
 */
export const overHtml = (letter: Letter, pages: readonly LaidPage[], fonts: FontUrls | undefined): string =>
  htmlPage(letter.head.title, `${paperStyle(fonts)}${style}`, pages.map((page) => drawPage(letter, page, pages.length)).join('\n'));

const mm = (value: number): string => value.toFixed(2);

function drawPage(letter: Letter, { width, height, number }: LaidPage, count: number): string {
  const { head } = letter;
  const turned = width > height;
  const margins = turned === (head.paper.orientation === 'landscape') ? letterMargins : turnedMargins;
  const { left, right } = headerLine(head);
  const plain = isPlainLetter(letter) && number === 1;
  const side = number !== undefined && number % 2 === 0 ? 'even' : 'odd';
  const within = `left:${margins.left}mm;right:${margins.right}mm`;
  const foot = `${within};bottom:${margins.bottom - 12}mm`;
  return `<section class="over ${turned ? 'across' : 'upright'}" style="height:${mm(height)}mm">
<div class="head" style="${within}"><span>${inline(left)}</span><span>${inline(right)}</span></div>
${number === undefined || plain ? '' : `<div class="foot ${side}" style="${foot}">— ${number} —</div>`}
${head.generatedBy ? `<div class="made" style="${within}">${inline(head.generatedBy)}</div>` : ''}
${plain ? `<div class="lower"></div>` : ''}
${head.seam && count > 1 ? `<div class="seam">${[...seamWords].join('<br>')}</div>` : ''}
${head.draft ? draftMark : ''}</section>`;
}

// A hair less than the paper, or rounding makes a second page of each.
const style = `@page upright{size:210mm 297mm;margin:0}@page across{size:297mm 210mm;margin:0}
.upright{page:upright}.across{page:across}
.over{position:relative;overflow:hidden;margin-bottom:-1mm}.over+.over{break-before:page}
.over>div{position:absolute}
.over .head{top:15mm;display:flex;justify-content:space-between;font-size:7pt;line-height:10pt}
.foot{font-size:14pt;line-height:18pt;padding:0 1em}.odd{text-align:right}
.made{bottom:8mm;text-align:center;font-size:7pt;line-height:10pt}
.lower{left:${(210 - plainLetter.rule) / 2}mm;width:${plainLetter.rule}mm;bottom:${plainLetter.lower}mm;height:3pt;box-sizing:border-box;border:solid #f00;border-width:.75pt 0 2.25pt}
.seam{right:2.5mm;top:calc(50% - 8mm);font-size:7pt;line-height:11pt;color:#808080}
.over .draft{position:absolute}
body{font-family:PaperSong,"SimSun","宋体","Noto Serif SC","Noto Serif CJK SC",serif}`;
