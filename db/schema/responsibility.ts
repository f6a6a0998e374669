import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { appointmentRoles } from '../domain/organization/appointment';
import {
  acknowledgementWays,
  letterStates,
  postLevels,
  responsibilityStatuses,
  targetKinds,
  targetLevels,
} from '../domain/responsibility/responsibility';
import { json, plain, rowColumns } from './columns';
import { oneOf } from './oneOf';
import { department, person, post } from './organization';

/** 岗位安全生产责任清单 (handbook 3.1), one version of it: of a post, or of a fixed role that is no post. An approved version is never changed. */
export const responsibility = sqliteTable(
  'responsibility',
  {
    ...rowColumns(),
    /** Exactly one of both. */
    postId: text('postId').references(() => post.id),
    role: text('role'),
    /** Department of the post at the time; NULL for the enterprise. */
    departmentId: text('departmentId').references(() => department.id),
    /** As papers name it: the post or role when the version was written. */
    title: text('title').notNull(),
    level: plain('level'),
    version: integer('version').notNull().default(1),
    previousId: text('previousId').references((): AnySQLiteColumn => responsibility.id),
    status: text('status').notNull().default('draft'),
    /** 责任范围. */
    scope: plain('scope'),
    /** 考核标准 of the whole; each duty may have its own. */
    criteria: plain('criteria'),
    /** Post of the library that it was taken from, and the edition of the library, e.g. `duty-library@1`. */
    libraryPost: plain('libraryPost'),
    libraryEdition: plain('libraryEdition'),
    preparedBy: plain('preparedBy'),
    reviewedBy: plain('reviewedBy'),
    approvedBy: plain('approvedBy'),
    approvedOn: text('approvedOn'),
    /** In force, both included; NULL until approved, and while it is. */
    validFrom: text('validFrom'),
    validTo: text('validTo'),
    publishedFrom: text('publishedFrom'),
    publishedTo: text('publishedTo'),
    publishedPlace: plain('publishedPlace'),
    remark: plain('remark'),
  },
  (t) => [
    check('responsibilityOfOne', sql`("postId" IS NULL) <> ("role" IS NULL)`),
    check('responsibilityRole', oneOf('role', appointmentRoles)),
    check('responsibilityStatus', oneOf('status', responsibilityStatuses)),
    check('responsibilityLevel', oneOf('level', ['', ...postLevels])),
    index('responsibilityPost').on(t.postId, t.version),
    index('responsibilityDepartment').on(t.departmentId),
    index('responsibilityPrevious').on(t.previousId),
  ],
);

/** One duty of a list. */
export const responsibilityDuty = sqliteTable(
  'responsibilityDuty',
  {
    ...rowColumns(),
    responsibilityId: text('responsibilityId')
      .notNull()
      .references(() => responsibility.id),
    sort: integer('sort').notNull(),
    /** 职责条目. */
    text: text('text').notNull(),
    /** 履职频次, in words. */
    frequency: plain('frequency'),
    /** 履职记录要求. */
    evidence: plain('evidence'),
    /** 考核标准, measurable. */
    criteria: plain('criteria'),
    /** 标准分 in tenths; NULL for what is not assessed. */
    standard10: integer('standard10'),
    legalBasis: plain('legalBasis'),
    /** Duty of the library that it comes from; empty for one of the enterprise itself. */
    libraryDuty: plain('libraryDuty'),
    /** The library's words when it was taken over: what a later edition is merged against. */
    base: json<Record<string, string>>('base', '{}'),
  },
  (t) => [index('responsibilityDutyList').on(t.responsibilityId, t.sort)],
);

/** A person has taken note of a version of the list. */
export const acknowledgement = sqliteTable(
  'acknowledgement',
  {
    ...rowColumns(),
    responsibilityId: text('responsibilityId')
      .notNull()
      .references(() => responsibility.id),
    personId: text('personId')
      .notNull()
      .references(() => person.id),
    on: text('on').notNull(),
    way: text('way').notNull(),
    remark: plain('remark'),
  },
  (t) => [
    check('acknowledgementWay', oneOf('way', acknowledgementWays)),
    index('acknowledgementList').on(t.responsibilityId),
    index('acknowledgementPerson').on(t.personId),
  ],
);

/** 年度安全生产目标指标; one of a department or post comes down from that of the level above. */
export const yearTarget = sqliteTable(
  'yearTarget',
  {
    ...rowColumns(),
    year: integer('year').notNull(),
    level: text('level').notNull(),
    departmentId: text('departmentId').references(() => department.id),
    postId: text('postId').references(() => post.id),
    parentId: text('parentId').references((): AnySQLiteColumn => yearTarget.id),
    sort: integer('sort').notNull(),
    kind: text('kind').notNull().default('result'),
    name: text('name').notNull(),
    /** The figure or words to be reached, with its unit: 0 起, ≥95%. */
    value: plain('value'),
    criteria: plain('criteria'),
  },
  (t) => [
    check('yearTargetLevel', oneOf('level', targetLevels)),
    check('yearTargetKind', oneOf('kind', targetKinds)),
    index('yearTargetYear').on(t.year, t.sort),
    index('yearTargetDepartment').on(t.departmentId),
    index('yearTargetPost').on(t.postId),
    index('yearTargetParent').on(t.parentId),
  ],
);

/** One run of 安全生产责任书: who issues them, for which year, in which words. */
export const letterBatch = sqliteTable(
  'letterBatch',
  {
    ...rowColumns(),
    year: integer('year').notNull(),
    name: text('name').notNull(),
    /** 甲方签发人 as printed. */
    issuerId: text('issuerId').references(() => person.id),
    issuerName: plain('issuerName'),
    issuerTitle: plain('issuerTitle'),
    issuedOn: text('issuedOn').notNull(),
    validFrom: text('validFrom').notNull(),
    validTo: text('validTo').notNull(),
    /** 考核与奖惩. */
    rewards: plain('rewards'),
    remark: plain('remark'),
  },
  (t) => [index('letterBatchYear').on(t.year), index('letterBatchIssuer').on(t.issuerId)],
);

/** What the letters of one post say, frozen when they were made: targets and duties as JSON. */
export const letterContent = sqliteTable(
  'letterContent',
  {
    ...rowColumns(),
    batchId: text('batchId')
      .notNull()
      .references(() => letterBatch.id),
    responsibilityId: text('responsibilityId').references(() => responsibility.id),
    departmentId: text('departmentId').references(() => department.id),
    /** Names of that day. */
    department: plain('department'),
    title: text('title').notNull(),
    content: json<Record<string, unknown>>('content', '{}'),
  },
  (t) => [
    index('letterContentBatch').on(t.batchId),
    index('letterContentResponsibility').on(t.responsibilityId),
    index('letterContentDepartment').on(t.departmentId),
  ],
);

/** 安全生产责任书 of one person. */
export const letter = sqliteTable(
  'letter',
  {
    ...rowColumns(),
    batchId: text('batchId')
      .notNull()
      .references(() => letterBatch.id),
    contentId: text('contentId')
      .notNull()
      .references(() => letterContent.id),
    number: text('number').notNull().unique(),
    personId: text('personId')
      .notNull()
      .references(() => person.id),
    departmentId: text('departmentId').references(() => department.id),
    /** 乙方 as printed. */
    personName: text('personName').notNull(),
    state: text('state').notNull().default('printed'),
    sentOn: text('sentOn'),
    signedOn: text('signedOn'),
    voidedOn: text('voidedOn'),
    reason: plain('reason'),
    /** The letter that it renews. */
    previousId: text('previousId').references((): AnySQLiteColumn => letter.id),
  },
  (t) => [
    check('letterState', oneOf('state', letterStates)),
    index('letterBatchList').on(t.batchId, t.number),
    index('letterContentList').on(t.contentId),
    index('letterPerson').on(t.personId),
    index('letterDepartment').on(t.departmentId),
    index('letterPrevious').on(t.previousId),
  ],
);
