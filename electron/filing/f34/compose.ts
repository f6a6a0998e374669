import { longDate } from '../../../db/domain/period';
import { term } from '../../../db/domain/term';
import type { Block, CellValue, Column, Letter } from '../document';
import type { Stamp } from '../dossier';
import { paragraphsOf } from '../wording';
import type { F34Dossier } from './dossier';

const columns: readonly Column[] = [
  { key: 'no', title: '序号', width: 2.5, kind: 'number' },
  { key: 'text', title: '发现的问题', width: 10 },
  { key: 'place', title: '部位', width: 5 },
  { key: 'measure', title: '整改措施', width: 8 },
  { key: 'owner', title: '责任人', width: 4, align: 'center' },
  { key: 'dueOn', title: '整改期限', width: 5.5, kind: 'date' },
  { key: 'done', title: '整改、验证情况', width: 7 },
];

type Inspection = F34Dossier['inspections'][number];

const blocksOf = (inspection: Inspection, at: number, count: number): Block[] => [
  ...(count > 1 ? [{ type: 'heading' as const, level: 1 as const, text: `第${at + 1}次检查（${inspection.no}）` }] : []),
  {
    type: 'facts',
    facts: [
      { label: '检查日期', value: longDate(inspection.on) },
      { label: '检查编号', value: inspection.no },
      { label: '检查人', value: inspection.inspector },
      { label: '职务', value: term('appointmentRole', inspection.role) },
      { label: '检查范围', value: `全面检查${inspection.scope === '' ? '' : `：${inspection.scope}`}` },
      { label: '参加人', value: inspection.participants },
    ],
  },
  ...(inspection.content === ''
    ? []
    : [
        { type: 'heading' as const, level: 2 as const, text: '检查内容' },
        ...paragraphsOf(inspection.content).map((text): Block => ({ type: 'paragraph', text })),
      ]),
  { type: 'heading', level: 2, text: '发现的问题和整改' },
  {
    type: 'table',
    table: {
      columns,
      rows: inspection.findings.map((found, no): CellValue[] => [
        no + 1,
        found.text,
        found.place || null,
        found.measure || null,
        found.owner || null,
        found.dueOn,
        [
          found.doneOn === null ? term('taskState', found.state) : `${found.doneOn} 完成`,
          found.verified === '' ? '' : `验证：${found.verified}`,
        ]
          .filter((word) => word !== '')
          .join('；'),
      ]),
      empty: '本次检查没有发现问题。',
    },
  },
  ...(inspection.conclusion === ''
    ? []
    : [
        { type: 'heading' as const, level: 2 as const, text: '检查结论' },
        ...paragraphsOf(inspection.conclusion).map((text): Block => ({ type: 'paragraph', text })),
      ]),
  {
    type: 'signatures',
    signatures: [{ label: `检查人（${term('appointmentRole', inspection.role)}）`, date: true }],
  },
];

/** 法定代表人月度全面检查记录: one form for each inspection of the month, signed by hand. */
export function composeF34({ enterprise, period, compiledOn, isPolicy, inspections }: F34Dossier, stamp: Stamp): Letter {
  return {
    type: 'letter',
    form: true,
    head: {
      code: 'F34',
      title: '法定代表人月度全面检查记录',
      subtitle: period,
      ...(compiledOn === null ? {} : { compiledOn }),
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
      ...stamp,
    },
    blocks: [
      { type: 'paragraph', text: `单位名称：${enterprise.name}`, indent: false },
      ...(inspections.length === 0
        ? [{ type: 'paragraph' as const, text: `${period}没有由法定代表人或实际控制人带队的全面检查记录。` }]
        : inspections.flatMap((inspection, at) => blocksOf(inspection, at, inspections.length))),
      ...(isPolicy ? [{ type: 'note' as const, text: '依据：内蒙古自治区政策要求（每月至少全面检查 1 次，检查记录存档备查）。' }] : []),
    ],
  };
}
