import type { Board, CellValue, Column, Table } from '../document';
import { escape, htmlTable, inline } from './htmlTable';
import { drawPlan, fillOf } from './htmlPicture';
import { htmlSigns } from './htmlSigns';
import { cellText, factText } from './layout';
import { lineCount } from './text';

/** An A3 sheet in mm between its margins; an A2 is the same, enlarged. */
const sheet = { width: 400, height: 270 } as const;
const left = 236;
const right = sheet.width - left - 6;
/** Height of title, facts, legend, telephones and foot, and of the head of the table. */
const frame = 60;
const tableHead = 9;
/** Height of the safety signs with their names. */
const signRow = 23;
const print = 10;
const lineMm = print * 1.35 * (25.4 / 72);
const padding = 1.8;

/** A sheet to be hung up: risks at the left, picture and blanks at the right; what does not fit goes on further sheets. */
export function boardBody(paper: Board, imageUrl: string | null, signUrl?: (name: string) => string): string {
  const { head, facts, legend, table, picture, blanks, signs = [], phones, foot } = paper;
  const height = sheet.height - frame - (signs.length === 0 ? 0 : signRow);
  const rows = rowsThatFit(table, height - tableHead);
  const rest = table.rows.slice(rows);
  const blanksHeight = blanks.reduce((sum, blank) => sum + 18 + blank.rows * 11, 0);
  const room = { width: right, height: height - blanksHeight };
  // Without a picture there is more room to write.
  const lines = picture === null ? Math.floor((room.height - 8) / 11 / blanks.length) : 0;
  const plan = picture === null ? '' : `<h4>安全风险四色分布图</h4>${drawPlan(picture, imageUrl, room)}`;
  const zoom = head.paper.size === 'A2' ? ' style="zoom:1.4142"' : '';
  const more = rest.length === 0 ? '' : `<p class="note">共 ${table.rows.length} 个风险点，其余 ${rest.length} 个见后页。</p>`;
  return `<section class="paper sheet board"${zoom}>
<div class="banner">${escape(head.title)}</div>
<div class="line">${facts.map((fact) => `<span>${inline(factText(fact))}</span>`).join('')}</div>
<div class="legend">${legend.map(({ level, text }) => `<span><i style="background:#${fillOf(level).fill}"></i>${inline(text)}</span>`).join('')}</div>
<div class="halves" style="min-height:${height - 6}mm"><div style="width:${left}mm"><h4>主要安全风险</h4>${fixedTable({ ...table, rows: table.rows.slice(0, rows) }, left)}${more}</div>
<div style="width:${right}mm">${plan}${blanks.map((blank) => blankTable({ ...blank, rows: blank.rows + lines })).join('')}</div></div>
${htmlSigns(signs, signUrl)}
<div class="phones">${phones.map(({ label, value }) => `<span>${inline(label)}<b>${value === '' ? '　　　　　　' : inline(value)}</b></span>`).join('')}</div>
<p class="note">${inline(foot)}</p></section>${rest.length === 0 ? '' : `<section class="paper sheet board"${zoom}><div class="title">${inline(`${head.title}（续）`)}</div>${htmlTable({ ...table, rows: rest }, sheet.width, 'register')}</section>`}`;
}

/** Width of each column in mm, in proportion to the wished ones. */
const widthsOf = (columns: readonly Column[], width: number): number[] => {
  const sum = columns.reduce((all, column) => all + column.width, 0);
  return columns.map((column) => (column.width / sum) * width);
};

function rowsThatFit({ columns, rows }: Table, height: number): number {
  const widths = widthsOf(columns, left);
  const heightOf = (row: readonly CellValue[]) =>
    Math.max(...row.map((value, index) => lineCount(cellText(value), (widths[index]! - 3) / (print * (25.4 / 72))))) * lineMm + padding;
  let free = height;
  const full = rows.findIndex((row) => (free -= heightOf(row)) < 0);
  return full < 0 ? rows.length : full;
}

/** A table in letters of a size that is read on a wall. */
const fixedTable = (table: Table, width: number): string =>
  htmlTable(table, width, 'register')
    .replace(/font-size:[\d.]+pt/, `font-size:${print}pt`)
    .replace(
      /<colgroup>.*?<\/colgroup>/s,
      `<colgroup>${widthsOf(table.columns, 100)
        .map((share) => `<col style="width:${share.toFixed(2)}%">`)
        .join('')}</colgroup>`,
    );

const blankTable = ({ title, columns, rows }: Board['blanks'][number]): string =>
  `<h4>${inline(title)}</h4><table class="grid"><thead><tr>${columns.map((column) => `<th>${inline(column)}</th>`).join('')}</tr></thead><tbody>${`<tr style="height:11mm">${'<td></td>'.repeat(columns.length)}</tr>`.repeat(rows)}</tbody></table>`;

const hei = 'PaperHei,"SimHei","黑体","Noto Sans SC","Noto Sans CJK SC",sans-serif';
/** Its own rules beside those of every paper and of a picture. */
export const boardStyle = `.banner{font:34pt/44pt ${hei};letter-spacing:.25em;text-align:center;background:#c00000;color:#fff}
.board .line{justify-content:center;margin-top:2mm}.board .legend{margin:0 0 1mm}
.board h4{font:12pt/18pt ${hei};margin:1mm 0}
.halves{display:flex;justify-content:space-between}
.board .grid{font-size:10pt;margin-bottom:2mm}.board .whole{break-inside:auto}
.board .signs{--sign:16mm;--name:30mm;justify-content:center;margin-top:1mm;font:9.5pt/12pt ${hei}}
.board .note{margin:0}
.phones{display:flex;justify-content:space-around;border:1pt solid #000;padding:1.5mm 0;margin-top:1mm;font:13pt/22pt ${hei}}
.phones b{font-size:17pt;margin-left:.5em}`;
