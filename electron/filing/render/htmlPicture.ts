import { labelOf, lineStep } from '../../../db/domain/map/label';
import { middleOf, type Corner } from '../../../db/domain/map/outline';
import type { Picture, PictureArea, Table } from '../document';
import { escape, htmlSignatures, htmlTablePart, inline, tableLook } from './htmlTable';
import { cellText, factText, paperSize, registerMargins, textWidthMm } from './layout';
import { levelFill } from './level';
import { lineCount, printable } from './text';

/** Room in mm for title, facts, legend and signatures around the picture, and what stays free of it. */
const around = 46;
const noFill = { fill: 'D9D9D9', text: '000000' };

/** The picture with its legend on one page, the list of areas on the next. */
export function pictureBody(paper: Picture, imageUrl: string | null): string {
  const { head } = paper;
  const width = textWidthMm(head.paper, registerMargins);
  const height = paperSize(head.paper).height - registerMargins.top - registerMargins.bottom - around;
  return `<section class="paper sheet">
<div class="title">${inline(head.title)}</div>
<div class="line">${paper.facts.map((fact) => `<span>${inline(factText(fact))}</span>`).join('')}</div>
${drawPlan(paper, imageUrl, { width, height })}
<div class="legend">${paper.legend.map(({ level, text }) => `<span><i style="background:#${fillOf(level).fill}"></i>${inline(text)}</span>`).join('')}</div>
${htmlSignatures(paper.signatures)}
</section>
<section class="paper sheet"><div class="title">${inline(`${head.title}区域清单`)}</div>
${areaTable(paper, width)}${paper.notes.map((note) => `<p class="note">${inline(note)}</p>`).join('')}</section>`;
}

/** Smallest print of the list of areas in points, lines of its title and of a note in points. */
const smallestAreas = 9;
const areasTitle = 40;
const noteLine = 17;

/** The list of areas; its print is somewhat smaller where it would go over the page by a few lines. */
function areaTable({ head, table, notes }: Picture, width: number): string {
  const { widths, points: usual } = tableLook(table, width, 'register');
  const noted = notes.reduce((sum, note) => sum + lineCount(note, inPoints(width) / 10.5) * noteLine, 0);
  const room = inPoints(paperSize(head.paper).height - registerMargins.top - registerMargins.bottom) - areasTitle - noted - noteLine;
  let points = usual;
  while (points > smallestAreas && heightOf(table, widths, points) > room) points -= 0.5;
  if (heightOf(table, widths, points) > room) points = usual;
  return htmlTablePart(table, { from: 0, to: table.rows.length, look: { widths, points } });
}

/** Height of a table in points: its rows and two lines of heads. */
function heightOf(table: Table, widths: readonly number[], points: number): number {
  const lines = table.rows.map((row) => Math.max(...row.map((value, index) => lineCount(cellText(value), widths[index]!))));
  return [1, 1, ...lines].reduce((sum, count) => sum + (count * 1.35 + 0.5) * points + 0.5, 0);
}

const inPoints = (millimetres: number): number => (millimetres / 25.4) * 72;

/** A plan with its areas as large as the room in mm allows. */
export function drawPlan(
  plan: Pick<Picture, 'width' | 'height' | 'areas'>,
  imageUrl: string | null,
  room: { width: number; height: number },
): string {
  const scale = Math.min(room.width / plan.width, room.height / plan.height);
  const size = { width: plan.width * scale, height: plan.height * scale };
  return `<div class="plan" style="width:${mm(size.width)}mm;height:${mm(size.height)}mm">${imageUrl === null ? '' : `<img src="${escape(imageUrl)}" alt="">`}
<svg viewBox="0 0 ${mm(size.width)} ${mm(size.height)}">${plan.areas.map((area) => drawArea(area, size)).join('')}</svg></div>`;
}

/** Its own rules beside those of every paper. */
export const pictureStyle = `.plan{position:relative;margin:0 auto;border:.5pt solid #000;background:#fff}
.plan img,.plan svg{position:absolute;inset:0;width:100%;height:100%}
.plan text{font-family:PaperHei,"SimHei","黑体","Noto Sans SC","Noto Sans CJK SC",sans-serif;text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:.6;stroke-linejoin:round}
.legend{display:flex;flex-wrap:wrap;justify-content:center;gap:1mm 7mm;margin-top:3mm;font-size:11pt;line-height:16pt;break-before:avoid}
.legend i{display:inline-block;width:9mm;height:4.5mm;margin-right:2mm;border:.5pt solid #000;vertical-align:-.8mm}
.sheet .plan+.legend+.signatures{margin-top:3mm}`;

const mm = (value: number): string => String(Math.round(value * 100) / 100);
export const fillOf = (level: string) => levelFill(level) ?? noFill;

function drawArea({ name, level, outline }: PictureArea, size: { width: number; height: number }): string {
  const corners = outline.map(([x, y]): Corner => [x, y]);
  const at = ([x, y]: Corner): [string, string] => [mm((x / 1_000_000) * size.width), mm((y / 1_000_000) * size.height)];
  const { at: middle, room, height } = middleOf(corners);
  const { lines, size: letters } = labelOf(
    printable(name),
    { width: (room / 1_000_000) * size.width, height: (height / 1_000_000) * size.height },
    { least: 2.2, most: 5 },
  );
  const [x, y] = at(middle);
  const top = mm(Number(y) - ((lines.length - 1) / 2) * lineStep * letters);
  const words = lines.map((line, index) => `<tspan x="${x}"${index === 0 ? '' : ` dy="${lineStep}em"`}>${escape(line)}</tspan>`).join('');
  const word = level === '' ? '' : `<tspan x="${x}" dy="1.25em" font-size="${mm(letters * 0.8)}">${escape(level)}</tspan>`;
  return `<polygon points="${corners.map((corner) => at(corner).join(',')).join(' ')}" fill="#${fillOf(level).fill}" fill-opacity="${level === '' ? 0.35 : 0.55}" stroke="#000" stroke-width=".4" stroke-linejoin="round"/>
<text x="${x}" y="${top}" font-size="${mm(letters)}">${words}${word}</text>`;
}
