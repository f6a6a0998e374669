import { hash } from 'node:crypto';
import { cardBasis, registerTexts, shownTexts, type CardPoint, type CardState, type CardTexts } from '../../../db/domain/card/card';
import { cardSources, selectedPoints, type CardSelection, type CardSource, type LastCard } from '../../../db/query/card';
import { readEnterprise } from '../../../db/query/enterprise';
import { notFound } from '../../api/failure';
import { accidentNames, enterpriseOf, type GatherScene } from '../gather';
import type { CardsDossier } from './dossier';

/** The card of a point as it would be made now, and whether the one that was made still says so (V13). */
export interface CardNow {
  pointId: string;
  point: CardPoint;
  /** What the register says now. */
  register: CardTexts;
  /** What a person wrote otherwise. */
  texts: Partial<CardTexts>;
  shown: CardTexts;
  card: Pick<LastCard, 'id' | 'version' | 'compiledOn'> | null;
  state: CardState;
  contentHash: string;
}

type CardScene = Pick<GatherScene, 'db' | 'content' | 'today'>;

/**
 * Cards of some points, in their order; points that are gone are left out.
 * @param written texts to be shown instead of those of the last cards
 */
export function gatherCards({ db, content, today }: CardScene, pointIds: readonly string[], written?: Partial<CardTexts>): CardNow[] {
  const accidents = accidentNames({ content });
  const { phone } = readEnterprise(db);
  const cardOf = ({ id, name, location, risks, last }: CardSource): CardNow => {
    const named = risks.map((risk) => ({ ...risk, accidentTypes: accidents(risk.accidentTypes) }));
    const register = registerTexts(named, phone);
    const texts = written ?? last?.texts ?? {};
    const point: CardPoint = { name, location, level: risks[0]?.level ?? null };
    const contentHash = hash('sha256', cardBasis(point, register, texts), 'hex');
    return {
      pointId: id,
      point,
      register,
      texts,
      shown: shownTexts(register, texts),
      card: last ? { id: last.id, version: last.version, compiledOn: last.compiledOn } : null,
      state: last === undefined ? 'none' : last.contentHash === contentHash ? 'current' : 'outdated',
      contentHash,
    };
  };
  return cardSources(db, today, pointIds).map(cardOf);
}

/** @throws NOT_FOUND */
export function gatherCard(scene: CardScene, pointId: string, written?: Partial<CardTexts>): CardNow {
  const [card] = gatherCards(scene, [pointId], written);
  if (!card) throw notFound('riskPoint');
  return card;
}

/** Cards of what is selected, highest level first. */
export function selectedCards(scene: CardScene, selection: CardSelection): CardNow[] {
  const cards = gatherCards(scene, selectedPoints(scene.db, selection));
  return 'filter' in selection && selection.filter.due ? cards.filter(({ state }) => state !== 'current') : cards;
}

/** What F33 is made from: the cards of what is selected as they stand. */
export function gatherF33(
  scene: GatherScene,
  { selection, perPage, compiledOn }: Pick<CardsDossier, 'perPage' | 'compiledOn'> & { selection: CardSelection },
): CardsDossier {
  return {
    schema: 'f33@1',
    catalogues: [],
    enterprise: enterpriseOf(scene),
    period: '',
    compiledOn,
    perPage,
    cards: selectedCards(scene, selection).map(({ pointId, point, shown, card, state }) => ({
      pointId,
      ...point,
      texts: shown,
      version: state === 'current' ? card!.version : null,
      compiledOn: state === 'current' ? card!.compiledOn : null,
    })),
  };
}
