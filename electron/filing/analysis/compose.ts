import type { Analysis, AnalysisLine } from '../../../db/domain/point/analysis';
import { longDate } from '../../../db/domain/period';
import { term } from '../../../db/domain/term';
import type { RiskListRow } from '../../../db/query/riskList';
import type { CellValue, Column, PaperFormat, Register, RegisterSection } from '../document';
import { scaleText } from '../wording';
import type { AnalysedPoint, AnalysisPaper } from './gather';

export const analysisTitles: Record<Analysis, string> = { JHA: '工作危害分析（JHA）记录表', SCL: '安全检查表分析（SCL）记录表' };
const heads = {
  JHA: { point: '作业活动', place: '岗位或地点', step: '作业步骤', hazardSource: '危险源或潜在事件（人、物、环境、管理）' },
  SCL: { point: '设备设施或场所', place: '位号、型号或位置', step: '检查项目', hazardSource: '不符合标准的情况' },
} as const satisfies Record<Analysis, unknown>;

interface LineColumn extends Column {
  value(line: AnalysisLine<RiskListRow>): CellValue;
  /** Left out where no line needs it. */
  when?(line: AnalysisLine<RiskListRow>): boolean;
}
const existing = '现有控制措施';
const grading = '风险评价';

type Field =
  | 'factorCode'
  | 'consequence'
  | 'engineering'
  | 'administrative'
  | 'training'
  | 'ppe'
  | 'emergency'
  | 'measures'
  | 'proposed'
  | 'department'
  | 'owner';
const own = (key: Field, title: string, width: number, more: Partial<LineColumn> = {}): LineColumn => ({
  key,
  title,
  width,
  value: ({ risk }) => risk?.[key] ?? '',
  ...more,
});
const factor = (key: 'l' | 'e' | 'c' | 's'): LineColumn => ({
  key,
  title: key.toUpperCase(),
  group: grading,
  width: 1.8,
  kind: 'number',
  value: ({ risk }) => risk?.[key] ?? null,
  when: ({ risk }) => risk !== null && risk[key] !== null,
});

/** Columns of handbook 3.2.2 in the order of the record. */
const columnsOf = (analysis: Analysis): LineColumn[] => [
  { key: 'step', title: heads[analysis].step, width: 7, value: ({ item }) => item },
  ...(analysis === 'SCL'
    ? [{ key: 'standard', title: '标准', width: 7, value: ({ standard }: AnalysisLine<RiskListRow>) => standard }]
    : []),
  { key: 'hazardSource', title: heads[analysis].hazardSource, width: 9, value: ({ risk }) => risk?.hazardSource ?? '' },
  own('factorCode', 'GB/T 13861 代码', 4, { align: 'center', when: ({ risk }) => (risk?.factorCode ?? '') !== '' }),
  {
    key: 'accidentTypes',
    title: '可能发生的事故类型',
    width: 5,
    align: 'center',
    value: ({ risk }) => risk?.accidentTypes.join('、') ?? '',
  },
  own('consequence', analysis === 'SCL' ? '不符合标准的后果' : '后果', 6),
  own('engineering', '工程技术', 8, { group: existing }),
  own('administrative', '管理', 8, { group: existing }),
  own('training', '培训教育', 7, { group: existing }),
  own('ppe', '个体防护', 5, { group: existing }),
  own('emergency', '应急处置', 8, { group: existing }),
  own('measures', '未分类', 7, { group: existing, when: ({ risk }) => (risk?.measures ?? '') !== '' }),
  factor('l'),
  factor('e'),
  factor('c'),
  factor('s'),
  {
    key: 'score',
    title: '评价值',
    group: grading,
    width: 2.6,
    kind: 'number',
    value: ({ risk }) => (risk === null || risk.score100 === null ? null : risk.score100 / 100),
  },
  { key: 'level', title: '风险等级', group: grading, width: 2.6, kind: 'level', value: ({ risk }) => term('riskLevel', risk?.level) },
  own('proposed', '建议新增措施', 6),
  { key: 'controlLevel', title: '管控层级', width: 3, align: 'center', value: ({ risk }) => term('controlLevel', risk?.controlLevel) },
  own('department', '责任单位', 4.5, { align: 'center' }),
  own('owner', '责任人', 3.6, { align: 'center' }),
];

/** Records of JHA or SCL, one section and one sheet for each risk point; empty names and days are filled by hand. */
export function composeAnalysis(paper: AnalysisPaper, size: PaperFormat['size']): Register {
  const title = analysisTitles[paper.analysis];
  return {
    type: 'register',
    head: {
      code: paper.analysis,
      title,
      ...(paper.analysedOn === null ? {} : { compiledOn: paper.analysedOn }),
      draft: false,
      paper: { size, orientation: 'landscape' },
      enterprise: paper.enterprise.name,
      uscc: paper.enterprise.uscc,
    },
    sections: paper.points.map((one) => section(paper, one)),
  };
}

function section(
  { analysis, enterprise, scales, analysedOn, analyst, reviewer, approver }: AnalysisPaper,
  { point, place, lines }: AnalysedPoint,
): RegisterSection {
  const columns = columnsOf(analysis).filter(({ when }) => !when || lines.some(when));
  const used = scales.filter((scale) => lines.some(({ risk }) => risk?.scale === scale.id));
  return {
    title: analysisTitles[analysis],
    sheet: point.name,
    facts: [
      { label: '单位名称', value: enterprise.name },
      { label: heads[analysis].point, value: point.name },
      { label: '风险点编号', value: point.no },
      { label: heads[analysis].place, value: place || point.location },
      { label: analysis === 'JHA' ? '实施单位' : '所属单位', value: point.department },
      { label: '分析日期', value: analysedOn === null ? '' : longDate(analysedOn) },
    ],
    table: {
      columns: [
        { key: 'no', title: '序号', width: 2.2, kind: 'number' },
        ...columns.map(({ value: _value, when: _when, ...column }): Column => column),
      ],
      rows: lines.map((line, index) => [index + 1, ...columns.map(({ value }) => value(line))]),
      empty: analysis === 'JHA' ? '还没有作业步骤' : '还没有检查项目',
      tall: true,
      frozenColumns: 2,
    },
    notes: used.map((scale) => `评价方法：${scaleText(scale)}`),
    signatures: [
      { label: '分析人', name: analyst, date: true },
      { label: '审核人', name: reviewer, date: true },
      { label: '审定人', name: approver, date: true },
    ],
  };
}
