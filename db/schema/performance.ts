import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { appointmentRoles } from '../domain/organization/appointment';
import { performanceKinds } from '../domain/performance/performance';
import { flag, json, plain, rowColumns } from './columns';
import { oneOf } from './oneOf';
import { department, person } from './organization';

/** 带班、带队检查 (handbook 3.1, D05, F34). `on` is the day it was done; it may be entered later. */
export const leaderInspection = sqliteTable(
  'leaderInspection',
  {
    ...rowColumns(),
    no: text('no').notNull().unique(),
    on: text('on').notNull(),
    inspectorId: text('inspectorId')
      .notNull()
      .references(() => person.id),
    inspectorName: text('inspectorName').notNull(),
    /** As what the inspector led it; NULL for no fixed role. */
    role: text('role'),
    /** 全面检查. */
    isFullScope: flag('isFullScope'),
    scope: plain('scope'),
    participants: plain('participants'),
    content: plain('content'),
    conclusion: plain('conclusion'),
    signedOn: text('signedOn'),
    remark: plain('remark'),
  },
  (t) => [
    check('leaderInspectionRole', oneOf('role', appointmentRoles)),
    index('leaderInspectionDay').on(t.on),
    index('leaderInspectionInspector').on(t.inspectorId, t.on),
  ],
);

/** What an inspection found, and how it was put right. */
export const inspectionFinding = sqliteTable(
  'inspectionFinding',
  {
    ...rowColumns(),
    inspectionId: text('inspectionId')
      .notNull()
      .references(() => leaderInspection.id),
    sort: integer('sort').notNull(),
    text: text('text').notNull(),
    place: plain('place'),
    departmentId: text('departmentId').references(() => department.id),
    ownerId: text('ownerId').references(() => person.id),
    ownerText: plain('ownerText'),
    measure: plain('measure'),
    dueOn: text('dueOn'),
    doneOn: text('doneOn'),
    doneNote: plain('doneNote'),
    verifiedBy: plain('verifiedBy'),
    verifiedOn: text('verifiedOn'),
  },
  (t) => [
    index('inspectionFindingList').on(t.inspectionId, t.sort),
    index('inspectionFindingDepartment').on(t.departmentId),
    index('inspectionFindingOwner').on(t.ownerId),
  ],
);

/** 安委会会议 (handbook 3.1, O10). */
export const committeeMeeting = sqliteTable(
  'committeeMeeting',
  {
    ...rowColumns(),
    no: text('no').notNull().unique(),
    name: text('name').notNull(),
    heldOn: text('heldOn').notNull(),
    place: plain('place'),
    chairId: text('chairId').references(() => person.id),
    chairName: plain('chairName'),
    recorder: plain('recorder'),
    /** Items of the agenda: [{ key, text }], `key` one of the agenda catalogue or '' for another. */
    agenda: json<{ key: string; text: string }[]>('agenda', '[]'),
    minutes: plain('minutes'),
    remark: plain('remark'),
  },
  (t) => [index('committeeMeetingDay').on(t.heldOn), index('committeeMeetingChair').on(t.chairId)],
);

/** Who was asked to a meeting. */
export const meetingAttendee = sqliteTable(
  'meetingAttendee',
  {
    ...rowColumns(),
    meetingId: text('meetingId')
      .notNull()
      .references(() => committeeMeeting.id),
    sort: integer('sort').notNull(),
    personId: text('personId').references(() => person.id),
    name: text('name').notNull(),
    title: plain('title'),
    isPresent: flag('isPresent'),
    /** Why not, or who came instead. */
    note: plain('note'),
  },
  (t) => [index('meetingAttendeeList').on(t.meetingId, t.sort), index('meetingAttendeePerson').on(t.personId)],
);

/** 决议: followed to the end. */
export const resolution = sqliteTable(
  'resolution',
  {
    ...rowColumns(),
    meetingId: text('meetingId')
      .notNull()
      .references(() => committeeMeeting.id),
    sort: integer('sort').notNull(),
    text: text('text').notNull(),
    agendaKey: plain('agendaKey'),
    departmentId: text('departmentId').references(() => department.id),
    ownerId: text('ownerId').references(() => person.id),
    ownerText: plain('ownerText'),
    dueOn: text('dueOn'),
    doneOn: text('doneOn'),
    doneNote: plain('doneNote'),
    verifiedBy: plain('verifiedBy'),
    verifiedOn: text('verifiedOn'),
  },
  (t) => [
    index('resolutionMeeting').on(t.meetingId, t.sort),
    index('resolutionDepartment').on(t.departmentId),
    index('resolutionOwner').on(t.ownerId),
    index('resolutionDue').on(t.dueOn),
  ],
);

/** 履职记录 of a person that no other register holds. */
export const performanceRecord = sqliteTable(
  'performanceRecord',
  {
    ...rowColumns(),
    personId: text('personId')
      .notNull()
      .references(() => person.id),
    on: text('on').notNull(),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    place: plain('place'),
    content: plain('content'),
    result: plain('result'),
  },
  (t) => [check('performanceRecordKind', oneOf('kind', performanceKinds)), index('performanceRecordPerson').on(t.personId, t.on)],
);
