import type { BlankKind } from '../../db/domain/form/docxForm';
import type { ParagraphText } from './docxText';

/** A stretch of a paragraph that can be filled in. */
export interface Gap {
  kind: Exclude<BlankKind, 'cell'>;
  from: number;
  to: number;
  /** Text before it that says what it is for; empty where the cell around it does. */
  label: string;
  /** Half widths to keep free behind the text, so that what follows in the line stays where it is. */
  room?: number;
  /** Rows of `_` are drawn as a line under what is written. */
  underline?: boolean;
  boxes?: Box[];
}
/** A box to tick and the words beside it. */
interface Box {
  at: number;
  words: string;
}

const space = '[ \\u00a0\\u3000]';
const room = '[ \\u00a0\\u3000_＿\\t]';
const placeholder =
  /\{\{\s*[^{}\n]{1,60}\s*\}\}|\$\{[^{}\n]{1,60}\}|\{[^{}\n]{1,60}\}|｛[^｛｝\n]{1,60}｝|«[^«»\n]{1,60}»|【[^【】\n]{1,60}】/gu;
const day = new RegExp(`(?:20\\d{0,2}|二[〇○0Ｏ]${room}*)?${room}*年${room}+月${room}+日`, 'gu');
const bracket = /[（(〔[【]([ \u00a0\u3000_＿]*)[）)〕\]】]/gu;
const box = /[□☐▢]/gu;
const ended = /[□☐▢☑☒√]/u;

/** The word of a placeholder without its marks. */
export const placeholderName = (text: string): string => text.replace(/^[${｛«【\s]+|[}｝»】\s]+$/gu, '');

/** A brace that opens and does not close in the same paragraph, or the other way round. */
export function unclosed(text: string): string | undefined {
  const rest = text.replace(placeholder, (whole) => ' '.repeat(whole.length));
  return /[{｛][^{}｛｝]{0,20}|[^{}｛｝\s]{0,20}[}｝]/u.exec(rest)?.[0];
}

/** Everything in a paragraph that can be filled in, from left to right; no two overlap. */
export function gapsOf(paragraph: ParagraphText): Gap[] {
  const { text } = paragraph;
  const found: Gap[] = [];
  const add = (gap: Omit<Gap, 'label'> & { label?: string }): void => {
    const isTaken = found.some(({ from, to }) => gap.from < to && gap.to > from) || found.some(({ from }) => gap.from === from);
    if (!isTaken) found.push({ label: '', ...gap });
  };
  for (const { from, to, name, isBox } of paragraph.controls) if (!isBox) add({ kind: 'control', from, to, label: name });
  for (const match of text.matchAll(placeholder))
    if (match[0].trim() !== '' && /\S/u.test(placeholderName(match[0])))
      add({ kind: 'placeholder', from: match.index, to: match.index + match[0].length, label: placeholderName(match[0]) });
  const boxes = boxesOf(text);
  if (boxes !== undefined) add({ kind: 'tick', from: boxes[0]!.at, to: boxes[0]!.at + 1, boxes });
  for (const match of text.matchAll(day)) {
    const spare = /^[\t \u00a0\u3000]*/u.exec(match[0])![0].length;
    const isAfterLabel = /[：:]$/u.test(text.slice(0, match.index).trimEnd()) || match.index === 0;
    add({ kind: 'day', from: match.index + (isAfterLabel && match.index > 0 ? 0 : spare), to: match.index + match[0].length });
  }
  for (const match of text.matchAll(bracket)) {
    if (match[1] === '' && !/^[（〔]/u.test(match[0])) continue;
    add({ kind: 'bracket', from: match.index + 1, to: match.index + 1 + match[1]!.length });
  }
  for (const { from, to } of lines(paragraph)) add({ kind: 'line', from, to, underline: /[_＿]/u.test(text.slice(from, to)) });
  for (const gap of afterColons(text)) add(gap);
  // `      条`: a figure goes before its unit.
  const figure = /^([ \u00a0\u3000]{2,})[条项个人处家份次]$/u.exec(text.trimEnd());
  if (figure !== null) add({ kind: 'line', from: 0, to: figure[1]!.length });
  found.sort((a, b) => a.from - b.from);
  return found.map((gap) => ({ ...gap, label: gap.label === '' ? labelOf(text, gap, found) : gap.label }));
}

/** Rows of `_`, and spaces with a line under them. */
function lines({ text, pieces }: ParagraphText): { from: number; to: number }[] {
  const found = Array.from(text.matchAll(/[_＿](?:[_＿]|[ \u3000](?=[_＿ \u3000]*[_＿]))+/gu), (match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
  let open: { from: number; to: number } | undefined;
  for (const piece of pieces) {
    const stretches = piece.underlined ? Array.from(piece.text.matchAll(new RegExp(`(?:${space}|\\t)+`, 'gu'))) : [];
    for (const match of stretches) {
      const from = piece.at + match.index;
      const to = from + match[0].length;
      if (open?.to === from) open.to = to;
      else found.push((open = { from, to }));
    }
  }
  return found.filter(({ from, to }) => to - from > 1 || text[from] === '\u3000' || text[from] === '\t');
}

/** The boxes of a paragraph, with the words behind them, or before them where a list goes on so. */
function boxesOf(text: string): Box[] | undefined {
  const places = Array.from(text.matchAll(box), ({ index }) => index);
  if (places.length === 0) return undefined;
  const tidy = (words: string): string => words.split(/\s{2,}|\t|\n/u)[0]!.replace(/^[\s、，,；;]+|[\s、，,；;。]+$/gu, '');
  const after = places.map((at) => ({ at, words: tidy(untilBox(text.slice(at + 1)).trimStart()) }));
  if (after.at(-1)!.words !== '') return after.filter(({ words }) => words !== '');
  const before = places.map((at, n) => ({
    at,
    words: text
      .slice(n === 0 ? 0 : places[n - 1]! + 1, at)
      .split(/[：:、，,；;\s]/u)
      .findLast((words) => words !== ''),
  }));
  return before.every(({ words }) => words !== undefined) ? (before as Box[]) : undefined;
}

const untilBox = (text: string): string => {
  const end = text.search(ended);
  return end < 0 ? text : text.slice(0, end);
};

/** Room behind a colon: spaces before the next words, or the end of a short line. */
function* afterColons(text: string): Generator<Omit<Gap, 'label'>> {
  for (const match of text.matchAll(/[：:]([ \u00a0\u3000]*)/gu)) {
    const from = match.index + 1;
    const to = match.index + match[0].length;
    const next = text[to];
    // What hangs on the line, a picture or a text box, is no text of it.
    const isEnd = next === undefined || next === '\n' || next === '\ufffc';
    const width = widthOf(match[1]!);
    if (isEnd ? isShortLabel(text.slice(0, match.index)) : next === '\t' ? isShortLabel(text.slice(0, match.index)) : width >= 2)
      yield { kind: 'line', from, to, ...(isEnd || next === '\t' ? {} : { room: width }) };
  }
}

const isShortLabel = (before: string): boolean => {
  const label = lastWords(before);
  return label !== '' && label.length <= 14 && !/[。！？]/u.test(label);
};

/** How wide a text stands in the line, in half widths. */
export const widthOf = (text: string): number =>
  Array.from(text).reduce(
    (width, letter) => width + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u.test(letter) ? 2 : 1),
    0,
  );

const lastWords = (text: string): string =>
  (text.split(/[。；;，,！？\n\t\ufffc]|[ \u00a0\u3000]{2,}/u).findLast((words) => words.trim() !== '') ?? '').trim();

/** What the text around a gap says it is for. */
function labelOf(text: string, { from, to, kind }: Gap, all: readonly Gap[]): string {
  const start = Math.max(0, ...all.filter((other) => other.to <= from && other.from < from).map((other) => other.to));
  const before = lastWords(text.slice(start, from).replace(/[（(〔[【：:\s]+$/u, ''))
    .replace(/^[）)〕\]】、\s]+/u, '')
    .slice(-30);
  if (before !== '') return before;
  const end = Math.min(text.length, ...all.filter((other) => other.from >= to && other.to > to).map((other) => other.from));
  const after = (
    text
      .slice(to, end)
      .replace(/^[）)〕\]】\s]+/u, '')
      .split(/[。；;，,：:（(\n\t]|\s{2,}/u)[0] ?? ''
  ).slice(0, 12);
  return kind === 'tick' || after === '' ? '' : `…${after}`;
}
