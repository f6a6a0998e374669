import { reportChapters, type DraftedChapter, type ReportChapter } from '../../../db/domain/filing/report';
import { longDate } from '../../../db/domain/period';
import { term } from '../../../db/domain/term';
import type { Block, CellValue, Letter, Table } from '../document';
import type { Stamp } from '../dossier';
import { chineseNumber, paragraphsOf } from '../wording';
import type { F36Dossier } from './dossier';

const titles: Record<ReportChapter, string> = {
  goals: '安全生产目标完成情况',
  responsibility: '全员安全生产责任制落实情况',
  risk: '安全风险分级管控情况',
  hazard: '隐患排查治理和领导带队检查情况',
  committee: '安全生产委员会工作情况',
  training: '安全生产教育培训情况',
  investment: '安全生产投入情况',
  emergency: '应急管理情况',
  accident: '生产安全事故情况',
  plan: '下一年度工作计划',
};

/** F36: ten chapters, each in the words of a person or, where the registers know about it, in theirs. */
export function composeF36(dossier: F36Dossier, stamp: Stamp): Letter {
  const { enterprise, period, compiledOn, audience } = dossier;
  return {
    type: 'letter',
    head: {
      ...stamp,
      code: 'F36',
      title: `${period}安全生产工作报告`,
      ...(compiledOn === null ? {} : { compiledOn }),
      paper: { size: 'A4', orientation: 'portrait' },
      enterprise: enterprise.name,
      uscc: enterprise.uscc,
      seam: true,
    },
    ...(audience === '' ? {} : { addressee: audience }),
    blocks: [
      {
        type: 'paragraph',
        text: `现将${enterprise.name}${period}安全生产工作情况报告如下${dossier.until.endsWith('12-31') ? '' : `（数据截至${longDate(dossier.until)}）`}。`,
      },
      ...reportChapters.flatMap((chapter, at): Block[] => [
        { type: 'heading', level: 1, text: `${chineseNumber(at + 1)}、${titles[chapter]}` },
        ...textOf(dossier, chapter),
        ...tablesOf(dossier, chapter),
      ]),
      { type: 'signatures', signatures: [{ label: '主要负责人（签字）', date: false }] },
    ],
    sender: enterprise.name,
  };
}

function textOf(dossier: F36Dossier, chapter: ReportChapter): Block[] {
  const own = dossier.written[chapter].trim();
  const words = own === '' && chapter in drafts ? drafts[chapter as DraftedChapter](dossier) : own;
  return paragraphsOf(words === '' ? `（待补：${titles[chapter]}）` : words).map((text) => ({ type: 'paragraph', text }));
}

/** Chapters as the registers tell them, for whoever wants to change their words. */
export const reportDrafts = (dossier: F36Dossier): Record<DraftedChapter, string> => ({
  goals: drafts.goals(dossier),
  responsibility: drafts.responsibility(dossier),
  risk: drafts.risk(dossier),
  hazard: drafts.hazard(dossier),
  committee: drafts.committee(dossier),
});

/** Whether goals were reached is for a person to say: no register knows. */
const drafts: Record<DraftedChapter, (dossier: F36Dossier) => string> = {
  goals: ({ targets, year }) =>
    targets.length === 0
      ? `${year}年没有登记公司级安全生产目标指标。`
      : `${year}年公司级安全生产目标指标共 ${targets.length} 项，完成情况由本单位逐项核实填写：`,
  responsibility: ({ lists, letters, appraisals }) =>
    [
      `在用岗位和固定角色 ${lists.all} 个，有现行安全生产责任清单的 ${lists.inForce} 个，其中已公示 ${lists.published} 个。`,
      letters === null ? '本年度没有登记安全生产责任书。' : `签发安全生产责任书 ${letters.all} 份，已签订 ${letters.signed} 份。`,
      ...(appraisals.length === 0
        ? ['本年度没有登记责任制考核。']
        : appraisals.map(({ name, all, assessed }) => `${name}应考核 ${all} 人，已考核 ${assessed} 人。`)),
    ].join('\n'),
  risk: ({ rounds }) => (rounds.length === 0 ? '本年度没有登记安全风险评估轮次。' : `开展安全风险评估 ${rounds.length} 轮，结果如下：`),
  hazard: ({ inspections: { all, monthly, findings, done, overdue } }) =>
    all === 0
      ? '本年度没有登记领导带队检查。'
      : `领导带队检查 ${all} 次，其中法定代表人或实际控制人全面检查 ${monthly} 次；发现问题 ${findings} 项，已整改 ${done} 项，未完成 ${findings - done} 项${overdue === 0 ? '' : `（其中超期 ${overdue} 项）`}。`,
  committee: ({ meetings: { all, resolutions, done, overdue } }) =>
    all === 0
      ? '本年度没有登记安全生产委员会会议。'
      : `召开安全生产委员会会议 ${all} 次，形成决议 ${resolutions} 项，已完成 ${done} 项，未完成 ${resolutions - done} 项${overdue === 0 ? '' : `（其中超期 ${overdue} 项）`}。`,
};

const table = (of: Table): Block[] => [{ type: 'table', table: of }];

function tablesOf({ targets, nextTargets, rounds, year, written }: F36Dossier, chapter: ReportChapter): Block[] {
  if (chapter === 'goals' && targets.length > 0)
    return table({
      columns: [
        { key: 'no', title: '序号', width: 2.5, kind: 'number' },
        { key: 'kind', title: '类别', width: 4, align: 'center' },
        { key: 'name', title: '目标指标', width: 11.5 },
        { key: 'value', title: '目标值', width: 5, align: 'center' },
        { key: 'state', title: '由本单位填写', group: '完成情况', width: 9 },
      ],
      rows: targets.map(({ kind, name, value }, at): CellValue[] => [at + 1, term('targetKind', kind), name, value || null, null]),
      rowHeight: 9,
    });
  if (chapter === 'risk' && rounds.length > 0)
    return table({
      columns: [
        { key: 'name', title: '评估轮次', width: 9 },
        { key: 'closedOn', title: '关闭日期', width: 5.5, align: 'center' },
        ...(['major', 'considerable', 'general', 'low'] as const).map((level) => ({
          key: level,
          title: term('riskLevel', level),
          group: '风险（条）',
          width: 2.6,
          kind: 'number' as const,
        })),
        { key: 'added', title: '新增', group: '与上轮比较', width: 2.6, kind: 'number' },
        { key: 'removed', title: '消除', group: '与上轮比较', width: 2.6, kind: 'number' },
      ],
      rows: rounds.map(({ name, closedOn, ...figures }): CellValue[] => [
        name,
        closedOn ?? '进行中',
        ...(['major', 'considerable', 'general', 'low', 'added', 'removed'] as const).map((key) => figures[key]),
      ]),
    });
  if (chapter === 'plan' && nextTargets.length > 0)
    return [
      ...(written.plan.trim() === '' ? [] : [{ type: 'paragraph' as const, text: `${year + 1}年公司级安全生产目标指标：` }]),
      ...table({
        columns: [
          { key: 'no', title: '序号', width: 2.5, kind: 'number' },
          { key: 'kind', title: '类别', width: 4, align: 'center' },
          { key: 'name', title: `${year + 1}年目标指标`, width: 14 },
          { key: 'value', title: '目标值', width: 7, align: 'center' },
        ],
        rows: nextTargets.map(({ kind, name, value }, at): CellValue[] => [at + 1, term('targetKind', kind), name, value || null]),
      }),
    ];
  return [];
}
