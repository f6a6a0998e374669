import { isDateFormat } from 'hucre';
import { append } from '../intake/styleXml';
import { attributesOf, elements, encodeText, firstElement, prefixOf, type XmlElement } from '../intake/xml';

/** What a style of a form means to what is written into its cells. */
export interface FormStyle {
  /** Print size in points. */
  points: number;
  wraps: boolean;
  shrinks: boolean;
  /** Not to be changed while the sheet is protected. */
  locked: boolean;
  date: boolean;
  bold: boolean;
  horizontal: string;
}

const plain: FormStyle = { points: 11, wraps: false, shrinks: false, locked: true, date: false, bold: false, horizontal: '' };
const isOn = (value: string | undefined): boolean => value === '1' || value === 'true';

/** The styles of a form, and those derived from them; numbers of the workbook stay what they are. */
export class FormStyles {
  private readonly prefix: string;
  private readonly formats: XmlElement[];
  private readonly fonts: XmlElement[];
  private readonly codes = new Map<number, string>();
  private readonly addedFormats: string[] = [];
  private readonly addedFonts: string[] = [];
  private readonly derived = new Map<string, number>();
  private readonly known = new Map<number, FormStyle>();

  constructor(private readonly stylesXml: string) {
    this.prefix = prefixOf(stylesXml);
    const { prefix } = this;
    const list = (name: string, child: string): XmlElement[] => [
      ...elements(firstElement(stylesXml, prefix + name)?.inner ?? '', prefix + child),
    ];
    this.formats = list('cellXfs', 'xf');
    this.fonts = list('fonts', 'font');
    for (const { tag } of list('numFmts', 'numFmt')) {
      const { numFmtId, formatCode } = attributesOf(tag);
      if (numFmtId !== undefined && formatCode !== undefined) this.codes.set(Number(numFmtId), formatCode);
    }
  }

  of(style: number): FormStyle {
    const known = this.known.get(style);
    if (known !== undefined) return known;
    const format = this.formats[style];
    if (format === undefined) return plain;
    const attributes = attributesOf(format.tag);
    const part = (name: string): Record<string, string> => attributesOf(firstElement(format.inner, this.prefix + name)?.tag ?? '');
    const alignment = part('alignment');
    const font = this.fonts[Number(attributes['fontId'] ?? 0)]?.inner ?? '';
    const id = Number(attributes['numFmtId'] ?? 0);
    const bold = firstElement(font, `${this.prefix}b`);
    const own: FormStyle = {
      points: Number(attributesOf(firstElement(font, `${this.prefix}sz`)?.tag ?? '')['val'] ?? 11) || 11,
      wraps: isOn(alignment['wrapText']),
      shrinks: isOn(alignment['shrinkToFit']),
      locked: part('protection')['locked'] === undefined || isOn(part('protection')['locked']),
      date: isDateFormat(this.codes.get(id) ?? String(id)),
      bold: bold !== undefined && attributesOf(bold.tag)['val'] !== '0',
      horizontal: alignment['horizontal'] ?? '',
    };
    this.known.set(style, own);
    return own;
  }

  /** The style as it is, its text broken at the edge of the cell. */
  wrapped(style: number): number {
    return this.derive(`wrap ${style}`, style, (attributes, inner) => {
      const alignment = firstElement(inner, `${this.prefix}alignment`);
      const { shrinkToFit: _shrink, ...kept } = attributesOf(alignment?.tag ?? '');
      const rest = alignment === undefined ? inner : inner.slice(0, alignment.start) + inner.slice(alignment.end);
      return {
        attributes: { ...attributes, applyAlignment: '1' },
        inner: this.tag('alignment', { vertical: 'center', ...kept, wrapText: '1' }) + rest,
      };
    });
  }

  /** A plain row below a head that has none: its borders and print, neither bold nor coloured (red heads ask for what must be stated). */
  below(style: number): number {
    return this.derive(`below ${style}`, style, (attributes) => {
      const font = (this.fonts[Number(attributes['fontId'] ?? 0)]?.inner ?? '').replace(
        new RegExp(`<${this.prefix}(?:b|color)\\b[^>]*/>`, 'g'),
        '',
      );
      this.addedFonts.push(`<${this.prefix}font>${font}</${this.prefix}font>`);
      const fontId = String(this.fonts.length + this.addedFonts.length - 1);
      const own = { numFmtId: '0', fontId, fillId: '0', borderId: attributes['borderId'] ?? '0', applyFont: '1', applyBorder: '1' };
      return { attributes: { ...own, applyAlignment: '1' }, inner: this.tag('alignment', { vertical: 'center', wrapText: '1' }) };
    });
  }

  /** True once a style was derived. */
  get isChanged(): boolean {
    return this.addedFormats.length > 0;
  }

  /** The style part with what was derived. */
  xml(): string {
    return append(append(this.stylesXml, `${this.prefix}fonts`, this.addedFonts), `${this.prefix}cellXfs`, this.addedFormats);
  }

  private derive(
    key: string,
    style: number,
    change: (attributes: Record<string, string>, inner: string) => { attributes: Record<string, string>; inner: string },
  ): number {
    const before = this.derived.get(key);
    if (before !== undefined) return before;
    const format = this.formats[style];
    const { attributes, inner } = change(
      attributesOf(format?.tag ?? ' numFmtId="0" fontId="0" fillId="0" borderId="0"'),
      format?.inner ?? '',
    );
    const index = this.formats.length + this.addedFormats.push(this.tag('xf', attributes, inner)) - 1;
    this.derived.set(key, index);
    return index;
  }

  private tag(name: string, attributes: Record<string, string>, inner = ''): string {
    const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${encodeText(value)}"`);
    const head = `<${this.prefix}${name}${words.join('')}`;
    return inner === '' ? `${head}/>` : `${head}>${inner}</${this.prefix}${name}>`;
  }
}
