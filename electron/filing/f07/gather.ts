import type { AccidentEdition } from '../../../db/domain/risk/accident';
import { longDate, periodTitle } from '../../../db/domain/period';
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
}

/** The register as a closed round froze it, or as it stands today. */
export function gatherF07(scene: GatherScene, request: F07Request): F07Dossier {
  const round = request.roundId === null ? null : roundOf(scene, request.roundId);
  const frozen = assessedFor(scene, risksOf(scene, round), request.assessedFor, round);
  const scales = scalesOf(scene, frozen);
  const { roundId, accidentEdition, ...signed } = request;
  const accidents = accidentNames(scene, accidentEdition);
  return {
    schema: 'f07@1',
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
  };
}
