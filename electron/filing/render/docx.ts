import {
  AlignmentType,
  Document as DocxDocument,
  Footer,
  FrameAnchorType,
  Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TabStopType,
  TextRun,
  type ISectionOptions,
} from 'docx';
import { TextWatermark } from 'docx/watermarks';
import type { DocumentHead, Letter, PaperFormat, Register, RegisterSection, Signature } from '../document';
import {
  factText,
  hasContents,
  isNumberedOutside,
  isPlainLetter,
  headerLine,
  letterMargins,
  marginsOf,
  packLines,
  pageRuns,
  paperSize,
  plainLetter,
  registerMargins,
  seamWords,
  textWidthMm,
  type Margins,
} from './layout';
import { drawRun, gap, paragraph } from './docxBlocks';
import { contentsPage, coverPage, doubleRule, letterOpening } from './docxOpening';
import type { PictureOf } from './docxPicture';
import type { ChapterPages } from './layout';
import { exact, faces, fontTableXml, run, sizes, styles, theme, twips } from './docxStyle';
import { docxSignatures, docxTable, runsOf } from './docxTable';
import { printable } from './text';

export interface DocxOptions {
  pictureOf?: PictureOf;
  /** Pages on which the chapters of a letter stand in print; without them the 目录 has none until Word fills them in. */
  chapterPages?: ChapterPages;
}

/** A paper as a Word file: letters after GB/T 9704-2012, registers as landscape tables. */
export const renderDocx = (
  paper: Letter | Register,
  { pictureOf = () => null, chapterPages = [] }: DocxOptions = {},
): Promise<Uint8Array> => packed(paper, paper.type === 'letter' ? letterSections(paper, pictureOf, chapterPages) : registerSections(paper));

/** Forms one behind the other in one Word file to be printed: each counts its own pages, whose total only Word would know. */
export const renderDocxTogether = (forms: readonly [Letter, ...Letter[]]): Promise<Uint8Array> =>
  packed(
    forms[0],
    forms.flatMap((form) => letterSections(form, () => null, [], false)),
  );

async function packed(paper: Letter | Register, sections: ISectionOptions[]): Promise<Uint8Array> {
  const { head } = paper;
  const file = new DocxDocument({
    title: printable(head.title),
    creator: printable(head.enterprise),
    lastModifiedBy: printable(head.enterprise),
    subject: printable(head.number ?? ''),
    styles,
    theme,
    compatibility: { version: 15 },
    evenAndOddHeaderAndFooters: isNumberedOutside(paper),
    sections,
  });
  return new Uint8Array(await Packer.toBuffer(file, false, [{ path: 'word/fontTable.xml', data: fontTableXml() }]));
}

type Footers = NonNullable<ISectionOptions['footers']>;

/** Properties of a section; `header` and `footer` are mm from the edge of the paper. */
function pages(
  paper: PaperFormat,
  margins: Margins,
  header: number,
  footer: number,
  more: ISectionOptions['properties'] = {},
): ISectionOptions['properties'] {
  const { width, height } = paperSize({ ...paper, orientation: 'portrait' });
  return {
    type: SectionType.NEXT_PAGE,
    ...more,
    page: {
      ...more?.page,
      size: {
        width: twips(width),
        height: twips(height),
        orientation: paper.orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
      },
      margin: {
        top: twips(margins.top),
        right: twips(margins.right),
        bottom: twips(margins.bottom),
        left: twips(margins.left),
        header: twips(header),
        footer: twips(footer),
      },
    },
  };
}

type Headers = NonNullable<ISectionOptions['headers']>;

/** @param pushed mm that the header pushes the text down on all pages but the first, which begins as high as its own section says */
function headersOf(head: DocumentHead, paper: PaperFormat, widthMm: number, pushed?: number): Headers {
  const { left, right } = headerLine(head);
  const make = (after = 0, seam: Paragraph[] = []) =>
    new Header({
      children: [
        ...seam,
        new Paragraph({
          spacing: { ...exact(240), after },
          tabStops: [{ type: TabStopType.RIGHT, position: twips(widthMm) }],
          children: [
            ...(head.draft ? [new TextWatermark({ text: '送审稿', font: faces.heading, color: 'D0D0D0', opacity: 0.35, width: 360 })] : []),
            new TextRun({ ...run('song', 15), text: `${printable(left)}\t${printable(right)}` }),
          ],
        }),
      ],
    });
  const other = () => make(pushed === undefined ? 0 : twips(pushed) - 240, head.seam ? [seamMark(paper)] : []);
  return { default: other(), even: other(), ...(pushed === undefined ? {} : { first: make() }) };
}

/** 骑缝 at half height of the right edge. */
function seamMark(paper: PaperFormat): Paragraph {
  const { width, height } = paperSize(paper);
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: exact(220),
    frame: {
      type: 'absolute',
      position: { x: twips(width - 7), y: twips(height / 2 - 8) },
      width: twips(5),
      height: twips(16),
      anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
    },
    children: runsOf([...seamWords].join('\n'), ['song', 14, { color: '808080' }]),
  });
}

const generatedLine = (head: DocumentHead): Paragraph[] =>
  head.generatedBy
    ? [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: exact(240),
          children: [new TextRun({ ...run('song', sizes.小五), text: printable(head.generatedBy) })],
        }),
      ]
    : [];

/** — 1 — in 四号, outside on odd and even pages, one character from the edge (GB/T 9704-2012 7.5). */
function letterFooters(head: DocumentHead): Footers {
  const number = () => new TextRun({ ...run('song', sizes.四号), children: ['— ', PageNumber.CURRENT, ' —'] });
  const make = (alignment: 'left' | 'right') =>
    new Footer({
      children: [
        new Paragraph({ alignment, spacing: exact(360), indent: { [alignment]: 280 }, children: [number()] }),
        ...generatedLine(head),
      ],
    });
  return { default: make('right'), even: make('left') };
}

function registerFooters(head: DocumentHead, withTotal = true): Footers {
  const number = new TextRun({
    ...run('song', sizes.小五),
    children: ['第 ', PageNumber.CURRENT, ...(withTotal ? [' 页 共 ', PageNumber.TOTAL_PAGES] : []), ' 页'],
  });
  return {
    default: new Footer({
      children: [new Paragraph({ alignment: AlignmentType.CENTER, spacing: exact(240), children: [number] }), ...generatedLine(head)],
    }),
  };
}

function letterSections(letter: Letter, pictureOf: PictureOf, chapterPages: ChapterPages, withTotal = true): ISectionOptions[] {
  const sections: ISectionOptions[] = pageRuns(letter).map(({ orientation, blocks }, index) => {
    const paper = { ...letter.head.paper, orientation };
    const margins = marginsOf(letter, orientation);
    const width = textWidthMm(paper, margins);
    const start = index === 0 ? { page: { pageNumbers: { start: 1 } } } : {};
    const plain = index === 0 && isPlainLetter(letter);
    return {
      properties: pages(
        paper,
        plain ? { ...margins, top: plainLetter.top } : margins,
        letter.form ? 10 : 15,
        letter.form ? 9 : margins.bottom - 12 - (letter.head.generatedBy ? 4.2 : 0),
        { ...start, titlePage: plain },
      ),
      headers: headersOf(letter.head, paper, width, plain ? margins.top - 15 : undefined),
      footers: {
        ...(letter.form ? registerFooters(letter.head, withTotal) : letterFooters(letter.head)),
        ...(plain ? { first: new Footer({ children: [doubleRule('lower')] }) } : {}),
      },
      children: [...(index === 0 ? letterOpening(letter) : []), ...drawRun(letter, blocks, index === 0, { width, pictureOf })],
    };
  });
  if (letter.cover || hasContents(letter)) sections.unshift(frontSection(letter, chapterPages));
  return sections;
}

/** Cover and list of contents bear no page number. */
function frontSection(letter: Letter, chapterPages: ChapterPages): ISectionOptions {
  const blank = () => new Footer({ children: [new Paragraph({})] });
  return {
    properties: pages(letter.head.paper, letterMargins, 15, 23),
    headers: headersOf(letter.head, letter.head.paper, textWidthMm(letter.head.paper, letterMargins)),
    footers: { default: blank(), even: blank() },
    children: [...(letter.cover ? coverPage(letter) : []), ...(hasContents(letter) ? contentsPage(letter, chapterPages) : [])],
  };
}

const isSigned = (section: RegisterSection): section is RegisterSection & { signatures: readonly Signature[] } =>
  (section.signatures?.length ?? 0) > 0;

function registerSections({ head, sections }: Register): ISectionOptions[] {
  const width = textWidthMm(head.paper, registerMargins);
  return sections.map((section) => ({
    properties: pages(head.paper, { ...registerMargins, top: 16, bottom: 16 }, 7, 7),
    headers: headersOf(head, head.paper, width),
    footers: registerFooters(head),
    children: [
      paragraph(section.title, 'heading', sizes.二号, { alignment: AlignmentType.CENTER, spacing: { ...exact(640), after: 80 } }),
      ...(section.facts?.length
        ? [
            paragraph(packLines(section.facts.map(factText), ((width / 25.4) * 72) / 11, '　　　').join('\n'), 'song', sizes.五号, {
              spacing: { ...exact(340), after: 60 },
            }),
          ]
        : []),
      docxTable(section.table, width, 'register', isSigned(section)),
      ...(section.notes ?? []).map((note) => paragraph(note, 'song', sizes.小五, { spacing: exact(280), keepNext: isSigned(section) })),
      ...(isSigned(section) ? [gap(200, true), docxSignatures(section.signatures, width)] : []),
      gap(20),
    ],
  }));
}
