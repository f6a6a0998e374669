import { cellsOf, cellsXml, inlineText, mapRows, rowXml, withoutSpans, type SheetCell } from './sheetXml';
import { refOf, type RowValues, type SheetFill, type Written } from './fill';
import { columnLetter } from './sheet';
import { attributesOf, elements, encodeText, firstElement } from './xml';

/** Styles that stand beside those of a workbook. */
export interface FillStyles {
  /** The style as it is, struck through. */
  struck(style: number): number;
}

/**
 * Writes values into a worksheet part. A formula stays, with the value as its result; rows that are added push down what stands
 * below. Everything else stays letter by letter what it was.
 */
export function fillSheet(xml: string, fill: SheetFill, styles: FillStyles | undefined, date1904: boolean): string {
  const start = /<([\w.-]+:)?sheetData(\s[^>]*)?>/.exec(xml);
  const prefix = start?.[1] ?? '';
  const end = xml.indexOf(`</${prefix}sheetData>`);
  if (start === null || end < 0) return xml;
  const from = start.index + start[0].length;
  const { after, rows: added } = fill.added;
  const write: Writing = { prefix, fill, styles, date1904, looks: looksOf(xml, from, end, prefix, fill) };
  const filled = mapRows(xml, from, end, prefix, ({ row, tag, inner, xml: own }) => {
    const values = fill.cells.get(row);
    const gone = fill.gone.has(row);
    const number = row > after ? row + added.length : row;
    const isSame = number === row && values === undefined && !gone;
    const changed = isSame ? own : rowXml(prefix, numbered(tag, number), changedCells(write, inner, row, number));
    if (row !== after) return changed;
    return changed + added.map((cells, at) => addedRow(write, tag, inner, row + 1 + at, cells)).join('');
  });
  const head = xml.slice(0, start.index);
  const tail = xml.slice(end);
  return added.length === 0
    ? head + start[0] + filled + mergesXml(tail, prefix, fill)
    : moved(head, after, added.length) + start[0] + filled + mergesXml(moved(tail, after, added.length), prefix, fill);
}

const numbered = (tag: string, row: number): string =>
  /\sr="\d+"/.test(tag) ? withoutSpans(tag).replace(/\sr="\d+"/, ` r="${row}"`) : `${withoutSpans(tag)} r="${row}"`;

interface Writing {
  prefix: string;
  fill: SheetFill;
  styles: FillStyles | undefined;
  date1904: boolean;
  /** Styles of cells that others shall look like, by `row,column`. */
  looks: ReadonlyMap<string, string>;
}

function looksOf(xml: string, from: number, to: number, prefix: string, { cells, added }: SheetFill): ReadonlyMap<string, string> {
  const looks = new Map<string, string>();
  const wanted = new Map<number, Set<number>>();
  for (const values of [...cells.values(), ...added.rows])
    for (const [column, { likeRow }] of values)
      if (likeRow !== undefined) wanted.set(likeRow, (wanted.get(likeRow) ?? new Set()).add(column));
  if (wanted.size === 0) return looks;
  mapRows(xml, from, to, prefix, ({ row, inner }) => {
    for (const { column, attributes } of wanted.has(row) ? cellsOf(inner, prefix) : [])
      if (wanted.get(row)!.has(column)) looks.set(`${row},${column}`, attributes['s'] ?? '0');
    return '';
  });
  return looks;
}

function changedCells(write: Writing, inner: string, row: number, number: number): string {
  const { prefix, fill, styles } = write;
  const cells = new Map(cellsOf(inner, prefix).map((cell) => [cell.column, cell]));
  for (const [column, value] of fill.cells.get(row) ?? [])
    cells.set(column, valued(write, cells.get(column) ?? { column, attributes: {}, inner: '' }, value));
  const struck = (cell: SheetCell): SheetCell =>
    fill.isShared(row, cell.column)
      ? cell
      : { ...cell, attributes: { ...cell.attributes, s: String(styles!.struck(Number(cell.attributes['s'] ?? 0))) } };
  const strikes = fill.gone.has(row) && styles !== undefined;
  return cellsXml(prefix, number, strikes ? Array.from(cells.values(), struck) : [...cells.values()]);
}

function valued({ prefix, looks, date1904 }: Writing, { column, attributes, inner }: SheetCell, { value, likeRow }: Written): SheetCell {
  const style = looks.get(`${likeRow},${column}`);
  const { t: _type, ...own } = style === undefined ? attributes : { ...attributes, s: style };
  const formula = firstElement(inner, `${prefix}f`);
  const kept = formula === undefined ? '' : inner.slice(formula.start, formula.end);
  if (value === '') return { column, attributes: own, inner: '' };
  if (typeof value !== 'string') {
    const number = typeof value === 'number' ? value : value.getTime() / 86_400_000 + (date1904 ? 24_107 : 25_569);
    return { column, attributes: own, inner: `${kept}<${prefix}v>${number}</${prefix}v>` };
  }
  if (kept !== '') return { column, attributes: { ...own, t: 'str' }, inner: `${kept}<${prefix}v>${encodeText(value)}</${prefix}v>` };
  const text = inlineText(prefix, value);
  return { column, attributes: { ...own, t: text.type }, inner: text.inner };
}

/** A row like the one above it: its height, the looks of its cells, other values. */
function addedRow(write: Writing, tag: string, inner: string, row: number, values: RowValues): string {
  const blank = cellsOf(inner, write.prefix).map(({ column, attributes: { s } }): SheetCell => ({
    column,
    attributes: s === undefined ? {} : { s },
    inner: '',
  }));
  const cells = new Map(blank.map((cell) => [cell.column, cell]));
  for (const [column, value] of values) cells.set(column, valued(write, cells.get(column) ?? { column, attributes: {}, inner: '' }, value));
  return rowXml(write.prefix, numbered(tag, row), cellsXml(write.prefix, row, [...cells.values()]));
}

/** What names cells below the records (merges, hyperlinks, validations, the extent of the sheet) goes down with them. */
const moved = (xml: string, after: number, by: number): string =>
  xml.replace(/(\s(?:ref|sqref)=")([^"]*)"/g, (_, name: string, places: string) => {
    const shifted = places.replace(/([A-Z]{1,3}\$?)(\d+)/g, (_whole, letters: string, row: string) =>
      Number(row) > after ? `${letters}${Number(row) + by}` : `${letters}${row}`,
    );
    return `${name}${shifted}"`;
  });

/** Merges that say the same of several records are taken apart where they no longer do; added rows are merged across as the one above is. */
function mergesXml(tail: string, prefix: string, { apart, across, added: { after, rows } }: SheetFill): string {
  const list = firstElement(tail, `${prefix}mergeCells`);
  if (list === undefined) return tail;
  const gone = new Set(Array.from(apart, refOf));
  const kept = Array.from(elements(list.inner, `${prefix}mergeCell`), ({ tag }) => attributesOf(tag)['ref'] ?? '').filter(
    (ref) => !gone.has(ref.replaceAll('$', '')),
  );
  for (const at of rows.keys())
    for (const { left, right } of across) kept.push(`${columnLetter(left)}${after + 1 + at}:${columnLetter(right)}${after + 1 + at}`);
  const children = kept.map((ref) => `<${prefix}mergeCell ref="${ref}"/>`).join('');
  const merges = kept.length === 0 ? '' : `<${prefix}mergeCells count="${kept.length}">${children}</${prefix}mergeCells>`;
  return tail.slice(0, list.start) + merges + tail.slice(list.end);
}

/**
 * Without the list of the order in which formulas were computed: it names cells that have moved, and Excel makes it anew.
 * @returns undefined for a part that is to be left out
 */
export function withoutCalcChain(name: string, content: Buffer): Buffer | undefined {
  if (/(^|\/)calcChain\.xml$/i.test(name)) return undefined;
  if (!/^\[Content_Types\]\.xml$|workbook\.xml\.rels$/i.test(name)) return content;
  return Buffer.from(content.toString('utf8').replace(/<[\w:]*(?:Override|Relationship)\s[^>]*calcChain[^>]*>/g, ''));
}
