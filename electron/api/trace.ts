import { z } from 'zod';
import { id, isoDate } from '../../db/domain/field';
import { traceSubjects, type Trace } from '../../db/domain/responsibility/trace';
import type { Reader } from '../../db/handle';
import { readEnterprise } from '../../db/query/enterprise';
import { findTraced } from '../../db/query/traceFind';
import { traceOf } from '../../db/query/trace';
import { composeTrace } from '../filing/trace/compose';
import { safeFileName } from '../workspace/file';
import { notFound, refuse } from './failure';
import { bytesOf, copyTo } from './paper';
import { query, task } from './procedure';

const asked = z.object({
  subject: z.enum(traceSubjects),
  id,
  /** Left out for the day of the matter itself. */
  day: isoDate.optional(),
  /** Length of the period before it of which deeds are told. */
  months: z.number().int().min(1).max(36).default(12),
});

function told(db: Reader, today: string, { subject, id: recordId, day: given, months }: z.output<typeof asked>): Trace {
  const day = given ?? null;
  if (day !== null && day > today) throw refuse('dateFuture', 'day', { date: today });
  const trace = traceOf(db, today, { subject, id: recordId, day, months });
  if (!trace) throw notFound(subject);
  return trace;
}

/** 责任追溯: everybody who was responsible for a record on a day. */
export const get = query(asked, ({ db, today }, input) => told(db, today, input));

/** Records of a kind to begin with, by number or words. */
export const find = query(z.object({ subject: z.enum(traceSubjects), text: z.string().max(100) }), ({ db }, { subject, text }) =>
  findTraced(db, subject, text, 50),
);

/** Prints 责任追溯表; `file` empty asks the user where. */
export const print = task(asked.extend({ format: z.enum(['pdf', 'docx']), file: z.string().max(2000) }), async (scene, input) => {
  const trace = scene.db.snapshot(() => told(scene.db, scene.today, input));
  const { name, uscc } = readEnterprise(scene.db);
  const document = composeTrace(trace, { name, uscc });
  const stem = `${document.head.title} ${trace.number || trace.title} ${trace.day}`;
  return { file: await copyTo(scene, input.file, safeFileName(`${stem}.${input.format}`), await bytesOf(scene, document, input.format)) };
});
