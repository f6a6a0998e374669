import { ownName } from '../domain/difference';
import type { Reader } from '../handle';
import { serialOf, subjectTables, type Subject } from '../tables';
import type { Writer } from '../writer';
import { imageOf } from './history';

/** Records that people remove; what belongs to one of them goes and comes with it. */
const kept = [
  'risk',
  'riskPoint',
  'activity',
  'equipment',
  'workplace',
  'noticeCard',
  'floorPlan',
  'zone',
  'attachment',
  'round',
  'publication',
  'submission',
  'authorityForm',
  'handoverProfile',
  'responsibility',
] as const satisfies readonly Subject[];
/** Commands whose removed rows live on in what took their place. */
const replacing = ['riskPoint.merge', 'department.merge', 'authority.merge', 'map.applyImage', 'submission.record'];
/** Columns that name the record to which another belongs. */
const parents = [
  'riskId',
  'riskPointId',
  'roundId',
  'subjectId',
  'floorPlanId',
  'submissionId',
  'authorityId',
  'responsibilityId',
] as const;

/** A removed record that can come back: the row of the audit that removed it. */
export interface RemovedRecord {
  seq: number;
  at: number;
  actor: string;
  command: string;
  subject: Subject;
  subjectId: string;
  name: string;
}

type RemovedLine = Omit<RemovedRecord, 'name'> & { before: string };
/** The last removal by a command of its own, of a record that is gone now: what an undo takes away again is here once more, what it un-makes is not. */
const removedSql = `SELECT a.seq, a.at, a.actor, a.command, a.subject, a.subjectId, p.before
  FROM audit a JOIN auditPayload p ON p.seq = a.seq
  WHERE a.afterDigest = '' AND a.undoes IS NULL AND p.before IS NOT NULL
    AND a.subject IN (${kept.map((subject) => `'${subject}'`).join(', ')}) AND a.command NOT IN (${replacing.map((name) => `'${name}'`).join(', ')})
    AND (SELECT l.afterDigest FROM audit l WHERE l.subjectId = a.subjectId ORDER BY l.seq DESC LIMIT 1) = ''
    AND NOT EXISTS (SELECT 1 FROM audit l WHERE l.subjectId = a.subjectId AND l.seq > a.seq AND l.afterDigest = '' AND l.undoes IS NULL)
    AND NOT EXISTS (SELECT 1 FROM audit q WHERE q.subjectId IN (${parents.map((name) => `json_extract(p.before, '$.${name}')`).join(', ')})
      AND +q.step = a.step AND +q.afterDigest = '')`;

/** Removed records newest first, before a seq; those of one subject when it is stated. */
export const listRemoved = (reader: Reader, before: number, limit: number, subject?: Subject): RemovedRecord[] =>
  reader
    .all<RemovedLine>(
      `${removedSql} AND a.seq < ? ${subject === undefined ? '' : `AND a.subject = '${subject}'`} ORDER BY a.seq DESC LIMIT ?`,
      [before, limit],
    )
    .map(({ before: image, ...line }) => ({ ...line, name: ownName(imageOf(image)!) }));

export const binSubjects: readonly Subject[] = kept;

/** Why a record does not come back. */
export class CannotRestore extends Error {
  constructor(
    /** `taken` its number or name is another's by now; `parent` the record that it belongs to is gone; `gone` it is not in the bin. */
    readonly why: 'taken' | 'parent' | 'gone',
    readonly subject: string,
    readonly recordName: string,
  ) {
    super(`${subject} ${recordName}: ${why}`);
  }
}

export interface RestoredRecord {
  subject: Subject;
  id: string;
  name: string;
  /** Columns that pointed to what is gone and are empty now. */
  emptied: string[];
}

/** Brings a removed record back with what was removed with it. @throws CannotRestore */
export function restoreRemoved(db: Writer, seq: number): RestoredRecord {
  const root = db.get<RemovedLine>(`${removedSql} AND a.seq = ?`, [seq]);
  if (!root) throw new CannotRestore('gone', 'other', '');
  const name = ownName(imageOf(root.before)!);
  const emptied = bringBack(db, root, name, true);
  const back = new Set([root.subjectId]);
  // What belongs to it was removed before it, the innermost first.
  const others = db.all<RemovedLine>(
    `SELECT a.seq, a.subject, a.subjectId, p.before FROM audit a JOIN auditPayload p ON p.seq = a.seq
     WHERE a.step = (SELECT step FROM audit WHERE seq = @seq) AND a.afterDigest = '' AND a.seq < @seq AND p.before IS NOT NULL ORDER BY a.seq DESC`,
    { seq },
  );
  for (const line of others) {
    const image = JSON.parse(line.before) as Record<string, unknown>;
    if (!Object.entries(image).some(([column, value]) => column.endsWith('Id') && back.has(value as string))) continue;
    back.add(line.subjectId);
    bringBack(db, line, name, false);
  }
  return { subject: root.subject, id: root.subjectId, name, emptied };
}

function bringBack(db: Writer, { subject, subjectId, before }: RemovedLine, name: string, isRoot: boolean): string[] {
  const image = JSON.parse(before) as Record<string, string | number | null>;
  const emptied: string[] = [];
  for (const { column, table, isNeeded } of references(db, subject)) {
    const to = image[column];
    if (to === null || to === undefined || db.value(`SELECT 1 FROM "${table}" WHERE id = ?`, [to]) !== undefined) continue;
    if (isNeeded) throw new CannotRestore('parent', table, name);
    image[column] = null;
    if (isRoot) emptied.push(column);
  }
  // An attachment names its record by subject and id.
  if (
    subject === 'attachment' &&
    db.value(`SELECT 1 FROM "${String(image['subject'])}" WHERE id = ?`, [image['subjectId'] ?? null]) === undefined
  )
    throw new CannotRestore('parent', String(image['subject']), name);
  const serial = serialOf(subjectTables[subject]);
  if (serial !== undefined && db.value(`SELECT 1 FROM "${subject}" WHERE "${serial}" = ?`, [image[serial] ?? null]) !== undefined)
    image[serial] = db.value<number>(`SELECT max("${serial}") + 1 FROM "${subject}"`)!;
  try {
    db.restore(subject, subjectId, JSON.stringify(image), null);
  } catch (cause) {
    if ((cause as { code?: string }).code === 'SQLITE_CONSTRAINT_UNIQUE') throw new CannotRestore('taken', subject, name);
    throw cause;
  }
  return emptied;
}

/** Columns of a table that name rows of others. */
const references = (reader: Reader, subject: Subject): { column: string; table: string; isNeeded: number }[] =>
  reader.all(
    `SELECT f."from" AS "column", f."table", c."notnull" AS isNeeded FROM pragma_foreign_key_list('${subject}') f
     JOIN pragma_table_info('${subject}') c ON c.name = f."from"`,
  );
