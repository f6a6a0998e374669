import { packParts } from '../../electron/intake/zip';

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const namespaces = [
  `xmlns:w="${main}"`,
  `xmlns:r="${relationship}"`,
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"',
].join(' ');

/** Parts of a Word document written by hand, as Word and WPS write them and no library does. */
export interface WordParts {
  /** Blocks of the body. */
  body: string;
  header?: string;
  footer?: string;
  settings?: string;
  /** Content type of the body; that of a docx unless stated. */
  type?: string;
}

/** A run; `look` is what stands in its `w:rPr`. */
export const wr = (text: string, look = ''): string =>
  `<w:r>${look === '' ? '' : `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A paragraph of runs, or of one text. */
export const wp = (content: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content.startsWith('<') || content === '' ? content : wr(content)}</w:p>`;

/** A cell of paragraphs, or of one text. */
export const wc = (content: string, properties = ''): string =>
  `<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/>${properties}</w:tcPr>${content.startsWith('<w:') && !content.startsWith('<w:r>') ? content : wp(content)}</w:tc>`;

export const wrow = (cells: readonly string[], properties = ''): string =>
  `<w:tr>${properties === '' ? '' : `<w:trPr>${properties}</w:trPr>`}${cells.map((cell) => (cell.startsWith('<w:tc>') ? cell : wc(cell))).join('')}</w:tr>`;

const border = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`;

/** A table of rows; `columns` equal widths. */
export const wtable = (columns: number, ...rows: string[]): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('')}</w:tblBorders></w:tblPr><w:tblGrid>${`<w:gridCol w:w="${Math.floor(9000 / columns)}"/>`.repeat(columns)}</w:tblGrid>${rows.join('')}</w:tbl>`;

/** Packs hand-made parts into a docx. */
export function docxOfParts({ body, header, footer, settings, type }: WordParts): Promise<Uint8Array> {
  const relations = [
    ...(header === undefined ? [] : [['header', 'header1.xml']]),
    ...(footer === undefined ? [] : [['footer', 'footer1.xml']]),
    ...(settings === undefined ? [] : [['settings', 'settings.xml']]),
  ].map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${relationship}/${kind}" Target="${target}"/>`);
  const margins = [
    header === undefined ? '' : '<w:headerReference w:type="default" r:id="rId1"/>',
    footer === undefined ? '' : `<w:footerReference w:type="default" r:id="rId${header === undefined ? 1 : 2}"/>`,
  ];
  const overrides = [
    ['document', type ?? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'],
    ...(header === undefined ? [] : [['header1', 'application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml']]),
    ...(footer === undefined ? [] : [['footer1', 'application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml']]),
    ...(settings === undefined ? [] : [['settings', 'application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml']]),
  ].map(([part, kind]) => `<Override PartName="/word/${part}.xml" ContentType="${kind}"/>`);
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const packageSpace = 'http://schemas.openxmlformats.org/package/2006';
  const section = `<w:sectPr>${margins.join('')}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>`;
  const parts: [string, string][] = [
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="${packageSpace}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${packageSpace}/relationships"><Relationship Id="rId1" Type="${relationship}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ],
    ['word/document.xml', `${head}<w:document ${namespaces}><w:body>${body}${section}</w:body></w:document>`],
    ['word/_rels/document.xml.rels', `${head}<Relationships xmlns="${packageSpace}/relationships">${relations.join('')}</Relationships>`],
    ...(header === undefined ? [] : [['word/header1.xml', `${head}<w:hdr ${namespaces}>${header}</w:hdr>`] as [string, string]]),
    ...(footer === undefined ? [] : [['word/footer1.xml', `${head}<w:ftr ${namespaces}>${footer}</w:ftr>`] as [string, string]]),
    ...(settings === undefined
      ? []
      : [['word/settings.xml', `${head}<w:settings ${namespaces}>${settings}</w:settings>`] as [string, string]]),
  ];
  return packParts(parts.map(([name, text]) => [name, Buffer.from(text)] as const));
}
