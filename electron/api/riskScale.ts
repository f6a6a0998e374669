import { z } from 'zod';
import { text } from '../../db/domain/field';
import { window } from '../../db/domain/risk/list';
import { defaultControlLevel } from '../../db/domain/risk/risk';
import { levelOf, levelRank, type RiskLevel, type Scale } from '../../db/domain/risk/scale';
import { levelMoves, moveOf, regraded, type GradedRisk } from '../../db/domain/risk/scaleChange';
import { readEnterprise } from '../../db/query/enterprise';
import { noteRiskChange } from '../../db/query/roundRisk';
import { readScales } from '../../db/query/scale';
import { inherentOnes, otherwiseGraded, regradeGroups, regradeRows, scaleOf } from '../../db/query/scaleChange';
import { refuse } from './failure';
import { command, query, task, type CommandScene, type QueryScene } from './procedure';

/** All level mappings, and the ones chosen for each method. */
export const scales = query(z.object({}), (scene) => ({ all: scene.content.scales(), ...readScales(scene.db, scene.content) }));

const choice = z.object({ lec: z.string().max(60), ls: z.string().max(60) });

/** The chosen mappings themselves. @throws when there is no such mapping of the method */
function chosen({ content }: Pick<QueryScene, 'content'>, ids: z.infer<typeof choice>): Scale[] {
  return (['lec', 'ls'] as const).map((method) => {
    const scale = content.scales().find((entry) => entry.id === ids[method] && entry.method === method);
    if (!scale) throw refuse('scaleUnknown', method, { value: ids[method] });
    return scale;
  });
}

/** What other mappings would change: how many rise, fall and stay, from which level to which. Nothing is written. */
export const regradePlan = task(choice, (scene, ids) => {
  const groups = regradeGroups(scene.db, chosen(scene, ids));
  const count = (move: string) => groups.reduce((sum, group) => sum + (group.move === move ? group.count : 0), 0);
  const moves = new Map<string, { from: RiskLevel; to: RiskLevel; count: number }>();
  for (const { level, to, count } of groups) {
    if (level === to) continue;
    const key = `${level} ${to}`;
    moves.set(key, { from: level, to, count: (moves.get(key)?.count ?? 0) + count });
  }
  return Promise.resolve({
    up: count('up'),
    down: count('down'),
    same: count('same'),
    moves: [...moves.values()].sort((a, b) => levelRank(a.from) - levelRank(b.from) || levelRank(a.to) - levelRank(b.to)),
  });
});

/** One window of the risks that would rise or fall. */
export const regradeList = task(window.extend({ ...choice.shape, move: z.array(z.enum(levelMoves)).max(3) }), (scene, input) =>
  Promise.resolve(regradeRows(scene.db, chosen(scene, input), input)),
);

const confirmed = z.object({ reason: text(1000).min(1), assessor: text(60), reviewer: text(60).min(1) }).nullable();
const change = choice.extend({ lowering: confirmed.default(null) });

/** Changes the mappings and grades every risk anew, as one command and one undo. Levels that fall are kept unless `lowering` stands for them (V16). */
export const regrade = task(
  change,
  async ({ run }, input) =>
    (await run('risk.applyRegrade', input)) as { changed: number; step: number | null; value: ReturnType<typeof applyRegrade.run> },
  { precaution: ({ db }) => db.value<number>('SELECT count(*) FROM risk') ?? 0 },
);

export const applyRegrade = command(
  change,
  (scene, { lec, ls, lowering }) => {
    const { db } = scene;
    const mappings = chosen(scene, { lec, ls });
    if (lowering !== null && lowering.reviewer === (lowering.assessor || scene.session.name))
      throw refuse('V16', 'lowering.reviewer', {}, 'V16.same');
    db.update('enterprise', readEnterprise(db).id, { lecScale: lec, lsScale: ls });
    const roundId = db.value<string>(`SELECT id FROM round WHERE status = 'open' LIMIT 1`) ?? null;
    const counts = { up: 0, down: 0, kept: 0, same: 0 };
    for (const id of otherwiseGraded(db, mappings)) counts[regradeOne(scene, id, mappings, lowering, roundId)] += 1;
    regradeInherent(scene, mappings);
    return counts;
  },
  { precaution: ({ db }) => db.value<number>('SELECT count(*) FROM risk') ?? 0 },
);

/** Levels without measures follow the mapping, too; nobody has to stand for them. */
function regradeInherent({ db }: CommandScene, mappings: readonly Scale[]): void {
  for (const { id, method, score100, scale } of inherentOnes(db)) {
    const mapping = scaleOf(mappings, method);
    if (scale !== mapping.id) db.update('assessment', id, { scale: mapping.id, level: levelOf(mapping, score100) });
  }
}

function regradeOne(
  { db, today, session }: CommandScene,
  id: string,
  mappings: readonly Scale[],
  lowering: z.infer<typeof confirmed>,
  roundId: string | null,
): 'up' | 'down' | 'kept' | 'same' {
  const row = db.find('risk', id)!;
  const from = row.level as RiskLevel;
  const mapping = scaleOf(mappings, row.method);
  const stored = { ...row, directMajor: row.directMajor === 1 } as unknown as GradedRisk;
  const { move, level, keptLevel } = regraded(stored, mapping, lowering !== null);
  db.update('risk', id, {
    scale: mapping.id,
    level,
    levelRank: levelRank(level),
    keptLevel,
    // Who controls it follows the level as long as nobody has chosen otherwise, as in the form.
    ...(row.controlLevel === defaultControlLevel[from] ? { controlLevel: defaultControlLevel[level] } : {}),
  });
  if (level !== from)
    db.insert('levelChange', {
      riskId: id,
      roundId,
      fromLevel: from,
      toLevel: level,
      reason: moveOf(from, level) === 'down' ? lowering!.reason : `等级映射改为“${mapping.title}”，重新定级`,
      assessor: (moveOf(from, level) === 'down' && lowering!.assessor) || session.name,
      reviewer: moveOf(from, level) === 'down' ? lowering!.reviewer : '',
      changedOn: today,
    });
  if (roundId !== null) noteRiskChange(db, today, id);
  return move === 'down' && level === from ? 'kept' : move;
}

/** Catalogues whose clauses the form offers for judging a risk 重大 directly, all of them. */
export const chooseDirect = command(z.object({ catalogues: z.array(z.string().max(60)).max(20) }), ({ db, content }, { catalogues }) => {
  const known = content.directCatalogues().map(({ id }) => id);
  const unknown = catalogues.find((id) => !known.includes(id));
  if (unknown !== undefined) throw refuse('directUnknown', 'catalogues', { value: unknown });
  const chosen = known.filter((id) => catalogues.includes(id));
  db.update('enterprise', readEnterprise(db).id, { directCatalogues: JSON.stringify(chosen) });
  return { chosen };
});
