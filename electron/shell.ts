import { app, BrowserWindow, dialog, session, shell as system, type Session } from 'electron';
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fontUrls } from './fonts';
import { fontAnswer, notFound, served, serveScheme } from './scheme';
import type { MainShell, PrintFile } from './workspace/shell';

const titles: Record<string, string> = {
  open: '打开工作区文件夹',
  create: '选择存放工作区的文件夹',
  intake: '选择要导入的文件',
  attachment: '选择要附上的文件',
  photos: '选择存放照片的文件夹',
  restoreFiles: '选择可能有这些文件的文件夹',
  save: '保存到',
  asImported: '选择存放导回工作簿的文件夹',
  giveBack: '选择存放带“问题”列的表的文件夹',
  round: '选择存放分发表的文件夹',
  roundCollect: '选择交回的确认表',
  appraisal: '选择存放考核表的文件夹',
  appraisalCollect: '选择交回的考核表',
  submission: '选择存放送件包的文件夹',
  archive: '选择导出文件',
  copies: '选择另一份工作区',
  restore: '选择 .anze 导出文件或 anze.db',
  restoreFrom: '选择存有备份的 U 盘、文件夹或工作区',
  backupTarget: '选择放第二份备份的磁盘或文件夹',
};

/** What only Electron's main process can do for the engine: printToPDF, dialogs, the system's programs. */
export function createShell(root: string): MainShell {
  app.on('browser-window-created', (_, window) => {
    window.once('closed', () => {
      if (BrowserWindow.getAllWindows().every((other) => other === printing)) closePrinting();
    });
  });
  return {
    print: (job) => inTurn(() => print(job, root)),
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
/** One paper at a time: the printing session serves the paper at hand only. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}

/** Hidden and kept for a while: opening one takes longer than printing a page. */
let printing: BrowserWindow | undefined;
let idle: NodeJS.Timeout | undefined;
const keptFor = 60_000;

const closePrinting = () => {
  clearTimeout(idle);
  printing?.destroy();
  printing = undefined;
};

/** The file that is printed now and its address, each time another. */
let paper: { html: string; url: string } | undefined;
let printed = 0;
/** A paper shows itself, pictures that it carries and our fonts. */
const paperPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src app://font; frame-ancestors 'none'";

/** A session that has the paper at hand (`app://print/<number>`) and our fonts, and nothing else. */
function printingSession(root: string): Session {
  const printing = session.fromPartition('print');
  if (printing.protocol.isProtocolHandled('app')) return printing;
  serveScheme(printing, {
    print: (name) => (paper?.url === `app://print/${name}` ? served(paper.html, { 'Content-Security-Policy': paperPolicy }) : notFound()),
    font: fontAnswer(root),
  });
  const fonts = Object.values(fontUrls);
  printing.webRequest.onBeforeRequest(({ url }, callback) =>
    callback({ cancel: !(url === paper?.url || url.startsWith('data:') || fonts.includes(url)) }),
  );
  return printing;
}

/** A hidden, sandboxed, script-free window of a session of its own. It goes with the last window that a person sees. */
function printingWindow(root: string): BrowserWindow {
  clearTimeout(idle);
  if (printing && !printing.isDestroyed() && !printing.webContents.isCrashed()) return printing;
  closePrinting();
  printing = new BrowserWindow({
    show: false,
    webPreferences: {
      session: printingSession(root),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      // Or a window that nobody sees is laid out when there is nothing else to do.
      backgroundThrottling: false,
    },
  });
  return printing;
}

const askAgainAfter = 15;
const longestWait = 30_000;

/**
 * The fonts of a page are asked for when it is first laid out, and print takes whatever is there by then, on a busy machine
 * a stand-in: so the page is laid out and its fonts are waited for. Its own scripts stay off; it is asked from outside.
 */
async function fontsLoaded({ webContents: { debugger: inspector } }: BrowserWindow): Promise<void> {
  if (!inspector.isAttached()) inspector.attach('1.3');
  const until = Date.now() + longestWait;
  while (Date.now() < until) {
    const { result } = (await inspector.sendCommand('Runtime.evaluate', {
      expression: 'document.body.offsetHeight, document.fonts.status',
    })) as {
      result: { value?: string };
    };
    if (result.value === 'loaded') return;
    await pause(askAgainAfter);
  }
}

/** Prints a file into another; its page can reach nothing but itself and our fonts. */
async function print({ html, page, pdf }: PrintFile, root: string): Promise<void> {
  const { paper: sheet, tagged } = page;
  const window = printingWindow(root);
  printed += 1;
  paper = { html, url: `app://print/${printed}` };
  try {
    await window.loadURL(paper.url);
    await fontsLoaded(window);
    const bytes = await window.webContents.printToPDF({
      pageSize: sheet.size,
      landscape: sheet.orientation === 'landscape',
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: tagged,
      generateDocumentOutline: tagged,
    });
    await writeFile(pdf, bytes);
  } catch (cause) {
    closePrinting();
    throw cause;
  } finally {
    paper = undefined;
    idle = setTimeout(closePrinting, keptFor);
    idle.unref();
  }
}
