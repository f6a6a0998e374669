import { z } from 'zod';
import { id, text } from '../../db/domain/field';
import { matchOwners, unmatchedOwners, type Owner } from '../../db/query/riskOwner';
import { noteRiskChange } from '../../db/query/roundRisk';
import { notFound } from './failure';
import { command, query, task, type Changed, type CommandScene } from './procedure';

/** Names of owners that stand as words only; the most frequent are sent. */
export const unmatched = query(z.object({ limit: z.number().int().min(1).max(200) }), ({ db, today }, { limit }) =>
  unmatchedOwners(db, today, limit),
);

const matchInput = z.object({
  matches: z
    .array(z.object({ text: text(200).min(1), owner: z.union([z.object({ ownerId: id }), z.object({ ownerPostId: id })]) }))
    .min(1)
    .max(200),
});

/** People and posts in the place of words, in the whole register, as one step. */
export const match = command(
  matchInput,
  (scene, { matches }) => {
    const changed = matchOwners(scene.db, new Map(matches.map(({ text, owner }) => [text, named(scene, owner)])));
    for (const riskId of changed) noteRiskChange(scene.db, scene.today, riskId);
    return { risks: changed.length };
  },
  {
    precaution: ({ db }, { matches }) =>
      db.value<number>('SELECT count(*) FROM risk WHERE ownerText IN (SELECT value FROM json_each(?))', [
        JSON.stringify(matches.map(({ text: stated }) => stated)),
      ]) ?? 0,
  },
);

/** The same for a large register. */
export const matchLarge = task(matchInput, ({ run }, input) => run('owner.match', input) as Promise<Changed<{ risks: number }>>, {
  precaution: ({ db }, { matches }) =>
    db.value<number>('SELECT count(*) FROM risk WHERE ownerText IN (SELECT value FROM json_each(?))', [
      JSON.stringify(matches.map(({ text: stated }) => stated)),
    ]) ?? 0,
});

function named({ db }: CommandScene, owner: { ownerId: string } | { ownerPostId: string }): Owner {
  const found = 'ownerId' in owner ? db.find('person', owner.ownerId) : db.find('post', owner.ownerPostId);
  if (!found) throw notFound('ownerId' in owner ? 'person' : 'post');
  return { ownerId: null, ownerPostId: null, ...owner, ownerText: found.name };
}
