import { gradeOther, type OtherAssessment } from '../domain/risk/assessmentOther';
import type { RiskLevel, RiskMethod, Scale } from '../domain/risk/scale';
import type { Reader } from '../handle';
import type { NewRow, Row } from '../tables';
import type { Writer } from '../writer';

const rowsOf = (reader: Reader, riskId: string): Row<'assessment'>[] =>
  reader.all<Row<'assessment'>>('SELECT * FROM assessment WHERE riskId = ? ORDER BY role, recipient', [riskId]);

/** The assessments without measures of all risks. */
export const inherentRows = (reader: Reader): Row<'assessment'>[] =>
  reader.all<Row<'assessment'>>(`SELECT * FROM assessment WHERE role = 'inherent'`);

export interface OtherGraded extends OtherAssessment {
  graded: { level: RiskLevel; score100: number | null };
}

/** Assessments of a risk beside its main one, the inherent one first. */
export const otherAssessments = (reader: Reader, riskId: string): OtherGraded[] =>
  rowsOf(reader, riskId).map((row) => ({
    role: row.role as OtherAssessment['role'],
    recipient: row.recipient,
    method: row.method as RiskMethod,
    l: row.l10 === null ? null : row.l10 / 10,
    e: row.e10 === null ? null : row.e10 / 10,
    c: row.c,
    s: row.s,
    level: row.method === 'direct' ? (row.level as OtherAssessment['level']) : null,
    directReason: row.directReason,
    assessedOn: row.assessedOn,
    scale: row.scale,
    graded: { level: row.level as RiskLevel, score100: row.score100 },
  }));

/**
 * Makes the assessments beside the main one those that are stated.
 * @returns whether anything changed
 */
export function writeAssessments(
  db: Writer,
  riskId: string,
  stated: readonly OtherAssessment[],
  scaleOf: (assessment: OtherAssessment) => Scale | null,
): boolean {
  const before = rowsOf(db, riskId);
  const isSame = (row: Row<'assessment'>, { role, recipient }: OtherAssessment) => row.role === role && row.recipient === recipient;
  const gone = before.filter((row) => !stated.some((assessment) => isSame(row, assessment)));
  for (const { id } of gone) db.remove('assessment', id);
  let changed = gone.length > 0;
  for (const assessment of stated) {
    const stored = before.find((row) => isSame(row, assessment));
    if (writeOne(db, stored, rowOf(riskId, assessment, scaleOf(assessment)))) changed = true;
  }
  return changed;
}

/** Makes one assessment beside the main one what is stated and leaves the others. @returns whether anything changed */
export function writeAssessment(db: Writer, riskId: string, stated: OtherAssessment, scale: Scale | null): boolean {
  const { role, recipient } = stated;
  const stored = db.get<Row<'assessment'>>('SELECT * FROM assessment WHERE riskId = ? AND role = ? AND recipient = ?', [
    riskId,
    role,
    recipient,
  ]);
  return writeOne(db, stored, rowOf(riskId, stated, scale));
}

function writeOne(db: Writer, stored: Row<'assessment'> | undefined, row: NewRow<'assessment'>): boolean {
  if (stored !== undefined) return db.update('assessment', stored.id, row).revision !== stored.revision;
  db.insert('assessment', row);
  return true;
}

function rowOf(riskId: string, { role, recipient, ...stated }: OtherAssessment, scale: Scale | null): NewRow<'assessment'> {
  const graded = gradeOther({ role, recipient, ...stated }, scale);
  if (graded === null) throw new RangeError('assessment cannot be graded');
  const { method, l, e, c, s } = stated;
  return {
    riskId,
    role,
    recipient,
    method,
    l10: l === null || method === 'direct' ? null : Math.round(l * 10),
    e10: e === null || method !== 'lec' ? null : Math.round(e * 10),
    c: method === 'lec' ? c : null,
    s: method === 'ls' ? s : null,
    score100: graded.score100,
    level: graded.level,
    scale: graded.scale,
    directReason: method === 'direct' ? stated.directReason : '',
    assessedOn: stated.assessedOn,
  };
}
