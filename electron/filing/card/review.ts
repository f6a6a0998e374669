import { cardRules } from '../../../db/domain/card/rules';
import { review } from '../../../db/domain/rule';
import { listCardPoints } from '../../../db/query/card';
import type { ReviewFinding } from '../../../db/query/review';
import type { GatherScene } from '../gather';
import { gatherCards } from './gather';

const most = 500;

/** Points that need a card and have none, and cards that do not say what the register says now (V13), highest level first. */
export function reviewCards(scene: GatherScene): ReviewFinding[] {
  const found: ReviewFinding[] = [];
  for (let offset = 0; ; offset += most) {
    const { rows } = listCardPoints(scene.db, { due: true }, { offset, limit: most });
    const names = new Map(rows.map(({ id, no, name }) => [id, `${no} ${name}`.trim()]));
    found.push(...reviewCardsOf(scene, [...names.keys()]).map((finding) => ({ ...finding, title: names.get(finding.subjectId!)! })));
    if (rows.length < most) return found;
  }
}

/** The same of some points. */
export const reviewCardsOf = (scene: GatherScene, pointIds: readonly string[]): ReviewFinding[] =>
  gatherCards(scene, pointIds).flatMap(({ pointId, point, state, card }) =>
    review(cardRules, { level: point.level, state, version: card?.version ?? 0 }).map((finding): ReviewFinding => ({
      ...finding,
      subjectId: pointId,
      subject: 'card',
      title: point.name,
    })),
  );
