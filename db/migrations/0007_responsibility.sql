CREATE TABLE `appointment` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`personId` text NOT NULL,
	`role` text NOT NULL,
	`departmentId` text,
	`title` text DEFAULT '' NOT NULL,
	`scope` text DEFAULT '' NOT NULL,
	`documentNumber` text DEFAULT '' NOT NULL,
	`certificate` text DEFAULT '' NOT NULL,
	`certificateNumber` text DEFAULT '' NOT NULL,
	`certificateTo` text,
	`notifiedOn` text,
	`endNotifiedOn` text,
	`validFrom` text NOT NULL,
	`validTo` text,
	`remark` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "appointmentRole" CHECK("role" IN ('legalRep', 'actualController', 'principal', 'safetyDeputy', 'technicalLead', 'otherLeader', 'safetyDirector', 'unionChair', 'departmentHead', 'fullTimeOfficer', 'partTimeOfficer', 'certifiedSafetyEngineer', 'committeeChair', 'committeeDeputy', 'committeeMember', 'committeeSecretary', 'equipmentSafetyDirector', 'equipmentSafetyOfficer'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `appointmentPerson` ON `appointment` (`personId`,`validFrom`);--> statement-breakpoint
CREATE INDEX `appointmentOffice` ON `appointment` (`role`,`validFrom`);--> statement-breakpoint
CREATE INDEX `appointmentDepartment` ON `appointment` (`departmentId`);--> statement-breakpoint
CREATE TABLE `safetyBody` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`departmentId` text,
	`isMerged` integer DEFAULT 0 NOT NULL,
	`documentNumber` text DEFAULT '' NOT NULL,
	`validFrom` text NOT NULL,
	`validTo` text,
	`remark` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "safetyBodyKind" CHECK("kind" IN ('office', 'committee', 'entrusted'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `safetyBodyDepartment` ON `safetyBody` (`departmentId`);--> statement-breakpoint
CREATE TABLE `appraisal` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`periodId` text NOT NULL,
	`personId` text NOT NULL,
	`departmentId` text,
	`postId` text,
	`responsibilityId` text,
	`personName` text NOT NULL,
	`department` text DEFAULT '' NOT NULL,
	`title` text DEFAULT '' NOT NULL,
	`selfOn` text,
	`assessedOn` text,
	`assessorId` text,
	`assessor` text DEFAULT '' NOT NULL,
	`full10` integer DEFAULT 0 NOT NULL,
	`self10` integer,
	`check10` integer,
	`grade` text,
	`outcome` text DEFAULT '' NOT NULL,
	`outcomeNote` text DEFAULT '' NOT NULL,
	`rectification` text DEFAULT '' NOT NULL,
	`signedOn` text,
	`remark` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`periodId`) REFERENCES `appraisalPeriod`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`personId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`postId`) REFERENCES `post`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`responsibilityId`) REFERENCES `responsibility`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assessorId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "appraisalGrade" CHECK("grade" IN ('excellent', 'qualified', 'unqualified')),
	CONSTRAINT "appraisalOutcome" CHECK("outcome" IN ('', 'performance', 'reward', 'penalty', 'training'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `appraisalPeriodList` ON `appraisal` (`periodId`,`departmentId`);--> statement-breakpoint
CREATE INDEX `appraisalPerson` ON `appraisal` (`personId`);--> statement-breakpoint
CREATE INDEX `appraisalDepartment` ON `appraisal` (`departmentId`);--> statement-breakpoint
CREATE INDEX `appraisalPost` ON `appraisal` (`postId`);--> statement-breakpoint
CREATE INDEX `appraisalResponsibility` ON `appraisal` (`responsibilityId`);--> statement-breakpoint
CREATE INDEX `appraisalAssessor` ON `appraisal` (`assessorId`);--> statement-breakpoint
CREATE TABLE `appraisalItem` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`appraisalId` text NOT NULL,
	`dutyId` text,
	`sort` integer NOT NULL,
	`text` text NOT NULL,
	`criteria` text DEFAULT '' NOT NULL,
	`standard10` integer NOT NULL,
	`self10` integer,
	`check10` integer,
	`reason` text DEFAULT '' NOT NULL,
	`found` text DEFAULT '[]' NOT NULL,
	FOREIGN KEY (`appraisalId`) REFERENCES `appraisal`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`dutyId`) REFERENCES `responsibilityDuty`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `appraisalItemList` ON `appraisalItem` (`appraisalId`,`sort`);--> statement-breakpoint
CREATE INDEX `appraisalItemDuty` ON `appraisalItem` (`dutyId`);--> statement-breakpoint
CREATE TABLE `appraisalPeriod` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`period` text NOT NULL,
	`fromOn` text NOT NULL,
	`toOn` text NOT NULL,
	`isOfLeaders` integer DEFAULT 0 NOT NULL,
	`excellentFrom` integer DEFAULT 900 NOT NULL,
	`qualifiedFrom` integer DEFAULT 700 NOT NULL,
	`closedOn` text,
	`remark` text DEFAULT '' NOT NULL,
	CONSTRAINT "appraisalPeriodKind" CHECK("kind" IN ('month', 'quarter', 'halfYear', 'year'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `appraisalPeriodPeriod` ON `appraisalPeriod` (`period`);--> statement-breakpoint
CREATE TABLE `committeeMeeting` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`no` text NOT NULL,
	`name` text NOT NULL,
	`heldOn` text NOT NULL,
	`place` text DEFAULT '' NOT NULL,
	`chairId` text,
	`chairName` text DEFAULT '' NOT NULL,
	`recorder` text DEFAULT '' NOT NULL,
	`agenda` text DEFAULT '[]' NOT NULL,
	`minutes` text DEFAULT '' NOT NULL,
	`remark` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`chairId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `committeeMeeting_no_unique` ON `committeeMeeting` (`no`);--> statement-breakpoint
CREATE INDEX `committeeMeetingDay` ON `committeeMeeting` (`heldOn`);--> statement-breakpoint
CREATE INDEX `committeeMeetingChair` ON `committeeMeeting` (`chairId`);--> statement-breakpoint
CREATE TABLE `inspectionFinding` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`inspectionId` text NOT NULL,
	`sort` integer NOT NULL,
	`text` text NOT NULL,
	`place` text DEFAULT '' NOT NULL,
	`departmentId` text,
	`ownerId` text,
	`ownerText` text DEFAULT '' NOT NULL,
	`measure` text DEFAULT '' NOT NULL,
	`dueOn` text,
	`doneOn` text,
	`doneNote` text DEFAULT '' NOT NULL,
	`verifiedBy` text DEFAULT '' NOT NULL,
	`verifiedOn` text,
	FOREIGN KEY (`inspectionId`) REFERENCES `leaderInspection`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ownerId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `inspectionFindingList` ON `inspectionFinding` (`inspectionId`,`sort`);--> statement-breakpoint
CREATE INDEX `inspectionFindingDepartment` ON `inspectionFinding` (`departmentId`);--> statement-breakpoint
CREATE INDEX `inspectionFindingOwner` ON `inspectionFinding` (`ownerId`);--> statement-breakpoint
CREATE TABLE `leaderInspection` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`no` text NOT NULL,
	`on` text NOT NULL,
	`inspectorId` text NOT NULL,
	`inspectorName` text NOT NULL,
	`role` text,
	`isFullScope` integer DEFAULT 0 NOT NULL,
	`scope` text DEFAULT '' NOT NULL,
	`participants` text DEFAULT '' NOT NULL,
	`content` text DEFAULT '' NOT NULL,
	`conclusion` text DEFAULT '' NOT NULL,
	`signedOn` text,
	`remark` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`inspectorId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "leaderInspectionRole" CHECK("role" IN ('legalRep', 'actualController', 'principal', 'safetyDeputy', 'technicalLead', 'otherLeader', 'safetyDirector', 'unionChair', 'departmentHead', 'fullTimeOfficer', 'partTimeOfficer', 'certifiedSafetyEngineer', 'committeeChair', 'committeeDeputy', 'committeeMember', 'committeeSecretary', 'equipmentSafetyDirector', 'equipmentSafetyOfficer'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `leaderInspection_no_unique` ON `leaderInspection` (`no`);--> statement-breakpoint
CREATE INDEX `leaderInspectionDay` ON `leaderInspection` (`on`);--> statement-breakpoint
CREATE INDEX `leaderInspectionInspector` ON `leaderInspection` (`inspectorId`,`on`);--> statement-breakpoint
CREATE TABLE `meetingAttendee` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`meetingId` text NOT NULL,
	`sort` integer NOT NULL,
	`personId` text,
	`name` text NOT NULL,
	`title` text DEFAULT '' NOT NULL,
	`isPresent` integer DEFAULT 0 NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`meetingId`) REFERENCES `committeeMeeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`personId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `meetingAttendeeList` ON `meetingAttendee` (`meetingId`,`sort`);--> statement-breakpoint
CREATE INDEX `meetingAttendeePerson` ON `meetingAttendee` (`personId`);--> statement-breakpoint
CREATE TABLE `performanceRecord` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`personId` text NOT NULL,
	`on` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`place` text DEFAULT '' NOT NULL,
	`content` text DEFAULT '' NOT NULL,
	`result` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "performanceRecordKind" CHECK("kind" IN ('inspection', 'meeting', 'drill', 'training', 'approval', 'shiftDuty', 'study', 'other'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `performanceRecordPerson` ON `performanceRecord` (`personId`,`on`);--> statement-breakpoint
CREATE TABLE `resolution` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`meetingId` text NOT NULL,
	`sort` integer NOT NULL,
	`text` text NOT NULL,
	`agendaKey` text DEFAULT '' NOT NULL,
	`departmentId` text,
	`ownerId` text,
	`ownerText` text DEFAULT '' NOT NULL,
	`dueOn` text,
	`doneOn` text,
	`doneNote` text DEFAULT '' NOT NULL,
	`verifiedBy` text DEFAULT '' NOT NULL,
	`verifiedOn` text,
	FOREIGN KEY (`meetingId`) REFERENCES `committeeMeeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ownerId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `resolutionMeeting` ON `resolution` (`meetingId`,`sort`);--> statement-breakpoint
CREATE INDEX `resolutionDepartment` ON `resolution` (`departmentId`);--> statement-breakpoint
CREATE INDEX `resolutionOwner` ON `resolution` (`ownerId`);--> statement-breakpoint
CREATE INDEX `resolutionDue` ON `resolution` (`dueOn`);--> statement-breakpoint
CREATE TABLE `acknowledgement` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`responsibilityId` text NOT NULL,
	`personId` text NOT NULL,
	`on` text NOT NULL,
	`way` text NOT NULL,
	`remark` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`responsibilityId`) REFERENCES `responsibility`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`personId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "acknowledgementWay" CHECK("way" IN ('signature', 'training', 'publication'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `acknowledgementList` ON `acknowledgement` (`responsibilityId`);--> statement-breakpoint
CREATE INDEX `acknowledgementPerson` ON `acknowledgement` (`personId`);--> statement-breakpoint
CREATE TABLE `letter` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`batchId` text NOT NULL,
	`contentId` text NOT NULL,
	`number` text NOT NULL,
	`personId` text NOT NULL,
	`departmentId` text,
	`personName` text NOT NULL,
	`state` text DEFAULT 'printed' NOT NULL,
	`sentOn` text,
	`signedOn` text,
	`voidedOn` text,
	`reason` text DEFAULT '' NOT NULL,
	`previousId` text,
	FOREIGN KEY (`batchId`) REFERENCES `letterBatch`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contentId`) REFERENCES `letterContent`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`personId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`previousId`) REFERENCES `letter`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "letterState" CHECK("state" IN ('printed', 'sent', 'signed', 'voided'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `letter_number_unique` ON `letter` (`number`);--> statement-breakpoint
CREATE INDEX `letterBatchList` ON `letter` (`batchId`,`number`);--> statement-breakpoint
CREATE INDEX `letterContentList` ON `letter` (`contentId`);--> statement-breakpoint
CREATE INDEX `letterPerson` ON `letter` (`personId`);--> statement-breakpoint
CREATE INDEX `letterDepartment` ON `letter` (`departmentId`);--> statement-breakpoint
CREATE INDEX `letterPrevious` ON `letter` (`previousId`);--> statement-breakpoint
CREATE TABLE `letterBatch` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`year` integer NOT NULL,
	`name` text NOT NULL,
	`issuerId` text,
	`issuerName` text DEFAULT '' NOT NULL,
	`issuerTitle` text DEFAULT '' NOT NULL,
	`issuedOn` text NOT NULL,
	`validFrom` text NOT NULL,
	`validTo` text NOT NULL,
	`rewards` text DEFAULT '' NOT NULL,
	`remark` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`issuerId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `letterBatchYear` ON `letterBatch` (`year`);--> statement-breakpoint
CREATE INDEX `letterBatchIssuer` ON `letterBatch` (`issuerId`);--> statement-breakpoint
CREATE TABLE `letterContent` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`batchId` text NOT NULL,
	`responsibilityId` text,
	`departmentId` text,
	`department` text DEFAULT '' NOT NULL,
	`title` text NOT NULL,
	`content` text DEFAULT '{}' NOT NULL,
	FOREIGN KEY (`batchId`) REFERENCES `letterBatch`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`responsibilityId`) REFERENCES `responsibility`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `letterContentBatch` ON `letterContent` (`batchId`);--> statement-breakpoint
CREATE INDEX `letterContentResponsibility` ON `letterContent` (`responsibilityId`);--> statement-breakpoint
CREATE INDEX `letterContentDepartment` ON `letterContent` (`departmentId`);--> statement-breakpoint
CREATE TABLE `responsibility` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`postId` text,
	`role` text,
	`departmentId` text,
	`title` text NOT NULL,
	`level` text DEFAULT '' NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`previousId` text,
	`status` text DEFAULT 'draft' NOT NULL,
	`scope` text DEFAULT '' NOT NULL,
	`criteria` text DEFAULT '' NOT NULL,
	`libraryPost` text DEFAULT '' NOT NULL,
	`libraryEdition` text DEFAULT '' NOT NULL,
	`preparedBy` text DEFAULT '' NOT NULL,
	`reviewedBy` text DEFAULT '' NOT NULL,
	`approvedBy` text DEFAULT '' NOT NULL,
	`approvedOn` text,
	`validFrom` text,
	`validTo` text,
	`publishedFrom` text,
	`publishedTo` text,
	`publishedPlace` text DEFAULT '' NOT NULL,
	`remark` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`postId`) REFERENCES `post`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`previousId`) REFERENCES `responsibility`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "responsibilityOfOne" CHECK(("postId" IS NULL) <> ("role" IS NULL)),
	CONSTRAINT "responsibilityRole" CHECK("role" IN ('legalRep', 'actualController', 'principal', 'safetyDeputy', 'technicalLead', 'otherLeader', 'safetyDirector', 'unionChair', 'departmentHead', 'fullTimeOfficer', 'partTimeOfficer', 'certifiedSafetyEngineer', 'committeeChair', 'committeeDeputy', 'committeeMember', 'committeeSecretary', 'equipmentSafetyDirector', 'equipmentSafetyOfficer')),
	CONSTRAINT "responsibilityStatus" CHECK("status" IN ('draft', 'approved', 'replaced', 'ended')),
	CONSTRAINT "responsibilityLevel" CHECK("level" IN ('', 'principal', 'deputy', 'technicalLead', 'departmentHead', 'workshop', 'team', 'worker', 'contractor'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `responsibilityPost` ON `responsibility` (`postId`,`version`);--> statement-breakpoint
CREATE INDEX `responsibilityDepartment` ON `responsibility` (`departmentId`);--> statement-breakpoint
CREATE INDEX `responsibilityPrevious` ON `responsibility` (`previousId`);--> statement-breakpoint
CREATE TABLE `responsibilityDuty` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`responsibilityId` text NOT NULL,
	`sort` integer NOT NULL,
	`text` text NOT NULL,
	`frequency` text DEFAULT '' NOT NULL,
	`evidence` text DEFAULT '' NOT NULL,
	`criteria` text DEFAULT '' NOT NULL,
	`standard10` integer,
	`legalBasis` text DEFAULT '' NOT NULL,
	`libraryDuty` text DEFAULT '' NOT NULL,
	`base` text DEFAULT '{}' NOT NULL,
	FOREIGN KEY (`responsibilityId`) REFERENCES `responsibility`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `responsibilityDutyList` ON `responsibilityDuty` (`responsibilityId`,`sort`);--> statement-breakpoint
CREATE TABLE `yearTarget` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`year` integer NOT NULL,
	`level` text NOT NULL,
	`departmentId` text,
	`postId` text,
	`parentId` text,
	`sort` integer NOT NULL,
	`kind` text DEFAULT 'result' NOT NULL,
	`name` text NOT NULL,
	`value` text DEFAULT '' NOT NULL,
	`criteria` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`postId`) REFERENCES `post`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parentId`) REFERENCES `yearTarget`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "yearTargetLevel" CHECK("level" IN ('enterprise', 'department', 'post')),
	CONSTRAINT "yearTargetKind" CHECK("kind" IN ('result', 'process'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `yearTargetYear` ON `yearTarget` (`year`,`sort`);--> statement-breakpoint
CREATE INDEX `yearTargetDepartment` ON `yearTarget` (`departmentId`);--> statement-breakpoint
CREATE INDEX `yearTargetPost` ON `yearTarget` (`postId`);--> statement-breakpoint
CREATE INDEX `yearTargetParent` ON `yearTarget` (`parentId`);--> statement-breakpoint
ALTER TABLE `enterprise` ADD `isMine` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `enterprise` ADD `isConstruction` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `enterprise` ADD `isTransport` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `enterprise` ADD `isAboveScale` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `enterprise` ADD `isSOE` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `enterprise` ADD `hasSpecialEquipment` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `assignment` ADD `employment` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `assignment` ADD `employer` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `department` ADD `successorId` text REFERENCES department(id);--> statement-breakpoint
CREATE INDEX `departmentSuccessor` ON `department` (`successorId`);--> statement-breakpoint
ALTER TABLE `person` ADD `employeeNo` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `person` ADD `isNamesake` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `post` ADD `level` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `post` ADD `isHazardExposed` integer DEFAULT 0 NOT NULL;