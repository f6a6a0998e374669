import { AlignmentType, BorderStyle, HeadingLevel, Paragraph, type FileChild, type IParagraphOptions } from 'docx';
import type { Block, Letter } from '../document';
import { characters, exact, letterLine, sizes, type Face } from './docxStyle';
import { docxPictures, type Image, type Place } from './docxPicture';
import { docxFacts, docxSignatures, docxTable, runsOf } from './docxTable';
import { annexesSigned, attachmentLines, closingLines, isApart, paperDate } from './layout';
import { titleLines } from './title';

export const paragraph = (text: string, face: Face, size: number, more: IParagraphOptions = {}, bold = false) =>
  new Paragraph({ spacing: exact(letterLine), ...more, children: runsOf(text, [face, size, { bold }]) });
export const gap = (line = 200, keepNext = false) => new Paragraph({ spacing: exact(line), keepNext, children: [] });

const headings = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;
const headingFaces = { 1: 'heading', 2: 'subheading', 3: 'body' } as const;
const endsInTable = ({ type }: Block): boolean => type === 'facts' || type === 'table' || type === 'signatures';

/**
 * Blocks of one run of pages. Word wants a paragraph after a table: room to breathe between blocks, where the page ends
 * one so low that it never starts another.
 * @param first whether it is the run that the letter's closing belongs to: it stands before the first attachment
 */
export function drawRun(letter: Letter, blocks: readonly Block[], first: boolean, place: Place): FileChild[] {
  const cut = blocks.findIndex(({ type }) => type === 'attachment');
  const end = first ? (cut < 0 ? blocks.length : cut) : 0;
  const signed = blocks[end - 1]?.type === 'signatures';
  const kept = isApart(letter) ? (signed ? [end - 2] : []) : signed ? [end - 2, end - 1] : [end - 1];
  const closed = first ? closing(letter) : [];
  const drawn = (block: Block, index: number) => {
    const keep = kept.includes(index);
    const endsPage = (index !== end - 1 || closed.length === 0) && [undefined, 'attachment', 'pageBreak'].includes(blocks[index + 1]?.type);
    const fresh = index >= end && (first || index > end);
    return [
      ...(block.type === 'image' ? pictures(blocks, index, place) : drawBlock(block, place, fresh, keep)),
      ...(endsInTable(block) ? [endsPage ? gap(20) : gap(200, keep)] : []),
    ];
  };
  return [...blocks.slice(0, end).flatMap(drawn), ...closed, ...blocks.slice(end).flatMap((block, index) => drawn(block, end + index))];
}

/** Pictures that follow each other are drawn with the first of them. */
function pictures(blocks: readonly Block[], from: number, place: Place): FileChild[] {
  if (blocks[from - 1]?.type === 'image') return [];
  const after = blocks.slice(from);
  const other = after.findIndex(({ type }) => type !== 'image');
  const images = after.slice(0, other < 0 ? after.length : other).filter((block) => block.type === 'image');
  return [docxPictures(images, place), gap()];
}

/**
 * One block.
 * @param fresh whether an attachment has to start a page itself (it does not at the start of a section)
 * @param keep whether it stays with what follows, so that a signature never stands alone on a page
 */
function drawBlock(block: Exclude<Block, Image>, { width }: Place, fresh: boolean, keep: boolean): FileChild[] {
  switch (block.type) {
    case 'heading':
      return [
        paragraph(
          block.text,
          headingFaces[block.level],
          sizes.三号,
          { heading: headings[block.level], indent: { firstLine: characters(2) }, keepNext: true },
          block.level === 3,
        ),
      ];
    case 'paragraph':
      return [
        paragraph(
          block.text,
          'body',
          sizes.三号,
          {
            alignment: block.align ?? AlignmentType.BOTH,
            keepNext: keep,
            indent: { firstLine: block.indent === false || block.align ? 0 : characters(2) },
          },
          block.bold,
        ),
      ];
    case 'note':
      return [paragraph(block.text, 'song', sizes.五号, { spacing: exact(340), keepNext: keep })];
    case 'facts':
      return [docxFacts(block.facts, width, block.rowHeight)];
    case 'table':
      return [
        ...(block.caption
          ? [paragraph(block.caption, 'heading', sizes.小四, { alignment: AlignmentType.CENTER, keepNext: true, spacing: exact(480) })]
          : []),
        docxTable(block.table, width, 'letter'),
      ];
    case 'list':
      return block.items.map((item) => paragraph(item, 'body', sizes.三号, { indent: { firstLine: characters(2) } }));
    case 'signatures':
      return [gap(200, keep), docxSignatures(block.signatures, width, keep)];
    case 'contentsList':
      return [];
    case 'pageBreak':
      return [new Paragraph({ pageBreakBefore: true, children: [] })];
    case 'attachment':
      return [
        paragraph(block.label, 'heading', sizes.三号, { pageBreakBefore: fresh, keepNext: true }),
        paragraph(titleLines(block.title, width / 7.9).join('\n'), 'title', sizes.二号, {
          alignment: AlignmentType.CENTER,
          keepNext: true,
          // A chapter of its own when Word updates the 目录.
          outlineLevel: 0,
          spacing: { ...exact(660), before: 160, after: 240 },
        }),
      ];
  }
}

/** 附件说明, 署名, 成文日期, 附注; the last annexes, the signature and what follows it kept on one page. */
function closing(letter: Letter): FileChild[] {
  const parts: Paragraph[] = [];
  const kept = letter.sender !== undefined;
  if (letter.attachments?.length) {
    parts.push(gap(letterLine, true));
    attachmentLines(letter.attachments).forEach((line, index, all) =>
      parts.push(
        paragraph(index === 0 ? `附件：${line}` : line, 'body', sizes.三号, {
          keepNext: kept && index >= all.length - annexesSigned,
          indent: { left: characters(6), hanging: characters(index === 0 ? 4 : 1) },
        }),
      ),
    );
  }
  if (letter.sender) {
    const lines = closingLines(letter.sender, paperDate(letter.head));
    parts.push(
      gap(letterLine, true),
      ...lines.map(({ text, indent }, index) =>
        paragraph(text, 'body', sizes.三号, {
          alignment: AlignmentType.RIGHT,
          indent: { right: characters(indent) },
          keepNext: index < lines.length - 1 || letter.contact !== undefined,
        }),
      ),
    );
  }
  if (letter.contact) parts.push(paragraph(`（${letter.contact}）`, 'body', sizes.三号, { indent: { firstLine: characters(2) } }));
  if (letter.copyTo) parts.push(gap(letterLine, true), copied(letter.copyTo, letter.style !== 'letter'));
  return parts;
}

/** 抄送 in 四号, between rules where the paper is no 函 (版记). */
function copied(to: string, ruled: boolean): Paragraph {
  const rule = { style: BorderStyle.SINGLE, size: 6, space: 4 };
  return paragraph(`抄送：${to}`, 'body', sizes.四号, {
    indent: { left: characters(1), right: characters(1) },
    ...(ruled ? { border: { top: rule, bottom: rule } } : {}),
  });
}
