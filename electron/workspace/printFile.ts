import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PrintPdf } from '../filing/render/pdf';
import type { PrintFile } from './shell';

/** Prints html from file to file, so that the printing process neither takes nor gives what is large. */
export const printThroughFiles =
  (print: (job: PrintFile) => Promise<void>): PrintPdf =>
  async (html, page) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'anze-print-'));
    try {
      const job = { html: path.join(folder, 'paper.html'), page, pdf: path.join(folder, 'paper.pdf') };
      await writeFile(job.html, html);
      await print(job);
      return await readFile(job.pdf);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
