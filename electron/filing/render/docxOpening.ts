import { AlignmentType, BorderStyle, LeaderType, Paragraph, TableOfContents, TabStopType, type FileChild } from 'docx';
import type { Letter } from '../document';
import { characters, exact, letterLine, sizes, twips, type RunParts } from './docxStyle';
import { runsOf } from './docxTable';
import {
  beyond,
  chaptersOf,
  isPlainLetter,
  letterheadLines,
  plainLetter,
  letterMargins,
  paperSize,
  textWidthMm,
  type ChapterPages,
} from './layout';
import { lineCount, printable, textWidth } from './text';
import { titleLines } from './title';

const red = 'FF0000';
const line = (text: string, ...options: RunParts) => ({ children: runsOf(text, options) });
const blank = (twipsHigh = letterLine) => new Paragraph({ spacing: exact(twipsHigh), children: [] });

/** Everything over the body of a letter: red letterhead, number, title, 主送. */
export function letterOpening(letter: Letter): FileChild[] {
  return [
    ...(letter.letterhead ? letterheadOf(letter, letter.letterhead) : numberOf(letter)),
    ...(letter.cover ? [] : titleOf(letter)),
    ...(letter.addressee ? [new Paragraph({ spacing: exact(letterLine), ...line(`${letter.addressee}：`, 'body', sizes.三号) })] : []),
  ];
}

function titleOf(letter: Letter): Paragraph[] {
  const { head, form } = letter;
  const title = new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: {
      ...exact(680),
      before: form ? 0 : isPlainLetter(letter) ? letterLine * 2 : 280,
      after: head.subtitle ? 0 : form ? 200 : 400,
    },
    ...line(titleLines(head.title, 20).join('\n'), 'title', sizes.二号),
  });
  if (!head.subtitle) return [title];
  return [
    title,
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { ...exact(letterLine), after: form ? 160 : 400 },
      ...line(titleLines(head.subtitle, 26).join('\n'), 'subheading', sizes.三号),
    }),
  ];
}

/** 发文字号 at the left and 签发人 at the right, one character from each edge (GB/T 9704-2012 7.2.5 and 7.2.6). */
function numberOf({ documentNumber, signer, head }: Letter): Paragraph[] {
  if (documentNumber === undefined) return [];
  const { width } = paperSize(head.paper);
  const right = twips(width - letterMargins.left - letterMargins.right) - characters(1);
  const number = printable(documentNumber ?? '');
  const upward = signer !== undefined;
  return [
    new Paragraph({
      spacing: { ...exact(letterLine), after: 80 },
      alignment: upward ? AlignmentType.LEFT : AlignmentType.CENTER,
      ...(upward ? { indent: { left: characters(1) }, tabStops: [{ type: TabStopType.RIGHT, position: right }] } : {}),
      children: [
        ...runsOf(upward ? `${number}\t签发人：` : number, ['body', sizes.三号]),
        ...(upward ? runsOf(signer || '　　　', ['subheading', sizes.三号]) : []),
      ],
    }),
  ];
}

/** The red double rules of a 函, 170 mm long: thick over thin above, thin over thick below. */
export const doubleRule = (place: 'upper' | 'lower'): Paragraph =>
  new Paragraph({
    spacing: exact(place === 'upper' ? 120 : 20),
    indent: { left: -twips(beyond.left), right: -twips(beyond.right) },
    border: {
      [place === 'upper' ? 'top' : 'bottom']: {
        style: place === 'upper' ? BorderStyle.THICK_THIN_SMALL_GAP : BorderStyle.THIN_THICK_SMALL_GAP,
        size: 24,
        color: red,
        space: place === 'upper' ? 1 : 8,
      },
    },
    children: [],
  });

/** 发文字号 of a 函: under the first rule, at the right edge of the text. */
const plainNumberOf = ({ documentNumber }: Letter): Paragraph[] =>
  documentNumber === undefined
    ? []
    : [
        new Paragraph({
          alignment: AlignmentType.RIGHT,
          spacing: { ...exact(letterLine), before: 120 },
          children: runsOf(documentNumber, ['body', sizes.三号]),
        }),
      ];

/** 发文机关标志 in red over a red line. */
function letterheadOf(letter: Letter, name: string): Paragraph[] {
  const { lines, points } = letterheadLines(name);
  const mark = (after: number) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { ...exact(Math.round(points * 26)), after },
      ...line(lines.join('\n'), 'title', points * 2, { color: red }),
    });
  if (isPlainLetter(letter)) return [mark(twips(plainLetter.ruleGap)), doubleRule('upper'), ...plainNumberOf(letter)];
  return [
    mark(360),
    ...numberOf(letter),
    new Paragraph({
      spacing: { ...exact(200), after: 200 },
      border: { top: { style: BorderStyle.SINGLE, size: 18, color: red, space: 1 } },
      children: [],
    }),
  ];
}

/** 目录 on a page of its own, with the pages of the print; Word fills in its own when it updates the field. */
export function contentsPage(letter: Letter, chapterPages: ChapterPages): FileChild[] {
  const end = twips(textWidthMm(letter.head.paper, letterMargins));
  const entries = chaptersOf(letter).map(
    (title, index) =>
      new Paragraph({
        style: 'TOC1',
        tabStops: [{ type: TabStopType.RIGHT, position: end, leader: LeaderType.DOT }],
        ...line(`${title}\t${chapterPages[index] ?? ''}`, 'body', sizes.三号),
      }),
  );
  return [
    new Paragraph({
      pageBreakBefore: letter.cover !== undefined,
      alignment: AlignmentType.CENTER,
      spacing: { ...exact(680), after: 400 },
      ...line('目　录', 'title', sizes.二号),
    }),
    new TableOfContents('目录', {
      hyperlink: true,
      headingStyleRange: '1-1',
      useAppliedParagraphOutlineLevel: true,
      contentChildren: entries,
      // Word asks before it updates: only where the pages are not known.
      beginDirty: chapterPages.length === 0,
    }),
  ];
}

/** A cover: number, title in the upper half, who and when in the lower one. */
export function coverPage({ head, cover = [] }: Letter): FileChild[] {
  const centred = (text: string, more: RunParts, height = letterLine) =>
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: exact(height), ...line(text, ...more) });
  const label = Math.max(0, ...cover.map((fact) => textWidth(fact.label)));
  const enterprise = titleLines(head.enterprise, 20);
  const title = titleLines(head.title, 16);
  const factLines = cover.reduce((sum, fact) => sum + lineCount(fact.value, 23 - label), 0);
  return [
    blank(1800),
    centred(enterprise.join('\n'), ['subheading', sizes.二号], 760),
    blank(500),
    centred(title.join('\n'), ['title', sizes.一号], 900),
    ...(head.subtitle ? [blank(300), centred(head.subtitle, ['subheading', sizes.三号])] : []),
    blank(Math.max(600, 4200 - (enterprise.length - 1) * 760 - (title.length - 1) * 900 - Math.max(0, factLines - 4) * (letterLine + 120))),
    ...cover.map(
      (fact) =>
        new Paragraph({
          spacing: exact(letterLine + 120),
          indent: { left: characters(3 + label), hanging: characters(label + 1) },
          ...line(`${fact.label}：${fact.value}`, 'body', sizes.三号),
        }),
    ),
  ];
}
