/**
 * The little of XML that workbook parts need, by `indexOf` only: linear on any input, so that a damaged or hostile
 * file costs no more than its length.
 */

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of an XML text node or attribute, with Excel's `_x000D_` escapes undone. */
export function decodeText(text: string): string {
  let plain = text;
  if (plain.includes('&')) {
    plain = plain.replace(/&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-z]{2,4});/g, (whole, name: string) => {
      if (!name.startsWith('#')) return entities[name] ?? whole;
      const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
  }
  if (plain.includes('_x')) {
    plain = plain.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
  return plain.includes('\r') ? plain.replace(/\r\n?/g, '\n') : plain;
}

/** Text safe inside an XML element or a double-quoted attribute; characters that XML forbids are dropped. */
export const encodeText = (text: string): string =>
  text
    .replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

/** Attributes of an opening tag, e.g. `{ r: 'A1', s: '3' }`; names keep their prefix. */
export function attributesOf(tag: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const match of tag.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    found[match[1]!] = decodeText(match[2] ?? match[3] ?? '');
  }
  return found;
}

/** Index of the `>` that ends the tag opened at `from`, minding quotes; -1 when it never ends. */
function tagEnd(xml: string, from: number): number {
  let at = from;
  for (;;) {
    const end = xml.indexOf('>', at);
    if (end < 0) return -1;
    const piece = xml.slice(from, end);
    if (even(piece, '"') && even(piece, "'")) return end;
    at = end + 1;
    if (at - from > 65_536) return -1;
  }
}

function even(text: string, quote: string): boolean {
  let count = 0;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) count += 1;
  return count % 2 === 0;
}

/** `x:` when the part's elements carry a prefix, else empty. */
export const prefixOf = (xml: string): string =>
  /<([\w.-]+:)?(?:sst|styleSheet|workbook|worksheet|Relationships)[\s>]/.exec(xml)?.[1] ?? '';

export interface XmlElement {
  /** Index of `<`. */
  start: number;
  /** Index behind the closing `>`. */
  end: number;
  /** The opening tag without `<`, name and `>`. */
  tag: string;
  /** What stands between the tags; empty for a self-closed element. */
  inner: string;
}

/** The elements of one name that do not nest, in order. */
export function* elements(xml: string, name: string, from = 0): Generator<XmlElement> {
  const open = `<${name}`;
  const close = `</${name}>`;
  for (let start = xml.indexOf(open, from); start >= 0;) {
    const next = xml.charCodeAt(start + open.length);
    if (next !== 32 && next !== 62 && next !== 47 && next !== 10 && next !== 13 && next !== 9) {
      start = xml.indexOf(open, start + open.length);
      continue;
    }
    const head = tagEnd(xml, start);
    if (head < 0) return;
    const selfClosed = xml.charCodeAt(head - 1) === 47;
    const tag = xml.slice(start + open.length, selfClosed ? head - 1 : head);
    if (selfClosed) {
      yield { start, end: head + 1, tag, inner: '' };
      start = xml.indexOf(open, head);
      continue;
    }
    const closing = xml.indexOf(close, head);
    if (closing < 0) return;
    yield { start, end: closing + close.length, tag, inner: xml.slice(head + 1, closing) };
    start = xml.indexOf(open, closing);
  }
}

/** The first element of a name. */
export const firstElement = (xml: string, name: string): XmlElement | undefined => elements(xml, name).next().value ?? undefined;

/** Text of all `<t>` inside a string item, without the phonetic runs (`rPh`). */
export function runsText(inner: string, prefix: string): string {
  const cut = inner.includes(`<${prefix}rPh`) ? withoutPhonetics(inner, prefix) : inner;
  let text = '';
  for (const run of elements(cut, `${prefix}t`)) text += decodeText(run.inner);
  return text;
}

function withoutPhonetics(inner: string, prefix: string): string {
  let kept = '';
  let at = 0;
  for (const phonetic of elements(inner, `${prefix}rPh`)) {
    kept += inner.slice(at, phonetic.start);
    at = phonetic.end;
  }
  return kept + inner.slice(at);
}
