/**
 * The document model: what a paper says, without how a file stores it. Composers build it from a dossier,
 * renderers (`render/`) turn it into xlsx, docx or html → pdf. It is plain JSON, so an issued document can be frozen.
 */

export type Orientation = 'portrait' | 'landscape';
export interface PaperFormat {
  size: 'A4' | 'A3' | 'A2';
  orientation: Orientation;
}

/** A cell's value; renderers write text that begins with = + - @ as text, never as a formula. */
export type CellValue = string | number | null;
/** `date` cells hold ISO dates; `level` cells hold 重大 | 较大 | 一般 | 低 and are coloured (the word always stays). */
export type CellKind = 'text' | 'number' | 'date' | 'level';

/**
 * A column whose cells are filled in on the screen and read back: numbers from 0 to what another column of the row says, or text of so
 * many characters at most. A workbook with such columns is protected, without a password, but for their cells; `hint` is what the
 * spreadsheet says to anything else.
 */
export type Entry = { kind: 'number'; upTo: string; hint: string } | { kind: 'text'; most: number; hint: string };

export interface Column {
  key: string;
  title: string;
  /** Title of the head cell that spans neighbouring columns of the same group (two-row head). */
  group?: string;
  /** Width in characters of Chinese text (fullwidth); renderers convert. */
  width: number;
  kind?: CellKind;
  align?: 'left' | 'center' | 'right';
  entry?: Entry;
  /** Goes along in a workbook unseen, as what a returned line is known by. */
  hidden?: true;
}

export interface Table {
  columns: readonly Column[];
  rows: readonly (readonly CellValue[])[];
  /** A closing line over the whole width such as 合计. */
  total?: readonly CellValue[];
  /** Shown instead of rows when there are none, e.g. 本单位无重大安全风险. */
  empty?: string;
  /** Least height of a row in mm, where people sign or write by hand. */
  rowHeight?: number;
  /** Goes on over pages however few its rows are: they are tall. */
  tall?: boolean;
  /** Columns at the left that stay on the screen while a sheet is scrolled. */
  frozenColumns?: number;
}

/** Label and value pairs above a table: 单位名称, 统一社会信用代码, 所属期间 … */
export interface Fact {
  label: string;
  value: string;
}
/** A place to sign: label, the name if printed, and whether a seal goes there (公章). */
export interface Signature {
  label: string;
  name?: string;
  seal?: boolean;
  date?: boolean;
}

export interface DocumentHead {
  /** Filing code, e.g. F07. */
  code: string;
  /** Number of an issued paper, e.g. F07-2026-001; empty while 送审稿. */
  number?: string;
  title: string;
  subtitle?: string;
  /** ISO date that a person confirmed; never silently today. */
  compiledOn?: string;
  /** Prints 送审稿 on the paper. */
  draft: boolean;
  paper: PaperFormat;
  enterprise: string;
  uscc?: string;
  /** Head hash of the audit chain, printed small on issued papers. */
  auditHead?: string;
  /** 本件由××生成 in the footer; left out unless the user switched it on (产品规则). */
  generatedBy?: string;
  /** Words at the left over every page, so that a loose page tells whose it is: 单位名称 · 期间 · 单位：条. */
  running?: string;
  /** A place for the seal across the right edges of all pages (骑缝), where there is more than one. */
  seam?: boolean;
}

/** A block of a letter, in order. */
export type Block =
  | { type: 'heading'; level: 1 | 2 | 3; text: string }
  /** Indented by two characters unless `indent` is false. */
  | { type: 'paragraph'; text: string; indent?: boolean; align?: 'left' | 'center' | 'right'; bold?: boolean }
  /** Small print under a table. */
  | { type: 'note'; text: string }
  /** `rowHeight` in mm where people write by hand. */
  | { type: 'facts'; facts: readonly Fact[]; rowHeight?: number }
  | { type: 'table'; caption?: string; table: Table }
  | { type: 'list'; items: readonly string[] }
  | { type: 'signatures'; signatures: readonly Signature[] }
  /** A kept picture by its SHA-256 in its own proportions, `width` in mm at most; pictures that follow each other stand side by side where they fit. */
  | { type: 'image'; sha256: string; width: number; caption?: string }
  /** 目录 of the first headings and annexes, on a page of its own: the first block of a report, right behind its cover. */
  | { type: 'contentsList' }
  | { type: 'pageBreak' }
  /** Starts a new page in its own orientation: 附件1 at the left, its title centred below. */
  | { type: 'attachment'; label: string; title: string; orientation?: Orientation };

export interface RegisterSection {
  title: string;
  /** Name of the sheet, the title where it is left out. */
  sheet?: string;
  facts?: readonly Fact[];
  table: Table;
  notes?: readonly string[];
  signatures?: readonly Signature[];
}

/** A workbook-like paper: one sheet per section (the first is usually a summary). */
export interface Register {
  type: 'register';
  head: DocumentHead;
  sections: readonly RegisterSection[];
}
/** A letter or report after GB/T 9704-2012. `addressee` is 主送; `sender` and date close it at the right. */
export interface Letter {
  type: 'letter';
  head: DocumentHead;
  /** A form to fill and sign rather than a letter: ordinary margins, 第 n 页 共 m 页. */
  form?: boolean;
  /** 发文机关标志 in red over the paper; only on letters that leave the house. */
  letterhead?: string;
  /**
   * How a paper with letterhead looks: `letter` is the 信函格式 of GB/T 9704-2012 10.1 (函), `report`, where nothing is said, the
   * 文件格式, which goes upwards with `signer` (报告、请示).
   */
  style?: 'letter' | 'report';
  /** 发文字号, e.g. 安责〔2026〕12号. */
  documentNumber?: string;
  /** 签发人 beside the number, on papers that go upwards (上行文); a 函 has none. */
  signer?: string;
  /** A page of its own with the title and these lines (编制单位, 编制日期 …), for reports. */
  cover?: readonly Fact[];
  addressee?: string;
  blocks: readonly Block[];
  /** 发文机关署名; the date below it is `head.compiledOn`, a blank date to be written by hand while there is none. */
  sender?: string;
  /** 附件 list under the body. */
  attachments?: readonly string[];
  /** 附注 in brackets under the date, e.g. the person to ask and the telephone number. */
  contact?: string;
  /** The same as a workbook, where people go on working with it. */
  sheets?: readonly RegisterSection[];
  /** 抄送 at the foot of the last page, between two rules (版记). */
  copyTo?: string;
}
/** An area on a picture; `level` is 重大 | 较大 | 一般 | 低, empty for none. Corners are millionths of width and height. */
export interface PictureArea {
  name: string;
  level: string;
  outline: readonly (readonly [x: number, y: number])[];
}
/** A floor plan in colours over a page of its own, the list of its areas behind it. Pdf only. */
export interface Picture {
  type: 'picture';
  head: DocumentHead;
  facts: readonly Fact[];
  /** Proportions of the plan. */
  width: number;
  height: number;
  /** SHA-256 of the image below the areas; null for none. */
  image: string | null;
  areas: readonly PictureArea[];
  legend: readonly { level: string; text: string }[];
  table: Table;
  notes: readonly string[];
  signatures: readonly Signature[];
}
/** An 安全风险告知卡 (R17): `level` is 重大 | 较大 | 一般 | 低, empty for none; signs are named as in GB 2894. */
export interface NoticeCard {
  name: string;
  place: string;
  level: string;
  rows: readonly Fact[];
  signs: readonly { name: string }[];
  foot: string;
}
/** Cards to be cut out, or one to a page. Pdf only. */
export interface Cards {
  type: 'cards';
  head: DocumentHead;
  perPage: 1 | 2 | 4;
  cards: readonly NoticeCard[];
}
/** An 安全风险公告栏 (R17): one sheet to be hung up with blanks to be written on by hand. Pdf only. */
export interface Board {
  type: 'board';
  head: DocumentHead;
  facts: readonly Fact[];
  legend: Picture['legend'];
  table: Table;
  picture: Pick<Picture, 'width' | 'height' | 'image' | 'areas'> | null;
  blanks: readonly { title: string; columns: readonly string[]; rows: number }[];
  /** Names of safety signs; older boards have none. */
  signs?: readonly string[];
  phones: readonly Fact[];
  foot: string;
}
export type Document = Register | Letter | Picture | Cards | Board;
