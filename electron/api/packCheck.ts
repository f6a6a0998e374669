import { z } from 'zod';
import { id } from '../../db/domain/field';
import { contradictionsIn } from '../filing/contradictions';
import { statementsOf } from '../filing/statements';
import { task } from './procedure';

/**
 * What to know of chosen papers before they are packed: which came back and nothing has taken their place, and where they contradict
 * each other in figures. It only warns. Papers of earlier versions are read whole, hence a task.
 */
export const packCheck = task(z.object({ filingIds: z.array(id).max(60) }), async ({ db }, { filingIds }) => ({
  returned: db.all<{ id: string; number: string; code: string }>(
    `SELECT id, number, code FROM filing WHERE state = 'returned' AND id IN (SELECT value FROM json_each(?)) ORDER BY number`,
    [JSON.stringify(filingIds)],
  ),
  contradictions: contradictionsIn(statementsOf(db, { ids: filingIds })),
}));
