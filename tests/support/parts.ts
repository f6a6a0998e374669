import { packParts } from '../../electron/intake/zip';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Parts of a workbook written by hand, for what no library writes. */
export interface Parts {
  /** Worksheet parts, whole. */
  sheets: readonly string[];
  styles?: string;
  shared?: string;
  workbookProperties?: string;
}

/** A worksheet part around the rows of its `sheetData`. */
export const worksheet = (rows: string, around: { before?: string; after?: string } = {}): string =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${main}">${around.before ?? ''}<sheetData>${rows}</sheetData>${around.after ?? ''}</worksheet>`;

/** A row of inline texts and numbers, cells in a row without references. */
export const inlineRow = (...values: readonly (string | number)[]): string =>
  `<row>${values.map((value) => (typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`)).join('')}</row>`;

/** Packs hand-made parts into an xlsx. */
export function xlsxOfParts({ sheets, styles, shared, workbookProperties = '' }: Parts): Promise<Uint8Array> {
  const relations = sheets.map(
    (_, index) => `<Relationship Id="rId${index + 1}" Type="${relationship}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  if (styles !== undefined) relations.push(`<Relationship Id="rIdS" Type="${relationship}/styles" Target="styles.xml"/>`);
  if (shared !== undefined) relations.push(`<Relationship Id="rIdT" Type="${relationship}/sharedStrings" Target="/xl/sharedStrings.xml"/>`);
  const names = sheets.map((_, index) => `<sheet name="Sheet${index + 1}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('');
  const parts: [string, string][] = [
    ['[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'],
    [
      '_rels/.rels',
      `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relationship}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    ['xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${relationship}">${workbookProperties}<sheets>${names}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `<Relationships xmlns="${packageRelations}">${relations.join('')}</Relationships>`],
    ...sheets.map((sheet, index): [string, string] => [`xl/worksheets/sheet${index + 1}.xml`, sheet]),
    ...(styles === undefined ? [] : [['xl/styles.xml', styles] as [string, string]]),
    ...(shared === undefined ? [] : [['xl/sharedStrings.xml', shared] as [string, string]]),
  ];
  return packParts(parts.map(([name, text]) => [name, Buffer.from(text)] as const));
}
