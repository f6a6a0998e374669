import type {
  Block,
  CellValue,
  Column,
  Document,
  DocumentHead,
  Fact,
  Letter,
  Orientation,
  PaperFormat,
  RegisterSection,
  Signature,
  Table,
} from '../document';
import { longDate } from '../../../db/domain/period';
import { lineCount, printable, textWidth } from './text';
import { titleLines } from './title';

/** A text cell at the 90th percentile should not fill more lines than this; its column grows instead. */
const comfortableLines = 8;
/** Nor the longest cell more than this, as far as there is room. */
const mostLines = 27;
const mostGrowth = 3;
/** Room beside the text of a cell, in fullwidth characters. */
export const cellPadding = 0.8;
/** Smallest print of a table in points; columns do not grow beyond what it allows. */
const smallestPrint = { register: 6.5, letter: 8 } as const;

/** Width between the margins in mm. */
export const textWidthMm = (paper: PaperFormat, margins: { readonly left: number; readonly right: number }): number =>
  paperSize(paper).width - margins.left - margins.right;

const sheets = { A4: [210, 297], A3: [297, 420], A2: [420, 594] } as const;

/** Paper in mm, as it lies. */
export function paperSize({ size, orientation }: PaperFormat): { width: number; height: number } {
  const [short, long] = sheets[size];
  return orientation === 'portrait' ? { width: short, height: long } : { width: long, height: short };
}

export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Margins of a register in mm: as much room for columns as office printers reach. */
export const registerMargins = { top: 12, right: 10, bottom: 14, left: 10 } as const;
/** Margins of a letter in mm (GB/T 9704-2012 5.1). */
export const letterMargins = { top: 37, right: 26, bottom: 35, left: 28 } as const;
/** Margins of a form in mm. */
export const formMargins = { top: 22, right: 18, bottom: 20, left: 20 } as const;
/** Margins of the landscape pages inside a letter: the paper turned by a quarter. */
export const turnedMargins = { top: 28, right: 25, bottom: 26, left: 25 } as const;

/** Words of a cell as every renderer prints them. */
export function cellText(value: CellValue): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : printable(value);
}

/**
 * Column widths in fullwidth characters: the wished ones, grown where the texts would make towers, as far as the print
 * stays legible on `widthMm` of paper.
 */
export function columnWidths(table: Table, widthMm: number, kind: keyof typeof smallestPrint): number[] {
  const wished = table.columns.map((column) => Math.max(column.width, headWidth(column)));
  const growth = table.columns.map((column, index) => {
    if ((column.kind ?? 'text') !== 'text' || column.hidden) return 0;
    const widths = Float64Array.from(table.rows, (row) => textWidth(cellText(row[index] ?? null))).sort();
    const usual = widths[Math.floor(widths.length * 0.9)] ?? 0;
    const longest = widths.at(-1) ?? 0;
    return Math.min(wished[index]! * mostGrowth, Math.max(wished[index]!, usual / comfortableLines, longest / mostLines)) - wished[index]!;
  });
  const room = points(widthMm) / smallestPrint[kind] - sum(wished) - cellPadding * wished.length;
  const share = Math.min(1, Math.max(0, room / Math.max(sum(growth), 0.01)));
  return wished.map((width, index) => width + growth[index]! * share);
}

/** Few rows stay on one page; of a longer table only its total never stands alone. */
export const isShortTable = ({ rows, tall = false }: Table): boolean => !tall && rows.length <= 6;

const points = (mm: number): number => (mm / 25.4) * 72;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Print size in points with which so many columns fit on the width, half a point at a time. */
export function printSize(widths: readonly number[], widthMm: number, largest = 12): number {
  const fits = points(widthMm) / sum(widths.map((width) => width + cellPadding));
  return Math.max(6.5, Math.min(largest, Math.floor(fits * 2) / 2));
}

/** Rows higher than this many mm may go on over the next page: kept whole they would leave most of a page empty, or not fit on any. */
const tallRow = 110;
/** Whether a row of a table in print of so many points is as high as half a page. */
export const isTallRow = (row: readonly CellValue[], widths: readonly number[], size: number): boolean =>
  row.some((value, index) => {
    const most = points(tallRow) / (size * 1.35);
    // Only what is longer than so many lines is worth measuring.
    return typeof value === 'string' && value.length > most && lineCount(value, widths[index]!) > most;
  });

/** A head may take three lines, no more. */
const headWidth = (column: Column): number => Math.ceil(textWidth(column.title) / 3);

export interface HeadCell {
  text: string;
  from: number;
  columns: number;
  rows: 1 | 2;
}

/** Columns with titles broken evenly where they are narrow; for print, as a sheet is read back by its heads. */
export const brokenTitles = (columns: readonly Column[], widths: readonly number[]): Column[] =>
  columns.map((column, index) => ({
    ...column,
    title: titleLines(column.title, Math.max(2, widths[index]! + cellPadding * 0.7)).join('\n'),
  }));

/** Head cells row by row: one row, or two when columns are grouped. */
export function headRows(columns: readonly Column[]): HeadCell[][] {
  if (!columns.some((column) => column.group)) return [columns.map((column, from) => ({ text: column.title, from, columns: 1, rows: 1 }))];
  const upper: HeadCell[] = [];
  const lower: HeadCell[] = [];
  columns.forEach((column, from) => {
    if (!column.group) return void upper.push({ text: column.title, from, columns: 1, rows: 2 });
    const last = upper.at(-1);
    if (last && last.rows === 1 && last.text === column.group && last.from + last.columns === from) last.columns += 1;
    else upper.push({ text: column.group, from, columns: 1, rows: 1 });
    lower.push({ text: column.title, from, columns: 1, rows: 1 });
  });
  return [upper, lower];
}

/** How a cell lies when its column does not say: short things in the middle, sentences at the left. */
export const alignOf = (column: Column): 'left' | 'center' | 'right' =>
  column.align ?? (column.kind === undefined || column.kind === 'text' ? 'left' : 'center');

/** `label：value` of a fact; a blank to write on where the value is empty. */
export const factText = ({ label, value }: Fact): string => `${label}：${value === '' ? '　　　　' : printable(value)}`;

/** Facts that need more than half a line take one of their own; in fullwidth characters. */
const halfLine = 13;
const isShort = ({ value }: Fact): boolean => textWidth(value) <= halfLine && !printable(value).includes('\n');

/** Facts line by line: two where both are short, else one. */
export function factRows(facts: readonly Fact[]): (readonly [Fact] | readonly [Fact, Fact])[] {
  const rows: (readonly [Fact] | readonly [Fact, Fact])[] = [];
  for (let index = 0; index < facts.length; index += 1) {
    const first = facts[index]!;
    const second = facts[index + 1];
    if (second && isShort(first) && isShort(second)) {
      rows.push([first, second]);
      index += 1;
    } else rows.push([first]);
  }
  return rows;
}

/** Short texts side by side, as many to a line as its width (in fullwidth characters) holds. */
export function packLines(texts: readonly string[], width: number, gap = '　　　　'): string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(last + gap + text) <= width) lines[lines.length - 1] = last + gap + text;
    else lines.push(text);
  }
  return lines;
}

const blankName = '　　　　　　';
const blankDate = '　　　年　　月　　日';

/** The line of a signature with room for the pen, e.g. `审核人（签字）：　　　　 日期：　　年　月　日`. */
export function signatureText({ label, name, seal, date }: Signature): string {
  const place = `${label}${seal ? '（公章）' : ''}：${name ? printable(name) : blankName}`;
  return date ? `${place}　　日期：${blankDate}` : place;
}

/** Date of a paper in words, blank to be written by hand while nobody confirmed one. */
export const paperDate = (head: DocumentHead): string => (head.compiledOn ? longDate(head.compiledOn) : blankDate);

/**
 * What stands small over each page: whose paper it is and its number at the left, 送审稿 or the beginning of the audit hash at the right. An official
 * letter bears its 发文字号 alone (GB/T 9704).
 */
export function headerLine(head: DocumentHead): { left: string; right: string } {
  if (head.code === 'F40') return { left: '', right: head.draft ? '送审稿' : '' };
  return {
    left: [head.running, head.number && `编号：${head.number}`].filter((part) => part).join('　　'),
    right: head.draft ? '送审稿' : head.auditHead ? `校验码 ${head.auditHead.slice(0, 8)}` : '',
  };
}

/** Blocks of a letter between two starts of a page of another orientation. */
export interface PageRun {
  orientation: Orientation;
  blocks: Block[];
}

/** Whether it is a 函 in the 信函格式 of GB/T 9704-2012 10.1. */
export const isPlainLetter = ({ letterhead, style }: Letter): boolean => letterhead !== undefined && style === 'letter';
/** The 信函格式 in mm: its first page begins higher, its rules are longer than the lines and keep off the lower edge. */
export const plainLetter = { top: 30, rule: 170, ruleGap: 4, lower: 20 } as const;
/** How far the rules reach beyond the text on either side, in mm. */
export const beyond = {
  left: letterMargins.left - (210 - plainLetter.rule) / 2,
  right: letterMargins.right - (210 - plainLetter.rule) / 2,
} as const;

/** Numbers of the pages on which chapters stand, in their order; undefined where nobody knows. */
export type ChapterPages = readonly (number | undefined)[];

export const hasContents = ({ blocks }: Letter): boolean => blocks.some(({ type }) => type === 'contentsList');

/** What the list of contents names, in order: first headings and annexes. */
export const chaptersOf = ({ blocks }: Letter): string[] =>
  blocks.flatMap((block) => {
    if (block.type === 'attachment') return [`${block.label}　${block.title}`];
    return block.type === 'heading' && block.level === 1 ? [block.text] : [];
  });

/** Whoever signs a workbook signs it once: the same places to sign do not stand on its further sheets again. */
export function signedOnce(sections: readonly RegisterSection[]): RegisterSection[] {
  const seen = new Set<string>();
  return sections.map(({ signatures, ...section }) => {
    const key = JSON.stringify(signatures ?? []);
    if (!signatures || seen.has(key)) return section;
    seen.add(key);
    return { ...section, signatures };
  });
}

/** Size in mm of a picture `wished` mm wide on a page with so much room, in its own proportions. */
export function pictureSize(pixels: { width: number; height: number }, wished: number, room: number): { width: number; height: number } {
  const width = Math.min(wished, room, (tallestPicture * pixels.width) / pixels.height);
  return { width, height: (width * pixels.height) / pixels.width };
}
/** At the edge where a seal goes across all pages. */
export const seamWords = '骑缝处';
/** In the place of a picture whose file is missing. */
export const pictureGone = '（图片文件不在工作区里）';
/** A picture with its caption stands on any page of a letter, the turned ones too. */
export const tallestPicture = 120;

/** Margins of the pages of a paper that lie this way. */
export function marginsOf(paper: Document, orientation: Orientation): Margins {
  if (paper.type !== 'letter') return registerMargins;
  if (paper.form) return formMargins;
  return orientation === paper.head.paper.orientation ? letterMargins : turnedMargins;
}

/** Letters are printed on both sides: their page numbers stand outside. Other papers say 第 1 页 共 3 页. */
export const isNumberedOutside = (paper: Document): paper is Letter => paper.type === 'letter' && !paper.form;

/** Splits a letter's blocks where the paper turns; the list of contents stands before them all. */
export function pageRuns({ head, blocks }: Letter): PageRun[] {
  const runs: PageRun[] = [{ orientation: head.paper.orientation, blocks: [] }];
  for (const block of blocks) {
    if (block.type === 'contentsList') continue;
    const turned = block.type === 'attachment' ? (block.orientation ?? head.paper.orientation) : runs.at(-1)!.orientation;
    if (turned !== runs.at(-1)!.orientation) runs.push({ orientation: turned, blocks: [] });
    runs.at(-1)!.blocks.push(block);
  }
  return runs.filter((run, index) => index === 0 || run.blocks.length > 0);
}

/**
 * Lines of 署名 and 成文日期 with their indents from the right in characters: the date four characters in, the name
 * centred over it (GB/T 9704-2012 7.3.5.1); a long name is broken and stands two characters in.
 */
export function closingLines(sender: string, date: string): { text: string; indent: number }[] {
  const lines = [...titleLines(sender, 22), date];
  const axis = Math.max(4 + textWidth(date) / 2, ...lines.map((line) => 2 + textWidth(line) / 2));
  return lines.map((text) => ({ text, indent: Math.max(0, axis - textWidth(text) / 2) }));
}

/** 发文机关标志: as large as the line holds, at most 42 pt, broken evenly when it would be smaller than 24 pt. */
export function letterheadLines(name: string): { lines: string[]; points: number } {
  const points = Math.max(24, Math.min(42, Math.floor(letterheadWidth / textWidth(printable(name)))));
  return { lines: titleLines(name, letterheadWidth / points), points };
}
const letterheadWidth = 440;

/** Lines of the list 附件：; a single one has no number (GB/T 9704-2012 7.3.4). */
export const attachmentLines = (attachments: readonly string[]): string[] =>
  attachments.map((title, index) => (attachments.length === 1 ? title : `${index + 1}．${title}`));

/** So many of the last annexes in the list stay with the signature below it. */
export const annexesSigned = 2;
/**
 * Whether the body of a letter may end on the page before its signature: the list of annexes that follows it has nothing to be signed
 * below, or enough lines to go with the signature, which never stands alone on a page.
 */
export const isApart = ({ attachments = [], sender }: Letter): boolean => attachments.length >= (sender === undefined ? 1 : annexesSigned);
