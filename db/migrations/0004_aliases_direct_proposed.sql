CREATE TABLE `nameAlias` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`updatedAt` integer NOT NULL,
	`subject` text NOT NULL,
	`name` text NOT NULL,
	`targetId` text NOT NULL,
	CONSTRAINT "nameAliasSubject" CHECK("subject" IN ('riskPoint', 'department'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `nameAliasName` ON `nameAlias` (`subject`,`name`);--> statement-breakpoint
CREATE INDEX `nameAliasTarget` ON `nameAlias` (`targetId`);--> statement-breakpoint
ALTER TABLE `enterprise` ADD `directCatalogues` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
UPDATE `enterprise` SET `directCatalogues` = (
	SELECT coalesce(json_group_array(c.value ORDER BY c.key), '[]') FROM json_each(p.value) c WHERE c.type = 'text'
) FROM preference p WHERE p.key = 'directCatalogues' AND json_valid(p.value) AND json_type(p.value) = 'array';--> statement-breakpoint
DELETE FROM `preference` WHERE `key` = 'directCatalogues';--> statement-breakpoint
ALTER TABLE `risk` ADD `proposed` text DEFAULT '' NOT NULL;--> statement-breakpoint
UPDATE `risk` SET `proposed` = trim(line.text), `remark` = trim(replace(char(10) || `remark` || char(10), char(10) || '建议新增措施：' || line.text || char(10), char(10)), char(10))
FROM (
	SELECT `of`, substr(rest, 1, instr(rest, char(10)) - 1) AS text FROM (
		SELECT `id` AS `of`, substr(char(10) || `remark` || char(10), instr(char(10) || `remark`, char(10) || '建议新增措施：') + 8) AS rest
		FROM `risk` WHERE instr(char(10) || `remark`, char(10) || '建议新增措施：') > 0
	)
) line WHERE line.`of` = `risk`.`id`;
