import { z } from 'zod';
import { isoDate } from '../../db/domain/field';
import { safetyBodyDraft } from '../../db/domain/staffing/staffing';
import { staffingView } from '../filing/staffing/view';
import { refuse } from './failure';
import { command, query } from './procedure';

const id = z.uuid();
type Draft = z.output<typeof safetyBodyDraft>;

/** What is asked for and what there is of safety staff on a day, today where none is said. */
export const staffing = query(z.object({ day: isoDate.optional() }), (scene, { day }) => staffingView(scene, day ?? scene.today));

/** @throws AppError `INVALID` where it ends before it begins */
function rowOf(draft: Draft) {
  if (draft.validTo !== null && draft.validTo < draft.validFrom) throw refuse('dateOrder', 'validTo', { date: draft.validFrom });
  // Only a department of safety can be merged with others.
  return { ...draft, isMerged: draft.isMerged && draft.kind === 'office' ? 1 : 0 };
}

export const createBody = command(z.object({ draft: safetyBodyDraft }), ({ db }, { draft }) => ({
  id: db.insert('safetyBody', rowOf(draft)).id,
}));

/** Also ends it, by its last day. */
export const updateBody = command(z.object({ id, revision: z.number().int(), draft: safetyBodyDraft }), ({ db }, input) => {
  db.update('safetyBody', input.id, rowOf(input.draft), input.revision);
  return { id: input.id };
});

/** Takes back a registration made by mistake; one that was in force is ended instead. */
export const removeBody = command(z.object({ id, revision: z.number().int() }), ({ db }, input) => {
  db.removeOf('attachment', 'subjectId', input.id);
  db.remove('safetyBody', input.id, input.revision);
  return { id: input.id };
});
