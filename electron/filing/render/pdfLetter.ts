import { PDFHexString, PDFName, type PDFDocument } from '@cantoo/pdf-lib';
import type { Letter } from '../document';
import { chapterId, renderHtml, type HtmlOptions } from './html';
import { chaptersOf, hasContents, type ChapterPages } from './layout';
import { loadPdf, placesIn, type PdfPlace } from './pdfFile';

/** Prints html without margins of its own to pdf. */
type Print = (html: string) => Promise<Uint8Array>;

/**
 * A letter as pages, and how many of them stand before the first that is numbered. Its text is printed first; then it is known on which
 * page each chapter stands, so that cover and contents can be printed.
 */
export async function letterPages(letter: Letter, options: HtmlOptions, print: Print): Promise<{ file: PDFDocument; unnumbered: number }> {
  const file = await bodyPages(letter, options, print);
  const chapters = chaptersIn(file, letter);
  let unnumbered = 0;
  if (letter.cover || hasContents(letter)) {
    const front = await loadPdf(await print(renderHtml(letter, { ...options, part: 'front', chapterPages: numbersOf(chapters) })));
    const copies = await file.copyPages(front, front.getPageIndices());
    for (const [index, page] of copies.entries()) file.insertPage(index, page);
    unnumbered = copies.length;
  }
  outline(
    file,
    chapters.filter((chapter) => chapter !== undefined),
    unnumbered,
  );
  return { file, unnumbered };
}

/** On which pages the chapters of a letter stand, by the numbers that they bear. */
export const chapterPages = async (letter: Letter, options: HtmlOptions, print: Print): Promise<ChapterPages> =>
  numbersOf(chaptersIn(await bodyPages(letter, options, print), letter));

const bodyPages = async (letter: Letter, options: HtmlOptions, print: Print): Promise<PDFDocument> =>
  loadPdf(await print(renderHtml(letter, { ...options, part: 'body' })));
const numbersOf = (chapters: readonly (Chapter | undefined)[]): ChapterPages => chapters.map((chapter) => chapter && chapter.page + 1);

interface Chapter extends PdfPlace {
  title: string;
}

/** The chapters in order. */
function chaptersIn(file: PDFDocument, letter: Letter): (Chapter | undefined)[] {
  const placeOf = placesIn(file);
  return chaptersOf(letter).map((title, index) => {
    const place = placeOf(chapterId(index));
    return place && { title, ...place };
  });
}

/** The chapters as bookmarks beside the pages. */
function outline(file: PDFDocument, chapters: readonly Chapter[], unnumbered: number): void {
  if (chapters.length === 0) return;
  const { context, catalog } = file;
  const root = context.nextRef();
  const refs = chapters.map(() => context.nextRef());
  for (const [index, { title, page, top }] of chapters.entries()) {
    const item = context.obj({ Parent: root, Dest: [file.getPage(unnumbered + page).ref, 'XYZ', null, top, null] });
    item.set(PDFName.of('Title'), PDFHexString.fromText(title));
    if (index > 0) item.set(PDFName.of('Prev'), refs[index - 1]!);
    if (index < refs.length - 1) item.set(PDFName.of('Next'), refs[index + 1]!);
    context.assign(refs[index]!, item);
  }
  context.assign(root, context.obj({ Type: 'Outlines', First: refs[0]!, Last: refs.at(-1)!, Count: refs.length }));
  catalog.set(PDFName.of('Outlines'), root);
}
