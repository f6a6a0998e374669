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
  for (let lines = Math.ceil(textWidth(text) / perLine); lines <= pieces.length; lines += 1) {
    const best = split(pieces, Math.max(1, lines), perLine, textWidth(text) / Math.max(1, lines));
    if (best) return best.lines.map((line) => line.trim());
  }
  return [text];
}

interface Split { lines: string[]; cost: number }

/** Best split of the pieces into exactly so many lines, undefined when a line would be too long. */
function split(pieces: readonly string[], lines: number, perLine: number, target: number): Split | undefined {
  const whole = pieces.join('');
  if (lines === 1) return textWidth(whole) <= perLine ? { lines: [whole], cost: (textWidth(whole) - target) ** 2 } : undefined;
  let best: Split | undefined;
  for (let count = 1; count < pieces.length; count += 1) {
    const line = pieces.slice(0, count).join('');
    if (textWidth(line) > perLine) break;
    const rest = split(pieces.slice(count), lines - 1, perLine, target);
    if (!rest) continue;
    const next = pieces[count]!;
    const cost = (textWidth(line) - target) ** 2 + (clings.test(next) || opens.test(line) ? 400 : 0) - (next.startsWith('关于') ? 40 : 0) + rest.cost;
    if (!best || cost < best.cost) best = { lines: [line, ...rest.lines], cost };
  }
  return best;
}
