import { salutationOf } from '../../../db/domain/filing/handover';
import { addressedTo } from '../addressed';
import type { FilingRequest } from '../request';
import { enterpriseOf, type GatherScene } from '../gather';
import type { F40Dossier } from './dossier';

/** The letter as it was stated, with what it calls the one it goes to. */
export function gatherF40(scene: GatherScene, request: FilingRequest & { code: 'F40' }): F40Dossier {
  const { code: _code, authorityId, ...stated } = request;
  const salutation = authorityId ? addressedTo(scene, authorityId).salutation : '';
  return {
    schema: 'f40@1',
    catalogues: [],
    enterprise: enterpriseOf(scene),
    ...stated,
    // What is called a 函 looks like one.
    style: stated.style ?? 'letter',
    salutation: salutationOf(stated.recipient, salutation),
  };
}
