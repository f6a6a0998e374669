import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { appraisalGrades, appraisalKinds, appraisalOutcomes } from '../domain/responsibility/appraisal';
import { flag, json, plain, rowColumns } from './columns';
import { oneOf } from './oneOf';
import { department, person, post } from './organization';
import { responsibility, responsibilityDuty } from './responsibility';

/** 责任制考核 of one period. Scores are integer tenths. */
export const appraisalPeriod = sqliteTable(
  'appraisalPeriod',
  {
    ...rowColumns(),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    /** e.g. 2026Q4, 2026. */
    period: text('period').notNull(),
    fromOn: text('fromOn').notNull(),
    toOn: text('toOn').notNull(),
    /** 安全履职评价 of leaders (GB/T 33000-2025 4.2) and nobody else. */
    isOfLeaders: flag('isOfLeaders'),
    /** Least share of the full score for each grade, in tenths of a percent. */
    excellentFrom: integer('excellentFrom').notNull().default(900),
    qualifiedFrom: integer('qualifiedFrom').notNull().default(700),
    closedOn: text('closedOn'),
    remark: plain('remark'),
  },
  (t) => [check('appraisalPeriodKind', oneOf('kind', appraisalKinds)), index('appraisalPeriodPeriod').on(t.period)],
);

/** 责任制考核表 of one person in one period (handbook 3.1, ResponsibilityAssessment), with the names of that time. */
export const appraisal = sqliteTable(
  'appraisal',
  {
    ...rowColumns(),
    periodId: text('periodId')
      .notNull()
      .references(() => appraisalPeriod.id),
    personId: text('personId')
      .notNull()
      .references(() => person.id),
    departmentId: text('departmentId').references(() => department.id),
    postId: text('postId').references(() => post.id),
    responsibilityId: text('responsibilityId').references(() => responsibility.id),
    personName: text('personName').notNull(),
    department: plain('department'),
    title: plain('title'),
    selfOn: text('selfOn'),
    assessedOn: text('assessedOn'),
    assessorId: text('assessorId').references(() => person.id),
    assessor: plain('assessor'),
    /** Sums of the items, and the grade that follows; NULL until assessed. */
    full10: integer('full10').notNull().default(0),
    self10: integer('self10'),
    check10: integer('check10'),
    grade: text('grade'),
    outcome: plain('outcome'),
    outcomeNote: plain('outcomeNote'),
    rectification: plain('rectification'),
    signedOn: text('signedOn'),
    remark: plain('remark'),
  },
  (t) => [
    check('appraisalGrade', oneOf('grade', appraisalGrades)),
    check('appraisalOutcome', oneOf('outcome', ['', ...appraisalOutcomes])),
    index('appraisalPeriodList').on(t.periodId, t.departmentId),
    index('appraisalPerson').on(t.personId),
    index('appraisalDepartment').on(t.departmentId),
    index('appraisalPost').on(t.postId),
    index('appraisalResponsibility').on(t.responsibilityId),
    index('appraisalAssessor').on(t.assessorId),
  ],
);

/** One duty assessed: self score and check score side by side, in tenths; NULL until given. */
export const appraisalItem = sqliteTable(
  'appraisalItem',
  {
    ...rowColumns(),
    appraisalId: text('appraisalId')
      .notNull()
      .references(() => appraisal.id),
    dutyId: text('dutyId').references(() => responsibilityDuty.id),
    sort: integer('sort').notNull(),
    text: text('text').notNull(),
    criteria: plain('criteria'),
    standard10: integer('standard10').notNull(),
    self10: integer('self10'),
    /** 自评说明. */
    selfNote: plain('selfNote'),
    check10: integer('check10'),
    /** 扣分原因. */
    reason: plain('reason'),
    /** What other registers say, as found when it was assessed: [{ subject, subjectId, on, text }]. */
    found: json<unknown[]>('found', '[]'),
  },
  (t) => [index('appraisalItemList').on(t.appraisalId, t.sort), index('appraisalItemDuty').on(t.dutyId)],
);
