import { longDate } from '../../../db/domain/period';
import { mustNotify, noticesOf, pendingNotices } from '../../../db/query/notice';
import { enterpriseOf, type GatherScene } from '../gather';
import type { F37Dossier, F37Request } from './dossier';

/** The appointments that are stated, else all that the authority has not been told of. */
export function gatherF37(scene: GatherScene, { compiledOn, recipient, documentNumber, filledBy, phone, items }: F37Request): F37Dossier {
  const { db, today } = scene;
  const found = items === null ? pendingNotices(db, today) : noticesOf(db, today, items);
  const days = found.map(({ on }) => on);
  const [first, last] = [days[0], days.at(-1)];
  return {
    schema: 'f37@1',
    enterprise: enterpriseOf(scene),
    catalogues: [],
    period: first === undefined || last === undefined ? '' : first === last ? longDate(first) : `${longDate(first)}至${longDate(last)}`,
    compiledOn,
    recipient,
    documentNumber,
    filledBy,
    phone,
    isAsked: mustNotify(db),
    items: found.map(({ on: _on, toldOn: _told, ...item }) => item),
  };
}
