import { columnLetter, type Merge } from '../intake/sheet';
import { cellsOf, cellsXml, inlineText, mapRows, rowXml, withoutSpans, type SheetCell, type SheetRow } from '../intake/sheetXml';
import { attributesOf, decodeText, encodeText, firstElement } from '../intake/xml';
import {
  copiedFormula,
  movedAnchors,
  movedEnd,
  movedFormula,
  movedFormulas,
  movedPlaces,
  movedRow,
  namesSheet,
  sharedFormula,
  type Insertion,
  type Insertions,
} from './shift';
import { rowsPlace, type FormSheet } from './xlsxForm';

/** What goes into a cell; a number may be the serial of a day. */
export interface CellWrite {
  value: string | number;
  /** Style of the cell; the one it has where absent. */
  style?: number;
}
export interface RowWrite {
  cells: Map<number, CellWrite>;
  /** Height in points that the texts need, where it is more than the form gives. */
  height?: number;
}

/** What becomes of a worksheet. Rows are those of the form, 0-based. */
export interface SheetPlan {
  rows: ReadonlyMap<number, RowWrite>;
  insertions: readonly (Insertion & { rows: readonly RowWrite[] })[];
}

interface Writing {
  sheet: FormSheet;
  prefix: string;
  plan: SheetPlan;
  insertions: Insertions;
  /** Sheets whose cells change: what is computed from them has to be computed anew. */
  touched: ReadonlySet<string>;
  shared: ReadonlyMap<string, { formula: string; row: number; column: number }>;
}

/** The worksheet part with its values; rows that nothing happens to stay letter by letter what they were. */
export function writeSheet(sheet: FormSheet, plan: SheetPlan, insertions: Insertions, touched: ReadonlySet<string>): string {
  const place = rowsPlace(sheet.xml);
  if (place === undefined) return sheet.xml;
  const { prefix, start, from, to } = place;
  const lines: SheetRow[] = [];
  mapRows(sheet.xml, from, to, prefix, (line) => {
    lines.push(line);
    return '';
  });
  const known = new Set(lines.map(({ row }) => row));
  for (const row of plan.rows.keys()) if (!known.has(row + 1)) lines.push({ row: row + 1, tag: ` r="${row + 1}"`, inner: '', xml: '' });
  for (const { after } of plan.insertions)
    if (!known.has(after + 1) && !plan.rows.has(after)) lines.push({ row: after + 1, tag: ` r="${after + 1}"`, inner: '', xml: '' });
  lines.sort((a, b) => a.row - b.row);
  const write: Writing = { sheet, prefix, plan, insertions, touched, shared: sharedFormulas(lines, prefix) };
  const rows = lines.flatMap((line) => {
    const { row } = line;
    const inserted = plan.insertions.find(({ after }) => after === row - 1);
    const clones = inserted?.rows.map((own, at) => clonedRow(write, line, own, at + 1)) ?? [];
    return [changedRow(write, line), ...clones];
  });
  const head = sheet.xml.slice(0, start);
  const tail = sheet.xml.slice(to);
  const own = insertions.get(sheet.name) ?? [];
  return (
    (own.length === 0 ? head : movedAttributes(head, own)) +
    sheet.xml.slice(start, from) +
    rows.join('') +
    movedTail(own.length === 0 ? tail : movedAttributes(mergesMoved(tail, prefix, sheet, plan), own), sheet.name, insertions, own)
  );
}

function sharedFormulas(lines: readonly SheetRow[], prefix: string): Writing['shared'] {
  const shared = new Map<string, { formula: string; row: number; column: number }>();
  for (const { row, inner } of lines) {
    if (!inner.includes('shared')) continue;
    for (const { column, inner: content } of cellsOf(inner, prefix)) {
      const formula = firstElement(content, `${prefix}f`);
      const { t, si } = attributesOf(formula?.tag ?? '');
      if (t === 'shared' && si !== undefined && formula!.inner !== '')
        shared.set(si, { formula: decodeText(formula!.inner), row: row - 1, column });
    }
  }
  return shared;
}

const numbered = (tag: string, row: number, height?: number): string => {
  const own = withoutSpans(tag).replace(/\sr="\d+"/, '');
  const high = height === undefined ? own : `${own.replace(/\s(?:ht|customHeight)="[^"]*"/g, '')} ht="${height}" customHeight="1"`;
  return ` r="${row}"${high}`;
};

/** The formula of a cell in full, undefined for a value. */
function formulaOf({ prefix, shared }: Writing, row: number, { column, inner }: SheetCell): { text: string; ref?: string } | undefined {
  const formula = firstElement(inner, `${prefix}f`);
  if (formula === undefined) return undefined;
  const { t, si, ref } = attributesOf(formula.tag);
  const master = t === 'shared' && si !== undefined && formula.inner === '' ? shared.get(si) : undefined;
  if (master !== undefined) return { text: sharedFormula(master.formula, row - master.row, column - master.column) };
  const text = decodeText(formula.inner);
  return t === 'array' && ref !== undefined ? { text, ref } : { text };
}

const formulaCell = ({ prefix }: Writing, cell: SheetCell, text: string, ref?: string): SheetCell => {
  const { t: _type, ...attributes } = cell.attributes;
  const kind = ref === undefined ? '' : ` t="array" ref="${ref}"`;
  return { column: cell.column, attributes, inner: `<${prefix}f${kind}>${encodeText(text)}</${prefix}f>` };
};

/** A row of the form with what is written into it, moved where rows came in above. */
function changedRow(write: Writing, { row, tag, inner, xml }: SheetRow): string {
  const { sheet, prefix, plan, insertions, touched } = write;
  const own = insertions.get(sheet.name) ?? [];
  const target = movedRow(own, row - 1);
  const values = plan.rows.get(row - 1);
  // The last row that the form keeps for records is one of them: its formulas follow as those of a copy do.
  const copied = plan.insertions.find(({ after, single }) => !single && after === row - 2);
  let changed = target !== row - 1 || values !== undefined;
  const cells = cellsOf(inner, prefix).map((cell): SheetCell => {
    if (!cell.inner.includes(`<${prefix}f`)) return cell;
    const formula = formulaOf(write, row - 1, cell);
    if (formula === undefined || formula.text === '') return cell;
    if (!touched.has(sheet.name) && !namesSheet(formula.text, touched)) return cell;
    changed = true;
    const text =
      copied === undefined
        ? movedFormula(formula.text, sheet.name, insertions)
        : copiedFormula(formula.text, sheet.name, target - row + 1, insertions);
    return formulaCell(write, cell, text, formula.ref === undefined ? undefined : movedPlaces(formula.ref, own));
  });
  if (!changed) return xml;
  return rowXml(prefix, numbered(tag, target + 1, values?.height), cellsXml(prefix, target + 1, valued(prefix, cells, values)));
}

/** A further record: a row like the one that the form gave, with other values; what that computes is computed here, too. */
function clonedRow(write: Writing, { row, tag, inner }: SheetRow, values: RowWrite, by: number): string {
  const { sheet, prefix, insertions } = write;
  const cells = cellsOf(inner, prefix).map((cell): SheetCell => {
    const { s } = cell.attributes;
    const bare: SheetCell = { column: cell.column, attributes: s === undefined ? {} : { s }, inner: '' };
    const formula = formulaOf(write, row - 1, cell);
    if (formula === undefined || formula.text === '' || formula.ref !== undefined) return bare;
    return formulaCell(write, bare, copiedFormula(formula.text, sheet.name, by, insertions));
  });
  const target = movedRow(insertions.get(sheet.name) ?? [], row - 1) + by + 1;
  return rowXml(prefix, numbered(tag, target, values.height), cellsXml(prefix, target, valued(prefix, cells, values)));
}

function valued(prefix: string, cells: readonly SheetCell[], values: RowWrite | undefined): SheetCell[] {
  if (values === undefined) return [...cells];
  const own = new Map(cells.map((cell) => [cell.column, cell]));
  for (const [column, { value, style }] of values.cells) {
    const { t: _type, ...attributes } = own.get(column)?.attributes ?? {};
    const styled = style === undefined ? attributes : { ...attributes, s: String(style) };
    if (value === '') own.set(column, { column, attributes: styled, inner: '' });
    else if (typeof value === 'number') own.set(column, { column, attributes: styled, inner: `<${prefix}v>${value}</${prefix}v>` });
    else {
      // Excel reads _x000D_ as a character: what a person wrote so is kept as written.
      const { type, inner } = inlineText(prefix, value.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x'));
      own.set(column, { column, attributes: { ...styled, t: type }, inner });
    }
  }
  return [...own.values()];
}

/** Ranges that the sheet names goes down with their rows; the cell that was chosen last stays where it is. */
const movedAttributes = (xml: string, insertions: readonly Insertion[]): string =>
  xml.replace(/<(?!(?:[\w.-]+:)?(?:selection|mergeCell)\b)[\w.:-]+\s[^>]*>/g, (tag) =>
    tag.replace(/(\s(?:ref|sqref)=")([^"]*)"/g, (_, name: string, places: string) => `${name}${movedPlaces(places, insertions)}"`),
  );

const formulaTags = ['formula', 'formula1', 'formula2', 'xm:f', 'x:formula', 'x:formula1', 'x:formula2'];

/** Rules, page breaks and links below the rows. */
function movedTail(tail: string, sheet: string, insertions: Insertions, own: readonly Insertion[]): string {
  const ruled = movedFormulas(tail, formulaTags, sheet, insertions).replace(
    /(<[^>]*\slocation=")([^"]*)"/g,
    (_, head: string, location: string) => `${head}${encodeText(movedFormula(decodeText(location), sheet, insertions))}"`,
  );
  if (own.length === 0) return ruled;
  return movedAnchors(ruled, own)
    .replace(/(<xm:sqref>)([^<]*)/g, (_, head: string, places: string) => head + movedPlaces(places, own))
    .replace(/<((?:[\w.-]+:)?)rowBreaks\b[\s\S]*?<\/\1rowBreaks>/, (list) =>
      list.replace(/(\sid=")(\d+)"/g, (_, name: string, row: string) => `${name}${movedRow(own, Number(row) - 1) + 1}"`),
    );
}

/** Merged cells go down, grow around new rows, and are there again across each of them. */
function mergesMoved(tail: string, prefix: string, { merged }: FormSheet, { insertions }: SheetPlan): string {
  const list = firstElement(tail, `${prefix}mergeCells`);
  if (list === undefined) return tail;
  const refs = merged.map((merge) => {
    const flat = merge.top === merge.bottom;
    const top = movedRow(insertions, merge.top);
    return refOf({ ...merge, top, bottom: flat ? top : movedEnd(insertions, merge.bottom) });
  });
  for (const { after, count } of insertions) {
    const row = movedRow(insertions, after);
    for (const merge of merged.filter(({ top, bottom }) => top === after && bottom === after))
      for (let at = 1; at <= count; at += 1) refs.push(refOf({ ...merge, top: row + at, bottom: row + at }));
  }
  const children = refs.map((ref) => `<${prefix}mergeCell ref="${ref}"/>`).join('');
  return `${tail.slice(0, list.start)}<${prefix}mergeCells count="${refs.length}">${children}</${prefix}mergeCells>${tail.slice(list.end)}`;
}

const refOf = ({ top, left, bottom, right }: Merge): string => `${columnLetter(left)}${top + 1}:${columnLetter(right)}${bottom + 1}`;
