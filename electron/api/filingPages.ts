import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { id } from '../../db/domain/field';
import { getFiling } from '../../db/query/filing';
import { compose, gather } from '../filing/compose';
import { filingRequest } from '../filing/request';
import type { Document } from '../filing/document';
import { shortened } from '../filing/shorten';
import { writeFileSafely } from '../workspace/file';
import { previewFile } from '../workspace/paths';
import { notFound } from './failure';
import { bytesOf } from './paper';
import { task, type TaskScene } from './procedure';

/**
 * A draft or an issued paper as it is printed, page by page: the page fetches the pdf at `app://paper/<sha256>`. Printed once for each
 * document; of an issued paper the kept pdf is shown where there is one.
 */
export const pages = task(z.union([z.object({ request: filingRequest }), z.object({ id })]), async (scene, asked) => {
  if ('request' in asked)
    return printed(
      scene,
      compose(
        scene.db.snapshot(() => gather(scene, asked.request)),
        { draft: true },
      ),
    );
  const filing = getFiling(scene.db, asked.id);
  if (!filing) throw notFound('filing');
  const kept = keptPdf(scene, asked.id);
  return kept === null ? printed(scene, JSON.parse(filing.document) as Document) : { sha256: keep(scene, kept) };
});

async function printed(scene: TaskScene, document: Document): Promise<{ sha256: string }> {
  const shown = shortened(document, 'pages');
  // Another edition of the application may draw the same document differently.
  const sha256 = hash('sha256', `${scene.version} ${JSON.stringify(shown)}`, 'hex');
  const file = previewFile(scene.paths.previews, sha256);
  if (existsSync(file)) utimesSync(file, new Date(scene.now), new Date(scene.now));
  else {
    scene.signal.throwIfAborted();
    const bytes = await bytesOf(scene, shown, 'pdf');
    dropOldest(scene.paths.previews);
    writeFileSafely(file, bytes);
  }
  return { sha256 };
}

/** The pdf that was made when the paper was handed out, while it is as it was. */
function keptPdf({ db, paths }: TaskScene, filingId: string): Uint8Array | null {
  const kept = db.get<{ name: string; sha256: string }>(
    `SELECT name, sha256 FROM filingFile WHERE filingId = ? AND format = 'pdf' AND formId IS NULL ORDER BY createdAt DESC LIMIT 1`,
    [filingId],
  );
  const file = kept && path.join(paths.filings, kept.name);
  if (!kept || !file || !existsSync(file)) return null;
  const bytes = readFileSync(file);
  return hash('sha256', bytes, 'hex') === kept.sha256 ? bytes : null;
}

function keep({ paths }: TaskScene, bytes: Uint8Array): string {
  const sha256 = hash('sha256', bytes, 'hex');
  const file = previewFile(paths.previews, sha256);
  if (!existsSync(file)) {
    dropOldest(paths.previews);
    writeFileSafely(file, bytes);
  }
  return sha256;
}

const mostPreviews = 40;

/** Makes room for one more: what was looked at long ago is printed again when it is wanted. */
function dropOldest(folder: string): void {
  if (!existsSync(folder)) return;
  const files = readdirSync(folder).map((name) => path.join(folder, name));
  if (files.length < mostPreviews) return;
  const byAge = files.map((file) => ({ file, at: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 })).sort((a, b) => a.at - b.at);
  for (const { file } of byAge.slice(0, files.length - mostPreviews + 1)) rmSync(file, { force: true });
}
