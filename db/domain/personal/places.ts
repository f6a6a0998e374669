/** Why personal data stays where it stands: an id of `resources/retention@1.json`. */
export type Retention = 'person' | 'ledger' | 'issued' | 'account' | 'contact';

/**
 * Where personal data stands. `name` columns hold names, `words` may name somebody within other words, `phone` and `idNumber` hold
 * numbers of a person, `openPhone` one that is given out to be rung up, `own` says more about the person whose row it is.
 */
export interface PersonalPlace {
  subject: string;
  column: string;
  kind: 'name' | 'words' | 'phone' | 'openPhone' | 'idNumber' | 'own';
  retention: Retention;
}

const place = (retention: Retention, kind: PersonalPlace['kind'], subject: string, columns: string): PersonalPlace[] =>
  columns.split(' ').map((column) => ({ subject, column, kind, retention }));

/** All of them; a test walks the columns of the schema and fails on one that is neither here nor in `impersonal`. */
export const personalPlaces: readonly PersonalPlace[] = [
  ...place('person', 'name', 'person', 'name'),
  ...place('person', 'idNumber', 'person', 'idNumber'),
  ...place('person', 'phone', 'person', 'phone'),
  ...place('person', 'own', 'person', 'sex education employeeNo remark'),
  ...place('ledger', 'name', 'risk', 'ownerText leaderText'),
  ...place('ledger', 'phone', 'risk', 'phone'),
  ...place('ledger', 'words', 'risk', 'remark directReason'),
  ...place('ledger', 'name', 'riskOwner', 'ownerText'),
  ...place('ledger', 'name', 'levelChange', 'assessor reviewer'),
  ...place('ledger', 'words', 'levelChange', 'reason'),
  ...place('ledger', 'words', 'assessment', 'directReason'),
  ...place('ledger', 'name', 'round', 'team'),
  ...place('ledger', 'words', 'round', 'remark reason followReason noticeText planText'),
  ...place('ledger', 'name', 'roundRisk', 'confirmedBy implementedBy'),
  ...place('ledger', 'words', 'roundRisk', 'reason'),
  ...place('ledger', 'name', 'roundSheet', 'handedTo returnedBy'),
  ...place('ledger', 'name', 'roundCorrection', 'correctedBy'),
  ...place('ledger', 'words', 'roundCorrection', 'reason'),
  ...place('ledger', 'openPhone', 'publication', 'phone'),
  ...place('ledger', 'words', 'noticeCard', 'texts'),
  ...place('ledger', 'name', 'floorPlan', 'approvedBy'),
  ...place('ledger', 'words', 'floorPlan', 'remark'),
  ...place('ledger', 'name', 'zone', 'ownerText'),
  ...place('ledger', 'words', 'riskPoint', 'remark'),
  ...place('ledger', 'words', 'activity', 'remark'),
  ...place('ledger', 'words', 'equipment', 'remark'),
  ...place('ledger', 'words', 'workplace', 'remark'),
  ...place('ledger', 'words', 'changeNote', 'reason'),
  ...place('ledger', 'words', 'appointment', 'remark'),
  ...place('ledger', 'words', 'safetyBody', 'remark'),
  ...place('ledger', 'name', 'responsibility', 'preparedBy reviewedBy approvedBy'),
  ...place('ledger', 'words', 'responsibility', 'remark'),
  ...place('ledger', 'words', 'acknowledgement', 'remark'),
  ...place('ledger', 'name', 'letterBatch', 'issuerName'),
  ...place('ledger', 'words', 'letterBatch', 'remark'),
  ...place('ledger', 'name', 'letter', 'personName'),
  ...place('ledger', 'words', 'letter', 'reason'),
  ...place('ledger', 'words', 'appraisalPeriod', 'remark'),
  ...place('ledger', 'name', 'appraisal', 'personName assessor'),
  ...place('ledger', 'words', 'appraisal', 'remark outcomeNote rectification'),
  ...place('ledger', 'words', 'appraisalItem', 'selfNote reason found'),
  ...place('ledger', 'name', 'leaderInspection', 'inspectorName participants'),
  ...place('ledger', 'words', 'leaderInspection', 'content conclusion remark'),
  ...place('ledger', 'name', 'inspectionFinding', 'ownerText verifiedBy'),
  ...place('ledger', 'words', 'inspectionFinding', 'text doneNote'),
  ...place('ledger', 'name', 'committeeMeeting', 'chairName recorder'),
  ...place('ledger', 'words', 'committeeMeeting', 'agenda minutes remark'),
  ...place('ledger', 'name', 'meetingAttendee', 'name'),
  ...place('ledger', 'words', 'meetingAttendee', 'note'),
  ...place('ledger', 'name', 'resolution', 'ownerText verifiedBy'),
  ...place('ledger', 'words', 'resolution', 'text doneNote'),
  ...place('ledger', 'words', 'performanceRecord', 'title content result'),
  ...place('contact', 'name', 'enterprise', 'legalRep actualController principal'),
  ...place('contact', 'openPhone', 'enterprise', 'phone'),
  ...place('contact', 'words', 'enterprise', 'scaleReason'),
  ...place('contact', 'name', 'authority', 'contactName'),
  ...place('contact', 'openPhone', 'authority', 'phone'),
  ...place('contact', 'words', 'authority', 'remark'),
  ...place('issued', 'name', 'filingEvent', 'receivedBy'),
  ...place('issued', 'words', 'filingEvent', 'note'),
  ...place('issued', 'words', 'filing', 'dossier document request gapReason'),
  ...place('account', 'name', 'account', 'name'),
  ...place('account', 'name', 'recovery', 'heldBy'),
  ...place('account', 'words', 'disclosure', 'reason'),
  ...place('account', 'words', 'legalHold', 'reason'),
  ...place('account', 'words', 'restoration', 'reason'),
];

/** Columns whose names look like those of people and hold none. */
export const impersonal: readonly string[] = (
  'enterprise.name enterprise.shortName departmentName.name post.name post.isLeader person.isLeader risk.factorCode round.name ' +
  'riskPoint.name nameAlias.name floorPlan.name zone.name attachment.name authority.name authority.shortName authority.salutation ' +
  'handoverProfile.name handoverProfile.fileNames authorityForm.name filing.addressee filingEvent.reasonKind filingFile.name intakeRun.fileName ' +
  'roundSheet.confirmed mergeRun.otherName round.meetingOn round.meetingPlace roundRisk.confirmedOn ' +
  'safetyBody.name yearTarget.name letterBatch.name appraisalPeriod.name committeeMeeting.name'
).split(' ');

/** What stands in the place of a name that was removed. */
export const erasedName = '已删除人员';
