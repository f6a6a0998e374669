import type { Cards, DocumentHead, NoticeCard } from '../document';
import { htmlSigns } from './htmlSigns';
import { escape, inline } from './htmlTable';
import { levelFill } from './level';
import { setLines, textWidth } from './text';

/** How many cards of this size a page holds. */
type Share = 1 | 2 | 4;

/** Room of a card inside its edge, its label column, a sign and its name, all in mm; smallest and largest print of its texts in points. */
const sizes = {
  4: { width: 89.7, height: 128.6, label: 19.5, sign: 9, signName: 14.9, smallest: 6.5, largest: 9.5, looks: 'small' },
  2: { width: 184.7, height: 128.6, label: 24, sign: 13, signName: 20, smallest: 6.5, largest: 13, looks: 'medium' },
  1: { width: 190, height: 267.6, label: 34, sign: 18, signName: 27, smallest: 7, largest: 17, looks: 'large' },
} as const;
const point = 25.4 / 72;
/** Lines in points and what stands between them in mm. */
const looks = {
  small: { head: 19, name: 12, nameLine: 16, place: 8, nameGap: 2.4, signName: 5.7, signNameLine: 7.2, gap: 1.2, foot: 7.5, footLine: 10 },
  medium: {
    head: 25,
    name: 15,
    nameLine: 20,
    place: 10,
    nameGap: 2.4,
    signName: 7.5,
    signNameLine: 9.5,
    gap: 1.2,
    foot: 8.5,
    footLine: 11,
  },
  large: { head: 44, name: 24, nameLine: 34, place: 15, nameGap: 6, signName: 9.5, signNameLine: 12, gap: 3, foot: 12, footLine: 18 },
} as const;
const lineHeight = 1.3;
/** Above and below the text of a row with its rule, and at both sides of it, in mm. */
const padding = { row: 1.45, side: 2.6 } as const;
/** Characters by which a line of another font may be longer. */
const tolerance = 0.4;

/** Cards two by two or one above the other with lines to cut along, or one to a page, in their order. */
export function cardsBody({ head, perPage, cards }: Cards, signUrl?: (name: string) => string): string {
  return pagesOf(cards, head, perPage)
    .map(
      (page) =>
        `<section class="paper sheet cards">${page.map(({ card, share }) => drawCard(card, head, share, signUrl)).join('')}</section>`,
    )
    .join('\n');
}

interface Placed {
  card: NoticeCard;
  share: Share;
}

/**
 * Each card takes the smallest share of a page that holds its texts in legible print. What would leave room free beside or below it that no
 * later card may take, because the order stays, is drawn larger instead; only the last page may end early.
 */
function pagesOf(cards: readonly NoticeCard[], head: DocumentHead, perPage: Cards['perPage']): Placed[][] {
  const shares = ([4, 2, 1] as const).filter((share) => share <= perPage);
  const placed = cards.map((card): Placed => ({ card, share: shares.find((share) => fitting(card, head, share) !== null) ?? 1 }));
  const rows: Placed[][] = [];
  for (const [at, one] of placed.entries()) {
    const row = rows.at(-1);
    if (one.share === 4 && row?.length === 1 && row[0]!.share === 4) row.push(one);
    else rows.push([one.share === 4 && at < placed.length - 1 && placed[at + 1]!.share !== 4 ? { ...one, share: 2 } : one]);
  }
  const pages: Placed[][][] = [];
  for (const row of rows) {
    const page = pages.at(-1);
    if (page?.length === 1 && row[0]!.share !== 1 && page[0]![0]!.share !== 1) page.push(row);
    else pages.push([row]);
  }
  return pages.map((page, at) => {
    const isOpen = page.length === 1 && at < pages.length - 1;
    return page.flat().map((one) => (isOpen ? { ...one, share: page[0]!.length as Share } : one));
  });
}

function drawCard(card: NoticeCard, head: DocumentHead, share: Share, signUrl?: (name: string) => string): string {
  const { name, place, level, rows, signs, foot } = card;
  const { fill, text } = levelFill(level) ?? { fill: 'D9D9D9', text: '000000' };
  const { label, smallest } = sizes[share];
  const lines = rows.map(({ label: words, value }) => `<tr><th>${inline(words)}</th><td>${inline(value)}</td></tr>`);
  return `<article class="card by${share}">
<header style="background:#${fill};color:#${text}"><b>安全风险告知卡</b><span>${level === '' ? '' : `${escape(level)}风险`}</span></header>
<h3>${inline(name)}${place === '' ? '' : `<small>${inline(place)}</small>`}</h3>
<table style="font-size:${fitting(card, head, share) ?? smallest}pt"><colgroup><col style="width:${label}mm"><col></colgroup><tbody>${lines.join('')}</tbody></table>
${htmlSigns(
  signs.map((sign) => sign.name),
  signUrl,
)}
<footer><span>${inline(issuer(head))}</span><b>${inline(foot)}</b></footer></article>`;
}

const issuer = ({ enterprise, uscc = '' }: DocumentHead): string => `${enterprise}　${uscc}`.trim();

/** Largest print in points with which the whole card has room, null where none does. */
function fitting(card: NoticeCard, head: DocumentHead, share: Share): number | null {
  const { width, height, label, smallest, largest } = sizes[share];
  const free = height - around(card, head, share);
  for (let size = largest; size >= smallest; size -= 0.25) {
    const letter = size * point;
    const perLine = (width - label - padding.side) / letter - tolerance;
    const lines = card.rows.map((row) => Math.max(setLines(row.value, perLine), setLines(row.label, (label - padding.side) / letter)));
    if (lines.reduce((sum, count) => sum + count * letter * lineHeight + padding.row, 0) <= free) return size;
  }
  return null;
}

/** Height in mm of what stands above and below the texts. */
function around({ name, place, signs, foot }: NoticeCard, head: DocumentHead, share: Share): number {
  const { width, sign, signName, looks: kind } = sizes[share];
  const look = looks[kind];
  const nameWidth = textWidth(name) * look.name + (place === '' ? 0 : (textWidth(place) + 1) * look.place);
  const nameLines = Math.ceil((nameWidth * point) / (width - 2));
  const perRow = Math.floor(width / signName);
  const signLines = Math.max(1, ...signs.map((one) => setLines(one.name, signName / (look.signName * point))));
  const signRows = Math.ceil(signs.length / perRow) * (sign + 1 + signLines * look.signNameLine * point);
  const own = issuer(head);
  const ownLines = setLines(own, width / (look.foot * point));
  const isOneLine = (textWidth(own) + textWidth(foot)) * look.foot * point + 2 <= width;
  const footLines = isOneLine ? 1 : ownLines + 1;
  return 2.4 + look.nameGap + 2 * look.gap + 1.2 + signRows + (look.head + nameLines * look.nameLine + footLines * look.footLine) * point;
}

const hei = 'PaperHei,"SimHei","黑体","Noto Sans SC","Noto Sans CJK SC",sans-serif';
/** What a size looks like, in the numbers by which it was measured. */
const styleOf = (share: Share): string => {
  const { sign, signName, looks: kind } = sizes[share];
  const { head, name, nameLine, place, nameGap, gap, foot, footLine, ...signs } = looks[kind];
  const own = `.by${share}`;
  return `${own} header{font:${head * 0.68}pt/${head}pt ${hei}}
${own} h3{font:${name}pt/${nameLine}pt ${hei};margin:${nameGap / 2}mm 0}${own} small{font-size:${place}pt}
${own} .signs{--sign:${sign}mm;--name:${signName}mm;padding:${gap}mm 0;font:${signs.signName}pt/${signs.signNameLine}pt ${hei}}
${own} footer{font-size:${foot}pt;line-height:${footLine}pt}`;
};

/** Their own rules beside those of every paper. */
export const cardsStyle = `.cards{display:flex;flex-wrap:wrap;align-content:flex-start}
.card{display:flex;flex-direction:column;min-width:0;break-inside:avoid}
.by4{width:95mm;height:134mm}.by2{width:190mm;height:134mm}
.by4,.by2{padding:2.5mm;border:.3pt dashed #888}
.by1{width:190mm;min-height:268mm;break-inside:auto}
.card header{display:flex;justify-content:space-between;align-items:center;padding:1mm 3mm;border:.5pt solid #000}
.card header b{font-weight:400;letter-spacing:.1em}
.card h3{text-indent:0;text-align:left}
.card small{margin-left:1em}
.card table{width:100%;margin:0;line-height:${lineHeight};font-family:PaperSong,"SimSun","宋体","Noto Serif SC","Noto Serif CJK SC",serif}
.card th{font-weight:400;font-family:${hei};background:#f2f2f2;padding:.6mm 1mm;text-align:center}
.card td{padding:.6mm 1.2mm}
.card .signs{margin-top:auto}
.card footer{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 2mm;border-top:.5pt solid #000;padding-top:.8mm}
.card footer b{font-weight:400;white-space:nowrap;margin-left:auto}
${([4, 2, 1] as const).map(styleOf).join('\n')}`;
