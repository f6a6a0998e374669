import type { AppointmentRole } from '../../../db/domain/organization/appointment';
import { term } from '../../../db/domain/term';
import type { PerformanceDossier } from '../../api/performance';
import type { CellValue, Letter } from '../document';

/** 安全生产履职档案 of one leader for a year, for whoever inspects it. */
export function composePerformance(
  { name, year, post, roles, deeds, counts, duties }: PerformanceDossier,
  enterprise: { name: string; uscc: string },
): Letter {
  return {
    type: 'letter',
    form: true,
    head: {
      code: 'performance',
      title: `${year}年安全生产履职档案`,
      subtitle: name,
      draft: false,
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
    },
    blocks: [
      {
        type: 'facts',
        facts: [
          { label: '单位名称', value: enterprise.name },
          { label: '姓名', value: name },
          { label: '岗位', value: post },
          { label: '固定角色', value: roles.map((role) => term('appointmentRole', role as AppointmentRole)).join('、') },
          { label: '履职记录', value: `${deeds.length} 项` },
        ],
      },
      { type: 'heading', level: 1, text: '一、履职次数（按月）' },
      {
        type: 'table',
        table: {
          columns: [
            { key: 'kind', title: '类别', width: 5, align: 'center' },
            ...Array.from({ length: 12 }, (_, at) => ({ key: String(at), title: `${at + 1}月`, width: 2.4, kind: 'number' as const })),
            { key: 'total', title: '合计', width: 3, kind: 'number' },
          ],
          rows: counts.map(({ kind, months, total }): CellValue[] => [
            term('performanceKind', kind),
            ...months.map((count) => (count === 0 ? null : count)),
            total,
          ]),
          empty: '本年度还没有履职记录。',
        },
      },
      { type: 'heading', level: 1, text: '二、履职记录' },
      {
        type: 'table',
        table: {
          columns: [
            { key: 'no', title: '序号', width: 2.5, kind: 'number' },
            { key: 'on', title: '日期', width: 5.5, kind: 'date' },
            { key: 'kind', title: '类别', width: 4, align: 'center' },
            { key: 'title', title: '内容', width: 13 },
            { key: 'result', title: '地点、结果', width: 9 },
            { key: 'files', title: '证明材料', width: 4, align: 'center' },
          ],
          rows: deeds.map(({ on, kind, title, place, result, files }, at): CellValue[] => [
            at + 1,
            on,
            term('performanceKind', kind),
            title,
            [place, result].filter((word) => word !== '').join('；') || null,
            files === 0 ? null : `${files} 份`,
          ]),
          empty: '本年度还没有履职记录。',
        },
      },
      { type: 'heading', level: 1, text: '三、岗位职责要求' },
      {
        type: 'table',
        table: {
          columns: [
            { key: 'no', title: '序号', width: 2.5, kind: 'number' },
            { key: 'text', title: '职责', width: 18 },
            { key: 'frequency', title: '频次', width: 6, align: 'center' },
            { key: 'evidence', title: '履职记录要求', width: 10 },
          ],
          rows: duties.map(({ text, frequency, evidence }, at): CellValue[] => [at + 1, text, frequency || null, evidence || null]),
          empty: '还没有现行的岗位安全生产责任清单。',
        },
      },
      {
        type: 'signatures',
        signatures: [
          { label: '本人', name, date: true },
          { label: '审核人', date: true },
        ],
      },
    ],
  };
}
