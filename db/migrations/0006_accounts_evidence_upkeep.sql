CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`name` text NOT NULL,
	`personId` text,
	`role` text NOT NULL,
	`validTo` text,
	`secretChangedAt` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "accountRole" CHECK("role" IN ('director', 'officer', 'reporter', 'viewer'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `account_name_unique` ON `account` (`name`);--> statement-breakpoint
CREATE INDEX `accountPerson` ON `account` (`personId`);--> statement-breakpoint
CREATE TABLE `accountDepartment` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`accountId` text NOT NULL,
	`departmentId` text NOT NULL,
	FOREIGN KEY (`accountId`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `accountDepartmentOnce` ON `accountDepartment` (`accountId`,`departmentId`);--> statement-breakpoint
CREATE INDEX `accountDepartmentDepartment` ON `accountDepartment` (`departmentId`);--> statement-breakpoint
CREATE TABLE `recovery` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`madeOn` text NOT NULL,
	`heldBy` text DEFAULT '' NOT NULL,
	`spentAt` integer,
	`spentFor` text,
	FOREIGN KEY (`spentFor`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `recoverySpentFor` ON `recovery` (`spentFor`);--> statement-breakpoint
CREATE TABLE `secret` (
	`id` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`failedAt` integer DEFAULT 0 NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `attachmentCheck` (
	`sha256` text PRIMARY KEY NOT NULL,
	`checkedAt` integer NOT NULL,
	`verdict` text NOT NULL,
	CONSTRAINT "attachmentCheckVerdict" CHECK("verdict" IN ('whole', 'missing', 'changed'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `disclosure` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`subject` text NOT NULL,
	`subjectId` text NOT NULL,
	`fields` text DEFAULT '[]' NOT NULL,
	`reason` text DEFAULT '' NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `disclosureSubject` ON `disclosure` (`subjectId`);--> statement-breakpoint
CREATE TABLE `erasure` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`personId` text NOT NULL,
	`basis` text NOT NULL,
	`places` text DEFAULT '[]' NOT NULL,
	`kept` text DEFAULT '[]' NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `erasurePerson` ON `erasure` (`personId`);--> statement-breakpoint
CREATE TABLE `legalHold` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`title` text NOT NULL,
	`reason` text NOT NULL,
	`subject` text DEFAULT '' NOT NULL,
	`subjectId` text DEFAULT '' NOT NULL,
	`validFrom` text NOT NULL,
	`validTo` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `legalHoldSubject` ON `legalHold` (`subjectId`);--> statement-breakpoint
CREATE TABLE `mergeRun` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`otherHead` text NOT NULL,
	`forkSeq` integer NOT NULL,
	`forkHash` text NOT NULL,
	`otherName` text DEFAULT '' NOT NULL,
	`decisions` text DEFAULT '{}' NOT NULL,
	`counts` text DEFAULT '{}' NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `mergedAudit` (
	`mergeRunId` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`command` text NOT NULL,
	`step` integer NOT NULL,
	`undoes` integer,
	`subject` text NOT NULL,
	`subjectId` text NOT NULL,
	`schema` integer NOT NULL,
	`beforeDigest` text NOT NULL,
	`afterDigest` text NOT NULL,
	`hash` text NOT NULL,
	`accountId` text,
	`salt` text NOT NULL,
	`before` text,
	`after` text,
	PRIMARY KEY(`mergeRunId`, `seq`),
	FOREIGN KEY (`mergeRunId`) REFERENCES `mergeRun`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `mergedAuditSubject` ON `mergedAudit` (`subjectId`);--> statement-breakpoint
CREATE TABLE `restoration` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`source` text NOT NULL,
	`backupAt` integer NOT NULL,
	`formerHead` text NOT NULL,
	`restoredHead` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL
) STRICT;
--> statement-breakpoint
ALTER TABLE `attachment` ADD `takenAt` integer;--> statement-breakpoint
CREATE INDEX `attachmentTaken` ON `attachment` (`takenAt`);--> statement-breakpoint
ALTER TABLE `audit` ADD `accountId` text;--> statement-breakpoint
CREATE INDEX `auditAt` ON `audit` (`at`);--> statement-breakpoint
CREATE INDEX `auditAccount` ON `audit` (`accountId`,`seq`) WHERE "accountId" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `auditRemoved` ON `audit` (`seq`) WHERE "afterDigest" = '' AND "undoes" IS NULL;--> statement-breakpoint
ALTER TABLE `enterprise` ADD `lockMinutes` integer DEFAULT 10 NOT NULL;