import { z } from 'zod';
import { cardFields, ownTexts, type CardTexts } from '../../db/domain/card/card';
import { id, isoDate, text } from '../../db/domain/field';
import { listCardPoints, selectedPoints } from '../../db/query/card';
import type { Writer } from '../../db/writer';
import { composeCards, lackingWords } from '../filing/card/compose';
import { gatherCard, type CardDossier } from '../filing/card/gather';
import { enterpriseOf } from '../filing/gather';
import { renderPrint } from '../filing/render/print';
import { safeFileName } from '../workspace/file';
import { refuse } from './failure';
import { copyTo } from './paper';
import { command, query, task } from './procedure';

const filter = z.object({ all: z.boolean().optional(), text: text(100).optional() });
const selection = z.union([z.object({ ids: z.array(id).max(2000) }), z.object({ filter, except: z.array(id).max(2000) })]);
const texts = z.object(Object.fromEntries(cardFields.map((field) => [field, text(2000)])) as Record<keyof CardTexts, z.ZodString>);

/** Points whose risks are to be told, with the state of their cards. */
export const list = query(
  z.object({ filter, offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(200) }),
  (scene, { filter, ...window }) => {
    const { rows, total } = listCardPoints(scene.db, filter, window);
    return { total, rows: rows.map((row) => ({ ...row, state: gatherCard(scene, row.id).state })) };
  },
);

export const get = query(z.object({ pointId: id }), (scene, { pointId }) => {
  const dossier = gatherCard(scene, pointId);
  return { ...dossier, lacking: lackingWords(dossier) };
});

/** Makes the card of one point with what a person wrote; what is the register's own is not kept twice. */
export const save = command(z.object({ pointId: id, compiledOn: isoDate, texts }), (scene, { pointId, compiledOn, texts }) => {
  const { register } = gatherCard(scene, pointId);
  return { version: nextVersion(scene.db, gatherCard(scene, pointId, ownTexts(register, texts)), compiledOn) };
});

/** Makes the cards that are not there yet, or not as the register stands now; those that are stay as they are. */
export const make = command(z.object({ selection, compiledOn: isoDate }), (scene, { selection, compiledOn }) => {
  const made = selectedPoints(scene.db, selection).map((pointId) => nextVersion(scene.db, gatherCard(scene, pointId), compiledOn));
  return { cards: made.length };
});

/** Prints cards as pdf, made anew where they are out of date; a 送审稿 makes none. `file` empty asks the user where. */
export const print = task(
  z.object({
    selection,
    perPage: z.union([z.literal(1), z.literal(4)]).default(4),
    compiledOn: isoDate.nullable(),
    draft: z.boolean().default(false),
    file: z.string().max(2000),
  }),
  async (scene, { selection, perPage, compiledOn, draft, file }) => {
    if (selectedPoints(scene.db, selection).length === 0) throw refuse('cardNone', 'selection');
    if (!draft && compiledOn === null) throw refuse('compiledOn', 'compiledOn');
    if (!draft) await scene.run('card.make', { selection, compiledOn });
    const dossiers = scene.db.snapshot(() => selectedPoints(scene.db, selection).map((pointId) => gatherCard(scene, pointId)));
    const paper = composeCards(dossiers, { enterprise: enterpriseOf(scene), perPage, draft });
    const name = safeFileName(`${paper.head.title}${draft ? '（送审稿）' : ''}.pdf`);
    const target = await copyTo(scene, file, name, await renderPrint(paper, scene.shell));
    return { file: target, cards: dossiers.length, lacking: dossiers.filter((dossier) => lackingWords(dossier).length > 0).length };
  },
);

/** @returns the version that stands now; a card that says the same is not made twice */
function nextVersion(db: Writer, { pointId, texts, card, state, contentHash }: CardDossier, compiledOn: string): number {
  if (card !== null && state === 'current') return card.version;
  const version = (card?.version ?? 0) + 1;
  db.insert('noticeCard', { riskPointId: pointId, version, compiledOn, texts: JSON.stringify(texts), contentHash });
  return version;
}
