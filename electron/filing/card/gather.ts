import { hash } from 'node:crypto';
import { cardBasis, registerTexts, shownTexts, type CardPoint, type CardState, type CardTexts } from '../../../db/domain/card/card';
import { lastCard, type LastCard } from '../../../db/query/card';
import { readEnterprise } from '../../../db/query/enterprise';
import { listRisks } from '../../../db/query/riskList';
import { notFound } from '../../api/failure';
import { accidentNames, type GatherScene } from '../gather';

export interface CardDossier {
  pointId: string;
  point: CardPoint;
  /** What the register says now. */
  register: CardTexts;
  /** What a person wrote otherwise. */
  texts: Partial<CardTexts>;
  shown: CardTexts;
  card: Pick<LastCard, 'version' | 'compiledOn'> | null;
  state: CardState;
  contentHash: string;
}

/**
 * The card of a risk point as it would be made now, and whether the one that was made still says so (V13).
 * @param written texts to be shown instead of those of the last card
 * @throws NOT_FOUND
 */
export function gatherCard(scene: GatherScene, pointId: string, written?: Partial<CardTexts>): CardDossier {
  const { db, today } = scene;
  const point = db.get<{ name: string; location: string }>('SELECT name, location FROM riskPoint WHERE id = ?', [pointId]);
  if (!point) throw notFound('riskPoint');
  const { rows } = listRisks(db, today, {
    offset: 0,
    limit: 200,
    sort: { by: 'level', descending: false },
    filter: { riskPointId: [pointId], status: ['active', 'changing'] },
  });
  const last = lastCard(db, pointId);
  const register = registerTexts(
    rows.map((risk) => ({ ...risk, accidentTypes: accidentNames(scene, risk.accidentTypes) })),
    readEnterprise(db).phone,
  );
  const texts = written ?? last?.texts ?? {};
  const own: CardPoint = { name: point.name, location: point.location, level: rows[0]?.level ?? null };
  const contentHash = hash('sha256', cardBasis(own, register, texts), 'hex');
  return {
    pointId,
    point: own,
    register,
    texts,
    shown: shownTexts(register, texts),
    card: last ? { version: last.version, compiledOn: last.compiledOn } : null,
    state: last === undefined ? 'none' : last.contentHash === contentHash ? 'current' : 'outdated',
    contentHash,
  };
}
