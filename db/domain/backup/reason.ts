/** Why a backup was made: on closing, after 30 minutes of change, before a migration, an import or bulk change, a restore, an erasure, a merge, or asked for. */
export const backupReasons = ['close', 'interval', 'migration', 'bulk', 'restore', 'erase', 'merge', 'manual'] as const;
export type BackupReason = (typeof backupReasons)[number];

/** Days for which a backup made before these stays whatever its age, so that the step can be taken back. */
export const pinnedDays: Partial<Record<BackupReason, number>> = { migration: 90, restore: 90, merge: 90 };
