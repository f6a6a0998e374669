import { attributesOf } from '../intake/xml';

/**
 * An element of a part of a Word document with the places where it stands in the text, so that a part is changed by splices and
 * everything else stays letter by letter what it was.
 */
export interface XmlNode {
  /** With its prefix, e.g. `w:p`. */
  name: string;
  /** Index of `<`. */
  start: number;
  /** Index behind the `>` of the opening tag. */
  open: number;
  /** Index of `<` of the closing tag; equal to `end` for a self-closed element. */
  close: number;
  /** Index behind the closing `>`. */
  end: number;
  children: XmlNode[];
}

/** Bounds of one part; a form of 500 pages lies well inside. */
const most = { nodes: 4_000_000, depth: 256 };

/** A part that is no well-formed XML, or too large. */
export class BrokenXml extends Error {
  override name = 'BrokenXml';
}

/**
 * The root element of a part.
 * @throws BrokenXml
 */
export function parseXml(xml: string): XmlNode {
  const top: XmlNode = { name: '', start: 0, open: 0, close: xml.length, end: xml.length, children: [] };
  const path = [top];
  let nodes = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const skipped = skippedTo(xml, at);
    if (skipped !== undefined) {
      at = skipped;
      continue;
    }
    const head = tagEnd(xml, at);
    if (head < 0) throw new BrokenXml('tag');
    const parent = path.at(-1)!;
    if (xml.charCodeAt(at + 1) === 47) {
      if (path.length === 1 || xml.slice(at + 2, head).trimEnd() !== parent.name) throw new BrokenXml('closing');
      parent.close = at;
      parent.end = head + 1;
      path.pop();
    } else {
      const name = /^[\w:.-]+/.exec(xml.slice(at + 1, Math.min(head, at + 120)))?.[0];
      if (name === undefined || (nodes += 1) > most.nodes || path.length > most.depth) throw new BrokenXml('element');
      const node: XmlNode = { name, start: at, open: head + 1, close: head + 1, end: head + 1, children: [] };
      parent.children.push(node);
      if (xml.charCodeAt(head - 1) !== 47) path.push(node);
    }
    at = head + 1;
  }
  const root = top.children[0];
  if (path.length !== 1 || root === undefined || top.children.length > 1) throw new BrokenXml('root');
  return root;
}

/** Where a comment, an instruction or a piece of plain text ends; declarations of entities are none of ours. */
function skippedTo(xml: string, at: number): number | undefined {
  const [opening, closing] = xml.startsWith('<!--', at)
    ? ['<!--', '-->']
    : xml.startsWith('<?', at)
      ? ['<?', '?>']
      : xml.startsWith('<![CDATA[', at)
        ? ['<![CDATA[', ']]>']
        : ['', ''];
  if (opening === '') {
    if (xml.startsWith('<!', at)) throw new BrokenXml('declaration');
    return undefined;
  }
  const end = xml.indexOf(closing, at + opening.length);
  if (end < 0) throw new BrokenXml('comment');
  return end + closing.length;
}

/** Index of the `>` that ends the tag opened at `from`, minding quotes; -1 when it never ends. */
function tagEnd(xml: string, from: number): number {
  for (let at = from; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at);
    if (code === 62) return at;
    if (code !== 34 && code !== 39) continue;
    at = xml.indexOf(code === 34 ? '"' : "'", at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

export const child = (node: XmlNode, name: string): XmlNode | undefined => node.children.find((one) => one.name === name);

export const attributes = (xml: string, node: XmlNode): Record<string, string> =>
  attributesOf(xml.slice(node.start + 1 + node.name.length, node.open - 1));

/** `w:val` of a child, e.g. of `w:jc`. */
export function valueOf(xml: string, node: XmlNode | undefined, name: string): string | undefined {
  const found = node === undefined ? undefined : child(node, name);
  return found === undefined ? undefined : attributes(xml, found)['w:val'];
}

/** Whether a switch such as `w:b` is on. */
export function isOn(xml: string, node: XmlNode | undefined, name: string): boolean {
  const found = node === undefined ? undefined : child(node, name);
  return found !== undefined && !['0', 'false', 'off', 'none'].includes(attributes(xml, found)['w:val'] ?? '1');
}

export interface Splice {
  from: number;
  to: number;
  text: string;
}

/** A stretch of a part with some places written anew; splices do not overlap. */
export function spliced(xml: string, splices: readonly Splice[], from = 0, to = xml.length): string {
  let at = from;
  let text = '';
  for (const splice of splices.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    text += xml.slice(at, splice.from) + splice.text;
    at = splice.to;
  }
  return text + xml.slice(at, to);
}
