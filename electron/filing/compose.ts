import { z } from 'zod';
import type { Document } from './document';
import type { Stamp } from './dossier';
import { addressedTo, maskStated } from './addressed';
import { composeBoard } from './board/compose';
import { boardDossier, type BoardDossier } from './board/dossier';
import { gatherBoard } from './board/gather';
import { composeF33 } from './card/compose';
import { cardsDossier, type CardsDossier } from './card/dossier';
import { gatherF33 } from './card/gather';
import { composeContents } from './contents/compose';
import { contentsDossier, type ContentsDossier } from './contents/dossier';
import { composeF07 } from './f07/compose';
import { f07Dossier, type F07Dossier } from './f07/dossier';
import { gatherF07 } from './f07/gather';
import { composeF08 } from './f08/compose';
import { f08Dossier, type F08Dossier } from './f08/dossier';
import { gatherF08 } from './f08/gather';
import { composeF09 } from './f09/compose';
import { f09Dossier, type F09Dossier } from './f09/dossier';
import { gatherF09 } from './f09/gather';
import { composeF10 } from './f10/compose';
import { f10Dossier, type F10Dossier } from './f10/dossier';
import { gatherF10 } from './f10/gather';
import { composeF31 } from './f31/compose';
import { f31Dossier, type F31Dossier } from './f31/dossier';
import { gatherF31 } from './f31/gather';
import { composeF34 } from './f34/compose';
import { f34Dossier, type F34Dossier } from './f34/dossier';
import { gatherF34 } from './f34/gather';
import { composeF35 } from './f35/compose';
import { f35Dossier, type F35Dossier } from './f35/dossier';
import { gatherF35 } from './f35/gather';
import { composeF36 } from './f36/compose';
import { f36Dossier, type F36Dossier } from './f36/dossier';
import { gatherF36 } from './f36/gather';
import { composeF37 } from './f37/compose';
import { f37Dossier, type F37Dossier } from './f37/dossier';
import { gatherF37 } from './f37/gather';
import { composeF40 } from './f40/compose';
import { f40Dossier, type F40Dossier } from './f40/dossier';
import { gatherF40 } from './f40/gather';
import { composeF41 } from './f41/compose';
import { f41Dossier, type F41Dossier } from './f41/dossier';
import { gatherF41 } from './f41/gather';
import type { GatherScene } from './gather';
import { composeMap } from './map/compose';
import { mapDossier, type MapDossier } from './map/dossier';
import { gatherMap } from './map/gather';
import { masked } from './mask';
import { composeSignoff } from './signoff/compose';
import { signoffDossier, type SignoffDossier } from './signoff/dossier';
import { gatherSignoff } from './signoff/gather';
import type { FilingRequest } from './request';

export type Dossier =
  | F07Dossier
  | F08Dossier
  | F09Dossier
  | F10Dossier
  | CardsDossier
  | F31Dossier
  | F34Dossier
  | F35Dossier
  | F36Dossier
  | F37Dossier
  | SignoffDossier
  | F40Dossier
  | F41Dossier
  | ContentsDossier
  | MapDossier
  | BoardDossier;

/** database → dossier, with what the authority that it is for must not see */
export function gather(scene: GatherScene, request: FilingRequest): Dossier {
  const authority = 'authorityId' in request && request.authorityId ? addressedTo(scene, request.authorityId) : null;
  const named = authority !== null && 'authorityId' in request && !request.recipient ? { ...request, recipient: authority.name } : request;
  const dossier = gatherPaper(scene, named);
  return authority === null ? dossier : { ...dossier, ...maskStated(scene, authority, dossier) };
}

function gatherPaper(scene: GatherScene, request: FilingRequest): Dossier {
  switch (request.code) {
    case 'F07': {
      const { authorityId: _for, recipient, ...stated } = request;
      return { ...gatherF07(scene, stated), ...toldRecipient(recipient) };
    }
    case 'F08':
      return gatherF08(scene, request);
    case 'F09':
      return gatherF09(scene, request);
    case 'F10':
      return { ...gatherF10(scene, request), ...toldRecipient(request.recipient) };
    case 'F31':
      return gatherF31(scene, request);
    case 'F33':
      return gatherF33(scene, request);
    case 'F34':
      return gatherF34(scene, request);
    case 'F35':
      return gatherF35(scene, request);
    case 'F36':
      return gatherF36(scene, request);
    case 'F37':
      return gatherF37(scene, request);
    case 'board':
      return gatherBoard(scene, request);
    case 'map':
      return gatherMap(scene, request);
    case 'signoff':
      return gatherSignoff(scene, request);
    case 'F41':
      return gatherF41(scene, request);
    case 'F40':
      return gatherF40(scene, request);
  }
}

const toldRecipient = (recipient = ''): { recipient?: string } => (recipient === '' ? {} : { recipient });

/** dossier → document, pure: what is masked is left out, and the dossier's own version says which composer it is for. */
export const compose = (dossier: Dossier, stamp: Stamp): Document => composePaper(masked(dossier).dossier, stamp);

function composePaper(dossier: Dossier, stamp: Stamp): Document {
  switch (dossier.schema) {
    case 'f07@1':
      return composeF07(dossier, stamp);
    case 'f08@1':
      return composeF08(dossier, stamp);
    case 'f09@1':
      return composeF09(dossier, stamp);
    case 'f10@1':
      return composeF10(dossier, stamp);
    case 'signoff@1':
      return composeSignoff(dossier, stamp);
    case 'f40@1':
      return composeF40(dossier, stamp);
    case 'f41@1':
      return composeF41(dossier, stamp);
    case 'contents@1':
      return composeContents(dossier, stamp);
    case 'f31@1':
      return composeF31(dossier, stamp);
    case 'f33@1':
      return composeF33(dossier, stamp);
    case 'f34@1':
      return composeF34(dossier, stamp);
    case 'f35@1':
      return composeF35(dossier, stamp);
    case 'f36@1':
      return composeF36(dossier, stamp);
    case 'f37@1':
      return composeF37(dossier, stamp);
    case 'board@1':
      return composeBoard(dossier, stamp);
    case 'map@1':
      return composeMap(dossier, stamp);
  }
}

export const dossierSchema = z.discriminatedUnion('schema', [
  f07Dossier,
  f08Dossier,
  f09Dossier,
  f10Dossier,
  signoffDossier,
  f40Dossier,
  f41Dossier,
  contentsDossier,
  f31Dossier,
  cardsDossier,
  f34Dossier,
  f35Dossier,
  f36Dossier,
  f37Dossier,
  mapDossier,
  boardDossier,
]);
