import { unzip } from '../unit/filing/archive';

/**
 * What offices stumble over in a docx or xlsx, each as a sentence with the part it is in; empty for a file that WPS and Word
 * show alike. Read from the bytes, by nothing that wrote them.
 */
export async function officeComplaints(bytes: Uint8Array): Promise<string[]> {
  const parts = await unzip(bytes);
  const complaints: string[] = [];
  const texts = [...parts].filter(([name]) => /\.(xml|rels)$/.test(name)).map(([name, { text }]) => ({ name, text }));
  for (const { name, text } of texts) {
    const say = (complaint: string) => complaints.push(`${name}: ${complaint}`);
    for (const font of new Set(fontsOf(name, text))) if (!officeFonts.has(font)) say(`font ${font} is on no office computer`);
    for (const word of leftovers) if (new RegExp(`>[^<]*${word}`).test(text)) say(`says ${word}`);
    if (/TargetMode="External"/.test(text)) say('points outside');
    if (name === 'word/document.xml') documentComplaints(text).forEach(say);
    if (/theme\d*\.xml$/.test(name)) themeComplaints(text).forEach(say);
    if (/^xl\/worksheets\/sheet\d+\.xml$/.test(name)) sheetComplaints(text).forEach(say);
  }
  if (parts.has('xl/workbook.xml')) complaints.push(...printTitleComplaints(parts.get('xl/workbook.xml')!.text));
  return complaints;
}

const officeFonts = new Set(
  (
    '宋体 黑体 仿宋 仿宋_GB2312 楷体 楷体_GB2312 方正小标宋简体 方正小标宋_GBK 小标宋 微软雅黑 等线 SimSun SimHei FangSong KaiTi ' +
    'Times_New_Roman Arial Calibri Cambria Symbol Wingdings Segoe_UI_Symbol'
  )
    .split(' ')
    .map((name) => (/^[A-Z]/.test(name) ? name.replaceAll('_', ' ') : name)),
);
/** What a program leaves where a value is missing. */
const leftovers = ['undefined', 'NaN', '\\bnull\\b', '\\[object', 'Invalid Date'];

function fontsOf(part: string, text: string): string[] {
  if (part.startsWith('xl/')) return [...text.matchAll(/<(?:name|rFont) val="([^"]+)"/g)].map((match) => match[1]!);
  return [...text.matchAll(/<w:rFonts ([^>]*)\/>/g)].flatMap((match) =>
    [...match[1]!.matchAll(/w:(?:ascii|hAnsi|eastAsia|cs)="([^"]+)"/g)].map((font) => font[1]!),
  );
}

function documentComplaints(text: string): string[] {
  const complaints: string[] = [];
  const number = (pattern: RegExp, from: string) => Number(pattern.exec(from)?.[1] ?? Number.NaN);
  for (const [at, table] of [...text.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map((match) => match[0]).entries()) {
    const grid = [...table.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map((match) => Number(match[1]));
    const total = grid.reduce((sum, width) => sum + width, 0);
    const width = number(/<w:tblW [^>]*w:w="(\d+)"/, table);
    if (grid.length === 0) complaints.push(`table ${at + 1} has no grid`);
    else if (Math.abs(total - width) > grid.length) complaints.push(`table ${at + 1} is ${width} wide, its grid ${total}`);
    const rows = [...table.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map((match) => match[0]);
    for (const [line, row] of rows.entries()) {
      const spans = [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map((cell) => number(/<w:gridSpan w:val="(\d+)"/, cell[0]) || 1);
      const columns = spans.reduce((sum, span) => sum + span, 0);
      if (columns !== grid.length) complaints.push(`table ${at + 1} row ${line + 1} has ${columns} of ${grid.length} columns`);
      if (!row.includes('<w:cantSplit')) complaints.push(`table ${at + 1} row ${line + 1} may be cut by a page`);
    }
    if (rows.length > 30 && !table.includes('<w:tblHeader'))
      complaints.push(`table ${at + 1} has ${rows.length} rows and no head that repeats`);
    if (!table.includes('<w:tblLayout w:type="fixed"')) complaints.push(`table ${at + 1} has no fixed layout`);
  }
  if (text.includes('</w:tbl><w:tbl>')) complaints.push('two tables touch');
  for (const section of text.matchAll(/<w:sectPr.*?<\/w:sectPr>/gs)) {
    if (!/<w:pgSz [^>]*w:w="(11906|16838|23811)"/.test(section[0])) complaints.push('a section is neither A4 nor A3');
    if (!section[0].includes('<w:pgMar')) complaints.push('a section has no margins');
  }
  if (!text.includes('<w:sectPr')) complaints.push('no page set-up');
  for (const field of text.matchAll(/<w:instrText[^>]*>([^<]*)</g))
    if (!/^\s*(PAGE|NUMPAGES|SECTIONPAGES|TOC|PAGEREF|SEQ)\b/.test(field[1]!)) complaints.push(`a field ${field[1]!.trim()}`);
  return complaints;
}

function sheetComplaints(text: string): string[] {
  const complaints: string[] = [];
  if (!/<cols>.*<col /s.test(text)) complaints.push('no column widths');
  if (/<f[ >]/.test(text)) complaints.push('a formula');
  if (!/<pageSetup [^>]*paperSize="(8|9)"/.test(text)) complaints.push('neither A3 nor A4');
  if (!/<pageSetup [^>]*orientation="(landscape|portrait)"/.test(text)) complaints.push('no orientation');
  if (!/<oddFooter>[^<]*&amp;P[^<]*&amp;N/.test(text)) complaints.push('no page n of m');
  if (!text.includes('<pageMargins')) complaints.push('no margins');
  return complaints;
}

function themeComplaints(text: string): string[] {
  const complaints: string[] = [];
  for (const font of text.matchAll(/<a:(majorFont|minorFont)>(.*?)<\/a:\1>/gs)) {
    if (!/<a:ea typeface="[^"]+"/.test(font[2]!)) complaints.push(`${font[1]!} has no Chinese font: WPS takes its own`);
  }
  return complaints;
}

function printTitleComplaints(workbook: string): string[] {
  const sheets = [...workbook.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map((match) => match[1]!);
  const titled = [
    ...workbook.matchAll(
      /<definedName [^>]*name="_xlnm.Print_Titles"[^>]*localSheetId="(\d+)"|<definedName [^>]*localSheetId="(\d+)"[^>]*name="_xlnm.Print_Titles"/g,
    ),
  ];
  const have = new Set(titled.map((match) => Number(match[1] ?? match[2])));
  return sheets.flatMap((name, at) => (have.has(at) ? [] : [`xl/workbook.xml: sheet ${name} repeats no head on paper`]));
}
