import { gradeRisk, missingOf, withoutNothing, type RiskDraft, type RiskSnapshot } from '../domain/risk/risk';
import { matchKey } from '../domain/risk/matchKey';
import { riskNoKey } from '../domain/risk/riskNo';
import { nextReviewOn, type Cadence } from '../domain/period';
import { levelRank, type RiskLevel, type Scale } from '../domain/risk/scale';
import type { Reader } from '../handle';
import type { NewRow, Row } from '../tables';
import type { Writer } from '../writer';
import type { RiskListRow } from './riskList';

export interface Grading {
  scale: Scale | null;
  cadence: Cadence;
}

/** Everything that is stored of a draft, derived values included. @throws RangeError when it cannot be graded */
export function riskRow(draft: RiskDraft, point: { name: string }, { scale, cadence }: Grading): NewRow<'risk'> {
  const graded = gradeRisk(draft, scale);
  if (graded === null) throw new RangeError('risk cannot be graded');
  const { l, e, level: _level, accidentTypes, directMajor, directCode, ...rest } = draft;
  const missing = missingOf(draft);
  return {
    ...rest,
    ...(draft.method === 'lec' ? { s: null } : draft.method === 'ls' ? { c: null } : { c: null, s: null }),
    l10: l === null || draft.method === 'direct' ? null : Math.round(l * 10),
    e10: e === null || draft.method !== 'lec' ? null : Math.round(e * 10),
    score100: graded.score100,
    level: graded.level,
    levelRank: levelRank(graded.level),
    scale: graded.scale,
    directMajor: directMajor ? 1 : 0,
    // A clause says nothing of a risk that is not judged directly.
    directCode: directMajor ? directCode : '',
    accidentTypes: JSON.stringify(accidentTypes),
    missing: JSON.stringify(missing),
    missingCount: missing.length,
    riskNoKey: riskNoKey(draft.riskNo),
    matchKey: matchKey(point.name, draft.step, draft.hazardSource),
    nextReviewOn: draft.assessedOn === null ? null : nextReviewOn(draft.assessedOn, cadence),
  };
}

/** A stored risk as the draft it was made from, so that a patch can be laid over it. */
export function draftOf(row: Row<'risk'>): RiskDraft {
  return {
    riskNo: row.riskNo,
    riskPointId: row.riskPointId,
    step: row.step,
    hazardSource: row.hazardSource,
    factorCode: row.factorCode,
    accidentTypes: JSON.parse(row.accidentTypes) as string[],
    consequence: row.consequence,
    method: row.method as RiskDraft['method'],
    l: row.l10 === null ? null : row.l10 / 10,
    e: row.e10 === null ? null : row.e10 / 10,
    c: row.c,
    s: row.s,
    level: row.method === 'direct' ? (row.level as RiskLevel) : null,
    keptLevel: row.keptLevel as RiskLevel | null,
    directMajor: row.directMajor === 1,
    directReason: row.directReason,
    directCode: row.directCode,
    engineering: row.engineering,
    administrative: row.administrative,
    training: row.training,
    ppe: row.ppe,
    emergency: row.emergency,
    measures: row.measures,
    proposed: row.proposed,
    monitoring: row.monitoring,
    impactScope: row.impactScope,
    leaderText: row.leaderText,
    controlLevel: row.controlLevel as RiskDraft['controlLevel'],
    departmentId: row.departmentId,
    ownerId: row.ownerId,
    ownerPostId: row.ownerPostId,
    ownerText: row.ownerText,
    phone: row.phone,
    checkCycle: row.checkCycle,
    assessedOn: row.assessedOn,
    status: row.status as RiskDraft['status'],
    remark: row.remark,
  };
}

/** Somebody looked at a risk and found it as it stands: it was assessed on that day and falls due anew. An earlier day changes nothing. */
export function assessedAgain(db: Writer, riskId: string, on: string, cadence: Cadence): void {
  const row = db.find('risk', riskId);
  if (row === undefined || (row.assessedOn !== null && row.assessedOn >= on)) return;
  const missing = (JSON.parse(row.missing) as string[]).filter((field) => field !== 'assessedOn');
  db.update('risk', riskId, {
    assessedOn: on,
    nextReviewOn: nextReviewOn(on, cadence),
    missing: JSON.stringify(missing),
    missingCount: missing.length,
  });
}

/** Next value of a running number; kept as a row, so that undo takes it back with the record. */
export const nextCount = (db: Writer, subject: string, scope = ''): number => takeCounts(db, subject, scope, 1);

/** Number of the next round of a period: PG-2026Q4-01. */
export const nextRoundNo = (db: Writer, period: string): string =>
  `PG-${period}-${String(nextCount(db, 'round', period)).padStart(2, '0')}`;

/** Reserves `count` running numbers and returns the first of them. */
export function takeCounts(db: Writer, subject: string, scope: string, count: number): number {
  const row = db.get<{ id: string; last: number }>('SELECT id, last FROM counter WHERE subject = ? AND scope = ?', [subject, scope]);
  if (count === 0) return (row?.last ?? 0) + 1;
  if (row === undefined) db.insert('counter', { subject, scope, last: count });
  else db.update('counter', row.id, { last: row.last + count });
  return (row?.last ?? 0) + 1;
}

/** Point of that name (exact) or a new one. */
export function pointNamed(db: Writer, point: { name: string; kind: string; location: string; departmentId: string | null }): string {
  const known = db.value<string>('SELECT id FROM riskPoint WHERE name = ? LIMIT 1', [point.name]);
  return known ?? db.insert('riskPoint', { ...point, no: `FXD-${String(nextCount(db, 'riskPoint')).padStart(3, '0')}` }).id;
}

/** Frozen state with names instead of ids. */
export function snapshotOf(row: RiskListRow): RiskSnapshot {
  const {
    id: _id,
    revision: _revision,
    riskPointId: _point,
    departmentId: _department,
    ownerId: _owner,
    ownerPostId: _post,
    updatedAt: _at,
    keptLevel: _kept,
    directCode: _code,
    inherentLevel,
    ...rest
  } = row;
  return withoutNothing({ ...rest, ...(inherentLevel !== null && { inherentLevel }) });
}

export interface RiskPointRow {
  id: string;
  revision: number;
  no: string;
  name: string;
  kind: string;
  location: string;
  departmentId: string | null;
  remark: string;
  risks: number;
  major: number;
  considerable: number;
  general: number;
  low: number;
  topRank: number | null;
}

/** Risk points with the highest level of their risks in force (V08). */
/** That a point `p` is of the departments of @scope, or has risks of theirs; JSON `null` for all points. */
export const pointWithinSql = `(@scope = 'null' OR p.departmentId IN (SELECT value FROM json_each(@scope))
  OR p.id IN (SELECT riskPointId FROM risk WHERE departmentId IN (SELECT value FROM json_each(@scope))))`;

export function listRiskPoints(
  reader: Reader,
  { offset, limit, text = '' }: { offset: number; limit: number; text?: string | undefined },
  scope: readonly string[] | null = null,
): { rows: RiskPointRow[]; total: number } {
  const params = { like: `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`, scope: JSON.stringify(scope) };
  const where = `(p.name LIKE @like ESCAPE '\\' OR p.no LIKE @like ESCAPE '\\' OR p.location LIKE @like ESCAPE '\\') AND ${pointWithinSql}`;
  const counted = (rank: number) =>
    `(SELECT count(*) FROM risk r WHERE r.riskPointId = p.id AND r.status <> 'retired' AND r.levelRank = ${rank})`;
  return {
    rows: reader.all<RiskPointRow>(
      `SELECT p.id, p.revision, p.no, p.name, p.kind, p.location, p.departmentId, p.remark,
          (SELECT count(*) FROM risk r WHERE r.riskPointId = p.id AND r.status <> 'retired') AS risks,
          ${counted(1)} AS major, ${counted(2)} AS considerable, ${counted(3)} AS general, ${counted(4)} AS low,
          (SELECT min(r.levelRank) FROM risk r WHERE r.riskPointId = p.id AND r.status <> 'retired') AS topRank
        FROM riskPoint p WHERE ${where} ORDER BY p.name LIMIT @limit OFFSET @offset`,
      { ...params, limit, offset },
    ),
    total: reader.value<number>(`SELECT count(*) FROM riskPoint p WHERE ${where}`, params) ?? 0,
  };
}
