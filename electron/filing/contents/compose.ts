import type { CellValue, Letter } from '../document';
import type { Stamp } from '../dossier';
import { unbroken } from '../wording';
import type { ContentsDossier } from './dossier';

const checkNote = '各文件的 SHA-256 校验值见“校验”文件夹，可用来核对文件自报送后未被改动。';

/** 目录 of a package: one line per material with all its files, number and copies, its pages and remarks where there are any. */
export function composeContents(dossier: ContentsDossier, stamp: Stamp): Letter {
  const { enterprise, items, subject } = dossier;
  const materials = [...Map.groupBy(items, ({ number, title }) => number || title).values()];
  const hasPages = items.some(({ pages }) => pages !== null);
  let page = 0;
  /** Pages of a material, and the first and the last of them counted through the whole package. */
  const pagesOf = (files: ContentsDossier['items']): CellValue[] => {
    const pages = files.find((file) => file.pages !== null)?.pages ?? null;
    if (pages === null) return [null, null];
    page += pages;
    return [pages, pages === 1 ? String(page) : `${page - pages + 1}–${page}`];
  };
  const hasRemarks = items.some(({ remark }) => remark !== '');
  return {
    ...formOf(dossier, stamp, '报送材料目录', subject),
    blocks: [
      {
        type: 'facts',
        facts: [
          { label: '报送单位', value: enterprise.name },
          { label: '信用代码', value: enterprise.uscc },
          { label: '接收单位', value: dossier.recipient },
          { label: '所属期间', value: dossier.period },
          { label: '发文字号', value: dossier.documentNumber },
        ],
      },
      {
        type: 'table',
        table: {
          columns: [
            { key: 'no', title: '序号', width: 2, kind: 'number' },
            { key: 'title', title: '材料名称', width: 8 },
            { key: 'number', title: '编号', width: 6.5, align: 'center' },
            { key: 'name', title: '文件名', width: 16 },
            { key: 'copies', title: '份数', width: 2, kind: 'number' },
            ...(hasPages
              ? [
                  { key: 'pages', title: '页数', width: 2, kind: 'number' as const },
                  { key: 'span', title: '起止页', width: 3.5, align: 'center' as const },
                ]
              : []),
            ...(hasRemarks ? [{ key: 'remark', title: '备注', width: 3 }] : []),
          ],
          rows: materials.map((files, index) => {
            const { title, number, copies } = files[0]!;
            return [
              index + 1,
              title,
              number,
              files.map(({ name }) => withWhole(number, name)).join('\n'),
              copies,
              ...(hasPages ? pagesOf(files) : []),
              ...(hasRemarks ? [[...new Set(files.map(({ remark }) => remark))].join('\n')] : []),
            ];
          }),
        },
      },
      ...(hasPages
        ? [
            {
              type: 'note' as const,
              text: '起止页按本目录的次序从第一件材料起连续计算，不含报送函和目录；只有电子表格、文档的材料不计页。',
            },
          ]
        : []),
      { type: 'note', text: checkNote },
    ],
    sender: dossier.enterprise.name,
  };
}

const formOf = ({ enterprise, compiledOn }: ContentsDossier, stamp: Stamp, title: string, subtitle: string) =>
  ({
    type: 'letter',
    form: true,
    head: {
      ...stamp,
      code: 'contents',
      title,
      subtitle,
      ...(compiledOn ? { compiledOn } : {}),
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
    },
  }) satisfies Omit<Letter, 'blocks'>;

/** One volume of a package that was split, with the files in it. */
export interface VolumeStated {
  volume: number;
  volumes: number;
  files: readonly { title: string; number: string; path: string; size: number; kind: string }[];
}

/** 本卷清单: what lies in one volume, and where the letter and the contents of the whole lie. */
export function composeVolume(dossier: ContentsDossier, { volume, volumes, files }: VolumeStated, stamp: Stamp): Letter {
  return {
    ...formOf(dossier, stamp, '本卷清单', `第 ${volume} 卷，共 ${volumes} 卷`),
    blocks: [
      {
        type: 'facts',
        facts: [
          { label: '报送单位', value: dossier.enterprise.name },
          { label: '接收单位', value: dossier.recipient },
          { label: '报送事项', value: dossier.subject },
          { label: '所属期间', value: dossier.period },
          { label: '发文字号', value: dossier.documentNumber },
        ],
      },
      {
        type: 'table',
        table: {
          columns: [
            { key: 'no', title: '序号', width: 2, kind: 'number' },
            { key: 'title', title: '材料名称', width: 9 },
            { key: 'number', title: '编号', width: 6.5, align: 'center' },
            { key: 'name', title: '文件名', width: 16 },
            { key: 'size', title: '大小', width: 3.5, align: 'right' },
          ],
          rows: files.map(({ title, number, path, size, kind }, index) => [
            index + 1,
            kind === 'letter' ? '报送函' : title,
            kind === 'contents' ? '' : number,
            withWhole(number, path),
            kind === 'contents' ? '' : sizeText(size),
          ]),
        },
      },
      {
        type: 'note',
        text: `${volume === 1 ? '报送函和全部材料的目录在本卷。' : '报送函和全部材料的目录在第 1 卷。'}${volumes} 卷收齐才是完整的一次报送；各卷可以分别解压，也可以解压到同一个文件夹。`,
      },
      { type: 'note', text: checkNote },
    ],
    sender: dossier.enterprise.name,
  };
}

/** The name of a file in which no line ends within the number of the paper. */
const withWhole = (number: string, name: string): string => (number === '' ? name : name.replaceAll(number, unbroken(number)));

const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
