import type { PdfPage, PrintPdf } from '../filing/render/pdf';

/** A page of html in a file, to be printed into another file. */
export interface PrintFile {
  html: string;
  page: PdfPage;
  pdf: string;
}

/** What only Electron's main process (or a stand-in in the terminal and in tests) can do for the engine. */
export interface Shell {
  printPdf: PrintPdf;
  /** Absolute path, null when the user cancels. */
  chooseFolder(title: string): Promise<string | null>;
  chooseFiles(title: string, extensions: readonly string[]): Promise<string[]>;
  chooseSave(title: string, name: string): Promise<string | null>;
  /** Opens a file or folder with the system's program. */
  openPath(path: string): Promise<void>;
}

/** The same on the side of the main process, through which nothing large passes: it prints from file to file. */
export type MainShell = Omit<Shell, 'printPdf'> & { print(job: PrintFile): Promise<void> };

/** A shell that refuses everything, for hosts without windows. */
export const noShell: Shell = {
  printPdf: () => Promise.reject(new Error('no printer')),
  chooseFolder: () => Promise.resolve(null),
  chooseFiles: () => Promise.resolve([]),
  chooseSave: () => Promise.resolve(null),
  openPath: () => Promise.resolve(),
};
