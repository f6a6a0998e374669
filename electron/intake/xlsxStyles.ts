import { formatValue, isDateFormat, parseThemeColors, resolveThemeColor } from 'hucre';
import { indexedColour, isWhite } from './colour';
import { attributesOf, elements, firstElement, prefixOf } from './xml';

/** What a cell's style number means to a reader. */
export interface CellLook {
  date: boolean;
  /** RRGGBB of a solid ground that is not white. */
  fill?: string;
  /** Steps by which its text is indented; none is left out. */
  indent?: number;
  /** Text that a person sees for a number, where it is more than the number (0001, 第3号). */
  show?: (value: number) => string;
}

const plainLook: CellLook = { date: false };

/** Looks by style number; unknown numbers are plain. */
export function parseLooks(stylesXml: string, themeXml: string): (style: number) => CellLook {
  const prefix = prefixOf(stylesXml);
  const section = (name: string): string => firstElement(stylesXml, prefix + name)?.inner ?? '';
  const formats = new Map<number, string>();
  for (const { tag } of elements(section('numFmts'), `${prefix}numFmt`)) {
    const { numFmtId, formatCode } = attributesOf(tag);
    if (numFmtId !== undefined && formatCode !== undefined) formats.set(Number(numFmtId), formatCode);
  }
  const theme = themeXml === '' ? [] : themeOrder(parseThemeColors(themeXml));
  const fills: (string | undefined)[] = [];
  for (const { inner } of elements(section('fills'), `${prefix}fill`)) fills.push(fillOf(inner, prefix, theme));
  const looks: CellLook[] = [];
  for (const { tag, inner } of elements(section('cellXfs'), `${prefix}xf`)) {
    const attributes = attributesOf(tag);
    const look = lookOf(Number(attributes['numFmtId'] ?? 0), fills[Number(attributes['fillId'] ?? 0)], formats);
    const alignment = firstElement(inner, `${prefix}alignment`);
    const indent = alignment === undefined ? 0 : Math.min(250, Number(attributesOf(alignment.tag)['indent'] ?? 0));
    looks.push(indent > 0 ? { ...look, indent } : look);
  }
  return (style) => looks[style] ?? plainLook;
}

/** What a number format and a ground mean; `formats` holds the file's own format codes. */
export function lookOf(formatId: number, fill: string | undefined, formats: ReadonlyMap<number, string>): CellLook {
  const code = formats.get(formatId);
  const date = isDateFormat(code ?? String(formatId));
  const look: CellLook = fill === undefined ? { date } : { date, fill };
  if (!date && code !== undefined && saysMore(code)) look.show = (value) => formatValue(value, code);
  return look;
}

/** Formats whose text carries something that the number does not: leading zeros or words. */
const saysMore = (code: string): boolean => /^0{2,}(?![.%])/.test(code) || /"[^"]*[\p{L}\p{N}][^"]*"/u.test(code);

/** In files colour 0 is the light ground and 1 the dark text, the other way round than in the theme part. */
function themeOrder(colours: readonly string[]): string[] {
  const [dark1, light1, dark2, light2, ...rest] = colours;
  return [light1!, dark1!, light2!, dark2!, ...rest];
}

function fillOf(inner: string, prefix: string, theme: string[]): string | undefined {
  const pattern = firstElement(inner, `${prefix}patternFill`);
  if (pattern === undefined || attributesOf(pattern.tag)['patternType'] !== 'solid') return undefined;
  const colour = firstElement(pattern.inner, `${prefix}fgColor`);
  if (colour === undefined) return undefined;
  const { rgb, theme: themed, tint, indexed } = attributesOf(colour.tag);
  const plain =
    rgb !== undefined
      ? rgb.slice(-6).toUpperCase()
      : themed !== undefined && theme.length > 0
        ? resolveThemeColor(theme, Number(themed), Number(tint ?? 0))
        : indexed !== undefined
          ? indexedColour(Number(indexed))
          : undefined;
  return plain === undefined || !/^[0-9A-F]{6}$/.test(plain) || isWhite(plain) ? undefined : plain;
}
