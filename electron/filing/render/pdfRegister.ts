import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import type { Register, RegisterSection } from '../document';
import { htmlSection, wholeOf } from './htmlRegister';
import { rowUrl, type TablePart } from './htmlTable';
import { isTallRow, registerMargins, textWidthMm } from './layout';
import { linkPages, loadPdf } from './pdfFile';

/** So many cells are printed at once: more would hold up the window, and ten thousand rows are more than Chromium prints at all. */
const cellsAtOnce = 9_000;
const fewestRows = 40;
const cellsOf = ({ table }: RegisterSection): number => Math.max(1, table.rows.length) * table.columns.length;

/** Prints the body of a page to pdf. */
type PrintBody = (body: string) => Promise<Uint8Array>;

/**
 * The pages of a register, some hundred rows at a time. Nobody sees where: the last page of a part is dropped, and the next part begins
 * with the row that stood first on it. `onProgress` hears what part of the register is printed.
 */
export async function registerPages(
  { head, sections }: Register,
  print: PrintBody,
  onProgress: (share: number) => void = () => {},
): Promise<PDFDocument> {
  const width = textWidthMm(head.paper, registerMargins);
  const all = sections.reduce((sum, section) => sum + cellsOf(section), 0);
  const batches = batchesOf(sections);
  let cells = 0;
  // Tags of Chromium do not outlive a copy.
  if (batches.length === 1 && all <= cellsAtOnce) return loadPdf(await print(wholly(sections, width)));
  const file = await PDFDocument.create({ updateMetadata: false });
  file.setTitle(head.title);
  file.setAuthor(head.enterprise);
  const take = async (printed: PDFDocument, count: number, done: number) => {
    const pages = await file.copyPages(
      printed,
      Array.from({ length: count }, (_, page) => page),
    );
    for (const page of pages) {
      page.node.delete(PDFName.of('Annots'));
      file.addPage(page);
    }
    onProgress((cells + done) / all);
  };
  for (const batch of batches) {
    const size = batch.reduce((sum, section) => sum + cellsOf(section), 0);
    if (size <= cellsAtOnce) {
      const printed = await loadPdf(await print(wholly(batch, width)));
      await take(printed, printed.getPageCount(), size);
    } else {
      for await (const { printed, count, row } of partsOf(batch[0]!, width, print))
        await take(printed, count, row * batch[0]!.table.columns.length);
    }
    cells += size;
  }
  return file;
}

const wholly = (sections: readonly RegisterSection[], width: number): string =>
  sections.map((section) => htmlSection(section, wholeOf(section, width))).join('\n');

/** Sections that are printed at once; a large one stands alone. */
function batchesOf(sections: readonly RegisterSection[]): RegisterSection[][] {
  const batches: RegisterSection[][] = [];
  let room = 0;
  for (const section of sections) {
    const cells = cellsOf(section);
    if (batches.length > 0 && cells <= room) batches.at(-1)!.push(section);
    else {
      batches.push([section]);
      room = cellsAtOnce;
    }
    room -= cells;
  }
  return batches;
}

/** A large section in parts: so many pages of each count, and the next begins with `row`. */
async function* partsOf(
  section: RegisterSection,
  width: number,
  print: PrintBody,
): AsyncGenerator<{ printed: PDFDocument; count: number; row: number }> {
  const { look, to: all } = wholeOf(section, width);
  const usual = Math.max(fewestRows, Math.floor(cellsAtOnce / section.table.columns.length));
  let rows = usual;
  for (let from = 0; from < all;) {
    const part = { from, to: Math.min(all, from + rows), look };
    const printed = await loadPdf(await print(htmlSection(section, part)));
    const cut = part.to === all ? { count: printed.getPageCount(), row: all } : lastCleanCut(printed, section, part);
    // Every page goes on with a row of the former: there is no place to cut yet.
    if (cut === null) rows *= 2;
    else {
      yield { printed, ...cut };
      from = cut.row;
      rows = usual;
    }
  }
}

/** The last page that begins with a row; none that goes on with what the former began. */
function lastCleanCut(
  printed: PDFDocument,
  { table }: RegisterSection,
  { from, to, look }: TablePart,
): { count: number; row: number } | null {
  const pageOf = linkPages(printed);
  for (let row = to - 1; row > from; row -= 1) {
    const count = pageOf.get(rowUrl(row));
    const before = pageOf.get(rowUrl(row - 1));
    if (count === undefined || before === undefined) return null;
    if (before < count && !isTallRow(table.rows[row - 1]!, look.widths, look.points)) return { count, row };
  }
  return null;
}
