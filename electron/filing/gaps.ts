import { lackingFields } from '../../db/domain/card/card';
import { accidentGaps, cardGaps, majorRiskGaps, mapGaps, publicityGaps, type Gap } from '../../db/domain/filing/gaps';
import type { Reader } from '../../db/handle';
import { gapsOf } from '../../db/query/filing';
import { dossierSchema, type Dossier } from './compose';
import { crossCheck, type RoundPapers } from './crossCheck';
import { publicView, removalsText } from './f09/publish';
import { keptAttachment } from '../workspace/attachment';
import type { WorkspacePaths } from '../workspace/paths';
import type { GatherScene } from './gather';

/** What a paper lacks before it can be issued without a reason, and what its author should know besides. */
export function requestGaps({ db, paths }: GatherScene & { paths: WorkspacePaths }, dossier: Dossier): Gap[] {
  const { uscc } = dossier.enterprise;
  switch (dossier.schema) {
    case 'f07@1':
    case 'f10@1':
      return [...gapsOf(db, dossier), ...accidentGaps(dossier), ...crossGaps(db, dossier)];
    case 'f08@1':
      return [...gapsOf(db, dossier, ['major']), ...majorRiskGaps(dossier), ...accidentGaps(dossier), ...crossGaps(db, dossier)];
    case 'f09@1': {
      const { dossier: shown, removals } = publicView(dossier);
      const removed = { count: removals.length, text: removalsText(removals) };
      return [...gapsOf(db, dossier, ['major', 'considerable']), ...publicityGaps(shown.publicity, removed), ...crossGaps(db, dossier)];
    }
    case 'f33@1':
      return cardGaps(
        { ...dossier, uscc },
        dossier.cards.map(({ name, texts }) => ({ name, lacking: lackingFields(texts).length })),
      );
    case 'map@1': {
      const { image, drawnOn } = dossier.plan;
      const imageGone = image !== null && keptAttachment(paths, image) === undefined;
      return mapGaps({ ...dossier, uscc, drawnOn, imageGone }, dossier.zones);
    }
    case 'signoff@1':
    case 'f40@1':
    case 'contents@1':
      return [];
  }
}

type RoundDossier = Extract<Dossier, { schema: 'f07@1' | 'f08@1' | 'f09@1' | 'f10@1' }>;
const keyOf = { 'f07@1': 'f07', 'f08@1': 'f08', 'f09@1': 'f09', 'f10@1': 'f10' } as const satisfies Record<
  RoundDossier['schema'],
  keyof RoundPapers
>;
const isOfRound = (dossier: Dossier): dossier is RoundDossier => Object.hasOwn(keyOf, dossier.schema);

/** Where the paper contradicts those of its round that were issued before and still stand (handbook 9.9: 数字互校). */
function crossGaps(db: Reader, dossier: RoundDossier): Gap[] {
  if (dossier.roundId === null) return [];
  const issued = db.all<{ dossier: string }>(
    `SELECT dossier FROM filing WHERE roundId = ? AND state NOT IN ('voided', 'replaced', 'returned') ORDER BY createdAt`,
    [dossier.roundId],
  );
  const papers: RoundPapers = {};
  for (const row of issued) {
    const read = dossierSchema.safeParse(JSON.parse(row.dossier));
    if (read.success && isOfRound(read.data)) Object.assign(papers, { [keyOf[read.data.schema]]: read.data });
  }
  Object.assign(papers, { [keyOf[dossier.schema]]: dossier });
  return crossCheck(papers).map(({ key, params }): Gap => ({
    key: key.replace('filing.', 'cross.'),
    ...(params ? { params } : {}),
    at: 'round',
  }));
}
