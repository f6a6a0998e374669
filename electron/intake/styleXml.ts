import { attributesOf, elements, firstElement, prefixOf } from './xml';

/** Grounds and texts that a workbook given back needs, added to its own styles. */
export interface AddedStyles {
  /** The style as it is, on light red ground. */
  refused(style: number): number;
  /** Wrapped text of the 问题 column. */
  note: number;
  refusedNote: number;
  /** The style part with everything that was asked for. */
  xml(): string;
}

const lightRed = 'FFFFC7CE';

/** Adds to a style part without touching what is there; style numbers of the workbook stay what they are. */
export function addStyles(stylesXml: string): AddedStyles {
  const prefix = prefixOf(stylesXml);
  const formats = [...elements(firstElement(stylesXml, `${prefix}cellXfs`)?.inner ?? '', `${prefix}xf`)];
  const fillId = [...elements(firstElement(stylesXml, `${prefix}fills`)?.inner ?? '', `${prefix}fill`)].length;
  const added: string[] = [];
  const known = new Map<number, number>();
  const add = (xml: string): number => formats.length + added.push(xml) - 1;
  const wrapped = `<${prefix}alignment vertical="top" wrapText="1"/>`;
  const base = 'numFmtId="0" fontId="0" borderId="0" applyAlignment="1"';
  const note = add(`<${prefix}xf ${base} fillId="0">${wrapped}</${prefix}xf>`);
  const refusedNote = add(`<${prefix}xf ${base} fillId="${fillId}" applyFill="1">${wrapped}</${prefix}xf>`);
  return {
    note,
    refusedNote,
    refused(style) {
      const before = known.get(style);
      if (before !== undefined) return before;
      const format = formats[style] ?? { tag: ' numFmtId="0" fontId="0" borderId="0"', inner: '' };
      const { fillId: _fill, applyFill: _apply, ...kept } = attributesOf(format.tag);
      const tag = Object.entries({ ...kept, fillId: String(fillId), applyFill: '1' })
        .map(([name, value]) => `${name}="${value}"`)
        .join(' ');
      const index = add(`<${prefix}xf ${tag}>${format.inner}</${prefix}xf>`);
      known.set(style, index);
      return index;
    },
    xml() {
      const ground = `<${prefix}fill><${prefix}patternFill patternType="solid"><${prefix}fgColor rgb="${lightRed}"/><${prefix}bgColor indexed="64"/></${prefix}patternFill></${prefix}fill>`;
      return append(append(stylesXml, `${prefix}fills`, [ground]), `${prefix}cellXfs`, added);
    },
  };
}

/** Styles struck through, added to a style part in the same way. */
export function addStruck(stylesXml: string): { struck(style: number): number; xml(): string } {
  const prefix = prefixOf(stylesXml);
  const formats = [...elements(firstElement(stylesXml, `${prefix}cellXfs`)?.inner ?? '', `${prefix}xf`)];
  const fonts = [...elements(firstElement(stylesXml, `${prefix}fonts`)?.inner ?? '', `${prefix}font`)];
  const addedFonts: string[] = [];
  const addedFormats: string[] = [];
  const known = new Map<number, number>();
  return {
    struck(style) {
      const before = known.get(style);
      if (before !== undefined) return before;
      const format = formats[style] ?? { tag: ' numFmtId="0" fontId="0" fillId="0" borderId="0"', inner: '' };
      const attributes = attributesOf(format.tag);
      const font = (fonts[Number(attributes['fontId'] ?? 0)]?.inner ?? '').replace(new RegExp(`<${prefix}strike\\b[^>]*/>`, 'g'), '');
      // Excel wants bold and italic before it.
      const [lead] = new RegExp(`^\\s*(?:<${prefix}[bi](?:\\s[^>]*)?/>\\s*)*`).exec(font)!;
      addedFonts.push(`<${prefix}font>${lead}<${prefix}strike/>${font.slice(lead.length)}</${prefix}font>`);
      const tag = Object.entries({ ...attributes, fontId: String(fonts.length + addedFonts.length - 1), applyFont: '1' })
        .map(([name, value]) => `${name}="${value}"`)
        .join(' ');
      const index = formats.length + addedFormats.push(`<${prefix}xf ${tag}>${format.inner}</${prefix}xf>`) - 1;
      known.set(style, index);
      return index;
    },
    xml: () => append(append(stylesXml, `${prefix}fonts`, addedFonts), `${prefix}cellXfs`, addedFormats),
  };
}

/** Puts children at the end of a counted list. */
export function append(xml: string, name: string, children: readonly string[]): string {
  const list = firstElement(xml, name);
  if (list === undefined) return xml;
  const count = Number(attributesOf(list.tag)['count'] ?? 0) + children.length;
  return `${xml.slice(0, list.start)}<${name} count="${count}">${list.inner}${children.join('')}</${name}>${xml.slice(list.end)}`;
}
