import { HeightRule, LineRuleType, type IParagraphOptions, type IRunOptions, type IStylesOptions, type IThemeOptions } from 'docx';

/** Sizes in half-points by their Chinese names. */
export const sizes = { 一号: 52, 二号: 44, 三号: 32, 四号: 28, 小四: 24, 五号: 21, 小五: 18 } as const;

/** The faces of a letter (GB/T 9704-2012 5.2); Latin letters and digits in Times New Roman, page numbers in 宋体. */
export const faces = {
  title: '方正小标宋简体',
  heading: '黑体',
  subheading: '楷体',
  body: '仿宋',
  song: '宋体',
} as const;
export type Face = keyof typeof faces;

/** What another machine may use instead, so that Word and WPS need not guess (w:altName), and each face's PANOSE family. */
const fontTable: readonly { name: string; instead: string; panose: string; family: string; charset: string }[] = [
  { name: faces.title, instead: '宋体,SimSun', panose: '03000509000000000000', family: 'script', charset: '86' },
  { name: faces.heading, instead: 'SimHei', panose: '02010609060101010101', family: 'modern', charset: '86' },
  { name: faces.subheading, instead: '楷体_GB2312,KaiTi', panose: '02010609060101010101', family: 'modern', charset: '86' },
  { name: faces.body, instead: '仿宋_GB2312,FangSong', panose: '02010609060101010101', family: 'modern', charset: '86' },
  { name: faces.song, instead: 'SimSun', panose: '02010600030101010101', family: 'auto', charset: '86' },
  { name: 'Times New Roman', instead: 'Liberation Serif', panose: '02020603050405020304', family: 'roman', charset: '00' },
];

/** The part word/fontTable.xml. */
export const fontTableXml = (): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fontTable
  .map(
    ({ name, instead, panose, family, charset }) =>
      `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:panose1 w:val="${panose}"/><w:charset w:val="${charset}"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  )
  .join('')}</w:fonts>`;

/** Theme fonts that every Chinese Windows has, or WPS reports missing fonts. */
export const theme: IThemeOptions = {
  name: '公文',
  fonts: {
    headings: { latin: 'Times New Roman', eastAsia: faces.heading, scripts: { Hans: faces.heading } },
    body: { latin: 'Times New Roman', eastAsia: faces.body, scripts: { Hans: faces.body } },
  },
};

/** A quarter of a point less between characters: 28 characters of 三号 then stand on the 156 mm of a line (5.2.2). */
const fitting = -5;

/** Run options of a face and size; `song` prints its Latin letters in 宋体 too. */
export function run(face: Face, size: number, more: IRunOptions = {}): IRunOptions {
  const latin = face === 'song' ? faces.song : 'Times New Roman';
  return {
    font: { ascii: latin, hAnsi: latin, eastAsia: faces[face], cs: 'Times New Roman', hint: 'eastAsia' },
    size,
    ...(size === sizes.三号 ? { characterSpacing: fitting } : {}),
    ...more,
  };
}

/** Face, size in half-points, and whatever else a run has. */
export type RunParts = Parameters<typeof run>;

export const twips = (mm: number): number => Math.round((mm / 25.4) * 1440);

/** 22 lines on the 225 mm of a page: 28.95 pt (GB/T 9704-2012 5.2.2). */
export const letterLine = 579;
/** Exact line height for a text size in half-points inside tables. */
export const tableLine = (size: number): number => Math.round(size * 10 * 1.35);

/** Exact spacing of so many twips, none before or after. */
export const exact = (line: number): IParagraphOptions['spacing'] => ({ line, lineRule: LineRuleType.EXACT, before: 0, after: 0 });
export const atLeast = (mm: number) => ({ value: twips(mm), rule: HeightRule.ATLEAST });

/** Indent by characters of body text (三号 = 16 pt). */
export const characters = (count: number): number => Math.round(count * 320);

const headingOf = (face: Face, bold: boolean) => ({
  run: run(face, sizes.三号, { bold, color: '000000' }),
  paragraph: { spacing: exact(letterLine), indent: { firstLine: characters(2) }, keepNext: true },
});

export const styles: IStylesOptions = {
  default: {
    document: {
      run: { ...run('body', sizes.三号), language: { value: 'en-US', eastAsia: 'zh-CN' } },
      paragraph: { spacing: exact(letterLine) },
    },
    heading1: headingOf('heading', false),
    heading2: headingOf('subheading', false),
    heading3: headingOf('body', true),
  },
};
