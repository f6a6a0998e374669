import path from 'node:path';

/** A workspace is a folder; these are its parts. */
export interface WorkspacePaths {
  folder: string;
  database: string;
  attachments: string;
  filings: string;
  /** Papers printed to be looked at; may be emptied at any time. */
  previews: string;
  backups: string;
  lock: string;
}

export const workspacePaths = (folder: string): WorkspacePaths => ({
  folder,
  database: path.join(folder, 'anze.db'),
  attachments: path.join(folder, 'attachments'),
  filings: path.join(folder, 'filings'),
  previews: path.join(folder, 'previews'),
  backups: path.join(folder, 'backups'),
  lock: path.join(folder, 'anze.lock'),
});

/** Where the bytes of an attachment lie: `attachments/ab/abcdef…`. */
export const attachmentFile = (attachments: string, sha256: string): string => path.join(attachments, sha256.slice(0, 2), sha256);

/** A printed preview, by the hash that `filing.pages` answers. */
export const previewFile = (previews: string, sha256: string): string => path.join(previews, `${sha256}.pdf`);
