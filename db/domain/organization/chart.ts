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
  let width = 0;
  for (const character of text) {
    if (width + widthOf(character) > lineLength) {
      lines.push(line);
      line = '';
      width = 0;
    }
    line += character;
    width += widthOf(character);
  }
  return line === '' ? lines : [...lines, line];
}

/** Names as they stand in a box; beyond some lines only how many they are: 张三、李四等 9 人. */
export function namesInBox(names: readonly string[]): string[] {
  const all = broken(names.join('、'));
  if (all.length <= mostLines) return all;
  for (let shown = names.length - 1; shown > 0; shown -= 1) {
    const lines = broken(`${names.slice(0, shown).join('、')}等${names.length}人`);
    if (lines.length <= mostLines) return lines;
  }
  return [`${names.length}人`];
}

const heightOf = ({ lines }: ChartBox): number => lines.length * lineHeight + 2 * padding;

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
  const depthOf = (node: ChartNode): number => 1 + Math.max(0, ...node.children.map(depthOf));
  const column = boxWidth + gap + indent * (Math.max(1, ...trees.map(depthOf)) - 1);
  const ranks = chunks(trees, mostColumns);
  const width =
    Math.max(...rows.map((row) => row.length * (boxWidth + gap) - gap), ...ranks.map((rank) => rank.length * column - gap), boxWidth) +
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
    const left = ranks.length > 1 ? 2 * gap : (width - (rank.length * column - gap)) / 2;
    const centres = rank.map((_, at) => left + at * column + boxWidth / 2);
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
    y = Math.max(...rank.map((node, at) => putTree(node, left + at * column, top)));
  }
  return { title, width, height: Math.max(y, 1), boxes, strokes };
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
