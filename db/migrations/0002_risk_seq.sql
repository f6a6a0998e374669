PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_risk` (
	`id` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
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
INSERT INTO `__new_risk`("id", "revision", "createdAt", "createdBy", "updatedAt", "seq", "riskNo", "riskNoKey", "riskPointId", "matchKey", "step", "hazardSource", "factorCode", "accidentTypes", "consequence", "method", "l10", "e10", "c", "s", "score100", "levelRank", "level", "scale", "keptLevel", "directMajor", "directReason", "engineering", "administrative", "training", "ppe", "emergency", "measures", "controlLevel", "departmentId", "ownerId", "ownerPostId", "ownerText", "phone", "checkCycle", "assessedOn", "nextReviewOn", "status", "missing", "missingCount", "remark", "importId") SELECT "id", "revision", "createdAt", "createdBy", "updatedAt", rowid, "riskNo", "riskNoKey", "riskPointId", "matchKey", "step", "hazardSource", "factorCode", "accidentTypes", "consequence", "method", "l10", "e10", "c", "s", "score100", "levelRank", "level", "scale", "keptLevel", "directMajor", "directReason", "engineering", "administrative", "training", "ppe", "emergency", "measures", "controlLevel", "departmentId", "ownerId", "ownerPostId", "ownerText", "phone", "checkCycle", "assessedOn", "nextReviewOn", "status", "missing", "missingCount", "remark", "importId" FROM `risk`;--> statement-breakpoint
DROP TABLE `risk`;--> statement-breakpoint
ALTER TABLE `__new_risk` RENAME TO `risk`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `risk_id_unique` ON `risk` (`id`);--> statement-breakpoint
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
CREATE INDEX `riskFacets` ON `risk` (`status`,`level`,`method`,`controlLevel`,`departmentId`,`missingCount`,`nextReviewOn`);--> statement-breakpoint
CREATE INDEX `riskOwner` ON `risk` (`ownerId`);--> statement-breakpoint
CREATE INDEX `riskOwnerPost` ON `risk` (`ownerPostId`);--> statement-breakpoint
CREATE INDEX `riskMatchKey` ON `risk` (`matchKey`);--> statement-breakpoint
CREATE INDEX `riskStatus` ON `risk` (`status`);--> statement-breakpoint
CREATE INDEX `riskImport` ON `risk` (`importId`);--> statement-breakpoint
DROP TABLE IF EXISTS `search`;
