export interface Label {
  lines: string[];
  /** Height of its letters, in the unit of the room. */
  size: number;
}

const mostLines = 3;
/** A line more is worth it where the letters grow by this. */
const worth = 1.25;
/** Between two lines, in letters. */
export const lineStep = 1.2;

const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter.codePointAt(0)! > 0xff ? 1 : 0.6), 0);

/** A text in so many lines of about the same width; numbers and Latin words stay whole. */
function inLines(text: string, count: number): string[] {
  const lines = [''];
  const each = widthOf(text) / count;
  for (const [part] of text.matchAll(/[!-~]+|[^!-~]/gu)) {
    const last = lines.at(-1)!;
    if (last !== '' && lines.length < count && widthOf(last + part) > each + 0.5) lines.push('');
    lines[lines.length - 1] += part;
  }
  return lines;
}

/** The name of an area in as many lines as let its letters be largest, with a line more left for its level. */
export function labelOf(name: string, room: { width: number; height: number }, { least, most }: { least: number; most: number }): Label {
  const at = (count: number): Label => {
    const lines = inLines(name, count);
    const widest = Math.max(1, ...lines.map(widthOf));
    const size = Math.min((room.width * 0.92) / widest, (room.height * 0.9) / ((lines.length + 1) * lineStep));
    return { lines, size: Math.max(least, Math.min(most, size)) };
  };
  let best = at(1);
  for (let count = 2; count <= mostLines; count += 1) {
    const next = at(count);
    if (next.size > best.size * worth) best = next;
  }
  return best;
}
