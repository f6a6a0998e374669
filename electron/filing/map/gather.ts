import { listPlans, listZones, type PlanView, type ZoneView } from '../../../db/query/map';
import { notFound } from '../../api/failure';
import { enterpriseOf, type GatherScene } from '../gather';

/** What the four-colour picture is composed from (handbook 3.2.9). */
export interface MapDossier {
  enterprise: { name: string; uscc: string };
  plan: PlanView;
  zones: readonly ZoneView[];
  today: string;
  preparedBy: string;
  reviewedBy: string;
}

/** @throws NOT_FOUND */
export function gatherMap(scene: GatherScene, planId: string, people: { preparedBy: string; reviewedBy: string }): MapDossier {
  const plan = listPlans(scene.db).find(({ id }) => id === planId);
  if (!plan) throw notFound('floorPlan');
  return { enterprise: enterpriseOf(scene), plan, zones: listZones(scene.db, planId, scene.today), today: scene.today, ...people };
}
