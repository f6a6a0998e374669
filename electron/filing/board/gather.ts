import { officeNumbers } from '../../../db/domain/phone';
import { readEnterprise } from '../../../db/query/enterprise';
import { listPlans } from '../../../db/query/map';
import { countByDepartment, sumCounts } from '../counts';
import { accidentNames, enterpriseOf, measuresText, risksOf, type FrozenRisk, type GatherScene } from '../gather';
import { gatherMap } from '../map/gather';
import type { BoardDossier } from './dossier';

export interface BoardRequest {
  compiledOn: string | null;
  size: BoardDossier['size'];
  /** 报告电话; empty takes the telephone of the enterprise. */
  phone: string;
  /** Floor plan of the picture; empty for the first one, `none` for no picture. */
  planId: string;
}

/** The main risks as the register has them. @throws NOT_FOUND for a plan that is gone */
export function gatherBoard(scene: GatherScene, { compiledOn, size, phone, planId }: BoardRequest): BoardDossier {
  const risks = risksOf(scene, null);
  const { phone: own } = readEnterprise(scene.db);
  const plan = planId === '' ? listPlans(scene.db)[0]?.id : planId === 'none' ? undefined : planId;
  return {
    schema: 'board@1',
    catalogues: ['gb6441@2025'],
    enterprise: enterpriseOf(scene),
    period: '',
    compiledOn,
    size,
    phone: officeNumbers(phone || own).join('、'),
    today: scene.today,
    counts: sumCounts(countByDepartment(risks, []).map(({ counts }) => counts)),
    points: pointsOf(scene, risks),
    picture: plan === undefined ? null : pictureOf(scene, plan),
  };
}

function pictureOf(scene: GatherScene, planId: string): BoardDossier['picture'] {
  const { plan, zones } = gatherMap(scene, { planId, compiledOn: null, preparedBy: '', reviewedBy: '' });
  return { plan, zones };
}

/** Points with 重大 or 较大 risks: what the risks of that level say together, the measures of the highest. */
function pointsOf(scene: GatherScene, risks: readonly FrozenRisk[]): BoardDossier['points'] {
  const accidents = accidentNames(scene);
  const serious = risks.filter(({ level }) => level === 'major' || level === 'considerable');
  const groups = Map.groupBy(serious, ({ riskPoint, location, department }) => JSON.stringify([riskPoint, location, department]));
  return [...groups.values()].map((group) => {
    const [{ riskPoint, location, level, department, owner, ...first }] = group as [FrozenRisk, ...FrozenRisk[]];
    return {
      riskPoint,
      location,
      level,
      hazards: group.map(({ hazardSource }) => hazardSource),
      accidentTypes: [...new Set(group.flatMap(({ accidentTypes }) => accidents(accidentTypes)))],
      measures: measuresText(first),
      department,
      owner,
    };
  });
}
