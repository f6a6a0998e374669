import { writeXlsx, type WriteOptions } from 'hucre/xlsx';
import { openPackage, packParts } from './zip';

/** Fonts of the theme: hucre names Calibri and nothing for Chinese, which WPS reports as missing. */
const themeFonts = '<a:latin typeface="Times New Roman"/><a:ea typeface="宋体"/><a:cs typeface="Times New Roman"/>';

/**
 * A new workbook whose theme names fonts that every Chinese office has.
 * @param finish the text of a sheet's part as it is to be, by its number counted from 0
 */
export async function writeWorkbook(options: WriteOptions, finish?: (sheet: number, xml: string) => string): Promise<Uint8Array> {
  const made = await openPackage(await writeXlsx(options), '');
  const parts: [name: string, content: Buffer][] = [];
  for (const name of made.names) {
    const content = await made.read(name);
    const sheet = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name)?.[1];
    if (name === 'xl/theme/theme1.xml') parts.push([name, Buffer.from(withFonts(content.toString()))]);
    else if (sheet && finish) parts.push([name, Buffer.from(finish(Number(sheet) - 1, content.toString()))]);
    else parts.push([name, content]);
  }
  return packParts(parts);
}

const withFonts = (theme: string): string =>
  theme.replaceAll(/<a:(major|minor)Font>.*?<\/a:\1Font>/gs, (_, kind: string) => `<a:${kind}Font>${themeFonts}</a:${kind}Font>`);
