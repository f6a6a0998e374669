import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { filingFormats, type FilingCode, type FilingFormat } from '../../db/domain/filing/filing';
import { id, text } from '../../db/domain/field';
import { withoutMetadata } from '../../db/domain/map/exif';
import { getFiling } from '../../db/query/filing';
import type { Row } from '../../db/tables';
import { fontUrls } from '../fonts';
import { compose, gather } from '../filing/compose';
import { paperOf } from '../filing/papers';
import { filingRequest } from '../filing/request';
import type { Document, Letter, Register, RegisterSection } from '../filing/document';
import { renderDocx } from '../filing/render/docx';
import { hasContents, type ChapterPages } from '../filing/render/layout';
import { printedChapterPages, renderPdf, type PdfOptions } from '../filing/render/pdf';
import { renderXlsx } from '../filing/render/xlsx';
import { filePages } from '../filing/render/pages';
import { pictureData, readAttachment } from '../workspace/attachment';
import { safeFileName, writeFileSafely } from '../workspace/file';
import { notFound, refuse } from './failure';
import { task, type TaskScene } from './procedure';

const extensions: Record<FilingFormat, string> = { xlsx: '.xlsx', docx: '.docx', pdf: '.pdf' };

/** Renders an issued paper from its frozen document, keeps the bytes in `filings/` and, when asked, copies them to `file`. */
export const render = task(
  z.object({ id, format: z.enum(filingFormats), file: z.string().max(2000).nullable() }),
  async (scene, { id, format, file }) => {
    const { row, bytes, name } = await rendered(scene, id, format, (share) => scene.progress(share, 'render'));
    const target = file === null ? null : await copyTo(scene, file, name, bytes);
    return { number: row.number, name, size: bytes.length, file: target };
  },
);

/** A 送审稿 at any time, marked as such; `file` empty asks the user where. */
export const renderDraft = task(
  z.object({ request: filingRequest, format: z.enum(filingFormats), file: z.string().max(2000) }),
  async (scene, { request, format, file }) => {
    requireFormat(request.code, format);
    const dossier = scene.db.snapshot(() => gather(scene, request));
    if (dossier.schema === 'f33@1' && dossier.cards.length === 0) throw refuse('cardNone', 'selection');
    const document = compose(dossier, { draft: true });
    const bytes = await bytesOf(scene, document, format, (share) => scene.progress(share, 'render'));
    return { file: await copyTo(scene, file, safeFileName(`${document.head.title}（送审稿）${extensions[format]}`), bytes) };
  },
);

function required(scene: TaskScene, id: string): Row<'filing'> {
  const row = getFiling(scene.db, id);
  if (!row) throw notFound('filing');
  return row;
}

/** The kept bytes where this paper was rendered before, so that two copies never differ; else rendered and kept. */
export async function rendered(
  scene: TaskScene,
  id: string,
  format: FilingFormat,
  onProgress?: (share: number) => void,
): Promise<{ row: Row<'filing'>; bytes: Uint8Array; name: string; document: Document }> {
  const row = required(scene, id);
  requireFormat(row.code as FilingCode, format);
  const document = JSON.parse(row.document) as Document;
  const kept = scene.db.get<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM filingFile WHERE filingId = ? AND format = ? AND formId IS NULL ORDER BY createdAt DESC LIMIT 1',
    [id, format],
  );
  const keptFile = kept && path.join(scene.paths.filings, kept.name);
  if (kept && keptFile && existsSync(keptFile)) {
    const bytes = readFileSync(keptFile);
    if (hash('sha256', bytes, 'hex') === kept.sha256) return { row, bytes, name: kept.name, document };
  }
  const bytes = await bytesOf(scene, document, format, onProgress);
  const name = safeFileName(`${row.number} ${row.title}${extensions[format]}`);
  writeFileSafely(path.join(scene.paths.filings, name), bytes);
  const file = { format, name, sha256: hash('sha256', bytes, 'hex'), size: bytes.length, pages: filePages(format, bytes) };
  await scene.run('filing.recordFile', { filingId: id, ...file });
  return { row, bytes, name, document };
}

function requireFormat(code: FilingCode, format: FilingFormat): void {
  if (!paperOf[code].formats.includes(format)) throw refuse('format', 'format', { code, formats: paperOf[code].formats.join('、') });
}

/** A paper in one of its formats; `onProgress` hears what part of a long print is done. */
export async function bytesOf(
  scene: TaskScene,
  document: Document,
  format: FilingFormat,
  onProgress?: (share: number) => void,
): Promise<Uint8Array> {
  switch (format) {
    case 'xlsx':
      if (document.type === 'letter' && document.sheets) return renderXlsx(workbookOf(document, document.sheets));
      if (document.type !== 'register') throw refuse('format', 'format', { code: document.head.code, formats: 'docx、pdf' });
      return renderXlsx(document);
    case 'docx':
      if (document.type !== 'register' && document.type !== 'letter')
        throw refuse('format', 'format', { code: document.head.code, formats: 'pdf' });
      return renderDocx(document, {
        pictureOf: (sha256) => picture(scene, sha256, document.head),
        chapterPages: document.type === 'letter' && hasContents(document) ? await chapterPagesOf(scene, document) : [],
      });
    case 'pdf':
      return renderPdf(document, { ...printing(scene, document), onProgress });
  }
}

/** Sheets of a letter as a paper of their own. */
const workbookOf = ({ head }: Letter, sections: readonly RegisterSection[]): Register => ({
  type: 'register',
  head: { ...head, paper: { size: 'A3', orientation: 'landscape' } },
  sections,
});

/** What a paper is printed with. */
const printing = (scene: TaskScene, { head }: Document): PdfOptions => ({
  printPdf: (html, page) => {
    scene.signal.throwIfAborted();
    return scene.shell.printPdf(html, page);
  },
  fontUrls,
  pictureUrl: (sha256) => {
    const bytes = picture(scene, sha256, head);
    return bytes && pictureData(bytes);
  },
  signUrl: scene.content.signUrl,
});

/** Where there is nothing to print with, Word fills the pages in. */
async function chapterPagesOf(scene: TaskScene, letter: Letter): Promise<ChapterPages> {
  try {
    return await printedChapterPages(letter, printing(scene, letter));
  } catch {
    scene.signal.throwIfAborted();
    return [];
  }
}

/** Bytes of a kept picture without what a camera wrote into it: its position goes to nobody. @throws INVALID for an issued paper whose picture is gone */
function picture({ paths }: TaskScene, sha256: string, { draft }: Document['head']): Uint8Array | null {
  const bytes = readAttachment(paths, sha256) ?? null;
  if (bytes !== null) return withoutMetadata(bytes);
  if (draft) return null;
  throw refuse('imageGone', 'format');
}

/** Where a file ends up; an empty target asks the user, who may cancel (null). A folder gets the proposed name. */
export async function copyTo(scene: TaskScene, target: string, name: string, bytes: Uint8Array): Promise<string | null> {
  const file = target === '' ? await scene.shell.chooseSave('save', name) : target.endsWith(path.sep) ? path.join(target, name) : target;
  if (file === null) return null;
  writeFileSafely(file, bytes);
  return file;
}

/** Opens a kept file with the system's program. */
export const openKept = task(z.object({ name: text(300).min(1) }), async (scene, { name }) => {
  const file = path.join(scene.paths.filings, path.basename(name));
  if (!existsSync(file)) throw notFound('file');
  await scene.shell.openPath(file);
  return null;
});
