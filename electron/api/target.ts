import { z } from 'zod';
import { id, text } from '../../db/domain/field';
import { targetDraft, targetLevelOf, targetYear } from '../../db/domain/responsibility/target';
import { cascadeTargets, copyTargets, insertTarget, listTargets } from '../../db/query/target';
import { insertFromLibrary, libraryTargets } from '../../db/query/targetLibrary';
import type { Reader } from '../../db/handle';
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

const place = z.object({ year: targetYear, departmentId: id.nullable(), postId: id.nullable() });

/** Refuses a place that is in no register any more; a post brings its department. */
function placed<Place extends z.output<typeof place>>(db: Reader, stated: Place): Place {
  const { departmentId, postId } = stated;
  if (departmentId !== null && db.value('SELECT 1 FROM department WHERE id = ?', [departmentId]) === undefined)
    throw notFound('department');
  if (postId === null) return stated;
  const post = db.get<{ departmentId: string | null }>('SELECT departmentId FROM post WHERE id = ?', [postId]);
  if (!post) throw notFound('post');
  return { ...stated, departmentId: post.departmentId ?? departmentId };
}

/** 指标库: what suits the enterprise, a department by its name, or a post by its level; what stands there for the year is marked. */
export const library = query(place, ({ db, today, content }, stated) =>
  libraryTargets(db, content.targetLibrary(), placed(db, stated), today),
);

/** Takes targets out of the library with value and criteria as adapted, in one step; those that stand there already are left as they are. */
export const addFromLibrary = command(
  place.extend({
    targets: z
      .array(z.object({ key: text(60).min(1), value: text(100), criteria: text(500) }))
      .min(1)
      .max(200),
  }),
  ({ db, today, content }, { targets, ...stated }) => {
    const offered = libraryTargets(db, content.targetLibrary(), placed(db, stated), today);
    if (targets.some(({ key }) => !offered.some((target) => target.id === key))) throw notFound('yearTarget');
    return { made: insertFromLibrary(db, content.targetLibrary(), placed(db, stated), today, targets) };
  },
);
