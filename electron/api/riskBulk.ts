import { z } from 'zod';
import { text } from '../../db/domain/field';
import { bulkAddition, bulkPatch, differs, overfull, withAddition } from '../../db/domain/risk/bulk';
import { riskSelection } from '../../db/domain/risk/list';
import type { RiskDraft } from '../../db/domain/risk/risk';
import { selectedRiskIds } from '../../db/query/riskList';
import { draftWithOwners } from '../../db/query/riskOwner';
import { invalid } from './failure';
import { command, task, type Changed } from './procedure';
import { pointChoice, pointId, removeInput, updateOne } from './risk';

const updateInput = z.object({
  selection: riskSelection,
  patch: bulkPatch.default({}),
  /** Added to what stands there instead of replacing it. */
  addition: bulkAddition.default({}),
  /** The risk point that they move to. */
  point: pointChoice.optional(),
  reason: text(1000).default(''),
});

/**
 * One change for a whole selection, one undo step. The reason is the first row of the step, by which the histories find
 * it without a search; what says the same already is left alone.
 */
export const updateMany = command(
  updateInput,
  (scene, { selection, patch, addition, point, reason }) => {
    const { db } = scene;
    const ids = selectedRiskIds(db, selection);
    const isNewPoint = point !== undefined && !('id' in point);
    const known: Partial<RiskDraft> = point !== undefined && 'id' in point ? { ...patch, riskPointId: point.id } : patch;
    const changes = ids.flatMap((id) => {
      const draft = draftWithOwners(db, db.find('risk', id)!);
      const next = { ...known, ...withAddition(draft, addition) };
      const full = overfull(draft, next);
      if (full.length > 0) throw invalid(full);
      return isNewPoint || differs(draft, next) ? [{ id, next }] : [];
    });
    if (changes.length > 0 && reason !== '') db.insert('changeNote', { reason, count: changes.length });
    const moved = isNewPoint && changes.length > 0 ? { riskPointId: pointId(scene, point, patch.departmentId ?? null) } : {};
    for (const { id, next } of changes) updateOne(scene, id, undefined, { ...next, ...moved }, null);
    return { selected: ids.length, updated: changes.length };
  },
  { precaution: ({ db }, { selection }) => selectedRiskIds(db, selection).length },
);

/** The same for more risks than the engine can write while its queries wait. */
export const updateLarge = task(
  updateInput,
  ({ run }, input) => run('risk.updateMany', input) as Promise<Changed<{ selected: number; updated: number }>>,
  { precaution: ({ db }, { selection }) => selectedRiskIds(db, selection).length },
);
export const removeLarge = task(removeInput, ({ run }, input) => run('risk.remove', input) as Promise<Changed<{ removed: number }>>, {
  precaution: ({ db }, { selection }) => selectedRiskIds(db, selection).length,
});
