import { z } from 'zod';
import { id } from '../../db/domain/field';
import { countDeeds, recordDraft } from '../../db/domain/performance/record';
import type { Reader } from '../../db/handle';
import { readEnterprise } from '../../db/query/enterprise';
import { deedsOf, dutiesOn, leadersOn } from '../../db/query/performance';
import type { Writer } from '../../db/writer';
import { composePerformance } from '../filing/performance/compose';
import { safeFileName } from '../workspace/file';
import { notFound, refuse } from './failure';
import { bytesOf, copyTo } from './paper';
import { command, query, task } from './procedure';

const year = z.number().int().min(1990).max(2199);

/** Leaders with how often each did something in a year. */
export const leaders = query(z.object({ year }), ({ db, today }, { year: asked }) => {
  const day = dayOf(asked, today);
  return leadersOn(db, day).map((leader) => {
    const counts = countDeeds(deedsOf(db, leader, `${asked}-01-01`, `${asked}-12-31`));
    return {
      ...leader,
      total: counts.reduce((sum, { total }) => sum + total, 0),
      counts: counts.map(({ kind, total }) => ({ kind, total })),
    };
  });
});

/** Who somebody was is asked of the last day of the year, or of today while it lasts. */
const dayOf = (asked: number, today: string): string => (`${asked}-12-31` < today ? `${asked}-12-31` : today);

function dossierOf(db: Reader, today: string, personId: string, asked: number) {
  const person = db.get<{ id: string; name: string }>('SELECT id, name FROM person WHERE id = ?', [personId]);
  if (!person) throw notFound('person');
  const day = dayOf(asked, today);
  const leader = leadersOn(db, day).find(({ id: other }) => other === personId);
  const deeds = deedsOf(db, person, `${asked}-01-01`, `${asked}-12-31`);
  return {
    ...person,
    year: asked,
    post: leader?.post ?? '',
    roles: leader?.roles ?? [],
    deeds,
    counts: countDeeds(deeds),
    duties: dutiesOn(db, personId, day),
  };
}
export type PerformanceDossier = ReturnType<typeof dossierOf>;

/** 履职档案 of one person for a year: what was done, with how often, beside what the duties ask for. */
export const get = query(z.object({ personId: id, year }), ({ db, today }, { personId, year: asked }) =>
  dossierOf(db, today, personId, asked),
);

/** Prints it; `file` empty asks the user where. */
export const print = task(
  z.object({ personId: id, year, format: z.enum(['pdf', 'docx']), file: z.string().max(2000) }),
  async (scene, { personId, year: asked, format, file }) => {
    const dossier = scene.db.snapshot(() => dossierOf(scene.db, scene.today, personId, asked));
    const { name, uscc } = readEnterprise(scene.db);
    const document = composePerformance(dossier, { name, uscc });
    const bytes = await bytesOf(scene, document, format);
    return { file: await copyTo(scene, file, safeFileName(`${dossier.name} ${asked}年安全生产履职档案.${format}`), bytes) };
  },
);

export const record = query(z.object({ id }), ({ db }, { id: recordId }) => {
  const row = db.get<z.output<typeof recordDraft> & { id: string; revision: number }>('SELECT * FROM performanceRecord WHERE id = ?', [
    recordId,
  ]);
  if (!row) throw notFound('performanceRecord');
  return row;
});

function check(db: Writer, { personId, on }: z.output<typeof recordDraft>, today: string): void {
  if (!db.find('person', personId)) throw notFound('person');
  if (on > today) throw refuse('dateFuture', 'on', { date: today });
}

export const create = command(z.object({ draft: recordDraft }), ({ db, today }, { draft }) => {
  check(db, draft, today);
  return { id: db.insert('performanceRecord', draft).id };
});

export const update = command(
  z.object({ id, revision: z.number().int(), draft: recordDraft }),
  ({ db, today }, { id: recordId, revision, draft }) => {
    check(db, draft, today);
    db.update('performanceRecord', recordId, draft, revision);
    return { id: recordId };
  },
);

export const remove = command(z.object({ id, revision: z.number().int() }), ({ db }, { id: recordId, revision }) => {
  if (!db.find('performanceRecord', recordId)) throw notFound('performanceRecord');
  db.removeOf('attachment', 'subjectId', recordId);
  db.remove('performanceRecord', recordId, revision);
  return { id: recordId };
});
