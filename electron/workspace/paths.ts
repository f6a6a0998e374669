import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { NamedFile } from '../../db/query/namedFile';
import { safeFileName } from './file';

/** A workspace is a folder; these are its parts. */
export interface WorkspacePaths {
  folder: string;
  database: string;
  attachments: string;
  filings: string;
  /** Papers printed to be looked at; may be emptied at any time. */
  previews: string;
  /** Small pictures of attachments; may be emptied at any time. */
  thumbnails: string;
  backups: string;
  lock: string;
  /** Where it exists the folder is a copy for investigators, which is only looked at. */
  investigation: string;
}

export const workspacePaths = (folder: string): WorkspacePaths => ({
  folder,
  database: path.join(folder, 'anze.db'),
  attachments: path.join(folder, 'attachments'),
  filings: path.join(folder, 'filings'),
  previews: path.join(folder, 'previews'),
  thumbnails: path.join(folder, 'thumbnails'),
  backups: path.join(folder, 'backups'),
  lock: path.join(folder, 'anze.lock'),
  investigation: path.join(folder, 'investigation.json'),
});

/** Where the bytes of an attachment lie: `attachments/ab/abcdef…`. */
export const attachmentFile = (attachments: string, sha256: string): string => path.join(attachments, sha256.slice(0, 2), sha256);

/** Where the zip of a hand-over is kept: under its hash. */
export const volumeFile = ({ filings }: Pick<WorkspacePaths, 'filings'>, sha256: string): string => path.join(filings, `${sha256}.zip`);

/** Where a file lies that something in the workspace names. */
export function namedPath(paths: Pick<WorkspacePaths, 'attachments' | 'filings'>, { kind, sha256, name }: NamedFile): string {
  if (kind === 'filing') return path.join(paths.filings, path.basename(name));
  return kind === 'volume' ? volumeFile(paths, sha256) : attachmentFile(paths.attachments, sha256);
}

/** The small picture of an attachment. */
export const thumbnailFile = (thumbnails: string, sha256: string): string => `${attachmentFile(thumbnails, sha256)}.webp`;

/** A printed preview, by the hash that `filing.pages` answers. */
export const previewFile = (previews: string, sha256: string): string => path.join(previews, `${sha256}.pdf`);

/** The same folder by whatever spelling, link or mapped drive. */
export function sameFolder(a: string, b: string): boolean {
  try {
    return a === b || realpathSync.native(a) === realpathSync.native(b);
  } catch {
    return false;
  }
}

/** A place for a new workspace of this name among the others of the machine, where nothing stands yet. */
export function freeFolder(home: string, name: string): string {
  const base = path.join(home, 'workspaces', safeFileName(name.trim()));
  for (let i = 1; ; i += 1) {
    const folder = i === 1 ? base : `${base}-${i}`;
    if (!existsSync(folder)) return folder;
  }
}
