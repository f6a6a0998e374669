import type { PaperFormat } from '../filing/document';

export interface PrintRequest { html: string; paper: PaperFormat; headerTemplate: string; footerTemplate: string }

/** What only Electron's main process (or a stand-in in the terminal and in tests) can do for the engine. */
export interface Shell {
  printPdf(request: PrintRequest): Promise<Uint8Array>;
  /** Absolute path, null when the user cancels. */
  chooseFolder(title: string): Promise<string | null>;
  chooseFiles(title: string, extensions: readonly string[]): Promise<string[]>;
  chooseSave(title: string, name: string): Promise<string | null>;
  /** Opens a file or folder with the system's program. */
  openPath(path: string): Promise<void>;
}

/** A shell that refuses everything, for hosts without windows. */
export const noShell: Shell = {
  printPdf: () => Promise.reject(new Error('no printer')),
  chooseFolder: () => Promise.resolve(null),
  chooseFiles: () => Promise.resolve([]),
  chooseSave: () => Promise.resolve(null),
  openPath: () => Promise.resolve(),
};
