import { periodTitle } from '../period';
import { term } from '../term';
import type { RiskLevel } from '../risk/scale';
import type { ComparisonCounts } from './round';

interface Figures {
  levels: Record<RiskLevel, number>;
  comparison: ComparisonCounts;
  states: Record<'pending' | 'confirmed' | 'changed' | 'added' | 'removed', number>;
}

/** Conclusion drafted from the figures, which asserts nothing that was not counted; a person edits it, and what was typed is never overwritten by this. */
export function draftConclusion(round: { period: string; baseRoundId: string | null }, { levels, comparison, states }: Figures): string {
  const total = levels.major + levels.considerable + levels.general + levels.low;
  const spread = (['major', 'considerable', 'general', 'low'] as const)
    .map((level) => `${term('riskLevel', level)}风险 ${levels[level]} 条`)
    .join('、');
  const first = `${periodTitle(round.period)}共辨识评估安全风险 ${total} 条，其中${spread}。`;
  const moved = comparison.up + comparison.down + comparison.added + comparison.removed;
  const change =
    round.baseRoundId === null
      ? '本轮为首次评估，作为以后各轮比较的基准。'
      : moved === 0
        ? '与上一轮相比，风险的数量和等级没有变化。'
        : `与上一轮相比，升级 ${comparison.up} 条、降级 ${comparison.down} 条、新增 ${comparison.added} 条、消除 ${comparison.removed} 条，其余 ${comparison.same} 条等级不变。`;
  const pending = states.pending === 0 ? '' : `尚有 ${states.pending} 条未逐条确认，按原评估结果结转。`;
  const top =
    levels.major > 0
      ? '重大风险应由公司级管控，逐条落实责任人和应急处置措施。'
      : levels.considerable > 0
        ? '本单位目前无重大安全风险，较大风险应由车间级以上管控。'
        : '本单位目前无重大、较大安全风险。';
  return `${first}${change}${pending}${top}`;
}
