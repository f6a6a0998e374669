import { shareOf } from '../domain/responsibility/appraise';
import type { TraceAppraisal, TraceLetter, TracePerson } from '../domain/responsibility/trace';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import { inForce } from './asOf';
import { departmentNameOn } from './department';
import { rowOn } from './past';
import { deedsOf } from './performance';

/** Deeds that are told of one person. */
const mostDeeds = 30;

/** Department and post of somebody on a day; empty where nothing is known. */
export const placeOn = (reader: Reader, personId: string, day: string): { department: string; post: string; postId: string | null } =>
  reader.get(
    `SELECT coalesce(${departmentNameOn('a.departmentId')}, '') AS department, coalesce(o.name, '') AS post, a.postId
      FROM assignment a LEFT JOIN post o ON o.id = a.postId WHERE a.personId = @personId AND ${inForce('a')} ORDER BY a.validFrom DESC LIMIT 1`,
    { personId, day },
  ) ?? { department: '', post: '', postId: null };

/** Day on which somebody took note of a version, by a day; NULL for not. */
export const acknowledgedOn = (reader: Reader, personId: string, responsibilityId: string, day: string): string | null =>
  reader.value<string | null>(
    'SELECT min("on") FROM acknowledgement WHERE personId = @personId AND responsibilityId = @responsibilityId AND "on" <= @day',
    { personId, responsibilityId, day },
  ) ?? null;

/** 责任书 that held on a day, with whether it was signed by then. */
export function letterOn(reader: Reader, personId: string, day: string): TraceLetter | null {
  const row = reader.get<Omit<TraceLetter, 'signedOn'> & { signedOn: string | null }>(
    `SELECT l.id, l.number, b.name AS title, l.state, CASE WHEN l.signedOn <= @day THEN l.signedOn END AS signedOn
      FROM letter l JOIN letterBatch b ON b.id = l.batchId
      WHERE l.personId = @personId AND b.validFrom <= @day AND b.validTo >= @day AND (l.voidedOn IS NULL OR l.voidedOn > @day) AND b.issuedOn <= @day
      ORDER BY l.signedOn IS NULL, b.issuedOn DESC, l.number DESC LIMIT 1`,
    { personId, day },
  );
  return row ?? null;
}

/** What somebody had signed, was assessed as and did within some days. */
export function personOn(reader: Reader, id: string, from: string, day: string): TracePerson {
  const now = reader.get<Pick<Row<'person'>, 'name' | 'enteredOn' | 'leftOn'>>('SELECT name, enteredOn, leftOn FROM person WHERE id = ?', [
    id,
  ])!;
  const name = rowOn(reader, 'person', id, day)?.row.name ?? now.name;
  const deeds = deedsOf(reader, { id, name: now.name }, from, day).toReversed();
  return {
    id,
    name,
    nameNow: now.name,
    enteredOn: now.enteredOn,
    leftOn: now.leftOn,
    letter: letterOn(reader, id, day),
    appraisal: appraisalBefore(reader, id, day),
    acknowledgements: reader.all(
      `SELECT k.id, k."on", r.title, r.id AS responsibilityId FROM acknowledgement k JOIN responsibility r ON r.id = k.responsibilityId
        WHERE k.personId = @id AND k."on" BETWEEN @from AND @day ORDER BY k."on" DESC, k.id LIMIT 20`,
      { id, from, day },
    ),
    deeds: deeds.slice(0, mostDeeds),
    total: deeds.length,
  };
}

/** The last assessment whose period had ended by the day. */
function appraisalBefore(reader: Reader, personId: string, day: string): TraceAppraisal | null {
  const row = reader.get<Omit<TraceAppraisal, 'share10'> & { full10: number; check10: number | null }>(
    `SELECT a.id, q.name, a.grade, a.full10, a.check10, a.assessedOn AS "on" FROM appraisal a JOIN appraisalPeriod q ON q.id = a.periodId
      WHERE a.personId = @personId AND q.toOn <= @day ORDER BY q.toOn DESC, q.kind LIMIT 1`,
    { personId, day },
  );
  if (row === undefined) return null;
  const { id, name, grade, full10, check10, on } = row;
  return { id, name, grade, share10: shareOf(check10, full10), on };
}
