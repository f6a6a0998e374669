import { z } from 'zod';
import { id } from '../../db/domain/field';
import { findingFault, inspectionDraft, isMonthly, type InspectionDraft } from '../../db/domain/performance/inspection';
import { readEnterprise } from '../../db/query/enterprise';
import { getInspection, inspectionMonths, keepFindings, listInspections, roleOn } from '../../db/query/inspection';
import { nextCount } from '../../db/query/risk';
import type { Writer } from '../../db/writer';
import { notFound, refuse } from './failure';
import { command, query } from './procedure';

export const list = query(
  z.object({
    offset: z.number().int().nonnegative(),
    limit: z.number().int().min(1).max(200),
    text: z.string().max(100).default(''),
    period: z
      .string()
      .regex(/^(\d{4}(-\d{2})?)?$/)
      .default(''),
  }),
  ({ db, today }, window) => {
    const { rows, total } = listInspections(db, today, window);
    return { rows: rows.map((row) => ({ ...row, isMonthly: isMonthly({ isFullScope: row.isFullScope === 1, role: row.role }) })), total };
  },
);

export const get = query(z.object({ id }), ({ db, today }, { id: inspectionId }) => {
  const found = getInspection(db, inspectionId, today);
  if (!found) throw notFound('leaderInspection');
  return found;
});

/** The months of a year beside D05; `isPolicy` where the region asks for it, else it is only told. */
export const months = query(z.object({ year: z.number().int().min(1990).max(2199) }), ({ db, today, content }, { year }) => ({
  year,
  isPolicy: content.regionRules(readEnterprise(db).regionCode).rules['V31'] === 'on',
  months: inspectionMonths(db, year, today),
}));

/** The row of an inspection from what is stated: the inspector as named and in office on that day. @throws NOT_FOUND, INVALID */
function rowOf(db: Writer, { findings, isFullScope, ...stated }: InspectionDraft, today: string) {
  const inspector = db.find('person', stated.inspectorId);
  if (!inspector) throw notFound('person');
  if (stated.on > today) throw refuse('dateFuture', 'on', { date: today });
  if (stated.signedOn !== null && stated.signedOn < stated.on) throw refuse('dateOrder', 'signedOn', { date: stated.on });
  for (const finding of findings) {
    const fault = findingFault(finding, stated.on, today);
    const date = fault?.date ?? '';
    if (fault?.rule === 'dateOrder') throw refuse('dateOrder', 'findings', { date });
    if (fault?.rule === 'dateFuture') throw refuse('dateFuture', 'findings', { date });
    if (fault) throw refuse('findingDone', 'findings');
    if (finding.ownerId !== null && !db.find('person', finding.ownerId)) throw notFound('person');
  }
  return { ...stated, isFullScope: isFullScope ? 1 : 0, inspectorName: inspector.name, role: roleOn(db, inspector, stated.on) };
}

export const create = command(z.object({ draft: inspectionDraft }), ({ db, today }, { draft }) => {
  const row = rowOf(db, draft, today);
  const year = draft.on.slice(0, 4);
  const no = `DDJC-${year}-${String(nextCount(db, 'leaderInspection', year)).padStart(3, '0')}`;
  const { id: inspectionId } = db.insert('leaderInspection', { ...row, no });
  keepFindings(db, inspectionId, draft.findings);
  return { id: inspectionId, no };
});

export const update = command(
  z.object({ id, revision: z.number().int(), draft: inspectionDraft }),
  ({ db, today }, { id: inspectionId, revision, draft }) => {
    if (!db.find('leaderInspection', inspectionId)) throw notFound('leaderInspection');
    db.update('leaderInspection', inspectionId, rowOf(db, draft, today), revision);
    const before = db.changed;
    keepFindings(db, inspectionId, draft.findings);
    if (db.changed > before && db.find('leaderInspection', inspectionId)!.revision === revision) db.touch('leaderInspection', inspectionId);
    return { id: inspectionId };
  },
);

/** Takes an inspection back with what it found and all files; undo brings it back. */
export const remove = command(z.object({ id, revision: z.number().int() }), ({ db }, { id: inspectionId, revision }) => {
  if (!db.find('leaderInspection', inspectionId)) throw notFound('leaderInspection');
  keepFindings(db, inspectionId, []);
  db.removeOf('attachment', 'subjectId', inspectionId);
  db.remove('leaderInspection', inspectionId, revision);
  return { id: inspectionId };
});
