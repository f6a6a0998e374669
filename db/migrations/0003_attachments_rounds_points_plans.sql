DROP INDEX `riskOwner`;--> statement-breakpoint
CREATE TABLE `assessment` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`riskId` text NOT NULL,
	`role` text NOT NULL,
	`recipient` text DEFAULT '' NOT NULL,
	`method` text NOT NULL,
	`l10` integer,
	`e10` integer,
	`c` integer,
	`s` integer,
	`score100` integer,
	`level` text NOT NULL,
	`scale` text,
	`directReason` text DEFAULT '' NOT NULL,
	`assessedOn` text,
	FOREIGN KEY (`riskId`) REFERENCES `risk`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assessmentRoleWord" CHECK("role" IN ('inherent', 'second')),
	CONSTRAINT "assessmentRecipient" CHECK(("role" = 'inherent') = ("recipient" = '')),
	CONSTRAINT "assessmentMethodWord" CHECK("method" IN ('lec', 'ls', 'direct')),
	CONSTRAINT "assessmentLevelWord" CHECK("level" IN ('major', 'considerable', 'general', 'low')),
	CONSTRAINT "assessmentLecScore" CHECK("method" <> 'lec' OR "score100" = "l10" * "e10" * "c"),
	CONSTRAINT "assessmentLsScore" CHECK("method" <> 'ls' OR "score100" = "l10" * "s" * 10)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `assessmentOnce` ON `assessment` (`riskId`,`role`,`recipient`);--> statement-breakpoint
CREATE TABLE `changeNote` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`reason` text NOT NULL,
	`count` integer NOT NULL,
	CONSTRAINT "changeNoteReason" CHECK("reason" <> '')
) STRICT;
--> statement-breakpoint
CREATE TABLE `riskOwner` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`riskId` text NOT NULL,
	`sort` integer NOT NULL,
	`ownerId` text,
	`ownerPostId` text,
	`ownerText` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`riskId`) REFERENCES `risk`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ownerId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ownerPostId`) REFERENCES `post`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "riskOwnerOne" CHECK(("ownerId" IS NOT NULL) + ("ownerPostId" IS NOT NULL) + ("ownerText" <> '') = 1)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `riskOwnerSort` ON `riskOwner` (`riskId`,`sort`);--> statement-breakpoint
CREATE INDEX `riskOwnerOwner` ON `riskOwner` (`ownerId`);--> statement-breakpoint
CREATE INDEX `riskOwnerOwnerPost` ON `riskOwner` (`ownerPostId`);--> statement-breakpoint
CREATE INDEX `riskOwnerText` ON `riskOwner` (`ownerText`);--> statement-breakpoint
CREATE TABLE `attachment` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`subject` text NOT NULL,
	`subjectId` text NOT NULL,
	`use` text NOT NULL,
	`name` text NOT NULL,
	`sha256` text NOT NULL,
	`size` integer NOT NULL,
	`mediaType` text DEFAULT '' NOT NULL,
	CONSTRAINT "attachmentShaLength" CHECK(length("sha256") = 64)
) STRICT;
--> statement-breakpoint
CREATE INDEX `attachmentSubject` ON `attachment` (`subjectId`,`createdAt`);--> statement-breakpoint
CREATE INDEX `attachmentSha` ON `attachment` (`sha256`);--> statement-breakpoint
CREATE TABLE `floorPlan` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`name` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`drawnOn` text,
	`approvedBy` text DEFAULT '' NOT NULL,
	`remark` text DEFAULT '' NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `zone` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`floorPlanId` text NOT NULL,
	`name` text NOT NULL,
	`outline` text DEFAULT '[]' NOT NULL,
	`departmentId` text,
	`ownerText` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`floorPlanId`) REFERENCES `floorPlan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `zonePlan` ON `zone` (`floorPlanId`);--> statement-breakpoint
CREATE INDEX `zoneDepartment` ON `zone` (`departmentId`);--> statement-breakpoint
CREATE TABLE `activity` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`riskPointId` text NOT NULL,
	`steps` text DEFAULT '[]' NOT NULL,
	`place` text DEFAULT '' NOT NULL,
	`departmentId` text,
	`frequency` text,
	`dangerousWork` text DEFAULT '[]' NOT NULL,
	`headcount` integer,
	`remark` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`riskPointId`) REFERENCES `riskPoint`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "activityFrequencyWord" CHECK("frequency" IN ('often', 'atTimes', 'regularly'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `activity_riskPointId_unique` ON `activity` (`riskPointId`);--> statement-breakpoint
CREATE INDEX `activityDepartment` ON `activity` (`departmentId`);--> statement-breakpoint
CREATE TABLE `equipment` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`riskPointId` text NOT NULL,
	`category` text DEFAULT 'other' NOT NULL,
	`model` text DEFAULT '' NOT NULL,
	`tag` text DEFAULT '' NOT NULL,
	`departmentId` text,
	`isSpecialEquipment` integer DEFAULT 0 NOT NULL,
	`count` integer DEFAULT 1 NOT NULL,
	`checkItems` text DEFAULT '[]' NOT NULL,
	`remark` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`riskPointId`) REFERENCES `riskPoint`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "equipmentCategoryWord" CHECK("category" IN ('furnace', 'tower', 'reactor', 'vessel', 'exchanger', 'general', 'power', 'chemical', 'lifting', 'other'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `equipment_riskPointId_unique` ON `equipment` (`riskPointId`);--> statement-breakpoint
CREATE INDEX `equipmentDepartment` ON `equipment` (`departmentId`);--> statement-breakpoint
CREATE TABLE `noticeCard` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`riskPointId` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`compiledOn` text NOT NULL,
	`texts` text DEFAULT '{}' NOT NULL,
	`contentHash` text NOT NULL,
	FOREIGN KEY (`riskPointId`) REFERENCES `riskPoint`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `noticeCardVersion` ON `noticeCard` (`riskPointId`,`version`);--> statement-breakpoint
CREATE TABLE `workplace` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`riskPointId` text NOT NULL,
	`departmentId` text,
	`area` integer,
	`purpose` text DEFAULT '' NOT NULL,
	`headcount` integer,
	`hazards` text DEFAULT '' NOT NULL,
	`remark` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`riskPointId`) REFERENCES `riskPoint`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `workplace_riskPointId_unique` ON `workplace` (`riskPointId`);--> statement-breakpoint
CREATE INDEX `workplaceDepartment` ON `workplace` (`departmentId`);--> statement-breakpoint
CREATE TABLE `publication` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`roundId` text NOT NULL,
	`filingId` text,
	`fromOn` text NOT NULL,
	`toOn` text NOT NULL,
	`place` text NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`result` text DEFAULT '' NOT NULL,
	`objections` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`roundId`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`filingId`) REFERENCES `filing`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "publicationOrder" CHECK("toOn" >= "fromOn")
) STRICT;
--> statement-breakpoint
CREATE INDEX `publicationRound` ON `publication` (`roundId`);--> statement-breakpoint
CREATE INDEX `publicationFiling` ON `publication` (`filingId`);--> statement-breakpoint
CREATE TABLE `roundCorrection` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`roundId` text NOT NULL,
	`field` text NOT NULL,
	`before` text DEFAULT '' NOT NULL,
	`after` text DEFAULT '' NOT NULL,
	`reason` text NOT NULL,
	`correctedBy` text DEFAULT '' NOT NULL,
	`correctedOn` text NOT NULL,
	FOREIGN KEY (`roundId`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "roundCorrectionReason" CHECK("reason" <> '')
) STRICT;
--> statement-breakpoint
CREATE INDEX `roundCorrectionRound` ON `roundCorrection` (`roundId`);--> statement-breakpoint
CREATE TABLE `roundSheet` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`roundId` text NOT NULL,
	`departmentId` text,
	`handedOn` text NOT NULL,
	`handedTo` text DEFAULT '' NOT NULL,
	`dueOn` text,
	`risks` integer NOT NULL,
	`returnedOn` text,
	`returnedBy` text DEFAULT '' NOT NULL,
	`confirmed` integer DEFAULT 0 NOT NULL,
	`changed` integer DEFAULT 0 NOT NULL,
	`refused` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`roundId`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `roundSheetOnce` ON `roundSheet` (`roundId`,`departmentId`);--> statement-breakpoint
CREATE INDEX `roundSheetDepartment` ON `roundSheet` (`departmentId`);--> statement-breakpoint
ALTER TABLE `risk` ADD `directCode` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `riskOwnerPerson` ON `risk` (`ownerId`);--> statement-breakpoint
ALTER TABLE `enterprise` ADD `lecScale` text;--> statement-breakpoint
ALTER TABLE `enterprise` ADD `lsScale` text;--> statement-breakpoint
UPDATE `enterprise` SET `lecScale` = json_extract(p.value, '$.lec'), `lsScale` = json_extract(p.value, '$.ls') FROM preference p WHERE p.key = 'scales';--> statement-breakpoint
ALTER TABLE `intakeRun` ADD `sources` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `intakeRun` ADD `places` text;--> statement-breakpoint
ALTER TABLE `riskPoint` ADD `zoneId` text REFERENCES zone(id);--> statement-breakpoint
CREATE INDEX `riskPointZone` ON `riskPoint` (`zoneId`);--> statement-breakpoint
ALTER TABLE `round` ADD `followsId` text REFERENCES round(id);--> statement-breakpoint
ALTER TABLE `round` ADD `followKind` text CONSTRAINT "roundFollowKindWord" CHECK("followKind" IN ('correction', 'reissue'));--> statement-breakpoint
ALTER TABLE `round` ADD `followReason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `round` ADD `noticeText` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `round` ADD `planText` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `roundFollows` ON `round` (`followsId`);--> statement-breakpoint
ALTER TABLE `roundRisk` ADD `department` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `roundRisk` ADD `riskNoKey` text DEFAULT '' NOT NULL;--> statement-breakpoint
UPDATE `roundRisk` SET `department` = coalesce(json_extract(s.content, '$.department'), ''), `riskNoKey` = coalesce(
	(SELECT r.riskNoKey FROM risk r WHERE r.id = roundRisk.riskId AND r.riskNo = json_extract(s.content, '$.riskNo')),
	(SELECT json_extract(p.after, '$.riskNoKey') FROM audit a JOIN auditPayload p ON p.seq = a.seq
		WHERE a.subjectId = roundRisk.riskId AND json_extract(p.after, '$.riskNo') = json_extract(s.content, '$.riskNo') ORDER BY a.seq DESC LIMIT 1),
	json_extract(s.content, '$.riskNo'), '')
FROM snapshot s WHERE s.id = coalesce(roundRisk.after, roundRisk.before);--> statement-breakpoint
CREATE INDEX `roundRiskOrder` ON `roundRisk` (`roundId`,`riskNoKey`);--> statement-breakpoint
CREATE INDEX `roundRiskDepartment` ON `roundRisk` (`roundId`,`department`,`riskNoKey`);--> statement-breakpoint
ALTER TABLE `filingEvent` DROP COLUMN `attachment`;