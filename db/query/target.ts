import type { TargetDraft } from '../domain/responsibility/target';
import { targetLevelOf } from '../domain/responsibility/target';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import type { Writer } from '../writer';
import { departmentNameOn } from './department';

export type TargetRow = Row<'yearTarget'> & { department: string | null; post: string | null; below: number };

/** 目标指标 of a year: of the enterprise, then department by department, post by post. */
export const listTargets = (reader: Reader, year: number, day: string): TargetRow[] =>
  reader.all<TargetRow>(
    `SELECT t.*, ${departmentNameOn('t.departmentId')} AS department, o.name AS post,
        (SELECT count(*) FROM yearTarget b WHERE b.parentId = t.id) AS below
      FROM yearTarget t LEFT JOIN post o ON o.id = t.postId LEFT JOIN department d ON d.id = t.departmentId
      WHERE t.year = @year ORDER BY t.departmentId IS NOT NULL, d.sort, t.postId IS NOT NULL, o.name, t.sort, t.id`,
    { year, day },
  );

const nextSort = (reader: Reader, year: number): number =>
  (reader.value<number | null>('SELECT max(sort) FROM yearTarget WHERE year = ?', [year]) ?? 0) + 10;

export const insertTarget = (db: Writer, draft: TargetDraft, parentId: string | null = null): string =>
  db.insert('yearTarget', { ...draft, level: targetLevelOf(draft), parentId, sort: nextSort(db, draft.year) }).id;

/**
 * Brings targets of the enterprise down to departments; one that has come down to a department stays as it stands there.
 * @returns how many were made
 */
export function cascadeTargets(db: Writer, year: number, departmentIds: readonly string[]): number {
  const above = db.all<Row<'yearTarget'>>(
    'SELECT * FROM yearTarget WHERE year = ? AND departmentId IS NULL AND postId IS NULL ORDER BY sort, id',
    [year],
  );
  let made = 0;
  for (const departmentId of departmentIds)
    for (const { id, kind, name, value, criteria } of above) {
      const isThere = db.value('SELECT 1 FROM yearTarget WHERE parentId = ? AND departmentId = ? AND postId IS NULL', [id, departmentId]);
      if (isThere !== undefined) continue;
      insertTarget(db, { year, departmentId, postId: null, kind: kind as TargetDraft['kind'], name, value, criteria }, id);
      made += 1;
    }
  return made;
}

/** Takes the targets of a year over into another one that has none yet. @returns how many were made */
export function copyTargets(db: Writer, from: number, to: number, today: string): number {
  const made = new Map<string, string>();
  for (const row of db.all<Row<'yearTarget'>>('SELECT * FROM yearTarget WHERE year = ? ORDER BY sort, id', [from])) {
    const isGone =
      (row.departmentId !== null && !isOpenOn(db, 'department', row.departmentId, today)) ||
      (row.postId !== null && !isOpenOn(db, 'post', row.postId, today));
    if (isGone) continue;
    const { departmentId, postId, kind, name, value, criteria } = row;
    const draft = { year: to, departmentId, postId, kind: kind as TargetDraft['kind'], name, value, criteria };
    made.set(row.id, insertTarget(db, draft, made.get(row.parentId ?? '') ?? null));
  }
  return made.size;
}

const isOpenOn = (reader: Reader, subject: 'department' | 'post', id: string, day: string): boolean =>
  reader.value(`SELECT 1 FROM "${subject}" WHERE id = @id AND (validTo IS NULL OR validTo >= @day)`, { id, day }) !== undefined;
