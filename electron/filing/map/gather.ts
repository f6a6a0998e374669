import { listPlans, listZones, unplacedPoints } from '../../../db/query/map';
import { notFound } from '../../api/failure';
import { enterpriseOf, type GatherScene } from '../gather';
import type { MapDossier } from './dossier';

/** @throws NOT_FOUND */
export function gatherMap(
  scene: GatherScene,
  { planId, ...stated }: { planId: string } & Pick<MapDossier, 'compiledOn' | 'preparedBy' | 'reviewedBy'>,
): MapDossier {
  const { db, today } = scene;
  const plans = listPlans(db);
  const plan = plans.find(({ id }) => id === planId);
  if (!plan) throw notFound('floorPlan');
  const { id, name, width, height, drawnOn, approvedBy, image } = plan;
  return {
    schema: 'map@1',
    catalogues: [],
    enterprise: enterpriseOf(scene),
    period: '',
    plan: { id, name, width, height, drawnOn, approvedBy, image },
    zones: listZones(db, planId, today).map(({ id: _id, revision: _revision, departmentId: _department, ownerText, ...zone }) => ({
      ...zone,
      department: zone.department ?? '',
      owner: ownerText,
    })),
    ...(plans.length === 1 && { unplaced: unplacedPoints(db) }),
    today,
    ...stated,
  };
}
