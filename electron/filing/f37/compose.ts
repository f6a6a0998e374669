import { term } from '../../../db/domain/term';
import type { Block, CellValue, Column, Letter } from '../document';
import type { Stamp } from '../dossier';
import type { F37Dossier } from './dossier';

type Item = F37Dossier['items'][number];

/** F37: a letter to the authority with who took up and who left an office of work safety, room for the seal below. */
export function composeF37(dossier: F37Dossier, stamp: Stamp): Letter {
  const { enterprise, compiledOn, recipient, documentNumber, items, filledBy, phone } = dossier;
  const contact = [filledBy && `联系人：${filledBy}`, phone && `联系电话：${phone}`].filter((part) => part !== '').join('；');
  return {
    type: 'letter',
    head: {
      ...stamp,
      code: 'F37',
      title: '关于安全生产管理人员任免情况的告知函',
      ...(compiledOn === null ? {} : { compiledOn }),
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
    },
    letterhead: enterprise.name,
    style: 'letter',
    documentNumber,
    addressee: recipient,
    blocks: [
      {
        type: 'paragraph',
        text:
          items.length === 0
            ? '我单位没有需要告知的安全生产管理人员任免。'
            : '按照《中华人民共和国安全生产法》第二十六条的规定，现将我单位安全生产管理人员任免情况告知如下：',
      },
      ...part(
        '任职',
        items.filter(({ kind }) => kind === 'taking'),
        takingColumns,
        ({ validFrom }) => validFrom,
      ),
      ...part(
        '免职',
        items.filter(({ kind }) => kind === 'leaving'),
        leavingColumns,
        ({ validFrom, validTo }) => `${validFrom}\n至\n${validTo}`,
      ),
      { type: 'paragraph', text: '特此告知。' },
    ],
    sender: enterprise.name,
    ...(contact === '' ? {} : { contact }),
  };
}

const columnsWith = (day: string): readonly Column[] => [
  { key: 'no', title: '序号', width: 2, kind: 'number' },
  { key: 'name', title: '姓名', width: 3.2, align: 'center' },
  { key: 'role', title: '部门、职务', width: 9.6 },
  { key: 'certificate', title: '资格证书、编号、有效期', width: 10.2 },
  { key: 'on', title: day, width: 5.2, align: 'center' },
  { key: 'document', title: '任免文件', width: 5.6 },
];
const takingColumns = columnsWith('任职日期');
const leavingColumns = columnsWith('任职起止');

const lines = (...words: readonly string[]): string | null => [...new Set(words)].filter((word) => word !== '').join('\n') || null;
const cells: Record<string, (item: Item) => CellValue> = {
  name: ({ name }) => name,
  role: ({ role, title, department }) => lines(department, title, term('appointmentRole', role)),
  certificate: ({ certificate, certificateNumber, certificateTo }) =>
    lines(certificate, certificateNumber, certificateTo === null ? '' : `有效期至 ${certificateTo}`),
  document: ({ documentNumber }) => documentNumber || null,
};

const part = (title: string, items: readonly Item[], columns: readonly Column[], day: (item: Item) => string): Block[] =>
  items.length === 0
    ? []
    : [
        {
          type: 'table',
          caption: `${title}人员`,
          table: {
            columns,
            rows: items.map((item, at) => columns.map(({ key }) => (key === 'no' ? at + 1 : key === 'on' ? day(item) : cells[key]!(item)))),
            // It begins below the opening words: kept whole it would leave them alone on their page.
            tall: true,
          },
        },
      ];
