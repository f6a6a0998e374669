import type { Letter } from '../document';
import type { Stamp } from '../dossier';
import type { ContentsDossier } from './dossier';

/** 目录 of a package: one line per material with all its files, number and copies, and pages and remarks where there are any. */
export function composeContents(dossier: ContentsDossier, stamp: Stamp): Letter {
  const { enterprise, compiledOn, items, subject } = dossier;
  const materials = [...Map.groupBy(items, ({ number, name }) => number || name).values()];
  const hasPages = items.some(({ pages }) => pages !== null);
  const hasRemarks = items.some(({ remark }) => remark !== '');
  return {
    type: 'letter',
    form: true,
    head: {
      ...stamp,
      code: 'contents',
      title: '报送材料目录',
      subtitle: subject,
      ...(compiledOn ? { compiledOn } : {}),
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
    },
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
            { key: 'no', title: '序号', width: 2.5, kind: 'number' },
            { key: 'title', title: '材料名称', width: 12 },
            { key: 'number', title: '编号', width: 7, align: 'center' },
            { key: 'name', title: '文件名', width: 24 },
            { key: 'copies', title: '份数', width: 2.5, kind: 'number' },
            ...(hasPages ? [{ key: 'pages', title: '页数', width: 2.5, kind: 'number' as const }] : []),
            ...(hasRemarks ? [{ key: 'remark', title: '备注', width: 5 }] : []),
          ],
          rows: materials.map((files, index) => {
            const { title, number, copies } = files[0]!;
            return [
              index + 1,
              title,
              number,
              files.map(({ name }) => name).join('\n'),
              copies,
              ...(hasPages ? [files.find(({ pages }) => pages !== null)?.pages ?? null] : []),
              ...(hasRemarks ? [files.map(({ remark }) => remark).join('')] : []),
            ];
          }),
        },
      },
      { type: 'note', text: '各文件的 SHA-256 校验值见“校验”文件夹，可用来核对文件自报送后未被改动。' },
    ],
    sender: enterprise.name,
  };
}
