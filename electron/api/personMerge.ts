import { z } from 'zod';
import { id } from '../../db/domain/field';
import { maskNumbers } from '../../db/domain/personal/mask';
import { alikePeople, mergePeople } from '../../db/query/personMerge';
import type { Writer } from '../../db/writer';
import type { Row } from '../../db/tables';
import { notFound, refuse } from './failure';
import { command, query } from './procedure';

/** Groups sent at once; the page shows the rest when these are dealt with. */
const most = 50;

/** Records that may be one and the same person, numbers masked. */
export const alike = query(z.object({}), ({ db, today }) => {
  const groups = alikePeople(db, today);
  return { groups: groups.slice(0, most).map((group) => group.map((one) => maskNumbers('person', one))), total: groups.length };
});

const found = (db: Writer, personId: string): Row<'person'> => {
  const person = db.find('person', personId);
  if (!person) throw notFound('person');
  return person;
};

/** Records of one person become one, in one step. */
export const merge = command(z.object({ keep: id, others: z.array(id).min(1).max(50) }), ({ db, today }, { keep, others }) => {
  if (others.includes(keep)) throw refuse('mergeSelf', 'others');
  const rest = [...new Set(others)].map((other) => found(db, other));
  const numbers = new Set([found(db, keep), ...rest].map(({ idNumber }) => idNumber).filter((number) => number !== ''));
  if (numbers.size > 1) throw refuse('idNumbersDiffer', 'others');
  return { id: keep, merged: rest.length, ...mergePeople(db, today, found(db, keep), rest) };
});

/** 不是同一人: namesakes, about whom nobody is asked again. */
export const tellApart = command(z.object({ ids: z.array(id).min(2).max(200) }), ({ db }, { ids }) => {
  for (const personId of ids) {
    found(db, personId);
    db.update('person', personId, { isNamesake: 1 });
  }
  return { people: ids.length };
});
