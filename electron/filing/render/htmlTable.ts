import type { CellValue, Column, Fact, Signature, Table } from '../document';
import {
  alignOf,
  brokenTitles,
  cellPadding,
  columnWidths,
  factRows,
  headRows,
  isTallRow,
  isShortTable,
  printSize,
  signatureText,
} from './layout';
import { levelFill } from './level';
import { printable } from './text';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escape = (text: string): string => printable(text).replace(/[&<>"']/g, (character) => entities[character]!);
/** Words that hyphens join at which no line ends (U+2011). */
const joined = /([\w/.]+(?:\u2011[\w/.]+)+)/;
/** Text with its line breaks, and none within numbers of standards. */
export const inline = (text: string): string =>
  text
    .split(joined)
    .map((part, index) => (index % 2 === 0 ? escape(part).replaceAll('\n', '<br>') : `<span class="joined">${escape(part)}</span>`))
    .join('');

/** How wide the columns of a table are, in fullwidth characters, and how large its print. */
export interface TableLook {
  widths: number[];
  points: number;
}

export function tableLook(table: Table, widthMm: number, kind: 'register' | 'letter'): TableLook {
  const widths = columnWidths(table, widthMm, kind);
  return { widths, points: printSize(widths, widthMm) };
}

/** Rows of a table that are printed at once, counted from 0, with the looks of the whole of it. */
export interface TablePart {
  from: number;
  to: number;
  look: TableLook;
}

/** Address of a link that takes no room: Chromium writes down on which page each link stands. */
export const rowUrl = (row: number): string => `row:${row}`;
const rowMark = (row: number): string => `<a class="mark" href="${rowUrl(row)}"></a>`;

/** A table over the whole width: head rows repeat on each page, rows are not cut. */
export const htmlTable = (table: Table, widthMm: number, kind: 'register' | 'letter'): string =>
  htmlTablePart(table, { from: 0, to: table.rows.length, look: tableLook(table, widthMm, kind) });

/** Some rows of a table, with its total if the last one is among them; else each row bears a mark that tells its page. */
export function htmlTablePart(table: Table, { from, to, look }: TablePart): string {
  const { widths, points } = look;
  const total = widths.reduce((sum, width) => sum + width + cellPadding, 0);
  const columns = widths.map((width) => `<col style="width:${(((width + cellPadding) / total) * 100).toFixed(3)}%">`).join('');
  const least = table.rowHeight ? ` style="height:${table.rowHeight}mm"` : '';
  let isWhole = isShortTable(table);
  const isLast = to === table.rows.length;
  const rows = table.rows.slice(from, to).map((row, index) => {
    const isTall = isTallRow(row, widths, points);
    if (isTall) isWhole = false;
    return `<tr${isTall ? ' class="long"' : ''}${least}>${cells(table.columns, row, isLast ? '' : rowMark(from + index))}</tr>`;
  });
  if (table.rows.length === 0)
    rows.push(`<tr><td class="empty" colspan="${table.columns.length}">${inline(table.empty ?? '无')}</td></tr>`);
  if (table.total && isLast) rows.push(`<tr class="total"${least}>${cells(table.columns, table.total)}</tr>`);
  return `<table class="grid${isWhole ? ' whole' : ''}" style="font-size:${points}pt"><colgroup>${columns}</colgroup><thead>${head(table.columns, widths)}</thead><tbody>${rows.join('')}</tbody></table>`;
}

const head = (columns: readonly Column[], widths: readonly number[]): string =>
  headRows(brokenTitles(columns, widths))
    .map(
      (row) =>
        `<tr>${row
          .map(
            (cell) =>
              `<th${cell.columns > 1 ? ` colspan="${cell.columns}"` : ''}${cell.rows > 1 ? ` rowspan="${cell.rows}"` : ''}>${inline(cell.text)}</th>`,
          )
          .join('')}</tr>`,
    )
    .join('');

const cells = (columns: readonly Column[], row: readonly CellValue[], mark = ''): string =>
  columns
    .map((column, index) => {
      const text = String(row[index] ?? '');
      const level = column.kind === 'level' ? levelFill(text) : undefined;
      const fill = level ? ` style="background:#${level.fill};color:#${level.text};font-weight:700"` : '';
      return `<td class="${alignOf(column)}"${fill}>${index === 0 ? mark : ''}${inline(text)}</td>`;
    })
    .join('');

/** Label and value pairs in a frame, two to a line where they are short. */
export function htmlFacts(facts: readonly Fact[], rowHeight?: number): string {
  const height = rowHeight ? ` style="height:${rowHeight}mm"` : '';
  const rows = factRows(facts).map((pair) => {
    const span = pair.length === 1 ? ' colspan="3"' : '';
    return `<tr${height}>${pair.map(({ label, value }) => `<th>${inline(label)}</th><td${span}>${inline(value)}</td>`).join('')}</tr>`;
  });
  return `<table class="facts"><colgroup><col style="width:16%"><col style="width:34%"><col style="width:16%"><col style="width:34%"></colgroup><tbody>${rows.join('')}</tbody></table>`;
}

/** Places to sign, with room for pen and seal. */
export const htmlSignatures = (signatures: readonly Signature[]): string =>
  `<div class="signatures">${signatures.map((signature) => `<div${signature.seal ? ' class="seal"' : ''}>${inline(signatureText(signature))}</div>`).join('')}</div>`;
