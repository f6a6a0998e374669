import { printable, textWidth } from './text';

const words = new Intl.Segmenter('zh', { granularity: 'word' });
/** What never starts a line of a title. */
const clings = /^([的和与及了、，。；：）》〉”’·!?！？]|季度|年|月|日|号|期)/;
/** After these a line does not end. */
const opens = /[（《〈“‘〔]$/;

/**
 * Lines of a title: words whole, lines of like length, 关于 rather at the start of one (GB/T 9704-2012 7.3.1).
 * @param perLine fullwidth characters that a line holds
 */
export function titleLines(title: string, perLine: number): string[] {
  const text = printable(title).replaceAll('\n', ' ').trim();
  const pieces = [...words.segment(text)].map(({ segment }) => segment);
  if (pieces.some((piece) => textWidth(piece) > perLine)) return [text];
  const least = Math.max(1, Math.ceil(textWidth(text) / perLine));
  for (let lines = least; lines <= pieces.length; lines += 1) {
    const best = splitter(pieces, perLine, textWidth(text) / lines)(0, lines);
    if (best) return best.lines.map((line) => line.trim());
  }
  return [text];
}

interface Split {
  lines: string[];
  cost: number;
}

/** Finds the best split of the pieces from `start` into exactly so many lines, undefined when a line would be too long. */
function splitter(pieces: readonly string[], perLine: number, target: number): (start: number, lines: number) => Split | undefined {
  const known = new Map<string, Split | undefined>();
  const unevenness = (line: string) => (textWidth(line) - target) ** 2;

  function search(start: number, lines: number): Split | undefined {
    if (lines === 1) {
      const line = pieces.slice(start).join('');
      return textWidth(line) <= perLine ? { lines: [line], cost: unevenness(line) } : undefined;
    }
    let best: Split | undefined;
    let line = '';
    for (let end = start + 1; end < pieces.length; end += 1) {
      line += pieces[end - 1]!;
      if (textWidth(line) > perLine) break;
      const rest = split(end, lines - 1);
      if (!rest) continue;
      const next = pieces[end]!;
      const cost = unevenness(line) + (clings.test(next) || opens.test(line) ? 400 : 0) - (next.startsWith('关于') ? 40 : 0) + rest.cost;
      if (!best || cost < best.cost) best = { lines: [line, ...rest.lines], cost };
    }
    return best;
  }

  function split(start: number, lines: number): Split | undefined {
    const key = `${start},${lines}`;
    if (!known.has(key)) known.set(key, search(start, lines));
    return known.get(key);
  }
  return split;
}
