/** Electron as a renderer only, for pdfs of the terminal: jobs come in as lines of JSON, answers go out as lines of JSON. */
import { app } from 'electron';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { PdfPage } from './filing/render/pdf';
import { createShell } from './shell';

export interface PrintJob {
  id: number;
  html: string;
  page: PdfPage;
  pdf: string;
}

app.on('window-all-closed', () => {});
void app.whenReady().then(() => {
  const shell = createShell(process.env['ANZE_ROOT'] ?? app.getAppPath());
  const lines = createInterface({ input: process.stdin });
  const say = (answer: { id: number; error?: string }) => process.stdout.write(`${JSON.stringify(answer)}\n`);
  lines.on('line', (line) => {
    const { id, html, page, pdf } = JSON.parse(line) as PrintJob;
    shell.printPdf(readFileSync(html, 'utf8'), page).then(
      (bytes) => {
        writeFileSync(pdf, bytes);
        say({ id });
      },
      (cause: unknown) => say({ id, error: String(cause) }),
    );
  });
  lines.on('close', () => app.quit());
  say({ id: 0 });
});
