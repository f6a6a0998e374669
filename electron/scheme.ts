import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pictureType } from '../db/domain/attachment';
import { fontFile } from './fonts';

/** Must run before `ready`. `codeCache` lets Chromium keep compiled scripts of our own scheme. */
export function prepareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true } },
  ]);
}

/** What a host of `app://<host>/<name>` answers to a name, which comes as it was asked for. */
type Answer = (name: string) => Response | Promise<Response>;

/** Serves `app:` in a session, read-only; what no host answers is not there. */
export function serveScheme(session: Session, hosts: Readonly<Record<string, Answer>>): void {
  session.protocol.handle('app', (request) => {
    const { host, pathname } = new URL(request.url);
    if (request.method !== 'GET' || !Object.hasOwn(hosts, host)) return notFound();
    return hosts[host]!(pathname.slice(1));
  });
}

export const notFound = (): Response => new Response(null, { status: 404 });

/** `app://font/<name>`: a font of papers, to the page and to what is printed. */
export const fontAnswer =
  (root: string): Answer =>
  (name) => {
    const file = fontFile(root, name);
    return file === undefined ? notFound() : served(file, { 'Content-Type': 'font/ttf', 'Access-Control-Allow-Origin': '*' });
  };

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
export async function served(file: string, extra: Readonly<Record<string, string>> = {}): Promise<Response> {
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
