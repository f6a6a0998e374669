import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as schema from './schema/index';

/** Tables whose rows are business records: written only through `Writer`, audited, undone. */
export const subjectTables = {
  enterprise: schema.enterprise,
  department: schema.department,
  departmentName: schema.departmentName,
  post: schema.post,
  person: schema.person,
  assignment: schema.assignment,
  appointment: schema.appointment,
  safetyBody: schema.safetyBody,
  riskPoint: schema.riskPoint,
  risk: schema.risk,
  levelChange: schema.levelChange,
  round: schema.round,
  roundRisk: schema.roundRisk,
  assessment: schema.assessment,
  riskOwner: schema.riskOwner,
  nameAlias: schema.nameAlias,
  changeNote: schema.changeNote,
  activity: schema.activity,
  equipment: schema.equipment,
  workplace: schema.workplace,
  noticeCard: schema.noticeCard,
  floorPlan: schema.floorPlan,
  zone: schema.zone,
  roundSheet: schema.roundSheet,
  roundCorrection: schema.roundCorrection,
  publication: schema.publication,
  attachment: schema.attachment,
  counter: schema.counter,
  authority: schema.authority,
  handoverProfile: schema.handoverProfile,
  authorityForm: schema.authorityForm,
  filing: schema.filing,
  filingEvent: schema.filingEvent,
  filingFile: schema.filingFile,
  submission: schema.submission,
  submissionItem: schema.submissionItem,
  responsibility: schema.responsibility,
  responsibilityDuty: schema.responsibilityDuty,
  acknowledgement: schema.acknowledgement,
  yearTarget: schema.yearTarget,
  letterBatch: schema.letterBatch,
  letterContent: schema.letterContent,
  letter: schema.letter,
  appraisalPeriod: schema.appraisalPeriod,
  appraisal: schema.appraisal,
  appraisalItem: schema.appraisalItem,
  leaderInspection: schema.leaderInspection,
  inspectionFinding: schema.inspectionFinding,
  committeeMeeting: schema.committeeMeeting,
  meetingAttendee: schema.meetingAttendee,
  resolution: schema.resolution,
  performanceRecord: schema.performanceRecord,
  intakeRun: schema.intakeRun,
  intakeLayout: schema.intakeLayout,
  account: schema.account,
  accountDepartment: schema.accountDepartment,
  recovery: schema.recovery,
  restoration: schema.restoration,
  disclosure: schema.disclosure,
  legalHold: schema.legalHold,
  erasure: schema.erasure,
  mergeRun: schema.mergeRun,
} as const;

export type Subject = keyof typeof subjectTables;
export const subjects = Object.keys(subjectTables) as Subject[];
/** A row as it stands in SQLite. */
export type Row<S extends Subject> = (typeof subjectTables)[S]['$inferSelect'];
type Kept = 'id' | 'revision' | 'createdAt' | 'createdBy' | 'updatedAt';
export type NewRow<S extends Subject> = Omit<(typeof subjectTables)[S]['$inferInsert'], Kept> & { id?: string };
export type Patch<S extends Subject> = Partial<Omit<Row<S>, Kept>>;

/** Column that SQLite numbers by itself: an integer primary key. */
export const serialOf = (table: SQLiteTable): string | undefined =>
  getTableConfig(table).columns.find((column) => column.primary && column.dataType === 'number')?.name;

/** Column names of a table in their order, and their defaults. */
export function columnsOf(table: SQLiteTable): { name: string; default: unknown }[] {
  return getTableConfig(table).columns.map((column) => ({ name: column.name, default: column.default ?? null }));
}
