CREATE TABLE `authority` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`name` text NOT NULL,
	`shortName` text DEFAULT '' NOT NULL,
	`kind` text NOT NULL,
	`subjects` text DEFAULT '[]' NOT NULL,
	`regionCode` text DEFAULT '' NOT NULL,
	`area` text DEFAULT '' NOT NULL,
	`salutation` text DEFAULT '' NOT NULL,
	`address` text DEFAULT '' NOT NULL,
	`contactName` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`remark` text DEFAULT '' NOT NULL,
	`sort` integer DEFAULT 0 NOT NULL,
	`validFrom` text,
	`validTo` text,
	CONSTRAINT "authorityKindWord" CHECK("kind" IN ('emergency', 'health', 'fire', 'market', 'industry', 'park', 'standardization', 'superior', 'other'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `authorityName` ON `authority` (`name`);--> statement-breakpoint
CREATE INDEX `authorityRegion` ON `authority` (`regionCode`);--> statement-breakpoint
CREATE TABLE `authorityForm` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`authorityId` text,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`sha256` text NOT NULL,
	`mapping` text DEFAULT '{}' NOT NULL,
	`shape` text DEFAULT '{}' NOT NULL,
	`checkedOn` text,
	`replacesId` text,
	`validTo` text,
	FOREIGN KEY (`authorityId`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`replacesId`) REFERENCES `authorityForm`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "authorityFormKind" CHECK("kind" IN ('xlsx', 'docx'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `authorityFormAuthority` ON `authorityForm` (`authorityId`);--> statement-breakpoint
CREATE INDEX `authorityFormCode` ON `authorityForm` (`code`);--> statement-breakpoint
CREATE INDEX `authorityFormReplaces` ON `authorityForm` (`replacesId`);--> statement-breakpoint
CREATE TABLE `handoverProfile` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`authorityId` text NOT NULL,
	`name` text NOT NULL,
	`papers` text DEFAULT '[]' NOT NULL,
	`mask` text DEFAULT '{}' NOT NULL,
	`accidentEdition` text DEFAULT '' NOT NULL,
	`assessedFor` text DEFAULT '' NOT NULL,
	`letter` text DEFAULT '{}' NOT NULL,
	`volumeMb` integer,
	`fileNames` text DEFAULT 'utf8' NOT NULL,
	`withReceipt` integer DEFAULT 0 NOT NULL,
	`validTo` text,
	FOREIGN KEY (`authorityId`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "handoverProfileFileNames" CHECK("fileNames" IN ('utf8', 'gbk', 'ascii'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `handoverProfileAuthority` ON `handoverProfile` (`authorityId`);--> statement-breakpoint
CREATE TABLE `submission` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`no` text NOT NULL,
	`authorityId` text,
	`recipient` text NOT NULL,
	`letterId` text NOT NULL,
	`profile` text DEFAULT '{}' NOT NULL,
	`period` text DEFAULT '' NOT NULL,
	`packedOn` text NOT NULL,
	`way` text DEFAULT '' NOT NULL,
	`previousId` text,
	`receiptFilingId` text,
	`volumes` text DEFAULT '[]' NOT NULL,
	`contents` text DEFAULT '{}' NOT NULL,
	`appVersion` text NOT NULL,
	FOREIGN KEY (`authorityId`) REFERENCES `authority`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`letterId`) REFERENCES `filing`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`previousId`) REFERENCES `submission`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`receiptFilingId`) REFERENCES `filing`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `submission_no_unique` ON `submission` (`no`);--> statement-breakpoint
CREATE INDEX `submissionAuthority` ON `submission` (`authorityId`);--> statement-breakpoint
CREATE INDEX `submissionLetter` ON `submission` (`letterId`);--> statement-breakpoint
CREATE INDEX `submissionReceipt` ON `submission` (`receiptFilingId`);--> statement-breakpoint
CREATE INDEX `submissionPrevious` ON `submission` (`previousId`);--> statement-breakpoint
CREATE INDEX `submissionPeriod` ON `submission` (`period`);--> statement-breakpoint
CREATE TABLE `submissionItem` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`submissionId` text NOT NULL,
	`filingId` text,
	`attachmentId` text,
	`sort` integer NOT NULL,
	`title` text NOT NULL,
	`copies` integer DEFAULT 1 NOT NULL,
	`pages` integer,
	`files` text DEFAULT '[]' NOT NULL,
	FOREIGN KEY (`submissionId`) REFERENCES `submission`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`filingId`) REFERENCES `filing`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`attachmentId`) REFERENCES `attachment`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `submissionItemSubmission` ON `submissionItem` (`submissionId`);--> statement-breakpoint
CREATE INDEX `submissionItemFiling` ON `submissionItem` (`filingId`);--> statement-breakpoint
CREATE INDEX `submissionItemAttachment` ON `submissionItem` (`attachmentId`);--> statement-breakpoint
ALTER TABLE `enterprise` ADD `ownPapers` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `enterprise` ADD `documentPattern` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `filing` ADD `authorityId` text REFERENCES authority(id);--> statement-breakpoint
ALTER TABLE `filing` ADD `request` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `filing` ADD `entered` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `filing` ADD `figures` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX `filingPeriod` ON `filing` (`period`,`code`);--> statement-breakpoint
CREATE INDEX `filingAuthority` ON `filing` (`authorityId`);--> statement-breakpoint
ALTER TABLE `filingEvent` ADD `submissionId` text REFERENCES submission(id);--> statement-breakpoint
ALTER TABLE `filingEvent` ADD `reasonKind` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `filingEvent` ADD `receivedBy` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `filingEvent` ADD `receiptNo` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `filingEvent` ADD `correctsId` text REFERENCES filingEvent(id);--> statement-breakpoint
CREATE INDEX `filingEventSubmission` ON `filingEvent` (`submissionId`);--> statement-breakpoint
CREATE INDEX `filingEventCorrects` ON `filingEvent` (`correctsId`);--> statement-breakpoint
ALTER TABLE `filingFile` ADD `formId` text REFERENCES authorityForm(id);--> statement-breakpoint
ALTER TABLE `filingFile` ADD `pages` integer;--> statement-breakpoint
CREATE INDEX `filingFileForm` ON `filingFile` (`formId`);--> statement-breakpoint
ALTER TABLE `risk` ADD `monitoring` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `risk` ADD `impactScope` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `risk` ADD `leaderId` text REFERENCES person(id);--> statement-breakpoint
ALTER TABLE `risk` ADD `leaderText` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `riskLeader` ON `risk` (`leaderId`) WHERE "leaderId" IS NOT NULL;--> statement-breakpoint
ALTER TABLE `roundRisk` ADD `implementation` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `roundRisk` ADD `implementedOn` text;--> statement-breakpoint
ALTER TABLE `roundRisk` ADD `implementedBy` text DEFAULT '' NOT NULL;