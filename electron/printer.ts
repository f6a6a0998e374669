/** Electron as a renderer only, for pdfs of the terminal: jobs come in as lines of JSON, answers go out as lines of JSON. */
import { app } from 'electron';
import { createInterface } from 'node:readline';
import { guardPages } from './guard';
import { prepareScheme } from './scheme';
import { createShell } from './shell';
import type { PrintFile } from './workspace/shell';

export interface PrintJob extends PrintFile {
  id: number;
}

prepareScheme();
guardPages();
app.on('window-all-closed', () => {});
void app.whenReady().then(() => {
  const shell = createShell(process.env['ANZE_ROOT'] ?? app.getAppPath());
  const lines = createInterface({ input: process.stdin });
  const say = (answer: { id: number; error?: string }) => process.stdout.write(`${JSON.stringify(answer)}\n`);
  lines.on('line', (line) => {
    const { id, ...job } = JSON.parse(line) as PrintJob;
    shell.print(job).then(
      () => say({ id }),
      (cause: unknown) => say({ id, error: String(cause) }),
    );
  });
  lines.on('close', () => app.quit());
  say({ id: 0 });
});
