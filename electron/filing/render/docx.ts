import {
  AlignmentType, Document as DocxDocument, Footer, Header, HeadingLevel, Packer, PageNumber, PageOrientation, Paragraph, SectionType, TabStopType,
  TextRun, type FileChild, type IParagraphOptions, type ISectionOptions,
} from 'docx';
import { TextWatermark } from 'docx/watermarks';
import type { Block, Document, DocumentHead, Letter, PaperFormat, Register } from '../document';
import { attachmentLines, closingIndents, factText, headerLine, letterMargins, pageRuns, paperDate, paperSize, registerMargins, turnedMargins } from './layout';
import { characters, exact, faces, fontTableXml, letterLine, run, sizes, styles, theme, twips, type Face } from './docxStyle';
import { docxFacts, docxSignatures, docxTable, runsOf } from './docxTable';
import { coverPage, letterOpening } from './docxOpening';
import { printable } from './text';

/** A paper as a Word file: letters after GB/T 9704-2012, registers as landscape tables. */
export async function renderDocx(paper: Document): Promise<Uint8Array> {
  const { head } = paper;
  const file = new DocxDocument({
    title: printable(head.title), creator: printable(head.enterprise), lastModifiedBy: printable(head.enterprise), subject: printable(head.number ?? ''),
    styles, theme, compatibility: { version: 15 }, evenAndOddHeaderAndFooters: paper.type === 'letter',
    sections: paper.type === 'letter' ? letterSections(paper) : registerSections(paper),
  });
  return new Uint8Array(await Packer.toBuffer(file, false, [{ path: 'word/fontTable.xml', data: fontTableXml() }]));
}

type Margins = { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
type Footers = NonNullable<ISectionOptions['footers']>;

/** Properties of a section; `header` and `footer` are mm from the edge of the paper. */
function pages(paper: PaperFormat, margins: Margins, header: number, footer: number, more: ISectionOptions['properties'] = {}): ISectionOptions['properties'] {
  const { width, height } = paperSize({ ...paper, orientation: 'portrait' });
  return {
    type: SectionType.NEXT_PAGE,
    ...more,
    page: {
      ...more?.page,
      size: { width: twips(width), height: twips(height), orientation: paper.orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
      margin: {
        top: twips(margins.top), right: twips(margins.right), bottom: twips(margins.bottom), left: twips(margins.left), header: twips(header), footer: twips(footer),
      },
    },
  };
}

/** Width between the margins in mm. */
const textWidthMm = (paper: PaperFormat, margins: Margins): number => paperSize(paper).width - margins.left - margins.right;

function headersOf(head: DocumentHead, widthMm: number): NonNullable<ISectionOptions['headers']> {
  const { left, right } = headerLine(head);
  const make = () => new Header({
    children: [new Paragraph({
      spacing: exact(240), tabStops: [{ type: TabStopType.RIGHT, position: twips(widthMm) }],
      children: [
        ...(head.draft ? [new TextWatermark({ text: '送审稿', font: faces.heading, color: 'C0C0C0', opacity: 0.4, width: 360 })] : []),
        new TextRun({ ...run('song', sizes.小五), text: `${printable(left)}\t${printable(right)}` }),
      ],
    })],
  });
  return { default: make(), even: make() };
}

const generatedLine = (head: DocumentHead): Paragraph[] => (head.generatedBy
  ? [new Paragraph({ alignment: AlignmentType.CENTER, spacing: exact(240), children: [new TextRun({ ...run('song', sizes.小五), text: printable(head.generatedBy) })] })]
  : []);

/** — 1 — in 四号, outside on odd and even pages, one character from the edge (GB/T 9704-2012 7.5). */
function letterFooters(head: DocumentHead): Footers {
  const number = () => new TextRun({ ...run('song', sizes.四号), children: ['— ', PageNumber.CURRENT, ' —'] });
  const make = (alignment: 'left' | 'right') => new Footer({
    children: [new Paragraph({ alignment, spacing: exact(360), indent: { [alignment]: 280 }, children: [number()] }), ...generatedLine(head)],
  });
  return { default: make('right'), even: make('left') };
}

function registerFooters(head: DocumentHead): Footers {
  const number = new TextRun({ ...run('song', sizes.小五), children: ['第 ', PageNumber.CURRENT, ' 页 共 ', PageNumber.TOTAL_PAGES, ' 页'] });
  return { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, spacing: exact(240), children: [number] }), ...generatedLine(head)] }) };
}

function letterSections(letter: Letter): ISectionOptions[] {
  const sections: ISectionOptions[] = pageRuns(letter).map(({ orientation, blocks }, index) => {
    const paper = { ...letter.head.paper, orientation };
    const margins = orientation === letter.head.paper.orientation ? letterMargins : turnedMargins;
    const width = textWidthMm(paper, margins);
    const start = index === 0 ? { page: { pageNumbers: { start: 1 } } } : {};
    return {
      properties: pages(paper, margins, 15, margins.bottom - 12, { grid: { linePitch: letterLine, type: 'lines' }, ...start }),
      headers: headersOf(letter.head, width),
      footers: letterFooters(letter.head),
      children: [...(index === 0 ? letterOpening(letter) : []), ...letterBlocks(letter, blocks, index === 0, width)],
    };
  });
  if (letter.cover) sections.unshift(coverSection(letter));
  return sections;
}

function coverSection(letter: Letter): ISectionOptions {
  const blank = () => new Footer({ children: [new Paragraph({})] });
  return {
    properties: pages(letter.head.paper, letterMargins, 15, 23),
    headers: headersOf(letter.head, textWidthMm(letter.head.paper, letterMargins)),
    footers: { default: blank(), even: blank() },
    children: coverPage(letter),
  };
}

/** Blocks of one run of pages; the closing of the letter stands before its first attachment. */
function letterBlocks(letter: Letter, blocks: readonly Block[], first: boolean, width: number): FileChild[] {
  const cut = blocks.findIndex(({ type }) => type === 'attachment');
  const body = first ? blocks.slice(0, cut < 0 ? blocks.length : cut) : [];
  const rest = first && cut < 0 ? [] : blocks.slice(first ? cut : 0);
  return [
    ...body.flatMap((block) => drawBlock(block, width, false)),
    ...(first ? closing(letter) : []),
    ...rest.flatMap((block, index) => drawBlock(block, width, first || index > 0)),
  ];
}

const paragraph = (text: string, face: Face, size: number, more: IParagraphOptions = {}, bold = false) =>
  new Paragraph({ spacing: exact(letterLine), ...more, children: runsOf(text, [face, size, { bold }]) });
const gap = (line = 200) => new Paragraph({ spacing: exact(line), children: [] });
const headings = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;
const headingFaces = { 1: 'heading', 2: 'subheading', 3: 'body' } as const;

/** One block. @param fresh whether an attachment has to start a page itself (it does not at the start of a section) */
function drawBlock(block: Block, width: number, fresh: boolean): FileChild[] {
  switch (block.type) {
    case 'heading':
      return [paragraph(block.text, headingFaces[block.level], sizes.三号,
        { heading: headings[block.level], indent: { firstLine: characters(2) }, keepNext: true }, block.level === 3)];
    case 'paragraph':
      return [paragraph(block.text, 'body', sizes.三号,
        { alignment: block.align ?? AlignmentType.BOTH, indent: { firstLine: block.indent === false || block.align ? 0 : characters(2) } }, block.bold)];
    case 'note':
      return [paragraph(block.text, 'song', sizes.五号, { spacing: exact(340) })];
    case 'facts':
      return [docxFacts(block.facts, width), gap()];
    case 'table':
      return [
        ...(block.caption ? [paragraph(block.caption, 'heading', sizes.小四, { alignment: AlignmentType.CENTER, keepNext: true, spacing: exact(480) })] : []),
        docxTable(block.table, width), gap(),
      ];
    case 'list':
      return block.items.map((item) => paragraph(item, 'body', sizes.三号, { indent: { firstLine: characters(2) } }));
    case 'signatures':
      return [gap(), docxSignatures(block.signatures, width), gap()];
    case 'pageBreak':
      return [new Paragraph({ pageBreakBefore: true, children: [] })];
    case 'attachment':
      return [
        paragraph(block.label, 'heading', sizes.三号, { pageBreakBefore: fresh }),
        paragraph(block.title, 'title', sizes.二号, { alignment: AlignmentType.CENTER, keepNext: true, spacing: { ...exact(660), before: 200, after: 300 } }),
      ];
  }
}

/** 附件说明, 署名, 成文日期, 附注; kept on one page with each other. */
function closing(letter: Letter): FileChild[] {
  const parts: Paragraph[] = [];
  if (letter.attachments?.length) {
    parts.push(gap(letterLine));
    attachmentLines(letter.attachments).forEach((line, index) => parts.push(paragraph(index === 0 ? `附件：${line}` : line, 'body', sizes.三号,
      { indent: { left: characters(6), hanging: characters(index === 0 ? 4 : 1) } })));
  }
  if (letter.sender) {
    const date = paperDate(letter.head);
    const indents = closingIndents(printable(letter.sender), date);
    const right = (count: number) => ({ alignment: AlignmentType.RIGHT, indent: { right: characters(count) }, keepNext: true });
    parts.push(gap(letterLine), new Paragraph({ spacing: exact(letterLine), keepNext: true, children: [] }),
      paragraph(letter.sender, 'body', sizes.三号, right(indents.sender)),
      paragraph(date, 'body', sizes.三号, { ...right(indents.date), keepNext: letter.contact !== undefined }));
  }
  if (letter.contact) parts.push(paragraph(`（${letter.contact}）`, 'body', sizes.三号, { indent: { firstLine: characters(2) } }));
  return parts;
}

function registerSections({ head, sections }: Register): ISectionOptions[] {
  const width = textWidthMm(head.paper, registerMargins);
  return sections.map((section) => ({
    properties: pages(head.paper, { ...registerMargins, top: 16, bottom: 16 }, 7, 7),
    headers: headersOf(head, width),
    footers: registerFooters(head),
    children: [
      paragraph(section.title, 'heading', sizes.二号, { alignment: AlignmentType.CENTER, spacing: { ...exact(640), after: 80 } }),
      ...(section.facts?.length ? [paragraph(section.facts.map(factText).join('　　　'), 'song', sizes.五号, { spacing: { ...exact(340), after: 60 } })] : []),
      docxTable(section.table, width),
      ...(section.notes ?? []).map((note) => paragraph(note, 'song', sizes.小五, { spacing: exact(280) })),
      ...(section.signatures?.length ? [gap(), docxSignatures(section.signatures, width)] : []),
      gap(20),
    ],
  }));
}
