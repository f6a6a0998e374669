import type { Block, Document, Letter } from '../document';
import { boardBody, boardStyle } from './htmlBoard';
import { cardsBody, cardsStyle } from './htmlCards';
import { pictureBody, pictureStyle } from './htmlPicture';
import { signStyle } from './htmlSigns';
import { styleSheet, type FontUrls } from './htmlStyle';
import { registerBody } from './htmlRegister';
import { escape, htmlFacts, htmlSignatures, htmlTable, inline } from './htmlTable';
import {
  annexesSigned,
  attachmentLines,
  chaptersOf,
  closingLines,
  hasContents,
  isApart,
  isPlainLetter,
  letterheadLines,
  marginsOf,
  pageRuns,
  paperDate,
  pictureGone,
  textWidthMm,
  type ChapterPages,
} from './layout';
import { titleLines } from './title';

export type { FontUrls } from './htmlStyle';

export interface HtmlOptions {
  fontUrls?: FontUrls;
  /** Address of a picture by its SHA-256, null where it is gone. What is printed may load data only. */
  pictureUrl?: (sha256: string) => string | null;
  /** Address of the picture of a safety sign by its name; without, signs are told by their names. */
  signUrl?: (name: string) => string;
  /**
   * Only the cover and the list of contents of a letter, or only what follows them: print numbers the latter before it knows the former.
   * Print lays the mark of a draft over each page by itself.
   */
  part?: 'front' | 'body';
  /** Page of each chapter for the list of contents, as far as it is known. */
  chapterPages?: ChapterPages;
}

/**
 * A paper as one self-contained page without scripts: the preview on the screen and what Electron prints to pdf.
 * The printer has to allow backgrounds and to prefer the CSS page size.
 */
export function renderHtml(paper: Document, options: HtmlOptions = {}): string {
  const { style = '', body } = drawn(paper, options);
  const draft = paper.head.draft && options.part === undefined;
  return paperHtml(paper, options.fontUrls, `${body}${draft ? draftMark : ''}`, style);
}

/** A page with the looks of a paper. */
export const paperHtml = (paper: Document, fontUrls: FontUrls | undefined, body: string, style = ''): string =>
  htmlPage(paper.head.title, `${styleSheet(paper, fontUrls)}${style}`, body);

export const draftMark = '<div class="draft" aria-hidden="true">送审稿</div>';

export const htmlPage = (title: string, style: string, body: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data: app:; style-src 'unsafe-inline'; font-src app://font">
<title>${escape(title)}</title>
<style>${style}</style></head>
<body>${body}</body></html>`;

function drawn(paper: Document, options: HtmlOptions): { style?: string; body: string } {
  const urlOf = ({ image }: { image: string | null }) => (image === null ? null : (options.pictureUrl?.(image) ?? null));
  switch (paper.type) {
    case 'letter':
      return { body: letterBody(paper, options) };
    case 'register':
      return { body: registerBody(paper) };
    case 'picture':
      return { style: pictureStyle, body: pictureBody(paper, urlOf(paper)) };
    case 'board':
      return {
        style: pictureStyle + signStyle + boardStyle,
        body: boardBody(paper, paper.picture && urlOf(paper.picture), options.signUrl),
      };
    case 'cards':
      return { style: signStyle + cardsStyle, body: cardsBody(paper, options.signUrl) };
  }
}

function letterBody(letter: Letter, { pictureUrl, part, chapterPages }: HtmlOptions): string {
  const front = [...(letter.cover ? [cover(letter)] : []), ...(hasContents(letter) ? [contents(letter, chapterPages)] : [])];
  if (part === 'front') return front.join('\n');
  let chapters = 0;
  const place = { pictureUrl, chapter: () => (chapters += 1) - 1 };
  const kind = letter.form ? ' form' : isPlainLetter(letter) ? ' letter plain' : ' letter';
  const runs = pageRuns(letter).map(({ orientation, blocks }, index) => {
    const width = textWidthMm({ ...letter.head.paper, orientation }, marginsOf(letter, orientation));
    return `<section class="paper ${orientation}${kind}">${index === 0 ? opening(letter) : ''}${drawRun(letter, blocks, index === 0, { ...place, width })}</section>`;
  });
  // Chromium writes down where on the pages stands what a link points to.
  const links = chaptersOf(letter).map((_, index) => `<a href="#${chapterId(index)}"></a>`);
  return [...(part === 'body' ? [`<div hidden>${links.join('')}</div>`] : front), ...runs].join('\n');
}

const title = (text: string, perLine: number, tight = false, element = 'div'): string =>
  `<${element} class="title${tight ? ' tight' : ''}">${titleLines(text, perLine).map(escape).join('<br>')}</${element}>`;

function opening(letter: Letter): string {
  const { head, letterhead, addressee } = letter;
  return [
    letterhead ? letterheadOf(letterhead) : '',
    isPlainLetter(letter) ? '<div class="double"></div>' : '',
    numberLine(letter),
    letterhead && !isPlainLetter(letter) ? '<div class="rule"></div>' : '',
    letter.cover ? '' : title(head.title, letter.form ? 22 : 20, head.subtitle !== undefined),
    !letter.cover && head.subtitle ? `<div class="subtitle">${titleLines(head.subtitle, 26).map(escape).join('<br>')}</div>` : '',
    addressee ? `<p>${inline(addressee)}：</p>` : '',
  ].join('');
}

function letterheadOf(name: string): string {
  const { lines, points } = letterheadLines(name);
  return `<div class="letterhead" style="font-size:${points}pt;line-height:${Math.round(points * 1.3)}pt">${lines.map(escape).join('<br>')}</div>`;
}

function numberLine(letter: Letter): string {
  const { documentNumber, signer } = letter;
  if (documentNumber === undefined) return '';
  if (isPlainLetter(letter)) return `<div class="number plain">${inline(documentNumber)}</div>`;
  return signer === undefined
    ? `<div class="number alone">${inline(documentNumber)}</div>`
    : `<div class="number"><span>${inline(documentNumber)}</span><span class="signer">签发人：<b>${inline(signer || '　　　')}</b></span></div>`;
}

function cover({ head, cover: facts = [] }: Letter): string {
  const lines = facts.map(({ label, value }) => `<dt>${inline(label)}：</dt><dd>${inline(value)}</dd>`).join('');
  return `<section class="paper ${head.paper.orientation} letter"><div class="cover"><div class="enterprise">${titleLines(head.enterprise, 20).map(escape).join('<br>')}</div>
${title(head.title, 16)}${head.subtitle ? `<div class="subtitle">${inline(head.subtitle)}</div>` : ''}<dl>${lines}</dl></div></section>`;
}

const contents = (letter: Letter, pages: HtmlOptions['chapterPages']): string =>
  `<section class="paper ${letter.head.paper.orientation} letter"><div class="contents"><div class="title">目　录</div>${chaptersOf(letter)
    .map((chapter, index) => `<p><span>${inline(chapter)}</span><i></i><b>${pages?.[index] ?? ''}</b></p>`)
    .join('')}</div></section>`;

/** Name of the place where a chapter begins, counted from 0. */
export const chapterId = (index: number): string => `chapter${index}`;

/** Where a block stands: the width of its page in mm, where pictures come from, and the number of the next chapter. */
interface Place {
  width: number;
  chapter: () => number;
  pictureUrl: HtmlOptions['pictureUrl'];
}

/**
 * Blocks of one run of pages; the closing of the letter stands before its first attachment. The last paragraph with the places to sign
 * and the closing stay on one page, so that no page holds a signature alone; of a list of annexes between them the last ones do.
 */
function drawRun(letter: Letter, blocks: readonly Block[], first: boolean, place: Place): string {
  const cut = blocks.findIndex(({ type }) => type === 'attachment');
  const end = first ? (cut < 0 ? blocks.length : cut) : 0;
  const body = blocks.slice(0, end).map((block) => drawBlock(block, place, false));
  const ending = first ? endingOf(letter, body, blocks.slice(0, end)) : [];
  return [...body, ...ending, ...blocks.slice(end).map((block, index) => drawBlock(block, place, first || index > 0))].join('\n');
}

/** List of annexes and closing; takes from the body what stays with them. */
function endingOf(letter: Letter, body: string[], blocks: readonly Block[]): string[] {
  const lines = annexLines(letter);
  const closed = closing(letter);
  const isSigned = blocks.at(-1)?.type === 'signatures';
  if (lines.length === 0 && closed === '') return isSigned && isSentence(blocks.at(-2)) ? [together(body.splice(-2).join('\n'))] : [];
  const takes = blocks.at(isSigned ? -2 : -1)?.type === 'paragraph' && (isSigned || !isApart(letter));
  const last = takes ? body.splice(isSigned ? -2 : -1).join('\n') : '';
  if (letter.sender === undefined) return [last === '' ? '' : together(last), `${annexes(lines)}${closed}`];
  if (!isApart(letter)) return [together(`${last}${annexes(lines)}${closed}`)];
  return [
    last === '' ? '' : together(last),
    annexes(lines.slice(0, -annexesSigned)),
    together(`${annexes(lines.slice(-annexesSigned))}${closed}`),
  ];
}

const isSentence = (block: Block | undefined): boolean => block?.type === 'paragraph' || block?.type === 'note';
const together = (html: string): string => `<div class="ending">${html}</div>`;
const annexes = (lines: readonly string[]): string => (lines.length === 0 ? '' : `<div class="attachments">${lines.join('')}</div>`);

function drawBlock(block: Block, { width, pictureUrl, chapter }: Place, fresh: boolean): string {
  switch (block.type) {
    case 'heading':
      return `<h${block.level}${block.level === 1 ? ` id="${chapterId(chapter())}"` : ''}>${inline(block.text)}</h${block.level}>`;
    case 'paragraph': {
      const classes = [block.align ?? (block.indent === false ? '' : 'indent'), block.bold ? 'bold' : '']
        .filter((name) => name !== '')
        .join(' ');
      return `<p${classes ? ` class="${classes}"` : ''}>${inline(block.text)}</p>`;
    }
    case 'note':
      return `<p class="note">${inline(block.text)}</p>`;
    case 'facts':
      return htmlFacts(block.facts, block.rowHeight);
    case 'table':
      return `${block.caption ? `<div class="caption">${inline(block.caption)}</div>` : ''}${htmlTable(block.table, width, 'letter')}`;
    case 'list':
      return `<ol class="plain">${block.items.map((item) => `<li>${inline(item)}</li>`).join('')}</ol>`;
    case 'signatures':
      return htmlSignatures(block.signatures);
    case 'image':
      return picture(block, pictureUrl?.(block.sha256) ?? null);
    case 'contentsList':
      return '';
    case 'pageBreak':
      return '<div class="fresh"></div>';
    case 'attachment':
      return `<h1 id="${chapterId(chapter())}" class="annex${fresh ? ' fresh' : ''}"><span class="label">${inline(block.label)}</span>${title(block.title, width / 7.9, false, 'span')}</h1>`;
  }
}

function picture({ width, caption }: Extract<Block, { type: 'image' }>, url: string | null): string {
  const shown = url === null ? `<div class="gone">${pictureGone}</div>` : `<img src="${escape(url)}" alt="${escape(caption ?? '')}">`;
  return `<figure style="width:${width}mm">${shown}${caption ? `<figcaption>${inline(caption)}</figcaption>` : ''}</figure>`;
}

/** 附件说明 line by line. */
const annexLines = ({ attachments = [] }: Letter): string[] =>
  attachmentLines(attachments).map(
    (line, index) => `<p style="padding-left:6em;text-indent:${index === 0 ? -4 : -1}em">${index === 0 ? '附件：' : ''}${inline(line)}</p>`,
  );

/** 署名, 成文日期, 附注, 抄送. */
function closing({ head, sender, contact, copyTo, style }: Letter): string {
  const signed = sender
    ? closingLines(sender, paperDate(head))
        .map(({ text, indent }) => `<p class="right" style="padding-right:${indent.toFixed(2)}em">${inline(text)}</p>`)
        .join('')
    : '';
  const person = contact ? `<p class="indent">（${inline(contact)}）</p>` : '';
  const copied = copyTo ? `<p class="copied${style === 'letter' ? '' : ' ruled'}">抄送：${inline(copyTo)}</p>` : '';
  return signed || person || copied ? `<div class="closing">${signed}${person}${copied}</div>` : '';
}
