import { BrowserWindow, dialog, session, shell as system } from 'electron';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import type { PrintRequest, Shell } from './workspace/shell';

const titles: Record<string, string> = { open: '打开工作区文件夹', create: '选择存放工作区的文件夹' };

/** What only Electron's main process can do for the engine: printToPDF, dialogs, the system's programs. */
export function createShell(resources: string): Shell {
  return {
    printPdf: (request) => printPdf(request, resources),
    chooseFolder: async (title) => {
      const { filePaths } = await dialog.showOpenDialog({ title: titles[title] ?? title, properties: ['openDirectory', 'createDirectory'] });
      return filePaths[0] ?? null;
    },
    chooseFiles: async (title, extensions) => {
      const { filePaths } = await dialog.showOpenDialog({ title, properties: ['openFile', 'multiSelections'], filters: [{ name: extensions.join(', '), extensions: [...extensions] }] });
      return filePaths;
    },
    chooseSave: async (title, name) => (await dialog.showSaveDialog({ title, defaultPath: name })).filePath || null,
    openPath: async (file) => {
      const fault = await system.openPath(file);
      if (fault) throw new Error(fault);
    },
  };
}

const pageSizes = { A4: { width: 8.27, height: 11.69 }, A3: { width: 11.69, height: 16.54 } };

/** Prints in a hidden, sandboxed, script-free window of a session of its own that can reach nothing but our fonts. */
async function printPdf({ html, paper, headerTemplate, footerTemplate }: PrintRequest, resources: string): Promise<Uint8Array> {
  const quiet = session.fromPartition('print');
  const fonts = pathToFileURL(path.join(resources, 'fonts')).toString();
  quiet.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !(details.url.startsWith('data:') || details.url.startsWith(fonts) || details.url.startsWith('file:') && details.resourceType === 'mainFrame') }));
  const window = new BrowserWindow({ show: false, webPreferences: { session: quiet, sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false } });
  const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-print-'));
  try {
    const file = path.join(folder, 'paper.html');
    writeFileSync(file, html);
    await window.loadFile(file);
    return await window.webContents.printToPDF({
      pageSize: pageSizes[paper.size], landscape: paper.orientation === 'landscape', printBackground: true, preferCSSPageSize: true,
      displayHeaderFooter: true, headerTemplate, footerTemplate, generateTaggedPDF: true, generateDocumentOutline: true,
    });
  } finally {
    window.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}
