import { app, BrowserWindow, protocol, screen, session, shell } from 'electron';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pictureType } from '../db/domain/attachment';
import { attachmentFile, previewFile, thumbnailFile } from './workspace/paths';

const origin = 'app://anze';
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' app://attachment app://thumbnail data: blob:; font-src 'self' app://font; connect-src 'self' app://paper app://attachment; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const developmentServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];

/** Our own page: the app scheme, or the development server while there is one. */
export const isOwnPage = (url: string): boolean =>
  url.startsWith(`${origin}/`) || (developmentServer !== undefined && url.startsWith(`${new URL(developmentServer).origin}/`));

const isDevelopment = (url: string): boolean => developmentServer !== undefined && new URL(url).host === new URL(developmentServer).host;

/** Must run before `ready`. `codeCache` lets Chromium keep compiled scripts of our own scheme. */
export function prepareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true } },
  ]);
}

interface WindowPlace {
  width: number;
  height: number;
  x?: number;
  y?: number;
  maximized?: boolean;
}

/** Where served files that are not part of the page come from. */
interface Served {
  attachments(): string | null;
  previews(): string | null;
  thumbnails(): string | null;
  font(name: string): string | undefined;
}

/** The only BrowserWindow that shows the application: sandboxed, isolated, never navigating, never opening another. */
export function createWindow(served: Served): BrowserWindow {
  serveOwnScheme(served);
  session.defaultSession.setPermissionRequestHandler((_contents, permission, callback) =>
    callback(permission === 'clipboard-sanitized-write'),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
  // The policy of the page forbids it already; here nothing leaves the machine whatever page is shown.
  const remote = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*'];
  session.defaultSession.webRequest.onBeforeRequest({ urls: remote }, ({ url }, callback) => callback({ cancel: !isDevelopment(url) }));
  const { maximized, ...place } = readPlace();
  const window = new BrowserWindow({
    ...place,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: '安责台',
    backgroundColor: '#f8f9fa',
    autoHideMenuBar: true,
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      // Compiled code is kept from the first load on: it decides how soon the list is usable.
      v8CacheOptions: 'bypassHeatCheck',
    },
  });
  window.removeMenu();
  window.webContents.setWindowOpenHandler(({ url }) => {
    if (isTrustedLink(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
  window.webContents.on('will-navigate', (event) => event.preventDefault());
  window.webContents.on('will-attach-webview', (event) => event.preventDefault());
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('close', () => writePlace(window));
  void window.loadURL(developmentServer ?? `${origin}/index.html`);
  return window;
}

/** Links the system's browser may open; nothing else ever leaves the application. */
const trustedHosts = new Set(['www.mem.gov.cn', 'flk.npc.gov.cn', 'www.gov.cn', 'std.samr.gov.cn', 'openstd.samr.gov.cn']);
export function isTrustedLink(url: string): boolean {
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'https:' && trustedHosts.has(parsed.hostname);
  } catch {
    return false;
  }
}

/** `app://anze/…` is the built page, `app://attachment/<sha256>` an attachment, `app://thumbnail/<sha256>` its small picture, `app://font/<name>` a font of papers, `app://paper/<sha256>` a printed paper; all read-only. */
function serveOwnScheme({ attachments, previews, thumbnails, font }: Served): void {
  const pages = path.join(import.meta.dirname, '../renderer');
  protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url);
    if (request.method !== 'GET') return notFound();
    if (host === 'attachment') {
      const folder = attachments();
      const name = pathname.slice(1);
      if (folder === null || !/^[0-9a-f]{64}$/.test(name)) return notFound();
      // Whatever was attached: it is shown, it never runs. The page reads the bytes of pictures and pdf to draw them.
      return served(attachmentFile(folder, name), {
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'Access-Control-Allow-Origin': origin,
      });
    }
    if (host === 'thumbnail') {
      const folder = thumbnails();
      const name = pathname.slice(1);
      if (folder === null || !/^[0-9a-f]{64}$/.test(name)) return notFound();
      return served(thumbnailFile(folder, name), {});
    }
    if (host === 'paper') {
      const folder = previews();
      const name = pathname.slice(1);
      if (folder === null || !/^[0-9a-f]{64}$/.test(name)) return notFound();
      return served(previewFile(folder, name), { 'Content-Type': 'application/pdf', 'Access-Control-Allow-Origin': '*' });
    }
    if (host === 'font') {
      const file = font(pathname.slice(1));
      return file === undefined ? notFound() : served(file, { 'Content-Type': 'font/ttf', 'Access-Control-Allow-Origin': '*' });
    }
    const file = path.normalize(path.join(pages, decoded(pathname)));
    if (host !== 'anze' || !file.startsWith(pages + path.sep)) return notFound();
    return served(file, { 'Content-Security-Policy': contentSecurityPolicy });
  });
}

const notFound = (): Response => new Response(null, { status: 404 });

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

/** The bytes of a file; 404 where there is none. Read at once: with `net.fetch` it would pass through another process first. */
async function served(file: string, extra: Readonly<Record<string, string>>): Promise<Response> {
  try {
    const bytes = await readFile(file);
    const type = contentTypes[path.extname(file)] ?? pictureType(bytes);
    return new Response(bytes, {
      headers: { ...(type === undefined ? {} : { 'Content-Type': type }), 'X-Content-Type-Options': 'nosniff', ...extra },
    });
  } catch {
    return notFound();
  }
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return '';
  }
}

const placeFile = (): string => path.join(app.getPath('userData'), 'window.json');

/** Size and place of last time, if that place is still on a screen. */
function readPlace(): WindowPlace {
  const fallback = { width: 1280, height: 800 };
  try {
    const place = JSON.parse(readFileSync(placeFile(), 'utf8')) as WindowPlace;
    if (!(place.width >= 1024 && place.height >= 640)) return fallback;
    const visible = screen
      .getAllDisplays()
      .some(
        ({ workArea }) =>
          (place.x ?? 0) + place.width > workArea.x + 100 &&
          (place.x ?? 0) < workArea.x + workArea.width - 100 &&
          (place.y ?? 0) >= workArea.y &&
          (place.y ?? 0) < workArea.y + workArea.height - 60,
      );
    return visible ? place : { ...fallback, maximized: place.maximized ?? false };
  } catch {
    return fallback;
  }
}

function writePlace(window: BrowserWindow): void {
  try {
    mkdirSync(app.getPath('userData'), { recursive: true });
    writeFileSync(placeFile(), JSON.stringify({ ...window.getNormalBounds(), maximized: window.isMaximized() }));
  } catch {
    // Forgetting the window's place is harmless.
  }
}
