import type { Letter } from '../document';
import type { Handover } from './gather';

/** Who hands the work over to whom, before whom, and when; empty parts are written by hand. */
export interface HandoverStated {
  /** ISO date; null leaves it to be written by hand. */
  on: string | null;
  to: string;
  witness: string;
}

/** 安全生产工作交接清单: what is under way, what is due and where things are, to be signed by three. */
export function composeHandover({ enterprise, from, sections }: Handover, { on, to, witness }: HandoverStated): Letter {
  return {
    type: 'letter',
    form: true,
    head: {
      code: 'handover',
      title: '安全生产工作交接清单',
      draft: false,
      ...(on === null ? {} : { compiledOn: on }),
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
    },
    blocks: [
      {
        type: 'facts',
        facts: [
          { label: '单位名称', value: enterprise.name },
          { label: '移交人', value: from },
          { label: '接交人', value: to },
          { label: '监交人', value: witness },
          { label: '交接日期', value: on ?? '' },
        ],
      },
      ...sections.flatMap(({ title, columns, rows, more, empty }, at): Letter['blocks'][number][] => [
        { type: 'heading', level: 1, text: `${'一二三四五六'[at]}、${title}` },
        {
          type: 'table',
          table: { columns: columns.map(({ title: head, width }, i) => ({ key: String(i), title: head, width })), rows, empty },
        },
        ...(more === 0 ? [] : [{ type: 'note' as const, text: `另有 ${more} 项，见安责台中的清单。` }]),
      ]),
      { type: 'note', text: '以上事项和资料已当面交接清楚。账号、密码和恢复码不写在本清单上，另行当面移交。' },
      {
        type: 'signatures',
        signatures: [
          { label: '移交人', ...(from === '' ? {} : { name: from }), date: true },
          { label: '接交人', ...(to === '' ? {} : { name: to }), date: true },
          { label: '监交人', ...(witness === '' ? {} : { name: witness }), date: true },
        ],
      },
    ],
  };
}
