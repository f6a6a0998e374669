import ExcelJS from 'exceljs';
import mammoth from 'mammoth';
import { pdfPages } from './pdf';

/** What a reader sees, however blanks, lines and hyphens are set. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\s\u200b]/g, '')
    .replaceAll('\u2011', '-')
    .replaceAll('\u2015', '\u2014');

/** Texts of a docx or xlsx, one for each paragraph or cell, read by libraries that did not write it. */
export async function piecesOf(format: 'docx' | 'xlsx', bytes: Buffer): Promise<string[]> {
  const texts = format === 'docx' ? await docxTexts(bytes) : await xlsxTexts(bytes);
  return texts.map(plain).filter((text) => text !== '');
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };

async function docxTexts(bytes: Buffer): Promise<string[]> {
  const { value } = await mammoth.convertToHtml({ buffer: bytes });
  return value
    .replaceAll(/<br ?\/?>/g, '')
    .replaceAll(/<\/?(?:strong|em|a|u|s|sup|sub)\b[^>]*>/g, '')
    .split(/<[^>]+>/)
    .map((text) => text.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity]!));
}

async function xlsxTexts(bytes: Buffer): Promise<string[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  const texts: string[] = [];
  for (const sheet of workbook.worksheets)
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.isMerged && cell.master.address !== cell.address) return;
        texts.push(cell.value instanceof Date ? cell.value.toISOString().slice(0, 10) : cell.text);
      }),
    );
  return texts;
}

/** The 目录 of a report says its headings once more. */
function withoutContents(pieces: readonly string[]): readonly string[] {
  const at = pieces.indexOf('目录');
  if (at < 0) return pieces;
  const first = pieces[at + 1]!.replace(/\d+$/, '');
  return [...pieces.slice(0, at), ...pieces.slice(Math.max(pieces.indexOf(first, at + 2), at + 1))];
}

/** What stands on the pages of a pdf beside the text: page numbers, number of the paper, marks of the seal. */
const furniture = /第\d+[页⻚]共\d+[页⻚]|[—―]\d+[—―]|(?<!文件)编号：[A-Z]+\d*-\d{4}-\d{3}|校验码[0-9a-f]+|骑缝[章处]?/g;

/**
 * What one format says and the other does not. Heads of tables come again on every page of a pdf. A piece is looked for as a
 * whole: a cell that goes on over a page would be told, so this is for papers without such.
 * @param running words over the pages of a register
 */
export async function differingWords(
  said: readonly string[],
  pdf: Buffer,
  running: readonly string[],
): Promise<{ missing: string[]; besides: string[] }> {
  const pages = (await pdfPages(pdf)).map(({ text }) => plain(text));
  let rest = pages
    .filter((text) => !text.startsWith('目录'))
    .map((text) => running.reduce((left, words) => left.replaceAll(words, ''), text).replaceAll(furniture, ''))
    .join('');
  const missing: string[] = [];
  const found = Map.groupBy(withoutContents(said), (piece) => piece);
  for (const [piece, times] of [...found].toSorted(([a], [b]) => b.length - a.length)) {
    // A figure may stand within another one: figures are compared as one heap below.
    if (isFigure(piece)) continue;
    for (const _ of times) {
      const at = rest.indexOf(piece);
      if (at < 0) missing.push(piece);
      else rest = `${rest.slice(0, at)}\n${rest.slice(at + piece.length)}`;
    }
    if (isHead(piece)) rest = rest.replaceAll(piece, '\n');
  }
  const figures = (text: string): string => [...text.replaceAll(/[^\d.]/g, '')].toSorted().join('');
  const stated = figures([...found].flatMap(([piece, times]) => (isFigure(piece) ? times : [])).join(''));
  if (figures(rest) !== stated) missing.push(`figures ${stated} for ${figures(rest)}`);
  return { missing, besides: rest.split('\n').filter((text) => !/^[LECS\d.]*$/.test(text)) };
}

const isFigure = (piece: string): boolean => /^[\d.]+$/.test(piece);
/** What may come again over every page of a table. */
const isHead = (piece: string): boolean => piece.length > 1 && piece.length <= 12 && /\p{Script=Han}/u.test(piece);
