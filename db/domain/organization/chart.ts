/** What stands in a box: the first line is its title. */
export interface ChartBox {
  lines: readonly string[];
}
export interface ChartNode extends ChartBox {
  children: readonly ChartNode[];
}

/** A chart before it is laid out: rows of boxes from the top down, and below them trees side by side. */
export interface Chart {
  title: string;
  rows: readonly (readonly ChartBox[])[];
  trees: readonly ChartNode[];
}

/** 组织机构图, 安全生产管理网络图. */
export const chartKinds = ['organization', 'safety'] as const;
export type ChartKind = (typeof chartKinds)[number];

export interface PlacedBox {
  x: number;
  y: number;
  height: number;
  lines: readonly string[];
}
/** A chart laid out, in units of which a character is 12 wide. */
export interface ChartPicture {
  title: string;
  width: number;
  height: number;
  boxes: readonly PlacedBox[];
  /** Horizontal and vertical strokes between them. */
  strokes: readonly { x1: number; y1: number; x2: number; y2: number }[];
}

export const boxWidth = 132;
export const lineHeight = 16;
const padding = 6;
const gap = 18;
const indent = 14;
/** Columns side by side; more go on below. */
const mostColumns = 12;
/** Characters of a line; two narrow ones count as one. */
const lineLength = 10;
/** Lines below the title of a box; what does not fit is counted. */
const mostLines = 4;

const widthOf = (character: string): number => (character.charCodeAt(0) < 256 ? 0.5 : 1);

/** Text broken where a line of a box ends. */
export function broken(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    if (lengthOf(line + character) > lineLength) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return line === '' ? lines : [...lines, line];
}
const lengthOf = (text: string): number => sum([...text].map(widthOf));

/** Names in lines; none is torn apart that has room in one, and none begins with the mark after another. */
function listed(names: readonly string[], after = ''): string[] {
  const lines: string[] = [];
  for (const [at, name] of names.entries()) {
    const word = at < names.length - 1 ? `${name}、` : `${name}${after}`;
    const last = lines.at(-1);
    if (last !== undefined && lengthOf(last + word) <= lineLength) lines[lines.length - 1] = last + word;
    else lines.push(...broken(word));
  }
  return lines;
}

/** Names as they stand in a box; beyond some lines only how many they are: 张三、李四等9人. */
export function namesInBox(names: readonly string[]): string[] {
  const all = listed(names);
  if (all.length <= mostLines) return all;
  for (let shown = names.length - 1; shown > 0; shown -= 1) {
    const lines = listed(names.slice(0, shown), `等${names.length}人`);
    if (lines.length <= mostLines) return lines;
  }
  return [`${names.length}人`];
}

const heightOf = ({ lines }: ChartBox): number => lines.length * lineHeight + 2 * padding;

const depthOf = (node: ChartNode): number => 1 + Math.max(0, ...node.children.map(depthOf));

/** A tree as it is placed: its branches one below the other, or side by side below its box. */
interface Block {
  node: ChartNode;
  isWide: boolean;
}
const columnsOf = ({ node, isWide }: Block): number => (isWide ? node.children.length : 1);
const narrow = (node: ChartNode): number => boxWidth + indent * (depthOf(node) - 1);
const tall = (node: ChartNode): number => heightOf(node) + sum(node.children.map((child) => gap / 2 + tall(child)));
const blockWidth = ({ node, isWide }: Block): number => (isWide ? rowWidth(node.children.map(narrow)) : narrow(node));
const blockHeight = ({ node, isWide }: Block): number =>
  isWide ? heightOf(node) + 2 * gap + Math.max(...node.children.map(tall)) : tall(node);
const rowWidth = (widths: readonly number[]): number => sum(widths) + gap * (widths.length - 1);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Blocks in rows of so many columns as have room. */
function ranksOf(blocks: readonly Block[]): Block[][] {
  const ranks: Block[][] = [];
  let columns = Infinity;
  for (const block of blocks) {
    columns += columnsOf(block);
    if (columns > mostColumns) {
      ranks.push([]);
      columns = columnsOf(block);
    }
    ranks.at(-1)!.push(block);
  }
  return ranks;
}

/** Ranks of trees below `rows`, those spread out that leave the chart larger on a landscape page. */
function arranged(rows: Chart['rows'], trees: Chart['trees']): Block[][] {
  const rowsWidth = Math.max(0, ...rows.map((row) => row.length * (boxWidth + gap) - gap));
  const rowsHeight = sum(rows.map((row) => 2 * gap + Math.max(0, ...row.map(heightOf))));
  /** The larger, the smaller the letters on the page. */
  const cost = (blocks: readonly Block[]): number => {
    const ranks = ranksOf(blocks);
    const width = Math.max(rowsWidth, ...ranks.map((rank) => rowWidth(rank.map(blockWidth))));
    const height = rowsHeight + sum(ranks.map((rank) => 3 * gap + Math.max(...rank.map(blockHeight))));
    return Math.max(width / landscape, height);
  };
  let blocks = trees.map((node): Block => ({ node, isWide: false }));
  for (;;) {
    const open = blocks.filter(({ node, isWide }) => !isWide && node.children.length > 1);
    const highest = open.toSorted((a, b) => blockHeight(b) - blockHeight(a))[0];
    const spread = blocks.map((block) => (block === highest ? { ...block, isWide: true } : block));
    if (highest === undefined || cost(spread) >= cost(blocks)) return ranksOf(blocks);
    blocks = spread;
  }
}
/** Width by height of what a landscape page has room for below a title. */
const landscape = 1.6;

/** Boxes and strokes of a chart; the same on the screen and on paper. */
export function layOut({ title, rows, trees }: Chart): ChartPicture {
  const boxes: PlacedBox[] = [];
  const strokes: { x1: number; y1: number; x2: number; y2: number }[] = [];
  const stroke = (x1: number, y1: number, x2: number, y2: number): void => void strokes.push({ x1, y1, x2, y2 });
  const put = (box: ChartBox, x: number, y: number): number => {
    boxes.push({ x, y, height: heightOf(box), lines: box.lines });
    return y + heightOf(box);
  };
  /** A tree with its branches one below the other. @returns the lower end */
  const putTree = (node: ChartNode, x: number, y: number): number => {
    let end = put(node, x, y);
    const top = end;
    let last = top;
    for (const child of node.children) {
      const at = end + gap / 2;
      last = at + heightOf(child) / 2;
      stroke(x + indent / 2, last, x + indent, last);
      end = putTree(child, x + indent, at);
    }
    if (node.children.length > 0) stroke(x + indent / 2, top, x + indent / 2, last);
    return end;
  };
  /** A tree with its branches side by side. @returns the lower end */
  const putWide = (node: ChartNode, x: number, y: number): number => {
    const bus = put(node, centreOf({ node, isWide: true }, x) - boxWidth / 2, y) + gap;
    const centres: number[] = [];
    let at = x;
    const ends = node.children.map((child) => {
      const left = at;
      centres.push(left + boxWidth / 2);
      at += narrow(child) + gap;
      stroke(left + boxWidth / 2, bus, left + boxWidth / 2, bus + gap);
      return putTree(child, left, bus + gap);
    });
    stroke(centreOf({ node, isWide: true }, x), bus - gap, centreOf({ node, isWide: true }, x), bus);
    stroke(centres[0]!, bus, centres.at(-1)!, bus);
    return Math.max(...ends);
  };
  /** Where the middle of the highest box of a block is that begins at `x`. */
  const centreOf = ({ node, isWide }: Block, x: number): number =>
    isWide ? x + (rowWidth(node.children.map(narrow)) - narrow(node.children.at(-1)!) + boxWidth) / 2 : x + boxWidth / 2;
  const ranks = arranged(rows, trees);
  const width =
    Math.max(...rows.map((row) => row.length * (boxWidth + gap) - gap), ...ranks.map((rank) => rowWidth(rank.map(blockWidth))), boxWidth) +
    (ranks.length > 1 ? 2 * gap : 0);

  let y = 0;
  /** Centres of the row above and the line where they meet. */
  let above: number[] = [];
  const join = (centres: readonly number[], top: number): number => {
    const bus = top + gap;
    if (above.length === 0) return top;
    for (const x of above) stroke(x, top - (lowest - (bottoms.get(x) ?? lowest)), x, bus);
    const all = [...above, ...centres];
    if (Math.min(...all) < Math.max(...all)) stroke(Math.min(...all), bus, Math.max(...all), bus);
    for (const x of centres) stroke(x, bus, x, bus + gap);
    return bus + gap;
  };
  const bottoms = new Map<number, number>();
  let lowest = 0;
  for (const row of rows.filter((boxesOfRow) => boxesOfRow.length > 0)) {
    const left = (width - (row.length * (boxWidth + gap) - gap)) / 2;
    const places = row.map((box, at) => ({ box, x: left + at * (boxWidth + gap) }));
    const centres = places.map(({ x }) => x + boxWidth / 2);
    const top = join(centres, y);
    bottoms.clear();
    const ends = places.map(({ box, x }) => {
      const end = put(box, x, top);
      bottoms.set(x + boxWidth / 2, end);
      return end;
    });
    lowest = Math.max(...ends);
    above = centres;
    y = lowest;
  }
  let spine: number | undefined;
  for (const [number, rank] of ranks.entries()) {
    const widths = rank.map(blockWidth);
    const left = ranks.length > 1 ? 2 * gap : (width - rowWidth(widths)) / 2;
    const lefts = widths.map((_, at) => left + sum(widths.slice(0, at)) + at * gap);
    const centres = rank.map((block, at) => centreOf(block, lefts[at]!));
    let top: number;
    if (number === 0) top = join(centres, y);
    else {
      top = y + 3 * gap;
      stroke(gap / 2, top - gap, centres.at(-1)!, top - gap);
      for (const x of centres) stroke(x, top - gap, x, top);
    }
    if (ranks.length > 1 && above.length > 0) {
      if (number === 0) stroke(gap / 2, top - gap, centres[0]!, top - gap);
      if (spine !== undefined) stroke(gap / 2, spine, gap / 2, top - gap);
      spine = top - gap;
    }
    y = Math.max(...rank.map(({ node, isWide }, at) => (isWide ? putWide : putTree)(node, lefts[at]!, top)));
  }
  return { title, width, height: Math.max(y, 1), boxes, strokes };
}
