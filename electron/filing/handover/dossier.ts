import type { PersonalDossier } from '../../../db/query/personal';
import type { Letter } from '../document';

/** Words of a place: the record, its field, how many, and why it stays. */
export interface PlaceLine {
  record: string;
  field: string;
  count: number;
  why: string;
}

/** 个人信息留存情况: what is stored about one person, where, and why it stays. Numbers themselves are not printed. */
export function composeDossier(
  { person, assignments, owned, entries, disclosures, holds }: PersonalDossier,
  lines: readonly PlaceLine[],
  { enterprise, uscc, law, on }: { enterprise: string; uscc: string; law: string; on: string },
): Letter {
  return {
    type: 'letter',
    form: true,
    head: {
      code: 'personal',
      title: '个人信息留存情况',
      draft: false,
      compiledOn: on,
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise,
      uscc,
    },
    blocks: [
      {
        type: 'facts',
        facts: [
          { label: '单位名称', value: enterprise },
          { label: '姓名', value: person.name },
          { label: '入职日期', value: person.enteredOn ?? '' },
          { label: '离职日期', value: person.leftOn ?? '' },
          { label: '任职记录', value: `${assignments} 条` },
          { label: '负责的风险', value: `${owned} 条` },
          { label: '操作记录', value: `${entries} 条` },
          { label: '号码被查看', value: `${disclosures} 次` },
        ],
      },
      {
        type: 'table',
        table: {
          columns: [
            { key: 'record', title: '记录', width: 8 },
            { key: 'field', title: '栏目', width: 8 },
            { key: 'count', title: '处数', width: 4, kind: 'number', align: 'center' },
            { key: 'why', title: '为什么保留', width: 20 },
          ],
          rows: lines.map(({ record, field, count, why }) => [record, field, count, why]),
          empty: '没有留存',
        },
      },
      {
        type: 'note',
        text: '按姓名找到的可能是同名的人或其他词语。操作记录里其他记录的前后内容、关闭轮次定格的内容、备份、已导出的文件和扫描件不在其中。',
      },
      ...(holds.length === 0
        ? []
        : [{ type: 'note' as const, text: `留存要求：${holds.map(({ title, reason }) => `${title}（${reason}）`).join('；')}` }]),
      { type: 'note', text: law },
    ],
  };
}
