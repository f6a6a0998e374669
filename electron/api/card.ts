import { z } from 'zod';
import { cardFields, ownTexts, type CardTexts } from '../../db/domain/card/card';
import { id, isoDate, text } from '../../db/domain/field';
import { listCardPoints, readCardRows, type CardSelection } from '../../db/query/card';
import type { Writer } from '../../db/writer';
import { lackingWords } from '../filing/card/compose';
import { gatherCard, gatherCards, selectedCards, type CardNow } from '../filing/card/gather';
import { cardFilter } from '../filing/request';
import { refuse } from './failure';
import { command, query, type CommandScene } from './procedure';

const texts = z.object(Object.fromEntries(cardFields.map((field) => [field, text(2000)])) as Record<keyof CardTexts, z.ZodString>);

/** Points whose risks are to be told, with the state of their cards. */
export const list = query(
  z.object({ filter: cardFilter, offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(200) }),
  (scene, { filter, offset, limit }) => {
    const due = filter.due ? selectedCards(scene, { filter, except: [] }).map(({ pointId }) => pointId) : null;
    const { rows, total } =
      due === null
        ? listCardPoints(scene.db, filter, { offset, limit })
        : { rows: readCardRows(scene.db, due.slice(offset, offset + limit)), total: due.length };
    const cards = new Map(
      gatherCards(
        scene,
        rows.map((row) => row.id),
      ).map((card) => [card.pointId, card]),
    );
    return { total, rows: rows.map((row) => ({ ...row, state: cards.get(row.id)!.state })) };
  },
);

export const get = query(z.object({ pointId: id }), (scene, { pointId }) => {
  const card = gatherCard(scene, pointId);
  return { ...card, lacking: lackingWords(card.shown) };
});

/** Makes the card of one point with what a person wrote; what is the register's own is not kept twice. */
export const save = command(z.object({ pointId: id, compiledOn: isoDate, texts }), (scene, { pointId, compiledOn, texts }) => {
  const { register } = gatherCard(scene, pointId);
  return { version: nextVersion(scene.db, gatherCard(scene, pointId, ownTexts(register, texts)), compiledOn) };
});

/**
 * Makes the cards that are not there yet, or not as the register stands now; those that are stay as they are.
 * @returns the points of all of them
 * @throws INVALID where nothing is selected
 */
export function makeCards(scene: CommandScene, selection: CardSelection, compiledOn: string): string[] {
  const cards = selectedCards(scene, selection);
  if (cards.length === 0) throw refuse('cardNone', 'selection');
  for (const card of cards) nextVersion(scene.db, card, compiledOn);
  return cards.map(({ pointId }) => pointId);
}

/** @returns the version that stands now; a card that says the same is not made twice */
function nextVersion(db: Writer, { pointId, texts, card, state, contentHash }: CardNow, compiledOn: string): number {
  if (card !== null && state === 'current') return card.version;
  const version = (card?.version ?? 0) + 1;
  db.insert('noticeCard', { riskPointId: pointId, version, compiledOn, texts: JSON.stringify(texts), contentHash });
  return version;
}
