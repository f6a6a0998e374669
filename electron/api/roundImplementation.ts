import { z } from 'zod';
import { id, isoDate, text } from '../../db/domain/field';
import { implementation, itemSelection, seriousLevels } from '../../db/domain/round/item';
import { selectedItems } from '../../db/query/roundRisk';
import { notFound, refuse } from './failure';
import { command } from './procedure';
import { requireOpen } from './round';

const most = 5000;

/** 措施落实情况 of some risks of a round, cell by cell, as one step. A day in the future is refused, and nothing is written. */
export const implement = command(
  z.object({
    id,
    changes: z
      .array(z.object({ itemId: id, revision: z.number().int(), patch: implementation.partial() }))
      .min(1)
      .max(most),
  }),
  ({ db, today }, { id: roundId, changes }) => {
    requireOpen(db, roundId);
    if (changes.some(({ patch }) => patch.implementedOn && patch.implementedOn > today))
      throw refuse('dateFuture', 'implementedOn', { date: today });
    for (const { itemId, revision, patch } of changes) {
      if (db.find('roundRisk', itemId)?.roundId !== roundId) throw notFound('roundRisk');
      db.update('roundRisk', itemId, patch, revision);
    }
    return { written: changes.length };
  },
);

/** The same words for all that are selected and 重大 or 较大; what somebody has written stays unless `replace` says otherwise. */
export const implementMany = command(
  z.object({
    id,
    selection: itemSelection,
    implementation: text(2000).min(1),
    on: isoDate.nullable(),
    by: text(60),
    replace: z.boolean().default(false),
  }),
  ({ db, today, scope }, { id: roundId, selection, implementation: words, on, by, replace }) => {
    requireOpen(db, roundId);
    if (on !== null && on > today) throw refuse('dateFuture', 'on', { date: today });
    const rows = selectedItems(db, roundId, selection, scope).filter(({ afterLevel }) =>
      (seriousLevels as readonly unknown[]).includes(afterLevel),
    );
    const open = rows.filter(({ implementation: written }) => replace || written === '');
    for (const row of open) db.update('roundRisk', row.id, { implementation: words, implementedOn: on, implementedBy: by });
    return { written: open.length, kept: rows.length - open.length };
  },
  { precaution: ({ db, scope }, { id: roundId, selection }) => selectedItems(db, roundId, selection, scope).length },
);
