import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  ShadingType,
  Table as DocxTable,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type ITableBordersOptions,
  type ITableCellOptions,
} from 'docx';
import type { CellValue, Column, Fact, Signature, Table } from '../document';
import {
  alignOf,
  brokenTitles,
  cellPadding,
  cellText,
  columnWidths,
  factRows,
  headRows,
  isTallRow,
  isShortTable,
  printSize,
  signatureText,
} from './layout';
import { levelFill } from './level';
import { linesOf, textWidth } from './text';
import { atLeast, exact, run, tableLine, twips, type Face, type RunParts } from './docxStyle';

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
export const unframed: ITableBordersOptions = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
};
const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

interface CellLook {
  align: 'left' | 'center' | 'right';
  face: Face;
  size: number;
  bold?: boolean;
  fill?: string;
  colour?: string;
  /** Stays on the page of the next row. */
  keepNext?: boolean;
}

/** Text runs of a text with its line breaks. */
export const runsOf = (text: string, options: RunParts) =>
  linesOf(text).map((line, index) => new TextRun({ ...run(...options), text: line, ...(index > 0 ? { break: 1 } : {}) }));

function cell(text: string, look: CellLook, width: number, more: Partial<ITableCellOptions> = {}): TableCell {
  const runOptions: RunParts = [look.face, look.size, { bold: look.bold, color: look.colour ?? '000000' }];
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 30, bottom: 30, left: 55, right: 55 },
    ...(look.fill ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: look.fill } } : {}),
    children: [
      new Paragraph({
        alignment: alignments[look.align],
        keepNext: look.keepNext ?? false,
        spacing: exact(tableLine(look.size)),
        children: runsOf(text, runOptions),
      }),
    ],
    ...more,
  });
}

/** A cell without frame of its own for whatever is to stand in it. */
export const cellOf = (children: Paragraph[], width: number) => new TableCell({ width: { size: width, type: WidthType.DXA }, children });

export const tableOf = (rows: TableRow[], widths: readonly number[], borders?: ITableBordersOptions) =>
  new DocxTable({
    rows,
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    width: { size: sum(widths), type: WidthType.DXA },
    ...(borders ? { borders } : {}),
  });

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Whole twips that add up to the width. */
function shares(weights: readonly number[], width: number): number[] {
  const total = sum(weights);
  let used = 0;
  let weight = 0;
  return weights.map((part) => {
    weight += part;
    const share = Math.round((weight / total) * width) - used;
    used += share;
    return share;
  });
}

/**
 * A table as wide as the page: repeated head rows, rows that are never cut nor the last of them alone, an explicit grid (WPS drops
 * tables without one).
 * @param followed whether its last row stays with what comes after, so that signatures never stand alone on a page
 */
export function docxTable(table: Table, widthMm: number, kind: 'register' | 'letter', followed = false): DocxTable {
  const weights = columnWidths(table, widthMm, kind);
  const size = printSize(weights, widthMm) * 2;
  const widths = shares(
    weights.map((width) => width + cellPadding),
    twips(widthMm),
  );
  const least = table.rowHeight ? { height: atLeast(table.rowHeight) } : {};
  // A register begins its page with the table: there is no better page to go to.
  const whole = kind === 'letter' && isShortTable(table);
  const last = table.rows.length - 1;
  const body = table.rows.map((row, index) => {
    const keepNext = index === last ? followed || table.total !== undefined : whole || index === last - 1;
    const cantSplit = !isTallRow(row, weights, size / 2);
    return new TableRow({ cantSplit, ...least, children: cellsOf(table.columns, row, widths, size, { keepNext: keepNext && cantSplit }) });
  });
  if (table.rows.length === 0) body.push(emptyRow(table, widths, size));
  if (table.total)
    body.push(
      new TableRow({
        cantSplit: true,
        ...least,
        children: cellsOf(table.columns, table.total, widths, size, { bold: true, keepNext: followed }),
      }),
    );
  return tableOf([...headOf(table.columns, weights, widths, size), ...body], widths);
}

function headOf(columns: readonly Column[], weights: readonly number[], widths: readonly number[], size: number): TableRow[] {
  return headRows(brokenTitles(columns, weights)).map(
    (cells) =>
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: cells.map((head) =>
          cell(
            head.text,
            { align: 'center', face: 'heading', size, fill: 'E7E6E6', keepNext: true },
            sum(widths.slice(head.from, head.from + head.columns)),
            { columnSpan: head.columns, rowSpan: head.rows },
          ),
        ),
      }),
  );
}

function cellsOf(
  columns: readonly Column[],
  row: readonly CellValue[],
  widths: readonly number[],
  size: number,
  { bold = false, keepNext = false }: Pick<CellLook, 'bold' | 'keepNext'>,
): TableCell[] {
  return columns.map((column, index) => {
    const text = cellText(row[index] ?? null);
    const level = column.kind === 'level' ? levelFill(text) : undefined;
    return cell(
      text,
      {
        align: alignOf(column),
        face: 'song',
        size,
        bold: bold || level !== undefined,
        keepNext,
        fill: level?.fill,
        colour: level?.text,
      },
      widths[index]!,
    );
  });
}

const emptyRow = (table: Table, widths: readonly number[], size: number) =>
  new TableRow({
    cantSplit: true,
    height: atLeast(12),
    children: [cell(table.empty ?? '无', { align: 'center', face: 'song', size }, sum(widths), { columnSpan: widths.length })],
  });

/** Label and value pairs, two to a line where they are short, all on one page. */
export function docxFacts(facts: readonly Fact[], widthMm: number, rowHeight = 9): DocxTable {
  const widths = shares([5, 11, 5, 11], twips(widthMm));
  const pairs = factRows(facts);
  const rows = pairs.map((pair, index) => {
    const look: CellLook = { align: 'left', face: 'body', size: 24, keepNext: index < pairs.length - 1 };
    const label = (fact: Fact) => cell(fact.label, { ...look, align: 'center', face: 'heading', fill: 'F2F2F2' }, widths[0]!);
    const value = (fact: Fact) =>
      pair.length === 2 ? cell(fact.value, look, widths[1]!) : cell(fact.value, look, sum(widths.slice(1)), { columnSpan: 3 });
    return new TableRow({ cantSplit: true, height: atLeast(rowHeight), children: pair.flatMap((fact) => [label(fact), value(fact)]) });
  });
  return tableOf(rows, widths);
}

/** Places to sign, all side by side if the width holds them, else as many as it does, with room for pen and seal. */
export function docxSignatures(signatures: readonly Signature[], widthMm: number, keep = false): DocxTable {
  const needed = signatures.map((signature) => textWidth(signatureText(signature)) + 1);
  const room = twips(widthMm) / 20 / 12;
  const inOne = sum(needed) <= room;
  const perRow = inOne ? signatures.length : Math.max(1, Math.min(4, Math.floor(room / (Math.max(...needed) + 1))));
  const widths = shares(inOne ? needed : Array<number>(perRow).fill(1), twips(widthMm));
  const rows: TableRow[] = [];
  for (let from = 0; from < signatures.length; from += perRow) {
    const line = widths.map((width, index) => {
      const signature = signatures[from + index];
      return cell(
        signature ? signatureText(signature) : '',
        { align: 'left', face: 'body', size: 24, keepNext: keep || from + perRow < signatures.length },
        width,
      );
    });
    rows.push(
      new TableRow({
        cantSplit: true,
        height: atLeast(signatures.slice(from, from + perRow).some(({ seal }) => seal) ? 22 : 14),
        children: line,
      }),
    );
  }
  return tableOf(rows, widths, unframed);
}
