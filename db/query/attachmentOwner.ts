import type { AttachmentSubject, AttachmentUse } from '../domain/attachment';
import type { Reader } from '../handle';

/** The record that a file belongs to, as people know it. */
export interface AttachmentOwner {
  attachmentId: string;
  subject: AttachmentSubject;
  use: AttachmentUse;
  /** Name of the file there. */
  name: string;
  /** Number and name of the record; empty for one that is gone. */
  title: string;
  /** The record whose page shows it: the round of a sheet, the paper of an event. */
  pageId: string;
}

/** Title and the record on whose page it is, by the id of the record. */
const owners: Record<AttachmentSubject, string> = {
  enterprise: 'SELECT name AS title, id AS pageId FROM enterprise WHERE id = ?',
  department: 'SELECT name AS title, departmentId AS pageId FROM departmentName WHERE departmentId = ? ORDER BY validFrom DESC LIMIT 1',
  post: 'SELECT name AS title, id AS pageId FROM post WHERE id = ?',
  person: 'SELECT name AS title, id AS pageId FROM person WHERE id = ?',
  riskPoint: 'SELECT name AS title, id AS pageId FROM riskPoint WHERE id = ?',
  risk: `SELECT riskNo || ' ' || hazardSource AS title, id AS pageId FROM risk WHERE id = ?`,
  activity: 'SELECT p.name AS title, s.id AS pageId FROM activity s JOIN riskPoint p ON p.id = s.riskPointId WHERE s.id = ?',
  equipment: 'SELECT p.name AS title, s.id AS pageId FROM equipment s JOIN riskPoint p ON p.id = s.riskPointId WHERE s.id = ?',
  workplace: 'SELECT p.name AS title, s.id AS pageId FROM workplace s JOIN riskPoint p ON p.id = s.riskPointId WHERE s.id = ?',
  noticeCard: 'SELECT p.name AS title, p.id AS pageId FROM noticeCard c JOIN riskPoint p ON p.id = c.riskPointId WHERE c.id = ?',
  floorPlan: 'SELECT name AS title, id AS pageId FROM floorPlan WHERE id = ?',
  zone: 'SELECT name AS title, floorPlanId AS pageId FROM zone WHERE id = ?',
  authority: 'SELECT name AS title, id AS pageId FROM authority WHERE id = ?',
  authorityForm: 'SELECT name AS title, id AS pageId FROM authorityForm WHERE id = ?',
  filing: `SELECT number || ' ' || title AS title, id AS pageId FROM filing WHERE id = ?`,
  filingEvent: `SELECT f.number || ' ' || f.title AS title, f.id AS pageId FROM filingEvent e JOIN filing f ON f.id = e.filingId WHERE e.id = ?`,
  submission: `SELECT no || ' ' || recipient AS title, id AS pageId FROM submission WHERE id = ?`,
  round: 'SELECT name AS title, id AS pageId FROM round WHERE id = ?',
  roundSheet: 'SELECT r.name AS title, r.id AS pageId FROM roundSheet s JOIN round r ON r.id = s.roundId WHERE s.id = ?',
  publication: 'SELECT r.name AS title, r.id AS pageId FROM publication p JOIN round r ON r.id = p.roundId WHERE p.id = ?',
  appointment: 'SELECT p.name AS title, a.id AS pageId FROM appointment a JOIN person p ON p.id = a.personId WHERE a.id = ?',
  safetyBody: 'SELECT name AS title, id AS pageId FROM safetyBody WHERE id = ?',
  responsibility: 'SELECT title, id AS pageId FROM responsibility WHERE id = ?',
  acknowledgement:
    'SELECT r.title, r.id AS pageId FROM acknowledgement a JOIN responsibility r ON r.id = a.responsibilityId WHERE a.id = ?',
  letter: `SELECT number || ' ' || personName AS title, id AS pageId FROM letter WHERE id = ?`,
  appraisalPeriod: 'SELECT name AS title, id AS pageId FROM appraisalPeriod WHERE id = ?',
  appraisal: `SELECT p.name || ' ' || a.personName AS title, p.id AS pageId FROM appraisal a JOIN appraisalPeriod p ON p.id = a.periodId WHERE a.id = ?`,
  leaderInspection: `SELECT no || ' ' || inspectorName AS title, id AS pageId FROM leaderInspection WHERE id = ?`,
  inspectionFinding: `SELECT i.no || ' ' || f.text AS title, i.id AS pageId FROM inspectionFinding f JOIN leaderInspection i ON i.id = f.inspectionId WHERE f.id = ?`,
  committeeMeeting: `SELECT no || ' ' || name AS title, id AS pageId FROM committeeMeeting WHERE id = ?`,
  resolution: `SELECT m.no || ' ' || r.text AS title, m.id AS pageId FROM resolution r JOIN committeeMeeting m ON m.id = r.meetingId WHERE r.id = ?`,
  performanceRecord: 'SELECT title, id AS pageId FROM performanceRecord WHERE id = ?',
  intakeRun: 'SELECT fileName AS title, id AS pageId FROM intakeRun WHERE id = ?',
};

/** Most records told of one file. */
const most = 200;

/** Records that a file belongs to, in the order in which it was added. */
export const ownersOf = (reader: Reader, sha256: string): AttachmentOwner[] =>
  reader
    .all<{ id: string; subject: AttachmentSubject; subjectId: string; use: AttachmentUse; name: string }>(
      `SELECT id, subject, subjectId, use, name FROM attachment WHERE sha256 = ? ORDER BY createdAt, id LIMIT ${most}`,
      [sha256],
    )
    .map(({ id, subjectId, ...file }) => ({
      attachmentId: id,
      ...file,
      ...(reader.get<{ title: string; pageId: string }>(owners[file.subject], [subjectId]) ?? { title: '', pageId: subjectId }),
    }));

/** Numbers of the hand-overs that a file went along with, oldest first. */
export const sentIn = (reader: Reader, sha256: string): { id: string; no: string }[] =>
  reader.all(
    `SELECT DISTINCT s.id, s.no FROM submissionItem i JOIN submission s ON s.id = i.submissionId
      WHERE i.attachmentId IN (SELECT id FROM attachment WHERE sha256 = ?) ORDER BY s.no`,
    [sha256],
  );
