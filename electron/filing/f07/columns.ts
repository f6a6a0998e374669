import { levelColours } from '../../../db/domain/risk/scale';
import { term } from '../../../db/domain/term';
import type { CellValue, Column } from '../document';
import type { F07Risk } from './dossier';

interface RiskColumn extends Column {
  value(risk: F07Risk): CellValue;
  /** Left out where no line of the list needs it. */
  when?(risk: F07Risk): boolean;
}

const grading = '风险评价';
const control = '管控措施';

/** Every column of handbook 3.2.6, in the order of the paper. */
const all: readonly RiskColumn[] = [
  { key: 'riskNo', title: '编号', width: 4.4, align: 'center', value: (risk) => risk.riskNo },
  {
    key: 'riskPoint',
    title: '风险点',
    width: 6,
    value: (risk) => (risk.location && risk.location !== risk.riskPoint ? `${risk.riskPoint}\n（${risk.location}）` : risk.riskPoint),
  },
  { key: 'kind', title: '类型', width: 2, align: 'center', value: (risk) => term('riskPointKind', risk.riskPointKind) },
  { key: 'step', title: '作业步骤或检查项目', width: 5.5, value: (risk) => risk.step },
  { key: 'hazardSource', title: '危险源', width: 8, value: (risk) => risk.hazardSource },
  {
    key: 'factorCode',
    title: '危险有害因素代码',
    width: 4.6,
    align: 'center',
    value: (risk) => risk.factorCode,
    when: (risk) => risk.factorCode !== '',
  },
  { key: 'accidentTypes', title: '可能发生的事故类型', width: 4.2, align: 'center', value: (risk) => risk.accidentTypes.join('、') },
  { key: 'consequence', title: '后果', width: 6, value: (risk) => risk.consequence },
  {
    key: 'inherent',
    title: '固有风险等级',
    group: grading,
    width: 2.5,
    kind: 'level',
    value: (risk) => term('riskLevel', risk.inherentLevel),
    when: (risk) => risk.inherentLevel !== null,
  },
  { key: 'method', title: '评价方法', group: grading, width: 2.2, align: 'center', value: (risk) => term('riskMethod', risk.method) },
  { key: 'l', title: 'L', group: grading, width: 1.6, kind: 'number', value: (risk) => risk.l, when: (risk) => risk.method !== 'direct' },
  { key: 'e', title: 'E', group: grading, width: 1.6, kind: 'number', value: (risk) => risk.e, when: (risk) => risk.method === 'lec' },
  { key: 'c', title: 'C', group: grading, width: 1.8, kind: 'number', value: (risk) => risk.c, when: (risk) => risk.method === 'lec' },
  { key: 's', title: 'S', group: grading, width: 1.6, kind: 'number', value: (risk) => risk.s, when: (risk) => risk.method === 'ls' },
  {
    key: 'score',
    title: '评价值',
    group: grading,
    width: 2.5,
    kind: 'number',
    value: (risk) => (risk.score100 === null ? null : risk.score100 / 100),
    when: (risk) => risk.method !== 'direct',
  },
  { key: 'level', title: '风险等级', group: grading, width: 2.2, kind: 'level', value: (risk) => term('riskLevel', risk.level) },
  {
    key: 'colour',
    title: '颜色',
    group: grading,
    width: 2,
    align: 'center',
    value: (risk) => (risk.level ? term('levelColour', levelColours[risk.level]) : ''),
  },
  {
    key: 'directReason',
    title: '直接判定理由',
    group: grading,
    width: 5,
    value: (risk) => risk.directReason,
    when: (risk) => risk.directReason !== '',
  },
  { key: 'engineering', title: '工程技术', group: control, width: 8, value: (risk) => risk.engineering },
  { key: 'administrative', title: '管理', group: control, width: 8, value: (risk) => risk.administrative },
  { key: 'training', title: '培训教育', group: control, width: 6, value: (risk) => risk.training },
  { key: 'ppe', title: '个体防护', group: control, width: 5, value: (risk) => risk.ppe },
  { key: 'emergency', title: '应急处置', group: control, width: 7, value: (risk) => risk.emergency },
  { key: 'measures', title: '未分类', group: control, width: 8, value: (risk) => risk.measures, when: (risk) => risk.measures !== '' },
  { key: 'controlLevel', title: '管控层级', width: 3, align: 'center', value: (risk) => term('controlLevel', risk.controlLevel) },
  { key: 'department', title: '责任单位', width: 5.6, align: 'center', value: (risk) => risk.department },
  { key: 'owner', title: '责任人', width: 3.2, align: 'center', value: (risk) => risk.owner },
  { key: 'phone', title: '联系电话', width: 6.1, align: 'center', value: (risk) => risk.phone },
  { key: 'checkCycle', title: '检查周期', width: 2.4, align: 'center', value: (risk) => risk.checkCycle },
  { key: 'assessedOn', title: '评价日期', width: 5.4, kind: 'date', value: (risk) => risk.assessedOn },
  { key: 'nextReviewOn', title: '下次评价日期', width: 5.4, kind: 'date', value: (risk) => risk.nextReviewOn },
  { key: 'status', title: '状态', width: 2.2, align: 'center', value: (risk) => term('riskStatus', risk.status) },
  {
    key: 'checklistItems',
    title: '关联隐患排查项',
    width: 4,
    align: 'center',
    value: (risk) => risk.checklistItems.join('、'),
    when: (risk) => risk.checklistItems.length > 0,
  },
  { key: 'remark', title: '备注', width: 4, value: (risk) => risk.remark, when: (risk) => risk.remark !== '' },
];

const valueOf = new Map(all.map(({ key, value }) => [key, value]));

/** An empty list shows the columns that any list may be asked for, not those of special cases. */
const ofEmptyList: ReadonlySet<string> = new Set(['factorCode', 'l', 'e', 'c', 's', 'score']);

/** Columns that this list needs: factors of a method that nothing is assessed by are left out. */
export function riskColumns(risks: readonly F07Risk[]): Column[] {
  const shown = all
    .filter(({ key, when }) => !when || (risks.length === 0 ? ofEmptyList.has(key) : risks.some(when)))
    .map(({ value: _value, when: _when, ...column }): Column => column);
  return [{ key: 'no', title: '序号', width: 2.5, kind: 'number' }, ...shown];
}

/** Values of one line for `riskColumns`. */
export const riskCells = (columns: readonly Column[], risk: F07Risk, number: number): CellValue[] =>
  columns.map(({ key }) => (key === 'no' ? number : valueOf.get(key)!(risk)));
