import { z } from 'zod';
import { id, isoDate } from '../../db/domain/field';
import { mergeables, type Mergeable } from '../../db/domain/risk/nearName';
import { alikeDepartments, alikePoints, apartKey, groupKey, mergeDepartments, mergePoints, saidTwice } from '../../db/query/merge';
import { dayAfter } from '../../db/query/department';
import type { Row } from '../../db/tables';
import { notFound, refuse } from './failure';
import { command, keep, query, type CommandScene } from './procedure';

/** Groups sent at once; the page shows the rest when these are dealt with. */
const most = 50;
const shown = <Group>(groups: Group[]): { groups: Group[]; total: number } => ({ groups: groups.slice(0, most), total: groups.length });

export const pointsAlike = query(z.object({}), ({ db }) => shown(alikePoints(db)));
export const departmentsAlike = query(z.object({}), ({ db, today }) => shown(alikeDepartments(db, today)));

const mergeInput = z.object({ keep: id, others: z.array(id).min(1).max(200) });

/** Risk points that are one: everything of the others goes to the one that stays. */
export const mergeRiskPoints = command(
  mergeInput,
  (scene, input) => {
    const [stays, others] = chosen(scene, 'riskPoint', input);
    const { moved } = mergePoints(scene.db, scene.today, stays, others);
    return { id: stays.id, merged: others.length, moved, twice: saidTwice(scene.db, stays.id) };
  },
  {
    precaution: ({ db }, { others }) =>
      db.value<number>('SELECT count(*) FROM risk WHERE riskPointId IN (SELECT value FROM json_each(?))', [JSON.stringify(others)]) ?? 0,
  },
);

/** `from` for departments that became one on a day; without it they were one all along under several names. */
export const mergeManyDepartments = command(
  mergeInput.extend({ from: isoDate.nullable().default(null) }),
  (scene, input) => {
    const [stays, others] = chosen(scene, 'department', input);
    const { db, today } = scene;
    const { from } = input;
    if ([stays, ...others].some(({ validTo }) => validTo !== null && validTo < today)) throw refuse('departmentEnded', 'keep');
    if (from !== null) {
      if (from > today) throw refuse('dateFuture', 'from', { date: today });
      // The one that stays has to be there, the others at least for a day under the name they have last.
      const named = db.value<string>('SELECT max(validFrom) FROM departmentName WHERE departmentId IN (SELECT value FROM json_each(?))', [
        JSON.stringify(others.map((other) => other.id)),
      ]);
      const earliest = named === undefined || dayAfter(named) < stays.validFrom ? stays.validFrom : dayAfter(named);
      if (from < earliest) throw refuse('dateOrder', 'from', { date: earliest });
    }
    const { moved } = mergeDepartments(db, today, stays, others, from);
    return { id: stays.id, merged: others.length, moved };
  },
  {
    precaution: ({ db }, { others }) =>
      db.value<number>('SELECT count(*) FROM risk WHERE departmentId IN (SELECT value FROM json_each(?))', [JSON.stringify(others)]) ?? 0,
  },
);

function chosen<S extends Mergeable>(
  { db }: CommandScene,
  subject: S,
  input: z.infer<typeof mergeInput>,
): [keep: Row<S>, others: Row<S>[]] {
  const rows = [input.keep, ...new Set(input.others)].map((one) => {
    const row = db.find(subject, one);
    if (!row) throw notFound(subject);
    return row;
  });
  if (input.others.includes(input.keep)) throw refuse('mergeSelf', 'others');
  return [rows[0]!, rows.slice(1)];
}

/** Names that look alike and mean different things: nobody is asked about them again. */
export const keepApart = keep(
  z.object({ subject: z.enum(mergeables), ids: z.array(id).min(2).max(500) }),
  ({ sqlite, now }, { subject, ids }) => {
    const key = apartKey(subject);
    const stored = sqlite.prepare('SELECT value FROM preference WHERE key = ?').get(key) as { value: string } | undefined;
    const known = stored === undefined ? [] : (JSON.parse(stored.value) as string[]);
    sqlite
      .prepare('INSERT OR REPLACE INTO preference (key, value, updatedAt) VALUES (?, ?, ?)')
      .run(key, JSON.stringify([...new Set([...known, groupKey(ids)])]), now);
    return { kept: true };
  },
);
