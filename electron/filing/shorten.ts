import type { Document } from './document';

/** Rows of a register that a preview shows; a page of 100,000 would not fit a window's memory. */
export const previewRows = 600;

/** A register cut to what a preview shows, saying so; the issued paper is always whole. Letters stay as they are. */
export function shortened(document: Document): Document {
  if (document.type !== 'register' || document.sections.every((section) => section.table.rows.length <= previewRows)) return document;
  return {
    ...document,
    sections: document.sections.map((section) => {
      const { rows } = section.table;
      if (rows.length <= previewRows) return section;
      const note = `预览只列出前 ${previewRows} 行，共 ${rows.length} 行；出件和送审稿里全部列出。`;
      return { ...section, table: { ...section.table, rows: rows.slice(0, previewRows) }, notes: [note, ...(section.notes ?? [])] };
    }),
  };
}
