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
  const open = `<${prefix}row`;
  const close = `</${prefix}row>`;
  const left = new Map(patch.marks);
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
    const mark = row === patch.titleRow + 1 ? { text: patch.title, refused: false } : left.get(row);
    if (mark !== undefined) {
      left.delete(row);
      const inner = selfClosed ? '' : xml.slice(headEnd + 1, end - close.length);
      const bare = tag.replace(/\sspans="[^"]*"/, '');
      pieces.push(xml.slice(at, start), `${open}${bare}>${patchCells(inner, row, prefix, patch, mark)}${close}`);
      at = end;
    } else {
      pieces.push(xml.slice(at, end));
      at = end;
    }
  }
  pieces.push(xml.slice(at, to));
  return pieces.join('');
}

function patchCells(inner: string, row: number, prefix: string, patch: SheetPatch, mark: RowMark): string {
  const title = row === patch.titleRow + 1;
  const cells: { column: number; xml: string }[] = [];
  let column = -1;
  let neighbour = 0;
  for (const { tag, inner: content } of elements(inner, `${prefix}c`)) {
    const attributes = attributesOf(tag);
    column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r'].replace(/\d+$/, ''));
    if (column === patch.column) continue;
    const style = Number(attributes['s'] ?? 0);
    if (column < patch.column) neighbour = style;
    const red = mark.refused && column < patch.column && patch.styles !== undefined && !patch.mergedDown?.(row, column);
    const written = { r: `${columnLetter(column)}${row}`, ...attributes, ...(red && { s: String(patch.styles!.refused(style)) }) };
    const names = Object.entries(written)
      .map(([name, value]) => `${name}="${encodeText(value)}"`)
      .join(' ');
    cells.push({ column, xml: content === '' ? `<${prefix}c ${names}/>` : `<${prefix}c ${names}>${content}</${prefix}c>` });
  }
  const style = title ? neighbour : patch.styles === undefined ? 0 : mark.refused ? patch.styles.refusedNote : patch.styles.note;
  const note = `<${prefix}c r="${columnLetter(patch.column)}${row}" s="${style}" t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${encodeText(mark.text)}</${prefix}t></${prefix}is></${prefix}c>`;
  cells.push({ column: patch.column, xml: note });
  return cells
    .sort((a, b) => a.column - b.column)
    .map((cell) => cell.xml)
    .join('');
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
