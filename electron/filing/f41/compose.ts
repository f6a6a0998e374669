import type { Block, Letter } from '../document';
import type { Stamp } from '../dossier';
import type { F41Dossier } from './dossier';

/** F41 签收回执 一式两份: the same list twice, one to stay with who receives it, one to come back signed and sealed. */
export function composeF41(dossier: F41Dossier, stamp: Stamp): Letter {
  const { enterprise, compiledOn } = dossier;
  const title = '签收回执';
  return {
    type: 'letter',
    form: true,
    head: {
      ...stamp,
      code: 'F41',
      title,
      subtitle: '第一联（接收单位留存）',
      ...(compiledOn ? { compiledOn } : {}),
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
    },
    blocks: [...sheet(dossier), { type: 'attachment', label: '第二联（签收后退报送单位）', title }, ...sheet(dossier)],
  };
}

const signedOn = '　　　　　年　　月　　日';

function sheet({ enterprise, recipient, subject, documentNumber, period, items }: F41Dossier): Block[] {
  const hasPages = items.some(({ pages }) => pages !== null);
  const copies = items.reduce((sum, item) => sum + item.copies, 0);
  return [
    {
      type: 'facts',
      facts: [
        { label: '报送单位', value: enterprise.name },
        { label: '接收单位', value: recipient },
        { label: '报送事项', value: subject },
        { label: '所属期间', value: period },
        { label: '发文字号', value: documentNumber },
      ],
    },
    {
      type: 'table',
      table: {
        columns: [
          { key: 'no', title: '序号', width: 2.5, kind: 'number' },
          { key: 'title', title: '材料名称', width: 17 },
          { key: 'number', title: '编号', width: 9, align: 'center' },
          { key: 'copies', title: '份数', width: 3, kind: 'number' },
          ...(hasPages ? [{ key: 'pages', title: '页数', width: 3, kind: 'number' as const }] : []),
        ],
        rows: items.map(({ title, number, copies: each, pages }, index) => [index + 1, title, number, each, ...(hasPages ? [pages] : [])]),
        total: [null, `合计 ${items.length} 件`, null, copies, ...(hasPages ? [null] : [])],
      },
    },
    { type: 'paragraph', text: '上列材料已收到，经核对件数、份数无误。' },
    {
      type: 'facts',
      rowHeight: 11,
      facts: [
        { label: '接收人\n（签字）', value: '' },
        { label: '联系电话', value: '' },
        { label: '接收日期', value: signedOn },
        { label: '接收单位\n（公章）', value: '\n\n\n\n' },
      ],
    },
  ];
}
