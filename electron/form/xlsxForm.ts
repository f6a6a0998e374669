import { IntakeFailure, tooLarge } from '../intake/failure';
import type { Merge, Sheet } from '../intake/sheet';
import { columnOf } from '../intake/sheet';
import { cellsOf, mapRows } from '../intake/sheetXml';
import { readWorkbook } from '../intake/workbook';
import { layoutOf, type XlsxLayout } from '../intake/xlsx';
import { attributesOf, decodeText, elements, firstElement, prefixOf } from '../intake/xml';
import { openPackage, type Package } from '../intake/zip';
import { FormStyles } from './formStyles';

/** A cell of a form as far as filling needs it. */
interface FormCell {
  style: number;
  formula: boolean;
}
export interface FormRow {
  /** Height in points, where the form states one. */
  height: number | null;
  cells: ReadonlyMap<number, FormCell>;
}

/** What a cell takes, as its author allowed it. */
export interface Validation {
  ranges: readonly Merge[];
  type: string;
  operator: string;
  /** Texts of a list, or the formula that names where they stand. */
  source: string;
  other: string;
  /** Excel refuses anything else, and does not only warn. */
  stops: boolean;
}

/** One worksheet of a form. Rows and columns are 0-based. */
export interface FormSheet extends Sheet {
  part: string;
  xml: string;
  lines: ReadonlyMap<number, FormRow>;
  /** Everything that is merged, also below the last text. */
  merged: readonly Merge[];
  /** Width of a column in digits. */
  width(column: number): number;
  defaultHeight: number;
  validations: readonly Validation[];
  isProtected: boolean;
}

export interface XlsxForm {
  zip: Package;
  layout: XlsxLayout;
  sheets: readonly FormSheet[];
  styles: FormStyles;
  workbookXml: string;
  /** Texts of the names that the workbook gives to places. */
  names: ReadonlyMap<string, string>;
}

const largestForm = 20 * 2 ** 20;
const largestSheet = 48 * 2 ** 20;

/**
 * Reads the workbook that an authority gave.
 * @throws IntakeFailure with the reason: encrypted, damaged, too large, `formKind` for what is no xlsx
 */
export async function readForm(bytes: Uint8Array, file: string): Promise<XlsxForm> {
  if (bytes.length > largestForm) throw tooLarge(file, bytes.length, largestForm);
  const { format, sheets } = await readWorkbook(bytes, file);
  if (format !== 'xlsx') throw new IntakeFailure('formKind', { file });
  const zip = await openPackage(bytes, file);
  const layout = await layoutOf(zip, file);
  const styles = layout.styles !== undefined && zip.has(layout.styles) ? (await zip.read(layout.styles)).toString('utf8') : '<styleSheet/>';
  const read: FormSheet[] = [];
  for (const [at, sheet] of sheets.entries()) {
    const { part } = layout.sheets[at]!;
    if (zip.size(part) > largestSheet) throw tooLarge(file, zip.size(part), largestSheet);
    read.push(formSheet(sheet, part, (await zip.read(part)).toString('utf8')));
  }
  const workbookXml = (await zip.read(layout.workbook)).toString('utf8');
  const prefix = prefixOf(workbookXml);
  const names = Array.from(elements(workbookXml, `${prefix}definedName`), ({ tag, inner }): [string, string] => [
    attributesOf(tag)['name'] ?? '',
    decodeText(inner),
  ]);
  return { zip, layout, sheets: read, styles: new FormStyles(styles), workbookXml, names: new Map(names) };
}

/** Where the rows of a worksheet part begin and end. */
export function rowsPlace(xml: string): { prefix: string; start: number; from: number; to: number } | undefined {
  const start = /<([\w.-]+:)?sheetData(\s[^>]*)?>/.exec(xml);
  if (start === null) return undefined;
  const prefix = start[1] ?? '';
  const to = xml.indexOf(`</${prefix}sheetData>`);
  return to < 0 ? undefined : { prefix, start: start.index, from: start.index + start[0].length, to };
}

function formSheet(sheet: Sheet, part: string, xml: string): FormSheet {
  const place = rowsPlace(xml);
  const prefix = place?.prefix ?? prefixOf(xml);
  const lines = new Map<number, FormRow>();
  if (place !== undefined)
    mapRows(xml, place.from, place.to, prefix, ({ row, tag, inner }) => {
      const height = /\sht="([\d.]+)"/.exec(tag)?.[1];
      const cells = new Map(
        cellsOf(inner, prefix).map(({ column, attributes, inner: content }): [number, FormCell] => [
          column,
          { style: Number(attributes['s'] ?? 0), formula: content.includes(`<${prefix}f`) },
        ]),
      );
      lines.set(row - 1, { height: height === undefined ? null : Number(height), cells });
      return '';
    });
  const head = xml.slice(0, place?.start ?? 0);
  const tail = xml.slice(place?.to ?? 0);
  const shape = attributesOf(firstElement(head, `${prefix}sheetFormatPr`)?.tag ?? '');
  const columns = Array.from(elements(head, `${prefix}col`), ({ tag }) => attributesOf(tag));
  const defaultWidth = Number(shape['defaultColWidth'] ?? 8.43);
  return {
    ...sheet,
    part,
    xml,
    lines,
    merged: rangesOf(Array.from(elements(tail, `${prefix}mergeCell`), ({ tag }) => attributesOf(tag)['ref'] ?? '').join(' ')),
    width: (column) =>
      Number(columns.find(({ min, max }) => Number(min) <= column + 1 && column + 1 <= Number(max))?.['width'] ?? defaultWidth),
    defaultHeight: Number(shape['defaultRowHeight'] ?? 15),
    validations: [
      ...Array.from(elements(tail, `${prefix}dataValidation`), (element) => validationOf(element.tag, element.inner, prefix)),
      ...Array.from(elements(tail, 'x14:dataValidation'), (element) => validationOf(element.tag, element.inner, 'x14:')),
    ],
    isProtected: isOn(attributesOf(firstElement(tail, `${prefix}sheetProtection`)?.tag ?? '')['sheet']),
  };
}

const isOn = (value: string | undefined): boolean => value === '1' || value === 'true';

function validationOf(tag: string, inner: string, prefix: string): Validation {
  const { sqref, type = 'none', operator = 'between', errorStyle = 'stop', showErrorMessage } = attributesOf(tag);
  const formula = (name: string): string => decodeText((firstElement(inner, prefix + name)?.inner ?? '').replace(/<\/?xm:f>/g, ''));
  return {
    ranges: rangesOf(sqref ?? decodeText(firstElement(inner, 'xm:sqref')?.inner ?? '')),
    type,
    operator,
    source: formula('formula1'),
    other: formula('formula2'),
    stops: errorStyle === 'stop' && isOn(showErrorMessage),
  };
}

/** `A1:B2 C3` as ranges; what is none is left out. */
function rangesOf(places: string): Merge[] {
  return places.split(/\s+/).flatMap((place) => {
    const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/.exec(place);
    if (match === null) return [];
    const [, left, top, right = left, bottom = top] = match;
    return [{ top: Number(top) - 1, left: columnOf(left!), bottom: Number(bottom) - 1, right: columnOf(right!) }];
  });
}

/** The merged cells that cover a cell, if any. */
export const mergeAt = ({ merged }: FormSheet, row: number, column: number): Merge | undefined =>
  merged.find(({ top, left, bottom, right }) => top <= row && row <= bottom && left <= column && column <= right);

export const isWithin = (range: Merge, row: number, column: number): boolean =>
  range.top <= row && row <= range.bottom && range.left <= column && column <= range.right;
