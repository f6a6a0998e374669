import { app, BrowserWindow, screen, session, shell } from 'electron';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fontAnswer, notFound, served, serveScheme } from './scheme';
import { attachmentFile, previewFile, thumbnailFile } from './workspace/paths';

const origin = 'app://anze';
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' app://attachment app://thumbnail data: blob:; font-src 'self' app://font; connect-src 'self' app://paper app://attachment; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const developmentServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];

/** Our own page: the app scheme, or the development server while there is one. */
export const isOwnPage = (url: string): boolean =>
  url.startsWith(`${origin}/`) || (developmentServer !== undefined && url.startsWith(`${new URL(developmentServer).origin}/`));

/** The development server, while there is one. */
export const isDevelopment = (url: string): boolean =>
  developmentServer !== undefined && new URL(url).host === new URL(developmentServer).host;

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
  /** Folder of the application's resources. */
  root: string;
}

/** The only BrowserWindow that shows the application: sandboxed, isolated, never navigating, never opening another. */
export function createWindow(served: Served): BrowserWindow {
  serveOwnScheme(served);
  session.defaultSession.setPermissionRequestHandler((_contents, permission, callback) =>
    callback(permission === 'clipboard-sanitized-write'),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
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

/** `app://anze/…` is the built page, `app://attachment/<sha256>` an attachment, `app://thumbnail/<sha256>` its small picture, `app://paper/<sha256>` a printed paper. */
function serveOwnScheme({ attachments, previews, thumbnails, root }: Served): void {
  const pages = path.join(import.meta.dirname, '../renderer');
  /** A file that lies under the hash of its content; not there while nobody may see the workspace. */
  const kept =
    (folderNow: () => string | null, fileOf: (folder: string, sha256: string) => string, headers: Readonly<Record<string, string>> = {}) =>
    (name: string) => {
      const folder = folderNow();
      return folder === null || !/^[0-9a-f]{64}$/.test(name) ? notFound() : served(fileOf(folder, name), headers);
    };
  serveScheme(session.defaultSession, {
    anze: (name) => {
      const file = path.normalize(path.join(pages, decoded(name)));
      return file.startsWith(pages + path.sep) ? served(file, { 'Content-Security-Policy': contentSecurityPolicy }) : notFound();
    },
    // Whatever was attached: it is shown, it never runs. The page reads the bytes of pictures and pdf to draw them.
    attachment: kept(attachments, attachmentFile, {
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Access-Control-Allow-Origin': origin,
    }),
    thumbnail: kept(thumbnails, thumbnailFile),
    paper: kept(previews, previewFile, { 'Content-Type': 'application/pdf', 'Access-Control-Allow-Origin': '*' }),
    font: fontAnswer(root),
  });
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
