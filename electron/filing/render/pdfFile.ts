import { PDFArray, PDFDict, PDFDocument, PDFName, PDFString, type PDFObject, type PDFRef } from '@cantoo/pdf-lib';

export const loadPdf = (bytes: Uint8Array): Promise<PDFDocument> => PDFDocument.load(bytes, { updateMetadata: false });

/** Page objects stay readable as they are for whoever counts them. */
export const savePdf = (file: PDFDocument): Promise<Uint8Array> => file.save({ useObjectStreams: false, updateFieldAppearances: false });

/** Where on the pages something stands: the page, counted from 0, and how high on it, in points. */
export interface PdfPlace {
  page: number;
  top: PDFObject;
}

/** Finds places by the names under which Chromium writes down what links point to. */
export function placesIn(file: PDFDocument): (name: string) => PdfPlace | undefined {
  const places = file.catalog.lookupMaybe(PDFName.of('Dests'), PDFDict);
  const pages = new Map(file.getPages().map((page, index) => [page.ref, index]));
  return (name) => {
    const place = places?.lookup(PDFName.of(name));
    if (!(place instanceof PDFArray)) return undefined;
    const page = pages.get(place.get(0) as PDFRef);
    return page === undefined ? undefined : { page, top: place.get(3) };
  };
}

/** The page, counted from 0, on which the first link to each address stands. */
export function linkPages(file: PDFDocument): Map<string, number> {
  const pages = new Map<string, number>();
  for (const [index, page] of file.getPages().entries()) {
    for (const annotation of page.node.Annots()?.asArray() ?? []) {
      const action = file.context.lookupMaybe(annotation, PDFDict)?.lookupMaybe(PDFName.of('A'), PDFDict);
      const url = action?.lookupMaybe(PDFName.of('URI'), PDFString)?.asString();
      if (url !== undefined && !pages.has(url)) pages.set(url, index);
    }
  }
  return pages;
}
