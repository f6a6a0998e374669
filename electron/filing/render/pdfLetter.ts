import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, type PDFObject, type PDFPage, type PDFRef } from '@cantoo/pdf-lib';
import type { Letter } from '../document';
import { chapterId, renderHtml, type HtmlOptions } from './html';
import { overHtml } from './htmlOver';
import { chaptersOf, hasContents } from './layout';

const mm = (points: number): number => (points / 72) * 25.4;

/** Prints html without margins of its own to pdf. */
type Print = (html: string) => Promise<Uint8Array>;
const load = (bytes: Uint8Array) => PDFDocument.load(bytes, { updateMetadata: false });

/**
 * A letter as pdf. Its text is printed first; then it is known on which page each chapter stands, so that cover and contents can be
 * printed, and how many pages lie which way, so that numbers, running heads and marks can be laid over them.
 */
export async function numberedPdf(letter: Letter, options: HtmlOptions, print: Print): Promise<Uint8Array> {
  const file = await load(await print(renderHtml(letter, { ...options, part: 'body' })));
  const chapters = chaptersIn(file, letter);
  const numbered = file.getPages();
  if (letter.cover || hasContents(letter)) {
    const front = await frontOf(letter, options, chapters, numbered, print);
    const copies = await file.copyPages(front, front.getPageIndices());
    for (const [index, page] of copies.entries()) file.insertPage(index, page);
  }
  const pages = file.getPages();
  const laid = pages.map((page) => {
    const number = numbered.indexOf(page) + 1;
    return { width: mm(page.getWidth()), height: mm(page.getHeight()), ...(number > 0 ? { number } : {}) };
  });
  const over = await load(await print(overHtml(letter, laid, options.fontUrls)));
  const drawn = await file.embedPages(over.getPages());
  for (const [index, page] of pages.entries()) page.drawPage(drawn[index]!);
  outline(
    file,
    chapters.filter((chapter) => chapter !== undefined),
  );
  // Page objects stay readable as they are for whoever counts them.
  return file.save({ useObjectStreams: false, updateFieldAppearances: false });
}

/** Where a chapter begins: its page and how high on it, in points. */
interface Chapter {
  title: string;
  page: PDFPage;
  top: PDFObject;
}

async function frontOf(
  letter: Letter,
  options: HtmlOptions,
  chapters: readonly (Chapter | undefined)[],
  numbered: readonly PDFPage[],
  print: Print,
): Promise<PDFDocument> {
  const chapterPages = chapters.map((chapter) => chapter && numbered.indexOf(chapter.page) + 1);
  return load(await print(renderHtml(letter, { ...options, part: 'front', chapterPages })));
}

/** The chapters in order, found by the names under which Chromium writes down what links point to. */
function chaptersIn(file: PDFDocument, letter: Letter): (Chapter | undefined)[] {
  const places = file.catalog.lookupMaybe(PDFName.of('Dests'), PDFDict);
  const pages = new Map(file.getPages().map((page) => [page.ref, page]));
  return chaptersOf(letter).map((title, index) => {
    const place = places?.lookup(PDFName.of(chapterId(index)));
    if (!(place instanceof PDFArray)) return undefined;
    const page = pages.get(place.get(0) as PDFRef);
    return page && { title, page, top: place.get(3) };
  });
}

/** The chapters as bookmarks beside the pages. */
function outline({ context, catalog }: PDFDocument, chapters: readonly Chapter[]): void {
  if (chapters.length === 0) return;
  const root = context.nextRef();
  const refs = chapters.map(() => context.nextRef());
  for (const [index, { title, page, top }] of chapters.entries()) {
    const item = context.obj({ Parent: root, Dest: [page.ref, 'XYZ', null, top, null] });
    item.set(PDFName.of('Title'), PDFHexString.fromText(title));
    if (index > 0) item.set(PDFName.of('Prev'), refs[index - 1]!);
    if (index < refs.length - 1) item.set(PDFName.of('Next'), refs[index + 1]!);
    context.assign(refs[index]!, item);
  }
  context.assign(root, context.obj({ Type: 'Outlines', First: refs[0]!, Last: refs.at(-1)!, Count: refs.length }));
  catalog.set(PDFName.of('Outlines'), root);
}
