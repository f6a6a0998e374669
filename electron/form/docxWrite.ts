import type { DocxNote } from '../../db/domain/form/docxForm';
import { widthOf } from './docxBlanks';
import type { Located } from './docxForm';
import { paragraphLike, written, type Change, type ParagraphText } from './docxText';
import { attributes, child, type Splice, type XmlNode } from './docxXml';

/** What is written into one blank. */
export interface Entry {
  blank: Located;
  text: string;
}

/** The places of a part that change when blanks are filled. */
export function entrySplices(xml: string, entries: readonly Entry[], notes: DocxNote[]): Splice[] {
  const changes = new Map<ParagraphText, Change[]>();
  const splices: Splice[] = [];
  const heights = new Set<XmlNode>();
  for (const entry of entries) {
    const { paragraph, rows } = entry.blank;
    const own = changes.get(paragraph) ?? [];
    own.push(...changesOf(xml, entry, splices, notes));
    changes.set(paragraph, own);
    if (entry.text !== '' && rows[0] !== undefined) heights.add(rows[0]);
  }
  for (const [paragraph, own] of changes) splices.push(...written(xml, paragraph, own));
  for (const row of heights) splices.push(...free(xml, row));
  return joined(splices);
}

/** Two splices at the same place, as when an empty paragraph of its own gets a text and others behind it. */
function joined(splices: readonly Splice[]): Splice[] {
  const found: Splice[] = [];
  for (const splice of splices) {
    const same = found.find(({ from, to }) => from === splice.from && to === splice.to);
    if (same === undefined) found.push(splice);
    else same.text += splice.text;
  }
  return found;
}

function changesOf(xml: string, entry: Entry, splices: Splice[], notes: DocxNote[]): Change[] {
  const { blank, text } = entry;
  const { paragraph, gap } = blank;
  if (gap === undefined) {
    const [first = '', ...more] = text.split('\n');
    const { end } = paragraph.node;
    if (more.length > 0) splices.push({ from: end, to: end, text: more.map((line) => paragraphLike(xml, paragraph, line)).join('') });
    return [{ from: 0, to: paragraph.text.length, text: first }];
  }
  if (gap.kind === 'tick') return ticks(entry, splices, notes);
  if (text === '' && gap.kind !== 'placeholder' && gap.kind !== 'control') return [];
  if (gap.kind === 'control') splices.push(...released(xml, paragraph, gap.from, gap.to));
  const last = text.slice(text.lastIndexOf('\n') + 1);
  const spare = gap.room === undefined || text === '' ? '' : ' '.repeat(Math.max(2, gap.room - widthOf(last)));
  return [{ from: gap.from, to: gap.to, text: text + spare, ...(gap.underline === true ? { underline: true } : {}) }];
}

/** The boxes whose words a value names. */
function ticks({ blank, text }: Entry, splices: Splice[], notes: DocxNote[]): Change[] {
  const boxes = blank.gap?.boxes ?? [];
  const wanted = new Set(
    text
      .split(/[、，,；;\n]/u)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  );
  const exact = boxes.filter(({ words }) => wanted.has(words));
  const begins = ({ words }: { words: string }): boolean => [...wanted].some((word) => words.startsWith(word) || word.startsWith(words));
  const near = exact.length > 0 ? exact : boxes.filter(begins);
  if (near.length === 0) {
    if (text !== '' && boxes.length > 1) notes.push({ key: 'noOption', place: blank.place, label: blank.label, text });
    return [];
  }
  for (const { at } of near)
    for (const { node, from, to } of blank.paragraph.controls) {
      const state = from <= at && at < to ? deep(node, 'w14:checked') : undefined;
      if (state !== undefined) splices.push({ from: state.start, to: state.end, text: '<w14:checked w14:val="1"/>' });
    }
  return near.map(({ at }) => ({ from: at, to: at + 1, text: '☑' }));
}

function deep(node: XmlNode, name: string): XmlNode | undefined {
  for (const one of node.children) {
    const found = one.name === name ? one : deep(one, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A content control that is filled is no prompt any more, and takes its text from nowhere else. */
function released(xml: string, { controls, pieces }: ParagraphText, from: number, to: number): Splice[] {
  const control = controls.find((one) => one.from === from && one.to === to)?.node;
  const properties = control === undefined ? undefined : child(control, 'w:sdtPr');
  const gone = (properties?.children ?? []).filter(({ name }) => name === 'w:showingPlcHdr' || name.endsWith(':dataBinding'));
  const prompts = new Set(pieces.filter(({ at }) => at >= from && at < to).map(({ run }) => run));
  for (const run of prompts) {
    const style = child(child(run, 'w:rPr') ?? run, 'w:rStyle');
    if (gone.length > 0 && style !== undefined && /placeholder/i.test(attributes(xml, style)['w:val'] ?? '')) gone.push(style);
  }
  return gone.map((node) => ({ from: node.start, to: node.end, text: '' }));
}

/** A row of a fixed height would cut what is written in it. */
function free(xml: string, row: XmlNode): Splice[] {
  const properties = child(row, 'w:trPr');
  const height = properties === undefined ? undefined : child(properties, 'w:trHeight');
  if (height === undefined || attributes(xml, height)['w:hRule'] !== 'exact') return [];
  return [
    {
      from: height.start,
      to: height.end,
      text: xml.slice(height.start, height.end).replace(/w:hRule\s*=\s*(["'])exact\1/, 'w:hRule="atLeast"'),
    },
  ];
}
