import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { controlLevels, riskPointKinds, riskStatuses } from '../domain/risk/risk';
import { riskLevels, riskMethods } from '../domain/risk/scale';
import { flag, json, plain, rowColumns } from './columns';
import { zone } from './floorPlan';
import { department, person, post } from './organization';
import { oneOf } from './oneOf';

/** 风险点 (handbook 3.2.1). Its level is the highest of its risks and is never stored (V08). */
export const riskPoint = sqliteTable(
  'riskPoint',
  {
    ...rowColumns(),
    no: plain('no'),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    location: plain('location'),
    departmentId: text('departmentId').references(() => department.id),
    remark: plain('remark'),
    /** Where it lies on a floor plan. */
    zoneId: text('zoneId').references(() => zone.id),
  },
  (t) => [
    check('riskPointKind', oneOf('kind', riskPointKinds)),
    index('riskPointName').on(t.name),
    index('riskPointDepartment').on(t.departmentId),
    index('riskPointZone').on(t.zoneId),
  ],
);

/** 安全风险分级管控清单, the core register (handbook 3.2.6). Factors l and e are stored times ten, the score times hundred. */
export const risk = sqliteTable(
  'risk',
  {
    ...rowColumns(),
    id: text('id').notNull().unique(),
    /** SQLite's own key of the row, never shown and never given again: the search index speaks of it (search.ts). */
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    riskNo: text('riskNo').notNull(),
    /** `riskNo` with each run of digits led by its length, so that R-2 sorts before R-10. */
    riskNoKey: text('riskNoKey').notNull(),
    riskPointId: text('riskPointId')
      .notNull()
      .references(() => riskPoint.id),
    /** Normalised point + step + hazard source, by which a re-import finds it. */
    matchKey: text('matchKey').notNull(),
    step: plain('step'),
    hazardSource: text('hazardSource').notNull(),
    factorCode: plain('factorCode'),
    accidentTypes: json<string[]>('accidentTypes', '[]'),
    consequence: plain('consequence'),
    method: text('method').notNull(),
    l10: integer('l10'),
    e10: integer('e10'),
    c: integer('c'),
    s: integer('s'),
    score100: integer('score100'),
    /** 1 重大 … 4 低: the order of every list; the word follows from it. */
    levelRank: integer('levelRank').notNull(),
    level: text('level').notNull(),
    scale: text('scale'),
    keptLevel: text('keptLevel'),
    directMajor: flag('directMajor'),
    directReason: plain('directReason'),
    engineering: plain('engineering'),
    administrative: plain('administrative'),
    training: plain('training'),
    ppe: plain('ppe'),
    emergency: plain('emergency'),
    measures: plain('measures'),
    controlLevel: text('controlLevel'),
    departmentId: text('departmentId').references(() => department.id),
    ownerId: text('ownerId').references(() => person.id),
    ownerPostId: text('ownerPostId').references(() => post.id),
    ownerText: plain('ownerText'),
    phone: plain('phone'),
    checkCycle: plain('checkCycle'),
    assessedOn: text('assessedOn'),
    nextReviewOn: text('nextReviewOn'),
    status: text('status').notNull().default('active'),
    /** Names of fields that are 待补, JSON array; `missingCount` is its length. */
    missing: json<string[]>('missing', '[]'),
    missingCount: integer('missingCount').notNull().default(0),
    remark: plain('remark'),
    importId: text('importId'),
    /** Clause of the chosen catalogue by which it was judged directly, e.g. `direct-general@1/a`; empty for none. */
    directCode: plain('directCode'),
    /** 建议新增措施 */
    proposed: plain('proposed'),
    /** 监测预警方式, 影响范围 and 责任领导 of a 重大风险 (handbook 3.2.7). */
    monitoring: plain('monitoring'),
    impactScope: plain('impactScope'),
    // Not written: 责任领导 is what stands in `leaderText`, a name or a post as the authority is told it. Papers look up whom it names on their own
    // day (title and telephone are dated), and a frozen round must not depend on a row of today. The column goes with the next rebuild of the table.
    leaderId: text('leaderId').references(() => person.id),
    leaderText: plain('leaderText'),
  },
  (t) => [
    uniqueIndex('riskRiskNo').on(t.riskNo),
    index('riskSortNo').on(t.riskNoKey),
    index('riskSortLevel').on(t.levelRank, sql`"score100" DESC`, t.riskNoKey),
    index('riskSortScore').on(t.score100, t.riskNoKey),
    index('riskSortPoint').on(t.riskPointId, t.riskNoKey),
    index('riskSortDepartment').on(t.departmentId, t.riskNoKey),
    index('riskSortAssessed').on(t.assessedOn, t.riskNoKey),
    index('riskSortReview').on(t.nextReviewOn, t.riskNoKey),
    index('riskSortUpdated').on(t.updatedAt, t.riskNoKey),
    index('riskSortOwner').on(t.ownerText, t.riskNoKey),
    index('riskSortMissing').on(t.missingCount, t.riskNoKey),
    // Everything that the counts of the filter bar look at, so that they never touch the rows.
    index('riskFacets').on(t.status, t.level, t.method, t.controlLevel, t.departmentId, t.missingCount, t.nextReviewOn),
    index('riskOwnerPerson').on(t.ownerId),
    index('riskOwnerPost').on(t.ownerPostId),
    index('riskLeader')
      .on(t.leaderId)
      .where(sql`"leaderId" IS NOT NULL`),
    index('riskMatchKey').on(t.matchKey),
    index('riskStatus').on(t.status),
    index('riskImport').on(t.importId),
    check('riskMethodWord', oneOf('method', riskMethods)),
    check('riskLevelWord', oneOf('level', riskLevels)),
    check('riskKeptLevelWord', oneOf('keptLevel', riskLevels)),
    check('riskControlLevelWord', oneOf('controlLevel', controlLevels)),
    check('riskStatusWord', oneOf('status', riskStatuses)),
    check(
      'riskLevelRank',
      sql.raw(`"levelRank" = CASE "level" WHEN 'major' THEN 1 WHEN 'considerable' THEN 2 WHEN 'general' THEN 3 ELSE 4 END`),
    ),
    check('riskDirectMajor', sql.raw(`"directMajor" = 0 OR "level" = 'major'`)),
    check('riskLecScore', sql.raw(`"method" <> 'lec' OR "score100" = "l10" * "e10" * "c"`)),
    check('riskLsScore', sql.raw(`"method" <> 'ls' OR "score100" = "l10" * "s" * 10`)),
  ],
);

/** Every change of a risk's level, with who assessed, who reviewed and why (V16). Never updated. */
export const levelChange = sqliteTable(
  'levelChange',
  {
    ...rowColumns(),
    riskId: text('riskId')
      .notNull()
      .references(() => risk.id),
    roundId: text('roundId'),
    fromLevel: text('fromLevel').notNull(),
    toLevel: text('toLevel').notNull(),
    reason: plain('reason'),
    assessor: plain('assessor'),
    reviewer: plain('reviewer'),
    changedOn: text('changedOn').notNull(),
  },
  (t) => [index('levelChangeRisk').on(t.riskId), index('levelChangeRound').on(t.roundId)],
);
