import { longDate, periodTitle } from '../period';
import type { RoundMember } from './round';

interface Round {
  name: string;
  period: string;
  reason: string;
  scope: string;
  methodNote: string;
  startedOn: string;
  assessedOn: string | null;
  team: readonly RoundMember[];
}

const leader = (team: readonly RoundMember[]): string => team.find((member) => member.role.startsWith('组长'))?.name ?? '';

/** Words of a person as one sentence, whether they wrote its full stop or not. */
export const sentence = (text: string): string => `${text.trim().replace(/[。；;.]+$/, '')}。`;

/** Text of the notice of a round, to be edited by a person; paragraphs by line break. */
export function draftNotice({ name, period, reason, scope, startedOn, team }: Round): string {
  const chair = leader(team);
  return [
    `为掌握${periodTitle(period)}本单位安全风险的变化，按照安全风险分级管控的要求，定于${longDate(startedOn)}起开展${name}${reason === '' ? '' : `（${reason}）`}。现将有关事项通知如下：`,
    `一、评估范围为${scope || '全公司'}的全部生产经营活动、设备设施和作业场所。`,
    `二、各部门、车间对照本部门的风险确认表，组织班组和岗位人员逐条核对危险源、现有措施和等级，没有变化的签字确认，有变化的写明变化和理由，新发现的风险一并填报。`,
    `三、${chair === '' ? '评估组' : `评估组（组长${chair}）`}对各部门的结果进行复核、评审，形成评估结论；等级降低的须写明理由并由另一人复核。`,
    '四、请各部门按时交回确认表，并对所填内容的真实性负责。',
  ].join('\n');
}

/** Text of the plan of a round, to be edited by a person. */
export function draftPlan({ period, scope, methodNote, startedOn, assessedOn, team }: Round): string {
  return [
    `一、目的：辨识${periodTitle(period)}新出现和已变化的危险源，评定等级，落实管控措施和责任人。`,
    `二、范围：${sentence(scope || '全公司')}`,
    `三、方法：${sentence(methodNote || '作业条件危险性评价法（LEC）和风险矩阵法（LS），各条风险沿用原评价方法')}`,
    team.length === 0
      ? '四、组织：成立评估组，由职工代表参加。'
      : `四、组织：评估组共 ${team.length} 人，其中职工代表 ${team.filter((member) => member.isWorkerRepresentative).length} 人。`,
    `五、步骤：${longDate(startedOn)}下发确认表；部门核对并交回；评估组合并、复核${assessedOn === null ? '' : `，${longDate(assessedOn)}评审`}；形成结论，签字存档，按规定报送和公示。`,
  ].join('\n');
}
