import { z } from 'zod';
import { id } from '../../db/domain/field';
import { targetDraft, targetLevelOf, targetYear } from '../../db/domain/responsibility/target';
import { cascadeTargets, copyTargets, insertTarget, listTargets } from '../../db/query/target';
import { conflict, notFound, refuse } from './failure';
import { command, query } from './procedure';

/** 年度安全生产目标指标 of a year, those of the enterprise first. */
export const list = query(z.object({ year: targetYear }), ({ db, today }, { year }) => listTargets(db, year, today));

export const create = command(z.object({ draft: targetDraft, parentId: id.nullable().default(null) }), ({ db }, { draft, parentId }) => {
  if (parentId !== null && db.find('yearTarget', parentId)?.year !== draft.year) throw notFound('yearTarget');
  return { id: insertTarget(db, draft, parentId) };
});

export const update = command(
  z.object({ id, revision: z.number().int(), draft: targetDraft.omit({ year: true }) }),
  ({ db }, { id, revision, draft }) => {
    db.update('yearTarget', id, { ...draft, level: targetLevelOf(draft) }, revision);
    return { id };
  },
);

/** One that others come down from is removed after them. */
export const remove = command(z.object({ id, revision: z.number().int() }), ({ db }, { id, revision }) => {
  const below = db.value<number>('SELECT count(*) FROM yearTarget WHERE parentId = ?', [id]) ?? 0;
  if (below > 0) throw conflict('targetBelow', { count: below });
  db.remove('yearTarget', id, revision);
  return { id };
});

/** 分解: the targets of the enterprise come down to departments; what stands there already stays. */
export const cascade = command(
  z.object({ year: targetYear, departmentIds: z.array(id).min(1).max(2000) }),
  ({ db }, { year, departmentIds }) => ({ made: cascadeTargets(db, year, departmentIds) }),
);

/** Takes last year's targets over into a year without any. */
export const copyYear = command(z.object({ from: targetYear, to: targetYear }), ({ db, today }, { from, to }) => {
  if (db.value('SELECT 1 FROM yearTarget WHERE year = ?', [to]) !== undefined) throw refuse('targetsThere', 'to', { year: to });
  return { made: copyTargets(db, from, to, today) };
});
