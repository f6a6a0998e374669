import type {
  DocxBlank,
  DocxBlock,
  DocxBox,
  DocxCell,
  DocxForm,
  DocxNote,
  DocxParagraph,
  DocxPart,
  DocxTable,
  DocxTableRow,
} from '../../db/domain/form/docxForm';
import { gapsOf, placeholderName, unclosed, type Gap } from './docxBlanks';
import { openDocx } from './docxPackage';
import { paragraphLook, paragraphText, thing, type ParagraphText } from './docxText';
import { textBoxes } from './docxBoxes';
import { attributes, child, valueOf, type XmlNode } from './docxXml';

/** A blank with what is changed when it is written. */
export interface Located extends DocxBlank {
  paragraph: ParagraphText;
  /** Undefined for a whole cell. */
  gap?: Gap;
  /** Rows of tables around it, the nearest first. */
  rows: readonly XmlNode[];
}

/** A row of a table with the rows behind it. */
export interface LocatedRow {
  place: string;
  label: string;
  node: XmlNode;
  /** Rows around the table it stands in. */
  outer: readonly XmlNode[];
  /** All rows of its table, and which of them it is. */
  all: readonly XmlNode[];
  at: number;
}

/** A part of a form, read. */
export interface ReadPart {
  part: DocxPart;
  xml: string;
  blanks: Located[];
  rows: LocatedRow[];
  /** The same places again in the copies of text boxes that are kept for older programs; what is written in a box is written in its copy. */
  copies: { blanks: Located[]; rows: LocatedRow[] };
  notes: DocxNote[];
  /** Content controls around a paragraph of their own. */
  controls: ReadonlyMap<XmlNode, XmlNode>;
}

/**
 * Reads a Word form: what stands in it, and every place where something can be written.
 * @throws IntakeFailure for what is no docx at all
 */
export async function readDocxForm(bytes: Uint8Array, file: string): Promise<DocxForm> {
  const { parts, notes } = await openDocx(bytes, file);
  const read = parts.map(({ name, xml, root }) => readPart(name, xml, root));
  return {
    parts: read.map(({ part }) => part).filter(({ blocks }) => blocks.length > 0),
    blanks: read.flatMap(({ blanks }) =>
      blanks.map(({ place, kind, label, was, options }): DocxBlank => ({
        place,
        kind,
        label,
        was,
        ...(options === undefined ? {} : { options }),
      })),
    ),
    notes: [...notes, ...read.flatMap((one) => one.notes)],
  };
}

/** Where the walk through a part stands. */
interface Around {
  path: string;
  rows: readonly XmlNode[];
  /** What the table says a cell is for. */
  cellLabel: string;
}

/** A part as it can be drawn, with its blanks. */
export function readPart(name: string, xml: string, root: XmlNode): ReadPart {
  const copies: ReadPart['copies'] = { blanks: [], rows: [] };
  const read: ReadPart = { part: { name, blocks: [] }, xml, blanks: [], rows: [], copies, notes: [], controls: controlsOf(root) };
  const body = root.name === 'w:document' ? child(root, 'w:body') : root;
  if (body !== undefined) read.part.blocks = blocksOf(read, body, { path: name, rows: [], cellLabel: '' });
  return read;
}

/** Content controls that hold one paragraph, by it. */
function controlsOf(root: XmlNode): Map<XmlNode, XmlNode> {
  const found = new Map<XmlNode, XmlNode>();
  const walk = (node: XmlNode): void => {
    const content = node.name === 'w:sdt' ? child(node, 'w:sdtContent') : undefined;
    const inner = content === undefined ? [] : paragraphsIn(content);
    if (inner.length === 1) found.set(inner[0]!, node);
    for (const one of node.children) walk(one);
  };
  walk(root);
  return found;
}

const paragraphsIn = (node: XmlNode): XmlNode[] => node.children.flatMap((one) => (one.name === 'w:p' ? [one] : paragraphsIn(one)));

/** Elements around paragraphs and tables that are no container of their own. */
const wrappers = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo']);

/** The children of some names, also those inside content controls. */
export const childrenOf = (node: XmlNode, ...names: string[]): XmlNode[] =>
  node.children.flatMap((one) => (names.includes(one.name) ? [one] : wrappers.has(one.name) ? childrenOf(one, ...names) : []));

function blocksOf(read: ReadPart, container: XmlNode, around: Around): DocxBlock[] {
  let paragraphs = 0;
  let tables = 0;
  return childrenOf(container, 'w:p', 'w:tbl').flatMap((node): DocxBlock[] => {
    if (node.name === 'w:tbl') return [tableOf(read, node, { ...around, path: `${around.path}/t${(tables += 1)}` })];
    const inside = { ...around, path: `${around.path}/p${(paragraphs += 1)}` };
    const paragraph = paragraphOf(read, paragraphText(read.xml, node, read.controls.get(node)), inside);
    return [paragraph, ...boxesOf(read, node, inside)];
  });
}

/** The text boxes that hang on a paragraph. */
function boxesOf(read: ReadPart, paragraph: XmlNode, around: Around): DocxBox[] {
  return textBoxes(paragraph).map(({ content, copies }, at) => {
    const inside = { ...around, path: `${around.path}/x${at + 1}` };
    for (const copy of copies) boxOf({ ...read, ...read.copies, notes: [] }, copy, inside);
    return boxOf(read, content, inside);
  });
}

function boxOf(read: ReadPart, content: XmlNode, around: Around): DocxBox {
  const whole = wholeOf(read, content);
  if (whole === undefined) return { type: 'box', place: around.path, blocks: blocksOf(read, content, around) };
  read.blanks.push({ place: around.path, kind: 'cell', label: around.cellLabel, was: '', paragraph: whole, rows: around.rows });
  return { type: 'box', place: around.path, blocks: [], blank: around.path };
}

/** The first paragraph of a cell or a box that has nothing in it but room. */
function wholeOf({ xml }: ReadPart, container: XmlNode): ParagraphText | undefined {
  const [first] = childrenOf(container, 'w:p');
  if (first === undefined || textIn(xml, container) !== '') return undefined;
  const whole = paragraphText(xml, first);
  return gapsOf(whole).every(({ kind }) => kind === 'line') ? whole : undefined;
}

function paragraphOf(read: ReadPart, paragraph: ParagraphText, around: Around): DocxParagraph {
  const gaps = gapsOf(paragraph);
  const own = gaps.map((gap, at): Located => located(paragraph, gap, `${around.path}#${at + 1}`, around));
  read.blanks.push(...own);
  const torn = unclosed(paragraph.text);
  if (torn !== undefined) read.notes.push({ key: 'placeholderUnclosed', place: around.path, label: around.cellLabel, text: torn });
  return { type: 'paragraph', place: around.path, ...paragraphLook(read.xml, paragraph), pieces: piecesOf(paragraph, own) };
}

function located(paragraph: ParagraphText, gap: Gap, place: string, { rows, cellLabel }: Around): Located {
  // What stands behind a gap (`…条`) says less than what the table says of the cell.
  const label = gap.label === '' || (gap.label.startsWith('…') && cellLabel !== '') ? cellLabel : gap.label;
  const was = paragraph.text.slice(gap.from, gap.kind === 'tick' ? undefined : gap.to);
  const options = gap.boxes?.map(({ words }) => words);
  return { place, kind: gap.kind, label, was, ...(options === undefined ? {} : { options }), paragraph, gap, rows };
}

/** A text without the marks of pictures and boxes, which are drawn elsewhere or not at all. */
const drawn = (text: string): string => text.replaceAll(thing, '');

/** The text in stretches of one look; blanks stand for themselves. */
function piecesOf({ text, pieces }: ParagraphText, blanks: readonly Located[]): DocxParagraph['pieces'] {
  const places = new Set([0, text.length, ...pieces.map(({ at }) => at), ...blanks.flatMap(({ gap }) => [gap!.from, gap!.to])]);
  const cuts = [...places].sort((a, b) => a - b);
  const found: DocxParagraph['pieces'] = [];
  for (const [n, from] of cuts.entries()) {
    const to = cuts[n + 1] ?? from;
    const inside = blanks.find(({ gap }) => (gap!.from === gap!.to ? false : gap!.from <= from && to <= gap!.to && to > from));
    const bold = pieces.findLast(({ at }) => at <= from)?.bold ?? false;
    const last = found.at(-1);
    for (const { gap, place } of blanks) if (gap!.from === from && gap!.to === from) found.push({ text: '', bold, blank: place });
    if (to === from) continue;
    if (last !== undefined && found.at(-1) === last && last.bold === bold && last.blank === inside?.place)
      last.text += drawn(text.slice(from, to));
    else found.push({ text: drawn(text.slice(from, to)), bold, ...(inside === undefined ? {} : { blank: inside.place }) });
  }
  return found;
}

const number = (xml: string, node: XmlNode | undefined, name: string): number => Number(valueOf(xml, node, name) ?? 0) || 0;

/** A cell with the columns of the table that it covers. */
export interface GridCell {
  node: XmlNode;
  from: number;
  columns: number;
  /** Belongs to the cell above. */
  goesOn: boolean;
  text: string;
}

/** Text of everything in a cell or a box, tables inside it too. */
const textIn = (xml: string, container: XmlNode): string =>
  childrenOf(container, 'w:p', 'w:tbl')
    .map((node) =>
      node.name === 'w:p'
        ? paragraphText(xml, node).text
        : childrenOf(node, 'w:tr')
            .map((row) =>
              childrenOf(row, 'w:tc')
                .map((one) => textIn(xml, one))
                .join(' '),
            )
            .join('\n') || thing,
    )
    .join('\n')
    .trim();

/** Cells of a row of a table. */
export function gridCells(xml: string, row: XmlNode): GridCell[] {
  let from = number(xml, child(row, 'w:trPr'), 'w:gridBefore');
  return childrenOf(row, 'w:tc').map((node): GridCell => {
    const columns = Math.max(1, number(xml, child(node, 'w:tcPr'), 'w:gridSpan'));
    const cell = { node, from, columns, goesOn: goesOn(xml, node), text: textIn(xml, node) };
    from += columns;
    return cell;
  });
}

interface GridRow {
  node: XmlNode;
  cells: GridCell[];
}
type Grid = readonly GridRow[];

/** Whether a cell is the lower part of the one above it. */
function goesOn(xml: string, cell: XmlNode): boolean {
  const properties = child(cell, 'w:tcPr');
  const merge = properties === undefined ? undefined : child(properties, 'w:vMerge');
  return merge !== undefined && (attributes(xml, merge)['w:val'] ?? 'continue') === 'continue';
}

const sameColumns = (a: GridCell, b: GridCell): boolean => a.from === b.from && a.columns === b.columns;

/** What the texts above a row say of its columns, by `from,columns`. */
type Above = ReadonlyMap<string, string>;

const columnsOf = ({ from, columns }: GridCell): string => `${from},${columns}`;

/** The same below the row: an empty cell, or one with room for something, hands on what stands above it. */
const belowRow = (above: Above, { cells }: GridRow, hasRoom: (at: number) => boolean): Above =>
  new Map(
    cells.flatMap((cell, at) => {
      const text = cell.text === '' || hasRoom(at) ? above.get(columnsOf(cell)) : cell.text;
      return text === undefined ? [] : [[columnsOf(cell), text]];
    }),
  );

function tableOf(read: ReadPart, node: XmlNode, around: Around): DocxTable {
  const { xml } = read;
  const grid = childrenOf(node, 'w:tr').map((row): GridRow => ({ node: row, cells: gridCells(xml, row) }));
  const widths = childrenOf(child(node, 'w:tblGrid') ?? node, 'w:gridCol').map((column) => Number(attributes(xml, column)['w:w']) || 0);
  const all = grid.map((row) => row.node);
  let above: Above = new Map();
  const rows = grid.map((row, at): DocxTableRow => {
    const path = `${around.path}/r${at + 1}`;
    const before = read.blanks.length;
    const inside = { rows: [row.node, ...around.rows] };
    const cells = row.cells.map((cell, n): DocxCell => {
      const cellLabel = labelOfCell(row.cells.slice(0, n), above, cell);
      return cellOf(read, cell, heightOf(grid, at, cell), { path: `${path}/c${n + 1}`, ...inside, cellLabel });
    });
    const own = read.blanks.slice(before);
    above = belowRow(above, row, (n) => own.some(({ place, kind }) => kind !== 'tick' && place.startsWith(`${path}/c${n + 1}/`)));
    const label = [...new Set(own.map((blank) => blank.label))].join('、').slice(0, 200);
    read.rows.push({ place: path, label, node: row.node, outer: around.rows, all, at });
    return { place: path, label, canRepeat: own.length > 0, cells };
  });
  return { type: 'table', place: around.path, widths, rows };
}

/** Rows that a cell goes down; 0 for the lower part of one. */
function heightOf(grid: Grid, at: number, cell: GridCell): number {
  if (cell.goesOn) return 0;
  let end = at + 1;
  while (end < grid.length && grid[end]!.cells.some((one) => one.goesOn && sameColumns(one, cell))) end += 1;
  return end - at;
}

function cellOf(read: ReadPart, cell: GridCell, rows: number, around: Around): DocxCell {
  const { path: place, cellLabel: label } = around;
  const whole = rows > 0 ? wholeOf(read, cell.node) : undefined;
  if (whole !== undefined) {
    read.blanks.push({ place, kind: 'cell', label, was: '', paragraph: whole, rows: around.rows });
    return { place, columns: cell.columns, rows, blocks: [], blank: place };
  }
  return { place, columns: cell.columns, rows, blocks: rows === 0 ? [] : blocksOf(read, cell.node, around) };
}

/** A text that says what a cell beside it is for; a running number or a placeholder does not. */
const says = (text: string): string =>
  /^[\d０-９.．、…·\s]*$/u.test(text) || placeholderName(text) !== text
    ? ''
    : text
        .replace(/\s+/gu, '')
        .replace(/[：:]$/u, '')
        .slice(0, 60);

/** What stands left of a cell and what stands above it. */
function labelOfCell(before: readonly GridCell[], heads: Above, cell: GridCell): string {
  // A cell that goes down says in each of its rows what it says in the first.
  const textOf = (one: GridCell): string => (one.goesOn ? (heads.get(columnsOf(one)) ?? '') : one.text);
  const left = says(before.map(textOf).findLast((text) => text !== '') ?? '');
  const above = says(heads.get(columnsOf(cell)) ?? '');
  return left === '' || above === '' ? left + above : `${left}／${above}`;
}
