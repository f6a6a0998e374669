CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY NOT NULL,
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
	`hash` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `auditStep` ON `audit` (`step`);--> statement-breakpoint
CREATE INDEX `auditSubject` ON `audit` (`subjectId`,`seq`);--> statement-breakpoint
CREATE INDEX `auditUndoes` ON `audit` (`undoes`);--> statement-breakpoint
CREATE TABLE `auditPayload` (
	`seq` integer PRIMARY KEY NOT NULL,
	`salt` text NOT NULL,
	`before` text,
	`after` text,
	FOREIGN KEY (`seq`) REFERENCES `audit`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `catalogue` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`content` text NOT NULL,
	`seededAt` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `enterprise` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`name` text NOT NULL,
	`shortName` text DEFAULT '' NOT NULL,
	`uscc` text DEFAULT '' NOT NULL,
	`legalRep` text DEFAULT '' NOT NULL,
	`actualController` text DEFAULT '' NOT NULL,
	`principal` text DEFAULT '' NOT NULL,
	`address` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`industryCode` text DEFAULT '' NOT NULL,
	`sector` text NOT NULL,
	`regionCode` text NOT NULL,
	`headcount` integer,
	`revenue` integer,
	`assets` integer,
	`enteredScale` text,
	`scaleReason` text DEFAULT '' NOT NULL,
	`regulator` text DEFAULT '' NOT NULL,
	`ohRegulator` text DEFAULT '' NOT NULL,
	`startDate` text NOT NULL,
	`isHighHazard` integer DEFAULT 0 NOT NULL,
	`isMetalSmelting` integer DEFAULT 0 NOT NULL,
	`isHazardousGoods` integer DEFAULT 0 NOT NULL,
	`isCrowdedPlace` integer DEFAULT 0 NOT NULL,
	`isFireKeyUnit` integer DEFAULT 0 NOT NULL,
	`hasCombustibleDust` integer DEFAULT 0 NOT NULL,
	`hasConfinedSpace` integer DEFAULT 0 NOT NULL,
	`hasLaborUnion` integer DEFAULT 0 NOT NULL,
	`isSample` integer DEFAULT 0 NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `filing` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`number` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`period` text DEFAULT '' NOT NULL,
	`roundId` text,
	`state` text DEFAULT 'issued' NOT NULL,
	`compiledOn` text NOT NULL,
	`addressee` text DEFAULT '' NOT NULL,
	`dossier` text NOT NULL,
	`document` text NOT NULL,
	`template` text NOT NULL,
	`appVersion` text NOT NULL,
	`auditHead` text NOT NULL,
	`gapReason` text DEFAULT '' NOT NULL,
	`findings` text DEFAULT '[]' NOT NULL,
	`replacesId` text,
	FOREIGN KEY (`replacesId`) REFERENCES `filing`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "filingStateWord" CHECK("state" IN ('issued', 'signed', 'sealed', 'scanned', 'sent', 'received', 'returned', 'replaced', 'voided'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `filing_number_unique` ON `filing` (`number`);--> statement-breakpoint
CREATE INDEX `filingCode` ON `filing` (`code`,`period`);--> statement-breakpoint
CREATE INDEX `filingRound` ON `filing` (`roundId`);--> statement-breakpoint
CREATE TABLE `filingEvent` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`filingId` text NOT NULL,
	`state` text NOT NULL,
	`on` text NOT NULL,
	`authority` text DEFAULT '' NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`attachment` text,
	FOREIGN KEY (`filingId`) REFERENCES `filing`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "filingEventStateWord" CHECK("state" IN ('issued', 'signed', 'sealed', 'scanned', 'sent', 'received', 'returned', 'replaced', 'voided'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `filingEventFiling` ON `filingEvent` (`filingId`);--> statement-breakpoint
CREATE TABLE `filingFile` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`filingId` text NOT NULL,
	`format` text NOT NULL,
	`name` text NOT NULL,
	`sha256` text NOT NULL,
	`size` integer NOT NULL,
	`appVersion` text NOT NULL,
	FOREIGN KEY (`filingId`) REFERENCES `filing`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "filingFileFormatWord" CHECK("format" IN ('xlsx', 'docx', 'pdf'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `filingFileFiling` ON `filingFile` (`filingId`);--> statement-breakpoint
CREATE TABLE `intakeLayout` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`subject` text NOT NULL,
	`signature` text NOT NULL,
	`mapping` text DEFAULT '{}' NOT NULL,
	`note` text DEFAULT '' NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `intakeLayout_signature_unique` ON `intakeLayout` (`signature`);--> statement-breakpoint
CREATE TABLE `intakeRun` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`subject` text NOT NULL,
	`fileName` text NOT NULL,
	`sha256` text NOT NULL,
	`mapping` text DEFAULT '{}' NOT NULL,
	`rows` integer NOT NULL,
	`inserted` integer NOT NULL,
	`updated` integer NOT NULL,
	`unchanged` integer NOT NULL,
	`refused` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `intakeRunSha` ON `intakeRun` (`sha256`);--> statement-breakpoint
CREATE TABLE `assignment` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`personId` text NOT NULL,
	`departmentId` text,
	`postId` text,
	`validFrom` text NOT NULL,
	`validTo` text,
	FOREIGN KEY (`personId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`postId`) REFERENCES `post`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assignmentOrder" CHECK("validTo" IS NULL OR "validTo" >= "validFrom")
) STRICT;
--> statement-breakpoint
CREATE INDEX `assignmentPerson` ON `assignment` (`personId`,`validFrom`);--> statement-breakpoint
CREATE INDEX `assignmentDepartment` ON `assignment` (`departmentId`);--> statement-breakpoint
CREATE INDEX `assignmentPost` ON `assignment` (`postId`);--> statement-breakpoint
CREATE TABLE `department` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`parentId` text,
	`kind` text NOT NULL,
	`sort` integer NOT NULL,
	`validFrom` text NOT NULL,
	`validTo` text,
	FOREIGN KEY (`parentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "departmentKind" CHECK("kind" IN ('company', 'department', 'workshop', 'team'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `department_sort_unique` ON `department` (`sort`);--> statement-breakpoint
CREATE INDEX `departmentParent` ON `department` (`parentId`);--> statement-breakpoint
CREATE TABLE `departmentName` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`departmentId` text NOT NULL,
	`name` text NOT NULL,
	`validFrom` text NOT NULL,
	`validTo` text,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `departmentNameDepartment` ON `departmentName` (`departmentId`,`validFrom`);--> statement-breakpoint
CREATE INDEX `departmentNameName` ON `departmentName` (`name`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`name` text NOT NULL,
	`sex` text DEFAULT '' NOT NULL,
	`idNumber` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`education` text DEFAULT '' NOT NULL,
	`employment` text DEFAULT 'formal' NOT NULL,
	`isLeader` integer DEFAULT 0 NOT NULL,
	`enteredOn` text,
	`leftOn` text,
	`remark` text DEFAULT '' NOT NULL,
	CONSTRAINT "personEmployment" CHECK("employment" IN ('formal', 'dispatched', 'intern', 'contractor'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `personName` ON `person` (`name`);--> statement-breakpoint
CREATE INDEX `personIdNumber` ON `person` (`idNumber`);--> statement-breakpoint
CREATE TABLE `post` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`departmentId` text,
	`name` text NOT NULL,
	`isSpecialOperation` integer DEFAULT 0 NOT NULL,
	`isLeader` integer DEFAULT 0 NOT NULL,
	`validFrom` text NOT NULL,
	`validTo` text,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `postDepartment` ON `post` (`departmentId`);--> statement-breakpoint
CREATE INDEX `postName` ON `post` (`name`);--> statement-breakpoint
CREATE TABLE `preference` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updatedAt` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `workspaceFact` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `levelChange` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`riskId` text NOT NULL,
	`roundId` text,
	`fromLevel` text NOT NULL,
	`toLevel` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`assessor` text DEFAULT '' NOT NULL,
	`reviewer` text DEFAULT '' NOT NULL,
	`changedOn` text NOT NULL,
	FOREIGN KEY (`riskId`) REFERENCES `risk`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `levelChangeRisk` ON `levelChange` (`riskId`);--> statement-breakpoint
CREATE INDEX `levelChangeRound` ON `levelChange` (`roundId`);--> statement-breakpoint
CREATE TABLE `risk` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`riskNo` text NOT NULL,
	`riskNoKey` text NOT NULL,
	`riskPointId` text NOT NULL,
	`matchKey` text NOT NULL,
	`step` text DEFAULT '' NOT NULL,
	`hazardSource` text NOT NULL,
	`factorCode` text DEFAULT '' NOT NULL,
	`accidentTypes` text DEFAULT '[]' NOT NULL,
	`consequence` text DEFAULT '' NOT NULL,
	`method` text NOT NULL,
	`l10` integer,
	`e10` integer,
	`c` integer,
	`s` integer,
	`score100` integer,
	`levelRank` integer NOT NULL,
	`level` text NOT NULL,
	`scale` text,
	`keptLevel` text,
	`directMajor` integer DEFAULT 0 NOT NULL,
	`directReason` text DEFAULT '' NOT NULL,
	`engineering` text DEFAULT '' NOT NULL,
	`administrative` text DEFAULT '' NOT NULL,
	`training` text DEFAULT '' NOT NULL,
	`ppe` text DEFAULT '' NOT NULL,
	`emergency` text DEFAULT '' NOT NULL,
	`measures` text DEFAULT '' NOT NULL,
	`controlLevel` text,
	`departmentId` text,
	`ownerId` text,
	`ownerPostId` text,
	`ownerText` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`checkCycle` text DEFAULT '' NOT NULL,
	`assessedOn` text,
	`nextReviewOn` text,
	`status` text DEFAULT 'active' NOT NULL,
	`missing` text DEFAULT '[]' NOT NULL,
	`missingCount` integer DEFAULT 0 NOT NULL,
	`remark` text DEFAULT '' NOT NULL,
	`importId` text,
	FOREIGN KEY (`riskPointId`) REFERENCES `riskPoint`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ownerId`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ownerPostId`) REFERENCES `post`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "riskMethodWord" CHECK("method" IN ('lec', 'ls', 'direct')),
	CONSTRAINT "riskLevelWord" CHECK("level" IN ('major', 'considerable', 'general', 'low')),
	CONSTRAINT "riskKeptLevelWord" CHECK("keptLevel" IN ('major', 'considerable', 'general', 'low')),
	CONSTRAINT "riskControlLevelWord" CHECK("controlLevel" IN ('company', 'workshop', 'team', 'post')),
	CONSTRAINT "riskStatusWord" CHECK("status" IN ('active', 'changing', 'retired')),
	CONSTRAINT "riskLevelRank" CHECK("levelRank" = CASE "level" WHEN 'major' THEN 1 WHEN 'considerable' THEN 2 WHEN 'general' THEN 3 ELSE 4 END),
	CONSTRAINT "riskDirectMajor" CHECK("directMajor" = 0 OR "level" = 'major'),
	CONSTRAINT "riskLecScore" CHECK("method" <> 'lec' OR "score100" = "l10" * "e10" * "c"),
	CONSTRAINT "riskLsScore" CHECK("method" <> 'ls' OR "score100" = "l10" * "s" * 10)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `riskRiskNo` ON `risk` (`riskNo`);--> statement-breakpoint
CREATE INDEX `riskSortNo` ON `risk` (`riskNoKey`);--> statement-breakpoint
CREATE INDEX `riskSortLevel` ON `risk` (`levelRank`,"score100" DESC,`riskNoKey`);--> statement-breakpoint
CREATE INDEX `riskSortScore` ON `risk` (`score100`,`riskNoKey`);--> statement-breakpoint
CREATE INDEX `riskSortPoint` ON `risk` (`riskPointId`,`riskNoKey`);--> statement-breakpoint
CREATE INDEX `riskSortDepartment` ON `risk` (`departmentId`,`riskNoKey`);--> statement-breakpoint
CREATE INDEX `riskSortAssessed` ON `risk` (`assessedOn`,`riskNoKey`);--> statement-breakpoint
CREATE INDEX `riskSortReview` ON `risk` (`nextReviewOn`,`riskNoKey`);--> statement-breakpoint
CREATE INDEX `riskSortUpdated` ON `risk` (`updatedAt`,`riskNoKey`);--> statement-breakpoint
CREATE INDEX `riskSortOwner` ON `risk` (`ownerText`,`riskNoKey`);--> statement-breakpoint
CREATE INDEX `riskSortMissing` ON `risk` (`missingCount`,`riskNoKey`);--> statement-breakpoint
CREATE INDEX `riskOwner` ON `risk` (`ownerId`);--> statement-breakpoint
CREATE INDEX `riskOwnerPost` ON `risk` (`ownerPostId`);--> statement-breakpoint
CREATE INDEX `riskMatchKey` ON `risk` (`matchKey`);--> statement-breakpoint
CREATE INDEX `riskStatus` ON `risk` (`status`);--> statement-breakpoint
CREATE INDEX `riskImport` ON `risk` (`importId`);--> statement-breakpoint
CREATE TABLE `riskPoint` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`no` text DEFAULT '' NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`location` text DEFAULT '' NOT NULL,
	`departmentId` text,
	`remark` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`departmentId`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "riskPointKind" CHECK("kind" IN ('equipment', 'activity', 'place', 'area'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `riskPointName` ON `riskPoint` (`name`);--> statement-breakpoint
CREATE INDEX `riskPointDepartment` ON `riskPoint` (`departmentId`);--> statement-breakpoint
CREATE TABLE `counter` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`subject` text NOT NULL,
	`scope` text NOT NULL,
	`last` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `counterScope` ON `counter` (`subject`,`scope`);--> statement-breakpoint
CREATE TABLE `round` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`no` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`period` text NOT NULL,
	`status` text DEFAULT 'open' NOT NULL,
	`origin` text DEFAULT 'native' NOT NULL,
	`baseRoundId` text,
	`reason` text DEFAULT '' NOT NULL,
	`scope` text DEFAULT '' NOT NULL,
	`methodNote` text DEFAULT '' NOT NULL,
	`noticeNo` text DEFAULT '' NOT NULL,
	`noticeOn` text,
	`startedOn` text NOT NULL,
	`assessedOn` text,
	`meetingOn` text,
	`meetingPlace` text DEFAULT '' NOT NULL,
	`closedOn` text,
	`signedOn` text,
	`team` text DEFAULT '[]' NOT NULL,
	`conclusion` text DEFAULT '' NOT NULL,
	`entered` text DEFAULT '{}' NOT NULL,
	`remark` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`baseRoundId`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "roundKindWord" CHECK("kind" IN ('quarterly', 'annual', 'change', 'accident')),
	CONSTRAINT "roundStatusWord" CHECK("status" IN ('open', 'closed')),
	CONSTRAINT "roundOriginWord" CHECK("origin" IN ('native', 'backfilled'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `round_no_unique` ON `round` (`no`);--> statement-breakpoint
CREATE INDEX `roundPeriod` ON `round` (`period`);--> statement-breakpoint
CREATE TABLE `roundRisk` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`roundId` text NOT NULL,
	`riskId` text NOT NULL,
	`state` text DEFAULT 'pending' NOT NULL,
	`beforeLevel` text,
	`afterLevel` text,
	`before` text,
	`after` text,
	`reason` text DEFAULT '' NOT NULL,
	`confirmedBy` text DEFAULT '' NOT NULL,
	`confirmedOn` text,
	FOREIGN KEY (`roundId`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "roundRiskStateWord" CHECK("state" IN ('pending', 'confirmed', 'changed', 'added', 'removed'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `roundRiskOnce` ON `roundRisk` (`roundId`,`riskId`);--> statement-breakpoint
CREATE INDEX `roundRiskState` ON `roundRisk` (`roundId`,`state`);--> statement-breakpoint
CREATE INDEX `roundRiskRisk` ON `roundRisk` (`riskId`);--> statement-breakpoint
CREATE TABLE `snapshot` (
	`id` text PRIMARY KEY NOT NULL,
	`content` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `searchEntry` (
	`rowid` integer PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`subjectId` text NOT NULL,
	`title` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `searchEntry_subjectId_unique` ON `searchEntry` (`subjectId`);--> statement-breakpoint
CREATE INDEX `searchEntrySubject` ON `searchEntry` (`subject`);--> statement-breakpoint
CREATE TABLE `searchStale` (
	`subjectId` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL
) STRICT;
