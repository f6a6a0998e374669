import { columnLetter, columnOf } from './sheet';
import { attributesOf, elements, encodeText, firstElement } from './xml';

/** What is written beside a row. */
export interface RowMark {
  text: string;
  refused: boolean;
}

export interface SheetPatch {
  /** 0-based column of the findings. */
  column: number;
  /** 0-based row of its title, -1 for none. */
  titleRow: number;
  title: string;
  /** By 1-based row. */
  marks: ReadonlyMap<number, RowMark>;
  /** Cells that are merged with other rows: a ground would colour those too. */
  mergedDown?(row: number, column: number): boolean;
  styles?: { note: number; refusedNote: number; refused(style: number): number };
}

/** Width of the findings, in characters of a digit. */
const noteWidth = 60;

/**
 * Writes findings into a worksheet part. Everything that is not a marked row, the list of column widths or the stated
 * dimension stays letter by letter what it was.
 */
export function patchSheet(xml: string, patch: SheetPatch): string {
  const start = /<([\w.-]+:)?sheetData(\s[^>]*)?>/.exec(xml);
  const prefix = start?.[1] ?? '';
  const closing = `</${prefix}sheetData>`;
  const end = xml.indexOf(closing);
  if (start === null || end < 0) return xml;
  const head = patchHead(xml.slice(0, start.index), prefix, patch);
  return head + start[0] + patchRows(xml, start.index + start[0].length, end, prefix, patch) + xml.slice(end);
}

function patchRows(xml: string, from: number, to: number, prefix: string, patch: SheetPatch): string {
  return mapRows(xml, from, to, prefix, ({ row, tag, inner, xml: own }) => {
    const mark = row === patch.titleRow + 1 ? { text: patch.title, refused: false } : patch.marks.get(row);
    return mark === undefined ? own : rowXml(prefix, withoutSpans(tag), patchCells(inner, row, prefix, patch, mark));
  });
}

/** A row of a worksheet part as written; `row` is 1-based. */
export interface SheetRow {
  row: number;
  tag: string;
  inner: string;
  xml: string;
}

/** The rows between two places, each as `change` gives it back; what stands between them stays. */
export function mapRows(xml: string, from: number, to: number, prefix: string, change: (row: SheetRow) => string): string {
  const open = `<${prefix}row`;
  const close = `</${prefix}row>`;
  const pieces: string[] = [];
  let at = from;
  let row = 0;
  for (let start = xml.indexOf(open, from); start >= 0 && start < to; start = xml.indexOf(open, at)) {
    const headEnd = xml.indexOf('>', start);
    const selfClosed = xml.charCodeAt(headEnd - 1) === 47;
    const end = selfClosed ? headEnd + 1 : xml.indexOf(close, headEnd) + close.length;
    if (headEnd < 0 || end < headEnd) break;
    const tag = xml.slice(start + open.length, selfClosed ? headEnd - 1 : headEnd);
    row = Number(/\sr="(\d+)"/.exec(tag)?.[1] ?? row + 1);
    const inner = selfClosed ? '' : xml.slice(headEnd + 1, end - close.length);
    pieces.push(xml.slice(at, start), change({ row, tag, inner, xml: xml.slice(start, end) }));
    at = end;
  }
  pieces.push(xml.slice(at, to));
  return pieces.join('');
}

export const withoutSpans = (tag: string): string => tag.replace(/\sspans="[^"]*"/, '');
export const rowXml = (prefix: string, tag: string, inner: string): string => `<${prefix}row${tag}>${inner}</${prefix}row>`;

export interface SheetCell {
  /** 0-based. */
  column: number;
  attributes: Record<string, string>;
  inner: string;
}

export function cellsOf(inner: string, prefix: string): SheetCell[] {
  let column = -1;
  return Array.from(elements(inner, `${prefix}c`), ({ tag, inner: content }) => {
    const attributes = attributesOf(tag);
    column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r'].replace(/\d+$/, ''));
    return { column, attributes, inner: content };
  });
}

/** Cells of a row in their order. */
export const cellsXml = (prefix: string, row: number, cells: readonly SheetCell[]): string =>
  cells
    .toSorted((a, b) => a.column - b.column)
    .map(({ column, attributes, inner }) => {
      const names = Object.entries({ ...attributes, r: `${columnLetter(column)}${row}` })
        .map(([name, value]) => `${name}="${encodeText(value)}"`)
        .join(' ');
      return inner === '' ? `<${prefix}c ${names}/>` : `<${prefix}c ${names}>${inner}</${prefix}c>`;
    })
    .join('');

/** A text that stands in the cell itself. */
export const inlineText = (prefix: string, text: string): Pick<SheetCell, 'inner'> & { type: string } => ({
  type: 'inlineStr',
  inner: `<${prefix}is><${prefix}t xml:space="preserve">${encodeText(text)}</${prefix}t></${prefix}is>`,
});

function patchCells(inner: string, row: number, prefix: string, patch: SheetPatch, mark: RowMark): string {
  const title = row === patch.titleRow + 1;
  const cells: SheetCell[] = [];
  let neighbour = 0;
  for (const cell of cellsOf(inner, prefix)) {
    if (cell.column === patch.column) continue;
    const style = Number(cell.attributes['s'] ?? 0);
    if (cell.column < patch.column) neighbour = style;
    const red = mark.refused && cell.column < patch.column && patch.styles !== undefined && !patch.mergedDown?.(row, cell.column);
    cells.push(red ? { ...cell, attributes: { ...cell.attributes, s: String(patch.styles!.refused(style)) } } : cell);
  }
  const style = title ? neighbour : patch.styles === undefined ? 0 : mark.refused ? patch.styles.refusedNote : patch.styles.note;
  const { type, inner: text } = inlineText(prefix, mark.text);
  cells.push({ column: patch.column, attributes: { s: String(style), t: type }, inner: text });
  return cellsXml(prefix, row, cells);
}

/** Gives the column its width and the sheet its new extent. */
function patchHead(head: string, prefix: string, { column }: SheetPatch): string {
  const place = column + 1;
  const own = `<${prefix}col min="${place}" max="${place}" width="${noteWidth}" customWidth="1"/>`;
  const list = firstElement(head, `${prefix}cols`);
  const widened = head.replace(
    new RegExp(`(<${prefix}dimension\\s[^>]*ref="[A-Z]+\\d+:)([A-Z]+)(\\d+")`),
    (whole, before: string, letters: string, after: string) =>
      columnOf(letters) < column ? `${before}${columnLetter(column)}${after}` : whole,
  );
  if (list === undefined) return `${widened}<${prefix}cols>${own}</${prefix}cols>`;
  const kept: { from: number; xml: string }[] = [{ from: place, xml: own }];
  for (const { tag } of elements(list.inner, `${prefix}col`)) {
    const { min = '1', max = '1', ...rest } = attributesOf(tag);
    const others = Object.entries(rest)
      .map(([name, value]) => ` ${name}="${encodeText(value)}"`)
      .join('');
    const parts = [
      [Number(min), Math.min(Number(max), place - 1)],
      [Math.max(Number(min), place + 1), Number(max)],
    ] as const;
    for (const [from, to] of parts) if (from <= to) kept.push({ from, xml: `<${prefix}col min="${from}" max="${to}"${others}/>` });
  }
  const columns = kept
    .sort((a, b) => a.from - b.from)
    .map(({ xml }) => xml)
    .join('');
  const again = firstElement(widened, `${prefix}cols`)!;
  return `${widened.slice(0, again.start)}<${prefix}cols>${columns}</${prefix}cols>${widened.slice(again.end)}`;
}
