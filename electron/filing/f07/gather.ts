import type { AccidentEdition } from '../../../db/domain/risk/accident';
import { longDate, periodTitle } from '../../../db/domain/period';
import type { EnteredFigures } from '../../../db/domain/round/figure';
import { readEnterprise } from '../../../db/query/enterprise';
import {
  accidentNames,
  departmentOrder,
  enterpriseOf,
  risksOf,
  roundCorrectionsOf,
  roundOf,
  scalesOf,
  type GatherScene,
  accidentsTold,
} from '../gather';
import { withEntered } from '../figures';
import { directoryOn } from '../people';
import { assessedFor } from './assessedFor';
import type { F07Dossier, F07Risk } from './dossier';

export interface F07Request {
  roundId: string | null;
  compiledOn: string | null;
  filledBy: string;
  phone: string;
  preparedBy: string;
  reviewedBy: string;
  approvedBy: string;
  /** Recipient whose own assessment the paper goes by; empty for the main one. */
  assessedFor: string;
  /** Edition of GB 6441 to name accident types by; empty for the names as they were stated. */
  accidentEdition: AccidentEdition | '';
  /** Figures entered on this paper; absent takes those of the round. */
  entered?: EnteredFigures | undefined;
}

/** The register as a closed round froze it, or as it stands today. */
export function gatherF07(scene: GatherScene, request: F07Request): F07Dossier {
  const round = request.roundId === null ? null : roundOf(scene, request.roundId);
  const frozen = assessedFor(scene, risksOf(scene, round), request.assessedFor, round);
  const scales = scalesOf(scene, frozen);
  const { roundId, accidentEdition, entered, ...stated } = request;
  const signed = signedBy(scene, stated, round?.assessedOn ?? scene.today);
  const accidents = accidentNames(scene, accidentEdition);
  return withEntered(
    {
      schema: 'f07@1',
      ...stated,
      ...signed,
      roundId,
      enterprise: enterpriseOf(scene),
      catalogues: [...scales.map((scale) => scale.id), 'gb6441@2025'],
      period: round === null ? `截至${longDate(scene.today)}` : periodTitle(round.period),
      ...accidentsTold(scene, accidentEdition, frozen),
      scope: round?.scope || '全公司',
      roundCorrections: roundCorrectionsOf(round, 'F07'),
      scales,
      departments: departmentOrder(scene, round?.assessedOn ?? scene.today, frozen),
      risks: frozen.map(({ kind, missing: _missing, scale: _scale, directMajor: _direct, ...risk }): F07Risk => ({
        ...risk,
        riskPointKind: kind as F07Risk['riskPointKind'],
        method: risk.method as F07Risk['method'],
        status: risk.status as F07Risk['status'],
        controlLevel: risk.controlLevel as F07Risk['controlLevel'],
        accidentTypes: accidents(risk.accidentTypes),
        inherentLevel: risk.inherentLevel ?? null,
        checklistItems: [],
      })),
    },
    entered,
    round,
  );
}

type Signed = Pick<F07Dossier, 'preparedBy' | 'reviewedBy' | 'approvedBy' | 'posts'>;

/** Who signs, with the posts of the day: who fills in prepares, the person in charge approves, where nobody else is stated. */
function signedBy(
  scene: GatherScene,
  stated: Pick<F07Request, 'filledBy' | 'preparedBy' | 'reviewedBy' | 'approvedBy'>,
  day: string,
): Signed {
  const directory = directoryOn(scene, day);
  const names = {
    preparedBy: stated.preparedBy || stated.filledBy,
    reviewedBy: stated.reviewedBy,
    approvedBy: stated.approvedBy || readEnterprise(scene.db).principal,
  };
  const post = (name: string): string => (name === '' ? '' : (directory.find(name)?.title ?? ''));
  return {
    ...names,
    posts: { preparedBy: post(names.preparedBy), reviewedBy: post(names.reviewedBy), approvedBy: post(names.approvedBy) },
  };
}
