/**
 * Shapes on a floor plan (handbook 3.2.9). Corners are millionths of the plan's width and height, so that another image of the
 * same plan keeps them.
 */
export type Corner = [x: number, y: number];
export const whole = 1_000_000;
export const mostCorners = 200;
/** Below a hundred-thousandth of the plan nobody sees it. */
const leastArea = (whole * whole) / 100_000;

const inside = (value: number): number => Math.max(0, Math.min(whole, Math.round(value)));
/** The nearest corner that lies on the plan. */
export const within = ([x, y]: Corner): Corner => [inside(x), inside(y)];

/** A rectangle between two opposite corners. */
export const rectangle = ([ax, ay]: Corner, [bx, by]: Corner): Corner[] => [
  [Math.min(ax, bx), Math.min(ay, by)],
  [Math.max(ax, bx), Math.min(ay, by)],
  [Math.max(ax, bx), Math.max(ay, by)],
  [Math.min(ax, bx), Math.max(ay, by)],
];

const edges = (outline: readonly Corner[]): [Corner, Corner][] =>
  outline.map((corner, index) => [corner, outline[(index + 1) % outline.length]!]);

function areaOf(outline: readonly Corner[]): number {
  return Math.abs(edges(outline).reduce((sum, [[ax, ay], [bx, by]]) => sum + ax * by - bx * ay, 0)) / 2;
}

/** False for what cannot be seen: fewer than three corners, or all of them on one line. */
export const isArea = (outline: readonly Corner[]): boolean => outline.length >= 3 && areaOf(outline) >= leastArea;

/** Moves an outline as a whole, as far as it stays on the plan. */
export function moved(outline: readonly Corner[], [dx, dy]: Corner): Corner[] {
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  const far = (by: number, all: readonly number[]) => Math.max(-Math.min(...all), Math.min(whole - Math.max(...all), by));
  const by: Corner = [far(dx, xs), far(dy, ys)];
  return outline.map(([x, y]) => within([x + by[0], y + by[1]]));
}

/** Where its name stands: the middle of the widest room at half its height, which lies inside whatever its shape; how wide and high the room is. */
export function middleOf(outline: readonly Corner[]): { at: Corner; room: number; height: number } {
  const ys = outline.map(([, y]) => y);
  // Between two corners, so that the line never runs along an edge.
  const y = (Math.min(...ys) + Math.max(...ys)) / 2 + 0.5;
  const cuts = edges(outline)
    .filter(([[, a], [, b]]) => a > y !== b > y)
    .map(([[ax, ay], [bx, by]]) => ax + ((y - ay) / (by - ay)) * (bx - ax))
    .sort((a, b) => a - b);
  const height = Math.max(...ys) - Math.min(...ys);
  let best = { at: within(outline[0] ?? [0, 0]), room: 0, height };
  for (let index = 0; index + 1 < cuts.length; index += 2) {
    const [from, to] = [cuts[index]!, cuts[index + 1]!];
    if (to - from > best.room) best = { at: within([(from + to) / 2, y]), room: to - from, height };
  }
  return best;
}

/**
 * A corner drawn near others lies on one of them, or in line with them.
 * @param reach how near is near, across and down
 */
export function snapped(corner: Corner, others: readonly Corner[], reach: Corner): Corner {
  const gap = ([x, y]: Corner) => Math.max(Math.abs(x - corner[0]) / reach[0], Math.abs(y - corner[1]) / reach[1]);
  const nearest = others.reduce<Corner | null>((best, other) => (gap(other) <= (best ? gap(best) : 1) ? other : best), null);
  if (nearest) return nearest;
  const aligned = (axis: 0 | 1) =>
    others.map((other) => other[axis]).find((value) => Math.abs(value - corner[axis]) <= reach[axis]) ?? corner[axis];
  return within([aligned(0), aligned(1)]);
}

const percent = (value: number): string => String(Number((value / (whole / 100)).toFixed(2)));

/** Corners as people type them: a line each, per cent across and down. */
export const cornersText = (outline: readonly Corner[]): string => outline.map(([x, y]) => `${percent(x)}, ${percent(y)}`).join('\n');

/** @returns the corners, or the number of the first line that is none */
export function readCorners(text: string): { corners: Corner[] } | { line: number } {
  const corners: Corner[] = [];
  for (const [index, line] of text.normalize('NFKC').split('\n').entries()) {
    if (line.trim() === '') continue;
    const [x, y, ...more] = line
      .trim()
      .split(/[,、;\s]+/)
      .map(Number);
    const isOn = (value: number | undefined): value is number => value !== undefined && value >= 0 && value <= 100;
    if (more.length > 0 || !isOn(x) || !isOn(y)) return { line: index + 1 };
    corners.push(within([x * (whole / 100), y * (whole / 100)]));
  }
  return { corners };
}
