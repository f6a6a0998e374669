import { periodTitle } from '../../../db/domain/period';
import { scoreText } from '../../../db/domain/risk/assessment';
import type { RiskSnapshot } from '../../../db/domain/risk/risk';
import { term } from '../../../db/domain/term';
import type { CellValue, Column, Register } from '../document';
import { markOf, printedMeasures } from './mark';

export interface RoundSheet {
  enterprise: string;
  uscc: string;
  round: { no: string; name: string; period: string };
  department: string;
  risks: readonly (RiskSnapshot & { isKept: boolean })[];
}

/** Name of the sheet of the risks without a department. */
export const noDepartment = '未分部门';

/** Heads of what a sheet shows; a department may mend the texts, and fills them on a line of its own. */
export const shownHeads = {
  riskNo: '编号',
  riskPoint: '风险点',
  step: '作业步骤或检查项目',
  hazardSource: '危险源',
  measures: '现有管控措施',
} as const;
/** Heads that a collected sheet is read back by; printed exactly so. */
export const answerHeads = {
  confirmed: '确认无变化',
  cancelled: '取消',
  l: '现L',
  e: '现E',
  c: '现C',
  s: '现S',
  implementation: '措施落实情况',
  reason: '变化说明',
  reviewer: '复核人',
  by: '确认人',
  on: '确认日期',
} as const;

/** Head of the marks by which what came back is compared with what was handed out. */
export const markHead = '校验码';

const columns: readonly Column[] = [
  { key: 'riskNo', title: shownHeads.riskNo, width: 6 },
  { key: 'riskPoint', title: shownHeads.riskPoint, width: 9 },
  { key: 'step', title: shownHeads.step, width: 11 },
  { key: 'hazardSource', title: shownHeads.hazardSource, width: 18 },
  { key: 'method', title: '评价方法', width: 4, align: 'center' },
  { key: 'before', title: '原评价', width: 8, align: 'center' },
  { key: 'level', title: '原等级', width: 4, kind: 'level', align: 'center' },
  { key: 'measures', title: shownHeads.measures, width: 24 },
  ...Object.entries(answerHeads).map(([key, title]): Column => ({
    key,
    title,
    width: key === 'reason' || key === 'implementation' ? 14 : key === 'on' ? 7 : key === 'cancelled' ? 3 : 5,
    align: 'center',
  })),
  { key: 'mark', title: markHead, width: 5, align: 'center' },
];

/** Lines for risks that a department has found. */
const blankLines = 5;

const factors = (risk: RoundSheet['risks'][number]): string => `${formula(risk)}${risk.isKept ? '（保留原等级）' : ''}`;
const formula = (risk: RiskSnapshot): string =>
  risk.method === 'lec'
    ? `${risk.l}×${risk.e}×${risk.c}=${scoreText(risk.score100)}`
    : risk.method === 'ls'
      ? `${risk.l}×${risk.s}=${scoreText(risk.score100)}`
      : '直接判定';

/** Sheet for one department: what stands, and where to tick or to write what has changed. Works printed and in WPS. */
export function composeRoundSheet({ enterprise, uscc, round, department, risks }: RoundSheet): Register {
  const withSerious = risks.some(({ level }) => level === 'major' || level === 'considerable');
  const shown = columns.filter(({ key }) => withSerious || key !== 'implementation');
  return {
    type: 'register',
    head: { code: 'round', title: `${round.name}确认表`, draft: false, paper: { size: 'A3', orientation: 'landscape' }, enterprise, uscc },
    sections: [
      {
        title: `${round.name}确认表`,
        sheet: department || noDepartment,
        facts: [
          { label: '单位名称', value: enterprise },
          { label: '轮次编号', value: round.no },
          { label: '所属期间', value: periodTitle(round.period) },
          { label: '部门', value: department || noDepartment },
          { label: '条数', value: String(risks.length) },
        ],
        table: {
          rowHeight: 9,
          columns: shown,
          rows: [
            ...risks.map((risk): CellValue[] => [
              risk.riskNo,
              risk.riskPoint,
              risk.step,
              risk.hazardSource,
              term('riskMethod', risk.method),
              factors(risk),
              term('riskLevel', risk.level),
              printedMeasures(risk),
              ...shown.filter(({ key }) => key in answerHeads).map(() => null),
              markOf(risk),
            ]),
            ...Array.from({ length: blankLines }, (): CellValue[] => shown.map(() => null)),
          ],
          empty: '本部门没有在册风险',
        },
        notes: [
          ...(withSerious ? ['重大、较大风险还要在“措施落实情况”栏写明现有管控措施的落实情况，如检查、检测、联锁试验的结果和日期。'] : []),
          '没有变化的：在“确认无变化”栏打√。有变化的：填写新的 L、E、C（或 L、S）和变化说明，步骤、危险源、措施的文字可以直接改；等级降低的（包括“保留原等级”的）须写变化说明，并由另一人在“复核人”栏签名。不再存在的：在“取消”栏打√，写明变化说明。',
          '新发现的风险填在表后的空行里，编号不用填，风险点、危险源和 L、E、C（或 L、S）必填。确认人、确认日期逐条填写；“校验码”栏请勿改动。填完后把本文件交回安全管理部门。',
        ],
        signatures: [{ label: '部门负责人', date: true }],
      },
    ],
  };
}
