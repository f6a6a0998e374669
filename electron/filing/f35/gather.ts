import { longDate } from '../../../db/domain/period';
import { refuse } from '../../api/failure';
import { enterpriseOf, type GatherScene } from '../gather';
import { staffingView } from '../staffing/view';
import { existingText, neededText, sumsOf } from '../staffing/words';
import type { F35Dossier, F35Request } from './dossier';

/** How staffing stands on a day, as the paper keeps it. @throws AppError for a day that is still to come */
export function gatherF35(scene: GatherScene, { compiledOn, day: stated, filledBy, phone, reviewedBy, recipient }: F35Request): F35Dossier {
  const day = stated ?? scene.today;
  if (day > scene.today) throw refuse('dateFuture', 'day', { date: scene.today });
  const { headcount, people, requirements, bodies, staff, present, usesSpecialEquipment } = staffingView(scene, day);
  return {
    schema: 'f35@1',
    enterprise: enterpriseOf(scene),
    catalogues: [],
    period: `截至${longDate(day)}`,
    compiledOn,
    day,
    recipient,
    filledBy,
    phone,
    reviewedBy,
    headcount,
    people,
    usesSpecialEquipment,
    present: { directors: present.directors, fullTime: present.fullTime, officers: present.officers, engineers: present.engineers },
    requirements: requirements.map((one) => ({
      rule: one.rule,
      kind: one.kind,
      case: one.case,
      needed: neededText(one),
      existing: existingText(one),
      sums: sumsOf(one),
      basis: one.basis,
      state: one.state,
    })),
    bodies: bodies
      .filter(({ isOpen }) => isOpen)
      .map(({ kind, name, isMerged, documentNumber, validFrom }) => ({ kind, name, isMerged, documentNumber, validFrom })),
    staff: staff.map(({ id: _id, personId: _person, validTo: _to, title, post, ...row }) => ({ ...row, post: title || post })),
  };
}
