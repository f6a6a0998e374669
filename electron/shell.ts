import { BrowserWindow, dialog, session, shell as system } from 'electron';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PdfPage } from './filing/render/pdf';
import { fontFileUrls } from './fonts';
import type { Shell } from './workspace/shell';

const titles: Record<string, string> = {
  open: '打开工作区文件夹',
  create: '选择存放工作区的文件夹',
  intake: '选择要导入的文件',
  attachment: '选择要附上的文件',
  save: '保存到',
  asImported: '选择存放导回工作簿的文件夹',
  giveBack: '选择存放带“问题”列的表的文件夹',
  round: '选择存放分发表的文件夹',
  roundCollect: '选择交回的确认表',
};

/** What only Electron's main process can do for the engine: printToPDF, dialogs, the system's programs. */
export function createShell(root: string): Shell {
  const fonts = fontFileUrls(root);
  return {
    printPdf: (html, page) => inTurn(() => printPdf(html, page, Object.values(fonts))),
    fontUrls: () => Promise.resolve(fonts),
    chooseFolder: async (title) => {
      const { filePaths } = await dialog.showOpenDialog({
        title: titles[title] ?? title,
        properties: ['openDirectory', 'createDirectory'],
      });
      return filePaths[0] ?? null;
    },
    chooseFiles: async (title, extensions) => {
      const { filePaths } = await dialog.showOpenDialog({
        title: titles[title] ?? title,
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: extensions.join(', '), extensions: [...extensions] }],
      });
      return filePaths;
    },
    chooseSave: async (title, name) => (await dialog.showSaveDialog({ title: titles[title] ?? title, defaultPath: name })).filePath || null,
    openPath: async (file) => {
      const fault = await system.openPath(file);
      if (fault) throw new Error(fault);
    },
  };
}

let last: Promise<unknown> = Promise.resolve();
/** One paper at a time: the printing session allows the requests of the paper at hand only. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}

/** Prints in a hidden, sandboxed, script-free window of a session of its own that can reach nothing but our fonts. */
async function printPdf(html: string, { paper, headerTemplate, footerTemplate }: PdfPage, fonts: readonly string[]): Promise<Uint8Array> {
  const quiet = session.fromPartition('print');
  const folder = mkdtempSync(path.join(tmpdir(), 'anze-print-'));
  const file = path.join(folder, 'paper.html');
  const own = new Set([...fonts, pathToFileURL(file).toString()]);
  quiet.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !(url.startsWith('data:') || own.has(url)) }));
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: quiet, sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  });
  try {
    writeFileSync(file, html);
    await window.loadFile(file);
    return await window.webContents.printToPDF({
      pageSize: paper.size,
      landscape: paper.orientation === 'landscape',
      printBackground: true,
      preferCSSPageSize: true,
      displayHeaderFooter: true,
      headerTemplate,
      footerTemplate,
      // Tags of ten thousand cells make a register ten times as large.
      generateTaggedPDF: paper.orientation === 'portrait',
      generateDocumentOutline: true,
    });
  } finally {
    window.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}
