import { addresseeOf } from '../../db/query/authority';
import { notFound } from '../api/failure';
import type { MaskStated } from './dossier';
import type { GatherScene } from './gather';
import { maskFor } from './mask';

type Addressed = NonNullable<ReturnType<typeof addresseeOf>>;

/** The authority that a paper is for. @throws NOT_FOUND */
export function addressedTo({ db }: GatherScene, authorityId: string): Addressed {
  const found = addresseeOf(db, authorityId);
  if (found === null) throw notFound('authority');
  return found;
}

/** What its papers leave out, stated in the dossier; nothing where it may see everything. */
export function maskStated({ db }: GatherScene, { name, fields }: Addressed, dossier: object): { mask?: MaskStated } {
  if (fields.length === 0) return {};
  return { mask: maskFor(dossier, name, fields, fields.includes('names') ? db.column<string>('SELECT name FROM person') : []) };
}
