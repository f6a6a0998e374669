import { check, index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { appointmentRoles, safetyBodyKinds } from '../domain/organization/appointment';
import { flag, plain, rowColumns } from './columns';
import { oneOf } from './oneOf';
import { department, person } from './organization';

/** 任职: a fixed role that a person holds from `validFrom` to `validTo` (both included; NULL = still). */
export const appointment = sqliteTable(
  'appointment',
  {
    ...rowColumns(),
    personId: text('personId')
      .notNull()
      .references(() => person.id),
    role: text('role').notNull(),
    /** The department headed, or where an officer works; NULL for the enterprise. */
    departmentId: text('departmentId').references(() => department.id),
    /** 职务 as papers print it, e.g. 生产副总经理; empty for that of the post. */
    title: plain('title'),
    /** 分管范围. */
    scope: plain('scope'),
    /** 任命文件. */
    documentNumber: plain('documentNumber'),
    /** 资格证书: kind, number, last day. */
    certificate: plain('certificate'),
    certificateNumber: plain('certificateNumber'),
    certificateTo: text('certificateTo'),
    /** Days on which the authority was told of taking up and of leaving the office (F37). */
    notifiedOn: text('notifiedOn'),
    endNotifiedOn: text('endNotifiedOn'),
    validFrom: text('validFrom').notNull(),
    validTo: text('validTo'),
    remark: plain('remark'),
  },
  (t) => [
    check('appointmentRole', oneOf('role', appointmentRoles)),
    index('appointmentPerson').on(t.personId, t.validFrom),
    index('appointmentOffice').on(t.role, t.validFrom),
    index('appointmentDepartment').on(t.departmentId),
  ],
);

/** 安全生产管理机构, 安委会 or the service that is entrusted instead, over time. */
export const safetyBody = sqliteTable(
  'safetyBody',
  {
    ...rowColumns(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    /** The department that it is; NULL where it is none. */
    departmentId: text('departmentId').references(() => department.id),
    /** 与其他机构合并设置 (V102). */
    isMerged: flag('isMerged'),
    /** Document that set it up, or the agreement with the service. */
    documentNumber: plain('documentNumber'),
    validFrom: text('validFrom').notNull(),
    validTo: text('validTo'),
    remark: plain('remark'),
  },
  (t) => [check('safetyBodyKind', oneOf('kind', safetyBodyKinds)), index('safetyBodyDepartment').on(t.departmentId)],
);
