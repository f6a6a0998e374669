import { periodTitle } from '../../../db/domain/period';
import { scoreText } from '../../../db/domain/risk/assessment';
import type { RiskSnapshot } from '../../../db/domain/risk/risk';
import { term } from '../../../db/domain/term';
import type { Column, Register } from '../document';

export interface RoundSheet {
  enterprise: string;
  uscc: string;
  round: { no: string; name: string; period: string };
  department: string;
  risks: readonly RiskSnapshot[];
}

/** Heads that a collected sheet is read back by; printed exactly so. */
export const answerHeads = {
  confirmed: '确认无变化',
  l: '现L',
  e: '现E',
  c: '现C',
  s: '现S',
  reason: '变化说明',
  reviewer: '复核人',
  by: '确认人',
  on: '确认日期',
} as const;

const columns: readonly Column[] = [
  { key: 'riskNo', title: '编号', width: 6 },
  { key: 'riskPoint', title: '风险点', width: 9 },
  { key: 'step', title: '作业步骤或检查项目', width: 11 },
  { key: 'hazardSource', title: '危险源', width: 18 },
  { key: 'method', title: '评价方法', width: 4, align: 'center' },
  { key: 'before', title: '原评价', width: 8, align: 'center' },
  { key: 'level', title: '原等级', width: 4, kind: 'level', align: 'center' },
  { key: 'measures', title: '现有管控措施', width: 24 },
  ...Object.entries(answerHeads).map(([key, title]): Column => ({
    key,
    title,
    width: key === 'reason' ? 14 : key === 'on' ? 7 : 5,
    align: 'center',
  })),
];

const factors = (risk: RiskSnapshot): string =>
  risk.method === 'lec'
    ? `${risk.l}×${risk.e}×${risk.c}=${scoreText(risk.score100)}`
    : risk.method === 'ls'
      ? `${risk.l}×${risk.s}=${scoreText(risk.score100)}`
      : '直接判定';

/** Sheet for one department: what stands, and where to tick or to write what has changed. Works printed and in WPS. */
export function composeRoundSheet({ enterprise, uscc, round, department, risks }: RoundSheet): Register {
  return {
    type: 'register',
    head: { code: 'round', title: `${round.name}确认表`, draft: false, paper: { size: 'A3', orientation: 'landscape' }, enterprise, uscc },
    sections: [
      {
        title: `${round.name}确认表`,
        sheet: department || '未分部门',
        facts: [
          { label: '单位名称', value: enterprise },
          { label: '轮次编号', value: round.no },
          { label: '所属期间', value: periodTitle(round.period) },
          { label: '部门', value: department || '未分部门' },
          { label: '条数', value: String(risks.length) },
        ],
        table: {
          columns,
          rows: risks.map((risk) => [
            risk.riskNo,
            risk.riskPoint,
            risk.step,
            risk.hazardSource,
            term('riskMethod', risk.method),
            factors(risk),
            term('riskLevel', risk.level),
            [risk.engineering, risk.administrative, risk.training, risk.ppe, risk.emergency, risk.measures]
              .filter((text) => text !== '')
              .join('；'),
            ...Object.keys(answerHeads).map(() => null),
          ]),
          empty: '本部门没有在册风险',
        },
        notes: [
          '没有变化的：在“确认无变化”栏打√。有变化的：填写新的 L、E、C（或 L、S）和变化说明；等级降低的还须由另一人在“复核人”栏签名。',
          '新发现的风险请另行填写导入模板。填完后把本文件交回安全管理部门。',
        ],
        signatures: [{ label: '部门负责人', date: true }],
      },
    ],
  };
}
