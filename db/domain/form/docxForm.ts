import { z } from 'zod';
import { text } from '../field';
import { riskLevels } from '../risk/scale';
import { formLists, formValue } from './form';

/**
 * What can be written in a Word form: an empty cell, a line to write on, brackets with nothing in them, a placeholder that somebody typed,
 * a content control, `年 月 日` with room for figures, and boxes to tick.
 */
export const blankKinds = ['cell', 'line', 'bracket', 'placeholder', 'control', 'day', 'tick'] as const;
export type BlankKind = (typeof blankKinds)[number];

/**
 * Where something stands, 1-based from the outside in: `document/t2/r3/c2/p1#1` is the first blank of a paragraph in the second table,
 * `document/p3/x1` the first text box that hangs on the third paragraph.
 */
const place = z
  .string()
  .regex(/^(?:document|header\d*|footer\d*)(?:\/[trcpx]\d{1,5})*(?:#\d{1,3})?$/)
  .max(200);

/** A place of a Word form and what is written there; `label` is what says what it is for, to find it again when the form has changed. */
const docxPlace = z.object({ place, kind: z.enum(blankKinds), label: text(300), value: formValue });

/** A row of a table that stands once for each record. */
const docxRow = z.object({
  place,
  label: text(300),
  list: z.enum(formLists),
  /** Only risks of these levels; none means all. */
  levels: z.array(z.enum(riskLevels)).max(4).default([]),
  /** Said in the first place of the row when there is nothing to list. */
  none: text(60).default('无'),
});

/** Where a docx form wants what. */
export const docxMapping = z.object({ places: z.array(docxPlace).max(1000), rows: z.array(docxRow).max(40) });
export type DocxMapping = z.output<typeof docxMapping>;
export type DocxRow = DocxMapping['rows'][number];

export interface DocxBlank {
  place: string;
  kind: BlankKind;
  /** What says what it is for: the text before it, left of it or above it. */
  label: string;
  /** What stands there in the form. */
  was: string;
  /** Words beside the boxes. */
  options?: readonly string[];
}

/** A stretch of text of one look; one that is a blank names its place. */
export interface DocxPiece {
  text: string;
  bold: boolean;
  blank?: string;
}
export interface DocxParagraph {
  type: 'paragraph';
  place: string;
  align: 'start' | 'center' | 'end';
  /** Half points; 0 where the form leaves it to its styles. */
  size: number;
  pieces: DocxPiece[];
}
export interface DocxCell {
  place: string;
  columns: number;
  /** Rows it goes down; 0 for one that belongs to the cell above. */
  rows: number;
  blocks: DocxBlock[];
  /** Place of the blank that the whole cell is. */
  blank?: string;
}
export interface DocxTableRow {
  place: string;
  /** What its blanks are for, to know the row again. */
  label: string;
  /** Whether something can be written in it, so that it may stand once for each record. */
  canRepeat: boolean;
  cells: DocxCell[];
}
export interface DocxTable {
  type: 'table';
  place: string;
  /** Widths of the columns, twentieths of a point; empty where the form states none. */
  widths: number[];
  rows: DocxTableRow[];
}
/** A text box; it is drawn behind the paragraph that it hangs on. */
export interface DocxBox {
  type: 'box';
  place: string;
  blocks: DocxBlock[];
  /** Place of the blank that the whole box is. */
  blank?: string;
}
export type DocxBlock = DocxParagraph | DocxTable | DocxBox;

export interface DocxPart {
  /** `document`, `header1`, `footer1` … */
  name: string;
  blocks: DocxBlock[];
}

/** A Word form as it can be drawn, and what can be written in it. */
export interface DocxForm {
  parts: DocxPart[];
  blanks: DocxBlank[];
  notes: DocxNote[];
}

/** What is wrong with a form or its mapping. */
export const docxNoteKeys = [
  'placeholderUnknown',
  'placeholderUnclosed',
  'placeGone',
  'placeMoved',
  'rowGone',
  'rowMoved',
  'rowWithout',
  'rowInside',
  'noOption',
  'fieldUnknown',
  'tracked',
  'protected',
  'nothingMapped',
] as const;
export interface DocxNote {
  key: (typeof docxNoteKeys)[number];
  /** Where it is; empty for the whole file. */
  place: string;
  /** What says what stands there. */
  label: string;
  /** The words it is about: a placeholder, a value, the place it went to. */
  text: string;
}
