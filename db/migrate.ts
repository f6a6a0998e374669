import { readFileSync } from 'node:fs';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate as runMigrations } from 'drizzle-orm/better-sqlite3/migrator';
import type { Database } from './handle';

interface JournalEntry { idx: number; when: number; tag: string }

export function readJournal(migrationsFolder: string): JournalEntry[] {
  const text = readFileSync(path.join(migrationsFolder, 'meta/_journal.json'), 'utf8');
  return (JSON.parse(text) as { entries: JournalEntry[] }).entries;
}

/** Number of migrations that the file has seen; 0 for a new one. */
export function appliedMigrations(sqlite: Database): number {
  const known = sqlite.prepare(`SELECT count(*) AS n FROM sqlite_master WHERE name = '__drizzle_migrations'`).get() as { n: number };
  return known.n === 0 ? 0 : (sqlite.prepare('SELECT count(*) AS n FROM __drizzle_migrations').get() as { n: number }).n;
}

export const isFromTheFuture = (sqlite: Database, migrationsFolder: string): boolean =>
  appliedMigrations(sqlite) > readJournal(migrationsFolder).length;

export const pendingMigrations = (sqlite: Database, migrationsFolder: string): number =>
  readJournal(migrationsFolder).length - appliedMigrations(sqlite);

/**
 * All pending migrations in one transaction. Foreign keys are switched off outside of it, since a rebuild inside would
 * ignore the pragma and cascade deletes, and are checked afterwards.
 * @throws Error when a reference dangles after migrating
 */
export function migrate(sqlite: Database, migrationsFolder: string): number {
  sqlite.pragma('foreign_keys = OFF');
  try {
    runMigrations(drizzle(sqlite), { migrationsFolder });
  } finally {
    sqlite.pragma('foreign_keys = ON');
  }
  const dangling = sqlite.pragma('foreign_key_check') as unknown[];
  if (dangling.length > 0) throw new Error(`${dangling.length} dangling references after migration`);
  return appliedMigrations(sqlite);
}
