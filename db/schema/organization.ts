import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { departmentKinds, employments } from '../domain/organization/organization';
import { flag, plain, rowColumns } from './columns';
import { oneOf } from './oneOf';

/** A department, workshop or team. Exists from `validFrom` (included) to `validTo` (included; NULL = still). */
export const department = sqliteTable(
  'department',
  {
    ...rowColumns(),
    parentId: text('parentId').references((): AnySQLiteColumn => department.id),
    kind: text('kind').notNull(),
    /** Order in every list; unique, so that sorting by department is stable. */
    sort: integer('sort').notNull().unique(),
    validFrom: text('validFrom').notNull(),
    validTo: text('validTo'),
    /** The department that took over its work when it ended, as after two workshops were merged. */
    successorId: text('successorId').references((): AnySQLiteColumn => department.id),
  },
  (t) => [
    check('departmentKind', oneOf('kind', departmentKinds)),
    index('departmentParent').on(t.parentId),
    index('departmentSuccessor').on(t.successorId),
  ],
);

/** Names of a department over time: a paper of March keeps the name of March. */
export const departmentName = sqliteTable(
  'departmentName',
  {
    ...rowColumns(),
    departmentId: text('departmentId')
      .notNull()
      .references(() => department.id),
    name: text('name').notNull(),
    validFrom: text('validFrom').notNull(),
    validTo: text('validTo'),
  },
  (t) => [index('departmentNameDepartment').on(t.departmentId, t.validFrom), index('departmentNameName').on(t.name)],
);

export const post = sqliteTable(
  'post',
  {
    ...rowColumns(),
    departmentId: text('departmentId').references(() => department.id),
    name: text('name').notNull(),
    isSpecialOperation: flag('isSpecialOperation'),
    isLeader: flag('isLeader'),
    /** 岗位层级, a word of `postLevels`; empty while nobody has said. */
    level: plain('level'),
    /** 接触职业病危害因素. */
    isHazardExposed: flag('isHazardExposed'),
    validFrom: text('validFrom').notNull(),
    validTo: text('validTo'),
  },
  (t) => [index('postDepartment').on(t.departmentId), index('postName').on(t.name)],
);

export const person = sqliteTable(
  'person',
  {
    ...rowColumns(),
    name: text('name').notNull(),
    /** 工号. */
    employeeNo: plain('employeeNo'),
    sex: plain('sex'),
    idNumber: plain('idNumber'),
    phone: plain('phone'),
    education: plain('education'),
    employment: text('employment').notNull().default('formal'),
    /** 公司领导层 (V06). */
    isLeader: flag('isLeader'),
    enteredOn: text('enteredOn'),
    leftOn: text('leftOn'),
    /** Somebody has said that this is not the other person of the same name. */
    isNamesake: flag('isNamesake'),
    remark: plain('remark'),
  },
  (t) => [
    check('personEmployment', oneOf('employment', employments)),
    index('personName').on(t.name),
    index('personIdNumber').on(t.idNumber),
  ],
);

/** Where a person works, over time. At most one open row a person. */
export const assignment = sqliteTable(
  'assignment',
  {
    ...rowColumns(),
    personId: text('personId')
      .notNull()
      .references(() => person.id),
    departmentId: text('departmentId').references(() => department.id),
    postId: text('postId').references(() => post.id),
    /** 用工形式 and 用人单位 (派遣单位, 承包单位) at the time; empty for those of the person, and for the enterprise itself. */
    employment: plain('employment'),
    employer: plain('employer'),
    validFrom: text('validFrom').notNull(),
    validTo: text('validTo'),
  },
  (t) => [
    index('assignmentPerson').on(t.personId, t.validFrom),
    index('assignmentDepartment').on(t.departmentId),
    index('assignmentPost').on(t.postId),
    check('assignmentOrder', sql`"validTo" IS NULL OR "validTo" >= "validFrom"`),
  ],
);
