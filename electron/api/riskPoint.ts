import { z } from 'zod';
import { id, text } from '../../db/domain/field';
import { riskPointKinds } from '../../db/domain/risk/risk';
import { matchKey } from '../../db/domain/risk/matchKey';
import { listRiskPoints, nextCount, pointWithinSql } from '../../db/query/risk';
import { noteRiskChange } from '../../db/query/roundRisk';
import { conflict, notFound, refuse } from './failure';
import { command, query } from './procedure';

const draft = z.object({
  no: text(40),
  name: text(200).min(1),
  kind: z.enum(riskPointKinds),
  location: text(300),
  departmentId: id.nullable(),
  remark: text(2000),
});

export const list = query(
  z.object({ offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(200), text: z.string().max(100).optional() }),
  ({ db, scope }, input) => listRiskPoints(db, input, scope),
);

/** Names by id, of points that are gone too: the audit still knows them. */
export const names = query(
  z.object({ ids: z.array(id).max(1000) }),
  ({ db, scope }, { ids }) =>
    Object.fromEntries(
      db
        .all<{ id: string; name: string | null }>(
          `SELECT j.value AS id, coalesce(p.name, (SELECT json_extract(ap.before, '$.name') FROM audit a JOIN auditPayload ap ON ap.seq = a.seq
            WHERE a.subjectId = j.value AND ap.before IS NOT NULL ORDER BY a.seq DESC LIMIT 1)) AS name
          FROM json_each(@ids) j LEFT JOIN riskPoint p ON p.id = j.value WHERE ${pointWithinSql}`,
          { ids: JSON.stringify(ids), scope: JSON.stringify(scope) },
        )
        .flatMap((point) => (point.name === null ? [] : [[point.id, point.name]])),
    ) as Record<string, string>,
);

export const create = command(z.object({ draft }), ({ db }, { draft }) => {
  if (db.value('SELECT 1 FROM riskPoint WHERE name = ?', [draft.name]) !== undefined) throw refuse('unique', 'name', { value: draft.name });
  const no = draft.no === '' ? `FXD-${String(nextCount(db, 'riskPoint')).padStart(3, '0')}` : draft.no;
  return { id: db.insert('riskPoint', { ...draft, no }).id };
});

/** A renamed point gives its risks new match keys, so that the next import still finds them; an open round is told of what it shows. */
export const update = command(
  z.object({ id, revision: z.number().int(), patch: draft.partial() }),
  ({ db, today }, { id, revision, patch }) => {
    const before = db.find('riskPoint', id);
    if (!before) throw notFound('riskPoint');
    const row = db.update('riskPoint', id, patch, revision);
    if (row.name !== before.name) {
      for (const risk of db.all<{ id: string; step: string; hazardSource: string }>(
        'SELECT id, step, hazardSource FROM risk WHERE riskPointId = ?',
        [id],
      )) {
        db.update('risk', risk.id, { matchKey: matchKey(row.name, risk.step, risk.hazardSource) });
      }
    }
    if (row.name !== before.name || row.kind !== before.kind || row.location !== before.location) {
      for (const risk of db.all<{ id: string }>('SELECT id FROM risk WHERE riskPointId = ?', [id])) noteRiskChange(db, today, risk.id);
    }
    return { id };
  },
);

export const remove = command(z.object({ id, revision: z.number().int() }), ({ db }, { id, revision }) => {
  const risks = db.value<number>('SELECT count(*) FROM risk WHERE riskPointId = ?', [id]) ?? 0;
  if (risks > 0) throw conflict('riskPointInUse', { risks });
  for (const subject of ['activity', 'equipment', 'workplace', 'noticeCard'] as const) {
    for (const own of db.column<string>(`SELECT id FROM "${subject}" WHERE riskPointId = ?`, [id]))
      db.removeOf('attachment', 'subjectId', own);
    db.removeOf(subject, 'riskPointId', id);
  }
  db.removeOf('attachment', 'subjectId', id);
  db.removeOf('nameAlias', 'targetId', id);
  db.remove('riskPoint', id, revision);
  return { id };
});
