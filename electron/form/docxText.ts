import { encodeText } from '../intake/xml';
import { attributes, child, isOn, valueOf, type Splice, type XmlNode } from './docxXml';

/** A stretch of a paragraph's text with the element that it stands in. */
export interface TextPiece {
  /** Offset in the text of the paragraph. */
  at: number;
  text: string;
  /** `w:t`, or a mark such as `w:tab`, `w:br`, `w:sym`. */
  node: XmlNode;
  run: XmlNode;
  underlined: boolean;
  bold: boolean;
}

/** The text of a paragraph across its runs: Word and WPS split them where they like. */
export interface ParagraphText {
  node: XmlNode;
  text: string;
  pieces: TextPiece[];
  /** Content controls with the stretch of text that they hold. */
  controls: Control[];
}
export interface Control {
  node: XmlNode;
  from: number;
  to: number;
  /** What its author called it. */
  name: string;
  /** A box to tick, no text. */
  isBox: boolean;
}

/** Stands for a picture or another thing that is no text. */
export const thing = '\ufffc';

/** Boxes that symbol fonts show in place of letters, empty and ticked, by font and character. */
const boxes: Record<string, readonly [empty: string, ticked: string]> = {
  Wingdings: ['A8', 'FE'],
  'Wingdings 2': ['A3', '52'],
};

const plain = (raw: string): string =>
  raw
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) => text.replace(/&/g, '&amp;'))
    .replace(/&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|amp|lt|gt|quot|apos);/g, (whole, name: string) => {
      if (!name.startsWith('#')) return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name] ?? whole;
      const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });

/** Elements around runs whose text is the paragraph's own; what was deleted and kept as a change is not. */
const inline = new Set(['w:hyperlink', 'w:smartTag', 'w:ins', 'w:moveTo', 'w:fldSimple', 'w:customXml', 'w:dir', 'w:bdo', 'w:sdtContent']);

/** @param around the content control that the paragraph is all of */
export function paragraphText(xml: string, node: XmlNode, around?: XmlNode): ParagraphText {
  const paragraph: ParagraphText = { node, text: '', pieces: [], controls: [] };
  const control = (one: XmlNode, from: number): void => {
    const properties = child(one, 'w:sdtPr');
    if (properties === undefined || properties.children.some(({ name }) => name.startsWith('w:docPart') || name === 'w:picture')) return;
    const name = valueOf(xml, properties, 'w:alias') ?? valueOf(xml, properties, 'w:tag') ?? '';
    paragraph.controls.push({ node: one, from, to: paragraph.text.length, name, isBox: child(properties, 'w14:checkbox') !== undefined });
  };
  const walk = (parent: XmlNode): void => {
    for (const one of parent.children) {
      if (one.name === 'w:r') readRun(xml, one, paragraph);
      else if (one.name === 'w:sdt') {
        const from = paragraph.text.length;
        walk(one);
        control(one, from);
      } else if (inline.has(one.name)) walk(one);
    }
  };
  walk(node);
  if (around !== undefined) control(around, 0);
  return paragraph;
}

function readRun(xml: string, run: XmlNode, paragraph: ParagraphText): void {
  const look = child(run, 'w:rPr');
  const underlined = look !== undefined && child(look, 'w:u') !== undefined && isOn(xml, look, 'w:u');
  const bold = isOn(xml, look, 'w:b');
  for (const node of run.children) {
    const text = textOf(xml, node);
    if (text === '') continue;
    paragraph.pieces.push({ at: paragraph.text.length, text, node, run, underlined, bold });
    paragraph.text += text;
  }
}

function textOf(xml: string, node: XmlNode): string {
  switch (node.name) {
    case 'w:t':
      return plain(xml.slice(node.open, node.close));
    case 'w:tab':
    case 'w:ptab':
      return '\t';
    case 'w:br':
    case 'w:cr':
      return '\n';
    case 'w:noBreakHyphen':
      return '‑';
    case 'w:sym':
      return symbol(attributes(xml, node));
    case 'w:drawing':
    case 'w:pict':
    case 'w:object':
    case 'mc:AlternateContent':
      return thing;
    default:
      return '';
  }
}

function symbol(named: Record<string, string>): string {
  const pair = boxes[named['w:font'] ?? ''];
  const code = (named['w:char'] ?? '').toUpperCase().replace(/^[F0]0/, '');
  return pair === undefined || !pair.includes(code) ? thing : code === pair[0] ? '□' : '☑';
}

/** A stretch of a paragraph to be written anew; the text takes the look of where it begins. */
export interface Change {
  from: number;
  to: number;
  text: string;
  /** Draws the line under the text that a row of `_` was. */
  underline?: boolean;
}

/** Text as it stands inside a run; line breaks stay in the paragraph. */
const textXml = (text: string): string =>
  text === ''
    ? ''
    : text
        .replace(/\r\n?|[\v\f\u2028\u2029]/g, '\n')
        .split(/([\n\t])/)
        .map((part) => (part === '\n' ? '<w:br/>' : part === '\t' ? '<w:tab/>' : part === '' ? '' : wt(part)))
        .join('');

const wt = (text: string): string => `<w:t xml:space="preserve">${encodeText(text)}</w:t>`;

/** Elements of a look that follow the line under a text. */
const afterUnderline = 'effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange'.split(' ');

/** A look with a line under the text. */
function underlinedLook(xml: string, look: XmlNode | undefined): string {
  if (look === undefined) return '<w:rPr><w:u w:val="single"/></w:rPr>';
  const own = child(look, 'w:u');
  if (own !== undefined && isOn(xml, look, 'w:u')) return xml.slice(look.start, look.end);
  const inner = look.children.filter((one) => one !== own).map((one) => ({ name: one.name, text: xml.slice(one.start, one.end) }));
  const place = inner.findIndex(({ name }) => afterUnderline.includes(name.replace('w:', '')));
  inner.splice(place < 0 ? inner.length : place, 0, { name: 'w:u', text: '<w:u w:val="single"/>' });
  return `<w:rPr>${inner.map(({ text }) => text).join('')}</w:rPr>`;
}

const lookXml = (xml: string, look: XmlNode | undefined): string => (look === undefined ? '' : xml.slice(look.start, look.end));

/** Marks of changes that were kept say nothing of the look. */
const changeMarks = new Set(['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo', 'w:rPrChange']);
/** Half points below which nobody reads: empty paragraphs are made small to take no room. */
const smallest = 12;

/** The look that a paragraph without any text gives to what is written in it. */
function emptyLook(xml: string, paragraph: XmlNode): string {
  const run = paragraph.children.findLast(({ name }) => name === 'w:r') ?? child(paragraph, 'w:pPr');
  const look = run === undefined ? undefined : child(run, 'w:rPr');
  const kept = (look?.children ?? []).filter(
    (one) => !changeMarks.has(one.name) && !(/^w:sz(?:Cs)?$/.test(one.name) && Number(attributes(xml, one)['w:val']) < smallest),
  );
  return kept.length === 0 ? '' : `<w:rPr>${kept.map((one) => xml.slice(one.start, one.end)).join('')}</w:rPr>`;
}

/** The places of a part that change when stretches of a paragraph are written anew. */
export function written(xml: string, paragraph: ParagraphText, changes: readonly Change[]): Splice[] {
  const sorted = changes.toSorted((a, b) => a.from - b.from || a.to - b.to);
  if (paragraph.pieces.length === 0) return inEmpty(xml, paragraph.node, sorted.map(({ text }) => text).join(''));
  const heads = new Map<TextPiece, Change[]>();
  for (const change of sorted) {
    const piece =
      paragraph.pieces.findLast(({ at }) => (change.from === change.to ? at < change.from : at <= change.from)) ?? paragraph.pieces[0]!;
    heads.set(piece, [...(heads.get(piece) ?? []), change]);
  }
  const splices: Splice[] = [];
  for (const piece of paragraph.pieces) {
    const own = heads.get(piece) ?? [];
    const end = piece.at + piece.text.length;
    if (own.length === 0 && !sorted.some(({ from, to }) => from < end && to > piece.at)) continue;
    splices.push(beside(xml, piece.node, pieceXml(xml, piece, sorted, own)));
  }
  return splices;
}

/** What stays as it is stays out of the splice: a picture may hold text boxes that are written in, too. */
function beside(xml: string, { start, end }: XmlNode, text: string): Splice {
  const was = xml.slice(start, end);
  if (text.startsWith(was)) return { from: end, to: end, text: text.slice(was.length) };
  if (text.endsWith(was)) return { from: start, to: start, text: text.slice(0, -was.length) };
  return { from: start, to: end, text };
}

function pieceXml(xml: string, piece: TextPiece, changes: readonly Change[], own: readonly Change[]): string {
  const end = piece.at + piece.text.length;
  const look = child(piece.run, 'w:rPr');
  let text = '';
  let at = piece.at;
  const keep = (to: number): void => {
    if (to <= at) return;
    const isWhole = at === piece.at && to === end;
    text += isWhole ? xml.slice(piece.node.start, piece.node.end) : wt(piece.text.slice(at - piece.at, to - piece.at));
  };
  for (const change of changes) {
    if (own.includes(change)) {
      keep(Math.min(Math.max(change.from, piece.at), end));
      const value = textXml(change.text);
      text +=
        change.underline === true && value !== ''
          ? `</w:r><w:r>${underlinedLook(xml, look)}${value}</w:r><w:r>${lookXml(xml, look)}`
          : value;
      at = Math.max(at, Math.min(change.to, end), Math.min(change.from, end));
    } else if (change.from < end && change.to > piece.at) {
      keep(Math.max(change.from, piece.at));
      at = Math.max(at, Math.min(change.to, end));
    }
  }
  keep(end);
  return text;
}

/** A paragraph without text gets a run at its end. */
function inEmpty(xml: string, paragraph: XmlNode, text: string): Splice[] {
  if (text === '') return [];
  const added = `<w:r>${emptyLook(xml, paragraph)}${textXml(text)}</w:r>`;
  if (paragraph.close < paragraph.end) return [{ from: paragraph.close, to: paragraph.close, text: added }];
  return [{ from: paragraph.start, to: paragraph.end, text: `${xml.slice(paragraph.start, paragraph.end - 2)}>${added}</w:p>` }];
}

/** A paragraph like another one with a text of its own. */
export function paragraphLike(xml: string, { node, pieces }: ParagraphText, text: string): string {
  const properties = child(node, 'w:pPr');
  const own = properties === undefined ? '' : withoutSection(xml, properties);
  const run = pieces[0]?.run;
  const look = run === undefined ? emptyLook(xml, node) : lookXml(xml, child(run, 'w:rPr'));
  return `<w:p>${own}<w:r>${look}${textXml(text)}</w:r></w:p>`;
}

function withoutSection(xml: string, properties: XmlNode): string {
  const section = child(properties, 'w:sectPr');
  return section === undefined
    ? xml.slice(properties.start, properties.end)
    : xml.slice(properties.start, section.start) + xml.slice(section.end, properties.end);
}

export interface ParagraphLook {
  align: 'start' | 'center' | 'end';
  /** Half points; 0 for the one of the style. */
  size: number;
}

export function paragraphLook(xml: string, { node, pieces }: ParagraphText): ParagraphLook {
  const align = valueOf(xml, child(node, 'w:pPr'), 'w:jc');
  const run = pieces[0]?.run;
  const size = Number(valueOf(xml, run === undefined ? undefined : child(run, 'w:rPr'), 'w:sz') ?? 0);
  return { align: align === 'center' ? 'center' : align === 'right' || align === 'end' ? 'end' : 'start', size: size > 0 ? size : 0 };
}
