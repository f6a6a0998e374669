import type { PDFDocumentLoadingTask, PDFDocumentProxy, RenderTask } from 'pdfjs-dist';

/** Size of a page in CSS pixels as it is printed. */
export interface PageSize {
  width: number;
  height: number;
}

/** A printed paper that is open to be looked at. */
export interface OpenPdf {
  pages: number;
  /** Size of a page, counted from 0. */
  size(page: number): Promise<PageSize>;
  /** Draws a page `width` CSS pixels wide; nothing where it was cancelled meanwhile. */
  draw(page: number, width: number, signal: AbortSignal): Promise<HTMLCanvasElement | null>;
  close(): void;
}

/** CSS pixels are 96 to the inch, points of a pdf 72. */
const perPoint = 96 / 72;
/** More a canvas does not take. */
const mostPixels = 16_000_000;

/** Opens a pdf of our own: read and drawn in workers, so that the window goes on answering. The legacy build knows what our oldest runtime does not. */
export async function openPdf(bytes: ArrayBuffer): Promise<OpenPdf> {
  const [{ getDocument, GlobalWorkerOptions }, reader, drawer] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'),
    import('pdfjs-dist/legacy/build/pdf.renderer.min.mjs?url'),
  ]);
  GlobalWorkerOptions.workerSrc = reader.default;
  GlobalWorkerOptions.rendererSrc = drawer.default;
  // Our papers carry their fonts and need no decoder that the security policy would refuse.
  keepFontsOut();
  const task: PDFDocumentLoadingTask = getDocument({ data: new Uint8Array(bytes), useWasm: false, useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  return {
    pages: document.numPages,
    size: async (page) => {
      const { width, height } = (await document.getPage(page + 1)).getViewport({ scale: perPoint });
      return { width, height };
    },
    draw: (page, width, signal) => draw(document, page, width, signal),
    close: () => void task.destroy(),
  };
}

async function draw(document: PDFDocumentProxy, number: number, width: number, signal: AbortSignal): Promise<HTMLCanvasElement | null> {
  const page = await document.getPage(number + 1);
  const whole = page.getViewport({ scale: 1 });
  const wanted = (width * window.devicePixelRatio) / whole.width;
  const scale = Math.min(wanted, Math.sqrt(mostPixels / (whole.width * whole.height)));
  const viewport = page.getViewport({ scale });
  if (signal.aborted) return null;
  const canvas = window.document.createElement('canvas');
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  const work: RenderTask = page.render({ canvas, viewport });
  signal.addEventListener('abort', () => work.cancel(), { once: true });
  return work.promise.then(
    () => canvas,
    (cause: unknown) => {
      if (signal.aborted) return null;
      throw cause;
    },
  );
}

/**
 * Papers are drawn in a worker with fonts of its own. The library registers each with this page as well, for text laid over the drawing, which
 * we have not; and each one lays out the whole page anew.
 */
function keepFontsOut(): void {
  const { fonts } = document;
  if (Object.hasOwn(fonts, 'add')) return;
  const add = fonts.add.bind(fonts);
  fonts.add = (face) => (/^g_d\d+_f\d+/.test(face.family) ? fonts : add(face));
}
