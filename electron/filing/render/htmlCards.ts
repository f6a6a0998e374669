import type { Cards, DocumentHead, NoticeCard } from '../document';
import { escape, inline } from './htmlTable';
import { levelFill } from './level';
import { lineCount } from './text';

/** How much of a page a card takes: a quarter, a half or the whole of it. */
type Share = 4 | 2 | 1;

/** Room in mm for the rows of a card, their labels and their texts; smallest and largest print in points. */
const rooms = {
  4: { height: 100, label: 20, text: 67, smallest: 6, largest: 9.5 },
  2: { height: 100, label: 41, text: 142, smallest: 6, largest: 9.5 },
  1: { height: 198, label: 41, text: 142, smallest: 7, largest: 17 },
} as const;
const point = 25.4 / 72;
/** Above and below the text of a row, in mm. */
const padding = 1.6;

/** Cards two by two with lines to cut along, or one to a page. What does not fit into a quarter takes a half or a page of its own. */
export function cardsBody({ head, perPage, cards }: Cards): string {
  const drawn = cards.map((card) => {
    const { share, size } = shareOf(card, perPage);
    return { share, html: drawCard(card, head, share, size) };
  });
  const pages: { free: number; share: Share; html: string[] }[] = [];
  for (const { share, html } of drawn) {
    const page = pages.at(-1);
    const needed = 4 / share;
    // A half begins a row of its own.
    const free = page === undefined || page.share === 1 ? 0 : share === 2 ? page.free - (page.free % 2) : page.free;
    if (page === undefined || share === 1 || free < needed) pages.push({ free: 4 - needed, share, html: [html] });
    else {
      page.html.push(html);
      page.free = free - needed;
    }
  }
  return pages
    .map(({ share, html }) => `<section class="paper sheet cards by${share === 1 ? 1 : 4}">${html.join('')}</section>`)
    .join('\n');
}

function drawCard(
  { name, place, level, rows, signs, foot }: NoticeCard,
  { enterprise, uscc = '' }: DocumentHead,
  share: Share,
  size: number,
): string {
  const { fill, text } = levelFill(level) ?? { fill: 'D9D9D9', text: '000000' };
  const lines = rows.map(({ label, value }) => `<tr><th>${inline(label)}</th><td>${inline(value)}</td></tr>`);
  return `<article class="card${share === 2 ? ' half' : ''}">
<header style="background:#${fill};color:#${text}"><b>安全风险告知卡</b><span>${level === '' ? '' : `${escape(level)}风险`}</span></header>
<h3>${inline(name)}${place === '' ? '' : `<small>${inline(place)}</small>`}</h3>
<table style="font-size:${size}pt"><tbody>${lines.join('')}</tbody></table>
<div class="signs">${signs.map(({ name: sign, kind }) => `<span class="${kind}"><i></i>${inline(sign)}</span>`).join('')}</div>
<footer><span>${inline(`${enterprise}　${uscc}`.trim())}</span><b>${inline(foot)}</b></footer></article>`;
}

/** The smallest share of a page that holds the card, and the largest print with which it does. */
function shareOf(card: NoticeCard, perPage: 1 | 4): { share: Share; size: number } {
  for (const share of perPage === 4 ? ([4, 2] as const) : []) {
    const size = fitting(card, share);
    if (size !== null) return { share, size };
  }
  return { share: 1, size: fitting(card, 1) ?? rooms[1].smallest };
}

/** Largest print in points with which all rows fit, null where none does. */
function fitting({ name, place, rows, signs }: NoticeCard, share: Share): number | null {
  const { height, label, text, smallest, largest } = rooms[share];
  const isSmall = share !== 1;
  const title = lineCount(name + place, (label + text) / (isSmall ? 4 : 7.5)) * (isSmall ? 5.7 : 12);
  const shapes = Math.ceil(signs.length / (share === 2 ? 7 : 4)) * (isSmall ? 4.6 : 9.5);
  for (let size = largest; size >= smallest; size -= 0.5) {
    const line = size * point;
    const filled = rows.map(
      (row) => Math.max(lineCount(row.value, text / line), lineCount(row.label, label / line)) * line * 1.3 + padding,
    );
    if (filled.reduce((sum, row) => sum + row, title + shapes) <= height + (isSmall ? 5.7 : 12)) return size;
  }
  return null;
}

/** Their own rules beside those of every paper. */
export const cardsStyle = `.cards{display:grid;gap:0;align-content:start}
.cards.by4{grid-template-columns:1fr 1fr;grid-auto-rows:134mm}
.cards.by1{grid-auto-rows:minmax(268mm,auto)}
.half{grid-column:1/-1}
.by4 .card{padding:2.5mm;border:.3pt dashed #888}
.card{display:flex;flex-direction:column;min-width:0}
.by4 .card{break-inside:avoid}
.card header{display:flex;justify-content:space-between;align-items:center;padding:1mm 3mm;font:13pt/19pt PaperHei,"SimHei","黑体","Noto Sans SC","Noto Sans CJK SC",sans-serif;border:.5pt solid #000}
.card header b{font-weight:400;letter-spacing:.1em}
.card h3{text-indent:0;margin:1.2mm 0;font:12pt/16pt PaperHei,"SimHei","黑体","Noto Sans SC","Noto Sans CJK SC",sans-serif;display:flex;justify-content:space-between;align-items:baseline;gap:3mm}
.card h3 small{font-size:8pt;line-height:11pt}
.card table{width:100%;margin:0;line-height:1.3;font-family:PaperSong,"SimSun","宋体","Noto Serif SC","Noto Serif CJK SC",serif}
.card th{width:22.5%;font-weight:400;font-family:PaperHei,"SimHei","黑体","Noto Sans SC","Noto Sans CJK SC",sans-serif;background:#f2f2f2;padding:.6mm 1mm;text-align:center}
.card td{padding:.6mm 1.2mm}
.signs{display:flex;flex-wrap:wrap;gap:1mm 3mm;margin-top:auto;padding:1.2mm 0;font-size:7.5pt;line-height:10pt}
.signs span{display:flex;align-items:center;gap:1mm}
.signs i{width:4mm;height:4mm;box-sizing:border-box}
.signs .warning i{background:#FFD100;clip-path:polygon(50% 0,100% 92%,0 92%)}
.signs .prohibition i{border:.9mm solid #D40000;border-radius:50%;background:linear-gradient(45deg,transparent 42%,#D40000 42%,#D40000 58%,transparent 58%)}
.signs .command i{background:#005BAC;border-radius:50%}
.card footer{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 2mm;font-size:7.5pt;line-height:10pt;border-top:.5pt solid #000;padding-top:.8mm}
.card footer b{font-weight:400;white-space:nowrap;margin-left:auto}
.by1 .card header{font-size:30pt;line-height:44pt}.by1 .card h3{font-size:24pt;line-height:34pt;margin:3mm 0}.by1 .card h3 small{font-size:15pt;line-height:20pt}
.by1 .signs{font-size:15pt;line-height:20pt;gap:2mm 6mm;padding:3mm 0}.by1 .signs i{width:9mm;height:9mm}.by1 .signs .prohibition i{border-width:2mm}
.by1 .card footer{font-size:12pt;line-height:18pt}`;
