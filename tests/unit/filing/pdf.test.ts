import { PDFDocument, PDFString } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { composeF07 } from '../../../electron/filing/f07/compose';
import { renderPdf, type PdfPage } from '../../../electron/filing/render/pdf';
import { composeSignoff } from '../../../electron/filing/signoff/compose';
import { sampleF07, sampleSignoff } from './sample';

const fontUrls = { serif: 'app://font/serif', serifBold: 'app://font/serifBold', sans: 'app://font/sans' };
const rowsPerPage = 9;

/** Prints a page for every nine rows of the html, with the links that stand on it; what it was given is kept. */
function printer() {
  const calls: { html: string; page: PdfPage }[] = [];
  return {
    calls,
    printPdf: async (html: string, page: PdfPage) => {
      calls.push({ html, page });
      const file = await PDFDocument.create();
      const laidOver = html.match(/class="over /g)?.length;
      const rows = html.split('<tbody>').at(-1)!.split('<tr').slice(1);
      for (let at = 0; at < (laidOver ?? Math.ceil(rows.length / rowsPerPage)); at += 1) {
        const sheet = file.addPage([1191, 842]);
        sheet.drawSquare();
        for (const row of rows.slice(at * rowsPerPage, (at + 1) * rowsPerPage)) {
          const url = /href="(row:\d+)"/.exec(row)?.[1];
          if (url === undefined) continue;
          const link = { Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 1, 1], A: { S: 'URI', URI: PDFString.of(url) } };
          sheet.node.addAnnot(file.context.register(file.context.obj(link)));
        }
      }
      return file.save();
    },
  };
}

const numbersOf = (html: string): number[] =>
  [...html.matchAll(/<tr><td class="center">(?:<a class="mark" href="row:\d+"><\/a>)?(\d+)<\/td>/g)].map(([, number]) => Number(number));

describe('a pdf', () => {
  it('lays page numbers, running head and mark over the pages of a register', async () => {
    const { printPdf, calls } = printer();
    const head = { draft: false, number: 'F07-2026-001', auditHead: 'abc', generatedBy: '本件由安责台生成，版本 0.1' };
    await renderPdf(composeF07(sampleF07(1), head), { fontUrls, printPdf });
    const [paper, over] = calls.map(({ html }) => html);
    expect(calls).toHaveLength(2);
    expect(calls[0]!.page.paper).toEqual({ size: 'A3', orientation: 'landscape', margins: { top: 12, right: 10, bottom: 14, left: 10 } });
    expect(paper).not.toContain('编号：');
    expect(over).toContain('第 1 页 共 1 页');
    expect(over).toContain('本件由安责台生成，版本 0.1');
    expect(over).toMatch(/内蒙古北方重型装备制造有限责任公司 · [^<]* · 单位：条　　编号：F07-2026-001<\/span><span>校验码 abc/);
    expect(over).toContain('size:420mm 297mm');
  });

  it('prints a long register in parts that nobody sees', async () => {
    const { printPdf, calls } = printer();
    const shares: number[] = [];
    const paper = composeF07(sampleF07(1000), { draft: false, number: 'F07-2026-001' });
    const bytes = await renderPdf(paper, { fontUrls, printPdf, onProgress: (share) => shares.push(share) });
    const parts = calls.map(({ html }) => numbersOf(html)).filter((rows) => rows.length > 10);
    expect(parts.length).toBeGreaterThan(2);
    // Each part begins with the row that stood first on the last page of the former.
    for (const [at, rows] of parts.slice(1).entries()) {
      const before = parts[at]!;
      expect(before.at(-1)! - rows[0]! + 1).toBe(before.length % rowsPerPage || rowsPerPage);
    }
    expect(parts.at(-1)!.at(-1)).toBe(1000);
    const pages = (await PDFDocument.load(bytes)).getPages();
    expect(pages.length - 1).toBe(Math.ceil(1000 / rowsPerPage));
    expect(pages.filter(({ node }) => node.Annots()?.size())).toEqual([]);
    expect(calls.at(-1)!.html).toContain(`第 ${pages.length} 页 共 ${pages.length} 页`);
    expect(shares.at(-1)).toBe(1);
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
  });

  it('ends where the work is cancelled between two parts', async () => {
    const { printPdf, calls } = printer();
    const paper = composeF07(sampleF07(1000), { draft: true });
    const printed = renderPdf(paper, {
      fontUrls,
      printPdf: (html, page) => (calls.length === 2 ? Promise.reject(new Error('cancelled')) : printPdf(html, page)),
    });
    await expect(printed).rejects.toThrow('cancelled');
    expect(calls).toHaveLength(2);
  });

  it('numbers forms in the middle and keeps their structure', async () => {
    const { printPdf, calls } = printer();
    await renderPdf(composeSignoff(sampleSignoff(6), { draft: true }), { fontUrls, printPdf });
    expect(calls.map(({ page }) => page.tagged)).toEqual([true, false]);
    expect(calls[0]!.html).not.toContain('class="draft"');
    expect(calls[1]!.html).toMatch(/class="foot middle"[^>]*>第 1 页 共 \d 页/);
    expect(calls[1]!.html).toContain('class="draft"');
  });
});
